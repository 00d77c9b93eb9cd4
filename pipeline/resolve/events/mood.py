"""A predicate in its sentence → whether it is told as a fact, as planned, possible, denied or on somebody's word, and on whose."""

from __future__ import annotations

from functools import cache
from itertools import islice

from pipeline import rules
from pipeline.extract.events import Predicate
from pipeline.extract.events.marks import sayings
from pipeline.model.event import Modality
from pipeline.resolve.events.chains import governor, is_main
from pipeline.resolve.events.classes import dictionary_form
from pipeline.resolve.events.roles import Roles

_REACH = 30
_MOST_STEPS = 6
_SAID = frozenset({"quoted", "content", "asked"})
_SOURCES = ("によれば", "によると", "によりますと", "の見積もりでは")
_OPENING = 8  # phrases in which a source stands that opens a sentence
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
        told = self._told(predicate)
        made, speaker = self._governed(predicate)
        by = self._source(predicate) or speaker
        if told in ("possible", "planned", "denied"):
            return told, by
        if made is not None:
            return made, by
        if told is not None or self._has_source(predicate):
            return "reported", by
        return "asserted", ()

    def _told(self, predicate: Predicate) -> Modality | None:
        tail = self._tail(predicate)
        for rule in _rules():
            made = _TOLD.get(rule.fields.get("modality", ""))
            if made is not None and rule.pattern.match(tail) and not (made == "planned" and predicate.past):
                return made
        return None

    def _tail(self, predicate: Predicate) -> str:
        return self.scene.clauses.text[predicate.end : predicate.end + _REACH]

    def _governed(self, predicate: Predicate) -> tuple[Modality | None, tuple[str, ...]]:
        """What the verbs make of it that say, plan, think or deny it; of what is within something said, that it is reported."""
        at, direct, said = predicate, True, True
        for _ in range(_MOST_STEPS):
            over = governor(self.scene, at.chunk)
            if direct and at.form == "modifies" and self._is_plan(at):
                return "planned", self._speaker(over)
            if over is None:
                return ("reported", ()) if said and self._told(at) == "reported" else (None, ())
            if at.form in _SAID and not self._is_subject(at):
                made = _TOLD.get(sayings().get(dictionary_form(over.lemma), ""))
                if made is not None and (direct or made == "reported"):
                    return ("planned" if direct and made == "reported" and self._is_ahead(at) else made), self._speaker(over)
            direct, said = False, said and at.form != "goes-on"
            at = over
        return None, ()

    def _is_subject(self, predicate: Predicate) -> bool:
        """Whether what a clause tells is itself the subject: …に合意したことは…を示した."""
        noun = predicate.chunk + 1
        chunks = self.scene.clauses.chunks
        return (
            predicate.before_noun and noun < len(chunks) and self.scene.particle(noun) in ("は", "が", "も") and not self._is_passive(noun)
        )

    def _is_passive(self, index: int) -> bool:
        over = governor(self.scene, index)
        return over is not None and over.passive

    def _is_ahead(self, predicate: Predicate) -> bool:
        """Whether what is said has not been done: 派遣すると表明した, not 派遣していると."""
        tail = self.scene.clauses.text[predicate.end : predicate.stop]
        return (
            predicate.act and not predicate.past and not predicate.negative and not any(word in tail for word in ("てい", "でい", "ており"))
        )

    def _speaker(self, over: Predicate | None) -> tuple[str, ...]:
        found = self.roles.subject(over) if over is not None else None
        return found.ids if found else ()

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
                break
            for inner in self.scene.under(at.chunk):
                if self._is_source(inner) and self.scene.chunk(inner).start < predicate.start:
                    return inner
            at = governor(self.scene, at.chunk)
        return self._opening_source(predicate)

    def _opening_source(self, predicate: Predicate) -> int | None:
        """The 〜によれば that opens a sentence and holds for all that it tells."""
        if not is_main(self.scene, predicate):
            return None
        for chunk in islice(self.scene.clauses.chunks, _OPENING):
            if self._is_source(chunk.index) and chunk.comma and chunk.start < predicate.start:
                return chunk.index
        return None

    def _is_source(self, index: int) -> bool:
        return self.scene.particle(index).startswith(_SOURCES)


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return rules.load("events_modality")


@cache
def _plans() -> frozenset[str]:
    return frozenset(row["noun"] for row in rules.words("event_plans") if row["modality"] == "planned")
