"""A sentence's clauses with its mentions → its events (docs/events.md)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.events import Clauses, Predicate
from pipeline.model import Mention
from pipeline.model.event import Event
from pipeline.resolve.events.classes import NONE, action_class, dictionary_form, is_light
from pipeline.resolve.events.mood import Mood
from pipeline.resolve.events.parties import Parties, parties
from pipeline.resolve.events.roles import Roles, Subject
from pipeline.resolve.events.scene import Scene
from pipeline.resolve.events.times import Times

__all__ = ["find"]

_CERTAIN, _INHERITED, _UNLISTED = 0.9, 0.1, 0.15


def find(clauses: Clauses, mentions: Sequence[Mention], *, sourced: bool) -> list[Event]:
    """The events of a sentence, of its mentions of every layer; `sourced` says that a note stands in it."""
    layers = {layer: tuple(sorted((m for m in mentions if m.layer == layer), key=lambda m: m.start)) for layer in _LAYERS}
    scene = Scene(clauses, layers["entities"], layers["dates"], layers["quantities"])
    reading = _Reading(scene)
    found = [event for predicate in clauses.predicates.values() if (event := reading.event(predicate, sourced=sourced))]
    return sorted(found, key=lambda event: event.start)


_LAYERS = ("entities", "dates", "quantities")


class _Reading:
    """One sentence being read."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.roles = Roles(scene)
        self.times = Times(self.roles)
        self.mood = Mood(self.roles)

    def event(self, predicate: Predicate, *, sourced: bool) -> Event | None:
        """The event a predicate tells; None where it tells none."""
        if not predicate.act:
            return None
        lemma = dictionary_form(predicate.lemma)
        noun = self._named_act(predicate, lemma)
        who = parties(self.scene, predicate, noun)
        action, start, end = lemma, predicate.start, predicate.end
        kind = action_class(lemma, who.objects)
        if noun is not None:
            word = self.scene.chunk(noun).core
            action, start, end = f"{word.text}する", word.start, word.end
            kind = action_class(action, ()) or kind
        date = self.times.date(predicate, event=noun)
        if kind == NONE or (date is None and not sourced):
            return None
        subject = self.roles.subject(predicate)
        if kind is None:
            if not (subject and subject.ids and date) or predicate.form == "condition":
                return None
            kind = "other"
        if predicate.form in ("condition", "asked"):
            return None
        return self._event(predicate, action, kind, (start, end), date, subject, who)

    def _event(
        self,
        predicate: Predicate,
        action: str,
        kind: str,
        span: tuple[int, int],
        date: Mention | None,
        subject: Subject | None,
        who: Parties,
    ) -> Event:
        modality, said_by = self.mood.modality(predicate)
        actors = subject.ids if subject else ()
        doubt = (_INHERITED if subject and subject.steps else 0.0) + (_UNLISTED if kind == "other" else 0.0)
        return Event(
            start=span[0],
            end=span[1],
            text=self.scene.clauses.text[span[0] : span[1]],
            action=action,
            action_class=kind,
            date=date,
            actors=actors,
            targets=tuple(one for one in who.targets if one not in actors),
            objects=who.objects,
            quantities=who.quantities,
            places=who.places,
            negative=self.mood.negative(predicate),
            modality=modality,
            said_by=said_by,
            method="rule:predicate" if span[0] == predicate.start else "rule:verbal-noun",
            score=_CERTAIN - doubt,
        )

    def _named_act(self, predicate: Predicate, lemma: str) -> int | None:
        """The phrase whose noun is what is done: 演習 of 演習を行った."""
        for inner in reversed(self.scene.under(predicate.chunk)):
            if self.scene.predicate(inner) is not None:
                continue
            particle = self.scene.particle(inner)
            particle = (
                "を" if predicate.passive and particle in ("が", "は", "も") else particle.removesuffix("は").removesuffix("も") or particle
            )
            if is_light(particle, lemma) and "サ変" in self.scene.chunk(inner).core.tag:
                return inner
        return None
