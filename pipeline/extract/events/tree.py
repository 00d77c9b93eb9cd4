"""Phrases and predicates → what each phrase depends on.

A Japanese phrase depends on one to its right, and no two dependencies cross: what a phrase can depend on is the next phrase, what that
depends on, and so on. Among those particles, word order and the places that are taken already decide; GiNZA's dependency where they
leave a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.events.chunks import Chunk
from pipeline.extract.events.predicates import Predicate

_MOST_STEPS = 24
_CASES = ("が", "を")
_TOPICS = ("は", "では", "には", "とは", "からは", "も", "までは", "へは", "によれば", "によると")
_ATTRIBUTES = ("の", "との", "への", "からの", "での", "までの", "などの", "な", "という", "による", "における", "に関する", "に対する")
_ALONE = ("連体詞",)
_INNER = ("modifies", "content", "quoted", "condition", "while", "asked")


def heads(found: Sequence[Chunk], particles: Sequence[str], predicates: Mapping[int, Predicate]) -> tuple[int, ...]:
    """For each phrase the index of the one it depends on, its own for the last of a clause chain."""
    result = [chunk.index for chunk in found]
    taken: set[tuple[int, str]] = set()
    for index in range(len(found) - 2, -1, -1):
        ways = list(_ways(result, index))
        result[index] = _choose(found, particles, predicates, taken, index, ways)
        if particles[index] in _CASES:
            taken.add((result[index], particles[index]))
    return tuple(result)


def _ways(result: Sequence[int], index: int) -> Iterator[int]:
    at = index + 1
    for _ in range(_MOST_STEPS):
        yield at
        if result[at] == at:
            return
        at = result[at]


def _choose(
    found: Sequence[Chunk],
    particles: Sequence[str],
    predicates: Mapping[int, Predicate],
    taken: set[tuple[int, str]],
    index: int,
    ways: Sequence[int],
) -> int:
    chunk, particle = found[index], particles[index]
    own = predicates.get(index)
    if (own is not None and own.form == "modifies") or (own is None and (particle in _ATTRIBUTES or chunk.core.tag.startswith(_ALONE))):
        nouns = [way for way in ways if way not in predicates or not predicates[way].act] or list(ways)
        return chunk.toward if chunk.toward in nouns else nouns[0]
    if own is not None and own.form in ("content", "while"):
        return (
            ways[0]
            if found[ways[0]].words[0].start == found[index + 1].words[0].start and index + 1 not in predicates
            else _verb(ways, predicates)
        )
    verbs = [way for way in ways if way in predicates]
    if not verbs:
        return chunk.toward if chunk.toward in ways else ways[-1]
    if own is not None:
        return _of_clause(chunk, predicates, taken, verbs)
    if particle in ("と", "や", "、", "および", "及び", "・", "") and chunk.toward in ways and chunk.toward not in predicates:
        return chunk.toward
    free = [way for way in verbs if particle not in _CASES or (way, particle) not in taken] or verbs
    if particle in _TOPICS or particle.endswith("は"):
        return _of_topic(free, predicates, taken)
    if not chunk.comma and free[0] == index + 1:
        return free[0]
    return chunk.toward if chunk.toward in free else free[0]


def _verb(ways: Sequence[int], predicates: Mapping[int, Predicate]) -> int:
    return next((way for way in ways if way in predicates), ways[0])


def _of_clause(chunk: Chunk, predicates: Mapping[int, Predicate], taken: set[tuple[int, str]], verbs: Sequence[int]) -> int:
    """A clause that ends with a comma passes over what modifies a noun and what is said of another's doing."""
    if not chunk.comma:
        return chunk.toward if chunk.toward in verbs else verbs[0]

    def goes_on(way: int) -> bool:
        form = predicates[way].form
        return form != "modifies" and (form not in ("content", "quoted") or (way, "が") not in taken)

    open_to = [way for way in verbs if goes_on(way)] or list(verbs)
    return chunk.toward if chunk.toward in open_to else open_to[0]


def _of_topic(verbs: Sequence[int], predicates: Mapping[int, Predicate], taken: set[tuple[int, str]]) -> int:
    """A topic is that of the sentence, not of what modifies a noun in it nor of what somebody with a が of his own says."""
    outer = verbs[0]
    for way in verbs:
        outer = way
        if predicates[way].form not in _INNER:
            return way
        if predicates[way].form == "quoted":
            over = next((other for other in verbs if other > way), None)
            if over is None or predicates[over].passive or (over, "が") in taken or not predicates[over].act:
                return way
    return outer
