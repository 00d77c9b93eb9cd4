"""The clauses of a text's sentences with their mentions → its events (docs/events.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

from pipeline.extract.events import Clauses
from pipeline.model import Event, Mention, PipelineError, Sentence
from pipeline.resolve.events.likely import GUESSED_DATE, Draft, settled
from pipeline.resolve.events.memory import Memory, subjects_of
from pipeline.resolve.events.naming import is_at_home, is_foreign, pairs
from pipeline.resolve.events.reading import NAMED_ACT, Reading
from pipeline.resolve.events.scene import Scene

__all__ = ["find", "read"]

Found = TypeVar("Found")
_AT_ONCE = 200  # drafts settled together


def find(
    sentences: Iterable[Sentence],
    clauses: Callable[[Sentence], Clauses | None],
    mentions: Mapping[str, Sequence[Mention]],
    on_fault: Callable[[Sentence, Exception], None],
) -> Iterator[tuple[str, Event]]:
    """Each event with the id of its sentence, in order; `clauses` reads a sentence, or gives None; mentions of every layer by sentence id.

    A fault of ours in one sentence costs the events of that sentence alone: it is given to `on_fault`.
    """
    waiting: list[tuple[Sentence, list[Draft]]] = []
    for sentence, drafts in read(sentences, clauses, mentions, on_fault, Reading.drafts):
        waiting.append((sentence, drafts))
        if sum(len(some) for _, some in waiting) >= _AT_ONCE:
            yield from _settled(waiting, on_fault)
            waiting = []
    yield from _settled(waiting, on_fault)


def read(
    sentences: Iterable[Sentence],
    clauses: Callable[[Sentence], Clauses | None],
    mentions: Mapping[str, Sequence[Mention]],
    on_fault: Callable[[Sentence, Exception], None],
    what: Callable[[Reading], Iterable[Found]],
) -> Iterator[tuple[Sentence, list[Found]]]:
    """`what` of each sentence read, as in `find`.

    A sentence without a subject has that of the sentence before it in its paragraph, where that one was read too.
    """
    place: tuple[int, int] = (0, 0)
    about: tuple[str, ...] = ()
    memory = Memory()
    paragraph, home, abroad = 0, False, False
    between: dict[frozenset[str], tuple[str, ...]] = {}  # those between whom the paragraph tells of things
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, home, abroad, between, memory = sentence.paragraph, False, False, {}, Memory()
        within = mentions.get(sentence.id, ())
        home = home or is_at_home(sentence.text, within)
        end = len(sentence.text)
        foreign = min((mention.start for mention in within if is_foreign(mention)), default=end)
        until = foreign if home and not abroad else 0
        abroad = abroad or foreign < end
        told_before = between.copy()
        between |= {frozenset(pair): pair for pair in pairs(within)}
        before = about if place == (sentence.paragraph, sentence.number - 1) else ()
        subjects = subjects_of(sentence.text, within)
        couple = next(iter(told_before.values())) if len(told_before) == 1 == len(between) else ()
        try:
            if (parts := clauses(sentence)) is None:
                memory.add(subjects)
                continue
            scene = Scene.of(parts, within, home=until)
            reading = Reading(scene, before, couple, memory, sourced=bool(sentence.markers))
            found, subject = list(what(reading)), reading.about()
            memory.add(reading.pairs.subjects() or subjects)
        except PipelineError:
            raise
        except Exception as fault:  # the rest of the document must not be lost with it
            on_fault(sentence, fault)
            memory.add(subjects)
            continue
        yield sentence, found
        place, about = (sentence.paragraph, sentence.number), subject


def _settled(
    waiting: Sequence[tuple[Sentence, list[Draft]]], on_fault: Callable[[Sentence, Exception], None]
) -> Iterator[tuple[str, Event]]:
    """The events of sentences; where asking what is likely breaks off, those that rules alone tell."""
    drafts = [draft for _, some in waiting for draft in some]
    try:
        events = settled(drafts)
    except Exception as fault:  # as above
        on_fault(waiting[0][0], fault)
        events = [draft.event if draft.event.date is not None or draft.stands else None for draft in drafts]
    found = iter(events)
    for sentence, some in waiting:
        yield from ((sentence.id, event) for event in _once([event for event in islice(found, len(some)) if event is not None]))


def _once(events: Sequence[Event]) -> Iterator[Event]:
    """The events of a sentence: an act that is only named not where a verb tells it, one whose date is guessed not where it is named."""
    named = {event.start for event in events if event.method == NAMED_ACT}
    told = {event.start for event in events if event.method != NAMED_ACT and not event.method.startswith(GUESSED_DATE)}
    for event in events:
        if event.method == NAMED_ACT:
            if event.start not in told:
                yield event
        elif event.start in told or event.start not in named:
            yield event
