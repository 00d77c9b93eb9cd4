"""The lines of all pages → the measure of each: where the lines of its column begin and end, not only those of its own short region.

A region whose lines end at one place shows its measure itself. One of ragged lines (a cover, a colophon, a heading alone) is measured by
a column of its page, else of the document, that holds it and has nothing else printed in it at that height.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.read.pdf.page import Box, Line, Page

# In em of the line.
ONE_EDGE = 0.6  # lines of justified prose end this near to each other
SLACK = 0.5  # by which a line may stand out of a column that holds it
_CROWDED, _LINES = 120, 2_000  # regions or lines of a page that is no page of prose
_TRIED = 12  # measures that hold a region, the narrowest first
_SET = 3  # lines that end at one place make a measure
_WIDEST = 24  # measures of a document that are tried, the most common first
_EDGE = ("running-head", "page-number")
_HANGING = ("、", "。", "，", "．")

_Measure = tuple[float, float]


def reframe(pages: Sequence[Page]) -> None:
    """Settles the `frame` of all lines but furniture."""
    regions = [_regions(page) for page in pages]
    shown: list[dict[int, _Measure]] = [{number: found for number, group in page.items() if (found := _shown(group))} for page in regions]
    usual: Counter[tuple[bool, int, int]] = Counter()
    for page, measures in zip(regions, shown, strict=True):
        for number, (first, last) in measures.items():
            usual[page[number][0].vertical, round(first), round(last)] += len(page[number])
    everywhere = {way: [(float(a), float(b)) for (other, a, b), _ in usual.most_common(_WIDEST) if other == way] for way in (False, True)}
    for page, measures in zip(regions, shown, strict=True):
        boxes = {number: _hull(group) for number, group in page.items()}
        for number, group in page.items():
            around = boxes[number]
            vertical = group[0].vertical
            measure = measures.get(number)
            if measure is None and len(page) < _CROWDED and sum(map(len, page.values())) < _LINES:
                known = [*measures.values(), *everywhere[vertical]]
                measure = next(_holding(_along(around, vertical), group, page, boxes, known), None)
            frame = around if measure is None else _framed(around, measure, vertical)
            for line in group:
                line.frame = frame


def _regions(page: Page) -> dict[int, list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in page.lines:
        if line.kind not in _EDGE:
            found.setdefault(line.region, []).append(line)
    return found


def _shown(group: Sequence[Line]) -> _Measure | None:
    """The measure of lines of which several end at one place, the last of them all but for hanging punctuation."""
    if len(group) <= _SET:
        return None
    vertical = group[0].vertical
    size = max(line.size for line in group)
    ends = sorted((_end(line, vertical) for line in group), reverse=True)
    last = ends[0]
    if sum(last - end < ONE_EDGE * size for end in ends) < _SET:
        return None
    return min(_along(line.box, vertical)[0] for line in group), last


def _end(line: Line, vertical: bool) -> float:
    """Where a line ends, a stop or comma that may hang beyond the measure not counted where it would be the only one."""
    end = _along(line.box, vertical)[1]
    return end - line.size if line.text.rstrip().endswith(_HANGING) else end


def _holding(
    own: _Measure, group: Sequence[Line], page: Mapping[int, list[Line]], boxes: Mapping[int, Box], measures: Sequence[_Measure]
) -> Iterator[_Measure]:
    """Measures that hold a region, the narrowest first, with nothing else printed in them beside it."""
    slack = SLACK * group[0].size
    vertical = group[0].vertical
    low, high = _across(boxes[group[0].region], vertical)
    holding = [measure for measure in measures if measure[0] <= own[0] + slack and measure[1] >= own[1] - slack]
    for measure in sorted(holding, key=lambda found: found[1] - found[0])[:_TRIED]:
        if not any(
            _stands_in(line, measure, low, high, vertical) for number, other in page.items() if number != group[0].region for line in other
        ):
            yield measure


def _stands_in(line: Line, measure: _Measure, low: float, high: float, vertical: bool) -> bool:
    first, last = _along(line.box, vertical)
    bottom, top = _across(line.box, vertical)
    inset = SLACK * line.size
    return first < measure[1] - inset and last > measure[0] + inset and bottom < high - inset and top > low + inset


def _hull(group: Sequence[Line]) -> Box:
    """The least box around lines, hanging punctuation left out where other lines end before it."""
    vertical = group[0].vertical
    boxes = [line.box for line in group]
    left, bottom = min(box.left for box in boxes), min(box.bottom for box in boxes)
    right, top = max(box.right for box in boxes), max(box.top for box in boxes)
    last = max(_end(line, vertical) for line in group)
    if len(group) > 1 and vertical:
        return Box(left, -last, right, top)
    return Box(left, bottom, last if len(group) > 1 else right, top)


def _along(box: Box, vertical: bool) -> _Measure:
    return (-box.top, -box.bottom) if vertical else (box.left, box.right)


def _across(box: Box, vertical: bool) -> _Measure:
    return (box.left, box.right) if vertical else (box.bottom, box.top)


def _framed(around: Box, measure: _Measure, vertical: bool) -> Box:
    if vertical:
        return Box(around.left, -measure[1], around.right, -measure[0])
    return Box(measure[0], around.bottom, measure[1], around.top)
