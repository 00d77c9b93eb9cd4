"""Documents → DataFrames, one a table of the contract. The only pandas logic; columns are declared in `schema`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from pipeline.model import Document
from pipeline.tables import cited, rows, schema

Row = dict[str, Any]


def build(documents: Sequence[Document]) -> dict[str, pd.DataFrame]:
    """All tables of the contract by name; rows in the documents' order, then in order of appearance."""
    ordered = sorted(documents, key=lambda document: document.doc_id)
    works = cited.works(ordered)
    made: dict[str, Iterable[Row]] = {
        "documents": (rows.document_row(d) for d in ordered),
        "sections": (row for d in ordered for row in rows.sections(d)),
        "sentences": (row for d in ordered for row in rows.sentences(d)),
        "entities": (row for d in ordered for row in rows.entities(d)),
        "entity_index": rows.entity_index(ordered),
        "dates": (row for d in ordered for row in rows.dates(d)),
        "quantities": (row for d in ordered for row in rows.quantities(d)),
        "notes": (row for d in ordered for row in cited.notes(d)),
        "citations": (row for d in ordered for row in cited.citations(d, works)),
        "sources": cited.sources(ordered, works),
        "evidence": (row for d in ordered for row in cited.evidence(d, works)),
        "figures": (row for d in ordered for row in rows.figures(d)),
        "table_cells": (row for d in ordered for row in rows.table_cells(d)),
        "problems": (row for d in ordered for row in rows.problems(d)),
    }
    return {table.name: _frame(table, made[table.name]) for table in schema.TABLES}


def _frame(table: schema.Table, made: Iterable[Row]) -> pd.DataFrame:
    """Cells as the CSV prints them: every column text, so that no number changes its form on the way."""
    cells = [[_cell(column, row.get(column.name)) for column in table.columns] for row in made]
    return pd.DataFrame(cells, columns=table.names, dtype="object")


def _cell(column: schema.Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column.type != "string":
        return number(value)
    text = "|".join(value) if isinstance(value, (tuple, list)) else str(value)
    return text if column.name == "text" else rows.guarded(text)  # `text` cells have offsets: rows guards them where it shifts those


def number(value: float | Decimal) -> str:
    """A number in plain digits: 190200000000, 0.3333, never 1.9e11; a decimal with all its digits."""
    if float(value).is_integer():
        return str(int(value))
    plain = format(value, "f") if isinstance(value, Decimal) else f"{value:.10f}"
    return plain.rstrip("0").rstrip(".")
