"""What is drawn on a page → its straight edges, along which tables are ruled: lines, borders of boxes, thin filled boxes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.calls import Answers, pointers, quick
from pipeline.read.pdf.glyphs import Frame
from pipeline.read.pdf.matrices import Matrix, product
from pipeline.read.pdf.objects import Drawn, own_matrix

SIDE = 5.0  # points: shorter than any cell's side
_THIN = 2.5  # points: a filled box thinner than this is a rule
_STRAIGHT = 0.6  # points off the axis that a rule may lean by
_SHORTEST = 1.0  # points: dots of dotted rules are longer
_LEAST_SEGMENTS, _MOST_SEGMENTS = 2, 400  # of one path: more are the outline of a picture or a map
_LOOKED_AT = 6  # segments of an outline that tell it, beyond those that may be bent
_MOST_BENT = 12  # segments that are no edges: a box with round corners has eight
_MOST_EDGES = 6_000
_ONE_BOX = 6  # segments that a single box has at most

_Point = tuple[float, float]


# Functions of pypdfium2.raw that are called once a path, or a corner.
_segments = quick(pdfium.FPDFPath_CountSegments, ctypes.c_int)
_segment = quick(pdfium.FPDFPath_GetPathSegment, ctypes.c_void_p)
_kind = quick(pdfium.FPDFPathSegment_GetType, ctypes.c_int)
_closes = quick(pdfium.FPDFPathSegment_GetClose, ctypes.c_int)
_points = Answers(pdfium.FPDFPathSegment_GetPoint, ctypes.c_float, 2, 2)
_modes = Answers(pdfium.FPDFPath_GetDrawMode, ctypes.c_int, 2, 2)


class Edge(NamedTuple):
    """A straight edge on the page as shown: `upright` ones stand at x = `at`, others lie at y = `at`, from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


def edges(objects: Sequence[Drawn], shown: Frame) -> list[Edge]:
    """The edges of a page, in points from the lower left corner of what is shown; none where there are more than a few thousand.

    What is smaller than a cell's side in both directions, as dots are, is left out, and what lies beside the page, as the marks do
    where it is cut, if no edge runs there.
    """
    paths = [drawn for drawn in objects if drawn.kind == pdfium.FPDF_PAGEOBJ_PATH and not _is_dot(drawn)]
    made = _read([path for path in paths if shown.shows(path.bounds)], shown)
    if any(_runs_out(edge, shown.size) for edge in made):
        made += _read([path for path in paths if not shown.shows(path.bounds)], shown)
    return made if len(made) <= _MOST_EDGES else []


def _is_dot(drawn: Drawn) -> bool:
    left, bottom, right, top = drawn.bounds
    return right - left < SIDE and top - bottom < SIDE


def _read(paths: Sequence[Drawn], shown: Frame) -> list[Edge]:
    """The edges of some paths, as soon as they are too many no more."""
    made: list[Edge] = []
    modes = _modes.of([path.at for path in paths])
    for path, fill, stroke in zip(paths, modes[0::2], modes[1::2], strict=True):
        if stroke:
            made += _stroked(path, shown)
        elif fill:
            made += _filled(path, shown)
        if len(made) > _MOST_EDGES:
            break
    return made


def _runs_out(edge: Edge, size: tuple[float, float]) -> bool:
    """Whether an edge runs over the end of a page of this size."""
    wide, high = size if edge.upright else size[::-1]
    return edge.start < 0 or edge.end > high or not 0 <= edge.at <= wide


def turned(ruled: Sequence[Edge], around: Frame) -> list[Edge]:
    """The edges of a page that is turned as `around` says."""
    return [_turned(edge, around) for edge in ruled]


def _turned(edge: Edge, around: Frame) -> Edge:
    box = (edge.at, edge.start, edge.at, edge.end) if edge.upright else (edge.start, edge.at, edge.end, edge.at)
    left, bottom, right, top = around.shown(box)
    return Edge(True, left, bottom, top) if top - bottom > right - left else Edge(False, bottom, left, right)


def _stroked(path: Drawn, shown: Frame) -> list[Edge]:
    parts = _parts(path, _segments(path.at), shown, _MOST_BENT)
    return [edge for part in parts for one, other in itertools.pairwise(part) if (edge := _edge(one, other))]


def _filled(path: Drawn, shown: Frame) -> list[Edge]:
    count = _segments(path.at)
    if count > _ONE_BOX:
        return [edge for part in _parts(path, count, shown, 0) if (edge := _bar(part))]
    if count < _LEAST_SEGMENTS:
        return []
    left, bottom, right, top = shown.shown(path.bounds)
    edge = _bar([(left, bottom), (right, top)])
    return [edge] if edge else []


def _parts(path: Drawn, count: int, shown: Frame, most: int) -> list[list[_Point]]:
    """The corners of each part of a path of `count` segments, on the page; nothing of an outline, of more than `most` curves or slants."""
    if not _LEAST_SEGMENTS <= count <= _MOST_SEGMENTS:
        return []
    segments: list[Any] = []
    kinds: list[int] = []
    for stretch in filter(None, (range(min(count, most + _LOOKED_AT)), range(most + _LOOKED_AT, count))):
        part = pointers(map(_segment, itertools.repeat(path.at), stretch))
        segments += part
        kinds += map(_kind, part)
        if kinds.count(pdfium.FPDF_SEGMENT_BEZIERTO) > most:
            return []  # of an outline the first segments tell
    points = _points.of(segments)
    matrix = product(own_matrix(path.at), path.matrix)
    made: list[list[_Point]] = []
    opening: _Point = (0.0, 0.0)
    bent = 0
    for kind, closes, x, y in zip(kinds, map(_closes, segments), points[0::2], points[1::2], strict=True):
        point = _on_page(matrix, x, y, shown)
        if kind == pdfium.FPDF_SEGMENT_LINETO and made:
            bent += _edge(made[-1][-1], point) is None
            made[-1].append(point)
        else:
            bent += kind != pdfium.FPDF_SEGMENT_MOVETO
            made.append([point])
            opening = point if kind == pdfium.FPDF_SEGMENT_MOVETO else opening
        if bent > most:
            return []
        if closes:
            made[-1].append(opening)
    return made


def _edge(one: _Point, other: _Point) -> Edge | None:
    across, up = abs(one[0] - other[0]), abs(one[1] - other[1])
    if across <= _STRAIGHT and up >= _SHORTEST:
        return Edge(True, (one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1]))
    if up <= _STRAIGHT and across >= _SHORTEST:
        return Edge(False, (one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0]))
    return None


def _bar(corners: list[_Point]) -> Edge | None:
    """A filled box so thin that it is meant as a rule."""
    xs, ys = zip(*corners, strict=True)
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if right - left < _THIN <= top - bottom:
        return Edge(True, (left + right) / 2, bottom, top)
    if top - bottom < _THIN <= right - left:
        return Edge(False, (bottom + top) / 2, left, right)
    return None


def _on_page(matrix: Matrix, x: float, y: float, shown: Frame) -> _Point:
    a, b, c, d, e, f = matrix
    across, up = a * x + c * y + e, b * x + d * y + f
    if not shown.turns:
        return across - shown.left, up - shown.bottom
    left, bottom, _, _ = shown.shown((across, up, across, up))
    return left, bottom
