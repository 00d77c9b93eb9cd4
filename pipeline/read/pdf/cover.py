"""The blocks of the first page → the document's title and subtitle, and which lines around them are no headings, however large.

A title page holds lines of many sizes: series, title, subtitle, authors, publisher, date, a remark. The title is the largest of them;
the subtitle stands below it, smaller, between dashes or in brackets. What is centred around them is no heading, up to the first
heading that its form shows, or the first prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.read.pdf import figures
from pipeline.read.pdf.blocks import LARGE, TITLE, Block, centred
from pipeline.read.pdf.forms import is_bracketed, is_item, is_statement, opens_section, opens_with_dash
from pipeline.read.pdf.headings import LONGEST, Body, style
from pipeline.read.pdf.joining import end, measure, start
from pipeline.read.pdf.page import Line

NEAR = 4.0  # em of the title: the subtitle stands that near below it
_PROSE = 40  # characters that end like a sentence
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Cover:
    """Places, among the blocks of the first page, of title and subtitle (-1: none), and of lines that are no headings."""

    title: int = -1
    subtitle: int = -1
    plain: frozenset[int] = frozenset()


def cover(found: Sequence[Block], later: Sequence[Block], main: Body) -> Cover:
    """What stands on a title page; nothing where the first large line opens a chapter. `later` are the blocks of all other pages."""
    title = _title(found, main)
    if title is None:
        return Cover()
    subtitle = _subtitle(found, title, later, main)
    ends = next((at for at in range(max(title, subtitle) + 1, len(found)) if _opens_text(found[at])), len(found))
    plain = {at for at in range(ends) if at not in (title, subtitle) and (at < title or _is_plain(found[at]))}
    return Cover(title, subtitle, frozenset(plain))


def printed_again(found: Sequence[Block], later: Sequence[Block], made: Cover, main: Body) -> list[Block]:
    """Blocks of the pages after a cover that print title or subtitle a second time, as large lines: no headings."""
    words = {_squashed(found[at]) for at in (made.title, made.subtitle) if at >= 0}
    return [block for block in later if block.kind == "body" and block.lines[0].size >= LARGE * main.size and _squashed(block) in words]


def _squashed(block: Block) -> str:
    return "".join(block.text.split())


def _title(found: Sequence[Block], main: Body) -> int | None:
    large = [at for at, block in enumerate(found) if block.kind == "body" and block.lines[0].size >= TITLE * main.size]
    if not large:
        return None
    best = max(large, key=lambda at: (round(found[at].lines[0].size), -at))
    text = found[best].text.strip()
    prose = any(block.kind == "body" and len(block.text) > LONGEST for block in found[:best])
    if prose or len(text) > LONGEST or not _LETTERS.search(text) or opens_section(text):
        return None
    return best


def _subtitle(found: Sequence[Block], title: int, later: Sequence[Block], main: Body) -> int:
    """The block directly below the title that is its second part; -1 where it is a byline, a date, a heading or text."""
    at = next((at for at in range(title + 1, len(found)) if found[at].kind == "body"), -1)
    if at < 0:
        return -1
    block, above = found[at], found[title].lines[-1]
    line, text = block.lines[0], block.text.strip()
    if abs(above.base - line.base) > NEAR * above.size or len(text) > LONGEST or text.endswith("。") or not _LETTERS.search(text):
        return -1
    if opens_with_dash(text) or (is_bracketed(text) and centred(line)):
        return at
    if is_statement(text) or is_item(text) or opens_section(text) or figures.is_caption(text) or figures.is_credit(text):
        return -1
    if not LARGE * main.size <= line.size < above.size or centred(line) != centred(above) or line.gothic != above.gothic:
        return -1
    return -1 if any(_alike(line, other) for other in (*found[at + 1 :], *later)) else at


def _alike(line: Line, block: Block) -> bool:
    """Whether a block is set like a line: a style that comes back is that of headings."""
    other = block.lines[0]
    return block.kind == "body" and style(other) == style(line) and centred(other) == centred(line) and not opens_with_dash(block.text)


def _opens_text(block: Block) -> bool:
    """Whether the report itself begins with a block: a heading that its form shows, or prose that is not set like a remark."""
    text = block.text.strip()
    if block.kind != "body" or is_statement(text):
        return False
    if opens_section(text):
        return True
    return text.endswith("。") and len(text) > _PROSE and len(block.lines) > 1 and not centred(block.lines[-1])


def _is_plain(block: Block) -> bool:
    """Whether a block of the title page is one of its lines, not a heading of the text below."""
    line = block.lines[0]
    return is_statement(block.text.strip()) or centred(line) or (start(line) + end(line)) / 2 > sum(measure(line)) / 2 + line.size
