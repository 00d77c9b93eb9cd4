"""Documents → the rows of every table of the contract, and their cells as they are printed; columns are declared in `schema`."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pipeline.model import Document
from pipeline.tables import cited, rows, schema

Row = dict[str, Any]

GATHERED = ("entity_index", "sources")  # the tables a row of which may be made of several documents


def of(document: Document, works: cited.Works) -> dict[str, Iterable[Row]]:
    """The rows of the tables that a document fills by itself, by the table's name, in order of appearance.

    These are all tables but those `GATHERED`. `works` are those of its citations (`cited.works`).
    """
    return {
        "documents": [rows.document_row(document)],
        "sections": rows.sections(document),
        "sentences": rows.sentences(document),
        "entities": rows.entities(document),
        "dates": rows.dates(document),
        "quantities": rows.quantities(document),
        "notes": cited.notes(document),
        "citations": cited.citations(document, works),
        "evidence": cited.evidence(document, works),
        "figures": rows.figures(document),
        "table_cells": rows.table_cells(document),
        "problems": rows.problems(document),
    }


def printed(table: schema.Table, made: Iterable[Row]) -> list[list[str]]:
    """The cells of a table's rows as its CSV prints them, column by column."""
    kept = list(made)
    return [[_cell(column, row.get(column.name)) for row in kept] for column in table.columns]


def _cell(column: schema.Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column.type != "string":
        return number(value)
    text = "|".join(value) if isinstance(value, (tuple, list)) else str(value)
    return text if column.name == "text" else rows.guarded(text)  # `text` cells have offsets: rows guards them where it shifts those


def number(value: float | Decimal) -> str:
    """A number in plain digits: 190200000000, 0.3333, never 1.9e11; a decimal with all its digits."""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    plain = format(value, "f") if isinstance(value, Decimal) else f"{value:.10f}"
    return plain.rstrip("0").rstrip(".")
