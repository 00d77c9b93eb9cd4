"""The lines of a page → those at its foot that may be notes: small ones with no body text below, or what stands below a short rule."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.page import Box, Line, Page

SMALLER = 0.93  # of the body's size; notes are 0.65–0.9 of it
_UP = 0.5  # em up the page from one line to the next: another column begins
_RULE_ABOVE = 2.5  # em from the rule down to the first line of notes
_RULE_BELOW = 0.4  # em that a rule may lie below the top of that line
_RULE_LONG, _RULE_SHORT = 0.75, 0.04  # of the page's width: longer is a frame's side or a heading's line, shorter a dash
_RULE_EDGE = 1.5  # em between where the rule begins and where the notes do
_SIBLING = 3.0  # points: rules that begin and end together belong to a table
_MOST_RULES = 50  # on a page: more are a drawing
_BUCKET = 12.0  # points: where body text stands is kept in strips of this width
_NUMBER = 24  # characters of a number with its ornaments at most
_LETTER = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]")  # of a line that is no number, told at little cost
_NUMBER_ALONE = re.compile(r"[-–—―・\s]*(?:[0-9]{1,4}|[ivxlc]{1,6})[-–—―・\s]*")


@dataclass(slots=True)
class Foot:
    """Lines of one page, one below the other, that may be notes, each with its index in the page.

    `small` tells whether they are smaller than the body; else they stand below a short rule. `rules` are the page's short rules.
    """

    page: int
    lines: list[tuple[int, Line]]
    small: bool
    rules: Sequence[Box]

    def rule_above(self, line: Line) -> bool:
        """Whether a short rule, of its own and flush with the line, stands directly above it."""
        return is_above(self.rules, line)


def main_size(pages: Iterable[Page]) -> float:
    """The size that covers most of the paper: notes may have more characters than the body, but smaller ones."""
    areas: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if line.kind == "body":
                areas[round(line.size, 1)] += round((line.box.right - line.box.left) * (line.box.top - line.box.bottom))
    return areas.most_common(1)[0][0] if areas else 0.0


def framed(box: Box, vertical: bool) -> Box:
    """A box in a frame in which its line goes to the right and the line read next lies below."""
    return Box(-box.top, box.left, -box.bottom, box.right) if vertical else box


def feet(page: Page, index: int, size: float, taken: Collection[tuple[int, int]] = ()) -> Iterator[Foot]:
    """What may be notes on a page, in reading order; `size` is the body's, in points, `taken` has page and line of what is an endnote."""
    own = [
        (at, line) for at, line in enumerate(page.lines) if line.kind == "body" and not is_number(line.text) and (index, at) not in taken
    ]
    small = [(at, line) for at, line in own if line.size < SMALLER * size]
    body = [line for _, line in own if line.size >= SMALLER * size]
    lowest = {vertical: _lowest(body, vertical, small) for vertical in {line.vertical for _, line in small}}
    least = {vertical: min(ends.values(), default=float("inf")) for vertical, ends in lowest.items()}
    small = [(at, line) for at, line in small if _at_foot(line, lowest[line.vertical], least[line.vertical])]
    rules = short_rules(page)
    yield from (Foot(index, lines, True, rules) for lines in _stretches(small, page))
    if any(is_above(rules, line) for _, line in small):
        return
    for rule in rules:
        below = [(at, line) for at, line in own if line.box.top <= rule.top + _RULE_BELOW * line.size and not line.vertical]
        if below and is_above([rule], below[0][1]):
            yield from (Foot(index, lines, False, rules) for lines in _stretches(below, page))
            return


def is_number(text: str) -> bool:
    """Whether a line is a number and nothing else."""
    if len(text) > _NUMBER or _LETTER.search(text):
        return False
    return _NUMBER_ALONE.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def _lowest(lines: Iterable[Line], vertical: bool, small: Iterable[tuple[int, Line]]) -> dict[int, float]:
    """For each strip of the page, where its lowest body text ends, if that is below a small line."""
    made: dict[int, float] = {}
    highest = max(framed(line.box, vertical).bottom for _, line in small if line.vertical == vertical)
    boxes = [box for box in [framed(line.box, vertical) for line in lines] if box[1] <= highest]
    for box in sorted(boxes, key=lambda box: -box[1]):
        made.update(dict.fromkeys(_strips(box), box[1]))
    return made


def _strips(box: Box) -> range:
    return range(int(box.left // _BUCKET), int(box.right // _BUCKET) + 1)


def _at_foot(line: Line, lowest: dict[int, float], least: float) -> bool:
    box = framed(line.box, line.vertical)
    return least > box.bottom or all(lowest.get(strip, float("inf")) > box.bottom for strip in _strips(box))


def _stretches(lines: Sequence[tuple[int, Line]], page: Page) -> Iterator[list[tuple[int, Line]]]:
    """Lines that follow each other down one column."""
    made: list[tuple[int, Line]] = []
    for at, line in lines:
        if made and not _follows(made[-1], (at, line), page):
            yield made
            made = []
        made.append((at, line))
    if made:
        yield made


def _follows(one: tuple[int, Line], other: tuple[int, Line], page: Page) -> bool:
    between = (page.lines[at] for at in range(one[0] + 1, other[0]))
    if one[1].vertical != other[1].vertical or any(line.kind == "body" and not is_number(line.text) for line in between):
        return False
    above, below = framed(one[1].box, one[1].vertical), framed(other[1].box, other[1].vertical)
    return below.top < above.top + _UP * one[1].size


def is_above(rules: Sequence[Box], line: Line) -> bool:
    """Whether one of some rules stands directly above a line, flush with it."""
    box = framed(line.box, line.vertical)
    for rule in rules:
        lying = framed(rule, line.vertical)
        near = -_RULE_BELOW * line.size <= lying.bottom - box.top <= _RULE_ABOVE * line.size
        if near and lying.right - lying.left > lying.top - lying.bottom and abs(lying.left - box.left) <= _RULE_EDGE * line.size:
            return True
    return False


def short_rules(page: Page) -> list[Box]:
    """Rules shorter than the text is wide that stand by themselves: no other begins and ends with them, as those of a table do."""
    places = Counter(_ends(rule) for rule in page.graphics.rules)
    return [rule for rule in page.graphics.rules if places[_ends(rule)] == 1 and _is_short(rule, page)][:_MOST_RULES]


def _ends(rule: Box) -> tuple[bool, int, int]:
    upright = rule.top - rule.bottom > rule.right - rule.left
    box = framed(rule, upright)
    return upright, round(box.left / _SIBLING), round(box.right / _SIBLING)


def _is_short(rule: Box, page: Page) -> bool:
    across, up = rule.right - rule.left, rule.top - rule.bottom
    share = up / page.height if up > across else across / page.width
    return _RULE_SHORT <= share <= _RULE_LONG
