"""What a reviewer said of a place → the row that stands there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.review import fields
from pipeline.review.anchors import Found
from pipeline.review.apply.naming import Gone, Names
from pipeline.review.apply.raw import Source
from pipeline.review.fields.correcting import BOUNDED, BOUNDS
from pipeline.review.model import Decision, Row
from pipeline.review.rows import READING, SPANS, DocumentRows
from pipeline.tables import schema
from pipeline.tables.cells import guarded

METHOD = "review"
_SCORE = "1"
_LETTER = {"entities": "e", "dates": "d", "quantities": "q", "events": "v"}
_TABLES = {table.name: table for table in schema.TABLES}
_NUMBER = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_SI = ("value_si", "unit_si", "value_si_max")


class Unfit(Exception):
    """A row that its table cannot hold; `args[0]` says why."""


class Writer:
    """Makes the rows of one document that reviewers have corrected, added or put back."""

    def __init__(self, rows: DocumentRows) -> None:
        self._rows = rows
        self._source = Source(rows)
        self._names = Names(rows, rows.tables)
        self._numbers = {name: number for number, name in enumerate((*rows.sentences, *rows.notes))}

    def number(self, name: str) -> int:
        """The place of a sentence among the sentences, of a note among the notes."""
        return self._numbers[name]

    def stands(self, tables: Mapping[str, Sequence[Row]]) -> None:
        """Tells what stands in the tables that events name: their rows are to be made after those of the others."""
        self._names = Names(self._rows, tables)

    def raw(self, found: Found) -> Row:
        """The range of the source behind a place that has no row."""
        unit = self._rows.sentences.get(found.sentence_id) or self._rows.notes[found.sentence_id]
        first, last = self._source.place(unit, found.start, found.end)
        return {"raw_start": str(first), "raw_end": str(last)}

    def row(self, table: str, base: Row | None, found: Found, decision: Decision, seen: Mapping[str, str]) -> Row:
        """The row a decision leaves: `seen` with its values in their places.

        `base` is the machine's row there, which gives what a reviewer does not judge; where there is none the row gets an id of
        its own. Raises `Gone` and `Unfit`.
        """
        said = {name: value for name, value in decision.values.items() if name not in ("text", "offset")}
        row = dict(base) if base else self._fresh(table, found)
        row |= {name: guarded({**seen, **said}.get(name, "")) for name in READING[table] if name != "text"}
        _check(table, row)
        if table in SPANS:
            start, end = _span(decision, found, self._rows.sentences[found.sentence_id]["text"])
            self._put(table, row, found.sentence_id, start, end)
            row |= self._names.settled(row, decision) if table == "events" else {}
            row |= _derived(table, row, said, self._rows.sentences[found.sentence_id]["text"])
        row |= {name: cell for name, cell in (("method", METHOD), ("score", _SCORE)) if name in row}
        return row

    def _fresh(self, table: str, found: Found) -> dict[str, str]:
        row = dict.fromkeys(_TABLES[table].names, "")
        row["doc_id"] = self._rows.doc_id
        if table == "citations":
            return row | self._in_note(found)
        return row | {"sentence_id": found.sentence_id}

    def _in_note(self, found: Found) -> dict[str, str]:
        """A citation that is put back stands behind those that are read in its note."""
        note = self._rows.notes[found.sentence_id]
        start, end = self._source.place(note, found.start, found.end)
        last = max((int(row["sequence"]) for row in self._rows.tables["citations"] if row["note_id"] == found.sentence_id), default=0)
        return {
            "citation_id": f"{found.sentence_id}.{start}-{end}",
            "note_id": found.sentence_id,
            "sequence": str(last + 1),
            "raw": guarded(found.text),
        }

    def _put(self, table: str, row: dict[str, str], sentence_id: str, start: int, end: int) -> None:
        """Gives a mention or event its place; one that has it keeps what it has."""
        place = {"sentence_id": sentence_id, "start": str(start), "end": str(end)}
        if place.items() <= row.items():
            return
        sentence = self._rows.sentences[sentence_id]
        first, last = self._source.place(sentence, start, end)
        row |= place | {"text": sentence["text"][start:end], "page": self._source.page(first)}
        row |= {"raw_start": str(first), "raw_end": str(last)}
        key = "event_id" if table == "events" else "mention_id"
        row[key] = row[key] or f"{self._rows.doc_id}:{_LETTER[table]}{first}-{last}"


def _span(decision: Decision, found: Found, text: str) -> tuple[int, int]:
    """First code point, and one past the last, of the words meant."""
    if not decision.values.get("text") and not decision.values.get("offset"):
        return found.start, found.end
    before = decision.machine.get("text") or decision.anchor.quote
    words = decision.values.get("text") or before
    offset = int(decision.values.get("offset") or 0)
    start = found.start + offset
    end = found.end + offset + len(words) - len(before)
    if not 0 <= start < end <= len(text) or (found.text == before and text[start:end] != words):
        raise Gone(f"{words!r} is not there any more")
    return start, end


def _check(table: str, row: Row) -> None:
    """What the machine had read stands in the file of decisions too, where people can have changed it."""
    for column in _TABLES[table].columns:
        cell = row[column.name]
        if column.name not in READING[table] or column.name == "text":
            continue
        if column.required and not cell:
            raise Unfit(f"{column.name} is empty")
        if column.enum and cell and cell not in column.enum:
            raise Unfit(f"{column.name}: {cell!r} is none of {', '.join(column.enum)}")
        if column.type == "number" and cell and not _NUMBER.fullmatch(cell):
            raise Unfit(f"{column.name}: {cell!r} is no number")


def _derived(table: str, row: dict[str, str], said: Mapping[str, str], text: str) -> dict[str, str]:
    """Where a field that others follow of is corrected, and these are not given, they are worked out anew."""
    if table in ("entities", "events"):
        return row
    if table == "dates" and BOUNDED & said.keys():
        row = row | {name: said.get(name, "") for name in BOUNDS}
    if table == "quantities":
        row = row | dict.fromkeys(_SI, "")
    return fields.completed(table, row, text)
