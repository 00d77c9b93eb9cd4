"""A page of PDFium → what is drawn on it besides text: rules, pictures, shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf import matrices
from pipeline.read.pdf.glyphs import Frame
from pipeline.read.pdf.matrices import UNMOVED, Matrix, product
from pipeline.read.pdf.page import Box, Graphics
from pipeline.read.pdf.styles import pointer, quick

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
    at = pointer(page)
    number = min(_count(at), _MOST)
    _walk(map(_object, repeat(at), range(number)), UNMOVED, shown, made, [_MOST], _DEPTH)
    return made


_Bounds = tuple[float, float, float, float]

# Functions of pypdfium2.raw that are called once an object, or more often.
_count, _inner_count = quick(pdfium.FPDFPage_CountObjects, ctypes.c_int), quick(pdfium.FPDFFormObj_CountObjects, ctypes.c_int)
_object = quick(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_inner_object = quick(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p)  # its index is a C unsigned long
_kind = quick(pdfium.FPDFPageObj_GetType, ctypes.c_int)
_bounds = quick(pdfium.FPDFPageObj_GetBounds, ctypes.c_int)
_matrix = quick(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int)
_clip = quick(pdfium.FPDFPageObj_GetClipPath, ctypes.c_void_p)
_clip_paths = quick(pdfium.FPDFClipPath_CountPaths, ctypes.c_int)
_clip_segments = quick(pdfium.FPDFClipPath_CountPathSegments, ctypes.c_int)
_clip_segment = quick(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
_point = quick(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int)


def _walk(objects: Iterable[int | None], matrix: Matrix, shown: Frame, made: Graphics, budget: list[int], depth: int) -> None:
    sides = (ctypes.c_float * 4)()
    references = [ctypes.byref(sides, 4 * side) for side in range(4)]
    for place in objects:
        budget[0] -= 1
        drawn = pointer(place or 0)
        kind = _kind(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            if depth:
                inner = product(_matrix_of(drawn), matrix)
                within = map(_inner_object, repeat(drawn), map(ctypes.c_ulong, range(min(_inner_count(drawn), budget[0]))))
                _walk(within, inner, shown, made, budget, depth - 1)
            continue
        if _bounds(drawn, *references):
            bounds = _moved(matrix, *sides)
            if max(bounds[2] - bounds[0], bounds[3] - bounds[1]) > _LARGE:
                bounds = _clipped(drawn, matrix, bounds)
            _add(kind, shown.shown(bounds), shown, made)


def _clipped(drawn: Any, matrix: Matrix, bounds: _Bounds) -> _Bounds:
    """The part of an object's bounds that its clipping paths leave."""
    clip = pointer(_clip(drawn) or 0)
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    for path in range(min(max(0, _clip_paths(clip)), _CLIPS)):
        xs, ys = [], []
        for index in range(min(max(0, _clip_segments(clip, path)), _POINTS)):
            segment = _clip_segment(clip, path, index)
            if segment and _point(pointer(segment), x_at, y_at):
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


def _matrix_of(drawn: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not _matrix(drawn, ctypes.byref(matrix)):
        return UNMOVED
    return matrices.of(matrix)


def _moved(matrix: Matrix, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    if matrix == UNMOVED:
        return min(left, right), min(bottom, top), max(left, right), max(bottom, top)
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in (left, right) for y in (bottom, top)]
    ys = [b * x + d * y + f for x in (left, right) for y in (bottom, top)]
    return min(xs), min(ys), max(xs), max(ys)
