"""Glyphs in drawing order → runs: glyphs drawn one after the other along one line, and the direction they go in.

A vertical run comes out in a frame of its own, in which its line goes to the right and the line read next lies below: what is
written for horizontal lines then holds for both. `to_page` brings boxes back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

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

_CJK_FROM = 0x2E80
_BLANKS = frozenset(" \u3000")
_STOPS = frozenset("、。，．")
_HALF_WHITE = frozenset("、。，．）」』］〕】〉》")


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
    directed = _directed(upright)
    down = sum(len(part) for part, vertical in directed if vertical)
    across = sum(len(part) for part, vertical in directed if vertical is False)
    mostly = down > across or (usual and down > 0 and down + across < SPARSE)
    if mostly:
        directed = _directed(_side_by_side(upright))
    made: list[Run] = []
    for part, vertical in _settled(directed, mostly):
        if vertical:
            made += [Run(line, True) for line in _chained([to_line(glyph) for glyph in part])]
        else:
            made += [Run(line) for line in _chained(part)]
    return made, slanted, mostly


def _apart(glyphs: list[Glyph]) -> tuple[list[Glyph], list[list[Glyph]]]:
    if max((glyph[8] for glyph in glyphs), default=0) < 2:
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


def _directed(glyphs: list[Glyph]) -> list[tuple[list[Glyph], bool | None]]:
    """Stretches of glyphs whose steps go the same way: True down, False to the right, None a glyph by itself."""
    made: list[tuple[list[Glyph], bool | None]] = []
    if not glyphs:
        return made
    first, direction = 0, None
    least = most = rise = 0.0  # of a step to the right in `old_size`
    end = old_base = 0.0
    old_size, old_turned = -1.0, 0
    for index, (_, left, _, right, _, size, base, _, turned) in enumerate(glyphs):
        step: bool | None = False
        if size != old_size or turned or old_turned:
            least, most, rise = -OVERLAP * size, JOIN * size, RAISED * size
            step = _step(glyphs[index - 1], glyphs[index]) if index else None
        elif not (least < left - end < most and -rise < base - old_base < rise):  # few: most go to the right in the same size
            step = _step(glyphs[index - 1], glyphs[index])
        if index and (step is None or (direction is not None and step != direction)):
            made.append((glyphs[first:index], direction))
            first, direction = index, None
        else:
            direction = step
        end, old_size, old_base, old_turned = right, size, base, turned
    made.append((glyphs[first:], direction))
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


def _settled(directed: list[tuple[list[Glyph], bool | None]], mostly: bool) -> list[tuple[list[Glyph], bool]]:
    """Every stretch with a direction: lone glyphs go with the page, and what only looks vertical (figures of a column) is taken apart."""
    made: list[tuple[list[Glyph], bool]] = []
    stands = _standing([glyph for part, _ in directed for glyph in part]) if mostly else lambda _: False
    for part, direction in directed:
        vertical = mostly if direction is None else direction
        if direction and not mostly and not any(ord(glyph.text[0]) >= _CJK_FROM or glyph.turned for glyph in part):
            made += [([glyph], False) for glyph in part]
            continue
        if mostly and not vertical and len(part) <= NEIGHBOURS and any(stands(glyph) for glyph in part):
            made += [([glyph], True) for glyph in part]
            continue
        if made and made[-1][1] == vertical:
            made[-1][0].extend(part)
        else:
            made.append((list(part), vertical))
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


def _chained(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Runs along a line: cut where the pen leaves the line, goes back, or skips more than a blank."""
    made: list[list[Glyph]] = []
    line: list[Glyph] = []
    host: Glyph | None = None
    blank: Glyph | None = None
    end = 0.0
    measured, least, most, sway = -1.0, 0.0, 0.0, 0.0  # a size, and what the next glyph of a line keeps to in it
    for glyph in glyphs:
        text, left, _, right, _, size, base, _, _ = glyph
        if text in _BLANKS:
            blank = glyph
            continue
        if host is None:
            line, host, blank, end = [glyph], glyph, None, right
            continue
        gap = left - end
        if size != measured:
            measured, least, most, sway = size, -OVERLAP * size, AFTER_STOP * size, SAME_BASE * size
        if size == host[5] and least < gap < most and -sway < base - host[6] < sway:
            kind = 2
        else:
            kind = _follows(host, glyph, gap)
        if kind == 0:
            made.append(line)
            line, host = [glyph], glyph
        else:
            if blank is not None:
                line.append(blank)
            line.append(glyph)
            if kind == 2:
                host = glyph
        blank, end = None, right
    if line:
        made.append(line)
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
