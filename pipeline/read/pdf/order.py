"""Boxes on a page → regions in reading order.

A region is a column, a box, or what stands alone above, between and below columns. The page is cut where the best gutter stands: the
tallest strip of white that has prose on both sides and nothing across it, not a caption, a table, a rule or a picture. What is above the
strip comes first, then the column at its left, the one at its right, what is below; every part is cut again in the same way. A white band
across the page never cuts by itself, so that a blank line that happens to stand at one height in both columns parts nothing.
Boxes are in a frame in which lines go to the right and the next line lies below (see `runs`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.read.pdf.page import Box

# In em of the page's usual size.
GUTTER = 1.15  # narrowest white between columns; justified lines have less inside
COLUMN = 6.0  # narrowest column of prose; narrower are numbers of notes, labels, cells
FULL = 0.55  # of a column's width: its middle line fills that much, or it is no prose
AWAY = 4.0  # white above a piece that belongs to neither column: a heading at the end of one has less
AWAY_ABOVE = 1.4  # white under what stands over the right column alone and belongs to none
AWAY_SMALL, NOTE = 0.9, 0.9  # white above notes, which are smaller than the body
EDGE = 0.6  # lines of one column begin this near to each other, but for indents
SURE = 8.0  # height of a gutter that pages after this one may rely on
_CANDIDATES = 24
_LEAST = 2  # lines at a side of a gutter: at one side of a known one, one is enough
_DEPTH = 12


@dataclass(slots=True)
class Item:
    """Something that has a place in the order. `index` is the caller's; -1 for a rule or picture, which holds no text."""

    box: Box
    index: int
    solid: bool = False

    @property
    def width(self) -> float:
        """Its extent along the line."""
        return self.box.right - self.box.left


@dataclass(slots=True)
class _Cut:
    above: list[Item]
    left: list[Item]
    right: list[Item]
    below: list[Item]
    score: float


def regions(items: Sequence[Item], em: float, known: Sequence[float] = ()) -> tuple[list[list[int]], list[float]]:
    """Indices by region in reading order, top to bottom inside each, and where the columns at the right of gutters begin.

    `known` are such places of pages before: there a single line is enough for a column.
    """
    found: list[float] = []
    parts = _cut(list(items), em, tuple(known), found, _DEPTH)
    kept = [[item.index for item in sorted(part, key=lambda item: (-item.box.top, item.box.left)) if item.index >= 0] for part in parts]
    return [part for part in kept if part], found


def _cut(items: list[Item], em: float, known: tuple[float, ...], found: list[float], depth: int) -> list[list[Item]]:
    best: _Cut | None = None
    place = 0.0
    if depth and sum(item.index >= 0 for item in items) > 1:
        parted = _parted(items, em)
        boxes = sorted([item.box for item in items], key=lambda box: -box[3])
        ends = min([box[1] for box in boxes]) - 1.0, boxes[0][3] + 1.0
        for start in _starts(items, em):
            fewest = parted(start)
            sure = fewest > 0 and any(abs(start - other) < EDGE * em for other in (*known, *found))
            cut = _at(start, items, boxes, ends, em, sure) if sure or fewest >= _LEAST else None
            if cut is not None and (best is None or cut.score > best.score):
                best, place = cut, start
    if best is None:
        return [items]
    if best.score > SURE * em:
        found.append(place)
    made = []
    for part in (best.above, best.left, best.right, best.below):
        if part:
            made += _cut(part, em, known, found, depth - 1)
    return made


def _starts(items: list[Item], em: float) -> list[float]:
    """Where columns may begin: the places where most lines begin, a place for all within an em's half."""
    counts: Counter[int] = Counter()
    first: dict[int, float] = {}
    step = max(1.0, em / 2)
    for item in items:
        if item.index < 0:
            continue
        left = item.box[0]
        place = int(left // step)
        counts[place] += 1
        if place not in first or left < first[place]:
            first[place] = left
    return [first[place] for place, _ in counts.most_common(_CANDIDATES)]


def _parted(items: list[Item], em: float) -> Callable[[float], int]:
    """Tells at little cost how many lines can be in the smaller column at a gutter that ends at a place: at most, none."""
    texts = [item.box for item in items if item.index >= 0]
    lefts, rights = sorted([box[0] for box in texts]), sorted([box[2] for box in texts])

    def parted(start: float) -> int:
        left = bisect_right(rights, start - GUTTER * em)
        right = len(lefts) - bisect_left(lefts, start - EDGE * em / 2)
        return min(left, right) if max(left, right) >= _LEAST else 0

    return parted


def _at(start: float, items: list[Item], boxes: list[Box], ends: tuple[float, float], em: float, known: bool) -> _Cut | None:
    """The best cut at the gutter that ends where `start` is; `boxes` are those of the items from above, between these `ends`."""
    white = start - GUTTER * em
    edge = start - EDGE * em / 2
    stretches = _stretches([box for box in boxes if box[0] < edge and box[2] > white], *ends)
    rest = [item for item in items if not (item.box[0] < edge and item.box[2] > white)]
    found = [sides for inside in _between(stretches, rest) if (sides := _sides(inside, start, em, known))]
    if not found:
        return None
    lefts, rights, score = max(found, key=lambda sides: sides[2])
    top = max(item.box.top for item in (*lefts, *rights))
    bottom = min(item.box.bottom for item in (*lefts, *rights))
    taken = {id(item) for item in (*lefts, *rights)}
    others = [item for item in items if id(item) not in taken]
    above = [item for item in others if item.box.top + item.box.bottom > top + bottom]
    below = [item for item in others if item.box.top + item.box.bottom <= top + bottom]
    return _Cut(above, lefts, rights, below, score)


def _stretches(across: list[Box], low: float, high: float) -> list[tuple[float, float]]:
    """Heights between the boxes across a strip, from above."""
    made = []
    for _, bottom, _, top in across:
        if top < high:
            made.append((top, high))
        high = bottom if bottom < high else high
    made.append((low, high))
    return [(bottom, top) for bottom, top in made if top > bottom]


def _between(stretches: list[tuple[float, float]], rest: list[Item]) -> Iterator[list[Item]]:
    """The items whose middle lies in each stretch."""
    lows = [-low for low, _ in stretches]  # from above, so that they rise
    inside: list[list[Item]] = [[] for _ in stretches]
    for item in rest:
        _, bottom, _, top = item.box
        middle = (top + bottom) / 2
        at = bisect_left(lows, -middle)
        if at < len(stretches) and middle <= stretches[at][1]:
            inside[at].append(item)
    return (part for part in inside if part)


def _sides(inside: list[Item], start: float, em: float, known: bool) -> tuple[list[Item], list[Item], float] | None:
    """Lines at the left and right of a gutter with how tall it is, where both are prose."""
    edge = start - EDGE * em / 2
    left = [item for item in inside if item.box[0] < edge]
    right = [item for item in inside if item.box[0] >= edge]
    if _too_few(_texts(left), _texts(right), known):
        return None  # most
    right = _without_top(right, left, start, em)
    left = _without_bottom(left, right, em)
    texts = [_texts(left), _texts(right)]
    if _too_few(texts[0], texts[1], known):
        return None
    if not all(_prose(side, em, known) for side in texts):
        return None
    top = min(max(item.box.top for item in side) for side in texts)
    bottom = max(min(item.box.bottom for item in side) for side in texts)
    shared = top - bottom
    return (left, right, shared) if shared > 0 else None


def _texts(side: list[Item]) -> list[Item]:
    return [item for item in side if item.index >= 0]


def _too_few(left: list[Item], right: list[Item], known: bool) -> bool:
    """Whether a gutter has too few lines at its sides."""
    fewer, more = sorted((len(left), len(right)))
    return fewer < (1 if known else _LEAST) or more < _LEAST


def _prose(side: list[Item], em: float, known: bool) -> bool:
    """Lines that fill their column, or a box as wide as one."""
    wide = max(item.box.right for item in side) - min(item.box.left for item in side)
    if known and len(side) == 1:
        return True
    if wide < COLUMN * em:
        return False
    return any(item.solid and item.width > COLUMN * em for item in side) or median(_widths(side)) > FULL * wide


def _widths(side: list[Item]) -> list[float]:
    """Widths of printed lines: pieces of one height are one line."""
    lines: list[Box] = []
    for item in sorted(side, key=lambda item: -(item.box.top + item.box.bottom)):
        last = lines[-1] if lines else None
        if last and item.box.top + item.box.bottom > 2 * last.bottom:
            lines[-1] = Box(min(last.left, item.box.left), last.bottom, max(last.right, item.box.right), last.top)
        else:
            lines.append(item.box)
    return [line.right - line.left for line in lines]


def _without_top(right: list[Item], left: list[Item], start: float, em: float) -> list[Item]:
    """The right column without what stands alone over both columns (a date set to the right)."""
    if not left:
        return right
    height = max(item.box.top for item in left)
    lone = sorted((item for item in right if item.box.bottom > height), key=lambda item: item.box.bottom)
    low = max((item.box.top for item in right if item.box.bottom <= height), default=None)
    for item in lone:
        flush = item.index >= 0 and abs(item.box.left - start) < EDGE * em  # a heading of the column, or its first line
        if low is not None and item.box.bottom - low > AWAY_ABOVE * em and not flush:
            return [other for other in right if other.box.bottom < item.box.bottom]
        low = max(item.box.top, low) if low is not None else item.box.top
    return right


def _without_bottom(left: list[Item], right: list[Item], em: float) -> list[Item]:
    """The left column without what stands alone under both columns (notes shorter than a column)."""
    if not right:
        return left
    height = min(item.box.bottom for item in right)
    texts = [item for item in left if item.index >= 0]
    lone = sorted((item for item in texts if item.box.top < height), key=lambda item: -item.box.top)
    high = min((item.box.bottom for item in texts if item.box.top >= height), default=None)
    for item in lone:
        small = item.box.top - item.box.bottom < NOTE * em
        if high is not None and high - item.box.top > (AWAY_SMALL if small else AWAY) * em:
            return [other for other in left if other.box.bottom >= high]
        high = min(item.box.bottom, high) if high is not None else item.box.bottom
    return left
