"""Documents of a few lines with the rows that a machine might have read in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows
from pipeline.tables import schema
from tests.review.small import document

_EVENTS = [
    "event_id",
    "doc_id",
    "sentence_id",
    "text",
    "start",
    "end",
    "action",
    "action_class",
    "date_id",
    "earliest",
    "latest",
    "actors",
    "targets",
    "objects",
    "quantities",
    "place",
    "polarity",
    "modality",
    "said_by",
]


def entity(entity_id: str, label: str = "GPE", name: str = "") -> dict[str, str]:
    return {"entity_id": entity_id, "label": label, "name": name or entity_id.partition(":")[2] or entity_id}


def event(rows: DocumentRows, line: int, action: str, action_class: str = "other", **cells: str) -> Row:
    sentence = rows.tables["sentences"][line]["sentence_id"]
    given = {"event_id": f"v{line}{action}", "doc_id": rows.doc_id, "sentence_id": sentence, "action": action, "action_class": action_class}
    return dict.fromkeys(_EVENTS, "") | {"polarity": "positive", "modality": "asserted"} | given | cells


def with_events(rows: DocumentRows, *events: Row) -> DocumentRows:
    return replace(rows, tables={**rows.tables, "events": list(events)})


def with_sections(rows: DocumentRows, sections: Sequence[Mapping[str, str]], of_lines: Sequence[str]) -> DocumentRows:
    """Gives the lines of a document their sections."""
    names = next(table for table in schema.TABLES if table.name == "sections").names
    made = [dict.fromkeys(names, "") | {"doc_id": rows.doc_id, "level": "1"} | dict(section) for section in sections]
    sentences = [dict(row) | {"section_id": name} for row, name in zip(rows.tables["sentences"], of_lines, strict=True)]
    return replace(rows, tables={**rows.tables, "sections": made, "sentences": sentences})


__all__ = ["document", "entity", "event", "with_events", "with_sections"]
