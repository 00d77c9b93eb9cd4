"""Text objects of PDFium → their style: size, font, turn and whether they are white; the fonts of a document, each once."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.calls import Answers, pointer, pointers, quick
from pipeline.read.pdf.fonts import described
from pipeline.read.pdf.page import Font

SLANTED = 4
_SHEAR = 0.1  # of an em along the other axis: more is a turn, less an oblique letter
_NAME_BYTES = 256
_STROKED = 2  # text filled and stroked: a bold made from a regular font
_BOLD = 700
_WHITE = 250  # of 255 in red, green and blue


_NAME_LIMIT = ctypes.c_size_t(_NAME_BYTES)

# Functions of pypdfium2.raw that are called once a text object, or a font of a page.
_base_name = quick(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t)
_weight = quick(pdfium.FPDFFont_GetWeight, ctypes.c_int)
_flags = quick(pdfium.FPDFFont_GetFlags, ctypes.c_int)
_font = quick(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p)
_render_mode = quick(pdfium.FPDFTextObj_GetTextRenderMode, ctypes.c_int)
_size = quick(pdfium.FPDFText_GetFontSize, ctypes.c_double)
_colours = Answers(pdfium.FPDFText_GetFillColor, ctypes.c_uint, 4, 4)


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
    _buffer: Any = field(default_factory=lambda: ctypes.create_string_buffer(_NAME_BYTES))

    def id(self, address: int, stroked: bool) -> int:
        """The index in `table` of a font of PDFium's, by its address."""
        font = pointer(address)
        written = _base_name(font, self._buffer, _NAME_LIMIT)
        name = self._buffer.raw[: max(0, min(written, _NAME_BYTES) - 1)].decode("utf-8", "replace")
        key = (name, _weight(font), stroked)
        if key not in self._ids:
            made = described(name, key[1], _flags(font))
            self._ids[key] = len(self.table)
            self.table.append(made._replace(weight=max(made.weight, _BOLD)) if stroked else made)
        return self._ids[key]


_Colour = tuple[int, int, int, int]  # red, green, blue, alpha
_Shape = tuple[float, float, float, float]  # a, b, c and d of a matrix
_Set = tuple[float, int | None, int, _Shape, _Colour]  # how an object is set: size, font, render mode, matrix, colour


class Styles(dict[_Set, Style]):
    """The styles of a page's text objects, by what PDFium says of these."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._known: dict[tuple[int | None, bool], int] = {}

    def of(self, text_page: Any, drawn: Sequence[int], first: Sequence[int], shapes: Iterable[_Shape]) -> list[Style]:
        """The style of each text object, by its address, the index of a character of it and its matrix."""
        page, objects = [pointer(text_page)] * len(first), pointers(drawn)
        colours = _colours.each(page, first)
        sizes, fonts, modes = map(_size, page, first), map(_font, objects), map(_render_mode, objects)
        return list(map(self.__getitem__, zip(sizes, fonts, modes, shapes, colours, strict=True)))

    def __missing__(self, key: _Set) -> Style:
        size, font, mode, (a, b, c, d), (red, green, blue, alpha) = key
        own = font, mode == _STROKED
        if own not in self._known:
            self._known[own] = self._fonts.id(font or 0, own[1])
        white = (red >= _WHITE and green >= _WHITE and blue >= _WHITE) or alpha == 0
        self[key] = made = Style(max(size * math.hypot(c, d), 0.1), self._known[own], _turned(a, b, c, d), white)
        return made


def _turned(a: float, b: float, c: float, d: float) -> int:
    """Quarter turns clockwise of a matrix, 4 for any other angle."""
    along, across = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    if abs(b) < _SHEAR * along and d != 0:
        return 0 if a > 0 else 2
    if abs(a) < _SHEAR * along and abs(d) < 0.5 * across:
        return 1 if b < 0 else 3
    return SLANTED
