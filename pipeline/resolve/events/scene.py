"""A sentence's clauses and its mentions → which things, dates and amounts stand in which phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.events import Chunk, Clauses, Predicate
from pipeline.model import Date, Mention, Name

_DOERS = frozenset({"GPE", "ORG", "PERSON"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LISTING = frozenset({"と", "や", "", "および", "及び", "・", "も", "または", "並びに"})
_MOST = 16
_POINTS = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The clauses of a sentence, and the mentions of each layer in order."""

    clauses: Clauses
    names: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    amounts: tuple[Mention, ...]

    def under(self, index: int) -> list[int]:
        """What depends on a phrase, in order; of very many the last before it."""
        return list(self.clauses.under[index][-4 * _MOST :])

    def particle(self, index: int) -> str:
        """The particle of a phrase."""
        return self.clauses.particles[index]

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

    def ids(self, index: int) -> tuple[str, ...]:
        """The ids of those that a phrase names as doers, with those listed before it; empty where its noun is something else."""
        found = self._own_ids(index)
        if not found:
            return ()
        listed = [one for inner in self.under(index) if inner < index and self.particle(inner) in _LISTING for one in self._own_ids(inner)]
        return tuple(dict.fromkeys([*listed, *found]))

    def _own_ids(self, index: int) -> tuple[str, ...]:
        chunk = self.chunk(index)
        mention = self._last(self.names, chunk)
        if mention is None:
            return self._of_part(index)
        value = mention.value
        if not isinstance(value, Name) or value.label not in _DOERS:
            return ()
        behind = self.clauses.text[mention.end : chunk.end] if mention.end < chunk.end else ""
        if behind and not _part(value.label).fullmatch(behind):
            return ()
        return tuple(one for one, _ in value.ids)

    def _of_part(self, index: int) -> tuple[str, ...]:
        """Of a part that acts for a whole named before it: 中国の海軍, ロシアの側."""
        chunk = self.chunk(index)
        if not _part("GPE").fullmatch(self.clauses.text[chunk.start : chunk.end]):
            return ()
        owners = [inner for inner in self.under(index) if inner < index and self.particle(inner) == "の"]
        return self.ids(owners[-1]) if owners else ()

    def places(self, index: int) -> tuple[str, ...]:
        """The ids of the places that a phrase names."""
        mention = self._last(self.names, self.chunk(index))
        value = mention.value if mention else None
        if not isinstance(value, Name) or value.label not in _PLACES:
            return ()
        return tuple(one for one, _ in value.ids)

    def date(self, index: int) -> Mention | None:
        """The point in time that a phrase is; None where it is something else."""
        chunk = self.chunk(index)
        for mention in self._within(self.dates, chunk):
            value = mention.value
            if not isinstance(value, Date) or value.type not in _POINTS:
                continue
            behind = self.clauses.text[mention.end : chunk.end] if mention.end < chunk.end else ""
            if mention.start <= chunk.start and (not behind or _time_tail().fullmatch(behind)):
                return mention
        return None

    def amounts_in(self, index: int) -> list[Mention]:
        """The amounts in a phrase."""
        return list(self._within(self.amounts, self.chunk(index)))

    def is_time(self, index: int) -> bool:
        """Whether a phrase is a date, a length of time or how often something is done."""
        chunk = self.chunk(index)
        return any(mention.start <= chunk.start for mention in self._within(self.dates, chunk))

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


@cache
def _part(label: str) -> re.Pattern[str]:
    """What may stand behind a name for those who act for it: 側, 首脳, 政府; a title behind a person."""
    return next(rule.pattern for rule in rules.load("events_actors") if label in rule.fields["labels"])


@cache
def _time_tail() -> re.Pattern[str]:
    return next(rule.pattern for rule in rules.load("events_actors") if rule.id == "time")
