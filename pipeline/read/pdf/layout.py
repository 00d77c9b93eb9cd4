"""Rows, drawings and tables of a page → its regions in reading order, and which of them are labels of pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.read.pdf import areas, figures, lines, order
from pipeline.read.pdf.page import Box, Graphics, LineKind, Row, Table
from pipeline.read.pdf.runs import Run

SAME_LINE = 0.5  # of the lower one's height that two pieces share when they stand on one line
FLUSH = 0.35  # em that pieces of one line may overlap
LINE_OF_TEXT = 8.0  # em: lines as long as this tell how wide the text is
OUTSIDE = 0.5  # em beside the text: the index at the edge of a page
TABS = 3  # lines of such an index at most; more are a column of figures
HEADLINE = 1.25  # times the body's size: no label of a picture, but a heading before a decoration
_NEAR = 20  # stretches beside the text that a row may go on with
_HEAD = 60  # characters that tell a caption
_OPENING = frozenset("（「『［〔【〈《“")
_CLOSING = frozenset("、。，．）」』］〕】〉》”")

Region = tuple[list[Row] | Table, LineKind]


class Layout:
    """The reading order of one page.

    `em` is the size of the body, `known` where columns began on pages before, `setting` how lines are set.
    """

    def __init__(
        self,
        rows: list[Row],
        tables: list[Table],
        drawn: Graphics,
        *,
        vertical: bool,
        em: float,
        known: Sequence[float],
        setting: lines.Setting,
    ) -> None:
        self.gutters: list[float] = []
        self._rows = rows
        self._vertical = vertical
        self._em = em
        self._known = known
        self._setting = setting
        self._tables = tables
        self._boxes = [_seen(self._framed(row.box), row) for row in rows] + [self._framed(table.box) for table in tables]
        taken = self._boxes[len(rows) :]
        shapes, self._rules = (
            [box for box in map(self._framed, boxes) if not taken or not any(areas.holds(table, box, 0.5) for table in taken)]
            for boxes in (drawn.shapes, drawn.rules)
        )
        self._shapes = shapes
        self._images = [self._framed(box) for box in drawn.images]

    def _framed(self, box: Box) -> Box:
        return Box(-box.top, box.left, -box.bottom, box.right) if self._vertical else box

    def regions(self) -> Iterator[Region]:
        """Rows by region and tables: the text in reading order, then what stands beside it or runs across its direction."""
        if not self._boxes:
            return
        beside = self._beside()
        drawings: list[Box] = []
        inside = [index for index in range(len(self._boxes)) if index not in beside]
        if inside:
            rows = [self._boxes[index] for index in inside]
            framed = areas.boxes(rows, self._shapes, self._em)
            drawings = areas.pictures(rows, self._images, [*self._shapes, *self._rules], self._em)
            free = {at for at, index in enumerate(inside) if self._headline(index)}
            root = areas.tree(rows, framed, drawings, free)
            _renumber(root, inside)
            self._rules = [box for box in self._rules if box.right - box.left > areas.WIDE * self._em]
            yield from self._area(root)
        yield from self._besides(beside, drawings)

    def _headline(self, index: int) -> bool:
        if index >= len(self._rows):
            return True
        row = self._rows[index]
        text = row.text[:_HEAD]
        return row.size > HEADLINE * self._em or figures.is_caption(text) or figures.is_credit(text)

    def _beside(self) -> set[int]:
        """Rows that run across the page's direction, or stand beside the text."""
        across = {index for index, row in enumerate(self._rows) if row.vertical != self._vertical and not row.slanted}
        long = [box for index, box in enumerate(self._boxes) if index not in across and box.right - box.left > LINE_OF_TEXT * self._em]
        if not long:
            return across
        left, right = min(box.left for box in long), max(box.right for box in long)
        low, high = min(box.bottom for box in long), max(box.top for box in long)
        away = OUTSIDE * self._em
        level = {index: box for index, box in enumerate(self._boxes[: len(self._rows)]) if low < box.top and box.bottom < high}
        outside: set[int] = set()
        for side in (
            {index for index, box in level.items() if box.left > right + away},
            {index for index, box in level.items() if box.right < left - away},
        ):
            if len(side - across) <= TABS:
                outside |= side
        return across | outside

    def _besides(self, beside: set[int], drawings: list[Box]) -> Iterator[Region]:
        """What stands beside the text: rows one after the other along one line as one region."""
        made: list[list[int]] = []
        for index in sorted(beside, key=lambda index: (-round(self._boxes[index].top), self._boxes[index].left)):
            row = self._rows[index]
            near = next((group for group in made[-_NEAR:] if _follows(self._rows[group[-1]], row)), None)
            if near is None:
                made.append([index])
            else:
                near.append(index)
        for group in made:
            labels = any(areas.holds(box, self._boxes[index]) for box in drawings for index in group)
            yield [self._rows[index] for index in group], "figure-text" if labels else "body"

    def _area(self, node: areas.Area, pictured: bool = False) -> Iterator[Region]:
        pictured = pictured or node.picture
        first_inner = len(self._boxes)
        items = [order.Item(self._boxes[index], index, index >= len(self._rows)) for index in node.rows]
        items += [order.Item(inner.box, first_inner + at, True) for at, inner in enumerate(node.inner)]
        if pictured:
            parts = [[item.index for item in sorted(items, key=lambda item: (-item.box.top, item.box.left))]]
        else:
            items += [
                order.Item(rule, -1)
                for rule in self._rules
                if areas.holds(node.box, rule) and not any(areas.holds(inner.box, rule) for inner in node.inner)
            ]
            parts, found = order.regions(items, self._em, self._known)
            self.gutters.extend(found)
        for part in parts:
            yield from self._part(part, node, pictured)

    def _part(self, part: list[int], node: areas.Area, pictured: bool) -> Iterator[Region]:
        kind: LineKind = "figure-text" if pictured else "body"
        run: list[int] = []
        for index in [*part, -1]:
            if 0 <= index < len(self._rows):
                run.append(index)
                continue
            if run:
                yield self._lines(run), kind
                run = []
            if index >= len(self._boxes):
                yield from self._area(node.inner[index - len(self._boxes)], pictured)
            elif index >= 0:
                yield self._tables[index - len(self._rows)], "table"

    def _lines(self, run: list[int]) -> list[Row]:
        """Rows of a region, those of one line joined from left to right."""
        made: list[list[int]] = []
        for index in run:
            for group in made[-3:]:
                if self._level(group, index):
                    group.append(index)
                    break
            else:
                made.append([index])
        return [self._merged(sorted(group, key=lambda index: self._boxes[index].left)) for group in made]

    def _level(self, group: list[int], index: int) -> bool:
        row, box = self._rows[index], self._boxes[index]
        for other in group:
            near, beside = self._rows[other], self._boxes[other]
            if near.vertical != row.vertical or near.slanted or row.slanted:
                return False
            if box.top < beside.bottom or beside.top < box.bottom:
                return False  # most
            shared = min(box.top, beside.top) - max(box.bottom, beside.bottom)
            if shared < SAME_LINE * min(box.top - box.bottom, beside.top - beside.bottom):
                return False
            if min(box.right, beside.right) - max(box.left, beside.left) > FLUSH * min(row.size, near.size):
                return False
        return True

    def _merged(self, group: list[int]) -> Row:
        if len(group) == 1:
            return self._rows[group[0]]
        strands = [strand for index in group for strand in self._rows[index].strands]
        return lines.row(Run(strands, self._rows[group[0]].vertical), self._setting)


def _renumber(node: areas.Area, inside: list[int]) -> None:
    node.rows = [inside[at] for at in node.rows]
    for inner in node.inner:
        _renumber(inner, inside)


def _follows(above: Row, row: Row) -> bool:
    """Whether a vertical row goes on below another in the same line."""
    if not (above.vertical and row.vertical):
        return False
    return abs(above.base - row.base) < row.size and 0 <= above.box.bottom - row.box.top < 3 * row.size


def _seen(box: Box, row: Row) -> Box:
    """The box without the white half of a bracket or stop at either end, which may stand out of its column."""
    opens, closes = row.text[0] in _OPENING, row.text[-1] in _CLOSING
    if not opens and not closes:
        return box
    left, bottom, right, top = box
    if opens:
        left += row.size / 2
    if closes:
        right -= row.size / 2
    return Box(left, bottom, right, top)
