"""The blocks of all pages → which are headings and at what level, by their type against the body's.

A heading is short, ends like no sentence, and stands out: larger, bolder, a gothic before a Mincho body, white above it. One sign is not
enough unless it is plain. Levels rank the styles that headings have in the document, the largest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.read.pdf import figures
from pipeline.read.pdf.blocks import LARGE, WEIGHT, Block
from pipeline.read.pdf.forms import is_byline, is_chapter, is_outer, opens_section, opens_with_dash
from pipeline.read.pdf.joining import end, measure, start
from pipeline.read.pdf.page import Line, Page

LARGER = 1.03  # times the body's size: a sign; `LARGE` is a plain one
LONGEST = 90  # characters
FAR = 0.45  # of the measure: a line set off so far to the right is a name, date or remark
NEAR_END = 2.0  # em: and ends so near to the measure's end
_LINES = 4
_ENOUGH = 2
_JAPANESE = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]{2}")  # letters of an alphabet have a font of their own beside them anyhow
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NO_HEADING = re.compile(r"[。、，．：:]$|^[・•‣⁃–-]|^[（(](?:注|出|資|続)|^[※*＊]|(?:[.．…‥・·⋯] ?){4,}|\u3000[0-9]{1,4}$|\t")


@dataclass(frozen=True, slots=True)
class Body:
    """The type most of the document is set in."""

    size: float
    font: int
    weight: int
    gothic: bool


_Style = tuple[float, bool, bool]


def body(pages: Iterable[Page]) -> Body:
    """The type that takes up most of the paper: notes may have more characters, never more room."""
    room: Counter[tuple[float, int, int, bool]] = Counter()
    for page in pages:
        for line in page.lines:
            room[round(line.size, 1), line.font, line.weight or 400, line.gothic] += int(len(line.text) * line.size**2)
    sizes: Counter[float] = Counter()
    for (size, *_), taken in room.items():
        sizes[size] += taken
    if not sizes:
        return Body(10.0, 0, 400, False)
    main = max(sizes, key=lambda size: sizes[size])
    _, font, weight, gothic = max((style for style in room if style[0] == main), key=lambda style: room[style])
    return Body(main, font, weight, gothic)


def levels(found: Sequence[tuple[Block, float]], main: Body) -> dict[int, int]:
    """Levels from 1 of the blocks that are headings, by their place in `found`; the float is the white above each, in em."""
    styles: dict[int, _Style] = {}
    for at, (block, white) in enumerate(found):
        if stands_out(block, white, main):
            styles[at] = style(block.lines[0])
    for above, at in pairwise(sorted(styles)):
        under = at - above <= 2 and all(opens_with_dash(found[between][0].text) for between in range(above + 1, at))
        if above in styles and under and is_byline(found[at][0].text):
            del styles[at]  # an author's name under the title of a chapter
    ranks = {style: rank for rank, style in enumerate(sorted(set(styles.values()), reverse=True), 1)}
    made = {at: min(ranks[style], 6) for at, style in styles.items()}
    chapters = min((level for at, level in made.items() if is_chapter(found[at][0].text)), default=0)
    return {at: chapters if chapters and is_outer(found[at][0].text) else level for at, level in made.items()}


def style(line: Line) -> _Style:
    """What headings of one level have in common."""
    return round(line.size, 0), (line.weight or 400) >= 600, line.gothic


def stands_out(block: Block, white: float, main: Body) -> bool:
    """Whether a block's type makes it a heading."""
    text = block.text.strip()
    if block.kind != "body" or len(block.lines) > _LINES or len(text) > LONGEST or _NO_HEADING.search(text):
        return False
    if not _LETTERS.search(text) and not opens_section(text):
        return False
    line = block.lines[0]
    if figures.is_caption(text) or figures.is_credit(text) or any(span.kind == "marker" and span.start == 0 for span in line.spans):
        return False
    if line.size < 0.97 * main.size or opens_with_dash(text) or _set_off(line):
        return False
    signs = 2 * (line.size >= LARGE * main.size) or 1 * (line.size >= LARGER * main.size)
    signs += 2 * ((line.weight or 400) - main.weight >= WEIGHT)
    signs += 2 * (line.gothic and not main.gothic)
    signs += line.font != main.font and line.size >= main.size and bool(_JAPANESE.search(line.text))
    if not signs:
        return False  # numbered and with white above, but set like the body: an item as often as a heading
    signs += white > 0.8
    signs += opens_section(text)
    return signs > _ENOUGH or (signs == _ENOUGH and len(block.lines) == 1)


def _set_off(line: Line) -> bool:
    """Whether a line stands at the far end of its measure."""
    first, last = measure(line)
    return start(line) - first > FAR * (last - first) and last - end(line) < NEAR_END * line.size
