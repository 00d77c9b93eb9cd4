"""Quoted places → their places in a text, all those of a document together; what is not certain is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.review.evidence import Side, side
from pipeline.review.folding import fold
from pipeline.review.model import Anchor
from pipeline.review.streams import CONTEXT, Stream

_GRAM = 7
_COMMON = 24  # places of a gram or a word from which on it tells nothing
_SEED_SLACK = 6
_ALONE = 24
_MARGIN = 10
_NEAR = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A place that was found: a span of a sentence (or note), its words, and how certain it is, from 0 to 1."""

    sentence_id: str
    start: int
    end: int
    text: str
    certainty: float


@dataclass(frozen=True, slots=True)
class Lost:
    """A place that was not found, or not for certain, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quoted place, folded: its words, what stood before (turned round) and after, how much of that is of the same sentence."""

    words: str
    before: str
    after: str
    inside: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the words stand, in the folded text, and how its surroundings agree."""

    start: int
    end: int
    left: Side
    right: Side

    @property
    def score(self) -> int:
        """Equal characters on both sides, less penalties."""
        return self.left.score + self.right.score


class Searched:
    """A stream as it is searched: its folded text, where its sentences begin there, where its grams stand."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.folded = stream.folded
        self.text = stream.folded.text
        self.grams: dict[str, list[int]] = defaultdict(list)
        for at in range(len(self.text) - _GRAM + 1):
            self.grams[self.text[at : at + _GRAM]].append(at)
        self._words: dict[str, list[int]] = {}
        self.borders = self._borders()

    def _borders(self) -> frozenset[int]:
        found, units = set(), iter(unit.at for unit in self.stream.units)
        unit = next(units, None)
        for index, at in enumerate(self.folded.origin):
            while unit is not None and at >= unit:
                found.add(index)
                unit = next(units, None)
        return frozenset(found | {len(self.text)})

    def places(self, words: str) -> list[int]:
        """Where the words stand."""
        if words not in self._words:
            self._words[words] = list(_occurrences(self.text, words))
        return self._words[words]

    def candidates(self, wanted: Wanted) -> list[Candidate]:
        """The places of its words that something of the surroundings speaks for, the best first."""
        places = self.places(wanted.words)
        if len(places) > _COMMON:
            places = self._seeded(wanted)
        found = [self._candidate(wanted, start) for start in places]
        return sorted(found, key=lambda one: -one.score)

    def _candidate(self, wanted: Wanted, start: int) -> Candidate:
        end = start + len(wanted.words)
        before = self.text[max(0, start - 2 * CONTEXT) : start][::-1]
        return Candidate(start, end, side(wanted.before, before), side(wanted.after, self.text[end : end + 2 * CONTEXT]))

    def _seeded(self, wanted: Wanted) -> list[int]:
        """Places of words that stand very often: only those that a piece of the surroundings points to."""
        window = wanted.before[::-1] + wanted.words + wanted.after
        at = len(wanted.before)
        found: set[int] = set()
        for offset in range(0, len(window) - _GRAM + 1, 4):
            hits = self.grams.get(window[offset : offset + _GRAM], ())
            if len(hits) <= _COMMON:
                for hit in hits:
                    expected = hit + at - offset
                    found.update(_occurrences(self.text, wanted.words, expected - _SEED_SLACK, expected + len(wanted.words) + _SEED_SLACK))
        return sorted(found)


def place_all(stream: Stream, anchors: Sequence[Anchor], *, same_source: bool) -> list[Found | Lost]:
    """The place of each anchor, in the order given."""
    searched = Searched(stream)
    placed: dict[Anchor, Found | Lost] = {}
    for anchor in anchors:
        if anchor not in placed:
            placed[anchor] = (_unmoved(searched, anchor) if same_source else None) or _placed(searched, anchor)
    return [placed[anchor] for anchor in anchors]


def _unmoved(searched: Searched, anchor: Anchor) -> Found | None:
    unit = searched.stream.by_id.get(anchor.sentence_id)
    if unit is None or anchor.start is None or anchor.end is None or unit.text[anchor.start : anchor.end] != anchor.quote:
        return None
    return Found(unit.id, anchor.start, anchor.end, anchor.quote, 1.0)


def _placed(searched: Searched, anchor: Anchor) -> Found | Lost:
    wanted = wanted_of(anchor)
    if not wanted.words:
        return Lost("the decision quotes no words")
    candidates = searched.candidates(wanted)
    if not candidates:
        return Lost("its words are not in the text any more")
    best = candidates[0]
    if len(candidates) > 1 and best.score - candidates[1].score < _MARGIN:
        return Lost("its words stand in several places that are equally like the one meant")
    if best.score < _ALONE or not (_near(searched, best.left, best.start, -1) and _near(searched, best.right, best.end, 1)):
        return Lost("its words stand in the text, but not in the surroundings they had")
    return _found(searched, best)


def _near(searched: Searched, one: Side, at: int, direction: int) -> bool:
    return one.whole or one.clean >= _NEAR or at + direction * one.span in searched.borders


def _found(searched: Searched, candidate: Candidate) -> Found | Lost:
    start, end = searched.folded.span(candidate.start, candidate.end)
    unit = searched.stream.unit_at(start)
    if end > unit.at + len(unit.text):
        return Lost("its words are parted between two sentences now")
    return Found(unit.id, start - unit.at, end - unit.at, searched.stream.text[start:end], min(1.0, candidate.score / (2 * CONTEXT)))


def wanted_of(anchor: Anchor) -> Wanted:
    """An anchor as it is searched for."""
    inside = (
        len(fold(anchor.prefix[-anchor.start :]))
        if anchor.start and anchor.start <= len(anchor.prefix)
        else 0
        if anchor.start == 0
        else None
    )
    return Wanted(fold(anchor.quote), fold(anchor.prefix)[::-1], fold(anchor.suffix), inside)


def _occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> Iterable[int]:
    at = text.find(words, max(0, start), end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)
