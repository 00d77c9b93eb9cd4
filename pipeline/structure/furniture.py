"""What the page adds to the text: page numbers and running heads, claimed so that they never interrupt a paragraph."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline import rules
from pipeline.model import Problem
from pipeline.structure.lines import LEFT_OUT, Layout, Line, chapter, key, role

_EDGE_NUMBERS = re.compile(r"^[0-9]{1,3}[ \t\u3000]+|[ \t\u3000]+[0-9]{1,3}$")  # four digits are the year of an annual report
_DASHES = "—―─"  # a subtitle's opening dash: it stands under its title, in the table of contents and in the text
# Lines with one of these roles come back for reasons of their own.
_ROLES = (
    "toc",
    "abbreviations",
    "notes",
    "back",
    "note-scope",
    "note",
    "caption",
    "credit",
    "photo-credit",
    "bare-credit",
    "bullet",
    "unit",
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # a bare number in this range is a year that heads what is below it
_LONGEST_HEAD = 60
_SHORTEST_HEAD = 4


def claim(layout: Layout) -> None:
    """Claims page numbers and running heads; where the source's format tells blocks apart, only what its reader found to be such."""
    for line in layout.lines:
        if line.hint is not None and line.hint.kind == "left-out":
            layout.claim(line.hint.key, line.index)
    if any(line.hint for line in layout.lines):
        return
    layout.claim("page-number", *_page_numbers(layout))
    layout.claim("running-head", *_running_heads(layout))


def left_out(layout: Layout) -> Iterator[Problem]:
    """An `info` row for each line that any pass has claimed as page furniture: it is not in the text, and nothing goes unsaid."""
    for line, claimed in zip(layout.lines, layout.claims, strict=True):
        if claimed in LEFT_OUT:
            yield Problem("info", claimed, f"{claimed.replace('-', ' ')} left out of the text: {line.text[:40]}", *line.raw)


def _page_numbers(layout: Layout) -> list[int]:
    """Lines that are a number alone: dashed forms always; bare numbers only where at least two climb through the document."""
    certain, bare, last = [], [], -1
    for line in layout.lines:
        found = role(line.text, "page-number")
        if not found:
            continue
        if found[1]["dashed"]:
            certain.append(line.index)
            continue
        number = int(next(value for value in found[1].groupdict().values() if value))
        if number > last and line.gap and not _FIRST_YEAR <= number <= _LAST_YEAR:
            bare.append(line.index)
            last = number
    return certain + (bare if len(bare) > 1 else [])


def _running_heads(layout: Layout) -> list[int]:
    """Short lines that come back: three times or more, or once more where the line is the document's first (its title)."""
    places: dict[str, list[int]] = defaultdict(list)
    above: Line | None = None
    for line in layout.lines:
        titled = above is not None and chapter(above.text) is not None  # a chapter's title is no running head, however often it comes back
        above = line
        if _may_be_head(line) and not titled and not _heads_list(layout, line):
            places[key(_EDGE_NUMBERS.sub("", line.text))].append(line.index)
    title = key(layout.lines[0].text) if layout.lines else ""
    heads = {head: indexes for head, indexes in places.items() if len(indexes) > 2 or head == title}
    return sorted(i for indexes in heads.values() for i in indexes if i != indexes[0] or (len(indexes) > 2 and _numbered(layout, i)))


def _numbered(layout: Layout, index: int) -> bool:
    """Whether a page number stands directly above or below a line: then it is a running head where it is printed first, too."""
    return "page-number" in (layout.claims[index - 1] if index else "", *layout.claims[index + 1 : index + 2])


def _heads_list(layout: Layout, line: Line) -> bool:
    """A line directly above list items is their head."""
    below = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
    return below is not None and below.gap == 0 and role(below.text, "bullet") is not None


def _may_be_head(line: Line) -> bool:
    if not _SHORTEST_HEAD <= len(line.text) <= _LONGEST_HEAD or "\t" in line.text or line.ends_sentence or line.text[0] in _DASHES:
        return False
    if role(line.text, *_ROLES):
        return False
    byline = next(rule for rule in rules.load("front_matter") if rule.id == "byline")
    return not rules.first(rules.load("headings"), line.text) and not byline.pattern.fullmatch(line.text)
