"""A sentence's clauses and its mentions → its phrases, and the mentions that stand in each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Self

from pipeline.extract.events import Chunk, Clauses, Predicate
from pipeline.model import Mention

_MOST = 64  # phrases under one that are looked at


@dataclass(frozen=True, slots=True)
class Phrases:
    """A sentence's clauses and its mentions, each layer in order; up to `home` its paragraph speaks of Japan and of no other state."""

    clauses: Clauses
    names: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    amounts: tuple[Mention, ...]
    home: int = 0

    @classmethod
    def of(cls, clauses: Clauses, mentions: Sequence[Mention], *, home: int = 0) -> Self:
        """The clauses of a sentence with its mentions of every layer."""
        ordered = sorted(mentions, key=lambda mention: mention.start)
        names, dates, amounts = (tuple(m for m in ordered if m.layer == layer) for layer in ("entities", "dates", "quantities"))
        return cls(clauses, names, dates, amounts, home)

    def under(self, index: int) -> list[int]:
        """What depends on a phrase, in order; of very many the last before it."""
        return list(self.clauses.under[index][-_MOST:])

    def particle(self, index: int) -> str:
        """The particle of a phrase."""
        return self.clauses.particles[index]

    def particles(self, index: int) -> set[str]:
        """The particles of what depends on a phrase."""
        return {self.particle(inner) for inner in self.under(index)}

    def chunk(self, index: int) -> Chunk:
        """A phrase."""
        return self.clauses.chunks[index]

    def predicate(self, index: int) -> Predicate | None:
        """The predicate of a phrase, where it is one."""
        return self.clauses.predicates.get(index)

    def head(self, index: int) -> int | None:
        """What a phrase depends on; None at the end of the sentence."""
        head = self.clauses.heads[index]
        return None if head == index else head

    def amounts_in(self, index: int) -> list[Mention]:
        """The amounts in a phrase."""
        return list(self._within(self.amounts, self.chunk(index)))

    def _within(self, mentions: Sequence[Mention], chunk: Chunk) -> Iterator[Mention]:
        at = bisect_left(mentions, chunk.start, key=lambda mention: mention.end - 1)
        while at < len(mentions) and mentions[at].start < chunk.end:
            yield mentions[at]
            at += 1

    def _last(self, mentions: Sequence[Mention], chunk: Chunk) -> Mention | None:
        found = None
        for mention in self._within(mentions, chunk):
            found = mention
        return found
