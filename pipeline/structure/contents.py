"""Table of contents and list of abbreviations: regions that are about the text and not of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline import rules
from pipeline.structure.lines import Layout, Line, key, role

_PAGE = re.compile(r"[\t \u3000.…‥・･]+[0-9]{1,4}$")
_LEADER = re.compile(r"[\t \u3000.…‥・･]+$")
_LONGEST_ENTRY = 90
_ABBREVIATION = re.compile(r"(?P<short>[^\s\t]{1,20})(?:\t+|[ \u3000]{2,}|[ \u3000]*[:：][ \u3000]*)(?P<full>[^\t]{2,60})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents: what it names, where the label is one the heading rules know, and whether it names a page."""

    label: str
    heading: str
    paged: bool
    line: Line

    @property
    def key(self) -> str:
        """What it shares with the heading it announces."""
        return key(self.label + self.heading)


def claim_contents(layout: Layout) -> tuple[Entry, ...]:
    """Claims the table of contents and gives its entries.

    The table ends where its own first entries come back as headings, or where prose begins.
    """
    head = next((line for line in layout.free() if role(line.text, "toc")), None)
    if head is None:
        return ()
    entries: list[Entry] = []
    for line in layout.free(head.index + 1):
        entry = _entry(line)
        if len(line.text) > _LONGEST_ENTRY or line.ends_sentence or _comes_back(entry, entries) or _opens_list(layout, line):
            break
        entries.append(entry)
    layout.claim("contents", head.index, *(entry.line.index for entry in entries))
    return tuple(entries)


def _opens_list(layout: Layout, line: Line) -> bool:
    """The head of the abbreviation list itself, not its entry in the table of contents."""
    following = layout.next_free(line.index)
    if following is None or not role(line.text, "abbreviations"):
        return False
    return bool(_ABBREVIATION.fullmatch(following.text)) and not _PAGE.search(following.text)


def _comes_back(entry: Entry, entries: list[Entry]) -> bool:
    return not entry.paged and any(earlier.key == entry.key for earlier in entries if earlier.paged or earlier.label)


def _entry(line: Line) -> Entry:
    paged = bool(_PAGE.search(line.text))
    text = _LEADER.sub("", _PAGE.sub("", line.text)).replace("\t", " ").strip()
    known = rules.first(rules.load("headings"), text)
    if known is None:
        return Entry("", text, paged, line)
    groups = known[1].groupdict()
    return Entry(groups.get("label") or "", groups.get("heading") or "", paged, line)


def claim_abbreviations(layout: Layout) -> tuple[Line | None, tuple[tuple[str, str], ...]]:
    """Claims the rows of the abbreviation list and gives its head line and its (short, full) pairs."""
    head = next((line for line in layout.free() if role(line.text, "abbreviations")), None)
    if head is None:
        return None, ()
    pairs = []
    for line in layout.free(head.index + 1):
        found = _ABBREVIATION.fullmatch(line.text)
        if not found or line.ends_sentence:
            break
        pairs.append((found["short"], found["full"].strip()))
        layout.claim("abbreviation", line.index)
    return head, tuple(pairs)
