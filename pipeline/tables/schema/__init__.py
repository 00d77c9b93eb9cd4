"""The output contract as data: every table, its columns, their types and what they mean.

The one place where columns are declared: `tables` builds rows in this order,
`nids-pipeline schema` prints it, and `datapackage.json` carries it.
"""

from __future__ import annotations

from pipeline.tables.columns import Column, Table
from pipeline.tables.schema.checks import PROBLEMS, REVIEW_LOG
from pipeline.tables.schema.citations import CITATIONS, EVIDENCE, NOTES, SOURCES
from pipeline.tables.schema.events import CLAIMS, EVENTS
from pipeline.tables.schema.mentions import DATES, ENTITIES, ENTITY_INDEX, QUANTITIES
from pipeline.tables.schema.text import DOCUMENTS, FIGURES, SECTIONS, SENTENCES, TABLE_CELLS

__all__ = ["GATHERED", "TABLES", "Column", "Table"]

TABLES = (
    DOCUMENTS, SECTIONS, SENTENCES, ENTITIES, ENTITY_INDEX, DATES, QUANTITIES, EVENTS,
    NOTES, CITATIONS, SOURCES, EVIDENCE, CLAIMS, FIGURES, TABLE_CELLS, PROBLEMS, REVIEW_LOG,
)  # fmt: skip
GATHERED = ("entity_index", "sources", "review_log")  # made when documents are put together
