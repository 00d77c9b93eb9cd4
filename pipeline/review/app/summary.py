"""A document with its decisions → what is left to do in it: its rows in the order of the queue, and figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipeline.review.app.standing import shown, standing
from pipeline.review.apply import Applied, Reviewed
from pipeline.review.kinds import KINDS
from pipeline.review.model import Row
from pipeline.review.rows import REVIEWED

OPEN = ("undecided", "reopened", "orphaned")
LABELS = {**KINDS, "documents": "media_type"}
_WORDS = {"citations": "raw", "documents": "title", "problems": "message"}
_LOST, _REOPENED, _PROBLEM, _DOCUMENT, _ROW, _EVENT, _TOLD = range(7)
_SEVERITIES = {"error": 0.0, "warning": 1.0}
_LONGEST = 80  # characters of a row in a list
PARTS = ("doc", "table", "label", "method", "rule")  # what the queue is narrowed by, beside the state
_Order = tuple[int, float, str, int, int, str]
_TABLES = {table: number for number, table in enumerate(REVIEWED)}


@dataclass(frozen=True, slots=True)
class Item:
    """A row as the queue lists it, or a decision whose place is lost (`state` is `orphaned`, `row_id` the decision's id).

    `order` sorts the queue: what reviewers decided and no longer holds, then errors and warnings, then the document itself, then rows by
    score, then events, which are told from those rows, by score, then what is only told. `parts` are what it is chosen by, in order
    of `PARTS`.
    """

    order: _Order
    doc_id: str
    table: str
    row_id: str
    label: str
    method: str
    state: str
    text: str
    entity_id: str
    parts: tuple[str, ...]

    @classmethod
    def of(cls, order: _Order, doc_id: str, table: str, row_id: str, *, state: str, text: str, row: Row, label: str = "") -> Item:
        """An item; its method and thing are those of `row`."""
        found = row.get("method", "")
        method, _, rule = found.partition(":")
        parts = (doc_id, table, label, method, rule)
        return cls(order, doc_id, table, row_id, label, found, state, text[:_LONGEST], row.get("entity_id", ""), parts)

    @property
    def name(self) -> str:
        """What names it among all rows of all documents."""
        return f"{self.doc_id}/{self.table}/{self.row_id}"


@dataclass(frozen=True, slots=True)
class Summary:
    """A document: its row of documents.csv, its items in order, rows decided and rows in all by table, open problems by severity."""

    document: Row
    items: tuple[Item, ...]
    decided: Mapping[str, int]
    rows: Mapping[str, int]
    problems: Mapping[str, int]
    states: Mapping[str, int]


def summed(applied: Applied) -> Summary:
    """The document's summary."""
    items = sorted((*_rows(applied), *_lost(applied)), key=lambda item: item.order)
    listed = [item for item in items if item.state != "orphaned"]
    open_problems = (one for one in applied.reviewed["problems"] if standing(one) in OPEN)
    return Summary(
        applied.rows.document,
        tuple(items),
        Counter(item.table for item in listed if item.state not in OPEN),
        Counter(item.table for item in listed),
        Counter(shown(one)["severity"] for one in open_problems),
        Counter(item.state for item in items),
    )


def _rows(applied: Applied) -> Iterator[Item]:
    notes = applied.rows.notes
    for table in REVIEWED:
        for one in applied.reviewed[table]:
            row, state = shown(one), standing(one)
            place = notes[row["note_id"]]["raw_start"] if table == "citations" else row.get("raw_start", "")
            rank, score = _rank(one, row if one.machine is None else one.machine, state)
            order = (rank, score, row["doc_id"], int(place or 0), _TABLES[table], one.row_id)
            text = row[_WORDS.get(table, "text")] or (row["source_file"] if table == "documents" else "")
            label = "" if table == "documents" else row[LABELS[table]]
            yield Item.of(order, row["doc_id"], table, one.row_id, state=state, text=text, row=row, label=label)


def _rank(one: Reviewed, row: Row, state: str) -> tuple[int, float]:
    if state == "reopened":
        return _REOPENED, 0.0
    if one.table == "problems":
        severity = _SEVERITIES.get(row["severity"])
        return (_TOLD, 0.0) if severity is None else (_PROBLEM, severity)
    if one.table == "documents":
        return _DOCUMENT, 0.0
    return _EVENT if one.table == "events" else _ROW, float(row["score"])


def _lost(applied: Applied) -> Iterator[Item]:
    doc_id = applied.rows.doc_id
    for row in applied.log:
        if row["state"] == "orphaned":
            order = (_LOST, 0.0, doc_id, int(row["raw_start"] or 0), _TABLES[row["table"]], row["decision_id"])
            yield Item.of(order, doc_id, row["table"], row["decision_id"], state="orphaned", text=row["quote"], row={})
