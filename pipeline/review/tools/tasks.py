"""A document's rows → a task for each sentence, and what comes back from an annotation tool as a type of its own.

The labels of the three tables of mentions have no name in common, so that a label alone says which table it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from pipeline.model import PipelineError
from pipeline.review.kinds import KINDS
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS, DocumentRows
from pipeline.tables import schema

LABELS: Mapping[str, str] = {
    label: table.name
    for table in schema.TABLES
    if table.name in MENTIONS
    for column in table.columns
    if column.name == KINDS[table.name]
    for label in column.enum
}


class Mark(NamedTuple):
    """A labelled span of a sentence; offsets are code points."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Span:
    """A mention as it is shown: its mark, its id, what it stands for (entity ids, a date's value), and its lowest score."""

    mark: Mark
    mention_id: str
    meaning: str
    score: float


@dataclass(frozen=True, slots=True)
class Task:
    """One sentence to annotate, the sentences around it, and the mentions of the `tables` that are asked about."""

    doc_id: str
    sentence_id: str
    text: str
    before: str
    after: str
    tables: tuple[str, ...]
    spans: tuple[Span, ...]

    def about(self) -> dict[str, Any]:
        """What a tool keeps beside the text and gives back: where it is from, and which marks were shown: only so is it known what was
        taken away.
        """
        return {
            "doc_id": self.doc_id,
            "sentence_id": self.sentence_id,
            "before": self.before,
            "after": self.after,
            "tables": list(self.tables),
            "shown": [list(span.mark) for span in self.spans],
        }


@dataclass(frozen=True, slots=True)
class Annotated:
    """A sentence as it came back: the marks that were shown and those that are there now; `annotator` as far as the tool names them.

    `faults` says which marks could not be read, and why.
    """

    doc_id: str
    sentence_id: str
    text: str
    tables: tuple[str, ...]
    shown: frozenset[Mark]
    marks: frozenset[Mark]
    annotator: str = ""
    faults: tuple[str, ...] = ()


def tasks(rows: DocumentRows, tables: Sequence[str] = MENTIONS) -> Iterator[Task]:
    """A task for each sentence, in order. Rows with one span (中露) are one mention."""
    by_sentence: dict[str, list[Span]] = {}
    for table in tables:
        ordered = sorted(rows.tables[table], key=lambda row: _key(table, row))
        for key, of in groupby(ordered, key=lambda row: _key(table, row)):
            by_sentence.setdefault(key[0], []).append(_span(table, list(of)))
    sentences = rows.tables["sentences"]
    texts = ["", *(row["text"] for row in sentences), ""]
    for number, row in enumerate(sentences, start=1):
        spans = tuple(sorted(by_sentence.get(row["sentence_id"], ()), key=lambda span: span.mark))
        yield Task(rows.doc_id, row["sentence_id"], row["text"], texts[number - 1], texts[number + 1], tuple(tables), spans)


def annotated(
    about: Mapping[str, Any], text: str, marks: Sequence[Mark], where: str, annotator: str = "", faults: Sequence[str] = ()
) -> Annotated:
    """A sentence from what a tool gave back. Raises `PipelineError` naming `where` the file does not say what was shown."""
    try:
        doc_id, sentence_id = about["doc_id"], about["sentence_id"]
        tables, shown = tuple(about["tables"]), frozenset(mark_of(*span) for span in about["shown"])
        if not isinstance(doc_id, str) or not isinstance(sentence_id, str) or not set(tables) <= set(MENTIONS):
            raise TypeError("doc_id, sentence_id or tables")
    except (KeyError, TypeError, ValueError) as error:
        raise PipelineError(
            f"{where}: not exported by nids-pipeline, or without what it keeps beside the text ({error}); "
            "export anew, and keep doc_id, sentence_id, tables and shown"
        ) from error
    return Annotated(doc_id, sentence_id, text, tables, shown, frozenset(marks), annotator, tuple(faults))


def mark_of(start: object, end: object, label: object) -> Mark:
    """A mark, checked for types. Raises `TypeError`."""
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(label, str):
        raise TypeError(f"no start, end and label: {start!r}, {end!r}, {label!r}"[:120])
    return Mark(start, end, label)


def _key(table: str, row: Row) -> tuple[str, int, int, str]:
    return row["sentence_id"], int(row["start"]), int(row["end"]), row[KINDS[table]]


def _span(table: str, rows: Sequence[Row]) -> Span:
    first = rows[0]
    names = [row["entity_id"] for row in rows] if table == "entities" else [first["value"]]
    mark = Mark(int(first["start"]), int(first["end"]), first[KINDS[table]])
    return Span(mark, first["mention_id"], "|".join(names), min(float(row["score"]) for row in rows))
