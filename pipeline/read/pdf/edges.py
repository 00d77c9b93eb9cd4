"""A page of PDFium → the straight edges drawn on it, along which tables are ruled: lines, borders of boxes, thin filled boxes."""

from __future__ import annotations

import ctypes
import itertools
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf import matrices
from pipeline.read.pdf.glyphs import Frame
from pipeline.read.pdf.matrices import UNMOVED, Matrix, product

_THIN = 2.5  # points: a filled box thinner than this is a rule
_STRAIGHT = 0.6  # points off the axis that a rule may lean by
_SHORTEST = 1.0  # points: dots of dotted rules are longer
_DEPTH = 6  # of drawings inside drawings
_MOST_OBJECTS = 20_000  # of a page, and
_MOST_SEGMENTS = 400  # of one path: more are the outline of a picture or a map
_MOST_BENT = 12  # segments that are no edges: a box with round corners has eight
_MOST_EDGES = 6_000
_ONE_BOX = 6  # segments that a single box has at most

_Point = tuple[float, float]


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function of pypdfium2.raw with plain addresses for arguments: a third of the time, and it is called once a corner."""
    made: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)
    return made


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_segments = _plain(pdfium.FPDFPath_CountSegments, _INT, _ADDRESS)
_segment = _plain(pdfium.FPDFPath_GetPathSegment, _ADDRESS, _ADDRESS, _INT)
_kind = _plain(pdfium.FPDFPathSegment_GetType, _INT, _ADDRESS)
_point = _plain(pdfium.FPDFPathSegment_GetPoint, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
_closes = _plain(pdfium.FPDFPathSegment_GetClose, _INT, _ADDRESS)
_mode = _plain(pdfium.FPDFPath_GetDrawMode, _INT, _ADDRESS, _ADDRESS, _ADDRESS)
_object = _plain(pdfium.FPDFPage_GetObject, _ADDRESS, _ADDRESS, _INT)
_inner_object = _plain(pdfium.FPDFFormObj_GetObject, _ADDRESS, _ADDRESS, ctypes.c_ulong)
_object_kind = _plain(pdfium.FPDFPageObj_GetType, _INT, _ADDRESS)
_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, _INT, _ADDRESS, _ADDRESS)
_bounds = _plain(pdfium.FPDFPageObj_GetBounds, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)


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
    count = pdfium.FPDFPage_CountObjects(page)
    for path, matrix in _paths(ctypes.cast(page, ctypes.c_void_p).value or 0, count, _object, UNMOVED, budget, _DEPTH):
        made += _of_path(path, matrix, shown)
        if len(made) > _MOST_EDGES:
            return []
    return made


def _paths(
    parent: int, count: int, get: Callable[[int, int], int], matrix: Matrix, budget: list[int], depth: int
) -> Iterator[tuple[int, Matrix]]:
    """The address of every path among the `count` objects of `parent`, with the matrix that brings what holds it onto the page."""
    for index in range(min(count, budget[0])):
        budget[0] -= 1
        drawn = get(parent, index)
        kind = _object_kind(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield drawn, matrix
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
            inner = product(_matrix_of(drawn), matrix)
            number = pdfium.FPDFFormObj_CountObjects(ctypes.cast(drawn, pdfium.FPDF_PAGEOBJECT))
            yield from _paths(drawn, number, _inner_object, inner, budget, depth - 1)


def _of_path(path: int, matrix: Matrix, shown: Frame) -> list[Edge]:
    count = _segments(path)
    if not 1 < count <= _MOST_SEGMENTS:
        return []
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not _mode(path, ctypes.addressof(fill), ctypes.addressof(stroke)):
        return []
    if stroke.value:
        parts = _parts(path, count, product(_matrix_of(path), matrix), shown, _MOST_BENT)
        return [edge for part in parts for one, other in itertools.pairwise(part) if (edge := _edge(one, other))]
    if not fill.value:
        return []
    if count > _ONE_BOX:
        return [edge for part in _parts(path, count, product(_matrix_of(path), matrix), shown, 0) if (edge := _bar(part))]
    sides = (ctypes.c_float * 4)()
    start = ctypes.addressof(sides)
    if not _bounds(path, start, start + 4, start + 8, start + 12):
        return []
    left, bottom, right, top = sides
    edge = _bar([_on_page(matrix, left, bottom, shown), _on_page(matrix, right, top, shown)])
    return [edge] if edge else []


def _parts(path: int, count: int, matrix: Matrix, shown: Frame, most: int) -> list[list[_Point]]:
    """The corners of each part of a path, on the page; nothing of one with more than `most` curves or slants, the outline of a picture."""
    made: list[list[_Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.addressof(x), ctypes.addressof(y)
    opening: _Point = (0.0, 0.0)
    bent = 0
    for index in range(count):
        segment = _segment(path, index)
        kind = _kind(segment)
        _point(segment, x_at, y_at)
        point = _on_page(matrix, x.value, y.value, shown)
        if kind == pdfium.FPDF_SEGMENT_LINETO and made:
            bent += _edge(made[-1][-1], point) is None
            made[-1].append(point)
        else:
            bent += kind != pdfium.FPDF_SEGMENT_MOVETO
            made.append([point])
            opening = point if kind == pdfium.FPDF_SEGMENT_MOVETO else opening
        if bent > most:
            return []
        if _closes(segment):
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


def _on_page(matrix: Matrix, x: float, y: float, shown: Frame) -> _Point:
    a, b, c, d, e, f = matrix
    across, up = a * x + c * y + e, b * x + d * y + f
    if not shown.turns:
        return across - shown.left, up - shown.bottom
    left, bottom, _, _ = shown.shown((across, up, across, up))
    return left, bottom


def _matrix_of(drawn: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not _matrix(drawn, ctypes.addressof(matrix)):
        return UNMOVED
    return matrices.of(matrix)
