"""A table's rows → their cells as they are printed in its CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pipeline.tables.columns import Column, Table

Row = dict[str, Any]

_FORMULA = frozenset("=+-@\t\r")  # a spreadsheet takes a cell that begins so for a formula
_NUMBER = re.compile(r"[+-]?[0-9][0-9,.]*")


def printed(table: Table, made: Iterable[Row]) -> list[list[str]]:
    """The cells of a table's rows as its CSV prints them, column by column."""
    kept = list(made)
    return [[_cell(column, row.get(column.name)) for row in kept] for column in table.columns]


def _cell(column: Column, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column.type != "string":
        return number(value)
    text = "|".join(value) if isinstance(value, (tuple, list)) else str(value)
    return text if column.name == "text" else guarded(text)  # `text` cells have offsets: `rows` guards them where it shifts those


def number(value: float | Decimal) -> str:
    """A number in plain digits: 190200000000, 0.3333, never 1.9e11; a decimal with all its digits."""
    if isinstance(value, int) or float(value).is_integer():
        return str(int(value))
    plain = format(value, "f") if isinstance(value, Decimal) else f"{value:.10f}"
    return plain.rstrip("0").rstrip(".")


def guarded(text: str) -> str:
    """`text` with a space before it where a spreadsheet would run it as a formula: report text is data."""
    return f" {text}" if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """A cell without the space that `guarded` has put before it."""
    return cell[1:] if cell[:1] == " " and guarded(cell[1:]) == cell else cell
