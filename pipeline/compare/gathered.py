"""The tables that are made of all documents: works and things, held whole, as a run holds them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.compare.align import align
from pipeline.compare.folders import File
from pipeline.compare.model import Change, Compared, Field, Kind, Quote, Row
from pipeline.compare.words import PLACES, changed, row_id, words_of


@dataclass(frozen=True, slots=True)
class Works:
    """The works cited in both folders by their ids; `partner` holds the new id of each that is in both, also by another id."""

    old: Mapping[str, Row] = field(default_factory=dict)
    new: Mapping[str, Row] = field(default_factory=dict)
    partner: Mapping[str, str] = field(default_factory=dict)


def works(old_file: File, new_file: File) -> Works:
    """The works of both folders. Their ids are made of what they are: where those differ, works that read much alike are paired."""
    old, new = _by_key(old_file), _by_key(new_file)
    left, right = [key for key in old if key not in new], [key for key in new if key not in old]
    aligned = align([words_of("sources", old[key]) for key in left], [words_of("sources", new[key]) for key in right])
    return Works(old, new, {key: key for key in old if key in new} | {left[i]: right[j] for i, j in aligned.partner.items()})


def sources(cited: Works, columns: Sequence[str]) -> Compared:
    """What became of the works cited."""
    return _compared("sources", cited.old, cited.new, cited.partner, [column for column in columns if column != "source_id"])


def things(old_file: File, new_file: File, columns: Sequence[str], places: bool) -> Compared:
    """What became of a table whose rows are named by their ids."""
    old, new = _by_key(old_file), _by_key(new_file)
    judged = [column for column in columns if places or column not in (*PLACES, "sentence_id")]
    return _compared(old_file.table.name, old, new, {key: key for key in old if key in new}, judged)


def _by_key(file: File) -> dict[str, Row]:
    """The rows by what names them; of several with one name each has a number, in their order."""
    rows: dict[str, Row] = {}
    seen: Counter[str] = Counter()
    for row in file.rows():
        name = row_id(file.table.name, row)
        rows[f"{name} {seen[name]}" if seen[name] else name] = row
        seen[name] += 1
    return rows


def _compared(name: str, old: Mapping[str, Row], new: Mapping[str, Row], partner: Mapping[str, str], columns: Sequence[str]) -> Compared:
    back = {new_key: old_key for old_key, new_key in partner.items()}
    changes: list[Change] = []
    same = moved = 0
    for key, row in new.items():
        was = old[back[key]] if key in back else None
        fields = tuple(Field(column, was[column], row[column]) for column in columns if was[column] != row[column]) if was else ()
        if was and not fields:
            same, moved = same + (was == row), moved + (was != row)
            continue
        kind: Kind = "changed" if was else "gained"
        changes.append(changed(kind, name, was, row, quote=Quote(words_of(name, row)), fields=fields))
    changes += [changed("lost", name, row, None, quote=Quote(words_of(name, row))) for key, row in old.items() if key not in partner]
    return Compared(name, "", len(old), len(new), same, moved, tuple(changes))
