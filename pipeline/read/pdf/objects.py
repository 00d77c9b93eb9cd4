"""A page of PDFium → what is drawn on it besides text, one object after the other, those of drawings inside drawings among them."""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterable, Iterator
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf import matrices
from pipeline.read.pdf.calls import Answers, at_address, pointer, quick
from pipeline.read.pdf.matrices import UNMOVED, Bounds, Matrix, moved, product

_DEPTH = 6  # of drawings inside drawings
_FORM, _TEXT = pdfium.FPDF_PAGEOBJ_FORM, pdfium.FPDF_PAGEOBJ_TEXT
_MOST = 20_000  # objects looked at on a page; a map of more than that is a picture anyhow

# Functions of pypdfium2.raw that are called once an object.
_count, _inner_count = quick(pdfium.FPDFPage_CountObjects, ctypes.c_int), quick(pdfium.FPDFFormObj_CountObjects, ctypes.c_int)
_object = quick(pdfium.FPDFPage_GetObject, ctypes.c_void_p)
_inner_object = quick(pdfium.FPDFFormObj_GetObject, ctypes.c_void_p)  # its index is a C unsigned long
_kind = quick(pdfium.FPDFPageObj_GetType, ctypes.c_int)
_matrix = quick(pdfium.FPDFPageObj_GetMatrix, ctypes.c_int)
_bounds = Answers(pdfium.FPDFPageObj_GetBounds, ctypes.c_float, 4, 4)


class Drawn(NamedTuple):
    """An object: PDFium's kind of it, its pointer, the matrix that brings the drawing which holds it onto the page, its box on that."""

    kind: int
    at: Any
    matrix: Matrix
    bounds: Bounds


def objects(page: Any, texts: Collection[int] = ()) -> list[Drawn]:
    """The paths, pictures and shadings of a page, as long as it is open; `texts` are addresses of objects known to be text."""
    at = pointer(page)
    found = list(_walk(map(_object, repeat(at), range(min(_count(at), _MOST))), texts, UNMOVED, [_MOST], _DEPTH))
    made = []
    for (kind, drawn, matrix), own in zip(found, _bounds.each([drawn for _, drawn, _ in found]), strict=True):
        bounds = own if matrix is UNMOVED and own[0] <= own[2] and own[1] <= own[3] else moved(matrix, *own)
        made.append(Drawn(kind, drawn, matrix, bounds))
    return made


def own_matrix(drawn: Any) -> Matrix:
    """The matrix of the object at a pointer."""
    matrix = pdfium.FS_MATRIX()
    return matrices.of(matrix) if _matrix(drawn, ctypes.byref(matrix)) else UNMOVED


def _walk(
    places: Iterable[int | None], texts: Collection[int], matrix: Matrix, budget: list[int], depth: int
) -> Iterator[tuple[int, Any, Matrix]]:
    for place in places:
        budget[0] -= 1
        if place in texts:
            continue
        at = at_address(place or 0)
        kind = _kind(at)
        if kind == _FORM:
            if depth:
                inside = map(_inner_object, repeat(at), map(ctypes.c_ulong, range(min(_inner_count(at), budget[0]))))
                yield from _walk(inside, texts, product(own_matrix(at), matrix), budget, depth - 1)
        elif kind != _TEXT:
            yield kind, at, matrix
