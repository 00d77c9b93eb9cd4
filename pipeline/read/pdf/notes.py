"""The lines of all pages → the notes at their feet and behind their chapters, and which marker points to which note.

A note at a foot is told by several things together: it is set smaller than the body and stands below it (or below a short rule), its
label stands at the notes' left edge, its number is the one that is due, and a marker on its page points to it. A numbered list, a
remark under a table and a credit have some of these, never all. Lists of endnotes are told in `endnotes`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count, takewhile

from pipeline.read.pdf import endnotes, linking
from pipeline.read.pdf.chains import Chain, best, lead
from pipeline.read.pdf.endnotes import Candidate
from pipeline.read.pdf.feet import SMALLER, Foot, feet, main_size
from pipeline.read.pdf.linking import IN_LINE, Mark
from pipeline.read.pdf.markers import in_text
from pipeline.read.pdf.page import FoundNote, Page, Span
from pipeline.read.pdf.signs import IN_CELL, POWER, SIGNS, Sign, markers

_ISOLATED = 0.2  # notes for each marker there is: fewer, and the notes stand elsewhere; what has no rule above it is then none


@dataclass(slots=True)
class _Count:
    """What all pages say together: how many markers there are, the notes' forms, and notes told without a rule above them."""

    marked: int = 0
    families: Counter[str] = field(default_factory=Counter)
    unruled: dict[str, str] = field(default_factory=dict)  # key of a note → its form
    open: dict[Sign, int] = field(default_factory=dict)  # markers whose note is not on their page → the first page of such


def find(pages: Sequence[Page], body: float) -> tuple[FoundNote, ...]:
    """The notes of all pages in reading order, a piece for each stretch of lines; `body` is the body's size in points.

    Numbers may run through, begin again in each chapter or on each page; what goes on over a column or a page is a piece of its own
    with the key of its note. Keys of notes at a foot are the page's number and the note's, p12:3 or p12:*; of endnotes the list's,
    e2:12. Reads 1, 1), (1), 1., ¹, 注1, *1, ※1, * and †.
    """
    size = max(body, main_size(pages))
    lists = endnotes.candidates(pages, size)
    chosen = _sure([one for one in lists if one.headed], _open_marks(pages, (), lists)) if lists else []
    found = _at_feet(pages, size, chosen)
    if others := [one for one in lists if not one.headed]:
        more = _sure(others, _open_marks(pages, found, chosen), chosen, found)
        if more:
            chosen = sorted([*chosen, *more], key=lambda one: one.first)
            found = _at_feet(pages, size, chosen)
    number = 1
    for one in chosen:
        found += endnotes.found(one, number)
        number += len(one.lists)
    return tuple(sorted(found, key=lambda note: (note.page, note.first)))


def _open_marks(pages: Sequence[Page], found: Sequence[FoundNote], lists: Sequence[Candidate]) -> list[tuple[Mark, str]]:
    """The markers outside notes, each with the key of the note at a foot that it points to."""
    taken = {line for one in lists for line in one.lines()}
    every = linking.marks(pages, linking.in_notes(found))
    known = linking.linked_of(pages, found, every)
    return [(mark, known.get(mark.place, "")) for mark in every if len(mark.place) != IN_LINE or mark.place[:2] not in taken]


def _sure(
    lists: Sequence[Candidate], marks: Sequence[tuple[Mark, str]], others: Sequence[Candidate] = (), found: Sequence[FoundNote] = ()
) -> list[Candidate]:
    """Those of some lists that are endnotes by the markers between them and the list before, if these point to no note elsewhere.

    `others` are lists known already, `found` the notes at feet; all in reading order.
    """
    owner = {(note.page, line): note.key for note in found for line in range(note.first, note.last)}
    made: list[Candidate] = []
    places = [mark.at for mark, _ in marks]
    firsts = [other.first for other in others]
    for one in lists:
        before = bisect_left(firsts, one.first)
        since = max(firsts[before - 1] if before else (0, -1), made[-1].first if made else (0, -1))
        own = {owner.get(line, "") for line in one.lines()} | {""}
        near = marks[bisect_left(places, since) : bisect_left(places, one.first)]
        if endnotes.is_sure(one, [(mark.place[0], mark.sign) for mark, key in near if key in own and mark.strength != POWER]):
            made.append(one)
    return made


def _at_feet(pages: Sequence[Page], size: float, lists: Sequence[Candidate]) -> list[FoundNote]:
    """The notes at the feet of all pages; `lists` are the endnotes."""
    taken = {line for one in lists for line in one.lines()}
    ended = {sign for one in lists for sign in one.signs()}
    found: list[FoundNote] = []
    told = _Count()
    due: defaultdict[str, int] = defaultdict(lambda: 1)
    for index, page in enumerate(pages):
        pointed = _pointed(page, index, size, taken)
        told.marked += sum(strength >= IN_CELL and sign not in ended for sign, strength in pointed.items())
        pointed |= {sign: IN_CELL for sign, first in told.open.items() if first == index - 1 and sign not in pointed}
        for foot in feet(page, index, size, taken):
            chain = best(foot, pointed, due, told.open)
            lead(chain, foot, pages, found[-1] if found else None)
            begun = _write(chain, foot, page, found)
            told.families.update([chain.family] * len(begun))
            if not chain.ruled:
                told.unruled.update(dict.fromkeys(begun, chain.family))
            for label, _ in chain.notes:
                due[label.sign[0]] = label.sign[1] + 1
                pointed.pop(label.sign, None)
        for sign in pointed:
            told.open.setdefault(sign, index)
    doubtful = _doubtful(told, len({note.key for note in found}))
    return [note for note in found if note.key not in doubtful]


def _pointed(page: Page, index: int, size: float, taken: Collection[tuple[int, int]]) -> dict[Sign, int]:
    """What the markers of a page point to, and how plainly; raised digits that open a small line are the label of a note."""
    made: dict[Sign, int] = {}
    for place, sign, strength in markers(page):
        line = page.lines[place[0]] if len(place) == IN_LINE - 1 else None
        if line is not None and (index, place[0]) in taken:
            continue
        if line is None or line.size >= SMALLER * size or line.text[: place[1]].strip():
            made[sign] = max(made.get(sign, POWER), strength)
    return made


def _doubtful(told: _Count, notes: int) -> set[str]:
    """Notes without a rule above them that the rest of the document speaks against: of another form, or too few for its markers."""
    if notes < _ISOLATED * told.marked:
        return set(told.unruled)
    rare = {family for family, number in told.families.items() if number < _ISOLATED * max(told.families.values())}
    return {key for key, family in told.unruled.items() if family in rare and family != "label-sign"}


def link(pages: Sequence[Page], found: Sequence[FoundNote]) -> Mapping[tuple[int, int, int], str]:
    """Which note each marker of a line points to: (page index, line index, `Span.start`) → the note's key.

    A marker's note is the one of its number on its page; where numbers run through the document it may stand on the page after.
    What fits no note, and a figure behind a figure where the number has a plainer marker (2³), has no key.
    """
    linked = linking.linked(pages, found)
    return {(place[0], place[1], place[2]): key for place, key in linked.items() if len(place) == IN_LINE}


def link_cells(pages: Sequence[Page], found: Sequence[FoundNote]) -> Mapping[tuple[int, int, int, int], tuple[tuple[Span, str], ...]]:
    """The markers in cells of tables that point to a note.

    (page index, index in `Page.tables`, row, column) → each marker's span in the cell's text and the key of its note, in order.
    """
    made: defaultdict[tuple[int, int, int, int], list[tuple[Span, str]]] = defaultdict(list)
    for place, key in sorted(linking.linked(pages, found).items()):
        if len(place) != IN_LINE:
            page, table, row, column, start = place
            text = pages[page].tables[table][1].rows[row][column].text
            made[page, table, row, column] += [(span, key) for span in in_text(text) if span.start == start]
    return {place: tuple(spans) for place, spans in made.items()}


def _write(chain: Chain, foot: Foot, page: Page, found: list[FoundNote]) -> list[str]:
    """Adds the chain's pieces to what was found; the keys of the notes that begin in it."""
    begun: list[str] = []
    if chain.lead and found:
        _pieces(foot, chain.lead, found[-1].number, found[-1].key, 0, found)
    taken = {note.key for note in takewhile(lambda note: note.page == foot.page, reversed(found))}
    for label, lines in chain.notes:
        name = label.sign[0] * label.sign[1] if label.sign[0] in SIGNS else f"{label.sign[0]}{label.sign[1]}"
        key = next(key for again in count(1) if (key := f"p{page.number}:{name}" + (f".{again}" if again > 1 else "")) not in taken)
        taken.add(key)
        begun.append(key)
        _pieces(foot, lines, label.sign[1], key, label.length, found)
    return begun


def _pieces(foot: Foot, lines: Sequence[int], number: int, key: str, label: int, found: list[FoundNote]) -> None:
    """A note's lines as pieces without another line between."""
    places = [foot.lines[at][0] for at in lines]
    first = places[0]
    for place, following in zip(places, [*places[1:], -1], strict=True):
        if following != place + 1:
            found.append(FoundNote(foot.page, first, place + 1, number, key, label))
            first, label = following, 0
