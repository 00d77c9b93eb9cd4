"""A page of PDFium → its glyphs in the order they are drawn, and the fonts they are set in."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.fonts import described
from pipeline.read.pdf.page import Font, Glyph

DESCENT = 0.12  # of an em below the baseline, as in Japanese fonts: boxes of all fonts then line up
SLANTED = 4
_SHEAR = 0.1  # of an em along the other axis: more is a turn, less an oblique letter
_STILL = 0.3  # em to the right that the next glyph of a horizontal line goes at least, so that its baseline is known
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}  # PDFium's mark of a hyphen at a line's end, and the soft hyphen
_BLANKS = {0x20: " ", 0xA0: " ", 0x3000: "\u3000", 0x09: " "} | dict.fromkeys(range(0x2000, 0x200B), " ")
_TINY = 3.0  # points: below that two letters may well begin in one point
_FAR = 1e9  # the baseline of an object's first glyph is always asked for
_TEXTS = _BLANKS | _HYPHENS
_NAME_BYTES = 256
_CJK_FROM = 0x2E80
_SOME = 5  # Japanese characters on a page tell how it is set
_STROKED = 2  # text filled and stroked: a bold made from a regular font
_BOLD = 700
_WHITE = 250  # of 255 in red, green and blue

_Object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_Box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


_Fields = tuple[str, float, float, float, float, float, float, int, int]
_new: Callable[[type[Glyph], _Fields], Glyph] = tuple.__new__  # takes half the time of Glyph()


def _address(function: Any) -> int:
    return ctypes.cast(function, ctypes.c_void_p).value or 0


# The functions of pypdfium2.raw that are called once a glyph or a piece of text, with plain addresses for arguments: half the time.
_text_object: Callable[[Any, int], int | None] = _Object(_address(pdfium.FPDFText_GetTextObject))
_font: Callable[[int], int | None] = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)(_address(pdfium.FPDFTextObj_GetFont))
_render_mode: Callable[[int], int] = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p)(_address(pdfium.FPDFTextObj_GetTextRenderMode))
_loose_box: Callable[[Any, int, int], int] = _Box(_address(pdfium.FPDFText_GetLooseCharBox))


class Frame(NamedTuple):
    """The part of user space that is shown, and the quarter turns clockwise it is shown with."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turns % 2 else (wide, high)

    def shown(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a box of user space, as the page is shown."""
        left, bottom, right, top = box
        if self.turns == 1:
            return bottom - self.bottom, self.right - right, top - self.bottom, self.right - left
        if self.turns == 2:
            return self.right - right, self.top - top, self.right - left, self.top - bottom
        if self.turns == 3:
            return self.top - top, left - self.left, self.top - bottom, right - self.left
        return left - self.left, bottom - self.bottom, right - self.left, top - self.bottom


class _Style(NamedTuple):
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


def frame(page: Any) -> Frame:
    """What of a page is shown: the crop box where it lies in the media box, else the media box."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page) % 4)


def glyphs(text_page: Any, fonts: Fonts, shown: Frame) -> tuple[list[Glyph], list[Glyph]]:
    """The glyphs of a page in the order of its content, blanks among them; glyphs outside the page are not there.

    The second list holds those of the first that are white: they are seen only on a ground.
    """
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return [], []
    boxes = _boxes(text_page, count)
    handle = ctypes.cast(text_page, ctypes.c_void_p)
    styles = _Styles(text_page, fonts)
    made: list[Glyph] = []
    white: list[Glyph] = []
    seen: dict[tuple[int, int, int], int] = {}
    last, before, base = 0, _FAR, 0.0
    style = _Style(1.0, 0, 0)
    dx, dy = shown.left, shown.bottom
    x0, x1, y0, y1 = 2 * shown.left, 2 * shown.right, 2 * shown.bottom, 2 * shown.top
    lefts, tops, rights, bottoms = (boxes[side::4] for side in range(4))
    for index, code in enumerate(_codes(text_page, count)):
        drawn = _text_object(handle, index)
        if not drawn or (code < 32 and code not in _HYPHENS):
            continue  # PDFium's own blanks and line breaks; gaps between glyphs are better evidence
        left, top = lefts[index], tops[index]
        if drawn != last:
            style, last, before = styles.of(drawn, index), drawn, _FAR
        if left - before < _STILL * style.size or style.turned:
            base = styles.base(index, style.turned)
        before = left
        place = (code, int(left), int(top))
        if seen.setdefault(place, drawn) != drawn and code not in _BLANKS and style.size > _TINY:
            continue  # the same letter printed once more to make it bolder, or for a shadow
        text = _TEXTS.get(code) or chr(code)
        size, font, turned, pale = style
        right = rights[index]
        if turned or shown.turns:
            glyph = _placed(text, left, bottoms[index], right, top, base, style, shown)
            if glyph is None:
                continue
        elif x0 <= left + right <= x1 and y0 <= base + base + size <= y1:
            low = base - dy - DESCENT * size
            glyph = _new(Glyph, (text, left - dx, low, right - dx, low + size, size, base - dy, font, 0))
        else:
            continue
        made.append(glyph)
        if pale:
            white.append(glyph)
    return made, white


def _placed(text: str, left: float, bottom: float, right: float, top: float, base: float, style: _Style, shown: Frame) -> Glyph | None:
    """A glyph on its side or on a page shown turned, its box that of its em; none where it lies outside."""
    size, font, turned, _ = style
    if turned == 0:
        bottom, top = base - DESCENT * size, base + (1 - DESCENT) * size
    elif turned == 1:
        left, right = base - DESCENT * size, base + (1 - DESCENT) * size
    if not (shown.left <= (left + right) / 2 <= shown.right and shown.bottom <= (bottom + top) / 2 <= shown.top):
        return None
    if shown.turns:
        box = shown.shown((left, bottom, right, top))
        return turned_glyph(Glyph(text, *box, size, base, font, turned), box, shown.turns)
    dx, dy = shown.left, shown.bottom
    return _new(Glyph, (text, left - dx, bottom - dy, right - dx, top - dy, size, base - (dx if turned % 2 else dy), font, turned))


def _codes(text_page: Any, count: int) -> list[int]:
    """Code points of all characters at once where each is one UTF-16 unit, else one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    codes = list(buffer[: max(0, written - 1)])
    if len(codes) == count and not any(0xD800 <= code < 0xE000 for code in codes):
        return codes
    return [_scalar(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count)]


def _scalar(code: int) -> int:
    return code if code < 0xD800 or 0xE000 <= code < 0x110000 else 0xFFFD


def _boxes(text_page: Any, count: int) -> list[float]:
    """Left, top, right, bottom of every character, one after the other."""
    buffer = (pdfium.FS_RECTF * count)()
    start, size = ctypes.addressof(buffer), ctypes.sizeof(pdfium.FS_RECTF)
    handle = ctypes.cast(text_page, ctypes.c_void_p)
    for index in range(count):
        _loose_box(handle, index, start + index * size)
    return [float(side) for side in memoryview(buffer).cast("B").cast("f").tolist()]


class _Styles:
    """Size, font and turn of a page's text objects."""

    def __init__(self, text_page: Any, fonts: Fonts) -> None:
        self._text_page = text_page
        self._fonts = fonts
        self._known: dict[tuple[int, bool], int] = {}
        self._matrix = pdfium.FS_MATRIX()
        self._origin = ctypes.c_double(), ctypes.c_double()
        self._colours = [ctypes.c_uint() for _ in range(4)]

    def of(self, drawn: int, index: int) -> _Style:
        """Style of the text object at address `drawn` whose first character is `index`."""
        matrix = self._matrix
        pdfium.FPDFText_GetMatrix(self._text_page, index, matrix)
        size = pdfium.FPDFText_GetFontSize(self._text_page, index) * math.hypot(matrix.c, matrix.d)
        handle = _font(drawn) or 0
        stroked = _render_mode(drawn) == _STROKED
        key = (handle, stroked)
        if key not in self._known:
            self._known[key] = self._fonts.id(ctypes.cast(handle, pdfium.FPDF_FONT), stroked)
        turned = _turned(matrix.a, matrix.b, matrix.c, matrix.d)
        return _Style(max(size, 0.1), self._known[key], turned, self._white(index))

    def base(self, index: int, turned: int) -> float:
        """Where the baseline of a character lies: its y, or its x where it lies on its side."""
        x, y = self._origin
        pdfium.FPDFText_GetCharOrigin(self._text_page, index, x, y)
        return x.value if turned % 2 else y.value

    def _white(self, index: int) -> bool:
        red, green, blue, alpha = self._colours
        if not pdfium.FPDFText_GetFillColor(self._text_page, index, red, green, blue, alpha):
            return False
        return min(red.value, green.value, blue.value) >= _WHITE or alpha.value == 0


def _turned(a: float, b: float, c: float, d: float) -> int:
    """Quarter turns clockwise of a matrix, 4 for any other angle."""
    along, across = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    if abs(b) < _SHEAR * along and d != 0:
        return 0 if a > 0 else 2
    if abs(a) < _SHEAR * along and abs(d) < 0.5 * across:
        return 1 if b < 0 else 3
    return SLANTED


def turned_glyph(glyph: Glyph, box: tuple[float, float, float, float], turns: int) -> Glyph:
    """A glyph whose page is turned clockwise by quarters, with its box as it is then."""
    turned = SLANTED if glyph.turned == SLANTED else (glyph.turned + turns) % 4
    left, bottom, right, top = box
    base = bottom + DESCENT * glyph.size if turned == 0 else left + DESCENT * glyph.size
    return Glyph(glyph.text, left, bottom, right, top, glyph.size, base, glyph.font, turned)


def sideways(made: list[Glyph]) -> int:
    """Quarter turns clockwise that set a page upright most of whose text stands otherwise (a table printed across), else 0."""
    japanese = [glyph for glyph in made if ord(glyph.text[0]) >= _CJK_FROM]  # upright also in vertical lines of much Latin
    made = japanese if len(japanese) > _SOME else made
    counts = Counter(glyph.turned for glyph in made)
    best, number = counts.most_common(1)[0] if counts else (0, 0)
    return (4 - best) % 4 if best in (1, 2, 3) and number > len(made) / 2 else 0
