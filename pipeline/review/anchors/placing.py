"""Quoted places → their places in a text, all those of a document together; what is not certain is lost.

First come the places whose surroundings agree in full. Those that kept their order are the chain; a place whose surroundings
changed on one side, or which reads like others, is then settled by its neighbours in the chain: it must stand between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.review.anchors.candidates import Candidate, Search, Wanted, wanted_of
from pipeline.review.folding import without_first_dropped
from pipeline.review.model import Anchor
from pipeline.review.streams import CONTEXT, Stream


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
class Limits:
    """What counts as certain; the figures are measured (docs/review.md)."""

    sure: float = 0.85  # share of the surroundings that agree where no neighbour is needed
    least: int = 30  # characters of surroundings there must be for that
    margin: int = 12  # by which the best place must agree better than the next
    alone: int = 40  # without near neighbours; agreement then breaks off only where a sentence does
    word: int = 8  # from how many characters on the words themselves count as agreement
    words: int = 20  # and how many of them at most
    between: int = 16  # between near neighbours, or beside one
    near: int = 8  # equal characters next to the words, where agreement breaks off within a sentence
    moved: float = 0.95  # share that agrees at a place out of order
    close: int = 400  # characters between two neighbours
    beside: int = 160  # characters from a neighbour that may have moved too
    far: int = 2_000  # characters: neighbours further away tell little
    slip: int = 4  # characters by which a place may miss the one its neighbours foretell
    drift: float = 0.06  # and this share of the distance


LIMITS = Limits()
_ROUNDS = 2  # what is settled helps to settle what is next to it
GONE = Lost("its words are not in the text any more")
ELSEWHERE = Lost("its words are in the text, but not in the surroundings they had")
SEVERAL = Lost("its words are in several places that are equally like the one meant")
CLAIMED = Lost("its words are where another decision has a better claim")
PARTED = Lost("its words are parted between two sentences now")
EMPTY = Lost("it quotes no words")


@dataclass(frozen=True, slots=True)
class Pin:
    """A place that is settled: where it was in the source, where it is in the folded text."""

    order: int
    start: int


def place_all(stream: Stream, anchors: Sequence[Anchor], limits: Limits = LIMITS) -> list[Found | Lost]:
    """The place of each anchor, in the order given."""
    search = Search(stream)
    wanted = {anchor: wanted_of(anchor) for anchor in anchors}
    settled = _Settling(search, limits).settle(list(dict.fromkeys(wanted.values())))
    return [_told(search, settled[wanted[anchor]], anchor, wanted[anchor]) for anchor in anchors]


class _Settling:
    """The places of a document's anchors while they are settled."""

    def __init__(self, search: Search, limits: Limits) -> None:
        self.search, self.limits = search, limits
        self.chain: list[Pin] = []
        self.pins: list[Pin] = []

    def settle(self, wanted: Sequence[Wanted]) -> dict[Wanted, Candidate | Lost]:
        """The place of each, or why it has none."""
        options = {one: self.search.candidates(one) or self.search.misread(one) for one in wanted}
        sure = {one: found[0] for one, found in options.items() if self._sure(one, found)}
        pins = [Pin(one.order, place.start) for one, place in sure.items() if one.order is not None]
        self.chain = _in_order(pins)
        exact = [Pin(one.order, place.start) for one, place in sure.items() if one.order is not None and self._exact(one, place)]
        self.pins = sorted({*self.chain, *exact}, key=lambda pin: (pin.order, pin.start))
        settled: dict[Wanted, Candidate | Lost] = {}
        for _ in range(_ROUNDS):
            settled = {one: self._settled(one, found, sure.get(one)) for one, found in options.items()}
            places = [
                Pin(one.order, place.start) for one, place in settled.items() if one.order is not None and isinstance(place, Candidate)
            ]
            self.chain, self.pins = _in_order(places), sorted(set(places), key=lambda pin: (pin.order, pin.start))
        return _without_rivals(settled, self.limits)

    def _sure(self, wanted: Wanted, found: Sequence[Candidate]) -> bool:
        if not found or wanted.full < self.limits.least or found[0].score < self.limits.sure * wanted.full:
            return False
        if not (found[0].left.whole and found[0].right.whole):
            return False
        return len(found) == 1 or found[0].score - found[1].score >= self.limits.margin

    def _settled(self, wanted: Wanted, found: Sequence[Candidate], sure: Candidate | None) -> Candidate | Lost:
        if not wanted.words:
            return EMPTY
        before, after = self._neighbours(wanted, self.chain)
        if before is None and after is None:
            return sure or self._alone(wanted, found, found)
        foretold = self._foretold(wanted, before, after)
        if foretold is not None:
            return foretold
        near = [one for one in found if self._beside(wanted, one) or self._enclosed(one, before, after)]
        if near:
            return self._near(wanted, near, found)
        around = [one for one in found if (before is None or before.start <= one.start) and (after is None or one.start <= after.start)]
        return self._alone(wanted, around, found) if around else self._moved(wanted, found)

    def _exact(self, wanted: Wanted, place: Candidate) -> bool:
        """Whether the surroundings agree so well that the place may be anywhere."""
        return wanted.full >= self.limits.least and place.score >= self.limits.moved * wanted.full

    def _neighbours(self, wanted: Wanted, pins: Sequence[Pin]) -> tuple[Pin | None, Pin | None]:
        """The nearest pins before and after, but for its own."""
        if wanted.order is None:
            return None, None
        at = bisect_left(pins, wanted.order, key=lambda pin: pin.order)
        past = bisect_right(pins, wanted.order, key=lambda pin: pin.order)
        before = pins[at - 1] if at else None
        after = pins[past] if past < len(pins) else None
        far = self.limits.far
        return (
            before if before and wanted.order - before.order <= far else None,
            after if after and after.order - wanted.order <= far else None,
        )

    def _beside(self, wanted: Wanted, one: Candidate) -> bool:
        """Whether the place is as far from one of its neighbours as it was, and near it: they may have moved together."""
        for pin in self._neighbours(wanted, self.pins):
            if pin is not None and wanted.order is not None:
                distance = wanted.order - pin.order
                slip = self.limits.slip + self.limits.drift * abs(distance)
                if abs(distance) <= self.limits.beside and abs(one.start - pin.start - distance) <= slip:
                    return True
        return False

    def _foretold(self, wanted: Wanted, before: Pin | None, after: Pin | None) -> Candidate | None:
        """The place between two neighbours that are as far from each other as they were, where the words are and nowhere near."""
        if before is None or after is None or wanted.order is None:
            return None
        distance, now = after.order - before.order, after.start - before.start
        if abs(distance - now) > self.limits.slip + self.limits.drift * distance:
            return None
        expected = before.start + round((wanted.order - before.order) * now / distance)
        slip = self.limits.slip + round(self.limits.drift * min(wanted.order - before.order, after.order - wanted.order))
        places = self.search.near(wanted.words, expected - 3 * slip, expected + 3 * slip)
        if len(places) != 1 or abs(places[0] - expected) > slip:
            return None
        found = self.search.candidate(wanted, places[0])
        least, most = sorted((found.left.clean, found.right.clean))
        return found if least >= 2 and most >= self.limits.near + 2 else None

    def _enclosed(self, one: Candidate, before: Pin | None, after: Pin | None) -> bool:
        """Whether the place is between two neighbours that are not far from each other."""
        if before is None or after is None or after.order - before.order > self.limits.close:
            return False
        return before.start <= one.start <= after.start

    def _near(self, wanted: Wanted, near: Sequence[Candidate], found: Sequence[Candidate]) -> Candidate | Lost:
        """The best of the places that the neighbours speak for."""
        best = near[0]
        if (len(near) > 1 and best.score - near[1].score < self.limits.margin) or found[0].score - best.score >= self.limits.margin:
            return SEVERAL
        if best.score < self.limits.between or not self._unbroken(wanted, best, self.limits.near):
            return ELSEWHERE
        return best

    def _alone(self, wanted: Wanted, around: Sequence[Candidate], found: Sequence[Candidate]) -> Candidate | Lost:
        """The best of the places that no neighbour speaks against."""
        if not found:
            return GONE
        best = around[0]
        others = [one.score for one in found if one is not best]
        if others and best.score - max(others) < self.limits.margin:
            return SEVERAL
        said = best.score + min(max(0, len(wanted.words) - self.limits.word), self.limits.words)
        if (
            said < min(self.limits.alone, self.limits.moved * wanted.full)
            or said < self.limits.least
            or not self._unbroken(wanted, best, None)
        ):
            return ELSEWHERE
        return best

    def _moved(self, wanted: Wanted, found: Sequence[Candidate]) -> Candidate | Lost:
        if not found:
            return GONE
        if not self._exact(wanted, found[0]):
            return ELSEWHERE
        return found[0] if len(found) == 1 or found[0].score - found[1].score >= self.limits.margin else SEVERAL

    def _unbroken(self, wanted: Wanted, one: Candidate, near: int | None) -> bool:
        """Whether the surroundings agree on both sides as far as the sentence goes, or `near` far; and speak for no twin."""
        left, right = self.search.sentence_agrees(one)
        if near is not None:
            left, right = left or one.left.clean >= near, right or one.right.clean >= near
        if not (left and right):
            return False
        return (one.left.whole and one.right.whole) or not self._twin(wanted, one)

    def _twin(self, wanted: Wanted, one: Candidate) -> bool:
        """Whether the place could as well be where the same words stood again, in the surroundings that are wanted."""
        window = wanted.before[::-1] + wanted.words + wanted.after
        own, at = len(wanted.before), window.find(wanted.words)
        while at >= 0:
            if at != own:
                end = at + len(wanted.words)
                twin = self.search.candidate(Wanted(wanted.words, window[:at][::-1], window[end:], None), one.start)
                if twin.left.score > one.left.score or twin.right.score > one.right.score:
                    return True
            at = window.find(wanted.words, at + 1)
        return False


def _in_order(pins: Sequence[Pin]) -> list[Pin]:
    """The longest series of pins whose places follow one another as they did in the source."""
    ordered = sorted(set(pins), key=lambda pin: (pin.order, pin.start))
    tails: list[int] = []
    last: list[int] = []
    previous: list[int] = []
    for index, pin in enumerate(ordered):
        at = bisect_right(tails, pin.start)
        previous.append(last[at - 1] if at else -1)
        tails[at : at + 1] = [pin.start]
        last[at : at + 1] = [index]
    chain, index = [], last[-1] if last else -1
    while index >= 0:
        chain.append(ordered[index])
        index = previous[index]
    return chain[::-1]


def _without_rivals(settled: dict[Wanted, Candidate | Lost], limits: Limits) -> dict[Wanted, Candidate | Lost]:
    """Where several quoted places claim one span, the one that agrees far better has it; else none."""
    claims: dict[tuple[int, int], list[Wanted]] = defaultdict(list)
    for one, place in settled.items():
        if isinstance(place, Candidate):
            claims[place.start, place.end].append(one)
    for claimed in claims.values():
        first, *others = sorted(claimed, key=lambda one: -_score(settled[one]))
        rivals = [one for one in others if not _one_place(first, one)]
        if rivals:
            ahead = _score(settled[first]) - _score(settled[rivals[0]]) >= limits.margin
            for loser in rivals if ahead else claimed:
                settled[loser] = CLAIMED
    return settled


def _one_place(one: Wanted, other: Wanted) -> bool:
    """Whether two quotations are of one place: that of an added mention may have no offsets in the source, or others."""
    if one.order is not None and one.order == other.order:
        return True
    alike = one.before == other.before and one.after == other.after
    return alike and (one.order is None or other.order is None or abs(one.order - other.order) <= CONTEXT)


def _score(place: Candidate | Lost) -> int:
    return place.score if isinstance(place, Candidate) else 0


def _told(search: Search, place: Candidate | Lost, anchor: Anchor, wanted: Wanted) -> Found | Lost:
    if isinstance(place, Lost):
        return place
    stream = search.stream
    start, end = stream.folded.span(place.start, place.end)
    begun = start - (len(anchor.quote) - len(without_first_dropped(anchor.quote)))
    if begun >= 0 and stream.text.startswith(anchor.quote, begun):  # with what comparison drops at its ends
        start, end = begun, begun + len(anchor.quote)
    unit = stream.unit_at(start)
    if end > unit.at + len(unit.text):
        return PARTED
    certainty = max(0, place.score) / max(1, wanted.full)
    return Found(unit.id, start - unit.at, end - unit.at, stream.text[start:end], round(certainty, 3))
