"""Strands of glyphs in drawing order → stretches that go the same way: to the right, or down as in vertical lines."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.read.pdf.page import JAPANESE, Glyph, Strand
from pipeline.read.pdf.strands import OVERLAP

# All in em of the greater of two neighbours.
JOIN = 1.2  # widest gap inside a line: more is a tab, a gutter, another cell (spread-out headings have 1 em)
RAISED = 0.7  # highest step to a raised figure; ruby stands higher
RUBY = 0.65  # times the size of the character before: small kana there is its reading
VERTICAL_GAP = 0.4  # between characters set one below the other: less than any line spacing
MIDDLE = 0.42  # characters of one vertical line have their middles this near to each other (ruby shifts its base)
NEIGHBOURS = 3  # characters side by side in vertical text at most that are of lines beside each other
_COLUMN = 3.0  # points: characters are looked up by where their middle lies across the line

Stretch = tuple[list[Strand], bool | None]  # strands one after the other, and which way they go


def count(part: Iterable[Strand]) -> int:
    """How many glyphs strands have."""
    return sum(len(strand.lefts) for strand in part)


def goes_down(drawn: Sequence[Strand]) -> bool:
    """Whether any glyph stands below the one drawn before it as in a vertical line."""
    for one, other in pairwise(drawn):
        size = one.size if one.size > other.size else other.size
        if -OVERLAP * size < one.bottom - other.top < VERTICAL_GAP * size and _step(one, other):
            return True
    return False


def directed(drawn: Sequence[Strand]) -> list[Stretch]:
    """Stretches of glyphs whose steps go the same way: True down, False to the right, None a glyph by itself."""
    made: list[Stretch] = []
    part: list[Strand] = []
    direction: bool | None = None
    for strand in drawn:
        step = _step(part[-1], strand) if part else None
        if part and (step is None or (direction is not None and step != direction)):
            made.append((part, direction))
            part, direction = [strand], None
        else:
            part.append(strand)
            direction = step
        number = len(strand.lefts)
        if number > 1 and direction:  # its first glyph lies below the one before, the others beside it
            part[-1] = strand.part(0, 1)
            made.append((part, direction))
            part, direction = [strand.part(1, number)], False if number > 2 else None
        elif number > 1:
            direction = False
    if part:
        made.append((part, direction))
    return made


def _step(one: Strand, other: Strand) -> bool | None:
    """Which way it goes from the last glyph of a strand to the first of another."""
    size = one.size if one.size > other.size else other.size
    if other.size < RUBY * one.size and "\u3041" <= other.text[0] <= "\u30ff":
        return None
    left, right = other.lefts[0], one.rights[-1]
    if one.turned == 0 and other.turned == 0 and -RAISED * size < other.base - one.base < RAISED * size:
        gap = left - right
        if -OVERLAP * size < gap < JOIN * size:
            return False
    aside = one.lefts[-1] + right - left - other.rights[0]
    if abs(aside) < 2 * MIDDLE * size and -OVERLAP * size < one.bottom - other.top < VERTICAL_GAP * size:
        return True
    return None


def settled(directed: Iterable[Stretch], mostly: bool, stands: Callable[[Glyph], bool]) -> list[tuple[list[Strand], bool]]:
    """Every stretch with a direction: lone glyphs go with the page, and what only looks vertical (figures of a column) is taken apart."""
    made: list[tuple[list[Strand], bool]] = []
    for part, direction in directed:
        vertical = mostly if direction is None else direction
        if direction and not mostly and not any(strand.turned or max(strand.text) >= JAPANESE for strand in part):
            made += [([one], False) for one in _singly(part)]
        elif mostly and not vertical and count(part) <= NEIGHBOURS and any(stands(glyph) for strand in part for glyph in strand.glyphs):
            made += [([one], True) for one in _singly(part)]
        elif made and made[-1][1] == vertical:
            made[-1][0].extend(part)
        else:
            made.append((list(part), vertical))
    return made


def _singly(part: Iterable[Strand]) -> Iterator[Strand]:
    return (strand.part(at, at + 1) for strand in part for at in range(len(strand.lefts)))


def standing(upright: Iterable[Strand]) -> Callable[[Glyph], bool]:
    """Tells whether a glyph has another directly above or below it."""
    columns: defaultdict[int, list[float]] = defaultdict(list)

    def stands(glyph: Glyph) -> bool:
        if not columns:  # few pages ask
            for strand in upright:
                for left, right in zip(strand.lefts, strand.rights, strict=True):
                    columns[int((left + right) / 2 // _COLUMN)].append((strand.bottom + strand.top) / 2)
            for column in columns.values():
                column.sort()
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
