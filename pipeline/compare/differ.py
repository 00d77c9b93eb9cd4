"""The paired rows of a table → what differs: gained, lost and changed rows, and how many are the same or only moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial

from pipeline.compare.gathered import Works
from pipeline.compare.model import Change, Compared, Field, Kind, Quote, Row
from pipeline.compare.overlap import offset
from pipeline.compare.sides import KEYS, Pairing, Side
from pipeline.compare.words import PLACES, changed, words_of
from pipeline.tables import schema

_REFERS: Mapping[str, Mapping[str, str]] = {table.name: dict(table.refers) for table in schema.TABLES}
_LISTS: Mapping[str, Mapping[str, str]] = {table.name: dict(table.lists) for table in schema.TABLES}
_LITERAL = ("documents", "entity_index")  # their ids name a thing and not a place
_CLIPPED = 120  # code points of the words behind an id


@dataclass(frozen=True)
class Differ:
    """One document in both folders. `columns` are those that both folders have, by table."""

    pairing: Pairing
    columns: Mapping[str, Sequence[str]]
    works: Works = field(default_factory=Works)
    places: bool = False

    def compared(self, table: str, doc_id: str) -> Compared:
        """What became of the rows of a table; its changes in order of the new rows, lost ones where they stood."""
        old, new, partner = self.pairing.old.tables[table], self.pairing.new.tables[table], self.pairing.partner[table]
        judged = list(self._judged(table))
        same = moved = 0
        found: list[tuple[int, int, Change]] = []
        for i, j in partner.items():
            if self.pairing.old.steady and old[i] == new[j]:
                same += 1
            elif fields := tuple(self._fields(table, judged, old[i], new[j])):
                found.append((j, 0, self._change("changed", table, old[i], new[j], fields)))
            elif any(old[i][column] != new[j][column] for column in self.columns[table]):
                moved += 1
            else:
                same += 1
        olds, news = self.pairing.free(table)
        found += [(j, 0, self._change("gained", table, None, new[j])) for j in news]
        found += [(at, 1 + i, self._change("lost", table, old[i], None)) for i, at in _behind(olds, partner)]
        found.sort(key=lambda one: one[:2])
        return Compared(table, doc_id, len(old), len(new), same, moved, tuple(change for *_, change in found))

    def _judged(self, table: str) -> Iterator[str]:
        """The columns in which a row can change: not its own id or its document's and, unless asked for, not its place."""
        own = ["doc_id", *(column for column in KEYS[table][:1] if column not in _REFERS[table])] if table != "documents" else []
        for column in self.columns[table]:
            target = _REFERS[table].get(column)
            told = target is None or target in _LITERAL or target in self.pairing.old.tables or (target == "sources" and self.works.old)
            if told and column not in own and (self.places or column not in PLACES):
                yield column

    def _fields(self, table: str, judged: Sequence[str], old: Row, new: Row) -> Iterator[Field]:
        for column in judged:
            was, now = old[column], new[column]
            if column in _LISTS[table]:
                if not self._list_alike(_LISTS[table][column], was, now):
                    yield Field(column, was, now)
                continue
            target = _REFERS[table].get(column, "documents")
            if target in _LITERAL:
                if was != now:
                    yield Field(column, was, now)
            elif not self._points_alike(target, was, now):
                yield Field(column, _named(was, self._old_words(target, was)), _named(now, self._new_words(target, now)))

    def _list_alike(self, target: str, was: str, now: str) -> bool:
        """Whether two lists name the same rows in the same order; of works that are not compared nothing is said."""
        if target == "sources" and not self.works.old:
            return True
        if was == now or target in _LITERAL:
            return was == now
        before, after = was.split("|"), now.split("|")
        return len(before) == len(after) and all(map(partial(self._points_alike, target), before, after))

    def _points_alike(self, target: str, was: str, now: str) -> bool:
        """Whether two ids name one row: a sentence that was cut otherwise is the same place."""
        if not was or not now:
            return was == now
        if target == "sources":
            return was == now or self.works.partner.get(was) == now
        old, new = self.pairing.old, self.pairing.new
        number = old.number(target, was)
        if number is not None and number == new.number(target, now):
            return True
        if target != "sentences":
            return number is None and was == now and was not in self._old_ids.get(target, {}) and now not in self._new_ids.get(target, {})
        return old.region(was) is not None and old.region(was) == new.region(now)

    @cached_property
    def _old_ids(self) -> Mapping[str, Mapping[str, Row]]:
        return _by_id(self.pairing.old)

    @cached_property
    def _new_ids(self) -> Mapping[str, Mapping[str, Row]]:
        return _by_id(self.pairing.new)

    def _old_words(self, target: str, row_id: str) -> str:
        return _words_of(target, (self.works.old if target == "sources" else self._old_ids.get(target, {})).get(row_id))

    def _new_words(self, target: str, row_id: str) -> str:
        return _words_of(target, (self.works.new if target == "sources" else self._new_ids.get(target, {})).get(row_id))

    def _change(self, kind: Kind, table: str, old: Row | None, new: Row | None, fields: tuple[Field, ...] = ()) -> Change:
        row = new or old or {}
        quote = self._quote(table, row, self._new_ids if new else self._old_ids)
        return changed(kind, table, old, new, quote=quote, fields=fields)

    def _quote(self, table: str, row: Row, ids: Mapping[str, Mapping[str, Row]]) -> Quote:
        sentence = ids.get("sentences", {}).get(row["sentence_id"]) if "sentence_id" in row and table != "sentences" else None
        words = words_of(table, row)
        if table == "evidence":
            words = _words_of("citations", ids.get("citations", {}).get(row["citation_id"]))
        if sentence is None:
            return Quote(words)
        if "start" not in row:
            return Quote(words, sentence["text"])
        return Quote(words, sentence["text"], offset(table, row, "start"), offset(table, row, "end"))


def _behind(olds: Sequence[int], partner: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """The rows that were lost, each with the place of the last row before it that has a partner."""
    at, last = 0, -1
    for i in olds:
        for before in range(at, i):
            last = partner.get(before, last)
        at = i
        yield i, last


def _by_id(side: Side) -> Mapping[str, Mapping[str, Row]]:
    return {name: {row[KEYS[name][0]]: row for row in rows} for name, rows in side.tables.items() if KEYS[name]}


def _words_of(table: str, row: Row | None) -> str:
    words = words_of(table, row) if row else ""
    return words if len(words) <= _CLIPPED else words[:_CLIPPED] + "…"


def _named(row_id: str, words: str) -> str:
    return f"{row_id} {words}".rstrip()
