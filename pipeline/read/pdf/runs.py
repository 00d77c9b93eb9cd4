"""Glyphs in drawing order → runs: glyphs drawn one after the other along one line, and the direction they go in.

A vertical run comes out in a frame of its own, in which its line goes to the right and the line read next lies below: what is
written for horizontal lines then holds for both. `to_page` brings boxes back.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count, pairwise
from operator import itemgetter, sub

from pipeline.read.pdf.glyphs import DESCENT
from pipeline.read.pdf.page import Box, Glyph

# All in em of the greater of two neighbours.
JOIN = 1.2  # widest gap inside a line: more is a tab, a gutter, another cell (spread-out headings have 1 em)
OVERLAP = 0.7  # kerned punctuation and brackets lie over their neighbour's em box
AFTER_STOP = 0.4  # likewise behind a stop, whose em box ends in white already
BESIDE = 0.5  # widest gap between pieces of a line that are not drawn one after the other
SAME_BASE = 0.15
ASIDE = 0.5  # by which a stop may be drawn off the line it belongs to (in the corner of its cell in vertical lines)
RAISED = 0.7  # highest step to a raised figure; ruby stands higher
LOWERED = 0.35
TOUCH = 0.4  # a raised figure stands directly behind its word
SMALLER = 0.85  # of the size of its neighbour, and it is a figure of another size
RUBY = 0.65  # times the size of the character before: small kana there is its reading
VERTICAL_GAP = 0.4  # between characters set one below the other: less than any line spacing
MIDDLE = 0.42  # characters of one vertical line have their middles this near to each other (ruby shifts its base)
_COLUMN = 3.0  # points: characters are looked up by where their middle lies across the line
NEIGHBOURS = 3  # characters side by side in vertical text at most that are of lines beside each other
SPARSE = 120  # glyphs: fewer do not tell how a page is set
TATECHUYOKO = (4, 1.6)  # glyphs and em at most that stand side by side in a vertical line

_TURNED = itemgetter(8)  # of glyphs
_CJK_FROM = 0x2E80
_BLANKS = frozenset(" \u3000")
_STOPS = frozenset("、。，．")
_HALF_WHITE = frozenset("、。，．）」』］〕】〉》")


_Stretch = tuple[int, int, bool | None]  # of a page's glyphs: its first, the one behind it, and which way it goes


@dataclass(slots=True)
class Run:
    """Glyphs along one line, in the line's own frame."""

    glyphs: list[Glyph]
    vertical: bool = False

    @property
    def left(self) -> float:
        """Where its first glyph begins."""
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        """Where its last glyph ends."""
        return self.glyphs[-1].right


def to_line(glyph: Glyph) -> Glyph:
    """A glyph of a vertical line in the frame of that line: down the page becomes rightwards, the next line lies below."""
    middle = (glyph.left + glyph.right) / 2
    base = middle - (0.5 - DESCENT) * glyph.size
    return Glyph(
        glyph.text,
        -glyph.top,
        base - DESCENT * glyph.size,
        -glyph.bottom,
        base + (1 - DESCENT) * glyph.size,
        glyph.size,
        base,
        glyph.font,
        glyph.turned,
    )


def to_page(box: Box) -> Box:
    """A box of a vertical line's frame on the page."""
    return Box(box.bottom, -box.right, box.top, -box.left)


def runs(glyphs: list[Glyph], usual: bool = False) -> tuple[list[Run], list[list[Glyph]], bool]:
    """Runs of a page, stretches of glyphs at other angles (labels of pictures), and whether most of the page is vertical.

    `usual` tells whether pages of the document are: a page with a few lines only goes with the others.
    """
    upright, slanted = _apart(glyphs)
    strands = _strands(upright)
    directed = _directed(upright, strands)
    down = sum(stop - start for start, stop, vertical in directed if vertical)
    across = sum(stop - start for start, stop, vertical in directed if vertical is False)
    mostly = down > across or (usual and down > 0 and down + across < SPARSE)
    if mostly:
        upright = _side_by_side(upright)
        strands = _strands(upright)
        directed = _directed(upright, strands)
    made: list[Run] = []
    for start, stop, vertical in _settled(upright, directed, mostly):
        if vertical:
            line = [to_line(glyph) for glyph in upright[start:stop]]
            made += [Run(part, True) for part in _chained(line, _strands(line))]
        else:
            own = strands[bisect_right(strands, start) : bisect_left(strands, stop)]
            made += [Run(part) for part in _chained(upright, [start, *own, stop])]
    return made, slanted, mostly


def _apart(glyphs: list[Glyph]) -> tuple[list[Glyph], list[list[Glyph]]]:
    if max(map(_TURNED, glyphs), default=0) < 2:
        return glyphs, []
    upright: list[Glyph] = []
    slanted: list[list[Glyph]] = []
    last = -2
    for index, glyph in enumerate(glyphs):
        if glyph.turned < 2:
            upright.append(glyph)
        elif index == last + 1 and slanted:
            slanted[-1].append(glyph)
            last = index
        else:
            slanted.append([glyph])
            last = index
    return upright, slanted


def _strands(glyphs: Sequence[Glyph]) -> list[int]:
    """Where strands begin, and the number of glyphs: in a strand all go to the right, close to each other on one baseline in one size.

    Almost all glyphs do: what is asked of every glyph is then asked of every strand only. A blank is a strand by itself, and so is what
    is turned.
    """
    if not glyphs:
        return [0]
    texts, lefts, _, rights, _, sizes, bases, _, turns = zip(*glyphs, strict=True)
    pairs = zip(count(1), map(sub, lefts[1:], rights), sizes, sizes[1:], bases, bases[1:], strict=False)
    low, high = -OVERLAP * min(sizes), AFTER_STOP * min(sizes)
    cuts = [
        at
        for at, gap, size, other, base, level in pairs
        if base != level or size != other or not (low < gap < high or -OVERLAP * size < gap < AFTER_STOP * size)
    ]
    if any(turns) or not _BLANKS.isdisjoint(texts):
        lone = [at for at, text in enumerate(texts) if text in _BLANKS or turns[at]]
        cuts = sorted({*cuts, *lone, *(at + 1 for at in lone)} - {0, len(glyphs)})
    return [0, *cuts, len(glyphs)]


def _directed(glyphs: list[Glyph], strands: Sequence[int]) -> list[_Stretch]:
    """Stretches of glyphs whose steps go the same way: True down, False to the right, None a glyph by itself."""
    made: list[_Stretch] = []
    first, direction = 0, None
    for start, stop in pairwise(strands):
        step = _step(glyphs[start - 1], glyphs[start]) if start else None
        if start and (step is None or (direction is not None and step != direction)):
            made.append((first, start, direction))
            first, direction = start, None
        else:
            direction = step
        if stop - start > 1:
            if direction:
                made.append((first, start + 1, direction))
                first, direction = start + 1, False if stop - start > 2 else None
            else:
                direction = False
    if glyphs:
        made.append((first, len(glyphs), direction))
    return made


def _step(a: Glyph, b: Glyph) -> bool | None:
    size = a.size if a.size > b.size else b.size
    if b.size < RUBY * a.size and "\u3041" <= b.text <= "\u30ff":
        return None
    if a.turned == 0 and b.turned == 0 and -RAISED * size < b.base - a.base < RAISED * size:
        gap = b.left - a.right
        if -OVERLAP * size < gap < JOIN * size:
            return False
    if abs(a.left + a.right - b.left - b.right) < 2 * MIDDLE * size and -OVERLAP * size < a.bottom - b.top < VERTICAL_GAP * size:
        return True
    return None


def _settled(glyphs: list[Glyph], directed: Sequence[_Stretch], mostly: bool) -> list[tuple[int, int, bool]]:
    """Every stretch with a direction: lone glyphs go with the page, and what only looks vertical (figures of a column) is taken apart."""
    made: list[tuple[int, int, bool]] = []
    stands = _standing(glyphs) if mostly else lambda _: False
    for start, stop, direction in directed:
        part = range(start, stop)
        vertical = mostly if direction is None else direction
        if direction and not mostly and not any(ord(glyphs[at].text[0]) >= _CJK_FROM or glyphs[at].turned for at in part):
            made += [(at, at + 1, False) for at in part]
        elif mostly and not vertical and len(part) <= NEIGHBOURS and any(stands(glyphs[at]) for at in part):
            made += [(at, at + 1, True) for at in part]
        elif made and made[-1][2] == vertical:
            made[-1] = (made[-1][0], stop, vertical)
        else:
            made.append((start, stop, vertical))
    return made


def _standing(glyphs: list[Glyph]) -> Callable[[Glyph], bool]:
    """Tells whether a glyph has another directly above or below it."""
    columns: defaultdict[int, list[float]] = defaultdict(list)
    for glyph in glyphs:
        columns[int((glyph.left + glyph.right) / 2 // _COLUMN)].append((glyph.bottom + glyph.top) / 2)
    for column in columns.values():
        column.sort()

    def stands(glyph: Glyph) -> bool:
        middle, place = (glyph.bottom + glyph.top) / 2, int((glyph.left + glyph.right) / 2 // _COLUMN)
        for near in (place - 1, place, place + 1):
            column = columns.get(near, [])
            at = bisect_left(column, middle - (1 + VERTICAL_GAP) * glyph.size)
            while at < len(column) and column[at] < middle + (1 + VERTICAL_GAP) * glyph.size:
                if abs(column[at] - middle) > glyph.size / 2:
                    return True
                at += 1
        return False

    return stands


def _side_by_side(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs of vertical text with figures or letters that are set side by side in a line (縦中横) as one glyph each."""
    number, wide = TATECHUYOKO
    levels: defaultdict[int, list[int]] = defaultdict(list)
    for index, glyph in enumerate(glyphs):
        if glyph.turned == 0 and glyph.text.isascii() and glyph.text != " ":
            levels[round(4 * glyph.base)].append(index)
    gone: set[int] = set()
    made: dict[int, Glyph] = {}
    for level in levels.values():
        level.sort(key=lambda index: glyphs[index].left)
        group: list[int] = []
        for index in [*level, -1]:
            if group and index >= 0 and abs(glyphs[index].left - glyphs[group[-1]].right) < SAME_BASE * glyphs[index].size:
                group.append(index)
                continue
            if 1 < len(group) <= number and glyphs[group[-1]].right - glyphs[group[0]].left <= wide * glyphs[group[0]].size:
                first = min(group)
                made[first] = _one([glyphs[at] for at in group])
                gone.update(at for at in group if at != first)
            group = [index]
    return [made.get(index, glyph) for index, glyph in enumerate(glyphs) if index not in gone]


def _one(part: list[Glyph]) -> Glyph:
    first = part[0]
    text = "".join(glyph.text for glyph in part)
    return Glyph(text, first.left, first.bottom, part[-1].right, first.top, first.size, first.base, first.font, 0)


def _chained(glyphs: list[Glyph], strands: Sequence[int]) -> list[list[Glyph]]:
    """The glyphs of some strands as runs along a line: cut where the pen leaves the line, goes back, or skips more than a blank."""
    made: list[list[Glyph]] = []
    line: list[Glyph] = []
    host: Glyph | None = None
    blank: Glyph | None = None
    end = 0.0
    for start, stop in pairwise(strands):
        for at in range(start, stop):
            glyph = glyphs[at]
            if glyph[0] in _BLANKS:
                blank = glyph
                continue
            kind = 0 if host is None else _follows(host, glyph, glyph[1] - end)
            if kind == 0:
                line = []
                made.append(line)
            elif blank is not None:
                line.append(blank)
            blank = None
            if kind != 1:
                line += glyphs[at:stop]  # what goes on in its strand goes on with the line
                host = glyphs[stop - 1]
                end = host[3]
                break
            line.append(glyph)
            end = glyph[3]
    return made


def _follows(host: Glyph, glyph: Glyph, gap: float) -> int:
    """0: `glyph` is not of the line of `host`; 1: it is raised or lowered beside it; 2: it goes on with the line."""
    size = host.size if host.size > glyph.size else glyph.size
    step = glyph.base - host.base
    if -OVERLAP * size < gap < JOIN * size and -SAME_BASE * size < step < SAME_BASE * size:
        return 0 if gap > AFTER_STOP * size and host.text in _HALF_WHITE else 2
    if glyph.text in _STOPS and -OVERLAP * size < gap < TOUCH * size and abs(step) < ASIDE * size:
        return 1
    if not -TOUCH * size < gap < TOUCH * size:
        return 0
    if glyph.size < SMALLER * host.size:
        return 1 if -LOWERED * size < step < RAISED * size else 0
    if host.size < SMALLER * glyph.size:  # a note's raised label before its text
        return 2 if -RAISED * size < step < LOWERED * size else 0
    if glyph.text.isdigit() and glyph.text.isascii() and SAME_BASE * size < step < RAISED * size:
        return 1
    return 0
