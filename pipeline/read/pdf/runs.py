"""Strands of glyphs in drawing order → runs: glyphs drawn one after the other along one line.

A vertical run comes out in a frame of its own, in which its line goes to the right and the line read next lies below: what is
written for horizontal lines then holds for both. `to_page` brings boxes back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from pipeline.read.pdf.directions import JOIN, RAISED, count, directed, goes_down, settled, standing
from pipeline.read.pdf.glyphs import DESCENT
from pipeline.read.pdf.page import Box, Glyph, Strand
from pipeline.read.pdf.strands import AFTER_STOP, BLANKS, OVERLAP, cut, strands

# All in em of the greater of two neighbours.
BESIDE = 0.5  # widest gap between pieces of a line that are not drawn one after the other
SAME_BASE = 0.15
ASIDE = 0.5  # by which a stop may be drawn off the line it belongs to (in the corner of its cell in vertical lines)
LOWERED = 0.35
TOUCH = 0.4  # a raised figure stands directly behind its word
SMALLER = 0.85  # of the size of its neighbour, and it is a figure of another size
SPARSE = 120  # glyphs: fewer do not tell how a page is set
TATECHUYOKO = (4, 1.6)  # glyphs and em at most that stand side by side in a vertical line

_STOPS = frozenset("、。，．")
_HALF_WHITE = frozenset("、。，．）」』］〕】〉》")


@dataclass(slots=True)
class Run:
    """Strands along one line, in the line's own frame."""

    strands: list[Strand]
    vertical: bool = False

    @property
    def glyphs(self) -> list[Glyph]:
        """Its glyphs one by one."""
        return [glyph for strand in self.strands for glyph in strand.glyphs]

    @property
    def text(self) -> str:
        """What its glyphs read."""
        return "".join([strand.text for strand in self.strands])

    @property
    def count(self) -> int:
        """How many glyphs it has."""
        return count(self.strands)

    @property
    def left(self) -> float:
        """Where its first glyph begins."""
        return self.strands[0].lefts[0]

    @property
    def right(self) -> float:
        """Where its last glyph ends."""
        return self.strands[-1].rights[-1]


def to_lines(part: Iterable[Strand]) -> list[Strand]:
    """Strands of vertical lines in the frame of those: down the page becomes rightwards, the next line lies below."""
    made: list[Strand] = []
    column: Strand | None = None  # glyphs below each other
    for strand in part:
        size = strand.size
        for text, left, right in zip(strand.texts, strand.lefts, strand.rights, strict=True):
            base = (left + right) / 2 - (0.5 - DESCENT) * size
            alone = strand.turned or len(text) > 1
            if column and not alone and (column.base, column.size, column.font) == (base, size, strand.font):
                column.text += text
                column.lefts.append(-strand.top)
                column.rights.append(-strand.bottom)
                continue
            made += cut(column) if column else []
            low, high = base - DESCENT * size, base + (1 - DESCENT) * size
            column = Strand(text, [-strand.top], [-strand.bottom], low, high, size, base, strand.font, strand.turned)
            if alone:
                made.append(column)
                column = None
    return made + cut(column) if column else made


def to_page(box: Box) -> Box:
    """A box of a vertical line's frame on the page."""
    return Box(box.bottom, -box.right, box.top, -box.left)


def runs(drawn: list[Strand], usual: bool = False) -> tuple[list[Run], list[list[Strand]], bool]:
    """Runs of a page, stretches of glyphs at other angles (labels of pictures), and whether most of the page is vertical.

    `usual` tells whether pages of the document are: a page with a few lines only goes with the others.
    """
    upright, slanted = _apart(drawn)
    if not goes_down(upright):
        return [Run(line) for line in _chained(upright)], slanted, False  # most pages
    stretches = directed(upright)
    down = sum(count(part) for part, vertical in stretches if vertical)
    across = sum(count(part) for part, vertical in stretches if vertical is False)
    mostly = down > across or (usual and down > 0 and down + across < SPARSE)
    stands: Callable[[Glyph], bool] = lambda _: False  # noqa: E731
    if mostly:
        single = _side_by_side(upright)
        stretches, stands = stretches if single is upright else directed(single), standing(single)
    made: list[Run] = []
    for part, vertical in settled(stretches, mostly, stands):
        if vertical:
            part = to_lines(part)
        made += [Run(line, vertical) for line in _chained(part)]
    return made, slanted, mostly


def _apart(drawn: list[Strand]) -> tuple[list[Strand], list[list[Strand]]]:
    if max((strand.turned for strand in drawn), default=0) < 2:
        return drawn, []
    upright: list[Strand] = []
    slanted: list[list[Strand]] = []
    last = -2
    for index, strand in enumerate(drawn):
        if strand.turned < 2:
            upright.append(strand)
        elif index == last + 1 and slanted:
            slanted[-1].append(strand)
            last = index
        else:
            slanted.append([strand])
            last = index
    return upright, slanted


def _side_by_side(upright: list[Strand]) -> list[Strand]:
    """The strands of vertical text with figures or letters that are set side by side in a line (縦中横) as one glyph each."""
    number, wide = TATECHUYOKO
    levels: defaultdict[int, list[tuple[int, Glyph]]] = defaultdict(list)
    for index, strand in enumerate(upright):
        if strand.turned == 0 and strand.text.isascii() and strand.text != " ":
            levels[round(4 * strand.base)] += [(index, glyph) for glyph in strand.glyphs]
    made: dict[int, Glyph] = {}
    gone: set[int] = set()
    for level in levels.values():
        level.sort(key=lambda entry: entry[1].left)
        group: list[tuple[int, Glyph]] = []
        for entry in [*level, None]:
            if group and entry and abs(entry[1].left - group[-1][1].right) < SAME_BASE * entry[1].size:
                group.append(entry)
                continue
            glyphs = [glyph for _, glyph in group]
            if 1 < len(group) <= number and glyphs[-1].right - glyphs[0].left <= wide * glyphs[0].size:
                first = min(range(len(group)), key=lambda at: group[at][0])
                made[id(glyphs[first])] = _one(glyphs)
                gone.update(id(glyph) for glyph in glyphs)
            group = [entry] if entry else []
    return [part for strand in upright for part in _replaced(strand, made, gone)] if made else upright


def _replaced(strand: Strand, made: Mapping[int, Glyph], gone: set[int]) -> list[Strand]:
    """A strand with some of its glyphs, by their `id`, replaced or taken out."""
    if not strand.opened or gone.isdisjoint(map(id, strand.glyphs)):
        return [strand]
    return strands(made.get(id(glyph), glyph) for glyph in strand.glyphs if id(glyph) in made or id(glyph) not in gone)


def _one(part: list[Glyph]) -> Glyph:
    first = part[0]
    text = "".join(glyph.text for glyph in part)
    return Glyph(text, first.left, first.bottom, part[-1].right, first.top, first.size, first.base, first.font, 0)


def _chained(drawn: Iterable[Strand]) -> list[list[Strand]]:
    """Runs along a line: cut where the pen leaves the line, goes back, or skips more than a blank."""
    made: list[list[Strand]] = []
    line: list[Strand] = []
    host: Strand | None = None
    blank: Strand | None = None
    end = 0.0
    for strand in drawn:
        if strand.text in BLANKS:
            blank = strand
            continue
        for at, left in enumerate(strand.lefts):
            kind = 0 if host is None else _follows(host, strand, at, left - end)
            if kind == 0:
                line = []
                made.append(line)
            elif blank is not None:
                line.append(blank)
            blank = None
            if kind != 1:
                line.append(strand.part(at, len(strand.lefts)) if at else strand)  # what goes on in its strand goes on with the line
                host = strand
                end = strand.rights[-1]
                break
            line.append(strand.part(at, at + 1))
            end = strand.rights[at]
    return made


def _follows(host: Strand, strand: Strand, at: int, gap: float) -> int:
    """0: the glyph at `at` is not of the line that ends with `host`; 1: it is raised or lowered beside it; 2: it goes on with the line."""
    size = host.size if host.size > strand.size else strand.size
    step = strand.base - host.base
    if -OVERLAP * size < gap < JOIN * size and -SAME_BASE * size < step < SAME_BASE * size:
        return 0 if gap > AFTER_STOP * size and host.text[-1] in _HALF_WHITE else 2
    text = strand.text[at] if len(strand.lefts) > 1 else strand.text
    if text in _STOPS and -OVERLAP * size < gap < TOUCH * size and abs(step) < ASIDE * size:
        return 1
    if not -TOUCH * size < gap < TOUCH * size:
        return 0
    if strand.size < SMALLER * host.size:
        return 1 if -LOWERED * size < step < RAISED * size else 0
    if host.size < SMALLER * strand.size:  # a note's raised label before its text
        return 2 if -RAISED * size < step < LOWERED * size else 0
    if text.isdigit() and text.isascii() and SAME_BASE * size < step < RAISED * size:
        return 1
    return 0
