"""Text objects of PDFium → their style: size, font, turn and whether they are white; the fonts of a document, each once."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.fonts import described
from pipeline.read.pdf.page import Font

SLANTED = 4
_SHEAR = 0.1  # of an em along the other axis: more is a turn, less an oblique letter
_NAME_BYTES = 256
_STROKED = 2  # text filled and stroked: a bold made from a regular font
_BOLD = 700
_WHITE = 250  # of 255 in red, green and blue


def address(function: Any) -> int:
    """Where a function of PDFium's lies in memory."""
    return ctypes.cast(function, ctypes.c_void_p).value or 0


def quick(function: Any, result: Any) -> Callable[..., Any]:
    """A function of PDFium's that converts no arguments: a third of the time.

    Every argument is a C int, or a `pointer` or `ctypes.byref`: anything else is not checked and would be read as garbage.
    """
    made: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(address(function))
    return made


def pointer(handle: Any) -> Any:
    """The pointer of a page, or of an object at an address, as `quick` functions take it."""
    return ctypes.c_void_p.from_param(handle if isinstance(handle, int) else address(handle))


# Functions of pypdfium2.raw that are called once a text object.
_font = quick(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
_render_mode = quick(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_matrix = quick(pdfium.FPDFText_GetMatrix, ctypes.c_int)
_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_colour = quick(pdfium.FPDFText_GetFillColor, ctypes.c_int)
_origin = quick(pdfium.FPDFText_GetCharOrigin, ctypes.c_int)


class Style(NamedTuple):
    """Size in points as shown, index of the font, quarter turns clockwise (4: another angle), whether it is white."""

    size: float
    font: int
    turned: int
    white: bool = False


@dataclass(slots=True)
class Fonts:
    """The fonts of a document, each once."""

    table: list[Font] = field(default_factory=list)
    _ids: dict[tuple[str, int, bool], int] = field(default_factory=dict)

    def id(self, handle: Any, stroked: bool) -> int:
        """The index in `table` of a font of PDFium's."""
        buffer = ctypes.create_string_buffer(_NAME_BYTES)
        written = pdfium.FPDFFont_GetBaseFontName(handle, buffer, _NAME_BYTES)
        name = buffer.raw[: max(0, min(written, _NAME_BYTES) - 1)].decode("utf-8", "replace")
        key = (name, pdfium.FPDFFont_GetWeight(handle), stroked)
        if key not in self._ids:
            made = described(name, key[1], pdfium.FPDFFont_GetFlags(handle))
            self._ids[key] = len(self.table)
            self.table.append(made._replace(weight=max(made.weight, _BOLD)) if stroked else made)
        return self._ids[key]


class Styles:
    """Styles of a page's text objects, and where its baselines lie."""

    def __init__(self, text_page: Any, fonts: Fonts) -> None:
        self._handle = pointer(text_page)
        self._fonts = fonts
        self._known: dict[tuple[int, bool], int] = {}
        self._turns: dict[tuple[float, float, float, float], tuple[float, int]] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._matrix_at = ctypes.byref(self._matrix)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._point_at = ctypes.byref(self._x), ctypes.byref(self._y)
        self._colour = (ctypes.c_uint * 4)()
        self._colour_at = [ctypes.byref(self._colour, 4 * part) for part in range(4)]

    def of(self, drawn: int, index: int) -> Style:
        """Style of the text object at address `drawn` whose first character is `index`."""
        matrix = self._matrix
        _matrix(self._handle, index, self._matrix_at)
        shape = (matrix.a, matrix.b, matrix.c, matrix.d)
        if shape not in self._turns:
            self._turns[shape] = (math.hypot(matrix.c, matrix.d), _turned(*shape))
        scale, turned = self._turns[shape]
        at = pointer(drawn)
        key = (_font(at) or 0, _render_mode(at) == _STROKED)
        if key not in self._known:
            self._known[key] = self._fonts.id(ctypes.cast(key[0], pdfium.FPDF_FONT), key[1])
        return Style(max(_size(self._handle, index) * scale, 0.1), self._known[key], turned, self._white(index))

    def base(self, index: int, turned: int) -> float:
        """Where the baseline of a character lies: its y, or its x where it lies on its side."""
        _origin(self._handle, index, *self._point_at)
        return self._x.value if turned % 2 else self._y.value

    def _white(self, index: int) -> bool:
        if not _colour(self._handle, index, *self._colour_at):
            return False
        red, green, blue, alpha = self._colour
        return bool((red >= _WHITE and green >= _WHITE and blue >= _WHITE) or alpha == 0)


def _turned(a: float, b: float, c: float, d: float) -> int:
    """Quarter turns clockwise of a matrix, 4 for any other angle."""
    along, across = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    if abs(b) < _SHEAR * along and d != 0:
        return 0 if a > 0 else 2
    if abs(a) < _SHEAR * along and abs(d) < 0.5 * across:
        return 1 if b < 0 else 3
    return SLANTED
