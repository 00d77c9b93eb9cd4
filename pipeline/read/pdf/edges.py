"""A page of PDFium → the straight edges drawn on it, along which tables are ruled: lines, borders of boxes, thin filled boxes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.glyphs import Frame

_THIN = 2.5  # points: a filled box thinner than this is a rule
_STRAIGHT = 0.6  # points off the axis that a rule may lean by
_SHORTEST = 1.0  # points: dots of dotted rules are longer
_DEPTH = 6  # of drawings inside drawings
_MOST_OBJECTS = 20_000  # of a page, and
_MOST_SEGMENTS = 400  # of one path: more are the outline of a picture or a map
_MOST_BENT = 12  # segments that are no edges: a box with round corners has eight
_MOST_EDGES = 6_000

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_UNMOVED: _Matrix = (1, 0, 0, 1, 0, 0)


class Edge(NamedTuple):
    """A straight edge on the page as shown: `upright` ones stand at x = `at`, others lie at y = `at`, from `start` to `end`."""

    upright: bool
    at: float
    start: float
    end: float


def edges(page: Any, shown: Frame) -> list[Edge]:
    """The edges of a page, in points from the lower left corner of what is shown; at most a few thousand."""
    made: list[Edge] = []
    budget = [_MOST_OBJECTS]
    for path, matrix in _paths(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, _UNMOVED, budget, _DEPTH):
        made += _of_path(path, matrix, shown)
        if len(made) > _MOST_EDGES:
            return []
    return made


def _paths(parent: Any, count: Any, get: Any, matrix: _Matrix, budget: list[int], depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """Every path drawn in `parent`, with the matrix that brings it onto the page."""
    for index in range(min(count(parent), budget[0])):
        budget[0] -= 1
        drawn = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield drawn, _product(_matrix_of(drawn), matrix)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            inner = _product(_matrix_of(drawn), matrix)
            yield from _paths(drawn, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, budget, depth - 1)


def _of_path(path: Any, matrix: _Matrix, shown: Frame) -> list[Edge]:
    if not 1 < pdfium.FPDFPath_CountSegments(path) <= _MOST_SEGMENTS:
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, fill, stroke):
        return []
    made: list[Edge] = []
    for part in _parts(path, matrix, shown):
        if stroke.value:
            made += [edge for one, other in itertools.pairwise(part) if (edge := _edge(one, other))]
        elif fill.value and (edge := _bar(part)):
            made.append(edge)
    return made


def _parts(path: Any, matrix: _Matrix, shown: Frame) -> list[list[_Point]]:
    """The corners of each part of a path, on the page; nothing of one that begins with curves or slants, the outline of a picture."""
    made: list[list[_Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    opening: _Point = (0.0, 0.0)
    bent = 0
    for index in range(pdfium.FPDFPath_CountSegments(path)):
        segment = pdfium.FPDFPath_GetPathSegment(path, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x_at, y_at)
        point = _on_page(matrix, x.value, y.value, shown)
        if kind == pdfium.FPDF_SEGMENT_LINETO and made:
            bent += _edge(made[-1][-1], point) is None
            made[-1].append(point)
        else:
            bent += kind != pdfium.FPDF_SEGMENT_MOVETO
            made.append([point])
            opening = point if kind == pdfium.FPDF_SEGMENT_MOVETO else opening
        if bent > _MOST_BENT:
            return []
        if pdfium.FPDFPathSegment_GetClose(segment):
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
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
    if right - left < _THIN <= top - bottom:
        return Edge(True, (left + right) / 2, bottom, top)
    if top - bottom < _THIN <= right - left:
        return Edge(False, (bottom + top) / 2, left, right)
    return None


def _on_page(matrix: _Matrix, x: float, y: float, shown: Frame) -> _Point:
    a, b, c, d, e, f = matrix
    across, up = a * x + c * y + e, b * x + d * y + f
    left, bottom, _, _ = shown.shown((across, up, across, up))
    return left, bottom


def _matrix_of(drawn: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return _UNMOVED
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)
