"""The clauses of a text's sentences with their mentions → its events (docs/events.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.extract.events import Clauses
from pipeline.model import Event, Mention, PipelineError, Sentence
from pipeline.resolve.events.naming import is_at_home, is_foreign, pairs
from pipeline.resolve.events.reading import Reading
from pipeline.resolve.events.scene import Scene

__all__ = ["find"]


def find(
    sentences: Iterable[Sentence],
    clauses: Callable[[Sentence], Clauses | None],
    mentions: Mapping[str, Sequence[Mention]],
    on_fault: Callable[[Sentence, Exception], None],
) -> Iterator[tuple[str, Event]]:
    """Each event with the id of its sentence, in order; `clauses` reads a sentence, or gives None; mentions of every layer by sentence id.

    A sentence without a subject has that of the sentence before it in its paragraph, where that one was read too. A fault of
    ours in one sentence costs the events of that sentence alone: it is given to `on_fault`.
    """
    place: tuple[int, int] = (0, 0)
    about: tuple[str, ...] = ()
    paragraph, home, abroad = 0, False, False
    between: dict[frozenset[str], tuple[str, ...]] = {}  # those between whom the paragraph tells of things
    for sentence in sentences:
        if sentence.paragraph != paragraph:
            paragraph, home, abroad, between = sentence.paragraph, False, False, {}
        within = mentions.get(sentence.id, ())
        home = home or is_at_home(sentence.text, within)
        end = len(sentence.text)
        foreign = min((mention.start for mention in within if is_foreign(mention)), default=end)
        until = foreign if home and not abroad else 0
        abroad = abroad or foreign < end
        told_before = between.copy()
        between |= {frozenset(pair): pair for pair in pairs(within)}
        before = about if place == (sentence.paragraph, sentence.number - 1) else ()
        couple = next(iter(told_before.values())) if len(told_before) == 1 == len(between) else ()
        try:
            if (read := clauses(sentence)) is None:
                continue
            scene = Scene.of(read, within, home=until)
            reading = Reading(scene, before, couple, sourced=bool(sentence.markers))
            found, subject = list(reading.events()), reading.about()
        except PipelineError:
            raise
        except Exception as fault:  # the rest of the document must not be lost with it
            on_fault(sentence, fault)
            continue
        for event in found:
            yield sentence.id, event
        place, about = (sentence.paragraph, sentence.number), subject
