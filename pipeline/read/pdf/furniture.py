"""The lines of all pages → which of them are running heads, page numbers and the index at the page's edge.

Told by two things together: they stand alone at the edge of the text, and the pages agree on them. Agreement is the same words, figures
apart; numbers that count with the pages; or, for heads that change with the section, the same height and size of type on most pages.
Odd and even pages may differ. What is only at the edge of one page stays text, but for a bare number in the margin.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import rules
from pipeline.read.pdf import figures
from pipeline.read.pdf.page import Box, Line, LineKind, Page

# In em of the body's size.
ALONE = 0.9  # white between furniture and text, beyond a line's own
ONE_SIZE = 0.06  # by which sizes of one type differ
STEADY = 0.5  # how much its height varies from page to page
LONGEST = 36.0  # of what is printed: a head is no full line of text, though it may stand at both ends of one
TALLEST = 1.3  # times the body's size: a larger line at the top of several pages is a heading, unless its words repeat
SHORT_SIDE = 16  # characters of an index at the edge
_CJK_FROM = 0x2E80
_RANKS = 3  # lines at each edge that are looked at
_SHARE = 0.5  # of the pages have a line at that height, where their words differ
_FEW = 3  # pages: in fewer, one repetition is enough
_MARGIN = 0.09  # of the page's height: where a lone number is a page number also in a document of one page

_DIGITS = re.compile(r"[0-9]+|(?<![a-z])[ivxlc]+(?![a-z])|[〇一二三四五六七八九十]+")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line at an edge of a page: `edge` is top, bottom or side, `rank` 0 for the outermost, `place` its height (side: also its x)."""

    page: int
    line: int
    edge: str
    rank: int
    place: float
    across: float
    text: str


def mark(pages: Sequence[Page], body: float) -> None:
    """Settles the `kind` of running heads and page numbers; `body` is the body's size in points."""
    found = [candidate for index, page in enumerate(pages) for candidate in _candidates(page, index, body)]
    numbers = _numbered(found, pages)
    heads = _repeated(found, pages, body) | _level(found, pages, body) | _indices(found, pages)
    taken = numbers.keys() | heads
    open_rank: dict[tuple[int, str], int] = {}  # of each page's edges: the outermost line that is none
    for candidate in found:
        if (candidate.page, candidate.line) not in taken and candidate.edge != "side":
            place = (candidate.page, candidate.edge)
            open_rank[place] = min(open_rank.get(place, _RANKS), candidate.rank)
    for candidate in found:
        key = (candidate.page, candidate.line)
        if key not in taken or candidate.rank > open_rank.get((candidate.page, candidate.edge), _RANKS):
            continue
        kind: LineKind = "page-number" if numbers.get(key) else "running-head"
        pages[candidate.page].lines[candidate.line].kind = kind


def _candidates(page: Page, index: int, body: float) -> Iterator[_Candidate]:
    lines = [(at, line) for at, line in enumerate(page.lines) if line.kind == "body" or line.kind == "figure-text"]
    if not lines:
        return
    ends = _ends(page, body)
    inner = [entry for entry in lines if not figures.is_caption(entry[1].text)]
    for edge, outwards in (("top", True), ("bottom", False)):
        ordered = sorted(inner, key=lambda entry: entry[1].box.top + entry[1].box.bottom, reverse=outwards)
        bands = _bands(ordered)
        for rank, (band, below) in enumerate(zip(bands, [*bands[1:], []], strict=True)):
            if rank >= _RANKS or not _stands_alone([line for _, line in band], [line for _, line in below], body):
                break
            for at, line in band:
                yield _Candidate(index, at, edge, rank, (line.box.top + line.box.bottom) / 2, line.box.left, _plain(line.text))
    for at, line in lines:
        if ends and len(line.text) <= SHORT_SIDE and (line.box.left > ends[1] or line.box.right < ends[0]):
            yield _Candidate(index, at, "side", 0, line.box.top, line.box.left, _plain(line.text))


def _ends(page: Page, body: float) -> tuple[float, float] | None:
    """Left and right end of the page's text."""
    long = [line for line in page.lines if max(line.box.right - line.box.left, line.box.top - line.box.bottom) > 8 * body]
    if not long:
        return None
    return min(line.box.left for line in long) - body / 2, max(line.box.right for line in long) + body / 2


def _bands(ordered: Sequence[tuple[int, Line]]) -> list[list[tuple[int, Line]]]:
    """Lines from an edge inwards, those of one height together; a few are enough."""
    bands: list[list[tuple[int, Line]]] = []
    for entry in ordered:
        box = entry[1].box
        if bands and _beside(box, bands[-1][0][1].box):
            bands[-1].append(entry)
            continue
        if len(bands) > _RANKS:
            break
        bands.append([entry])
    return bands


def _beside(one: Box, other: Box) -> bool:
    """Whether two lines stand at one height."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _stands_alone(band: Sequence[Line], inner: Sequence[Line], body: float) -> bool:
    if sum(line.size * (1.0 if ord(char) >= _CJK_FROM else 0.55) for line in band for char in line.text) > LONGEST * body:
        return False
    if not inner:
        return True
    gap = max(
        min(line.box.bottom for line in band) - max(line.box.top for line in inner),
        min(line.box.bottom for line in inner) - max(line.box.top for line in band),
    )
    return gap > ALONE * body


def _plain(text: str) -> str:
    return _BLANK.sub(" ", unicodedata.normalize("NFKC", text)).strip().lower()


def _repeated(found: Sequence[_Candidate], pages: Sequence[Page], body: float) -> set[tuple[int, int]]:
    """Lines whose words, figures apart, come back at their height and size on another page."""
    least = 2 if len(pages) <= 2 * _FEW else 3
    worded = [(candidate, words) for candidate in found if (words := _DIGITS.sub("#", candidate.text).strip("# "))]
    shelf = _Shelf(pages, STEADY * body, ONE_SIZE * body)
    for candidate, words in worded:
        shelf.add(candidate, words)
    return {(candidate.page, candidate.line) for candidate, words in worded if shelf.pages(candidate, words) >= least}


class _Shelf:
    """How many pages have a line of some words at some height in some size."""

    def __init__(self, pages: Sequence[Page], step: float, sizes: float) -> None:
        self._pages = pages
        self._step = step
        self._sizes = sizes
        self._on: defaultdict[tuple[str, str, int, int], set[int]] = defaultdict(set)

    def _place(self, candidate: _Candidate) -> tuple[int, int]:
        return int(candidate.place // self._step), int(_size(self._pages, candidate) // self._sizes)

    def add(self, candidate: _Candidate, words: str) -> None:
        """Counts a line."""
        self._on[candidate.edge, words, *self._place(candidate)].add(candidate.page)

    def pages(self, candidate: _Candidate, words: str) -> int:
        """The pages that have it; a height or size next to its own is the same."""
        height, size = self._place(candidate)
        near = ((height + up, size + more) for up in (-1, 0, 1) for more in (-1, 0, 1))
        return sum(len(self._on.get((candidate.edge, words, *place), ())) for place in near)


def _size(pages: Sequence[Page], candidate: _Candidate) -> float:
    return pages[candidate.page].lines[candidate.line].size


def _level(found: Sequence[_Candidate], pages: Sequence[Page], body: float) -> set[tuple[int, int]]:
    """Lines of one edge at one height and size on most pages, whatever their words."""
    if len(pages) < 2:
        return set()
    shelf = _Shelf(pages, STEADY * body / 2, ONE_SIZE * body)
    small = [candidate for candidate in found if _size(pages, candidate) < TALLEST * body]
    for candidate in small:
        shelf.add(candidate, "")
    return {(candidate.page, candidate.line) for candidate in small if shelf.pages(candidate, "") >= max(2, _SHARE * len(pages))}


def _indices(found: Sequence[_Candidate], pages: Sequence[Page]) -> set[tuple[int, int]]:
    """Vertical lines beside horizontal text, outside any picture: the index at the edge."""
    return {
        (candidate.page, candidate.line)
        for candidate in found
        if candidate.edge == "side" and pages[candidate.page].lines[candidate.line].vertical and not _mostly_vertical(pages[candidate.page])
    }


def _mostly_vertical(page: Page) -> bool:
    return 2 * sum(len(line.text) for line in page.lines if line.vertical) > sum(len(line.text) for line in page.lines)


def _numbered(found: Sequence[_Candidate], pages: Sequence[Page]) -> dict[tuple[int, int], bool]:
    """Lines that hold the page's number, and whether they hold nothing else."""
    read = [(candidate, number, alone) for candidate in found for number, alone in _number(candidate.text)]
    shifts = Counter(shift for shift, _ in {(number - candidate.page, candidate.page) for candidate, number, _ in read})
    made: dict[tuple[int, int], bool] = {}
    for candidate, number, alone in read:
        line = pages[candidate.page].lines[candidate.line]
        agree = shifts[number - candidate.page]
        height = pages[candidate.page].height
        in_margin = line.box.top < _MARGIN * height or line.box.bottom > (1 - _MARGIN) * height
        if agree >= max(2, len(pages) / 4) or (alone and in_margin and (agree >= 2 or len(pages) == 1)):
            key = (candidate.page, candidate.line)
            made[key] = made.get(key, False) or alone
    return made


def _number(text: str) -> Iterator[tuple[int, bool]]:
    """The numbers that a line may give its page, and whether it is nothing but the number."""
    for rule in rules.load("pdf"):
        if rule.fields["role"] == "page-number" and (match := rule.pattern.fullmatch(text)):
            number = _value(match["number"])
            if number is not None:
                yield number, "words" not in match.groupdict() or not match["words"]


_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_KANJI = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}


def _value(written: str) -> int | None:
    if written.isdecimal():
        return int(written)
    if all(char in _ROMAN for char in written):
        values = [_ROMAN[char] for char in written]
        return sum(-value if any(later > value for later in values[at + 1 : at + 2]) else value for at, value in enumerate(values))
    if all(char in _KANJI for char in written):
        return int("".join(str(_KANJI[char]) for char in written))
    tens, _, ones = written.partition("十")
    if set(tens + ones) <= _KANJI.keys() and len(tens) <= 1 and len(ones) <= 1:
        return 10 * (_KANJI[tens] if tens else 1) + (_KANJI[ones] if ones else 0)
    return None
