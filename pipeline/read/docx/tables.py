"""`w:tbl` → rows of cells: merged cells take their columns, those that go on from the row above are empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from pipeline.read.docx.inline import chosen
from pipeline.read.docx.xml import Node, child, integer, named, switched, value

_MOST_COLUMNS = 63  # Word has no table with more
_WRAPPERS = ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that takes `span` columns; no node where nothing is printed in it. `depth` is that of what stands in it."""

    node: Node | None
    span: int
    depth: int = 0


@dataclass(slots=True)
class Row:
    """The cells of a row, from the first column on."""

    cells: list[Cell] = field(default_factory=list)


def rows_of(table: Node, count: Callable[[int], None], depth: int) -> list[Row]:
    """The rows of a table, deleted ones left out. `count` is told of every element and how deep it lies."""
    return [made for row, deep in _within(table, "w:tr", count, depth) if (made := _row(row, count, deep)) is not None]


def unfolded(rows: list[Row]) -> bool:
    """Whether the table only lays out text: it has one column."""
    return all(len(row.cells) <= 1 for row in rows)


def _row(row: Node, count: Callable[[int], None], depth: int) -> Row | None:
    properties = child(row, "w:trPr")
    if properties is not None and any(named(inner) in ("w:del", "w:moveFrom") for inner in properties):
        return None
    hidden = child(properties, "w:hidden")
    if hidden is not None and switched(hidden):
        return None
    made = Row()
    before = _columns(properties, "w:gridBefore")
    if before:
        made.cells.append(Cell(None, before))
    columns = before
    for cell, deep in _within(row, "w:tc", count, depth + 1):
        told = child(cell, "w:tcPr")
        span = max(1, min(_columns(told, "w:gridSpan"), _MOST_COLUMNS - columns))
        merge = child(told, "w:vMerge")
        goes_on = merge is not None and value(merge) != "restart"
        made.cells.append(Cell(None if goes_on else cell, span, deep + 1))
        columns += span
    return made


def _columns(properties: Node | None, name: str) -> int:
    return max(0, min(integer(value(child(properties, name))) or 0, _MOST_COLUMNS))


def _within(node: Node, wanted: str, count: Callable[[int], None], depth: int) -> Iterator[tuple[Node, int]]:
    """The rows of a table or the cells of a row with their depth, whatever controls and marks of changes enclose them."""
    for inner in node:
        count(depth)
        name = named(inner)
        if name == wanted:
            yield inner, depth
        elif name in _WRAPPERS:
            yield from _within(inner, wanted, count, depth + 1)
        elif name == "mc:AlternateContent":
            for way in chosen(inner):
                yield from _within(way, wanted, count, depth + 2)
