"""Lines of a page in reading order → blocks: paragraphs, list items, headings, captions, rows, each with the lines it is printed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.read.pdf import figures
from pipeline.read.pdf.forms import is_item, is_section_label, opens_section, opens_with_dash
from pipeline.read.pdf.joining import end, measure, room, start
from pipeline.read.pdf.page import Line, LineKind, Page
from pipeline.read.pdf.stops import ONE_STOP, stop

# In em of the line.
INDENT = 0.7  # a first line stands in by a character
DEEPEST = 3.2  # deeper than this it is centred, or a list's second line
CENTRED = 1.0  # least white at both ends of a centred line, and by how much the two may differ
ANOTHER_SIZE = 0.045  # share by which sizes differ when they are two
LARGE, TITLE = 1.12, 1.3  # times the body's size: headings, titles
WEIGHT = 200  # of a font's weight, likewise
WHITE = 1.4  # times the usual step from line to line: white between paragraphs
RAGGED = 2.0  # a line of prose that ends so far before its measure ends its paragraph
ONE_MEASURE = 1.0  # columns of one text are as wide, this exactly
_FEW = 4  # steps that tell nothing yet
_CUT = 12  # characters: less is no half of a paragraph that a column's end has cut
_SENTENCE_END = ("。", "．", "！", "？", "!", "?", "」", "』", "）", ")", "：", ":")


class Usual(NamedTuple):
    """What is usual in a document: the `steps` from line to line by size of type (in quarter points), and its body's `size`."""

    steps: Mapping[int, float]
    size: float


@dataclass(slots=True)
class Block:
    """Lines of one block; `indented` tells that the first stands in."""

    kind: LineKind
    lines: list[Line]
    indented: bool = False
    item: bool = False

    @property
    def text(self) -> str:
        """The lines' text, one after the other."""
        return "".join(line.text for line in self.lines)


def blocks(page: Page, lines: Sequence[tuple[int, Line]], usual: Usual) -> Iterator[tuple[int, Block]]:
    """The blocks of some lines of a page (index and line), each with the index of its first line."""
    edges = _Edges(page, usual)
    current: Block | None = None
    first = 0
    for at, (index, line) in enumerate(lines):
        before = lines[at - 1][1] if at else None
        following = lines[at + 1][1] if at + 1 < len(lines) else None
        if current is not None and before is not None and _belongs(current, before, line, edges, touches=lines[at - 1][0] == index - 1):
            current.lines.append(line)
            continue
        if current is not None:
            yield first, current
        first = index
        current = Block(line.kind, [line], edges.indented(line, following), _hangs(line.text))
    if current is not None:
        yield first, current


def rejoin(found: Sequence[Block]) -> None:
    """Takes the indent from blocks that only stand in because they are the second half of an item cut by a column or page."""
    for block, after in pairwise([block for block in found if block.kind == "body"]):
        if after.indented and block.item and _cut(block, block.lines[-1], after.lines[0]):
            after.indented = not _hanging(block, after.lines[0])


def _hangs(text: str) -> bool:
    """Whether the lines below stand in: items, captions and credits are set so."""
    return is_item(text) or figures.is_caption(text) or figures.is_credit(text)


def usual(pages: Iterable[Page], size: float) -> Usual:
    """The usual step from line to line for each size of type in a document; `size` is the body's."""
    found: defaultdict[int, list[float]] = defaultdict(list)
    for page in pages:
        for above, line in pairwise(page.lines):
            if above.region == line.region and above.kind == line.kind and above.base > line.base and _one_size(above, line):
                found[_quarters(line)].append(above.base - line.base)
    return Usual({size: median(sizes) for size, sizes in found.items()}, size)


def _quarters(line: Line) -> int:
    return round(4 * line.size)


def _one_size(one: Line, other: Line) -> bool:
    return one.size == other.size or _quarters(one) == _quarters(other)


class _Edges:
    """Where the lines of a page's regions begin, and how far apart they stand."""

    def __init__(self, page: Page, usual: Usual) -> None:
        self._starts: dict[int, float] = {}
        self._usual = usual
        steps: defaultdict[tuple[int, int], list[float]] = defaultdict(list)
        regions: dict[int, list[Line]] = {}
        for line in page.lines:
            if line.kind in ("body", "note"):
                regions.setdefault(line.region, []).append(line)
        self._columns = [(measure(group[0])[0], group[0].size) for group in regions.values() if len(group) > 2]
        for number, group in regions.items():
            for above, line in pairwise(group):
                if above.base > line.base and _one_size(above, line):
                    steps[number, _quarters(line)].append(above.base - line.base)
            self._starts[number] = _edge(group)
        self._steps = {key: (len(own) > _FEW, median(own)) for key, own in steps.items()}

    @property
    def size(self) -> float:
        """The size of the document's body."""
        return self._usual.size

    def start(self, line: Line) -> float:
        """Where most lines of its region begin."""
        return self._starts.get(line.region, measure(line)[0])

    def step(self, line: Line) -> float:
        """The usual step from line to line in its region and size; of the whole document where the region has few lines."""
        quarters = _quarters(line)
        told, here = self._steps.get((line.region, quarters), (False, 0.0))
        return here if told else self._usual.steps.get(quarters, here)

    def indented(self, line: Line, following: Line | None) -> bool:
        """Whether a line stands in by a character or two, as the first of a paragraph."""
        if centred(line):
            return False
        inward = (start(line) - self.start(line)) / line.size
        if INDENT <= inward <= DEEPEST:
            return following is None or following.region != line.region or start(following) < start(line) - INDENT / 2 * line.size
        if abs(inward) >= INDENT:
            return False
        return any(INDENT <= (start(line) - left) / line.size <= 1.3 and abs(size - line.size) < 1 for left, size in self._columns)


def _edge(group: Sequence[Line]) -> float:
    """The place where most lines begin; of two as common the outer."""
    places: dict[float, int] = {}
    for line in group:
        for place in places:
            if abs(place - start(line)) < 0.3 * line.size:
                places[place] += 1
                break
        else:
            places[start(line)] = 1
    return min(places, key=lambda place: (-places[place], place))


def centred(line: Line) -> bool:
    """Whether a line has as much white before it as behind it."""
    before, behind = _whites(line)
    return min(before, behind) >= CENTRED and abs(before - behind) <= CENTRED


def _even(line: Line) -> bool:
    """Whether a line is centred or fills its measure."""
    before, behind = _whites(line)
    return abs(before - behind) <= CENTRED


def _whites(line: Line) -> tuple[float, float]:
    """The white before and behind a line in its measure, in em."""
    first, last = measure(line)
    return (start(line) - first) / line.size, (last - end(line)) / line.size


def _belongs(block: Block, before: Line, line: Line, edges: _Edges, *, touches: bool) -> bool:
    """Whether a line goes on with a block; `touches`: nothing of the page, not even a note, stands between."""
    if line.kind != block.kind or line.vertical != before.vertical:
        return False
    if line.region != before.region:
        return line.kind == "body" and _new_column(before, line) and _goes_on_above(block, before, line)
    if not touches:
        return False
    if line.kind == "figure-text":
        return True
    return line.kind == "body" and _continues(block, before, line, edges)


def _continues(block: Block, before: Line, line: Line, edges: _Edges) -> bool:
    if another_style(before, line) or _apart(before, line, edges):
        return False
    if "\t" in block.lines[0].text:
        return "\t" not in line.text and _at_stop(block.lines[0], line)
    if "\t" in line.text or figures.is_caption(line.text) or figures.is_credit(line.text):
        return False
    if line.size >= LARGE * edges.size:
        return _one_heading(block, before, line, edges)
    if is_item(line.text) and _opens_item(block, before, line):
        return False
    return not _new_paragraph(block, before, line)


def _at_stop(row: Line, line: Line) -> bool:
    """Whether a line goes on at the tab stop of a row."""
    place = stop(row)
    return place is not None and abs(start(line) - place) < ONE_STOP * line.size


def _one_heading(block: Block, before: Line, line: Line, edges: _Edges) -> bool:
    """Whether two lines of one large type are one heading: a label and its title, a title broken by hand, or by its measure."""
    if opens_with_dash(line.text):
        return False
    if is_section_label(before.text):
        return len(block.lines) == 1
    if opens_section(line.text) or before.text.rstrip().endswith("。"):
        return False
    if line.size >= TITLE * edges.size:
        return True
    return room(before, line.text) <= 0 and not _new_paragraph(block, before, line)


def another_style(one: Line, other: Line) -> bool:
    """Whether two lines are set in type of different size or weight."""
    if abs(one.size - other.size) > ANOTHER_SIZE * max(one.size, other.size):
        return True
    return abs((one.weight or 400) - (other.weight or 400)) >= WEIGHT or (one.gothic != other.gothic and one.font != other.font)


def _apart(before: Line, line: Line, edges: _Edges) -> bool:
    step, usual = before.base - line.base, edges.step(line)
    return step <= 0.3 * line.size or step > WHITE * max(usual, 1.2 * line.size)


def _opens_item(block: Block, before: Line, line: Line) -> bool:
    """Whether a line that begins like an item is one: it stands where items stand, or the line before has ended."""
    if block.item and abs(start(line) - start(block.lines[0])) < INDENT * line.size:
        return True
    if room(before, line.text) > 0 or before.text.rstrip().endswith(_SENTENCE_END):
        return True
    return start(line) < start(before) - INDENT * line.size


def _new_paragraph(block: Block, before: Line, line: Line) -> bool:
    inward = (start(line) - start(before)) / line.size
    if block.item and len(block.lines) == 1 and 0.4 <= inward <= DEEPEST + 1:
        return _ends(before, line)
    if inward >= INDENT:
        if before.text.rstrip().endswith(_SENTENCE_END) or room(before, line.text) > 0 or block.indented:
            return True
        return not (len(block.lines) == 1 or (inward > DEEPEST and centred(line) and _even(block.lines[0]) and _even(before)))
    return _ends(before, line)


def _ends(before: Line, line: Line) -> bool:
    """Whether the line before is the last of its paragraph: there was room for more."""
    left = room(before, line.text)
    if before.text.rstrip().endswith(_SENTENCE_END):
        return left > 0.3
    return left > RAGGED


def _new_column(before: Line, line: Line) -> bool:
    """Whether a line stands at the head of the next column: beside or above the line before, never below it."""
    if line.vertical:
        return line.box.left > before.box.right
    return line.box.bottom > before.box.top


def _goes_on_above(block: Block, before: Line, line: Line) -> bool:
    """Whether a block that its column cut goes on at the head of the next."""
    if not _cut(block, before, line) or "\t" in block.text + line.text:
        return False
    widths = [last - first for first, last in (measure(before), measure(line))]
    if abs(widths[0] - widths[1]) > ONE_MEASURE * line.size:
        return False
    if _hangs(line.text) or opens_section(line.text):
        return False
    inset = (start(line) - measure(line)[0]) / line.size
    return inset < INDENT or (block.item and _hanging(block, line))


def _cut(block: Block, before: Line, line: Line) -> bool:
    """Whether a block breaks off in a full line."""
    text = before.text.rstrip()
    if another_style(before, line) or len(block.text) < _CUT or text.endswith(_SENTENCE_END):
        return False
    return room(before, line.text) <= 0


def _hanging(block: Block, line: Line) -> bool:
    """Whether a line of another column stands in as far as the lines below an item's first do."""
    inset = start(line) - measure(line)[0]
    if len(block.lines) == 1:
        return inset <= (DEEPEST + 1) * line.size
    return abs(inset - (start(block.lines[-1]) - measure(block.lines[-1])[0])) < INDENT * line.size
