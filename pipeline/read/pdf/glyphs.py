"""A page of PDFium → its glyphs in the order they are drawn."""

from __future__ import annotations

import ctypes
from collections import Counter, deque
from functools import partial
from itertools import groupby, repeat
from typing import Any, NamedTuple, cast

import pypdfium2.raw as pdfium

from pipeline.read.pdf.page import Glyph
from pipeline.read.pdf.styles import SLANTED, Fonts, Style, Styles, pointer, quick

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

# The functions of pypdfium2.raw that are called once a glyph.
_text_object = quick(pdfium.FPDFText_GetTextObject, ctypes.c_void_p)
_loose_box = quick(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int)

_new = partial(tuple.__new__, Glyph)  # of a tuple of its fields: takes half the time of Glyph()


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
    objects = list(map(_text_object, repeat(pointer(text_page)), range(count)))
    start = 0
    for drawn, part in groupby(objects):
        stop = start + len(list(part))
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
        self._texts = list(map(_TEXTS.__getitem__, self._codes))
        self._shown_lefts, self._shown_rights = (
            [x - shown.left for x in side] if shown.left else side for side in (self._lefts, self._rights)
        )
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
        base = self._styles.base(start, turned)
        before = len(self.made)
        straight = not turned and not shown.turns and (stop - start == 1 or self._moves(start, stop, size))
        inside = shown.left <= self._lefts[start] and self._rights[stop - 1] <= shown.right and shown.bottom <= base <= shown.top - size / 2
        if straight and inside and min(self._codes[start:stop]) >= 32:
            low, at = base - shown.bottom - DESCENT * size, base - shown.bottom
            lefts, rights = self._shown_lefts[start:stop], self._shown_rights[start:stop]
            lows, highs, sizes, bases = repeat(low), repeat(low + size), repeat(size), repeat(at)
            texts, fonts, turns = self._texts[start:stop], repeat(font), repeat(0)
            self.made += map(_new, zip(texts, lefts, lows, rights, highs, sizes, bases, fonts, turns, strict=False))
        else:
            self._one_by_one(start, stop, style, base if straight else None)
        self._drop_echo(drawn, start, before)
        if white:
            self.white += self.made[before:]

    def _moves(self, start: int, stop: int, size: float) -> bool:
        lefts = self._lefts[start:stop]
        return max(lefts) - min(lefts) > _MOVES * size

    def _one_by_one(self, start: int, stop: int, style: Style, base: float | None) -> None:
        for index in range(start, stop):
            code = self._codes[index]
            if code < 32 and code not in _HYPHENS:
                continue
            at = base if base is not None else self._styles.base(index, style.turned)
            box = (self._lefts[index], self._bottoms[index], self._rights[index], self._tops[index])
            glyph = _placed(self._texts[index], box, at, style, self._shown)
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
    return _new((text, left - dx, bottom - dy, right - dx, top - dy, size, base - (dx if turned % 2 else dy), font, turned))


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
    size = ctypes.sizeof(pdfium.FS_RECTF)
    places = map(ctypes.byref, repeat(buffer), range(0, count * size, size))
    deque(map(_loose_box, repeat(pointer(text_page)), range(count), places), maxlen=0)  # calls it, and keeps nothing
    return cast("list[float]", memoryview(buffer).cast("B").cast("f").tolist())


def turned_glyph(glyph: Glyph, box: tuple[float, float, float, float], turns: int) -> Glyph:
    """A glyph whose page is turned clockwise by quarters, with its box as it is then."""
    turned = SLANTED if glyph.turned == SLANTED else (glyph.turned + turns) % 4
    left, bottom, right, top = box
    base = bottom + DESCENT * glyph.size if turned == 0 else left + DESCENT * glyph.size
    return Glyph(glyph.text, left, bottom, right, top, glyph.size, base, glyph.font, turned)


def sideways(made: list[Glyph]) -> int:
    """Quarter turns clockwise that set a page upright most of whose text stands otherwise (a table printed across), else 0."""
    if {glyph[8] for glyph in made}.isdisjoint((1, 2, 3)):
        return 0  # most pages
    japanese = [glyph for glyph in made if ord(glyph.text[0]) >= _CJK_FROM]  # upright also in vertical lines of much Latin
    made = japanese if len(japanese) > _SOME else made
    counts = Counter(glyph.turned for glyph in made)
    best, number = counts.most_common(1)[0] if counts else (0, 0)
    return (4 - best) % 4 if best in (1, 2, 3) and number > len(made) / 2 else 0
