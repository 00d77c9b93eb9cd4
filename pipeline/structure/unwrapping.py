"""Hard-wrapped lines → the lines that were wrapped: text copied from a PDF or a mail is told from its measure and put together again.

Wrapped text shows itself by lines that all end at one width, whatever the sentence does there. Where it does, a line on which
the next line's first word would not have fitted goes on there. A text whose paragraphs stand on one line each is left as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from unicodedata import east_asian_width

from pipeline.model import Text
from pipeline.structure.joining import Joiner
from pipeline.structure.lines import Layout, Line, chapter, role
from pipeline.structure.notes import start

_NARROWEST, _WIDEST = 28, 112  # columns; a Japanese character takes two
_SLACK = 4  # columns that a line stays short so that no 、 or 」 begins the next
_EVIDENCE = 4  # full lines that break off in mid-sentence; fewer may be chance
_SHARE = 0.5  # of the lines that break off and have one directly below them, those that are full
_STRONG = 8  # so many that a title or a heading is put together too, which has no full stop to prove it
_EXACT = 0.85  # of the lines that break off, those that hold one number of characters or, a space lost, one less
_TOO_LONG = 0.25  # share of longer lines that a measure allows: addresses, small print
_STOPS = 0.05  # share of the full lines in the middle of which a sentence begins; a list has none
_WORD = re.compile(r"[!-~\u00c0-\u024f\u0370-\u04ff\u2018\u2019\u201c\u201d\uac00-\ud7a3]+|.")
_NEXT = re.compile(r"[。！？][⁰¹²³⁴⁵⁶⁷⁸⁹0-9]*[^」』）)⁰¹²³⁴⁵⁶⁷⁸⁹0-9\s]|[.!?][”’\"]? [A-ZА-Я“‘«]|[,;：；，] ?.")
_STOP = re.compile(r"[。！？]|[.!?][”’\"]?$")
_LEADER = re.compile(r"[.…‥・･ \u3000]{2,}[0-9]{1,4}$")  # an entry of the table of contents
_UNMISTAKABLE = ("superscript", "word", "bracket", "dash")
_COUNT = re.compile(r"[0-9一二三四五六七八九十①-⑳]+")
_LABEL = re.compile(r"(?:[(（][0-9]{1,2}[)）]|[0-9]{1,2}(?:[)）]|[.．](?![0-9]))|[①-⑳]|第[0-9一二三四五六七八九十]+[章節部]|図表?|表|写真)")


@dataclass(frozen=True, slots=True)
class _Measure:
    """How wide the text is set.

    `widths` are those of all lines, in columns or, where every line holds the same number of them, in characters (`exact`);
    `full` counts the lines that break off at that width.
    """

    width: int
    widths: Sequence[int]
    exact: bool
    full: int

    @property
    def strong(self) -> bool:
        """Whether the text is surely wrapped."""
        return self.full >= _STRONG


def unwrap(layout: Layout) -> Layout:
    """The layout with lines that the printer wrapped put together, claims kept; the same layout where the text is not wrapped."""
    measure = _measure(layout)
    if measure is None:
        return layout
    _heads(layout, measure)
    chains = list(_chains(layout, measure))
    joiner = Joiner.of(layout.lines, measure.width if measure.exact else 0)
    parted = {below.index for above, below in _pairs(layout) if _breaks(above, below, measure)}
    merged = {chain[0]: joiner.join([layout.lines[i].content for i in chain], [measure.widths[i] for i in chain]) for chain in chains}
    return _layout(layout, merged, {i for chain in chains for i in chain[1:]}, parted)


def _layout(layout: Layout, merged: dict[int, Text], gone: set[int], parted: set[int]) -> Layout:
    kept: list[Line] = []
    claims: list[str] = []
    for line in layout.lines:
        if line.index not in gone:
            content = merged.get(line.index, line.content)
            kept.append(replace(line, index=len(kept), content=content, gap=line.gap or int(line.index in parted)))
            claims.append(layout.claims[line.index])
    made = Layout(kept)
    made.claims = claims
    return made


def _width(text: str) -> int:
    """Columns: a Japanese character takes two."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _measure(layout: Layout) -> _Measure | None:
    """The width at which most lines that break off end, where there is one: in characters if they all hold as many, else in columns."""
    broken = [above.index for above, below in _pairs(layout) if not above.ends_sentence]
    characters = [line.raw[1] - line.raw[0] + line.indented for line in layout.lines]
    width, full = _peak([characters[i] for i in broken], 1, _NARROWEST // 2)
    if full >= _EXACT * len(broken) and _holds(layout, characters, width, full, broken):
        return _Measure(width, characters, True, full)
    columns = [_width(line.text) + 2 * line.indented for line in layout.lines]
    width, full = _peak([columns[i] for i in broken], _SLACK, _NARROWEST)
    return _Measure(width, columns, False, full) if _holds(layout, columns, width, full, broken) else None


def _peak(widths: Sequence[int], slack: int, narrowest: int) -> tuple[int, int]:
    """The width that most lines have, and how many come within `slack` of it: a closing bracket may hang over."""
    counts = Counter(width for width in widths if narrowest <= width <= _WIDEST)
    if not counts:
        return 0, 0
    best = max(counts, key=lambda width: (counts[width] + counts[width - 1], width))
    return best, sum(counts[best + off] for off in range(-slack, slack + 1))


def _holds(layout: Layout, widths: Sequence[int], width: int, full: int, broken: Sequence[int]) -> bool:
    """Whether so many lines end there that it is no chance, sentences begin in the middle of some, and few lines are longer."""
    prose = [line for line in layout.free() if "\t" not in line.text]
    longer = sum(widths[line.index] > width + _SLACK for line in prose)
    stops = sum(_NEXT.search(line.text) is not None for line in prose if abs(widths[line.index] - width) <= _SLACK)
    wide = sum(widths[i] * 2 >= width for i in broken)
    return full >= _EVIDENCE and full >= _SHARE * wide and longer <= _TOO_LONG * len(prose) and stops >= max(1, _STOPS * full)


def _heads(layout: Layout, measure: _Measure) -> None:
    """Running heads as wrapped lines.

    A long title that was wrapped alike three times in mid-sentence is none; the rest of a long head, on the line below it, is one.
    """
    for above, line in pairwise(layout.lines):
        if layout.claims[above.index] == "running-head" and line.gap == 0 and not layout.claims[line.index]:
            below = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
            alone = above.gap > 0 and (below is None or below.gap > 0)
            if alone and measure.widths[above.index] >= measure.width - 1 and not line.ends_sentence:
                layout.claim("running-head", line.index)
        if layout.claims[line.index] == "running-head" and line.gap == 0 and not layout.claims[above.index]:
            near = min(measure.widths[above.index], measure.widths[line.index])
            if near >= measure.width - _SLACK and not above.ends_sentence:
                layout.claim("", line.index)


def _pairs(layout: Layout) -> Iterator[tuple[Line, Line]]:
    """Free lines of text with the line directly below."""
    above: Line | None = None
    for line in layout.free():
        if "\t" in line.text:
            above = None
            continue
        if above is not None and line.gap == 0 and not any(not layout.claims[i] for i in range(above.index + 1, line.index)):
            yield above, line
        above = line


def _chains(layout: Layout, measure: _Measure) -> Iterator[list[int]]:
    """Runs of lines that are one line, each by its indexes."""
    chain: list[int] = []
    for above, below in _pairs(layout):
        if chain and chain[-1] != above.index:
            yield from _proven(layout, chain, measure)
            chain = []
        if _goes_on(layout, above, below, measure, chain or [above.index]):
            chain = chain or [above.index]
            chain.append(below.index)
    yield from _proven(layout, chain, measure)


def _proven(layout: Layout, chain: list[int], measure: _Measure) -> Iterator[list[int]]:
    """The chain, if it holds a sentence or the text is surely wrapped."""
    if len(chain) > 1 and (measure.strong or any(_STOP.search(layout.lines[i].text) for i in chain)):
        yield chain


def _goes_on(layout: Layout, above: Line, below: Line, measure: _Measure, chain: Sequence[int]) -> bool:
    """Whether the line below is the rest of the one above: its first word would not have fitted, and it opens nothing of its own."""
    width = measure.widths[above.index]
    narrow = sum(char < "\u2000" for char in above.text) // 3  # letters of an alphabet may be narrower than half a Japanese character
    if width > measure.width + _SLACK + (0 if measure.exact else narrow) or below.indented or _LEADER.search(above.text):
        return False
    if measure.exact:
        return width >= measure.width - 1 and not _opens(above, below, layout.lines[chain[0]])
    first = _WORD.match(below.text)
    word = _width(first[0]) if first else 0
    slack = _SLACK if any(_STOP.search(layout.lines[i].text) for i in (*chain, below.index)) else 1
    if width + word + slack <= measure.width:
        return False
    return not _opens(above, below, layout.lines[chain[0]])


def _shape(line: Line) -> str:
    """The form of a line's label without its number: （1） → （#）."""
    found = _LABEL.match(line.text)
    return _COUNT.sub("#", found[0]) if found else ""


def _breaks(above: Line, below: Line, measure: _Measure) -> bool:
    """Whether a line far too short, on which no sentence ends, stands alone (a heading), so that the full line below begins a paragraph."""
    width, next_width = measure.widths[above.index], measure.widths[below.index]
    short = width * 4 <= measure.width * 3 and next_width >= measure.width - _SLACK
    return short and not above.ends_sentence and not above.text.endswith(("、", "，", "・")) and not role(above.text, "bullet")


def _opens(above: Line, below: Line, head: Line) -> bool:
    """Whether a line opens a note, an item, a caption, a heading."""
    if role(below.text, "toc", "abbreviations", "notes", "back", "note-scope", "credit", "unit"):
        return True
    known, opened = start(below.text), start(head.text)
    if known and known.family in _UNMISTAKABLE:
        return True
    if role(below.text, "bullet"):
        return above.ends_sentence or above.text.endswith(("：", ":")) or role(head.text, "bullet") is not None
    if known and opened and known.family == opened.family and known.number == opened.number + 1:
        return True
    if label := _shape(below):
        return above.ends_sentence or _shape(head) == label
    return above.ends_sentence and chapter(below.text) is not None
