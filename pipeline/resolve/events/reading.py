"""One sentence → its events."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.events import Predicate
from pipeline.model import Event, Mention, Modality
from pipeline.resolve.events.apart import apart
from pipeline.resolve.events.classes import NONE, SAYS, action_class, befalls, dictionary_form, is_light
from pipeline.resolve.events.counting import counts, is_told_as_done
from pipeline.resolve.events.mood import Mood
from pipeline.resolve.events.parties import Parties, acted_on, parties
from pipeline.resolve.events.roles import Roles, Subject
from pipeline.resolve.events.scene import Scene
from pipeline.resolve.events.times import Times

_CERTAIN, _NAMED, _PER_STEP, _UNLISTED = 0.9, 0.8, 0.1, 0.15
_RECEIVES = "受ける"
_NOUN_OF_NO_DOER = frozenset({"行う", "行なう", "なす", "する", "重ねる", "進める"})
_DOES = frozenset({"行う", "行なう"})
_HOLDS = frozenset({"行う", "行なう", "実施する", "開催する", "開く"})
_HELD = {"exercise": "exercise", "summit": "meet", "congress": "meet"}
_DOCUMENTS = ("LAW:", "POLICY:", "WORK_OF_ART:")
_OF_DOCUMENTS = frozenset({"announce", "criticise", "support", "legislate"})


class Reading:
    """A sentence being read; `before` are those that the sentence before was about, `sourced` says that a note stands in it."""

    def __init__(self, scene: Scene, before: tuple[str, ...], *, sourced: bool) -> None:
        self.scene = scene
        self.sourced = sourced
        self.roles = Roles(scene, before)
        self.times = Times(self.roles)
        self.mood = Mood(self.roles)

    def about(self) -> tuple[str, ...]:
        """Ids of those that the sentence is about: the subject of what it ends with."""
        last = next((p for p in reversed(self.scene.clauses.predicates.values()) if p.form == "end"), None)
        found = self.roles.subject(last) if last is not None else None
        return found.ids if found and found.topic else ()

    def events(self) -> Iterator[Event]:
        """Its events in order."""
        found = [event for predicate in self.scene.clauses.predicates.values() if predicate.act for event in self._events(predicate)]
        told = {event.start for event in found}
        found += [event for event in self._named_events() if event.start not in told]
        yield from sorted(found, key=lambda event: event.start)

    def _events(self, predicate: Predicate) -> Iterator[Event]:
        lemma = self._lemma(predicate)
        noun = self._named_act(predicate, lemma)
        received = noun is not None and lemma == _RECEIVES
        who = parties(self.scene, predicate, noun)
        clear = self._clear(predicate) if lemma == "明らかにする" else None
        action, start, end = lemma, predicate.start if clear is None else self.scene.chunk(clear).start, predicate.end
        kind = SAYS if self._holds(predicate, lemma) else self._kind_of_event(predicate, lemma) or action_class(lemma, who.told)
        if noun is not None and (act := self.scene.act(noun)):
            action, start, end = f"{act[0]}する", act[1], self.scene.chunk(noun).end
            kind = action_class(action, who.told)
        subject = self.roles.giver(predicate, noun) if received and noun is not None else self.roles.subject(predicate)
        if not (predicate.passive or predicate.causative) and befalls(action) and not self._has_object(predicate):
            subject = None
        if subject and kind not in _OF_DOCUMENTS and all(one.startswith(_DOCUMENTS) for one in subject.ids):
            subject = None  # 協定が署名
        dates = self.times.dates(predicate, event=self._meeting(predicate) if noun is None and kind == "meet" else noun)
        modality, said_by = self.mood.modality(predicate)
        lasted = "てき" in self.scene.clauses.text[predicate.end : predicate.stop]
        undone = (
            predicate.passive and is_told_as_done(self.roles, predicate) and bool(dates) and not lasted
        )  # a verb of no list, of which only what it was done to is told
        does = bool(dates) and self._has_object(predicate) and bool(self.roles.patients(predicate))  # a doer who is no entity
        known = kind is not None or bool(subject and subject.ids) or undone or does
        if (
            kind == NONE
            or not known
            or not (dates or self.sourced)
            or (received and predicate.form == "modifies" and not dates and subject is None)
        ):
            return
        if not counts(self.scene, self.roles, predicate, dated=bool(dates), modality=modality, listless=kind in (None, "other")):
            return
        told, mood = (action, kind or "other", start, end), (modality, said_by)
        for one in (several := apart(self.scene, predicate)):
            doer = (
                subject
                if one.doer is None
                else Subject(self.scene.ids(one.doer, works=True), self.scene.chunk(one.doer).start, 0, topic=True)
            )
            own = parties(self.scene, predicate, noun, (several[0].first, one.first, one.last))
            yield self._event(predicate, told, one.date, doer, own, mood)
        for date in () if several else dates or (None,):
            yield self._event(predicate, told, date, subject, who, mood)

    def _lemma(self, predicate: Predicate) -> str:
        """The verb's dictionary form; 行った is that of 行う where it has an object, as the two are written alike."""
        if predicate.lemma == "行く" and "を" in self._particles(predicate):
            return "行う"
        if predicate.lemma == "する" and self._clear(predicate) is not None:
            return "明らかにする"
        return dictionary_form(predicate.lemma)

    def _clear(self, predicate: Predicate) -> int | None:
        """The phrase 明らかに of 明らかにする."""
        before = predicate.chunk - 1
        is_clear = before in self.scene.under(predicate.chunk) and self.scene.chunk(before).core.text == "明らか"
        return before if is_clear else None

    def _meeting(self, predicate: Predicate) -> int | None:
        """The meeting that somebody holds or takes part in, whose date is that of the act: 5月の会議に参加した."""
        for inner in reversed(self.scene.under(predicate.chunk)):
            if self.scene.particle(inner).rstrip("はも") in ("に", "を", "へ") and self.scene.is_doing(inner):
                return inner
        return None

    def _has_object(self, predicate: Predicate) -> bool:
        under = (self.scene.chunk(inner) for inner in self.scene.under(predicate.chunk))
        return any(chunk.tail and chunk.tail[-1].text == "を" for chunk in under)

    def _kind_of_event(self, predicate: Predicate, lemma: str) -> str | None:
        """What is done where a named event is held: 「北の嵐」が行われた."""
        if lemma not in _HOLDS:
            return None
        found = (self.scene.event_type(inner) for inner in self.scene.under(predicate.chunk))
        return next((_HELD[subtype] for subtype in found if subtype in _HELD), None)

    def _holds(self, predicate: Predicate, lemma: str) -> bool:
        """Whether it is the する of 「…」とした: to say so."""
        will = self.scene.clauses.text[: predicate.start].endswith("うと")  # しようとした
        reason = self.scene.clauses.text[predicate.end : predicate.stop] == "て"  # …として
        if lemma != "する" or predicate.passive or reason or will:
            return False
        inner = [at for at in self.scene.under(predicate.chunk) if at == predicate.chunk - 1]
        said = self.scene.predicate(inner[0]) if inner else None
        return bool(inner) and (
            said.form == "quoted" if said else self.scene.chunk(inner[0]).quotes and self.scene.particle(inner[0]) == "と"
        )

    def _particles(self, predicate: Predicate) -> set[str]:
        return {self.scene.particle(inner) for inner in self.scene.under(predicate.chunk)}

    def _named_events(self) -> Iterator[Event]:
        """What is only named, with its doer and date: 2022年のA国によるB国への侵攻."""
        scene = self.scene
        for chunk in scene.clauses.chunks:
            act = scene.act(chunk.index) if scene.predicate(chunk.index) is None else None
            if act is None:
                continue
            doer, action = self.roles.doer_of(chunk.index), f"{act[0]}する"
            dates = self.times.of_act(chunk.index) if doer else ()
            who = acted_on(scene, chunk.index)
            kind = action_class(action, who.told)
            if doer is None or kind in (None, NONE, "other"):
                continue
            for date in dates:
                yield Event(
                    start=act[1],
                    end=chunk.end,
                    text=act[0],
                    action=action,
                    action_class=kind,
                    date=date,
                    actors=doer.ids,
                    targets=tuple(one for one in who.targets if one not in doer.ids),
                    objects=who.objects,
                    quantities=who.quantities,
                    places=who.places,
                    negative=False,
                    modality="asserted",
                    said_by=(),
                    method="rule:named-act",
                    score=_NAMED,
                )

    def _event(
        self,
        predicate: Predicate,
        told: tuple[str, str, int, int],
        date: Mention | None,
        subject: Subject | None,
        who: Parties,
        mood: tuple[Modality, tuple[str, ...]],
    ) -> Event:
        action, kind, start, end = told
        actors = subject.ids if subject else ()
        doubt = _PER_STEP * min(subject.steps, 3) if subject else 0.0
        return Event(
            start=start,
            end=end,
            text=self.scene.clauses.text[start:end],
            action=action,
            action_class=kind,
            date=date,
            actors=actors,
            targets=tuple(one for one in who.targets if one not in actors),
            objects=who.objects,
            quantities=who.quantities,
            places=who.places,
            negative=self.mood.negative(predicate),
            modality=mood[0],
            said_by=mood[1],
            method="rule:predicate" if start == predicate.start else "rule:verbal-noun",
            score=_CERTAIN - doubt - (_UNLISTED if kind == "other" else 0.0),
        )

    def _named_act(self, predicate: Predicate, lemma: str) -> int | None:
        """The phrase whose noun is what is done: 演習 of 演習を行った; of a passive only with 行う, する and the like."""
        if predicate.passive and lemma not in _NOUN_OF_NO_DOER:
            return None
        head = self.scene.head(predicate.chunk) if predicate.form == "modifies" else None
        if head is not None and lemma in _DOES and "を" not in self._particles(predicate) and self.scene.act(head):
            return head  # 行った発射
        for inner in reversed(self.scene.under(predicate.chunk)):
            particle = self.scene.particle(inner)
            if self.scene.predicate(inner) is not None or particle in ("と", "とは"):
                if particle:
                    return None
                continue
            plain = "を" if predicate.passive and particle in ("が", "は", "も") else particle[:1] + particle[1:].strip("はも")
            if is_light(plain, lemma) and self.scene.act(inner):
                return inner
        return None
