"""One document → the rows of every table that it fills by itself."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Document
from pipeline.tables import cited, events, rows
from pipeline.tables.cells import Row
from pipeline.tables.claims import claims


def of(document: Document, works: cited.Works) -> dict[str, list[Row]]:
    """The rows of the tables that a document fills by itself, by the table's name, in order of appearance.

    These are all tables but those `schema.GATHERED`. `works` are those of its citations (`cited.works`).
    """
    made: dict[str, Iterable[Row]] = {
        "documents": [rows.document_row(document)],
        "sections": rows.sections(document),
        "sentences": rows.sentences(document),
        "entities": rows.entities(document),
        "dates": rows.dates(document),
        "quantities": rows.quantities(document),
        "events": events.events(document),
        "notes": cited.notes(document),
        "citations": cited.citations(document, works),
        "evidence": cited.evidence(document, works),
        "figures": rows.figures(document),
        "table_cells": rows.table_cells(document),
        "problems": rows.problems(document),
    }
    found = {name: list(of_table) for name, of_table in made.items()}
    return found | {"claims": list(claims(found))}
