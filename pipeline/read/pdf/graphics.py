"""A page of PDFium → what is drawn on it besides text: rules, pictures, shapes."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf.glyphs import Frame
from pipeline.read.pdf.page import Box, Graphics

_THIN = 2.5  # points: a box thinner than this is a rule
_SHORT = 4.0  # points: a shape smaller than this in both directions is a dot of a pattern
_DEPTH = 6  # of drawings inside drawings
_MOST = 20_000  # objects looked at on a page; a map of more than that is a picture anyhow
_FILLS = 0.9  # of the page's width and height: its ground
_LARGE = 60.0  # points: only of larger objects it matters what clips them
_CLIPS, _POINTS = 8, 64  # clipping paths and their points looked at


def graphics(page: Any, shown: Frame) -> Graphics:
    """Rules, pictures and shapes of a page as it is shown; what lies outside it or fills it is left out."""
    made = Graphics()
    budget = [_MOST]
    _walk(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, (1, 0, 0, 1, 0, 0), shown, made, budget, _DEPTH)
    return made


_Bounds = tuple[float, float, float, float]
_Matrix = tuple[float, float, float, float, float, float]


def _walk(parent: Any, count: Any, get: Any, matrix: _Matrix, shown: Frame, made: Graphics, budget: list[int], depth: int) -> None:
    sides = [ctypes.c_float() for _ in range(4)]
    references = [ctypes.byref(side) for side in sides]
    for index in range(min(count(parent), budget[0])):
        budget[0] -= 1
        drawn = get(parent, index)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth:
                inner = _product(_matrix_of(drawn), matrix)
                _walk(drawn, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, shown, made, budget, depth - 1)
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, *references):
            bounds = _moved(matrix, *(side.value for side in sides))
            if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) > _LARGE:
                bounds = _clipped(drawn, matrix, bounds)
            _add(kind, shown.shown(bounds), shown, made)


def _clipped(drawn: Any, matrix: _Matrix, bounds: _Bounds) -> _Bounds:
    """The part of an object's bounds that its clipping paths leave."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn)
    if not clip:
        return bounds
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(min(max(0, pdfium.FPDFClipPath_CountPaths(clip)), _CLIPS)):
        xs, ys = [], []
        for index in range(min(max(0, pdfium.FPDFClipPath_CountPathSegments(clip, path)), _POINTS)):
            segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
            if segment and pdfium.FPDFPathSegment_GetPoint(segment, x, y):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            left, bottom, right, top = _moved(matrix, min(xs), min(ys), max(xs), max(ys))
            bounds = max(bounds[0], left), max(bounds[1], bottom), min(bounds[2], right), min(bounds[3], top)
    return bounds


def _add(kind: int, bounds: tuple[float, float, float, float], shown: Frame, made: Graphics) -> None:
    wide, high = shown.size
    left, bottom, right, top = max(bounds[0], 0.0), max(bounds[1], 0.0), min(bounds[2], wide), min(bounds[3], high)
    if left > right or bottom > top:
        return
    if right - left > _FILLS * wide and top - bottom > _FILLS * high:
        made.ground = True
        return
    box = Box(left, bottom, right, top)
    across, up = right - left, top - bottom
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        made.images.append(box)
    elif across < _SHORT and up < _SHORT:
        return
    elif across < _THIN or up < _THIN:
        made.rules.append(box)
    else:
        made.shapes.append(box)


def _matrix_of(drawn: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, matrix):
        return (1, 0, 0, 1, 0, 0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _product(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    k, m, n, o, p, q = outer
    return (a * k + b * n, a * m + b * o, c * k + d * n, c * m + d * o, e * k + f * n + p, e * m + f * o + q)


def _moved(matrix: _Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
