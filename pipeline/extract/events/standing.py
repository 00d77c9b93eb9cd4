"""The phrases of a sentence whose dependencies are known from the right up to one → what stands there and what is open to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.events.chunks import Chunk
from pipeline.extract.events.marks import (
    ANSWERS,
    UNTIL,
    VIEWS,
    frames,
    is_adverb,
    is_counted,
    is_time,
    is_topic,
    occasions,
    outlooks,
    sayings,
    traits,
)
from pipeline.extract.events.predicates import Predicate

MOST_STEPS = 24
CASES, SCENES, SAID = ("が", "を"), ("で", "において"), ("content", "quoted")
_PURPOSES = frozenset({"ため", "為"})
_ABLE = "できる"
_TO = frozenset({"に対し", "に対して"})
_CASE = "場合"
_BETWEEN = "間"  # 両国の間で is no place
_NEXT = 8  # phrases in which the second of two that share a verb stands
_FAR = 4 * MOST_STEPS
_ENDS = ("modifies", "content", "quoted", "condition", "while", "asked")
_ANOTHERS = ("content", "quoted", "while")
_COMES_OUT = frozenset({"分かる", "わかる", "判明する", "判る", "発覚する", "伝わる"})
_DECLARED = frozenset({"発表する", "公表する", "宣言する", "表明する", "確認する", "決定する", "合意する", "採択する"})
_REASONS = frozenset({"から", "により", "によって", "もあり", "に伴い", "に伴って"})
_MEASURES = frozenset({"及ぶ", "達する", "上る", "のぼる", "わたる", "亘る", "超える", "越える", "上回る"})


class Standing:
    """What depends on what so far: `result` holds each phrase's head, `lands` how the chain of clauses that a predicate begins ends,
    `taken` which places of a predicate (が, を, は, で, time) have somebody or something standing in them; `opening` is the first phrase
    behind conjunctions.
    """

    def __init__(self, found: Sequence[Chunk], particles: Sequence[str], predicates: Mapping[int, Predicate]) -> None:
        self.found = found
        self.particles = particles
        self.predicates = predicates
        self.result = [chunk.index for chunk in found]
        self.lands: dict[int, str] = {}
        self.taken: set[tuple[int, str]] = set()
        self.spoken: dict[int, bool] = {}
        self.first_subject = next((chunk.index for chunk in found if particles[chunk.index] == "が"), len(found))
        self.opening = next((chunk.index for chunk in found if not chunk.core.tag.startswith("接続詞")), len(found))
        self.first_topic = next((chunk.index for chunk in found if particles[chunk.index] in ("は", "も") and not is_adverb(chunk)), -1)

    def settle(self, index: int, head: int) -> None:
        """Makes a phrase depend on another."""
        particle, chunk = self.particles[index], self.found[index]
        self.result[index] = head
        if particle in CASES or particle in SCENES:
            if chunk.core.text != _BETWEEN and not (particle == "が" and chunk.core.text in VIEWS):
                self.taken.add((head, "で" if particle in SCENES else particle))
        elif particle in ("は", "も") and not is_adverb(chunk):
            self.taken.add((head, "は"))
        if is_time(chunk) and chunk.core.text[-1] in "年月日":
            self.taken.add((head, "time"))
        own = self.predicates.get(index)
        if own is not None:
            self.lands[index] = self._landing(own, index, head)

    def _landing(self, own: Predicate, index: int, head: int) -> str:
        if own.names:
            return "modifies"
        if own.form == "content" and [word.text for word in self.found[index].tail[-2:]] == ["の", "は"]:
            return "cleft"
        if own.form == "content" and self.found[head].core.text == "こと" and self.particles[head] in _REASONS:
            return "while"  # …したことから、
        if self._happens(head):
            return self.lands.get(self.result[head], own.form)
        return self.lands.get(head, own.form) if own.form == "goes-on" and head != index else own.form

    def _happens(self, noun: int) -> bool:
        """Whether a clause with its noun only says that something is or was so: することがある."""
        return self.particles[noun] in ("が", "も") and self.is_being(self.result[noun])

    def is_being(self, index: int) -> bool:
        """Whether a phrase is ある or ない."""
        own = self.predicates.get(index)
        return own is not None and own.lemma in ("ある", "ない")

    def ways(self, index: int) -> Iterator[int]:
        """The phrases that one can depend on without crossing, nearest first."""
        at = index + 1
        for _ in range(MOST_STEPS):
            yield at
            if self.result[at] == at:
                return
            at = self.result[at]

    def has_any(self, way: int) -> bool:
        """Whether a clause has a subject or topic of its own so far."""
        return (way, "が") in self.taken or (way, "は") in self.taken

    def has_topic(self, index: int) -> bool:
        """Whether a topic stands before a phrase; for one before a comma (A国が、), with no clause that ends between."""
        if not 0 <= self.first_topic < index:
            return False
        between = (at for at in range(max(self.first_topic, index - _FAR), index) if at in self.predicates and self.found[at].comma)
        return not self.found[index].comma or all(self.predicates[at].form != "goes-on" for at in between)

    def has_subject(self, index: int) -> bool:
        """Whether a subject in が stands before a clause, behind the topic and the clause before it."""
        for at in range(index - 1, max(-1, index - 1 - MOST_STEPS), -1):
            if self.particles[at] == "が" or (self.particles[at] == "も" and at > self.first_topic >= 0):
                return True
            clause = self.predicates.get(at)
            ends = clause is not None and (clause.form not in ("modifies", "goes-on") or self.found[at].comma)
            if is_topic(self.particles[at]) or ends:
                return False
        return False

    def has_date(self, index: int, *, behind_topic: bool = False) -> bool:
        """Whether a date stands before a clause, behind the clause before it, or `behind_topic` even behind the topic."""
        for at in range(index - 1, max(-1, index - 1 - MOST_STEPS), -1):
            if behind_topic and self.particles[at] in ("は", "が"):
                return False
            if is_time(self.found[at]) and not (behind_topic and self.particles[at] not in ("", "に")):
                return True
            if at in self.predicates and (self.found[at].comma or self.predicates[at].form == "modifies"):
                return False
        return False

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

    def has_time(self, way: int) -> bool:
        """Whether a clause can have a date: not one in the present that only describes a noun, but one that is planned (予定の会議)."""
        own = self.predicates[way]
        if own.form == "modifies" and (own.lemma in traits() or self._is_frame_of(way)):
            return False  # 3月に調整を含んだ法案が提出された
        if own.form == "while" and own.before_noun and not own.past and self.found[way + 1].words[0].text in _PURPOSES:
            return False
        if own.form != "modifies" or own.past:
            return True
        noun = way + 1
        planned = noun < len(self.found) and self.found[noun].core.text in outlooks()
        return planned and (self.particles[noun] == "の" or noun in self.predicates)

    def _is_frame_of(self, way: int) -> bool:
        """Whether a clause only says what something is about: 品を対象にした, 品を対象とした."""
        before = way - 1
        return self.predicates[way].lemma == "する" and before >= 0 and self.found[before].core.text in frames()

    def has_other_time(self, way: int) -> bool:
        """Whether a clause that modifies a noun has a date already or tells what lasted: 10月2日に、持っていた拠点を失った."""
        return self.lands[way] == "modifies" and (self.lasts(way) or (way, "time") in self.taken)

    def lasts(self, way: int) -> bool:
        """Whether a clause tells what goes on: している."""
        return any(word.lemma in ("いる", "おる") for word in self.found[way].tail)

    def is_free(self, way: int, particle: str, *, comma: bool) -> bool:
        """Whether the place that a particle gives beside a predicate is not taken."""
        if particle == "が" and self.predicates[way].lemma == _ABLE:
            return (way, "は") not in self.taken  # A国が海外で活動ができるように
        if particle == "が":
            return (way, "が") not in self.taken and (way, "は") not in self.taken
        if particle in SCENES:
            return comma or (way, "で") not in self.taken
        return particle not in CASES or (way, particle) not in self.taken

    def is_only_open(self, way: int, verbs: Sequence[int]) -> bool:
        """Whether all clauses of the sentence behind one have subjects of their own: A国は転換したことから、B国が支援し、C氏が公表した."""
        behind = [other for other in verbs if other > way and self.lands[other] not in ("modifies", *_ANOTHERS)]
        return all((other, "が") in self.taken for other in behind)

    def has_parted_subject(self, index: int) -> bool:
        """Whether a subject before a comma stands before a phrase: A国が、B国は撤収すると主張する論説を発表した."""
        for at in range(index - 1, max(-1, index - 1 - MOST_STEPS), -1):
            if at in self.predicates and self.found[at].comma:
                return False
            if self.particles[at] == "が" and self.found[at].comma:
                return True
        return False

    def is_open_main(self, way: int) -> bool:
        """Whether a clause goes on to the sentence's end and has no subject or topic so far."""
        return (
            self.lands[way] not in _ENDS and self.predicates[way].form == "goes-on" and self.predicates[way].act and not self.has_any(way)
        )

    def is_of_topic(self, index: int, way: int) -> bool:
        """Whether a clause tells of the topic behind it, as the next one does: 3月に就任し、5月に訪中した大統領は."""
        noun = self.result[way]
        own = self.predicates[way]
        before = own.form == "modifies" and own.act and self.particles[noun] in ("は", "が", "も")
        return before and self.predicates[index].form == "goes-on" and self.first_topic in (-1, noun) and not self.has_subject(index)

    def is_dated_like(self, index: int, way: int) -> bool:
        """Whether two clauses with a date each describe one noun: 3月に署名し、5月に批准した条約."""
        own = self.predicates[way]
        dated = index > 0 and way == index + 2 and is_time(self.found[index - 1]) and is_time(self.found[index + 1])
        return dated and own.form == "modifies" and own.past

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
            if way not in self.spoken:
                self.spoken[way] = self._is_spoken(way)
            if self.spoken[way]:
                return verbs[: at + 1]
        return verbs

    def _is_spoken(self, way: int) -> bool:
        over = self.result[way]
        closed = self.predicates[way].form == "quoted" and self.found[way].comma and over in self.predicates
        near = range(way + 1, min(over, way + 1 + MOST_STEPS))
        return closed and any(self.particles[inner] in ("が", "は") and self.result[inner] == over for inner in near)

    def is_bare_number(self, index: int) -> bool:
        """Whether a phrase is nothing but a number that belongs to what follows it: 21の両日."""
        chunk = self.found[index]
        return self.particles[index] in ("の", "") and not chunk.comma and all(word.tag.startswith("名詞-数詞") for word in chunk.words)

    def is_measure(self, way: int) -> bool:
        """Whether a clause only says how much or how long a noun is: 300メートルに及ぶ."""
        own = self.predicates[way]
        return own.form == "modifies" and own.lemma in _MEASURES and way > 0 and is_counted(self.found[way - 1])

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
        said = self.predicates[way].form in SAID and over is not None and over.passive and (over.past or over.form == "goes-on")
        return said and over is not None and over.lemma in _DECLARED

    def has_doer_between(self, index: int, way: int) -> bool:
        """Whether a subject in が stands beside a phrase or between it and a clause."""
        return any(self.particles[at] == "が" for at in range(max(0, index - 1), min(way, index + _FAR)))

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

    def is_frame(self, way: int) -> bool:
        """Whether a clause not told as done only says how, while or if what the next tells is: …することによって, …する中で, …すれば."""
        own = self.predicates[way]
        if own.form == "while" and own.before_noun and self.found[way + 1].words[0].text == _CASE:
            return True
        if own.form == "condition" and self.first_subject < way and self._is_sequel(way):
            return False  # 8月、A国が占領すると、9月にB国が反撃した
        frames = own.form in ("condition", "content") or self.lands[way] == "condition" or (own.form == "while" and own.before_noun)
        return frames and not own.past

    def _is_sequel(self, way: int) -> bool:
        """Whether と behind a clause tells what was done before the next, which has a date of its own."""
        over = self.predicates.get(self.result[way])
        dated = any(is_time(self.found[at]) for at in range(way + 1, min(way + 1 + _NEXT, len(self.found))))
        return dated and over is not None and over.past and [word.text for word in self.found[way].tail[-1:]] == ["と"]

    def is_aim(self, way: int) -> bool:
        """Whether a clause not told as done only says what for or up to when the next is: 緩和するために, 解決されるまで."""
        own = self.predicates[way]
        if own.form == "while" and own.before_noun:
            return not own.past and self.found[way + 1].words[0].text in _PURPOSES
        return not own.past and "".join(word.text for word in self.found[way].tail).endswith(UNTIL)

    def is_parallel(self, index: int) -> bool:
        """Whether a subject and its date are followed by another of both: A国が3月に、B国は5月に署名した."""
        if index + 3 >= len(self.found) or self.particles[index + 2] not in ("が", "は", "も"):
            return False
        return is_time(self.found[index + 1]) and self.found[index + 1].comma and is_time(self.found[index + 3])

    def shared_verb(self, index: int) -> int | None:
        """The verb that a phrase before a comma has in common with another behind a further date: 3月にAが、5月にBで船が配備された."""
        if not self.found[index].comma or self.particles[index] not in CASES:
            return None
        if not any(is_time(self.found[at]) for at in range(max(0, index - _NEXT), index)):
            return None
        at = index + 1
        if at < len(self.found) and self.found[at].core.tag.startswith("接続詞"):
            at += 1  # また
        if at >= len(self.found) or not is_time(self.found[at]):
            return None
        for other in range(at + 1, min(at + 1 + _NEXT, len(self.found))):
            if other in self.predicates and self.predicates[other].form != "modifies":
                return None
            if self.particles[other] in ("が", "も"):
                return self.result[other]
        return None

    def is_doing(self, way: int) -> bool:
        """Whether a clause tells what somebody has done that modifies a noun."""
        own = self.predicates[way]
        return own.form == "modifies" and own.act and own.past and not own.passive

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
        return self.predicates[way].form in _ANOTHERS and self.has_any(way)

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

    def closes_clause(self, index: int) -> bool:
        """Whether a clause with its noun is parted by a comma from what follows, and so not of one that modifies a noun: した後、."""
        before = self.predicates.get(index - 1)
        return self.found[index].comma and before is not None and before.before_noun

    def _is_second(self, index: int) -> bool:
        """Whether a topic with its date follows another: A国は3月に、B国は5月に."""
        before = self.found[max(0, index - 2)]
        topics = [self.particles[at] in ("は", "も", "が") for at in (index - 1, index - 3)] if index >= 3 else [False]
        return all(topics) and is_time(before) and before.comma

    def _is_first(self, index: int) -> bool:
        """Whether a date stands behind the topic and before those to whom something is said: A国は3月にB国に対し、…するよう求めた."""
        to = index + 1
        said = index and self.particles[index - 1] == "は" and to < len(self.found) and self.particles[to] in _TO
        return bool(said) and self.found[to].comma

    def is_parted_date(self, index: int) -> bool:
        """Whether a date before a comma is of what the sentence tells: it opens it (3月、) or stands behind a topic (中国は3月に、)."""
        if not is_time(self.found[index]) or not (self.found[index].comma or self._is_second(index) or self._is_first(index)):
            return False
        comma = self.found[index].comma
        if index > 1 and self.particles[index - 1] == "から" and is_time(self.found[index - 1]):
            index -= 1  # A国が2月から3月にかけて、
        behind = self.particles[index - 1]
        before = self.predicates.get(index - 1)
        if before is not None and before.form == "goes-on" and self.found[index - 1].comma and comma:
            return True  # …を発出したのに対し、5月1日、訪米したA氏が手渡した
        return index <= self.opening or behind in ("は", "も") or (behind == "が" and not self.has_topic(index - 1))
