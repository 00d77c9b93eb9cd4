"""A page of PDFium → its glyphs in the order they are drawn."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Callable
from itertools import repeat
from typing import Any, NamedTuple, cast

import pypdfium2.raw as pdfium

from pipeline.read.pdf.page import Glyph
from pipeline.read.pdf.styles import SLANTED, Fonts, Style, Styles, address

DESCENT = 0.12  # of an em below the baseline, as in Japanese fonts: boxes of all fonts then line up
_MOVES = 0.5  # em that the characters of a horizontal text object spread over: those of a vertical one lie below each other
_TINY = 3.0  # points: below that two letters may well begin in one point
_CJK_FROM = 0x2E80
_SOME = 5  # Japanese characters on a page tell how it is set


class _Texts(dict[int, str]):
    """Code points as they are written: blanks in one form, PDFium's marks of a hyphen at a line's end and the soft hyphen as hyphens."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code)
        return self[code]


_HYPHENS = (0x02, 0xFFFE, 0xAD)
_TEXTS = _Texts({**dict.fromkeys((0x20, 0xA0, 0x09, *range(0x2000, 0x200B)), " "), 0x3000: "\u3000", **dict.fromkeys(_HYPHENS, "-")})

_Object = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_Box = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
# The functions of pypdfium2.raw that are called once a glyph, with plain addresses for arguments: half the time.
_text_object: Callable[[Any, int], int | None] = _Object(address(pdfium.FPDFText_GetTextObject))
_loose_box: Callable[[Any, int, int], int] = _Box(address(pdfium.FPDFText_GetLooseCharBox))

_Fields = tuple[str, float, float, float, float, float, float, int, int]
_new: Callable[[type[Glyph], _Fields], Glyph] = tuple.__new__  # takes half the time of Glyph()


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
    pen = _Pen(text_page, count, fonts, shown)
    objects = list(map(_text_object, repeat(ctypes.cast(text_page, ctypes.c_void_p)), range(count)))
    start = 0
    while start < count:
        drawn, stop = objects[start], start + 1
        while stop < count and objects[stop] == drawn:
            stop += 1
        if drawn:  # PDFium's own blanks and line breaks are of no object; gaps between glyphs are better evidence
            pen.draw(drawn, start, stop)
        start = stop
    return pen.made, pen.white


class _Pen:
    """Makes glyphs of one text object after the other."""

    def __init__(self, text_page: Any, count: int, fonts: Fonts, shown: Frame) -> None:
        self.made: list[Glyph] = []
        self.white: list[Glyph] = []
        self._codes = _codes(text_page, count)
        boxes = _boxes(text_page, count)
        self._lefts, self._tops, self._rights, self._bottoms = (boxes[side::4] for side in range(4))
        self._styles = Styles(text_page, fonts)
        self._shown = shown
        self._last = 0
        self._style = Style(1.0, 0, 0)
        self._firsts: dict[tuple[int, int, int], tuple[int, int, int]] = {}  # an object's first character: the object, its glyphs

    def draw(self, drawn: int, start: int, stop: int) -> None:
        """Makes the glyphs of characters `start` to `stop` of the text object at address `drawn`."""
        if drawn != self._last:
            self._style, self._last = self._styles.of(drawn, start), drawn
        style, shown = self._style, self._shown
        size, font, turned, white = style
        codes, lefts, rights = self._codes[start:stop], self._lefts[start:stop], self._rights[start:stop]
        base = self._styles.base(start, turned)
        before = len(self.made)
        straight = not turned and not shown.turns and (stop - start == 1 or max(lefts) - min(lefts) > _MOVES * size)
        inside = shown.left <= lefts[0] and rights[-1] <= shown.right and shown.bottom <= base <= shown.top - size / 2
        if straight and inside and min(codes) >= 32:
            dx, low, at = shown.left, base - shown.bottom - DESCENT * size, base - shown.bottom
            high = low + size
            self.made += [
                _new(Glyph, (_TEXTS[code], left - dx, low, right - dx, high, size, at, font, 0))
                for code, left, right in zip(codes, lefts, rights, strict=True)
            ]
        else:
            self._one_by_one(start, stop, style, base if straight else None)
        self._drop_echo(drawn, start, before)
        if white:
            self.white += self.made[before:]

    def _one_by_one(self, start: int, stop: int, style: Style, base: float | None) -> None:
        for index in range(start, stop):
            code = self._codes[index]
            if code < 32 and code not in _HYPHENS:
                continue
            at = base if base is not None else self._styles.base(index, style.turned)
            box = (self._lefts[index], self._bottoms[index], self._rights[index], self._tops[index])
            glyph = _placed(_TEXTS[code], box, at, style, self._shown)
            if glyph is not None:
                self.made.append(glyph)

    def _drop_echo(self, drawn: int, start: int, before: int) -> None:
        """Takes out what an earlier object printed at the same place: the same letters once more, for a bold or a shadow."""
        if len(self.made) == before or self._style.size < _TINY:
            return
        code, left, top = self._codes[start], self._lefts[start], self._tops[start]
        places = ((code, int(left), int(top)), (code, int(left + 0.5), -int(top + 0.5)))
        for place in places:
            other, first, last = self._firsts.get(place, (drawn, 0, 0))
            if other != drawn:
                there = {(glyph.text, round(glyph.left), round(glyph.base)) for glyph in self.made[first:last]}
                there |= {(text, left + step, base) for text, left, base in there for step in (-1, 1)}
                kept = [glyph for glyph in self.made[before:] if (glyph.text, round(glyph.left), round(glyph.base)) not in there]
                self.made[before:] = kept
                return
        for place in places:
            self._firsts[place] = (drawn, before, len(self.made))


def _placed(text: str, bounds: tuple[float, float, float, float], base: float, style: Style, shown: Frame) -> Glyph | None:
    """A glyph on the page as it is shown, its box that of its em; none where it lies outside."""
    left, bottom, right, top = bounds
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
    return cast("list[float]", memoryview(buffer).cast("B").cast("f").tolist())


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
