"""A page of PDFium → its glyphs in the order they are drawn, as strands."""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from pipeline.read.pdf.calls import Answers, pointer
from pipeline.read.pdf.page import Glyph, Strand
from pipeline.read.pdf.pieces import characters, pieces
from pipeline.read.pdf.strands import cut, strands
from pipeline.read.pdf.styles import SLANTED, Fonts, Style, Styles

DESCENT = 0.12  # of an em below the baseline, as in Japanese fonts: boxes of all fonts then line up
_MOVES = 0.5  # em that the characters of a horizontal text object spread over: those of a vertical one lie below each other
_TINY = 3.0  # points: below that two letters may well begin in one point
_SOME = 5  # Japanese characters on a page tell how it is set


_HYPHENS = "\x02\ufffe\xad"  # PDFium's marks of a hyphen at a line's end, and the soft hyphen
_CONTROL = re.compile(r"[\0-\x1f]")
_A_HYPHEN, _A_BLANK = re.compile(f"[{_HYPHENS}]"), re.compile(r"[\t\xa0\u2000-\u200a]")

# Functions of pypdfium2.raw that are called once a glyph, or an object.
_boxes = Answers(pdfium.FPDFText_GetLooseCharBox, ctypes.c_float, 4)
_matrices = Answers(pdfium.FPDFText_GetMatrix, ctypes.c_float, 6)
_origins = Answers(pdfium.FPDFText_GetCharOrigin, ctypes.c_double, 2, 2)

_Place = tuple[str, int, int]  # a character and where it stands, to the point


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

    def shows(self, box: tuple[float, float, float, float]) -> bool:
        """Whether some of a box of user space is shown."""
        return not (box[2] < self.left or self.right < box[0] or box[3] < self.bottom or self.top < box[1])

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


class Printed(NamedTuple):
    """The strands of a page; those of its glyphs that are white, which are seen only on a ground; the addresses of its text objects."""

    strands: list[Strand]
    white: list[Glyph]
    objects: frozenset[int]


def printed(text_page: Any, fonts: Fonts, shown: Frame) -> Printed:
    """The strands of a page in the order of its content, blanks among them; glyphs outside the page are not there."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return Printed([], [], frozenset())
    raw = characters(text_page, count)
    drawn, starts, stops = pieces(text_page, raw)
    *shapes, xs, ys = _matrices.columns([pointer(text_page)] * len(starts), starts)
    styles = Styles(fonts).of(text_page, drawn, starts, zip(*shapes, strict=True))
    pen = _Pen(text_page, raw, shown, starts)
    bases = pen.bases(styles, shapes[1], xs, ys)
    for piece, start, stop, style, base in zip(drawn, starts, stops, styles, bases, strict=True):
        pen.draw(piece, start, stop, style, base)
    pen.lift()
    return Printed(pen.made, pen.white, frozenset(drawn))


class _Pen:
    """Makes strands of one text object after the other; `starts` are the first characters of all."""

    def __init__(self, text_page: Any, raw: str, shown: Frame, starts: Sequence[int]) -> None:
        self.made: list[Strand] = []
        self.white: list[Glyph] = []
        self._handle = pointer(text_page)
        self._raw = raw
        self._controls = [found.start() for found in _CONTROL.finditer(raw)]
        self._texts = _A_BLANK.sub(" ", _A_HYPHEN.sub("-", raw))
        boxes: Any = _boxes.numbers([self._handle] * len(raw), range(len(raw)))
        self._lefts, self._tops, self._rights, self._bottoms = (boxes[side::4] for side in range(4))
        self._shown = shown
        self._shown_lefts, self._shown_rights = (_moved(side, -shown.left) for side in (self._lefts, self._rights))
        self._starts = starts
        self._echoes = self._repeats(starts)
        self._firsts: dict[_Place, tuple[int, int, int]] = {}  # an object's first character: the object, its strands
        # What the next object may go on with: its first character and where it stops, none where these are one; its style and baseline.
        self._start = self._stop = 0
        self._style, self._base = Style(0.0, 0, 0), 0.0

    def bases(self, styles: Sequence[Style], leans: Sequence[float], xs: Sequence[float], ys: Sequence[float]) -> list[float]:
        """Where the baselines lie by the objects' matrices, or by what PDFium says, where an object is turned or has no character there."""
        lefts = [self._lefts[start] for start in self._starts]
        made = list(ys)
        places = zip(styles, leans, xs, lefts, strict=True)
        unknown = [at for at, (style, lean, x, left) in enumerate(places) if style.turned or lean or x != left]
        origins = _origins.each([self._handle] * len(unknown), [self._starts[at] for at in unknown])
        for at, place in zip(unknown, origins, strict=True):
            made[at] = place[1 - styles[at].turned % 2]
        return made

    def draw(self, piece: int, start: int, stop: int, style: Style, base: float) -> None:
        """Takes down the characters `start` to `stop`, of an object at an address; the first has its baseline at `base`."""
        straight = not style.turned and not self._shown.turns and (stop - start == 1 or self._moves(start, stop, style.size))
        even = straight and self._inside(start, stop, style.size, base)
        if even and self._stop == start and self._base == base and self._style == style and not self._echoes and self._start < start:
            self._stop = stop
            return
        self.lift()
        before = len(self.made)
        if even:
            self._start, self._stop, self._style, self._base = start, stop, style, base
        else:
            self.made += self._one_by_one(start, stop, style, base if straight else None)
        if self._echoes:
            self.lift()
            self._drop_echo(piece, start, style.size, before)
        if style.white:
            self.lift()
            self.white += [glyph for strand in self.made[before:] for glyph in strand.glyphs]

    def lift(self) -> None:
        """Makes the strands of what was drawn last."""
        start, stop = self._start, self._stop
        if start == stop:
            return
        self._start = stop
        size, font, _, _ = self._style
        at = self._base - self._shown.bottom
        low = at - DESCENT * size
        columns = self._texts[start:stop], self._shown_lefts[start:stop], self._shown_rights[start:stop]
        self.made += cut(Strand(*columns, low, low + size, size, at, font))

    def _inside(self, start: int, stop: int, size: float, base: float) -> bool:
        """Whether characters on one baseline lie on the page as a whole, and none of them is to be left out."""
        left, bottom, right, top, _ = self._shown
        if not (left <= self._lefts[start] and self._rights[stop - 1] <= right and bottom <= base <= top - size / 2):
            return False
        if not self._controls:
            return True
        control = bisect_left(self._controls, start)
        return control == len(self._controls) or self._controls[control] >= stop

    def _moves(self, start: int, stop: int, size: float) -> bool:
        if self._lefts[stop - 1] - self._lefts[start] > _MOVES * size:
            return True
        lefts: list[float] = self._lefts[start:stop].tolist()
        return max(lefts) - min(lefts) > _MOVES * size

    def _one_by_one(self, start: int, stop: int, style: Style, base: float | None) -> list[Strand]:
        origins = _origins.of([self._handle] * (stop - start), range(start, stop)) if base is None else []
        bases = origins[1 - style.turned % 2 :: 2] or repeat(base)
        made = []
        for index, at in zip(range(start, stop), bases, strict=False):
            if self._raw[index] < " " and self._raw[index] not in _HYPHENS:
                continue
            box = (self._lefts[index], self._bottoms[index], self._rights[index], self._tops[index])
            glyph = _placed(self._texts[index], box, at, style, self._shown)
            if glyph is not None:
                made.append(glyph)
        return strands(made)

    def _repeats(self, starts: Sequence[int]) -> bool:
        """Whether two objects begin with the same character at the same place."""
        places = [(self._raw[start], self._lefts[start], self._tops[start]) for start in starts]
        if not math.isfinite(sum([left + top for _, left, top in places])):
            return True  # not told
        if len({(text, int(left), int(top)) for text, left, top in places}) < len(places):
            return True
        return len({(text, int(left + 0.5), int(top + 0.5)) for text, left, top in places}) < len(places)

    def _drop_echo(self, piece: int, start: int, size: float, before: int) -> None:
        """Takes out what an earlier object printed at the same place: the same letters once more, for a bold or a shadow."""
        if len(self.made) == before or size < _TINY:
            return
        text, left, top = self._raw[start], self._lefts[start], self._tops[start]
        places = ((text, int(left), int(top)), (text, int(left + 0.5), -int(top + 0.5)))
        for place in places:
            other, first, last = self._firsts.get(place, (piece, 0, 0))
            if other != piece:
                there = {_place(glyph) for strand in self.made[first:last] for glyph in strand.glyphs}
                there |= {(text, left + step, base) for text, left, base in there for step in (-1, 1)}
                self.made[before:] = strands(
                    glyph for strand in self.made[before:] for glyph in strand.glyphs if _place(glyph) not in there
                )
                return
        for place in places:
            self._firsts[place] = (piece, before, len(self.made))


def _place(glyph: Glyph) -> _Place:
    return glyph.text, round(glyph.left), round(glyph.base)


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
    return Glyph(text, left - dx, bottom - dy, right - dx, top - dy, size, base - (dx if turned % 2 else dy), font, turned)


def _moved(values: memoryview[float], step: float) -> list[float]:
    return [value + step for value in values]


def turned_glyph(glyph: Glyph, box: tuple[float, float, float, float], turns: int) -> Glyph:
    """A glyph whose page is turned clockwise by quarters, with its box as it is then."""
    turned = SLANTED if glyph.turned == SLANTED else (glyph.turned + turns) % 4
    left, bottom, right, top = box
    base = bottom + DESCENT * glyph.size if turned == 0 else left + DESCENT * glyph.size
    return Glyph(glyph.text, left, bottom, right, top, glyph.size, base, glyph.font, turned)


def sideways(made: list[Strand]) -> int:
    """Quarter turns clockwise that set a page upright most of whose text stands otherwise (a table printed across), else 0."""
    if not any(0 < strand.turned < SLANTED for strand in made):
        return 0  # most pages
    every: Counter[int] = Counter()
    japanese: Counter[int] = Counter()  # upright also in vertical lines of much Latin
    for strand in made:
        every[strand.turned] += len(strand.lefts)
        japanese[strand.turned] += strand.japanese
    counts = japanese if japanese.total() > _SOME else every
    best, number = counts.most_common(1)[0]
    return (4 - best) % 4 if best in (1, 2, 3) and number > counts.total() / 2 else 0
