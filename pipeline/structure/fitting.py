"""Candidates in the order of the text → those that are the sequence 1 … N at the least cost, and the numbers that two fit alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

KNOWN = -2.0  # cost of a marker that is certain
_MISS = 1.6  # cost of a number that no candidate stands for; a dearer candidate is never worth its place
_MARGIN = 0.35  # two fits whose costs differ by less are equally good
_NONE = 10**9  # no number is as high
_ENOUGH = 0.5  # of the numbers must be found, or what fits does so by chance


@dataclass(frozen=True, slots=True)
class Candidate:
    """Consecutive numbers that stand in one place, and how unlikely a place it is."""

    numbers: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """The candidates chosen, by their indexes; for each number that is left open, the candidates that fit it alike."""

    chosen: tuple[int, ...]
    ambiguous: dict[int, tuple[int, ...]]


class _Least:
    """The least value at any place up to a given one: a Fenwick tree of minima."""

    def __init__(self, size: int) -> None:
        self._least = [float("inf")] * (size + 1)

    def lower(self, place: int, value: float) -> None:
        """Puts a value at a place from 0."""
        place += 1
        while place < len(self._least):
            self._least[place] = min(self._least[place], value)
            place += place & -place

    def upto(self, place: int) -> float:
        """The least value at places 0 to `place`."""
        place += 1
        least = float("inf")
        while place > 0:
            least = min(least, self._least[place])
            place -= place & -place
        return least


def fit(candidates: Sequence[Candidate], numbers: Iterable[int]) -> Outcome:
    """The candidates that follow each other as the numbers do, at the least cost; time grows with their number, not with its square."""
    order = sorted(numbers)
    rank = {number: place for place, number in enumerate(order, start=1)}
    spans = [(rank.get(one.numbers[0], 0), rank.get(one.numbers[-1], 0)) for one in candidates]
    forward = _best(spans, [one.cost for one in candidates])
    mirrored = [(len(order) + 1 - last, len(order) + 1 - first) if first else (0, 0) for first, last in reversed(spans)]
    backward = _best(mirrored, [one.cost for one in reversed(candidates)])[::-1]
    whole = [ahead + behind - one.cost for ahead, behind, one in zip(forward, backward, candidates, strict=True)]
    return _outcome(candidates, spans, whole, len(order))


def _best(spans: Sequence[tuple[int, int]], costs: Sequence[float]) -> list[float]:
    """For each candidate the least cost of all up to it if it is chosen, numbers skipped counted in."""
    size = max((last for _, last in spans), default=0) + 1
    least = _Least(size + 1)
    least.lower(0, 0.0)
    made = []
    for (first, last), cost in zip(spans, costs, strict=True):
        total = least.upto(first - 1) + _MISS * (first - 1) + cost if first else float("inf")
        made.append(total)
        if first:
            least.lower(last, total - _MISS * last)
    return made


def _outcome(candidates: Sequence[Candidate], spans: Sequence[tuple[int, int]], whole: Sequence[float], count: int) -> Outcome:
    least = min(whole, default=float("inf"))
    rivals: dict[int, list[int]] = defaultdict(list)
    for index, total in enumerate(whole):
        if total <= least + _MARGIN and total < _MISS * count:
            for number in candidates[index].numbers:
                rivals[number].append(index)
    best = {number: [i for i in found if candidates[i].cost <= KNOWN] or found for number, found in rivals.items()}
    certain = [found[0] for found in best.values() if len(found) == 1]
    chosen = sorted({i for i in certain if all(best[number] == [i] for number in candidates[i].numbers)})
    chosen = _climbing(chosen, spans)
    ambiguous = {number: tuple(found) for number, found in sorted(best.items()) if len(found) > 1}
    if sum(len(candidates[i].numbers) for i in chosen) + len(ambiguous) < max(1, _ENOUGH * (count + 1)):
        return Outcome((), {})
    return Outcome(tuple(chosen), ambiguous)


def _climbing(chosen: Sequence[int], spans: Sequence[tuple[int, int]]) -> list[int]:
    """Those that stand in the order of their numbers; of two that do not, each was as good as the other, and both go."""
    highest = list(accumulate((spans[i][1] for i in chosen), max, initial=0))
    lowest = list(accumulate((spans[i][0] for i in reversed(chosen)), min, initial=_NONE))[::-1]
    return [i for place, i in enumerate(chosen) if highest[place] < spans[i][0] and spans[i][1] < lowest[place + 1]]
