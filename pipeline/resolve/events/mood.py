"""A predicate in its sentence → whether it is told as a fact, as planned, possible, denied or on somebody's word, and on whose."""

from __future__ import annotations

from functools import cache

from pipeline import rules
from pipeline.extract.events import Predicate
from pipeline.model.event import Modality
from pipeline.resolve.events.classes import dictionary_form
from pipeline.resolve.events.roles import Roles

_REACH = 30
_MOST_STEPS = 4
_SAID = frozenset({"quoted", "content", "asked"})
_SOURCES = ("によれば", "によると", "の見積もりでは")
_TOLD: dict[str, Modality] = {"reported": "reported", "possible": "possible", "planned": "planned", "denied": "denied"}


class Mood:
    """How what a sentence tells is told."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        self.scene = roles.scene

    def negative(self, predicate: Predicate) -> bool:
        """Whether it is said not to have been done."""
        return predicate.negative or any(rule.fields.get("negative") and rule.pattern.match(self._tail(predicate)) for rule in _rules())

    def modality(self, predicate: Predicate) -> tuple[Modality, tuple[str, ...]]:
        """How it is told, and the ids of those on whose word, or by whose plan."""
        return self._modality(predicate, _MOST_STEPS)

    def _modality(self, predicate: Predicate, steps: int) -> tuple[Modality, tuple[str, ...]]:
        governed = self._governed(predicate)
        told = self._told(predicate)
        if told is None and governed is None and predicate.form == "goes-on" and steps:
            over = self.roles.over(predicate.chunk)
            if over is not None and over.form in _SAID and not self.roles.patients(over):
                return self._modality(over, steps - 1)
        by = self._source(predicate)
        if governed is not None:
            made, speaker = governed
            return (told if told in ("possible", "planned", "denied") else made), by or speaker
        if told is not None:
            return told, by
        return ("reported", by) if by or self._has_source(predicate) else ("asserted", ())

    def _told(self, predicate: Predicate) -> Modality | None:
        tail = self._tail(predicate)
        for rule in _rules():
            made = _TOLD.get(rule.fields.get("modality", ""))
            if made is not None and rule.pattern.match(tail) and not (made == "planned" and predicate.past):
                return made
        return None

    def _tail(self, predicate: Predicate) -> str:
        return self.scene.clauses.text[predicate.end : predicate.end + _REACH]

    def _governed(self, predicate: Predicate) -> tuple[Modality, tuple[str, ...]] | None:
        """What the verb makes of it that says, plans, thinks or denies it."""
        over = self.roles.over(predicate.chunk)
        if over is None:
            return None
        if predicate.form not in _SAID:
            if predicate.form != "modifies" or not self._is_plan(predicate):
                return None
            speaker = self.roles.subject(over)
            return "planned", speaker.ids if speaker else ()
        made = _sayings().get((dictionary_form(over.lemma), "past" if predicate.past else "")) or _sayings().get(
            (dictionary_form(over.lemma), "any")
        )
        if made is None:
            return None
        speaker = self.roles.subject(over)
        return _TOLD[made], speaker.ids if speaker else ()

    def _is_plan(self, predicate: Predicate) -> bool:
        head = self.scene.head(predicate.chunk)
        return head is not None and not predicate.past and self.scene.chunk(head).core.text in _plans()

    def _has_source(self, predicate: Predicate) -> bool:
        return self._source_phrase(predicate) is not None

    def _source(self, predicate: Predicate) -> tuple[str, ...]:
        at = self._source_phrase(predicate)
        return self.scene.ids(at) if at is not None else ()

    def _source_phrase(self, predicate: Predicate) -> int | None:
        """The 〜によれば that a clause, or the one it goes on to, has before it."""
        at: Predicate | None = predicate
        for _ in range(_MOST_STEPS):
            if at is None:
                return None
            for inner in self.scene.under(at.chunk):
                if self.scene.particle(inner) in _SOURCES and self.scene.chunk(inner).start < predicate.start:
                    return inner
            at = self.roles.over(at.chunk)
        return None


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return rules.load("events_modality")


@cache
def _sayings() -> dict[tuple[str, str], str]:
    """Verb, and whether only of what is past → what it makes of what is said."""
    return {(row["verb"], row["of"]): row["modality"] for row in rules.words("event_sayings")}


@cache
def _plans() -> frozenset[str]:
    return frozenset(row["noun"] for row in rules.words("event_plans"))
