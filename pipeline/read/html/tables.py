"""Tables: told from layout, and their rows as a grid in which every cell stands below its head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from pipeline.read.html.runs import Run
from pipeline.read.html.tree import Node
from pipeline.read.html.vocabulary import HEADINGS

_LONGEST_CELL = 400  # characters; more is prose, and the table is layout
_USUAL_CELL = 80
_WIDEST = 200  # columns of the widest grid
_ROOM = 20  # cells of the grid for each cell that is written, up to which colspan and rowspan are heard
_SPAN = re.compile(r"\s*([0-9]{1,9})")
_PARTS = frozenset(("thead", "tbody", "tfoot"))

Row = list[list[Run]]


def rows(table: Node) -> list[Node]:
    """The table's own rows, the head's first and the foot's last."""
    parts: dict[str, list[Node]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in table.elements:
        if child.tag == "tr":
            parts["tbody"].append(child)
        elif child.tag in _PARTS:
            parts[child.tag] += [row for row in child.elements if row.tag == "tr"]
    return [*parts["thead"], *parts["tbody"], *parts["tfoot"]]


def cells(row: Node) -> list[Node]:
    """The row's cells."""
    return [cell for cell in row.elements if cell.tag in ("td", "th")]


def is_data(table: Node, kept: Callable[[Node], bool]) -> bool:
    """Whether the table is one, and not a frame that parts of the page are laid out in; `kept` tells elements no table holds (notes)."""
    if {"presentation", "none"} & set(table.get("role").split()) or "layout" in table.get("class"):
        return False
    made = [cells(row) for row in rows(table)]
    every = [cell for row in made for cell in row]
    if len(every) < 2 or max(map(len, made)) < 2:
        return False
    inner = [node for node in table.walk() if node is not table]
    if any(node.tag in HEADINGS or node.tag in ("table", "article", "main", "nav", "form") or kept(node) for node in inner):
        return False
    lengths = sorted(len(cell.line()) for cell in every)
    if lengths[-1] > _LONGEST_CELL:
        return False
    declared = any(node.tag in ("th", "caption", "thead") for node in inner)
    return declared or (len(made) > 1 and lengths[len(lengths) // 2] <= _USUAL_CELL)


def grid(table: Node, read: Callable[[Node], list[Run]]) -> list[Row]:
    """The cells in rows: a cell over several columns or rows stands in the first, a head over several in each.

    A span over columns that no cell stands in (colspan=100000) ends at the last that one does.
    """
    written = [cells(row) for row in rows(table)]
    room = _ROOM * sum(map(len, written)) + _WIDEST
    widest = min(_WIDEST, _widest(written))
    made: list[Row] = []
    taken: dict[int, int] = {}  # columns that a cell above reaches down into, and for how many more rows
    for row in written:
        line: Row = []
        head = all(cell.tag == "th" for cell in row) and len(row) > 1
        for cell in row:
            _skip(line, taken)
            content = read(cell)
            width = min(_span(cell, "colspan"), max(1, widest - len(line))) if room > 0 else 1
            below = min(_span(cell, "rowspan"), len(written) - len(made)) - 1 if room > 0 else 0
            for repeat in range(width):
                taken[len(line)] = below
                line.append(content if not repeat else _again(content) if head else [])
        _skip(line, taken)
        room -= len(line)
        made.append(line)
    return made


def _widest(written: list[list[Node]]) -> int:
    """The columns in which a cell begins, those counted that cells above reach down into."""
    ends: Counter[int] = Counter()
    above = widest = 0
    for place, row in enumerate(written):
        above -= ends[place]
        widest = max(widest, above + 1 + sum(_span(cell, "colspan") for cell in row[:-1]))
        for cell in row:
            if (below := _span(cell, "rowspan")) > 1:
                above += 1
                ends[place + below] += 1
    return widest


def _skip(line: Row, taken: dict[int, int]) -> None:
    """Leaves the places empty that cells above reach down into."""
    while taken.get(len(line), 0) > 0:
        taken[len(line)] -= 1
        line.append([])


def _again(content: list[Run]) -> list[Run]:
    """A head printed once over several columns, for each of these; markers stand in the first alone."""
    return [Run(run.text) for run in content if run.role == "text"]


def _span(cell: Node, name: str) -> int:
    found = _SPAN.match(cell.get(name))
    return min(max(int(found[1]), 1), 1000) if found else 1
