"""Rows and drawings of a page → its boxes (framed or tinted, with text to be read by itself) and its pictures (with labels inside).

All boxes are in the frame lines are read in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.page import Box

# In em of the page's usual size.
WIDE = 6.0  # narrowest box of text
BAR = 3.0  # a tinted bar with one line is this much wider than it (a caption's); less is a marked line of the text
NEAR = 0.8  # pieces of one drawing lie this near to each other
PICTURE = (5.0, 4.0)  # smallest picture
SHARE = 0.85  # of a box's width that lies in what holds it
PROSE = 14.0  # a line this long inside a drawing is text before a ground, no label
FLUSH = 1.0  # points between the edges of strips of one ground
BAND = 24.0  # a low shape of that width is the ground of a line
_MEMBERS = 5  # drawn pieces that make a picture: fewer are the rules and tints around a heading
_PIECES = 4_000  # of drawings looked at
_CUT = 6  # one line in so many may stick out of its box
_BOXES = 80  # boxes looked at, the largest first
_WHOLE = 0.8  # of the text's area: a box that holds so much is the page's own ground


@dataclass(slots=True)
class Area:
    """A box or picture; `rows` are those directly in it, `inner` what lies in it."""

    box: Box
    picture: bool = False
    rows: list[int] = field(default_factory=list)
    inner: list[Area] = field(default_factory=list)


def holds(outer: Box, inner: Box, share: float = SHARE) -> bool:
    """Whether the middle of `inner`, and its greater part, lies in `outer`."""
    left, bottom, right, top = inner
    if outer[0] >= right or outer[2] <= left or outer[1] >= top or outer[3] <= bottom:
        return False  # most pairs lie apart
    wide, high = min(outer[2], right) - max(outer[0], left), min(outer[3], top) - max(outer[1], bottom)
    return wide > 0 and high > 0 and wide >= share * (right - left) and high >= 0.5 * (top - bottom)


def hull(boxes: Sequence[Box]) -> Box:
    """The least box around boxes."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def covered(grounds: Sequence[Box], cell: float) -> Callable[[Box], bool]:
    """Tells whether the middle of a box lies on any of the grounds, on a grid of cells."""
    lines: defaultdict[int, int] = defaultdict(int)
    for box in grounds:
        bits = (1 << (int(box.right / cell) + 1)) - (1 << int(box.left / cell))
        for y in range(int(box.bottom / cell), int(box.top / cell) + 1):
            lines[y] |= bits

    def lies(box: Box) -> bool:
        x, y = int((box.left + box.right) / 2 / cell), int((box.bottom + box.top) / 2 / cell)
        return bool(lines.get(y, 0) >> x & 1)

    return lies


def beside(column: Box, box: Box) -> bool:
    """Whether a box stands over or under a column, or at its side in vertical text, within its ends."""
    slack = 1.0
    inside = column.left - slack <= box.left and box.right <= column.right + slack
    upright = column.bottom - slack <= box.bottom and box.top <= column.top + slack
    return inside or upright


def area(box: Box) -> float:
    """Its surface."""
    return (box.right - box.left) * (box.top - box.bottom)


def boxes(rows: Sequence[Box], shapes: Sequence[Box], em: float) -> list[Box]:
    """Shapes that hold text to be read by itself, the largest first, each once."""
    if not rows:
        return []
    whole = _WHOLE * area(hull(rows))
    kept: list[Box] = []
    strips = _stacked([box for box in shapes if box.right - box.left > WIDE * em])
    wide = [box for box in strips if box.top - box.bottom > em and area(box) < whole]
    for shape in sorted(wide, key=area, reverse=True)[:_BOXES]:
        if any(_same(shape, other, em) for other in kept):
            continue
        left, bottom, right, top = shape
        near = [row for row in rows if row[1] < top and row[3] > bottom and row[0] < right and row[2] > left]
        inside = [row for row in near if holds(shape, row)]
        if not inside or (len(inside) == 1 and shape.right - shape.left < inside[0].right - inside[0].left + BAR * em):
            continue
        if sum(_crosses(shape, row) for row in near) > len(inside) / _CUT:
            continue  # a curve of a drawing, a tint behind some words
        kept.append(shape)
    return kept


def _stacked(shapes: Sequence[Box]) -> list[Box]:
    """Shapes with strips of one width that lie one on the other (a ground drawn line by line) as one."""
    made: list[Box] = []
    for box in sorted(shapes, key=lambda box: (round(box.left), round(box.right), -box.top)):
        last = made[-1] if made else None
        if last and abs(last.left - box.left) < FLUSH and abs(last.right - box.right) < FLUSH and last.bottom - box.top < FLUSH:
            made[-1] = Box(last.left, min(last.bottom, box.bottom), last.right, last.top)
        else:
            made.append(box)
    return made


def _same(one: Box, other: Box, em: float) -> bool:
    return all(abs(a - b) < em / 2 for a, b in zip(one, other, strict=True))


def _crosses(shape: Box, row: Box) -> bool:
    """Whether an upright edge of a shape runs through a line of text."""
    wide = min(shape.right, row.right) - max(shape.left, row.left)
    high = min(shape.top, row.top) - max(shape.bottom, row.bottom)
    if wide <= 0 or high < (row.top - row.bottom) / 2:
        return False
    return 0.15 < wide / max(row.right - row.left, 0.1) < 0.85


def pictures(rows: Sequence[Box], images: Sequence[Box], drawn: Sequence[Box], em: float) -> list[Box]:
    """Photographs, and drawings made of many pieces, in which no prose stands; a ground that prose stands on is no piece."""
    wide, high = PICTURE
    prose = [row for row in rows if row.right - row.left > PROSE * em]
    pieces = [
        box
        for box in drawn[:_PIECES]
        if ((across := box[2] - box[0]) < BAND * em or box[3] - box[1] > BAND * em / 8)
        and (across < SHARE * PROSE * em or not _holds_any(box, prose))
    ]
    found = list(images)
    if len(pieces) >= _MEMBERS:
        found += [box for box, members in _clusters(pieces, NEAR * em) if members >= _MEMBERS]
    large = [box for box in found if box.right - box.left > wide * em and box.top - box.bottom > high * em]
    return [box for box in sorted(large, key=area, reverse=True)[:_BOXES] if sum(holds(box, row) for row in prose) < 2]


def _holds_any(box: Box, rows: Sequence[Box]) -> bool:
    left, bottom, right, top = box
    near = [row for row in rows if row[1] < top and row[3] > bottom and row[0] < right and row[2] > left]
    return any(holds(box, row) for row in near)


def _clusters(pieces: Sequence[Box], cell: float) -> list[tuple[Box, int]]:
    """Pieces that touch on a grid, with how many they are."""
    whole = hull(pieces)
    lines = [0] * (int((whole.top - whole.bottom) / cell) + 2)
    corners = []
    for box in pieces:
        x0, x1 = int((box.left - whole.left) / cell), int((box.right - whole.left) / cell)
        y0, y1 = int((box.bottom - whole.bottom) / cell), int((box.top - whole.bottom) / cell)
        corners.append((x0, y0))
        bits = (1 << (x1 + 1)) - (1 << x0)
        for y in range(y0, y1 + 1):
            lines[y] |= bits
    members: dict[int, list[int]] = {}
    find = _connected(lines)
    for index, corner in enumerate(corners):
        members.setdefault(find(*corner), []).append(index)
    return [(hull([pieces[index] for index in group]), len(group)) for group in members.values()]


def _connected(lines: list[int]) -> Callable[[int, int], int]:
    """Tells the group of touching cells a cell is of; a line of cells is a number with a bit for each."""
    stretches: list[list[tuple[int, int]]] = []  # of each line: bits of a stretch of cells, its number
    parents: list[int] = []

    def top(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for bits in lines:
        here: list[tuple[int, int]] = []
        while bits:
            low = bits & -bits
            stretch = bits & ~(bits + low)
            bits ^= stretch
            parents.append(len(parents))
            here.append((stretch, len(parents) - 1))
            for below, number in stretches[-1] if stretches else ():
                if (stretch | stretch << 1 | stretch >> 1) & below:
                    parents[top(number)] = top(len(parents) - 1)
        stretches.append(here)
    return lambda x, y: next(top(number) for stretch, number in stretches[y] if stretch >> x & 1)


def tree(rows: Sequence[Box], framed: Sequence[Box], drawings: Sequence[Box], free: Collection[int]) -> Area:
    """The page as an area: every row in the smallest box or picture that holds it, these inside one another likewise.

    Rows that are `free` (headings, captions) are in no picture.
    """
    whole = hull([*rows, *framed, *drawings])
    root = Area(whole)
    if not framed and not drawings:
        root.rows.extend(range(len(rows)))
        return root  # most pages
    nodes = sorted([Area(box) for box in framed] + [Area(box, picture=True) for box in drawings], key=lambda node: area(node.box))
    for at, node in enumerate(nodes):
        parent = next((other for other in nodes[at + 1 :] if holds(other.box, node.box)), root)
        parent.inner.append(node)
    placed = [(node.box, node) for node in nodes]
    for index, row in enumerate(rows):
        left, bottom, right, top = row
        near = [node for box, node in placed if box[0] < right and box[2] > left and box[1] < top and box[3] > bottom]
        owner = next((node for node in near if holds(node.box, row) and not (node.picture and index in free)), root)
        owner.rows.append(index)
    return root
