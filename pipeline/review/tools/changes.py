"""A sentence as an annotator left it → the decisions that make the tables so, and what could not be decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import cast

from pipeline.annotation import annotate
from pipeline.model import Date, Layer, Name, Quantity
from pipeline.review import decisions
from pipeline.review.anchors import anchor_of
from pipeline.review.apply import Reviewed, apply
from pipeline.review.decisions import Decided
from pipeline.review.fields import Invalid, checked, corrected
from pipeline.review.kinds import KINDS
from pipeline.review.model import Decision, Row, Verdict
from pipeline.review.rows import MENTIONS, DocumentRows
from pipeline.review.tools.tasks import LABELS, Annotated, Mark
from pipeline.tables.cells import number

_GONE = "it was exported, and is not in the tables any more"
_OPEN_YEAR = "XXXX"
_BY_RULES = "the value is what the rules read in the words marked"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A mark (None: the whole sentence) that gave no decision, and why."""

    sentence_id: str
    words: str
    mark: Mark | None
    reason: str


@dataclass(frozen=True, slots=True)
class Already:
    """A change that the tables have: the file was imported before, or someone has decided the same."""

    sentence_id: str
    mark: Mark


Change = Decision | Unplaced | Already


class _Undecidable(Exception):
    """A change that is no decision; `args[0]` says why."""


@dataclass(frozen=True)
class Document:
    """A document as the outputs have it, with the decisions there were before."""

    rows: DocumentRows
    decided: Decided

    @cached_property
    def mentions(self) -> Sequence[Reviewed]:
        """Every mention of the machine and of reviewers."""
        reviewed = apply(self.rows, self.decided).reviewed
        return [one for table in MENTIONS for one in reviewed[table]]

    @cached_property
    def standing(self) -> Mapping[tuple[str, Mark], Sequence[Reviewed]]:
        """The rows that stand in the tables, by sentence and mark: several where one mention names several things."""
        found: dict[tuple[str, Mark], list[Reviewed]] = defaultdict(list)
        for one in self.mentions:
            if one.now is not None:
                found[_place(one.table, one.now)].append(one)
        return found

    @cached_property
    def rejected(self) -> frozenset[tuple[str, Mark]]:
        """Where reviewers have rejected what the machine reads."""
        return frozenset(_place(one.table, one.machine) for one in self.mentions if one.machine is not None and one.now is None)

    @cached_property
    def things(self) -> Mapping[tuple[str, str], Row]:
        """The last thing that these words with this label stand for in the document; coreference is no name."""
        entities = (one.now for rows in self.standing.values() for one in rows if one.table == "entities" and one.now)
        return {(row["text"], row["label"]): row for row in entities if row["method"] != "coreference"}


def _place(table: str, row: Row) -> tuple[str, Mark]:
    return row["sentence_id"], Mark(int(row["start"]), int(row["end"]), row[KINDS[table]])


def changes(document: Document, sentence: Annotated, *, reviewer: str, accept_unchanged: bool) -> Iterator[Change]:
    """One decision for each row that a mark was taken off, moved or labelled anew, and for each new mark.

    With `accept_unchanged`, rows whose mark was left and that nobody has decided about are accepted.
    """
    row = document.rows.sentences.get(sentence.sentence_id)
    if row is None or row["text"] != sentence.text:
        reason = "the sentence is not in the outputs" if row is None else "the sentence does not read any more as it was exported"
        yield Unplaced(sentence.sentence_id, sentence.text[:40], None, f"{reason}; export anew")
        return
    if sentence.faults:  # a mark that cannot be read may be one of those that were shown: nothing is known to be taken off
        yield from (Unplaced(sentence.sentence_id, sentence.text[:40], None, fault) for fault in sentence.faults)
        return
    made = _Changes(document, sentence, reviewer)
    marks, faults = _sound(sentence)
    yield from (made.unplaced(mark, reason) for mark, reason in faults)
    gone, new = sentence.shown - marks, marks - sentence.shown
    gone -= {mark for mark in gone for fault, _ in faults if _overlap(mark, fault)}  # it has another mark, if one that cannot be taken
    for before, after in _pairs(gone, new):
        yield from made.corrected(before, after)
        gone, new = gone - {before}, new - {after}
    for mark in sorted(gone):
        yield from made.of_rows(mark, "reject")
    for mark in sorted(new):
        yield made.added(mark)
    for mark in sorted(sentence.shown & marks) if accept_unchanged else ():
        yield from made.of_rows(mark, "accept")


def _sound(sentence: Annotated) -> tuple[frozenset[Mark], list[tuple[Mark, str]]]:
    """The marks that can be decided about, and those that cannot, each with the reason."""
    faults = []
    for mark in sorted(sentence.marks):
        if mark.label not in LABELS:
            faults.append((mark, f"{mark.label!r} is no label of the tables"))
        elif LABELS[mark.label] not in sentence.tables:
            faults.append((mark, f"{mark.label} is of {LABELS[mark.label]}, which was not exported: it may be there already"))
        elif not 0 <= mark.start < mark.end <= len(sentence.text):
            faults.append((mark, "it is not inside the sentence"))
        elif sentence.text[mark.start : mark.end] != sentence.text[mark.start : mark.end].strip():
            faults.append((mark, "a mention neither begins nor ends with a space"))
    return sentence.marks - {mark for mark, _ in faults}, faults


def _pairs(gone: frozenset[Mark], new: frozenset[Mark]) -> list[tuple[Mark, Mark]]:
    """Marks that were changed: another label of the same table on the same words, or the same label on words that overlap.

    Only where one of each kind can be meant: else it is a mark taken off and another one set.
    """
    pairs = [(before, after) for before in sorted(gone) for after in sorted(new) if _changed(before, after)]
    firsts, seconds = [before for before, _ in pairs], [after for _, after in pairs]
    return [(before, after) for before, after in pairs if firsts.count(before) == seconds.count(after) == 1]


def _changed(before: Mark, after: Mark) -> bool:
    if before[:2] == after[:2]:
        return LABELS.get(before.label) == LABELS[after.label]
    return before.label == after.label and _overlap(before, after)


def _overlap(one: Mark, other: Mark) -> bool:
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class _Changes:
    document: Document
    sentence: Annotated
    reviewer: str

    def of_rows(self, mark: Mark, verdict: Verdict) -> Iterator[Change]:
        """The same verdict on every row of a mark; nothing is accepted twice."""
        place = self.sentence.sentence_id, mark
        rows = self.document.standing.get(place, ())
        if not rows:
            yield Already(*place) if verdict == "reject" and place in self.document.rejected else self.unplaced(mark, _GONE)
        for one in rows:
            if verdict != "accept" or one.decision is None:
                yield self._decision(verdict, one, {})

    def corrected(self, before: Mark, after: Mark) -> Iterator[Change]:
        """Every row of a mark with another label, or in another place."""
        rows = self.document.standing.get((self.sentence.sentence_id, before), ())
        if not rows:
            place = self.sentence.sentence_id, after
            yield Already(*place) if place in self.document.standing else self.unplaced(before, _GONE)
        for one in rows:
            try:
                yield self._correction(one, before, after)
            except _Undecidable as error:
                yield self.unplaced(after, str(error))

    def _correction(self, one: Reviewed, before: Mark, after: Mark) -> Decision:
        row, seen = one.machine or one.now or {}, one.now or {}
        values: dict[str, str] = {}
        if before.label != after.label:
            values[KINDS[one.table]] = after.label
        elif one.table != "entities":
            values |= self._read(one.table, after)
        words = self._words(after)
        offset = after.start - int(row["start"])
        if offset or words != row["text"]:
            values |= {"text": words, "offset": str(offset)}
        try:
            found = corrected(one.table, values, seen, row)
        except Invalid as error:
            raise _Undecidable(f"{error.field}: {error.args[0]}") from error
        return self._decision("correct", one, found) if found else self._decision("accept", one, {})

    def added(self, mark: Mark) -> Change:
        """A mention that the tables do not have."""
        if (self.sentence.sentence_id, mark) in self.document.standing:
            return Already(self.sentence.sentence_id, mark)
        table, words = LABELS[mark.label], self._words(mark)
        values, comment = {KINDS[table]: mark.label}, ""
        try:
            if table == "entities":
                values |= self._thing(words, mark.label)
            else:
                values, comment = values | self._read(table, mark), _BY_RULES
            found = checked(table, values, None)
        except Invalid as error:
            return self.unplaced(mark, f"{error.field}: {error.args[0]}")
        except _Undecidable as error:
            return self.unplaced(mark, str(error))
        rows = self.document.rows
        anchor = rows.sentence_stream.anchor(self.sentence.sentence_id, mark.start, mark.end)
        return decisions.new(
            "add", table, reviewer=self.reviewer, document=rows.document, row=None, anchor=anchor, values=found, comment=comment
        )

    def unplaced(self, mark: Mark, reason: str) -> Unplaced:
        """A mark that gave no decision."""
        return Unplaced(self.sentence.sentence_id, self._words(mark), mark, reason)

    def _thing(self, words: str, label: str) -> dict[str, str]:
        """What the words stand for where they are named in the document with the same label, else the thing of that name."""
        known = self.document.things.get((words, label))
        return {"entity_id": known["entity_id"], "name": known["name"]} if known else {"name": words}

    def _read(self, table: str, mark: Mark) -> dict[str, str]:
        """What the rules read in the words of a mark by themselves. Raises `_Undecidable`."""
        words, layer = self._words(mark), cast(Layer, table)
        found = [one for one in annotate(words, layer)[layer] if (one.start, one.end) == (0, len(words))]
        values = _values(found[0].value) if len(found) == 1 else {}
        if values.get(KINDS[table]) != mark.label:
            raise _Undecidable(f"the rules read no {mark.label} in these words by themselves: give its value in the app")
        if table == "dates" and values["value"].startswith(_OPEN_YEAR) and mark.label != "SET":
            raise _Undecidable("its year follows of other words: give its value in the app")
        return values

    def _decision(self, verdict: Verdict, one: Reviewed, values: Mapping[str, str]) -> Decision:
        rows, row = self.document.rows, one.machine or one.now or {}
        anchor = anchor_of(rows, one.table, row)
        return decisions.new(verdict, one.table, reviewer=self.reviewer, document=rows.document, row=row, anchor=anchor, values=values)

    def _words(self, mark: Mark) -> str:
        return self.sentence.text[max(0, mark.start) : mark.end]


def _values(value: Name | Date | Quantity) -> dict[str, str]:
    """The fields of a date or quantity that a reviewer judges, as cells, without what follows of others."""
    if isinstance(value, Date):
        return {name: cell for name, cell in (("type", value.type), ("value", value.value), ("mod", value.mod)) if cell}
    if isinstance(value, Quantity):
        read = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: cell if isinstance(cell, str) else number(cell) for name, cell in read.items() if cell not in (None, "")}
    return {}
