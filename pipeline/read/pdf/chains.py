"""Lines that may be notes at the foot of a page → the list of notes among them, and what goes on with a note before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.read.pdf.feet import Foot, framed
from pipeline.read.pdf.page import FoundNote, Line, Page
from pipeline.read.pdf.signs import IN_CELL, NAMED, PLAIN, POWER, SIGNS, Label, Sign, is_credit, label_of

_SAME_SIZE = 0.2  # share by which the lines of one page's notes differ in size (letters and kana of two fonts)
_EDGE = 0.7  # em by which labels of one list differ in where they begin (9 and 10 set flush right differ by half an em)
_GAP = 1.5  # em of white between two lines of notes; more, and something else begins
_JUMP = 3  # numbers that may be missing before a list is no longer the one that is due
_STARTS = 60  # lines of a foot that are tried as its first note
_FULL = 3.0  # em short of its column that the last line of a note may be which goes on elsewhere
_CLOSED = re.compile(r"[。．.！？!?」』）)”’\]】][ \u3000]*$")


@dataclass(slots=True)
class Chain:
    """Notes one after the other in a foot, as positions of its lines; `lead` goes on with the note before them."""

    lead: list[int] = field(default_factory=list)
    notes: list[tuple[Label, list[int]]] = field(default_factory=list)
    matched: int = 0
    ruled: bool = False

    @property
    def family(self) -> str:
        """The form of the first label."""
        return self.notes[0][0].family if self.notes else ""


def best(foot: Foot, pointed: Mapping[Sign, int], due: Mapping[str, int], waiting: Mapping[Sign, int]) -> Chain:
    """The list of notes that most markers point to, if it is one; else a chain without notes. `pointed` has how plainly markers do."""
    labels = [label_of(line) for _, line in foot.lines]
    wanted = (at for at, label in enumerate(labels) if label and (label.sign in pointed or _is_due(label.sign, due)))
    starts = [at for at in wanted if not _goes_before(foot, labels, at)][:_STARTS]
    chains = [_chain(foot, labels, at, pointed) for at in starts]
    for chain in chains:
        chain.ruled = foot.rule_above(foot.lines[chain.notes[0][1][0]][1])
    sure = [chain for chain in chains if _is_sure(chain, foot, pointed, due, waiting)]
    return max(sure, key=lambda chain: (chain.matched, len(chain.notes)), default=Chain())


def _goes_before(foot: Foot, labels: Sequence[Label | None], at: int) -> bool:
    """Whether the line above has the number before in the same form and place: the list began farther up."""
    above, label = labels[at - 1] if at else None, labels[at]
    if above is None or label is None or above.family != label.family:
        return False
    one, other = (framed(foot.lines[place][1].box, foot.lines[place][1].vertical) for place in (at - 1, at))
    return above.sign == (label.sign[0], label.sign[1] - 1) and abs(one.left - other.left) <= _EDGE * foot.lines[at][1].size


def _is_due(sign: Sign, due: Mapping[str, int]) -> bool:
    return sign[0] not in SIGNS and (sign[1] == 1 or due[sign[0]] <= sign[1] <= due[sign[0]] + _JUMP)


def _is_sure(chain: Chain, foot: Foot, pointed: Mapping[Sign, int], due: Mapping[str, int], waiting: Mapping[Sign, int]) -> bool:
    """Whether a list is one of notes: of its page by its markers, or by its rule where it is no endnotes that earlier pages wait for."""
    first = chain.notes[0][0]
    if (first.needs == "rule" and not chain.ruled) or (
        first.needs == "marker" and pointed.get(first.sign, POWER) < (PLAIN if chain.ruled else NAMED)
    ):
        return False
    if chain.matched and chain.matched * 2 >= len(chain.notes):
        return foot.small or chain.ruled
    return foot.small and chain.ruled and _is_due(first.sign, due) and waiting.get(first.sign, foot.page) >= foot.page - 1


def _chain(foot: Foot, labels: Sequence[Label | None], first: int, pointed: Mapping[Sign, int]) -> Chain:
    """The notes of a foot from the line `first` on, until the lines stop following each other."""
    opening = foot.lines[first][1]
    label = labels[first]
    chain = Chain()
    if label is None:
        return chain
    last = label
    edge = framed(opening.box, opening.vertical).left
    chain.notes.append((label, [first]))
    for at in range(first + 1, len(foot.lines)):
        line = foot.lines[at][1]
        if not _goes_on(foot.lines[at - 1][1], line, opening.size):
            break
        at_edge = abs(framed(line.box, line.vertical).left - edge) <= _EDGE * opening.size
        if at_edge and is_credit(line):
            break
        label = labels[at]
        if label and at_edge and _is_next(last, label, pointed):
            chain.notes.append((label, [at]))
            last = label
        else:
            chain.notes[-1][1].append(at)
    chain.matched = sum(pointed.get(label.sign, POWER) >= IN_CELL for label, _ in chain.notes)
    return chain


def _goes_on(above: Line, line: Line, size: float) -> bool:
    white = framed(above.box, above.vertical).bottom - framed(line.box, line.vertical).top
    return white <= _GAP * size and abs(line.size - size) <= _SAME_SIZE * size


def _is_next(last: Label, label: Label, pointed: Mapping[Sign, int]) -> bool:
    """Whether a label is that of the note after `last`: the next number in the same form, or a sign that a marker has."""
    if label.sign[0] != last.sign[0] or label.sign[0] in SIGNS:
        return label.sign in pointed and label.sign != last.sign
    if label.family != last.family:
        return False
    step = label.sign[1] - last.sign[1]
    return step == 1 or (1 < step <= _JUMP and label.sign in pointed)


def lead(chain: Chain, foot: Foot, pages: Sequence[Page], before: FoundNote | None) -> None:
    """Puts into the chain the lines above its first note that go on with the note before it, on this page or the last."""
    if before is None or not foot.page - 1 <= before.page <= foot.page or not foot.small:
        return
    ended = pages[before.page].lines[before.last - 1]
    stop = chain.notes[0][1][0] if chain.notes else len(foot.lines)
    first = _first_of_lead(foot, ended, stop)
    if first == stop or is_credit(foot.lines[first][1]):
        return
    ruled = foot.rule_above(foot.lines[first][1])
    if (ruled and chain.notes) or (_breaks_off(ended) and (ruled or chain.notes or before.page == foot.page)):
        chain.lead = list(range(first, stop))
        chain.ruled = chain.ruled or ruled


def _first_of_lead(foot: Foot, ended: Line, stop: int) -> int:
    """The uppermost of the lines above the line `stop` that follow each other in the size of the note that ended, up to a rule."""
    first = stop
    while first and _is_alike(ended, foot.lines[first - 1][1]):
        if first < len(foot.lines) and not _goes_on(foot.lines[first - 1][1], foot.lines[first][1], ended.size):
            break
        first -= 1
        if foot.rule_above(foot.lines[first][1]):
            break
    return first


def _breaks_off(line: Line) -> bool:
    """Whether a line is full and ends in mid-sentence."""
    box, column = framed(line.box, line.vertical), framed(line.frame, line.vertical)
    return column.right - box.right <= _FULL * line.size and not _CLOSED.search(line.text)


def _is_alike(one: Line, other: Line) -> bool:
    return one.vertical == other.vertical and abs(one.size - other.size) <= _SAME_SIZE * one.size
