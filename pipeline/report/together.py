"""Who is named in which sentence → who appears with whom, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt

from pipeline.report.actors import Thing, actors, in_sentences
from pipeline.review.rows import DocumentRows

IN_MATRIX, IN_NETWORK = 15, 30  # actors shown: more are not read any more
_LEVELS = 5


@dataclass(frozen=True, slots=True)
class Together:
    """Actors, the one with the most company first, and the number of sentences that name two of them."""

    actors: tuple[Thing, ...]
    counts: dict[tuple[int, int], int]

    def count(self, one: int, other: int) -> int:
        """Sentences that name both."""
        return self.counts.get((min(one, other), max(one, other)), 0)

    def level(self, one: int, other: int) -> int:
        """How dark the pair is drawn, 0 (never together) to 5; by the square root, so that one strong pair does not pale all others."""
        count, most = self.count(one, other), max(self.counts.values(), default=0)
        return max(1, round(_LEVELS * sqrt(count / most))) if count else 0

    def first(self, number: int) -> Together:
        """Only the first so many actors, those of them that have company among these."""
        counts = {pair: count for pair, count in self.counts.items() if max(pair) < number}
        left = sorted({one for pair in counts for one in pair})
        place = {one: at for at, one in enumerate(left)}
        return Together(tuple(self.actors[one] for one in left), {(place[a], place[b]): count for (a, b), count in counts.items()})


def together(rows: DocumentRows) -> Together:
    """Pairs of actors in the running text of a document."""
    named = in_sentences(rows)
    pairs: Counter[tuple[str, str]] = Counter()
    for found in named.values():
        pairs.update(combinations(sorted(found), 2))
    company: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        company[one] += count
        company[other] += count
    ordered = sorted((thing for thing in actors(rows) if company[thing.entity_id]), key=lambda thing: -company[thing.entity_id])
    place = {thing.entity_id: at for at, thing in enumerate(ordered)}
    counts = {_pair(place[one], place[other]): count for (one, other), count in pairs.items()}
    return Together(tuple(ordered), counts)


def strongest(pairs: Together, number: int) -> Sequence[tuple[Thing, Thing, int]]:
    """The pairs named together most often."""
    ordered = sorted(pairs.counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [(pairs.actors[one], pairs.actors[other], count) for (one, other), count in ordered[:number]]


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
