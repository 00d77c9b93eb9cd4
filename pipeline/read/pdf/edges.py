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
from pipeline.read.pdf.objects import Drawn

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
_matrices = Answers(pdfium.FPDFPageObj_GetMatrix, ctypes.c_float, 6)


class Edge(NamedTuple):
    """A straight edge on the page as shown: `upright` ones stand at x = `at`, others lie at y = `at`, from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


def edges(objects: Sequence[Drawn], shown: Frame) -> list[Edge]:
    """The edges of a page, in points from the lower left corner of what is shown; none where there are more than a few thousand."""
    made: list[Edge] = []
    paths = [drawn for drawn in objects if drawn.kind == pdfium.FPDF_PAGEOBJ_PATH]
    handles = [path.at for path in paths]
    modes = _modes.of(handles)
    for path, own, fill, stroke in zip(paths, _matrices.each(handles), modes[0::2], modes[1::2], strict=True):
        if stroke:
            made += _stroked(path.at, product(own, path.matrix), shown)
        elif fill:
            made += _filled(path, own, shown)
        if len(made) > _MOST_EDGES:
            return []
    return made


def turned(ruled: Sequence[Edge], around: Frame) -> list[Edge]:
    """The edges of a page that is turned as `around` says."""
    return [_turned(edge, around) for edge in ruled]


def _turned(edge: Edge, around: Frame) -> Edge:
    box = (edge.at, edge.start, edge.at, edge.end) if edge.upright else (edge.start, edge.at, edge.end, edge.at)
    left, bottom, right, top = around.shown(box)
    return Edge(True, left, bottom, top) if top - bottom > right - left else Edge(False, bottom, left, right)


def _stroked(path: Any, matrix: Matrix, shown: Frame) -> list[Edge]:
    parts = _parts(path, matrix, shown, _MOST_BENT)
    return [edge for part in parts for one, other in itertools.pairwise(part) if (edge := _edge(one, other))]


def _filled(path: Drawn, own: Matrix, shown: Frame) -> list[Edge]:
    count = _segments(path.at)
    if count > _ONE_BOX:
        return [edge for part in _parts(path.at, product(own, path.matrix), shown, 0) if (edge := _bar(part))]
    if count < _LEAST_SEGMENTS:
        return []
    left, bottom, right, top = path.bounds
    edge = _bar([_on_page(path.matrix, left, bottom, shown), _on_page(path.matrix, right, top, shown)])
    return [edge] if edge else []


def _parts(path: Any, matrix: Matrix, shown: Frame, most: int) -> list[list[_Point]]:
    """The corners of each part of a path, on the page; nothing of one with more than `most` curves or slants, the outline of a picture."""
    count = _segments(path)
    if not _LEAST_SEGMENTS <= count <= _MOST_SEGMENTS:
        return []
    segments: list[Any] = []
    kinds: list[int] = []
    for stretch in filter(None, (range(min(count, most + _LOOKED_AT)), range(most + _LOOKED_AT, count))):
        part = pointers(map(_segment, itertools.repeat(path), stretch))
        segments += part
        kinds += map(_kind, part)
        if kinds.count(pdfium.FPDF_SEGMENT_BEZIERTO) > most:
            return []  # of an outline the first segments tell
    points = _points.of(segments)
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
