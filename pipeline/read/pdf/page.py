"""The types of the PDF reader: what stands where on a page. Imports nothing of ours.

All lengths are points (1/72 inch). The origin is the lower left corner of the page as it is shown: of the crop box where it lies
in the media box, else of the media box, after /Rotate; x to the right, y upwards. A page goes through two states: rows of
glyphs, and, when readings, marks and tables have been told from them, lines of text that hold no glyphs, so that a document
of a thousand pages fits into memory.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import repeat
from operator import sub
from typing import Literal, NamedTuple

JAPANESE = "\u2e80"  # what is greater begins with a Japanese character
_JAPANESE, _OTHER = re.compile(r"[\u2e80-\U0010ffff]"), re.compile(r"[\0-\u2e7f]")

SpanKind = Literal["marker", "raised", "ruby"]
LineKind = Literal["body", "running-head", "page-number", "figure-text", "note", "table"]


class Box(NamedTuple):
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float


class Font(NamedTuple):
    """A font of the file. `name` is without its subset's prefix; `weight` 100-900, 0 where the file does not say."""

    name: str
    weight: int
    gothic: bool


class Glyph(NamedTuple):
    """One character as printed; digits set side by side inside a vertical line (縦中横) are one glyph of several characters.

    `left` … `top` bound its em box: its advance along the line, and across it from 0.12 em below the baseline to 0.88 em above.
    `size` is the em in points as shown. `base` is the y of the baseline, or its x where the glyph lies on its side. `font` indexes
    the document's fonts. `turned` counts quarter turns clockwise (1: Latin in a vertical line), 4 stands for any other angle.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    base: float
    font: int
    turned: int


_new = tuple.__new__  # Glyph of a tuple of its fields: takes half the time of Glyph()


@dataclass(slots=True)
class Strand:
    """Glyphs side by side on one baseline, of one size and font, a column for each of their fields that differs.

    All go to the right, close to each other. `text` has a character for each; a blank is a strand by itself, and so is what is turned or
    has several characters. `gap` is the widest between two, once it is known.
    Almost nothing is asked of every glyph: those of a strand are made where a line is looked at one by one.
    """

    text: str
    lefts: list[float]
    rights: list[float]
    bottom: float
    top: float
    size: float
    base: float
    font: int
    turned: int = 0
    _made: list[Glyph] | None = None
    gap: float | None = None

    @property
    def glyphs(self) -> list[Glyph]:
        """Its glyphs, the same objects whenever they are asked for."""
        if self._made is None and len(self.lefts) == 1:
            place = (self.lefts[0], self.bottom, self.rights[0], self.top)
            self._made = [Glyph(self.text, *place, self.size, self.base, self.font, self.turned)]
        elif self._made is None:
            shared = map(repeat, (self.top, self.size, self.base, self.font, self.turned))
            rows = zip(self.text, self.lefts, repeat(self.bottom), self.rights, *shared, strict=False)
            self._made = list(map(_new, repeat(Glyph), rows))
        return self._made

    @property
    def opened(self) -> bool:
        """Whether its glyphs have been asked for: none of another strand is known anywhere."""
        return self._made is not None

    @property
    def texts(self) -> Sequence[str]:
        """What each of its glyphs reads."""
        return (self.text,) if len(self.lefts) == 1 else self.text

    @property
    def japanese(self) -> int:
        """How many of its glyphs are Japanese."""
        if len(self.lefts) == 1:
            return int(self.text >= JAPANESE)
        return len(_OTHER.sub("", self.text)) if _OTHER.search(self.text) else len(self.lefts)

    @property
    def mixed(self) -> bool:
        """Whether some of its glyphs are Japanese and some are not."""
        return _OTHER.search(self.text) is not None and _JAPANESE.search(self.text) is not None

    @property
    def widest(self) -> float:
        """The widest gap between two of its glyphs; 0 where it has one."""
        if self.gap is None:
            self.gap = max(map(sub, self.lefts[1:], self.rights), default=0.0)
        return self.gap

    def part(self, start: int, stop: int) -> Strand:
        """Its glyphs from `start` to `stop`."""
        if stop - start == len(self.lefts):
            return self
        columns = self.text[start:stop], self.lefts[start:stop], self.rights[start:stop]
        made = self._made[start:stop] if self._made is not None else None
        return Strand(*columns, self.bottom, self.top, self.size, self.base, self.font, self.turned, made)


@dataclass(slots=True)
class Row:
    """Strands of one printed line in reading order, blanks between words among them as glyphs of text " " (or U+3000).

    The glyphs of a vertical row stand in a frame of their own in which its line goes to the right, what is beside it at the right
    of the page is above, and the next line below (`left` is minus the top on the page, `base` 0.38 em left of the line's middle): a
    raised figure has a greater `base` than its row in both. Of a horizontal row that frame is the page. `box` is always on the
    page. `size`, `base` and `font` are those of most of its characters. `readings` pair glyphs `start` to `end` with the ruby
    beside them. A `slanted` row is part of a picture. `text` is what its glyphs read, `rise` how far their baselines lie apart.
    """

    strands: list[Strand]
    box: Box
    size: float
    base: float
    font: int
    vertical: bool = False
    slanted: bool = False
    readings: tuple[tuple[int, int, str], ...] = ()
    text: str = field(init=False)
    rise: float = field(init=False)
    _glyphs: list[Glyph] | None = None

    def __post_init__(self) -> None:
        if len(self.strands) == 1:
            self.text, self.rise = self.strands[0].text, 0.0
            return
        bases = [strand.base for strand in self.strands] or [0.0]
        self.text = "".join([strand.text for strand in self.strands])
        self.rise = max(bases) - min(bases)

    @property
    def glyphs(self) -> list[Glyph]:
        """Its glyphs one by one."""
        if self._glyphs is None:
            self._glyphs = [glyph for strand in self.strands for glyph in strand.glyphs]
        return self._glyphs

    @property
    def count(self) -> int:
        """How many glyphs it has."""
        return sum([len(strand.lefts) for strand in self.strands])


class Mark(NamedTuple):
    """Raised glyphs `start` to `end` of a row.

    `text` is what they read as (superscript digits, 注3）; `number` is 0 where no note is meant (km²).
    """

    start: int
    end: int
    text: str
    number: int


class Span(NamedTuple):
    """Characters `start` to `end` of a line's text.

    A note's marker with its `number`, a raised exponent, or the base of a reading (`text`).
    """

    kind: SpanKind
    start: int
    end: int
    number: int = 0
    text: str = ""


class Gap(NamedTuple):
    """White inside a line, wider than a character: the blank at `at` of its text. What follows begins at `end`, along the line."""

    at: int
    end: float
    width: float


@dataclass(slots=True)
class Line:
    """One printed line, its glyphs read.

    `region` numbers the part of the page (column, box, caption …) it belongs to, in reading order from 0; lines of a page are in
    reading order. `weight` is 0 where unknown. `frame` is the box of its region's column: what the line's indent and fullness are
    measured against. `kind` is settled by the document-wide steps (furniture, notes, figures).
    """

    text: str
    box: Box
    size: float
    base: float
    font: int
    weight: int
    gothic: bool
    vertical: bool
    region: int
    frame: Box
    spans: tuple[Span, ...] = ()
    kind: LineKind = "body"
    gaps: tuple[Gap, ...] = ()


class Cell(NamedTuple):
    """A cell of a table: its box and its text, inner line breaks joined."""

    box: Box
    text: str


@dataclass(slots=True)
class Table:
    """A table with its cells row by row, the header first; `box` bounds it on the page."""

    box: Box
    rows: list[list[Cell]]


@dataclass(slots=True)
class Graphics:
    """What is drawn on a page besides text: straight rules (boxes a point or two thick), pictures, and other drawn shapes.

    `ground` tells that a shape or picture fills the page; it is in none of the lists.
    """

    rules: list[Box] = field(default_factory=list)
    images: list[Box] = field(default_factory=list)
    shapes: list[Box] = field(default_factory=list)
    ground: bool = False


@dataclass(slots=True)
class Page:
    """A page whose lines are read. `number` counts from 1. `tables` pair with the index of the line they stand before."""

    number: int
    width: float
    height: float
    lines: list[Line]
    graphics: Graphics
    tables: list[tuple[int, Table]] = field(default_factory=list)


@dataclass(slots=True)
class FoundNote:
    """Lines `first` to `last` (half-open, of `Page.lines`) of page `page` (index) that are a note, or a piece of one that goes on.

    `label` counts the characters of the printed label at the start of the first line, 0 for a piece that goes on.
    """

    page: int
    first: int
    last: int
    number: int
    key: str
    label: int = 0
