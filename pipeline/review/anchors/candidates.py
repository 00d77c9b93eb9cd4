"""A quoted place → the places of a text where its words stand, and how far the surroundings agree there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.review.anchors.evidence import Side, side
from pipeline.review.folding import NUMERALS, fold
from pipeline.review.model import Anchor
from pipeline.review.streams import CONTEXT, GRAM, Stream

_FREQUENT = 24  # places of words or pieces from which on they are looked up by what is around them, or tell nothing
_SEED_SLACK = 6
_MISREAD = 6  # characters of a quotation for each that may be misread
_GUIDE = 10  # characters on both sides that must then be equal
_REACH = CONTEXT + 16  # characters of the text that are compared on a side


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quoted place, folded: its words, what stood before them (turned round) and after, and where it was in the source."""

    words: str
    before: str
    after: str
    order: int | None

    @property
    def full(self) -> int:
        """The score of surroundings that agree in every character."""
        return len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of the folded text that has the words, and how its surroundings agree."""

    start: int
    end: int
    left: Side
    right: Side

    @property
    def score(self) -> int:
        """Equal characters on both sides, less penalties."""
        return self.left.score + self.right.score


def wanted_of(anchor: Anchor) -> Wanted:
    """An anchor as it is searched for."""
    return Wanted(fold(anchor.quote), fold(anchor.prefix)[::-1], fold(anchor.suffix), anchor.raw_start)


class Search:
    """A stream as it is searched."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.text = stream.folded.text
        self._places: dict[str, list[int]] = {}

    def candidates(self, wanted: Wanted) -> list[Candidate]:
        """The places of its words; of frequent words those that a piece of the surroundings points to. The best first."""
        places = self.places(wanted.words)
        if len(places) > _FREQUENT:
            places = sorted(self._seeded(wanted))
        return sorted((self.candidate(wanted, start) for start in places), key=lambda one: -one.score)

    def places(self, words: str) -> list[int]:
        """Where the words stand."""
        if words not in self._places:
            self._places[words] = list(_occurrences(self.text, words, 0, len(self.text)))
        return self._places[words]

    def near(self, words: str, first: int, last: int) -> list[int]:
        """Where the words stand from one place to another."""
        places = self.places(words)
        return places[bisect_left(places, first) : bisect_left(places, last + 1)]

    def misread(self, wanted: Wanted) -> list[Candidate]:
        """Places of words that differ by a misread character in six, no numeral, between surroundings that agree on both sides."""
        allowed = len(wanted.words) // _MISREAD
        before, after = wanted.before[:_GUIDE][::-1], wanted.after[:_GUIDE]
        if not allowed or len(before) < _GUIDE or len(after) < _GUIDE:
            return []
        spans = set()
        for expected in set(self.seeds(wanted)):
            start = self.text.find(before, max(0, expected - _GUIDE - allowed), expected + allowed) + _GUIDE
            end = self.text.find(after, start + len(wanted.words) - allowed, start + len(wanted.words) + allowed + _GUIDE)
            if start >= _GUIDE and end >= 0 and _misread(wanted.words, self.text[start:end], allowed):
                spans.add((start, end))
        return sorted((self.candidate(wanted, start, end - start) for start, end in spans), key=lambda one: -one.score)

    def candidate(self, wanted: Wanted, start: int, length: int | None = None) -> Candidate:
        """The surroundings of a place compared with those that are wanted."""
        end = start + (len(wanted.words) if length is None else length)
        before = self.text[max(0, start - _REACH) : start][::-1]
        return Candidate(start, end, side(wanted.before, before), side(wanted.after, self.text[end : end + _REACH]))

    def sentence_agrees(self, one: Candidate) -> tuple[bool, bool]:
        """For either side, whether all that was quoted agrees, or at least what is of the same sentence."""
        borders = self.stream.borders
        left = one.left.whole or _between(borders, one.start - one.left.span, one.start)
        return left, one.right.whole or _between(borders, one.end, one.end + one.right.span)

    def seeds(self, wanted: Wanted) -> Iterator[int]:
        """Where the words would begin, by each piece of the surroundings that stands in the text and is not frequent."""
        window = wanted.before[::-1] + wanted.words + wanted.after
        at, grams = len(wanted.before), self.stream.grams
        for offset in range(0, len(window) - GRAM + 1, 4):
            hits = grams.get(window[offset : offset + GRAM], ())
            if len(hits) <= _FREQUENT:
                yield from (hit + at - offset for hit in hits)

    def _seeded(self, wanted: Wanted) -> set[int]:
        found: set[int] = set()
        for expected in set(self.seeds(wanted)):
            found.update(self.near(wanted.words, expected - _SEED_SLACK, expected + _SEED_SLACK))
        return found


def _misread(words: str, there: str, allowed: int) -> bool:
    changes = Levenshtein.editops(words, there)
    changed = {char for change in changes for char in (words + " ")[change.src_pos] + (there + " ")[change.dest_pos]}
    return len(changes) <= allowed and NUMERALS.isdisjoint(changed)


def _between(places: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(places, first)
    return at < len(places) and places[at] <= last


def _occurrences(text: str, words: str, start: int, end: int) -> Iterator[int]:
    at = text.find(words, start, end) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)
