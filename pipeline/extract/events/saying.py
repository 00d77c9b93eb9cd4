"""A clause, with the dependencies to its right → whether it is what somebody says, decides or answers to, and who does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.events.chunks import Chunk
from pipeline.extract.events.marks import ANSWERS, is_time, occasions, sayings
from pipeline.extract.events.predicates import Predicate
from pipeline.extract.events.standing import ANOTHERS, MOST_STEPS, SAID, Standing

_COMES_OUT = frozenset({"分かる", "わかる", "判明する", "判る", "発覚する", "伝わる"})
_DECLARED = frozenset({"発表する", "公表する", "宣言する", "表明する", "確認する", "決定する", "合意する", "採択する"})


class Saying(Standing):
    """What is said, by whom, and when it is said."""

    def __init__(self, found: Sequence[Chunk], particles: Sequence[str], predicates: Mapping[int, Predicate]) -> None:
        super().__init__(found, particles, predicates)
        self._spoken: dict[int, bool] = {}

    def has_speaker(self, way: int) -> bool:
        """Whether somebody can be meant who says what a clause is part of: the verb over it is active and has no subject."""
        at, said = way, False
        if self.predicates[way].before_noun and self.particles[way + 1] == "は" and self.result[way] == way + 1:
            return False  # 行わなかったことは…を示唆した
        for _ in range(MOST_STEPS):
            over = self.result[at]
            if over == at:
                return False
            said = said or (at in self.predicates and self.predicates[at].form in SAID)
            found = self.predicates.get(over)
            if said and found is not None and found.form not in (*SAID, "modifies"):
                return found.act and not found.passive and (over, "が") not in self.taken
            at = over
        return False

    def is_agreed(self, way: int) -> bool:
        """Whether a clause is what is agreed or decided to be done, which says less than the verb behind: …することに合意した."""
        over = self._over_act(way)
        if over is None or over.lemma not in sayings():
            return False
        spoken = not (over.passive or self.predicates[way].passive or 0 <= self.first_topic < way)
        open_to = self.particles[way + 1] == "を" and spoken and not self.has_any(self.result[way + 1])  # A国が行わないことを発表し
        return (self.particles[way + 1] in ("に", "で") and (over.past or over.bare)) or (open_to and (over.past or over.form == "goes-on"))

    def is_agreed_by_all(self, index: int, way: int) -> bool:
        """Whether a clause is what was agreed or decided where the topic says: 会議では、協力することが合意された."""
        over = self._over_act(way) if self.found[index].comma else None
        return over is not None and self.particles[way + 1] == "が" and over.passive and over.act

    def _over_act(self, way: int) -> Predicate | None:
        """The predicate that こと behind a clause not yet done belongs to: 合意する of 協力することに合意した."""
        own, noun = self.predicates[way], way + 1
        if own.form != "content" or own.past or noun >= len(self.found) or self.found[noun].core.text != "こと":
            return None
        return self.predicates.get(self.result[noun])

    def before_speaker(self, verbs: list[int]) -> list[int]:
        """The clauses up to one said by somebody who is named behind it: 問題が上程され、採択されたと、通信社が報じた."""
        for at, way in enumerate(verbs[:-1]):
            if way not in self._spoken:
                self._spoken[way] = self._is_spoken(way)
            if self._spoken[way]:
                return verbs[: at + 1]
        return verbs

    def _is_spoken(self, way: int) -> bool:
        over = self.result[way]
        closed = self.predicates[way].form == "quoted" and self.found[way].comma and over in self.predicates
        near = range(way + 1, min(over, way + 1 + MOST_STEPS))
        return closed and any(self.particles[inner] in ("が", "は") and self.result[inner] == over for inner in near)

    def is_told(self, way: int) -> bool:
        """Whether nobody is named who says a clause: …したと報じられた."""
        over = self.predicates.get(self.result[way])
        return self.predicates[way].form == "quoted" and over is not None and over.passive

    def is_subject(self, way: int) -> bool:
        """Whether what a clause tells is itself the subject of what follows: …したことが伝えられた, …したことが契機となった."""
        noun = way + 1
        return self.predicates[way].form == "content" and noun < len(self.found) and self.particles[noun] == "が"

    def is_answered(self, way: int) -> bool:
        """Whether what a clause tells is what the next only answers to: …したことを受け、; …したことを踏まえ、."""
        noun = way + 1
        if self.predicates[way].form != "content" or noun >= len(self.found) or not self.particles[noun].endswith("を"):
            return False
        over = self.predicates.get(self.result[noun])
        return over is not None and over.lemma in ANSWERS and over.form == "goes-on"

    def is_declared(self, way: int) -> bool:
        """Whether what a clause tells is declared or published by nobody named: …したことが宣言された, …したと発表され."""
        at = way + 1 if self.predicates[way].before_noun and way + 1 < len(self.found) else way
        over = self.predicates.get(self.result[at])
        if self.predicates[way].form not in SAID or over is None:
            return False
        return over.passive and (over.past or over.form == "goes-on") and over.lemma in _DECLARED

    def is_told_now(self, way: int) -> bool:
        """Whether a clause is in the past and somebody says so in the present, at no date: 3月には、基地に設置したと公表している."""
        over = self.predicates.get(self.result[way])
        own = self.predicates[way]
        if own.form != "quoted" or not own.past or own.names or over is None:
            return False
        return over.form == "end" and not (over.past or over.bare) and (over.lemma in sayings() or over.lemma == "する")

    def is_hearsay(self, way: int) -> bool:
        """Whether a predicate says what others are said to have done: と報じられた, とされる."""
        own = self.predicates[way]
        return own.lemma in _COMES_OUT or (own.passive and own.lemma in (*sayings(), "する"))

    def is_said_of(self, way: int, index: int) -> bool:
        """Whether a subject is that of what is said, as a topic before it says so: A国は、B国が攻撃したと発表した."""
        own = self.predicates[way]
        return own.form in SAID and own.act and not own.passive and self.has_topic(index)

    def is_said_by_named(self, way: int) -> bool:
        """Whether somebody who is named behind the clauses looked at says a clause: A国は発射し、B国は訓練であると説明した."""
        at = way
        for _ in range(MOST_STEPS):
            over = self.result[at]
            if over == at:
                return False
            if over in self.predicates and self.predicates[at if at in self.predicates else way].form in SAID:
                return (over, "は") in self.taken and self.particles[at] not in ("は", "も")
            at = over
        return False

    def is_anothers(self, way: int) -> bool:
        """Whether a clause that is said or thought has a subject of its own."""
        return self.predicates[way].form in ANOTHERS and self.has_any(way)

    def is_occasion(self, index: int) -> bool:
        """Whether a clause tells of a meeting, visit or the like, at which something is then said, or of something said before."""
        before = self.found[index - 1].core.text if index and self.particles[index - 1] == "を" else ""
        lemma = self.predicates[index].lemma
        return lemma in occasions() or f"{before}する" in occasions() or lemma in ("開く", "開催する")

    def is_time_of_saying(self, index: int, way: int) -> bool:
        """Whether a date as topic tells when something is said: 2月には、求めると述べた; 2月には設置することが発表された."""
        if not is_time(self.found[index]):
            return False
        if self.predicates[way].past:
            return self.found[index].comma and self.is_declared(way)
        if self.is_declared(way):
            return True
        over = self.predicates.get(self.result[way]) or self.predicates.get(self.result[self.result[way]])
        told = over is not None and sayings().get(over.lemma) == "reported"
        return told and (self.found[index].comma or (over is not None and over.passive))

    def is_date_of_deciding(self, index: int, way: int) -> bool:
        """Whether a date right behind a topic is that of deciding what has no date of its own: A国は3月に、整備することを決定した."""
        own = self.predicates[way]
        at = way + 1 if own.form == "content" else way
        over = self.predicates.get(self.result[at]) if at < len(self.found) else None
        ahead = own.form in SAID and not own.past and over is not None and over.past and over.lemma in sayings()
        ahead = ahead and not self.lasts(self.result[at])  # …することを決定していた
        return ahead and index > 0 and self.particles[index - 1] == "は" and (self.result[at], "time") not in self.taken
