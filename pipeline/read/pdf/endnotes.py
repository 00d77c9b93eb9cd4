"""The lines of all pages → endnotes: lists of notes behind a chapter or at the document's end, over columns and pages.

A list is told by several things together: a head 注, a short rule or smaller type, numbers that climb by one from 1 at one place of
their columns, and markers in the text before it. A chapter's label between two lists begins the numbers anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.feet import SMALLER, is_above, is_number, short_rules
from pipeline.read.pdf.lists import SHORT, Reading, Spot, filled, is_closed, is_head, is_scope, label_one
from pipeline.read.pdf.page import FoundNote, Line, Page
from pipeline.read.pdf.signs import Label, Sign

_HEAD = 3  # lines from the head to the first note: a chapter's label, an opening remark
_MARKED = 0.8  # of the notes that have markers, where there is no head
_LEAST = 3  # notes of a list with neither head nor rule
_TITLE = 0.5  # of its column: a line that runs farther is no head


@dataclass(slots=True)
class Candidate:
    """Lists of notes one behind the other, each of labels and the lines of their notes, that a head, a rule or small type sets apart."""

    lists: list[list[tuple[Label, list[Spot]]]]
    headed: bool
    ruled: bool
    under_head: bool = False  # in smaller type than its head

    @property
    def first(self) -> tuple[int, int]:
        """Page and line where it begins."""
        spot = self.lists[0][0][1][0]
        return spot.page, spot.at

    def signs(self) -> Iterator[Sign]:
        """What the markers of its notes show."""
        yield from (label.sign for notes in self.lists for label, _ in notes)

    def lines(self) -> Iterator[tuple[int, int]]:
        """Page and index of every line of its notes."""
        for notes in self.lists:
            for _, spots in notes:
                yield from ((spot.page, spot.at) for spot in spots)


def candidates(pages: Sequence[Page], size: float) -> list[Candidate]:
    """What may be endnotes, in reading order; `size` is the body's, in points."""
    spots = [
        Spot(at, index, line)
        for at, page in enumerate(pages)
        for index, line in enumerate(page.lines)
        if line.kind == "body" and not is_number(line.text)
    ]
    made: list[Candidate] = []
    at = 0
    while at < len(spots):
        label = label_one(spots[at].line)
        if label is None:
            at += 1
            continue
        head = _head(spots, at)
        small = spots[at].line.size < SMALLER * size
        ruled = is_above(short_rules(pages[spots[at].page]), spots[at].line)
        if not (head or ruled or (small and not _titled(spots, at))):
            at += 1
            continue
        reading = Reading(spots, at, label, size)
        stop = reading.read()
        smaller = head is not None and spots[at].line.size < SMALLER * head.size
        made.append(Candidate(reading.spotted(), head is not None, ruled, smaller))
        at = max(stop, at + 1)
    return made


def is_sure(candidate: Candidate, marks: Sequence[tuple[int, Sign]]) -> bool:
    """Whether a candidate is a list of notes; `marks` are pages and signs of the markers before it that point to no other note.

    Below a head half of the numbers need a marker, or the head alone says it, set larger than two notes or more. Without one almost all
    need it, and most markers stand on other pages: notes of their page are told from its foot, and lines of a program are numbered too.
    """
    labels = [(label.sign, spots[0].page) for notes in candidate.lists for label, spots in notes]
    shown = {sign for _, sign in marks}
    matched = sum(sign in shown for sign, _ in labels)
    if candidate.headed:
        return 2 * matched >= len(labels) or (len(labels) > 1 and candidate.under_head)
    here = {(sign, page) for page, sign in marks}
    same_page = sum(label in here for label in labels)
    least = 2 if candidate.ruled else _LEAST
    return len(labels) >= least and matched >= _MARKED * len(labels) and 2 * same_page < len(labels)


def found(candidate: Candidate, number: int) -> list[FoundNote]:
    """The notes of a candidate as pieces; its lists are numbered from `number`, keys are the list's number and the note's: e2:12."""
    made: list[FoundNote] = []
    for at, notes in enumerate(candidate.lists, start=number):
        for label, spots in notes:
            key = f"e{at}:{label.sign[0]}{label.sign[1]}"
            first = last = spots[0]
            length = label.length
            for spot in [*spots[1:], None]:
                if spot is not None and (spot.page, spot.at) == (last.page, last.at + 1):
                    last = spot
                    continue
                made.append(FoundNote(first.page, first.at, last.at + 1, label.sign[1], key, length))
                if spot is not None:
                    first = last = spot
                length = 0
    return made


def _head(spots: Sequence[Spot], at: int) -> Line | None:
    """The head 注 above note 1, if there is one; a chapter's label and an opening remark may stand between."""
    for spot in reversed(spots[max(0, at - _HEAD) : at]):
        if is_head(spot.line.text):
            return spot.line
    return None


def _titled(spots: Sequence[Spot], at: int) -> bool:
    """Whether the line above is no text: the list begins the document or has a head of its own (参考文献), or is part of a list."""
    if not at:
        return True
    above = spots[at - 1].line
    return len(above.text) <= SHORT and not is_closed(above.text) and not is_scope(above.text) and filled(above) < _TITLE
