"""Lines of the body in reading order, from a note 1 on → the notes of its list, and of the lists of other chapters directly behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pipeline import rules
from pipeline.read.pdf.feet import SMALLER, framed
from pipeline.read.pdf.page import Line
from pipeline.read.pdf.signs import SIGNS, Label, label_of

ALIKE = 0.2  # share by which the sizes of one list differ (letters and kana of two fonts)
STYLE = 200  # of a font's weight, by which a heading between notes of the body's size differs from them
EDGE = 0.7  # em by which labels of one list differ in where they begin
DIGIT = 0.6  # em more for each further digit: numbers are set flush right too
GAP = 1.5  # em of white between lines of one note
HANGING = 0.5  # em that the lines of a note stand in under its label
JUMP = 3  # numbers that may be missing where the next ones come
LONGEST = 60  # lines of one note
RECENT = 3  # lists that show how the lines of notes are set
COLUMN = 200  # lines of a column that are looked at for where it begins
FULL = 0.8  # of its column: a line that was broken for want of room
ROOM = 3.0  # em short of its column that the last line of a paragraph is
SHORT = 20  # characters of a head at most
_BEFORE = r"[ \u3000(（\[［〔〈<⁽注註訳原補編脚※*＊]{0,4}"
_ONE = re.compile(_BEFORE + "[1１¹]")
_NUMBER = re.compile(_BEFORE + "[0-9０-９⁰¹²³⁴⁵⁶⁷⁸⁹]")
_CLOSED = re.compile(r"[。．.！？!?」』）)”’\]】>][ \u3000]*$")
_PLAIN = ("label-number", "label-glued")  # one form: a blank is often too narrow to be seen behind two digits


class Spot(NamedTuple):
    """A line of the body: the index of its page, and its own in `Page.lines`."""

    page: int
    at: int
    line: Line


Listed = list[tuple[Label, list[int]]]  # notes: the label of each and its lines


@dataclass(slots=True)
class Reading:
    """Reads the lists that begin with note 1 at a spot."""

    spots: Sequence[Spot]
    at: int
    label: Label
    body: float
    lists: list[Listed] = field(default_factory=list)
    _columns: dict[tuple[int, int], float] = field(default_factory=dict)
    _places: list[float] = field(default_factory=list)

    def spotted(self) -> list[list[tuple[Label, list[Spot]]]]:
        """The lists with their lines."""
        return [[(label, [self.spots[line] for line in lines]) for label, lines in notes] for notes in self.lists]

    def read(self) -> int:
        """Reads on until a line is none of the list's; where it stands."""
        self._open(self.at, self.label)
        at = self.at + 1
        while at < len(self.spots):
            line = self.spots[at].line
            if not self._is_alike(line) or is_head(line.text):
                if not (is_scope(line.text) and self._first(at + 1)):
                    break
                self._trim()
                self._open(at + 1, self._first(at + 1) or self.label)
                at += 2
                continue
            notes = self.lists[-1]
            label = self._next(at)
            if label:
                notes.append((label, [at]))
                self._places.append(left(line))
            elif is_scope(self.spots[at - 1].line.text) and notes[-1][1][-1] == at - 1 != notes[-1][1][0] and self._first(at):
                notes[-1][1].pop()
                self._trim()
                self._open(at, self._first(at) or self.label)
            elif len(notes[-1][1]) >= LONGEST:
                break
            else:
                notes[-1][1].append(at)
            at += 1
        self._trim()
        return self.lists[-1][-1][1][-1] + 1

    def _open(self, at: int, label: Label) -> None:
        self.lists.append([(label, [at])])
        self._places.append(left(self.spots[at].line))

    def _is_alike(self, line: Line) -> bool:
        """Whether a line is set like the first note."""
        first = self.spots[self.at].line
        if line.vertical != first.vertical or abs(line.size - first.size) > ALIKE * first.size:
            return False
        if first.size < SMALLER * self.body:
            return line.size < SMALLER * self.body
        return not (line.gothic != first.gothic and line.font != first.font) and abs((line.weight or 400) - (first.weight or 400)) < STYLE

    def _first(self, at: int) -> Label | None:
        """The label of note 1 that opens another list, in the form of the first."""
        if at >= len(self.spots) or not self._is_alike(self.spots[at].line):
            return None
        label = label_one(self.spots[at].line)
        return label if label and self._has_form(label) else None

    def _has_form(self, label: Label) -> bool:
        one, other = self.label.family, label.family
        return label.sign[0] == self.label.sign[0] and (one == other or (one in _PLAIN and other in _PLAIN))

    def _next(self, at: int) -> Label | None:
        """The label of the line, if it is that of the note that is due and stands where labels stand."""
        line = self.spots[at].line
        if not _NUMBER.match(line.text):
            return None
        label = label_of(line)
        last = self.lists[-1][-1][0].sign[1]
        if label is None or label.sign[0] in SIGNS or not self._has_form(label) or not last < label.sign[1] <= last + JUMP:
            return None
        if label.sign[1] > last + 1 and not self._comes_later(at, label.sign[1] + 1):
            return None
        return label if self._is_at_edge(at, label) and not self._in_mid_note(at, label) else None

    def _comes_later(self, at: int, number: int) -> bool:
        """Whether one of the lines behind begins with a number, in the same form."""
        for spot in self.spots[at + 1 : at + 1 + LONGEST]:
            if not self._is_alike(spot.line):
                return False
            if _NUMBER.match(spot.line.text) and (label := label_of(spot.line)) and self._has_form(label) and label.sign[1] == number:
                return True
        return False

    def _in_mid_note(self, at: int, label: Label) -> bool:
        """Whether a number is the note's own (a volume, a page): the line above breaks off, and the number comes again."""
        above = self.spots[at - 1].line
        return not is_closed(above.text) and filled(above) > FULL and self._comes_later(at, label.sign[1])

    def _is_at_edge(self, at: int, label: Label) -> bool:
        """Whether a label stands in its column where the first does in its own, or where another has stood."""
        line = self.spots[at].line
        more = len(str(label.sign[1])) - 1
        em = self.spots[self.at].line.size
        step = self._indent(at) - self._indent(self.at)
        if -(EDGE + DIGIT * more) * em <= step <= EDGE * em:
            return True
        return any(-(EDGE + DIGIT * more) * em <= left(line) - place <= EDGE * em for place in self._places[-COLUMN:])

    def _indent(self, at: int) -> float:
        """How far a line stands in from the outermost line of its column that is set like it."""
        column = self._column(at)
        if column not in self._columns:
            near = []
            for step in (-1, 1):
                place = at
                while 0 <= place < len(self.spots) and abs(place - at) < COLUMN and self._column(place) == column:
                    if place >= self.at and self._is_alike(self.spots[place].line):
                        near.append(left(self.spots[place].line))
                    place += step
            self._columns[column] = min(near)
        return left(self.spots[at].line) - self._columns[column]

    def _column(self, at: int) -> tuple[int, int]:
        return self.spots[at].page, self.spots[at].line.region

    def _trim(self) -> None:
        """Cuts off what stands behind the last note of a list."""
        label, lines = self.lists[-1][-1]
        hangs = self._hangs()
        for number, (above, at) in enumerate(pairwise(lines), start=1):
            one, other = self.spots[above], self.spots[at]
            near = self._column(above) == self._column(at)
            white = framed(one.line.box, one.line.vertical).bottom - framed(other.line.box, other.line.vertical).top
            short = _room(one.line) > ROOM
            outside = self._is_at_edge(at, label) if hangs else is_closed(one.line.text)
            if (near and white > GAP * one.line.size) or (short and outside):
                del lines[number:]
                return

    def _hangs(self) -> bool:
        """Whether the lines of a note stand in under its label."""
        second = [(notes[1], notes[0]) for one in self.lists[-RECENT:] for _, notes in one if len(notes) > 1]
        in_column = [pair for pair in second if self.spots[pair[0]].line.region == self.spots[pair[1]].line.region]
        deep = [
            pair
            for pair in in_column
            if left(self.spots[pair[0]].line) - left(self.spots[pair[1]].line) > HANGING * self.spots[pair[0]].line.size
        ]
        return 2 * len(deep) > len(in_column)


def label_one(line: Line) -> Label | None:
    """The label of a line that begins with the number 1."""
    label = label_of(line) if _ONE.match(line.text) else None
    return label if label and label.sign[1] == 1 and label.sign[0] not in SIGNS else None


def is_head(text: str) -> bool:
    """Whether a line is the head of a list of notes (注, 【注釈】, NOTES)."""
    return len(text) <= SHORT and any(rule.pattern.fullmatch(text.strip(" \u3000")) for rule in _rules("head"))


def is_scope(text: str) -> bool:
    """Whether a line names the chapter whose notes follow (［第1章］, 第2章　海の動き)."""
    return any(rule.pattern.fullmatch(text.strip(" \u3000")) for rule in _rules("scope"))


def is_closed(text: str) -> bool:
    """Whether a line ends as a sentence or a source does."""
    return _CLOSED.search(text) is not None


def filled(line: Line) -> float:
    """The share of its column that a line takes."""
    box, column = framed(line.box, line.vertical), framed(line.frame, line.vertical)
    return (box.right - box.left) / max(column.right - column.left, 1.0)


@cache
def _rules(role: str) -> tuple[rules.Rule, ...]:
    return tuple(rule for rule in rules.load("pdf_notes") if rule.fields["role"] == role)


def left(line: Line) -> float:
    """Where a line begins, in the frame lines are read in."""
    return framed(line.box, line.vertical).left


def _room(line: Line) -> float:
    """Em from the line's end to its column's."""
    return (framed(line.frame, line.vertical).right - framed(line.box, line.vertical).right) / line.size
