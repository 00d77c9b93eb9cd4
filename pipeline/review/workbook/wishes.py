"""A line as it was typed → what its reviewer wants, or why that cannot be told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.review.fields import FIELDS
from pipeline.review.model import Anchor, Scope, Verdict
from pipeline.review.workbook.cells import EMPTY, Mangled, fingerprint, typed
from pipeline.review.workbook.opening import TypedLine
from pipeline.review.workbook.sheets import SCOPES, VERDICTS, columns, told_by

_LONGEST = 2_000  # characters of a field or comment


class Refused(ValueError):
    """A line that gives no decision: why, and the column concerned ("": the whole line)."""

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class Key:
    """What the hidden cell of a line says: the row as it was exported, and what an earlier correction of it gives.

    `machine` is what was read then, `cells` what stood in cells that differed from it, `values` those of the earlier correction;
    `beside` tells the cells that stood beside it.
    """

    doc_id: str
    row_id: str
    machine: Mapping[str, str]
    anchor: Anchor
    cells: Mapping[str, str]
    values: Mapping[str, str]
    beside: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What a line says of its row: the cells that were changed, by field, as they were typed."""

    line: TypedLine
    key: Key
    verdict: Verdict
    scope: Scope
    changed: Mapping[str, str]
    comment: str

    @property
    def seen(self) -> Mapping[str, str]:
        """The row as it was exported."""
        return {**self.key.machine, **self.key.cells}


@dataclass(frozen=True, slots=True)
class Added:
    """A missed mention as it was typed: the words, the how-manieth place in the sentence with them (0: the only one), its fields."""

    line: TypedLine
    sentence_id: str
    words: str
    which: int
    values: Mapping[str, str]
    comment: str


def wish(line: TypedLine) -> Wish | None:
    """What a line of a reviewed table says; None where nothing was typed. Raises `Refused`."""
    if line.key is EMPTY:
        if any(line.cells.get(name, EMPTY) is not EMPTY for name in ("verdict", "comment", *_names(line.table))):
            raise Refused("its hidden cell is empty, so that its row is not known; missed mentions go to the sheets “add …”", "row")
        return None
    key = _key(line)
    verdict, scope, comment = (_word(line, name) for name in ("verdict", "scope", "comment"))
    changed = {name: value for name, before, value in _cells(line, key) if value != before}
    if not (verdict or scope or comment or changed):
        return None
    _belongs(line, key)
    said = _chosen(verdict, VERDICTS, "verdict")
    decided = _verdict(said, key, changed)
    reach: Scope = _chosen(scope, SCOPES, "scope") or "mention"
    if decided == "reject" and line.table == "documents":
        raise Refused("a document cannot be rejected: take its file away", "verdict")
    if reach != "mention" and "accept" in (decided, said):
        raise Refused("only what is corrected or rejected can hold for other mentions", "scope")
    for name, text in (*changed.items(), ("comment", comment)):
        if len(text) > _LONGEST:
            raise Refused(f"more than {_LONGEST} characters", name)
    return Wish(line, key, decided, reach, changed, comment)


def _verdict(said: Verdict | None, key: Key, changed: Mapping[str, str]) -> Verdict:
    """Whoever accepts a line with an earlier correction accepts what stands there, not what the machine had read."""
    if said in ("accept", "reject") and changed:
        raise Refused(f"{said}, but {', '.join(changed)} was changed; choose correct, or put back what stood there", "verdict")
    if said is None and not changed:
        raise Refused("a comment or a scope needs a verdict", "verdict")
    if said == "correct" and not changed and not key.values:
        raise Refused("correct, but nothing was changed; change a value, or choose accept", "verdict")
    if said == "accept":
        return "correct" if key.cells else "accept"
    return said or "correct"


def added(line: TypedLine) -> Added | None:
    """What a line of a sheet of missed mentions says; None where nothing was typed. Raises `Refused`."""
    if all(cell is EMPTY for cell in line.cells.values()):
        return None
    kinds = {field.name: field.kind for field in FIELDS[line.table] if field.name != "text"}
    values = {name: _typed(line, name, kind, "") for name, kind in kinds.items()}
    sentence_id, words, comment = (_word(line, name) for name in ("sentence_id", "text", "comment"))
    which = _typed(line, "which", "number", "")
    for name, value in (*values.items(), ("comment", comment)):
        if len(value) > _LONGEST:
            raise Refused(f"more than {_LONGEST} characters", name)
    for name, value in (("sentence_id", sentence_id), ("text", words)):
        if not value:
            raise Refused(f"{name} is empty", name)
    if which and not (which.isascii() and which.isdigit() and 0 < int(which) < 1000):
        raise Refused(f"{which!r} is not 1, 2, 3 …", "which")
    return Added(line, sentence_id, words, int(which or 0), {name: value for name, value in values.items() if value}, comment)


def span(text: str, words: str, which: int) -> tuple[int, int]:
    """Where the words stand in a sentence. Raises `Refused` where they do not, or where more than one place has them."""
    places = list(_places(text, words))
    if not places:
        raise Refused(f"{words!r} does not stand in the sentence", "text")
    if which > len(places):
        raise Refused(f"{words!r} stands {len(places)} times in the sentence", "which")
    if not which and len(places) > 1:
        raise Refused(f"{words!r} stands {len(places)} times in the sentence; say which by 1, 2 …", "which")
    start = places[max(which, 1) - 1]
    return start, start + len(words)


def moved(text: str, start: int, end: int, words: str) -> int:
    """How far the start of a mention at `start` to `end` moves when `words` are meant. Raises `Refused` where that is not certain."""
    places = [place for place in _places(text, words) if place < end and start < place + len(words)]
    if len(places) == 1:
        return places[0] - start
    if places:
        raise Refused(f"{words!r} stands there more than once; move the mention in the app", "text")
    raise Refused(f"{words!r} does not stand in the sentence where the mention is; reject this one, and add the other", "text")


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _names(table: str) -> tuple[str, ...]:
    return tuple(field.name for field in FIELDS[table])


def _key(line: TypedLine) -> Key:
    try:
        held: Any = json.loads(line.key.value)
        anchor = Anchor(**held["anchor"])
        texts = [
            held["doc_id"],
            held["row_id"],
            held["beside"],
            *(text for name in ("machine", "cells", "values") for text in held[name].values()),
        ]
        offsets = [anchor.start, anchor.end, anchor.raw_start, anchor.raw_end]
        if not all(isinstance(text, str) for text in [*texts, anchor.quote, anchor.prefix, anchor.suffix, anchor.sentence_id]):
            raise TypeError
        if not all(offset is None or (isinstance(offset, int) and offset >= 0) for offset in offsets):
            raise TypeError
        return Key(held["doc_id"], held["row_id"], held["machine"], anchor, held["cells"], held["values"], held["beside"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Refused("its hidden cell was changed, so that its row is not known", "row") from error


def _cells(line: TypedLine, key: Key) -> Iterator[tuple[str, str, str]]:
    """Each field with what stood in its cell and what stands there now; a column that was taken out was not changed."""
    for field in FIELDS[line.table]:
        if field.name in line.cells:
            before = key.cells.get(field.name, key.machine.get(field.name, ""))
            yield field.name, before, _typed(line, field.name, field.kind, before)


def _typed(line: TypedLine, name: str, kind: Any, before: str) -> str:
    try:
        return typed(line.cells.get(name, EMPTY), kind, before)
    except Mangled as error:
        raise Refused(str(error), name) from error


def _word(line: TypedLine, name: str) -> str:
    """The text of a cell in which only text is typed; a number is as it is printed."""
    cell = line.cells.get(name, EMPTY)
    if cell.type == "n" and isinstance(cell.value, int):
        return str(cell.value)
    return _typed(line, name, "text", "")


def _chosen(said: str, words: Mapping[str, Any], name: str) -> Any:
    """What a word of a drop-down means, said in Japanese, in English or in both; None where nothing was said."""
    if not said:
        return None
    for told, meant in words.items():
        if said.lower() in (told.lower(), *told.lower().split()):
            return meant
    raise Refused(f"{said!r} is none of {', '.join(words)}", name)


def _belongs(line: TypedLine, key: Key) -> None:
    """Refuses a line whose cells stand beside another row's hidden cell: it was sorted without its hidden columns."""
    names = told_by(columns(line.table))
    beside = [str(line.cells[name].value or "") for name in names if name in line.cells]
    if len(beside) == len(names) and fingerprint(beside) != key.beside:
        raise Refused("its columns belong to different rows (sorted without the hidden ones?), or a locked cell was changed", "row")
