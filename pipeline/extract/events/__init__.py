"""A parsed sentence → its clauses: phrases, their particles, what depends on what, and the predicates among them (docs/events.md)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.extract.events.chunks import Chunk, chunks
from pipeline.extract.events.particles import particle
from pipeline.extract.events.predicates import Predicate, predicate
from pipeline.extract.events.tokens import Token
from pipeline.extract.events.tree import heads
from pipeline.model import Sentence

__all__ = ["Chunk", "Clauses", "Predicate", "Token", "read", "telling"]

_TOPIC = re.compile(r"(?<![にでと])は")
_OPENING = 12  # characters in which a topic stands that the sentence begins with


@dataclass(frozen=True, slots=True)
class Clauses:
    """A sentence's phrases, their particles, the index of the phrase each depends on, and those that are predicates by their index."""

    text: str
    chunks: tuple[Chunk, ...]
    particles: tuple[str, ...]
    heads: tuple[int, ...]
    predicates: dict[int, Predicate]
    under: tuple[tuple[int, ...], ...]


def telling(sentences: Sequence[Sentence], dated: Collection[str]) -> set[str]:
    """The ids of the sentences to be read: those dated or with a note, and before one without a topic that which tells who does it."""
    found = {s.id for s in sentences if s.id in dated or s.markers}
    for sentence, before in pairwise(reversed(sentences)):
        follows = sentence.paragraph == before.paragraph and sentence.number == before.number + 1
        topic = _TOPIC.search(sentence.text)
        if follows and sentence.id in found and not (topic and topic.start() < _OPENING):
            found.add(before.id)
    return found


def read(text: str, tokens: Sequence[Token]) -> Clauses:
    """The clauses of a sentence, of its words in order."""
    found = chunks(text, tokens)
    predicates = {chunk.index: made for chunk in found if (made := predicate(found, chunk.index))}
    particles = tuple("" if chunk.index in predicates else particle(chunk) for chunk in found)
    above = heads(found, particles, predicates)
    under: list[list[int]] = [[] for _ in found]
    for index, head in enumerate(above):
        if head != index:
            under[head].append(index)
    return Clauses(text, found, particles, above, predicates, tuple(map(tuple, under)))
