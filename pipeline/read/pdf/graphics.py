"""What is drawn on a page besides text → its rules, pictures and shapes."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf.calls import at_address, quick
from pipeline.read.pdf.glyphs import Frame
from pipeline.read.pdf.matrices import Bounds, Matrix, moved
from pipeline.read.pdf.objects import Drawn
from pipeline.read.pdf.page import Box, Graphics

_THIN = 2.5  # points: a box thinner than this is a rule
_SHORT = 4.0  # points: a shape smaller than this in both directions is a dot of a pattern
_FILLS = 0.9  # of the page's width and height: its ground
_LARGE = 60.0  # points: only of larger objects it matters what clips them
_CLIPS, _POINTS = 8, 64  # clipping paths and their points looked at


# Functions of pypdfium2.raw that are called once an object, or more often.
_clip = quick(pdfium.FPDFPageObj_GetClipPath, ctypes.c_void_p)
_clip_paths = quick(pdfium.FPDFClipPath_CountPaths, ctypes.c_int)
_clip_segments = quick(pdfium.FPDFClipPath_CountPathSegments, ctypes.c_int)
_clip_segment = quick(pdfium.FPDFClipPath_GetPathSegment, ctypes.c_void_p)
_point = quick(pdfium.FPDFPathSegment_GetPoint, ctypes.c_int)


def graphics(objects: Sequence[Drawn], shown: Frame) -> Graphics:
    """Rules, pictures and shapes of a page as it is shown; what lies outside it or fills it is left out."""
    made = Graphics()
    size = shown.size
    for kind, at, matrix, bounds in objects:
        if not shown.shows(bounds):
            continue
        if bounds[2] - bounds[0] > _LARGE or bounds[3] - bounds[1] > _LARGE:
            bounds = _clipped(at, matrix, bounds)
        _add(kind, shown.shown(bounds), size, made)
    return made


def _clipped(drawn: Any, matrix: Matrix, bounds: Bounds) -> Bounds:
    """The part of an object's bounds that its clipping paths leave."""
    clip = at_address(_clip(drawn) or 0)
    paths = min(_clip_paths(clip), _CLIPS)
    if paths <= 0:
        return bounds
    x, y = ctypes.c_float(), ctypes.c_float()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    for path in range(paths):
        xs, ys = [], []
        for index in range(min(max(0, _clip_segments(clip, path)), _POINTS)):
            segment = _clip_segment(clip, path, index)
            if segment and _point(at_address(segment), x_at, y_at):
                xs.append(x.value)
                ys.append(y.value)
        if xs:
            left, bottom, right, top = moved(matrix, min(xs), min(ys), max(xs), max(ys))
            bounds = max(bounds[0], left), max(bounds[1], bottom), min(bounds[2], right), min(bounds[3], top)
    return bounds


def _add(kind: int, bounds: Bounds, size: tuple[float, float], made: Graphics) -> None:
    wide, high = size
    left, bottom, right, top = bounds
    left, bottom = 0.0 if left < 0.0 else left, 0.0 if bottom < 0.0 else bottom
    right, top = wide if wide < right else right, high if high < top else top
    if left > right or bottom > top:
        return
    across, up = right - left, top - bottom
    if across > _FILLS * wide and up > _FILLS * high:
        made.ground = True
        return
    box = Box(left, bottom, right, top)
    if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        made.images.append(box)
    elif across < _SHORT and up < _SHORT:
        return
    elif across < _THIN or up < _THIN:
        made.rules.append(box)
    else:
        made.shapes.append(box)
