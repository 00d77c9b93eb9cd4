"""Straight edges → grids of cells, put together with pdfplumber; and at little cost whether what is drawn can hold one."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any

from pipeline.read.pdf.edges import SIDE, Edge
from pipeline.read.pdf.page import Box, Graphics, Row

MEET = 3.0  # points: edges this near are one, or meet; drawn tables are off by one or two
LEAST = 2  # rows, and columns, of a table
_MOST_POINTS = 2_500  # crossings that are put together into cells: more are a chart's grid or a pattern
_MOST_EDGES = 600  # of one direction; more are a pattern too
_MOST_COMPARED = 150  # edges of one direction, and shapes, the longest and largest first
_PAGE_SHARE = 0.6  # of the page: a shape that fills more is its ground
_BLEED = 1.0  # points from the page's edge
_LEAST_HEIGHT = 8.0  # points, of a row of a table
_LINES_APART = 0.5  # em between the baselines of two lines
_COLUMN_GAP = 1.0  # em between words that may stand in two columns
_BY_PLACE = itemgetter(0, 1, 2)
_HEIGHT = itemgetter(1)  # of a lying edge


def promising(graphics: Graphics, rows: Sequence[Row], size: tuple[float, float]) -> bool:
    """Whether what is drawn on a page can rule text into two rows and two columns."""
    ground = _PAGE_SHARE * size[0] * size[1]
    by_area = sorted({(-(box[2] - box[0]) * (box[3] - box[1]), box) for box in graphics.shapes})
    shapes = [box for area, box in by_area if -area < ground][:_MOST_COMPARED]
    middles = sorted([((bottom + top) / 2, (left + right) / 2) for left, bottom, right, top in [row.box for row in rows]])
    heights = [height for height, _ in middles]
    framing = [box for box in shapes if _is_frame(box, middles[bisect_left(heights, box[1]) : bisect_right(heights, box[3])], size)]
    ruled = [_along(rule) for rule in graphics.rules]
    ruled += itertools.chain.from_iterable(_sides(box) for box in framing)
    return _crossed(_joined(ruled)) or any(_holds_columns(box, rows) for box in framing)


def grids(ruled: Sequence[Edge]) -> Iterator[list[Box]]:
    """The cells of each grid that edges rule into rows and columns; a grid that is open at the left and the right is closed there."""
    long_enough = [edge for edge in ruled if edge.end - edge.start >= SIDE]
    joined = _joined(long_enough)
    if not _crossed(joined):
        return
    # pdfplumber is half of what the start of a reader costs: only pages that are ruled need it
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    closed = [*long_enough, *_missing_sides(joined)]
    merged = merge_edges([_as_dict(edge) for edge in closed], MEET, MEET, MEET, MEET)
    upright = sum(edge["orientation"] == "v" for edge in merged)
    if max(upright, len(merged) - upright) > _MOST_EDGES:
        return
    crossings = edges_to_intersections(merged, MEET, MEET)
    if len(crossings) > _MOST_POINTS:
        return
    for cells in cells_to_tables(intersections_to_cells(crossings)):
        yield [Box(left, -bottom, right, -top) for left, top, right, bottom in cells]


def _is_frame(box: Box, level: Sequence[tuple[float, float]], size: tuple[float, float]) -> bool:
    """Whether a shape has text in it and does not run off the page, as ornaments do; `level` are the middles of the rows at its height."""
    left, bottom, right, top = box
    if top - bottom < _LEAST_HEIGHT or left < _BLEED or bottom < _BLEED or size[0] - right < _BLEED or size[1] - top < _BLEED:
        return False
    return any(left <= x <= right for _, x in level)


def _within(inner: Box, outer: Box) -> bool:
    x, y = (inner.left + inner.right) / 2, (inner.bottom + inner.top) / 2
    return outer.left <= x <= outer.right and outer.bottom <= y <= outer.top


def _along(rule: Box) -> Edge:
    """A rule, drawn as a thin box, as the edge along its middle."""
    if rule.top - rule.bottom > rule.right - rule.left:
        return Edge(True, (rule.left + rule.right) / 2, rule.bottom, rule.top)
    return Edge(False, (rule.bottom + rule.top) / 2, rule.left, rule.right)


def _sides(box: Box) -> Iterator[Edge]:
    yield Edge(True, box.left, box.bottom, box.top)
    yield Edge(True, box.right, box.bottom, box.top)
    yield Edge(False, box.bottom, box.left, box.right)
    yield Edge(False, box.top, box.left, box.right)


def _joined(ruled: Iterable[Edge]) -> list[Edge]:
    """Edges along one line that touch, as one: rules are often drawn cell by cell."""
    made: list[Edge] = []
    line: tuple[bool, int] | None = None
    end = 0.0  # of the last
    for upright, level, start, edge in sorted([(edge.upright, round(edge.at), edge.start, edge) for edge in ruled], key=_BY_PLACE):
        if line == (upright, level) and start <= end + MEET:
            last = made[-1]
            end = max(end, edge.end)
            made[-1] = Edge(upright, last.at, last.start, end)
        else:
            made.append(edge)
            line, end = (upright, level), edge.end
    return made


def _crossed(ruled: Sequence[Edge]) -> bool:
    """Whether edges meet at three heights and three places across, as the corners of two rows and two columns do."""
    lying, upright = _apart(ruled)
    if not upright or len(lying) <= LEAST:
        return False
    across: set[int] = set()
    heights: set[int] = set()
    lying = sorted(lying, key=_HEIGHT)
    levels = [edge.at for edge in lying]
    for _, at, start, end in upright:
        level = lying[bisect_left(levels, start - MEET) : bisect_right(levels, end + MEET)]
        met = [round(height / MEET) for _, height, left, right in level if left - MEET <= at <= right + MEET]
        if met:
            across.add(round(at / MEET))
            heights.update(met)
    if len(_thinned(heights)) <= LEAST or not across:
        return False
    return len(_thinned(across)) > LEAST or bool(_missing_sides(ruled))


def _thinned(places: Iterable[int]) -> list[int]:
    """Places without those that lie directly beside another."""
    made: list[int] = []
    for place in sorted(places):
        if not made or place > made[-1] + 1:
            made.append(place)
    return made


def _apart(ruled: Iterable[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Lying and upright edges, the longest first, no more than can be compared."""
    by_length = sorted(ruled, key=lambda edge: edge.start - edge.end)
    return [edge for edge in by_length if not edge.upright][:_MOST_COMPARED], [edge for edge in by_length if edge.upright][:_MOST_COMPARED]


def _missing_sides(ruled: Sequence[Edge]) -> list[Edge]:
    """The left and right sides, not drawn, of tables whose rules end together and that upright edges part in between."""
    lying, upright = _apart(ruled)
    groups: defaultdict[tuple[int, int], list[Edge]] = defaultdict(list)
    for edge in lying:
        groups[round(edge.start / MEET), round(edge.end / MEET)].append(edge)
    made: list[Edge] = []
    for group in groups.values():
        if len(group) > LEAST:
            start, end = min(edge.start for edge in group), max(edge.end for edge in group)
            inner = [one for one in upright if start + SIDE < one.at < end - SIDE]
            for low, high in _parted(sorted(edge.at for edge in group), inner):
                made += [Edge(True, start, low, high), Edge(True, end, low, high)]
    return made


def _parted(heights: Sequence[float], inner: Sequence[Edge]) -> Iterator[tuple[float, float]]:
    """From where to where rules at these heights have an upright edge between each two, over two rows at least."""
    low, rows = heights[0], 0
    for one, other in itertools.pairwise([*heights, float("inf")]):
        if other - one < MEET:
            continue
        if any(edge.start - MEET <= one and other <= edge.end + MEET for edge in inner):
            rows += 1
            continue
        if rows >= LEAST:
            yield low, one
        low, rows = other, 0


def _holds_columns(box: Box, rows: Sequence[Row]) -> bool:
    """Whether a shape has pieces of text side by side in it, twice: the outline of a whole table drawn at once."""
    if box.top - box.bottom < LEAST * _LEAST_HEIGHT:
        return False
    inside = sorted((row for row in rows if not row.slanted and _within(row.box, box)), key=lambda row: (-row.base, row.box.left))
    seconds: defaultdict[int, int] = defaultdict(int)
    for one, other in itertools.pairwise(inside):
        if abs(one.base - other.base) < _LINES_APART * one.size and other.box.left - one.box.right > _COLUMN_GAP * one.size:
            seconds[round(other.box.left / MEET)] += 1
    return max(seconds.values(), default=0) > LEAST


def _as_dict(edge: Edge) -> dict[str, Any]:
    """An edge as pdfplumber has it: y downwards from the top."""
    x0, x1, low, high = (edge.at, edge.at, edge.start, edge.end) if edge.upright else (edge.start, edge.end, edge.at, edge.at)
    return {
        "x0": x0,
        "x1": x1,
        "top": -high,
        "bottom": -low,
        "width": x1 - x0,
        "height": high - low,
        "orientation": "v" if edge.upright else "h",
        "object_type": "line",
    }
