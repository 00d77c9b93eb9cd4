"""Tables → JSON Lines: a document a line, its rows nested where they belong.

A row stands in the row that it must point to: mentions in their sentence, citations in their note, cells in their figure; all
others stand in their document. The columns that say so are left out there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.tables import schema
from pipeline.write.exports.documents import OWN, Row, Whole, about_none, grouped, wholes
from pipeline.write.exports.tables import DOC_ID, Tables

COUNT = "_count"  # behind the name of a column that counts rows which are nested under that name


def lines(tables: Tables, tell: Callable[[str], None]) -> Iterator[str]:
    """A line for each document. `tell` is told how many rows are about no document, and are left out."""
    for whole in wholes(tables):
        yield json.dumps(nested(whole), ensure_ascii=False) + "\n"
    if not tables.documents:
        for name, count in about_none(tables).items():
            tell(f"{count:,} rows of {name}.csv are about no document of documents.csv, and are not in this file")


def nested(whole: Whole) -> dict[str, Any]:
    """A document as an object: its columns, its rows by table, and the things and works that these point to."""
    inside = {child: grouped(whole.tables[child], column) for child, (_, column) in PARENTS.items()}
    top = [name for name in whole.tables if name not in PARENTS]
    return _object(whole.row, top, ()) | {name: _rows(name, whole.tables[name], inside) for name in top}


def _rows(name: str, rows: Sequence[Row], inside: Mapping[str, Mapping[str, Sequence[Row]]]) -> list[dict[str, Any]]:
    children = [child for child, (parent, _) in PARENTS.items() if parent == name]
    left_out = (DOC_ID, PARENTS[name][1]) if name in PARENTS else (DOC_ID,)
    made = []
    for row in rows:
        one = _object(row, children, left_out)
        for child in children:
            one[child] = _rows(child, inside[child].get(str(row[_KEYS[name]]), ()), inside)
        made.append(one)
    return made


def _object(row: Row, nested_under: Sequence[str], left_out: Sequence[str]) -> dict[str, Any]:
    return {f"{name}{COUNT}" if name in nested_under else name: value for name, value in row.items() if name not in left_out}


def _parents() -> dict[str, tuple[str, str]]:
    """For each table that is nested in another one: which, and the column that says in which of its rows."""
    known = {table.name for table in OWN}
    found: dict[str, tuple[str, str]] = {}
    for table in OWN:
        required = {column.name for column in table.columns if column.required}
        inside = ((target, column) for column, target in table.refers if target in known and target != table.name and column in required)
        if parent := next(inside, None):
            found[table.name] = parent
    return found


PARENTS = _parents()
_KEYS: dict[str, str] = {table.name: table.key[0] for table in schema.TABLES if table.key}
