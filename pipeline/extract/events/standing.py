"""The phrases of a sentence whose dependencies are known from the right up to one → what stands there and what is open to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.extract.events.chunks import Chunk
from pipeline.extract.events.marks import (
    UNTIL,
    VIEWS,
    frames,
    is_adverb,
    is_counted,
    is_time,
    is_topic,
    outlooks,
    traits,
)
from pipeline.extract.events.predicates import Predicate

MOST_STEPS = 24
INNER = ("modifies", "content", "quoted", "condition", "while", "asked")
CASES, SCENES, SAID = ("が", "を"), ("で", "において"), ("content", "quoted")
_PURPOSES = frozenset({"ため", "為"})
_ABLE = "できる"
_TO = frozenset({"に対し", "に対して"})
_CASE = "場合"
_BETWEEN = "間"  # 両国の間で is no place
_NEXT = 8  # phrases in which the second of two that share a verb stands
FAR = 4 * MOST_STEPS
ANOTHERS = ("content", "quoted", "while")
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
        between = (at for at in range(max(self.first_topic, index - FAR), index) if at in self.predicates and self.found[at].comma)
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
        behind = [other for other in verbs if other > way and self.lands[other] not in ("modifies", *ANOTHERS)]
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
            self.lands[way] not in INNER and self.predicates[way].form == "goes-on" and self.predicates[way].act and not self.has_any(way)
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

    def is_bare_number(self, index: int) -> bool:
        """Whether a phrase is nothing but a number that belongs to what follows it: 21の両日."""
        chunk = self.found[index]
        return self.particles[index] in ("の", "") and not chunk.comma and all(word.tag.startswith("名詞-数詞") for word in chunk.words)

    def is_measure(self, way: int) -> bool:
        """Whether a clause only says how much or how long a noun is: 300メートルに及ぶ."""
        own = self.predicates[way]
        return own.form == "modifies" and own.lemma in _MEASURES and way > 0 and is_counted(self.found[way - 1])

    def has_doer_between(self, index: int, way: int) -> bool:
        """Whether a subject in が stands beside a phrase or between it and a clause."""
        return any(self.particles[at] == "が" for at in range(max(0, index - 1), min(way, index + FAR)))

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
