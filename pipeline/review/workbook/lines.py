"""A document's reviewed rows → lines of the workbook's sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from pipeline.review.anchors import anchor_of
from pipeline.review.apply import Reviewed
from pipeline.review.basis import base
from pipeline.review.fields import FIELDS
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS, SPANS, DocumentRows, reading
from pipeline.review.workbook.cells import LIMIT, cut, excerpt, fingerprint, packed, shown, unescaped, units
from pipeline.review.workbook.looks import Piece, Value, painted
from pipeline.review.workbook.sheets import KEY, MACHINE, SCOPES, VERDICTS, Column, told_by

_AROUND = 300  # characters of a sentence or note shown on each side of the place
_BEFORE = 80  # characters shown of the sentence before
_START = 400  # characters of a document's text shown beside its title


@dataclass(frozen=True, slots=True)
class Line:
    """The values of one line, in order of the columns; `replaced` of them hold characters that a cell cannot."""

    values: tuple[Value, ...]
    replaced: int


class TooLong(ValueError):
    """A row with a text that no cell can hold."""


def prefilled(table: str, now: Row, machine: Mapping[str, str]) -> dict[str, str]:
    """What stands in the cells that can be corrected: the row as it is in the tables, a field that it has not as the machine has it."""
    return {field.name: now.get(field.name, machine.get(field.name, "")) for field in FIELDS.get(table, ())}


class Lines:
    """The lines of one document: `rows` as the machine read them, `now` as reviewers left them."""

    def __init__(self, rows: DocumentRows, now: DocumentRows) -> None:
        self._rows, self._now = rows, now
        self._previous = _previous(rows)
        self._sections = {row["section_id"]: f"{row['label']} {row['heading']}".strip() for row in rows.tables["sections"]}

    def line(self, columns: Sequence[Column], one: Reviewed) -> Line:
        """A row's line. Raises `TooLong`."""
        row = one.now or one.machine
        assert row is not None  # a row that is in no table is the machine's
        machine = one.machine or row
        held = prefilled(one.table, row, machine)
        texts = dict(row) | held | self._decided(one) | self._place(one.table, row)
        texts |= {MACHINE + name: machine.get(name, "") for name in held}
        context = painted(self._context(one.table, row))
        texts[KEY] = self._key(one, row, held, fingerprint(str(context) if name == "context" else texts[name] for name in told_by(columns)))
        values: list[Value] = []
        for column in columns:
            if column.look == "number":
                values.append(float(texts["score"]))
            elif column.name == "context":
                values.append(context)
            else:
                values.append("" if column.name in ("verdict", "scope", "comment") else texts[column.name])
        plain = [value for value in values if isinstance(value, str)]
        if any(len(value) > LIMIT // 8 and units(shown(value)) > LIMIT for value in plain):  # `shown` makes no text that much longer
            raise TooLong
        return Line(tuple(values), sum(unescaped(shown(value)) != unescaped(value) for value in plain))

    def sentences(self) -> Iterator[tuple[Value, ...]]:
        """The lines of the sheet of sentences: what was found in them is marked."""
        marks = defaultdict(list)
        for table in MENTIONS:
            for row in self._rows.tables[table]:
                marks[row["sentence_id"]].append((int(row["start"]), int(row["end"]), table))
        for name, row in self._rows.sentences.items():
            text = painted(_marked(excerpt(row["text"]), marks[name]))
            section = self._sections.get(row["section_id"], "")
            yield name, text, row["kind"], row["page"], section, row["doc_id"]

    def _key(self, one: Reviewed, row: Row, held: Mapping[str, str], beside: str) -> str:
        about, place = base(self._rows, self._now, one)
        anchor = {name: value for name, value in asdict(place).items() if value not in ("", None)}
        machine = reading(one.table, about)
        changed = {name: value for name, value in held.items() if value != machine.get(name, "")}
        key = {"doc_id": row["doc_id"], "row_id": one.row_id, "machine": machine, "anchor": anchor}
        return packed(key | {"cells": changed, "values": _given(one), "beside": beside})

    def _decided(self, one: Reviewed) -> dict[str, str]:
        decision = one.decision
        if decision is None:
            return dict.fromkeys(("decided", "decided_by", "decided_at", "decided_comment"), "")
        words = [_VERDICT.get(decision.verdict, decision.verdict)]
        words += [_SCOPE[decision.scope]] if decision.scope != "mention" else []
        words += [one.state] if one.state == "reopened" else []
        return {
            "decided": " · ".join(words),
            "decided_by": decision.reviewer,
            "decided_at": decision.time[:16].replace("T", " "),
            "decided_comment": decision.comment,
        }

    def _place(self, table: str, row: Row) -> dict[str, str]:
        if table == "citations":
            note = self._rows.notes[row["note_id"]]
            return {"note": note["number"], "page": note["page"], "section": self._sections.get(note["section_id"], "")}
        sentence = self._rows.sentences.get(row.get("sentence_id", ""), {})
        return {"page": row.get("page", "") or sentence.get("page", ""), "section": self._sections.get(sentence.get("section_id", ""), "")}

    def _context(self, table: str, row: Row) -> list[Piece]:
        if table in SPANS:
            sentence = self._rows.sentences[row["sentence_id"]]
            before = self._previous.get(row["sentence_id"], "")
            before = f"…{before[-_BEFORE:]}" if len(before) > _BEFORE else before
            return [(before, "around"), *_around(sentence["text"], int(row["start"]), int(row["end"]))]
        if table == "citations":
            text = self._rows.notes[row["note_id"]]["text"]
            anchor = anchor_of(self._rows, table, row)
            return [(excerpt(text), "")] if anchor.start is None or anchor.end is None else _around(text, anchor.start, anchor.end)
        if table == "documents":
            return [(f"{self._rows.text[:_START]}…" if len(self._rows.text) > _START else self._rows.text, "")]
        if row["sentence_id"]:
            return [(excerpt(self._rows.sentences[row["sentence_id"]]["text"]), "")]
        if row["raw_start"] and row["raw_end"]:
            return _around(self._rows.text, int(row["raw_start"]), int(row["raw_end"]), _BEFORE)
        return []


_VERDICT: dict[str, str] = {str(verdict): told for told, verdict in VERDICTS.items()} | {"add": "add 追加"}
_SCOPE: dict[str, str] = {str(scope): told for told, scope in SCOPES.items()}


def _given(one: Reviewed) -> Mapping[str, str]:
    """What a correction gives that holds for a row of the machine: a further one gives it too."""
    if one.decision is None or one.decision.verdict != "correct" or one.machine is None or one.now is None:
        return {}
    moves = () if one.effective else ("text", "offset")
    return {name: value for name, value in one.decision.values.items() if name not in moves}


def _previous(rows: DocumentRows) -> dict[str, str]:
    """The text of the sentence before each one in its paragraph."""
    found: dict[str, str] = {}
    last: Row = {}
    for name, row in rows.sentences.items():
        if last and last["paragraph"] == row["paragraph"] and last["kind"] == row["kind"]:
            found[name] = last["text"]
        last = row
    return found


def _around(text: str, start: int, end: int, width: int = _AROUND) -> list[Piece]:
    before, inside, behind = cut(text, start, end, width)
    return [(before, ""), (f"【{inside}】", "mention"), (behind, "")]


def _marked(text: str, marks: Iterable[tuple[int, int, str]]) -> Iterator[Piece]:
    """A text in pieces, each with the layer that begins first in it; a layer that another one covers is not shown."""
    at = 0
    for start, end, table in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if start >= at:
            yield text[at:start], ""
            yield text[start:end], table
            at = end
    yield text[at:], ""
