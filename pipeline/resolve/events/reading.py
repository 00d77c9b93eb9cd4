"""One sentence → its events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.extract.events import Predicate
from pipeline.forests import Traits
from pipeline.model import Event, Mention, Modality
from pipeline.resolve.events.apart import Apart, apart
from pipeline.resolve.events.chains import governor, is_main, is_told_as_done
from pipeline.resolve.events.classes import NONE, SAYS, action_class, befalls, is_agreeing, verb_of
from pipeline.resolve.events.counting import counts
from pipeline.resolve.events.deeds import Deed, deed, is_done_again
from pipeline.resolve.events.doers import Subject, doer_of
from pipeline.resolve.events.likely import Draft, Question
from pipeline.resolve.events.memory import Memory
from pipeline.resolve.events.moments import is_known
from pipeline.resolve.events.mood import Mood
from pipeline.resolve.events.parties import Parties, acted_on, parties
from pipeline.resolve.events.roles import Roles
from pipeline.resolve.events.scene import Scene
from pipeline.resolve.events.times import Times
from pipeline.resolve.events.traits import Pairs

NAMED_ACT = "rule:named-act"
_NAMED, _UNDERGONE, _DOER_UNKNOWN, _DOER_UNTOLD = 0.8, 0.92, 0.6, 0.4
_DOER_AT = (0.92, 0.78, 0.78, 0.68)  # by how many clauses away the doer is told
_FROM_PARAGRAPH = 3  # steps: as far as any
_CARRIED, _UNLISTED = 0.08, 0.06
_COME_TOO = frozenset({"訪れる", "拡大する"})  # done by somebody, or come of themselves
_MUTUAL, _MEETS, _JOINTLY = frozenset({"agree", "sign"}), ("会談する", "協議する"), ("共同", "合同")
_DOCUMENTS = ("LAW:", "POLICY:", "WORK_OF_ART:")
_OF_DOCUMENTS = frozenset({"announce", "criticise", "support", "legislate"})


@dataclass(frozen=True, slots=True)
class Act:
    """What a predicate tells, as far as rules tell it; `several` are its rows where it was done several times.

    `counted` says that it is an event if it has a date, `stands` that it is one without.
    """

    predicate: Predicate
    done: Deed
    subject: Subject | None
    dates: tuple[Mention, ...]
    several: tuple[Apart, ...]
    mood: tuple[Modality, tuple[str, ...]]
    counted: bool
    stands: bool


class Reading:
    """A sentence being read; `sourced` says that a note stands in it.

    `before` are those that the sentence before was about, `couple` the only two between whom its paragraph has told of things,
    `memory` has the subjects of the paragraph so far.
    """

    def __init__(self, scene: Scene, before: tuple[str, ...], couple: tuple[str, ...], memory: Memory, *, sourced: bool) -> None:
        self.scene = scene
        self.couple = couple
        self.sourced = sourced
        self.roles = Roles(scene, before)
        self.times = Times(self.roles)
        self.mood = Mood(self.roles)
        self.pairs = Pairs(self.roles, memory)

    def about(self) -> tuple[str, ...]:
        """Ids of those that the sentence is about: the subject of what it ends with, else its topic."""
        last = next((p for p in reversed(self.scene.clauses.predicates.values()) if p.form == "end"), None)
        found = self.roles.subject(last) if last is not None else None
        if found and found.ids:
            return found.ids
        return self.scene.topic()

    def drafts(self) -> Iterator[Draft]:
        """Its events as far as rules tell them, in order."""
        found = [draft for predicate in self.scene.clauses.predicates.values() if predicate.act for draft in self._drafts(predicate)]
        found += [Draft(event) for event in self._named_events()]
        yield from sorted(found, key=lambda draft: draft.event.start)

    def questions(self) -> Iterator[Question]:
        """All that could be asked of its acts, for learning."""
        for predicate in self.scene.clauses.predicates.values():
            act = self._act(predicate) if predicate.act else None
            if act is None or not act.counted:
                continue
            clause = self._traits(act)
            dates = [(date, clause | traits) for date, traits in self.pairs.with_dates(predicate, lambda *_: True)]
            doers = self.pairs.with_doers(predicate) if self._is_asked(act) else ()
            yield Question(act.done.start, act.done.end, dates, [(ids, clause | traits) for ids, traits in doers])

    def _act(self, predicate: Predicate) -> Act | None:
        """What a predicate tells; None where that can be no event."""
        done = deed(self.scene, predicate)
        subject = self._subject(predicate, done)
        if done.kind == NONE and predicate.causative and subject is not None and subject.ids:
            done = replace(done, kind="other")  # 船を就航させた
        if done.kind == NONE or is_done_again(self.scene, predicate, done):
            return None
        meeting = self._meeting(predicate) if done.kind == "meet" else None
        dates = self.times.dates(predicate, event=meeting if done.noun is None else done.noun)
        dates = tuple(date for date in dates if is_known(date))  # 公表の数時間前に通告した
        several = apart(self.scene, predicate)
        if not (dates or several or self.sourced or self.pairs.dates):
            return None
        mood = self.mood.modality(predicate)
        counted = self._counts(predicate, done, subject, mood[0], dated=True)
        stands = self.sourced and self._counts(predicate, done, subject, mood[0], dated=False)
        return Act(predicate, done, subject, dates, several, mood, counted, stands)

    def _dates(self, act: Act, told: Mention | None) -> Iterator[tuple[Mention, Traits]]:
        """The date that is told, or those that nothing speaks against."""
        if told is not None:
            return self.pairs.with_dates(act.predicate, lambda _, date: date is told)
        return self.pairs.with_dates(act.predicate, lambda index, date: not self.times.refuses(act.predicate, date, index))

    def _is_asked(self, act: Act) -> bool:
        """Whether a doer is asked about: one that is told, or that no phrase tells.

        Not that of what is undergone or comes of itself, nor where somebody unknown is told, nor in a clause that describes a noun or
        says what is agreed.
        """
        if act.predicate.passive or act.done.received or befalls(act.done.action):
            return False
        if act.subject is not None:
            return bool(act.subject.ids)
        over = governor(self.scene, act.predicate.chunk) if act.predicate.form == "content" else None
        return act.predicate.form != "modifies" and not (over is not None and is_agreeing(over.lemma))

    def _traits(self, act: Act) -> Traits:
        return self.pairs.clause(act.predicate, act.done, modality=act.mood[0])

    def _drafts(self, predicate: Predicate) -> Iterator[Draft]:
        act = self._act(predicate)
        if act is None:
            return
        if not (act.counted if act.dates or act.several else act.stands or (act.counted and self.pairs.dates)):
            return
        for one in act.several:
            own = parties(self.scene, predicate, act.done.noun, (act.several[0].first, act.several[-1].last, one.first, one.last))
            doer = act.subject if one.doer is None else self._named(one.doer, alone=one.listed)
            yield Draft(self._event(act, one.date, doer, own))
        if act.several:
            return
        clause = self._traits(act)
        told = act.subject.ids if act.subject is not None else ()
        asked = self.pairs.with_doers(predicate, told) if act.counted and self._is_asked(act) else ()
        doers = [(ids, clause | traits) for ids, traits in asked if _may_do(ids, act.done)]
        for date in act.dates or (None,):
            dates = self._dates(act, date) if act.counted else ()
            event = self._event(act, date, act.subject, act.done.who)
            yield Draft(event, [(one, clause | traits) for one, traits in dates], doers, stands=act.stands)

    def _counts(self, predicate: Predicate, done: Deed, subject: Subject | None, modality: Modality, *, dated: bool) -> bool:
        """Whether it is an event, with a date or without."""
        if not self._is_known(predicate, done, subject, dated=dated):
            return False
        return counts(self.scene, self.roles, predicate, dated=dated, modality=modality, listless=done.kind in (None, "other"))

    def _subject(self, predicate: Predicate, done: Deed) -> Subject | None:
        """Who does it; None also for what something comes to (始まる) and where a document stands that does no such thing (協定が署名)."""
        if done.received and done.noun is not None:
            return self.roles.giver(predicate, done.noun)
        if not (predicate.passive or predicate.causative) and befalls(done.action) and not self._has_object(predicate):
            return None
        found = self.roles.subject(predicate)
        if found is None and predicate.passive and done.noun is not None:
            found = doer_of(self.scene, done.noun)  # 大統領による演説が行われた
        if found is None and self.couple and self._is_mutual(predicate, done):
            return Subject(self.couple, -1, _FROM_PARAGRAPH, topic=True)
        return None if found is not None and not _may_do(found.ids, done) else found

    def _is_mutual(self, predicate: Predicate, done: Deed) -> bool:
        """Whether the sentence tells what two do with each other: 首脳会談では…で合意した, 協定に署名した, 共同飛行を行った."""
        if predicate.passive or not is_main(self.scene, predicate) or done.who.targets:
            return False
        noun = self.scene.chunk(done.noun) if done.noun is not None else None
        jointly = noun is not None and self.scene.clauses.text.startswith(_JOINTLY, noun.start)
        return jointly or done.kind in _MUTUAL or done.action.endswith(_MEETS)

    def _named(self, index: int, *, alone: bool) -> Subject:
        ids = self.scene.own_ids(index, works=True) if alone else self.scene.ids(index, works=True)
        return Subject(ids, self.scene.chunk(index).start, 0, topic=True)

    def _is_known(self, predicate: Predicate, done: Deed, subject: Subject | None, *, dated: bool) -> bool:
        """Whether a predicate tells an act: its verb is listed, or somebody known does it, or at a date something is done to something."""
        if done.received and predicate.form == "modifies" and not dated and subject is None:
            return False
        ids = subject.ids if subject is not None else ()
        at_hand = subject is not None and not subject.steps
        if ids and at_hand and done.kind in (None, "other") and all(one.startswith("EVENT:") for one in ids):
            return False  # 世界金融危機が交渉を加速させた
        named = bool(ids)
        comes = done.action in _COME_TOO and not (predicate.passive or named or self._has_object(predicate))
        if comes and self.roles.patients(predicate):
            return False  # 転機が訪れた
        if done.kind is not None or named:
            return True
        lasted = "てき" in self.scene.clauses.text[predicate.end : predicate.stop]
        undergone = predicate.passive and (predicate.form == "goes-on" or is_told_as_done(self.scene, predicate)) and not lasted
        return dated and (undergone or (self._has_object(predicate) and bool(self.roles.patients(predicate))))

    def _meeting(self, predicate: Predicate) -> int | None:
        """The meeting that somebody holds or takes part in, whose date is that of the act: 5月の会議に参加した."""
        for inner in reversed(self.scene.under(predicate.chunk)):
            if self.scene.particle(inner).rstrip("はも") in ("に", "を", "へ") and self.scene.is_doing(inner):
                return inner
        return None

    def _has_object(self, predicate: Predicate) -> bool:
        under = (self.scene.chunk(inner) for inner in self.scene.under(predicate.chunk))
        return any(chunk.tail and chunk.tail[-1].text == "を" for chunk in under)

    def _named_events(self) -> Iterator[Event]:
        """What is only named, with its doer and date: 2022年のA国によるB国への侵攻."""
        scene = self.scene
        for chunk in scene.clauses.chunks:
            verb = scene.predicate(chunk.index)
            doer = doer_of(self.scene, chunk.index) if verb is None or not verb.act else None
            act = scene.act(chunk.index) if doer is not None else None
            if doer is None or act is None:
                continue
            action, who = verb_of(act[0]), acted_on(scene, chunk.index)
            kind = action_class(action, who.told)
            if kind in (None, NONE, "other") or (kind == SAYS and scene.is_document(chunk.index)):
                continue
            for date in self.times.of_act(chunk.index):
                yield Event(
                    start=act[1],
                    end=act[1] + len(act[0]),
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
                    method=NAMED_ACT,
                    score=_NAMED,
                )

    def _event(self, act: Act, date: Mention | None, subject: Subject | None, who: Parties) -> Event:
        actors, done = subject.ids if subject else (), act.done
        return Event(
            start=done.start,
            end=done.end,
            text=self.scene.clauses.text[done.start : done.end],
            action=done.action,
            action_class=done.kind or "other",
            date=date,
            actors=actors,
            targets=tuple(one for one in who.targets if one not in actors),
            objects=who.objects,
            quantities=who.quantities,
            places=who.places,
            negative=self.mood.negative(act.predicate),
            modality=act.mood[0],
            said_by=act.mood[1],
            method="rule:predicate" if done.noun is None else "rule:verbal-noun",
            score=self._score(act.predicate, done, date, subject),
        )

    def _score(self, predicate: Predicate, done: Deed, date: Mention | None, subject: Subject | None) -> float:
        """How often rows like this one are right as a triple (docs/events.md, "Measuring")."""
        if subject is not None and subject.ids:
            score = _DOER_AT[min(subject.steps, len(_DOER_AT) - 1)]
        elif predicate.passive or befalls(done.action):
            score = _UNDERGONE
        else:
            score = _DOER_UNKNOWN if subject is not None else _DOER_UNTOLD
        own = date is None or any(self.scene.date(inner) is date for inner in self.scene.under(predicate.chunk))
        return round(score - (0.0 if own else _CARRIED) - (_UNLISTED if done.kind in (None, "other") else 0.0), 2)


def _may_do(ids: tuple[str, ...], done: Deed) -> bool:
    """Whether an act may be theirs: documents only say and rule."""
    written = bool(ids) and all(one.startswith(_DOCUMENTS) for one in ids)
    return not written or done.kind in _OF_DOCUMENTS
