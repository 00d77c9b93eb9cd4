"""Free lines → paragraphs and list items: hard-wrapped lines joined, paragraphs cut by a page put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.model import HintKind, Text
from pipeline.structure.joining import Joiner
from pipeline.structure.lines import Layout, Line, role

_NUMBERED_ITEM = re.compile(r"(?:[0-9]{1,2}[.．)）]|[(（][0-9]{1,2}[)）]|[①-⑳])[ \u3000]*\S.*")
_CLOSED = re.compile(r"[」』）)】]\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_GOES_ON = re.compile(r"[ぁ-ん、。々ー]")
_STOP_AND_NUMBER = re.compile(r"[。！？][」』）)]*[ \u3000]?[0-9]{1,3}$")  # a note's marker that lost its raised position
_NO_SENTENCE = re.compile(r"[:：]$")
_SHORTEST_CUT = 15  # a shorter line that breaks off is a fragment of layout, not half a paragraph
_COMPLETE: tuple[HintKind, ...] = ("paragraph", "list")  # blocks that the source's format says are whole
_PARTING = ("heading", "front", "note", "note-scope", "contents", "abbreviation")  # but for notes at the foot of a page
_MEASURE = 25  # characters of the narrowest measure that prose is wrapped to
_NARROW = 12  # a line this much shorter than the widest of its paragraph ends it


@dataclass(slots=True)
class Draft:
    """A paragraph or list item as the pieces of text it is printed in."""

    kind: Literal["body", "list"]
    pieces: list[Text]
    first: Line
    last: Line

    @property
    def content(self) -> Text:
        """The pieces put together."""
        return Joiner().join(self.pieces)


def gather(layout: Layout) -> list[Draft]:
    """The paragraphs and list items of all free lines, in order; no heading is ever crossed."""
    drafts: list[Draft] = []
    for run in _runs(layout):
        for draft in _paragraphs(run):
            if drafts and _cut_in_two(layout, drafts[-1], draft):
                drafts[-1].pieces += draft.pieces
                drafts[-1].last = draft.last
            else:
                drafts.append(draft)
    return drafts


def _runs(layout: Layout) -> Iterator[list[Line]]:
    """Free lines that stand directly one below the other."""
    run: list[Line] = []
    for line in layout.free():
        if run and (line.gap or line.index != run[-1].index + 1):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _paragraphs(run: Sequence[Line]) -> Iterator[Draft]:
    """Lines of one run joined where the printer broke them; a new paragraph begins at an indent, a bullet or after a short last line."""
    width = max(len(line.text) for line in run)
    draft: Draft | None = None
    for line in run:
        item = _item(line)
        if draft and not item and not line.indented and not _ends(draft.last, width) and (draft.kind == "body" or _full(draft.last, width)):
            draft.pieces.append(line.content)
            draft.last = line
            continue
        if draft:
            yield draft
        draft = Draft("list", [item], line, line) if item else Draft("body", [line.content], line, line)
    if draft:
        yield draft


def _item(line: Line) -> Text | None:
    """The text of a list item, its bullet taken off; a number stays, for the text may point to it."""
    found = role(line.text, "bullet")
    if found:
        return line.content.slice(found[1].start("item"), len(line.content))
    return line.content if line.hinted("list") or _NUMBERED_ITEM.fullmatch(line.text) else None


def _full(line: Line, width: int) -> bool:
    """A line of a list item that fills the measure goes on below; a shorter one is the item's last, for items seldom end in 。"""
    return width >= _MEASURE and len(line.text) >= width - 3


def _ends(line: Line, width: int) -> bool:
    return (line.ends_sentence and len(line.text) <= max(width - _NARROW, width // 2)) or (line.ends_sentence and width > 100)


def _cut_in_two(layout: Layout, before: Draft, after: Draft) -> bool:
    """Whether a page break cut one paragraph: the first half breaks off, the second begins without indent, no heading stands between."""
    if after.kind == "list" or after.first.indented or before.last.hinted(*_COMPLETE) or not _breaks_off(before, after):
        return False
    between = layout.lines[before.last.index + 1 : after.first.index]
    return not any(layout.claims[line.index] in _PARTING and not line.hinted("note") for line in between)


def _breaks_off(before: Draft, after: Draft) -> bool:
    text = before.last.text
    if before.last.ends_sentence or _STOP_AND_NUMBER.search(text) or _NO_SENTENCE.search(text) or len(before.content) < _SHORTEST_CUT:
        return False
    if before.kind == "list" and after.first.gap == 1 and before.last.index + 1 == after.first.index:
        return False  # items seldom end in 。: a new paragraph after a blank line is no second half
    return bool(_GOES_ON.match(after.first.text)) if _CLOSED.search(text) else True
