"""Markers of all pages and the notes found → which note each marker points to."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pipeline.read.pdf.page import FoundNote, Page
from pipeline.read.pdf.signs import POWER, Place, Sign, markers, sign_of

IN_LINE = 3  # parts of the place of a marker in a line: page, line, start; one in a cell has five
_MOST = 1_000_000  # markers times lists that are fitted to each other; more are left without a link
_EDGE = ("running-head", "page-number")


class Mark(NamedTuple):
    """A marker: page and line where it stands (a table's cells stand before a line), its place, what it shows and how plainly."""

    at: tuple[int, float]
    place: Place
    sign: Sign
    strength: int


@dataclass(slots=True)
class _List:
    """A list of endnotes: where it begins, and its notes' keys by what their markers show."""

    first: tuple[int, float]
    keys: dict[Sign, str] = field(default_factory=dict)


def is_endnote(note: FoundNote) -> bool:
    """Whether a note stands in a list behind its chapter, not at a page's foot."""
    return note.key.startswith("e")


def marks(pages: Sequence[Page], taken: set[tuple[int, int]]) -> list[Mark]:
    """The markers of all pages in reading order, but for those in lines that are `taken` (by notes) or repeat on every page."""
    made: list[Mark] = []
    for index, page in enumerate(pages):
        for place, sign, strength in markers(page):
            if len(place) == IN_LINE - 1:
                if (index, place[0]) not in taken and page.lines[place[0]].kind not in _EDGE:
                    made.append(Mark((index, float(place[0])), (index, *place), sign, strength))
            else:
                made.append(Mark((index, page.tables[place[0]][0] - 0.5), (index, *place), sign, strength))
    return sorted(made, key=lambda mark: (mark.at, mark.place))


def linked(pages: Sequence[Page], found: Sequence[FoundNote]) -> dict[Place, str]:
    """The place of each marker, its page's index first, and the key of the note it points to.

    A marker's note is the one of its number at the foot of its page, or in the next list of endnotes behind it. Where lists of several
    chapters follow each other, numbers that begin anew tell which is whose.
    """
    return linked_of(pages, found, marks(pages, in_notes(found)))


def in_notes(found: Sequence[FoundNote]) -> set[tuple[int, int]]:
    """Page and line of all lines of notes."""
    return {(note.page, line) for note in found for line in range(note.first, note.last)}


def linked_of(pages: Sequence[Page], found: Sequence[FoundNote], every: Sequence[Mark]) -> dict[Place, str]:
    """The same, of markers that are known already."""
    made = _at_feet(pages, [note for note in found if not is_endnote(note)], every)
    ends = [note for note in found if is_endnote(note)]
    if ends:
        made |= _at_ends(ends, [mark for mark in every if mark.place not in made])
    return made


def _at_feet(pages: Sequence[Page], found: Sequence[FoundNote], every: Sequence[Mark]) -> dict[Place, str]:
    begun: list[dict[Sign, str]] = [{} for _ in pages]
    keys: defaultdict[Sign, set[str]] = defaultdict(set)
    for note in found:
        sign = sign_of(note)
        keys[sign].add(note.key)
        if note.label:
            begun[note.page].setdefault(sign, note.key)
    places: defaultdict[tuple[int, str], list[Mark]] = defaultdict(list)
    for mark in every:
        index = mark.place[0]
        key = begun[index].get(mark.sign)
        if key is None and len(keys[mark.sign]) == 1 and index + 1 < len(pages):
            key = begun[index + 1].get(mark.sign)
        if key is not None:
            places[index, key].append(mark)
    return {mark.place: key for (_, key), alike in places.items() for mark in _plainest(alike)}


def _plainest(alike: Sequence[Mark]) -> Iterator[Mark]:
    """Markers of one note without figures behind figures (2³) where it has a plainer one."""
    plainest = min(mark.strength == POWER for mark in alike)
    return (mark for mark in alike if (mark.strength == POWER) == plainest)


def _at_ends(ends: Sequence[FoundNote], every: Sequence[Mark]) -> dict[Place, str]:
    made: dict[Place, str] = {}
    for lists, near in _groups(_lists(ends), every):
        plain = [mark for mark in near if mark.strength != POWER]
        if len(lists) * len(plain) > _MOST:
            continue
        chosen = _chosen([mark.sign for mark in plain], [one.keys for one in lists])
        made |= {mark.place: key for mark, at in zip(plain, chosen, strict=True) if (key := lists[at].keys.get(mark.sign))}
        known = set(made.values())
        places = [mark.at for mark in plain]
        for mark in near:
            if mark.strength == POWER:
                before = bisect_left(places, mark.at) - 1
                key = lists[chosen[before] if before >= 0 else 0].keys.get(mark.sign)
                if key and key not in known:
                    made[mark.place] = key
    return made


def _lists(ends: Sequence[FoundNote]) -> list[_List]:
    """The lists in the order they stand in."""
    made: dict[str, _List] = {}
    for note in ends:
        one = made.setdefault(note.key.partition(":")[0], _List((note.page, float(note.first))))
        one.keys.setdefault(sign_of(note), note.key)
    return sorted(made.values(), key=lambda one: one.first)


def _groups(lists: Sequence[_List], every: Sequence[Mark]) -> Iterator[tuple[list[_List], Sequence[Mark]]]:
    """Lists without a marker between them, with the markers that stand before them and behind the lists before."""
    group: list[_List] = []
    near: Sequence[Mark] = ()
    places = [mark.at for mark in every]
    start = 0
    for one in lists:
        stop = bisect_left(places, one.first)
        if stop > start:
            if group:
                yield group, near
            group, near = [], every[start:stop]
            start = stop
        group.append(one)
    if group:
        yield group, near


def _chosen(signs: Sequence[Sign], lists: Sequence[Mapping[Sign, str]]) -> list[int]:
    """The list that each marker points into: never one before its predecessor's, most of them in the list, no number twice."""
    if len(lists) == 1 or not signs:
        return [0] * len(signs)
    came: list[list[int]] = []
    scores = [_gain(signs[0], one) for one in lists]
    for before, sign in pairwise(signs):
        again = before[0] == sign[0] and sign[1] <= before[1]
        ahead, best = -1, float("-inf")  # the best of the lists before
        made, origins = [], []
        for at, one in enumerate(lists):
            stays = scores[at] - again
            origins.append(ahead if best > stays else at)
            made.append(max(best, stays) + _gain(sign, one))
            if scores[at] > best:
                ahead, best = at, scores[at]
        came.append(origins)
        scores = made
    at = max(range(len(lists)), key=lambda at: (scores[at], -at))
    chosen = [at]
    for origins in reversed(came):
        at = origins[at]
        chosen.append(at)
    return chosen[::-1]


def _gain(sign: Sign, keys: Mapping[Sign, str]) -> float:
    return 1.0 if sign in keys else -1.0
