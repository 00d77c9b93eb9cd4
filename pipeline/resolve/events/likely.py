"""What the rules have read of a document → its events: dates and doers that they do not tell are those that are likely, else none.

How likely a date or a doer is, is learned (docs/events.md, "What is learned"). The questions of many drafts are asked at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline import forests
from pipeline.forests import Traits
from pipeline.model import Event, Mention

_AT_LEAST = 0.4  # most of what is guessed at this is right (docs/events.md, "Measuring")
_SHARE = 0.1  # how much what is learned counts beside a rule, as a power
_GUESSED_DOER, _GUESSED_DATE = 0.8, 0.9
_LEAST = 0.05
_GUESSED = "learned:"
GUESSED_DATE = f"{_GUESSED}date"  # what the method begins with

Ids = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as the rules read it, and the dates and doers to ask about: its own, or where it has none all that may be.

    `stands` says that it is an event without a date too.
    """

    event: Event
    dates: Sequence[tuple[Mention, Traits]] = ()
    doers: Sequence[tuple[Ids, Traits]] = ()
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """An act at `start`–`end` with all dates and doers that it may have."""

    start: int
    end: int
    dates: Sequence[tuple[Mention, Traits]]
    doers: Sequence[tuple[Ids, Traits]]


def settled(drafts: Sequence[Draft]) -> list[Event | None]:
    """For each draft its event; None for what is none, as no date is likely and it does not stand without."""
    dates = _asked("event_dates", (draft.dates for draft in drafts))
    doers = _asked("event_doers", (draft.doers for draft in drafts))
    return [_event(draft, *asked) for draft, asked in zip(drafts, zip(dates, doers, strict=True), strict=True)]


def _asked(forest: str, questions: Iterable[Sequence[tuple[object, Traits]]]) -> list[list[float]]:
    """The probabilities of each draft's rows."""
    asked = [[row for _, row in rows] for rows in questions]
    answers = iter(forests.load(forest).probabilities([row for rows in asked for row in rows]))
    return [[next(answers) for _ in rows] for rows in asked]


def _event(draft: Draft, dates: Sequence[float], doers: Sequence[float]) -> Event | None:
    told = draft.event
    date, dated = _date(draft, dates)
    if date is None and not draft.stands:
        return None
    actors, done = _doers(draft, doers)
    guessed = [name for name, is_new in (("date", date is not told.date), ("doer", actors != told.actors)) if is_new]
    method = f"{_GUESSED}{'-'.join(guessed)}" if guessed else told.method
    return replace(told, date=date, actors=actors, method=method, score=round(dated * done, 2))


def _date(draft: Draft, asked: Sequence[float]) -> tuple[Mention | None, float]:
    """The date, and what it is worth in the score."""
    told = draft.event.date
    likely, at = max(zip(asked, range(len(asked)), strict=True), default=(1.0, -1))
    if told is None:
        return (draft.dates[at][0], _GUESSED_DATE * likely) if asked and likely >= _AT_LEAST else (None, 1.0)
    return told, max(likely, _LEAST) ** _SHARE


def _doers(draft: Draft, asked: Sequence[float]) -> tuple[Ids, float]:
    """The doers, and what they are worth in the score; nobody does something to himself."""
    told = draft.event
    answers = [(likely, ids) for likely, (ids, _) in zip(asked, draft.doers, strict=True) if set(ids).isdisjoint(told.targets)]
    if not answers:
        return told.actors, told.score
    likely, ids = max(answers, key=lambda answer: answer[0])  # the nearest of those as likely
    if ids and not told.actors and likely >= _AT_LEAST:
        return ids, _GUESSED_DOER * likely
    own = max((one for one, whose in answers if whose == told.actors), default=_LEAST)
    return told.actors, told.score * max(own, _LEAST) ** _SHARE
