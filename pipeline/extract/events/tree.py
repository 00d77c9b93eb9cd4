"""Phrases and predicates → what each phrase depends on.

A Japanese phrase depends on one to its right, and no two dependencies cross: what a phrase can depend on is the next phrase, what that
depends on, and so on. Among those particles, word order and the places that are taken already decide; GiNZA's dependency where they
leave a choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline import rules
from pipeline.extract.events.chunks import Chunk
from pipeline.extract.events.predicates import Predicate

_MOST_STEPS = 24
_OCCASIONS = frozenset({"meet", "visit", "announce", "criticise", "support", "agree", "sign"})
_CASES, _SCENES = ("が", "を"), ("で", "において")
_ATTRIBUTES = ("の", "との", "への", "からの", "での", "までの", "な", "という", "による", "における", "に関する", "に対する", "に向けた", "をめぐる", "を巡る", "についての", "に基づいた")
_LISTING = ("と", "や", "および", "及び", "・", "", "でなく", "のみならず")
_INNER = ("modifies", "content", "quoted", "condition", "while", "asked")
_ANOTHERS = ("content", "quoted", "while")
_SAID = ("content", "quoted")


def heads(found: Sequence[Chunk], particles: Sequence[str], predicates: Mapping[int, Predicate]) -> tuple[int, ...]:
    """For each phrase the index of the one it depends on, its own for the last of a sentence."""
    return tuple(_Tree(found, particles, predicates).result)


class _Tree:
    def __init__(self, found: Sequence[Chunk], particles: Sequence[str], predicates: Mapping[int, Predicate]) -> None:
        self.found = found
        self.particles = particles
        self.predicates = predicates
        self.result = [chunk.index for chunk in found]
        self.lands: dict[int, str] = {}  # how the chain of clauses that a predicate begins ends
        self.taken: set[tuple[int, str]] = set()
        self.first_topic = next((chunk.index for chunk in found if particles[chunk.index] in ("は", "も") and not _is_adverb(chunk)), -1)
        for index in range(len(found) - 1, -1, -1):
            self._place(index)

    def _place(self, index: int) -> None:
        particle = self.particles[index]
        if index + 1 < len(self.found):
            self.result[index] = self._choose(index, list(self._ways(index)))
        head = self.result[index]
        if particle in _CASES or particle in _SCENES:
            self.taken.add((head, "で" if particle in _SCENES else particle))
        elif particle in ("は", "も") and not _is_adverb(self.found[index]):
            self.taken.add((head, "は"))
        if _is_time(self.found[index]) and self.found[index].core.text[-1] in "年月日":
            self.taken.add((head, "time"))
        own = self.predicates.get(index)
        if own is not None and own.names:
            self.lands[index] = "modifies"
        elif own is not None and self._happens(head):
            self.lands[index] = self.lands.get(self.result[head], own.form)
        elif own is not None:
            self.lands[index] = self.lands.get(head, own.form) if own.form == "goes-on" and head != index else own.form

    def _happens(self, noun: int) -> bool:
        """Whether a clause with its noun only says that something is or was so: することがある."""
        over = self.predicates.get(self.result[noun])
        return self.particles[noun] in ("が", "も") and over is not None and over.lemma in ("ある", "ない")

    def _ways(self, index: int) -> Iterator[int]:
        at = index + 1
        for _ in range(_MOST_STEPS):
            yield at
            if self.result[at] == at:
                return
            at = self.result[at]

    def _choose(self, index: int, ways: Sequence[int]) -> int:
        chunk, particle, own = self.found[index], self.particles[index], self.predicates.get(index)
        describes = own.form == "modifies" if own else particle in _ATTRIBUTES or chunk.core.tag.startswith("連体詞")
        if describes:
            nouns = [way for way in ways if way not in self.predicates or not self.predicates[way].act] or list(ways)
            if own and _is_number(self.found[nouns[0]]) and self.particles[nouns[0]] == "の":
                nouns = nouns[1:] or nouns  # 行われた2回目の会談
            if particle == "による":  # what somebody does, not where or what it is done to
                acts = [way for way in nouns if "サ変" in self.found[way].core.tag]
                nouns = [way for way in acts if chunk.toward == way] or acts[-1:] or nouns
            return chunk.toward if chunk.toward in nouns else nouns[0]
        if own is not None and own.form in ("content", "while", "goes-on") and own.before_noun:
            return ways[0]
        verbs = [way for way in ways if way in self.predicates]
        if not verbs:
            return chunk.toward if chunk.toward in ways else ways[-1]
        if own is not None:
            return self._of_clause(index, verbs)
        if particle in ("と", "や") and _is_time(chunk) and _is_time(self.found[index + 1]):
            return index + 1
        counted = any(word.tag.startswith("名詞-数詞") for word in chunk.words) and not (particle or chunk.comma)
        if counted and ways[0] not in self.predicates and (not _is_time(chunk) or chunk.toward in (index, ways[0])):
            return ways[0]  # 第19回 党大会, 2023年3月 大統領の訪問時に
        if particle in _LISTING and not _is_time(chunk) and chunk.toward in (index, *ways) and chunk.toward not in self.predicates:
            return max(chunk.toward, index + 1)
        if particle in ("や", "及び") and self.predicates[verbs[0]].form == "modifies" and self.result[verbs[0]] in ways:
            return self.result[verbs[0]]  # 3月に改めた法や5月に改めた法
        if is_topic(particle):
            return self._of_topic(index, verbs)
        free = [way for way in verbs if self._is_free(way, particle, comma=chunk.comma)] or verbs
        if particle == "が" and self._is_said_of(free[0], index):
            return free[0]
        if particle == "が" and self._is_parallel(index):
            return self.result[index + 2]
        if particle == "が" and chunk.comma and not self._has_topic(index):  # A国が、…したと公表した
            free = [way for way in free if self.lands[way] not in (*_SAID, "modifies") and not self.predicates[way].passive] or free
            return free[0]
        if _is_time(chunk) and not chunk.comma and particle == "に":
            free = [way for way in free if not self._has_other_time(way)] or free
        if self._closes_clause(index) and self._is_occasion(index - 1):  # 認識を示したうえで、必要だと述べた
            free = [way for way in free if self.lands[way] not in _SAID or self.predicates[way].past] or free
        if self._closes_clause(index) or self._is_parted_date(index):
            free = [way for way in free if self.lands[way] != "modifies"] or free
        if chunk.comma and (_is_time(chunk) or particle in ("で", "において")):  # 3月2日、自制するよう求めた
            free = [way for way in free if self.lands[way] not in _SAID or self.predicates[way].past] or free
        if not chunk.comma and free[0] == index + 1:
            return free[0]
        if particle in _SCENES:
            free = [way for way in free if self._has_time(way)] or free
        if _is_time(chunk):  # what only describes a noun has no time of its own
            free = [way for way in free if self._has_time(way)] or free
            inner = [way for way in free if self.predicates[way].past and self._is_told(way)]
            if inner and not chunk.comma:  # 2月に認めたと報じられた
                return inner[0]
            if particle == "から":
                return free[0]
        return chunk.toward if chunk.toward in free else free[0]

    def _is_told(self, way: int) -> bool:
        """Whether nobody is named who says a clause: …したと報じられた."""
        over = self.predicates.get(self.result[way])
        return self.predicates[way].form == "quoted" and over is not None and over.passive

    def _is_parallel(self, index: int) -> bool:
        """Whether a subject and its date are followed by another of both: A国が3月に、B国が5月に署名した."""
        if index + 2 >= len(self.found) or self.particles[index + 2] != "が":
            return False
        return _is_time(self.found[index + 1]) and self.found[index + 1].comma

    def _is_said_of(self, way: int, index: int) -> bool:
        """Whether a subject is that of what is said, as a topic before it says so: A国は、B国が攻撃したと発表した."""
        own = self.predicates[way]
        return own.form in _SAID and own.act and not own.passive and self._has_topic(index)

    def _has_topic(self, index: int) -> bool:
        """Whether a topic stands before a phrase; for one before a comma (A国が、), with no clause that ends between."""
        if not 0 <= self.first_topic < index:
            return False
        between = (at for at in range(self.first_topic, index) if at in self.predicates and self.found[at].comma)
        return not self.found[index].comma or all(self.predicates[at].form != "goes-on" for at in between)

    def _closes_clause(self, index: int) -> bool:
        """Whether a clause with its noun (した後、) is parted by a comma from what follows, so that it is not of one that modifies a noun."""
        before = self.predicates.get(index - 1)
        return self.found[index].comma and before is not None and before.before_noun

    def _is_parted_date(self, index: int) -> bool:
        """Whether a date before a comma is of what the sentence tells: it opens the sentence (3月、…) or stands behind a topic (中国は3月に、)."""
        if not self.found[index].comma or not _is_time(self.found[index]):
            return False
        opens = all(before.core.tag.startswith("接続詞") for before in self.found[:index])
        return opens or self.particles[index - 1] in ("は", "も", "が")

    def _is_free(self, way: int, particle: str, *, comma: bool) -> bool:
        if particle == "が":
            return (way, "が") not in self.taken and (way, "は") not in self.taken
        if particle in _SCENES:
            return comma or (way, "で") not in self.taken
        return particle not in _CASES or (way, particle) not in self.taken

    def _of_clause(self, index: int, verbs: Sequence[int]) -> int:
        """A clause that ends with a comma passes over what modifies a noun and, without a subject, over what is said of another's doing."""
        chunk = self.found[index]
        if not chunk.comma:
            return chunk.toward if chunk.toward in verbs else verbs[0]
        own = index > self.first_topic and self._has_subject(index)
        open_to = [way for way in verbs if self.lands[way] != "modifies" and (own or not self._is_anothers(way))] or list(verbs)
        open_to = [way for way in open_to if self.lands[way] not in _SAID or not self._is_said_by_named(way)] or open_to
        if self._is_occasion(index):  # 会談を行い、協力することで一致した
            open_to = [way for way in open_to if self.lands[way] not in _SAID or self.predicates[way].past] or open_to
        if own:
            said_by_it = self.first_topic < 0
            return next((way for way in open_to if not said_by_it or self.lands[way] not in _SAID), open_to[0])
        if chunk.toward not in open_to or (self._has_any(chunk.toward) and not self._has_any(open_to[0])):
            return open_to[0]
        return chunk.toward

    def _is_occasion(self, index: int) -> bool:
        """Whether a clause tells of a meeting, visit or the like, at which something is then said, or of something said before."""
        before = self.found[index - 1].core.text if index and self.particles[index - 1] == "を" else ""
        return self.predicates[index].lemma in _occasions() or f"{before}する" in _occasions()

    def _has_any(self, way: int) -> bool:
        """Whether a clause has a subject or topic of its own so far."""
        return (way, "が") in self.taken or (way, "は") in self.taken

    def _has_subject(self, index: int) -> bool:
        """Whether a subject in が stands before a clause, behind the topic and the clause before it."""
        for at in range(index - 1, max(-1, index - 1 - _MOST_STEPS), -1):
            if self.particles[at] == "が" or (self.particles[at] == "も" and at > self.first_topic >= 0):
                return True
            clause = self.predicates.get(at)
            ends = clause is not None and (clause.form not in ("modifies", "goes-on") or self.found[at].comma)
            if is_topic(self.particles[at]) or ends:
                return False
        return False

    def _has_time(self, way: int) -> bool:
        """Whether a clause can have a date: not one in the present that only describes a noun, but one that is planned (予定の会議)."""
        own = self.predicates[way]
        if own.form != "modifies" or own.past:
            return True
        noun = way + 1
        planned = noun < len(self.found) and self.found[noun].core.text in _outlooks()
        return planned and (self.particles[noun] == "の" or noun in self.predicates)

    def _has_other_time(self, way: int) -> bool:
        """Whether a clause that modifies a noun has a date already or tells what lasted: 10月2日に、持っていた拠点を失った."""
        lasts = any(word.lemma in ("いる", "おる") for word in self.found[way].tail)
        return self.lands[way] == "modifies" and (lasts or (way, "time") in self.taken)

    def _is_said_by_named(self, way: int) -> bool:
        """Whether somebody who is named behind the clauses looked at says a clause: A国は発射し、B国は訓練であると説明した."""
        at = way
        for _ in range(_MOST_STEPS):
            over = self.result[at]
            if over == at:
                return False
            if over in self.predicates and self.predicates[at if at in self.predicates else way].form in _SAID:
                return (over, "は") in self.taken
            at = over
        return False

    def _is_anothers(self, way: int) -> bool:
        """Whether a clause that is said or thought has a subject of its own."""
        return self.predicates[way].form in _ANOTHERS and self._has_any(way)

    def _of_topic(self, index: int, verbs: Sequence[int]) -> int:
        """A topic is that of the sentence, not of what modifies a noun in it, nor of what somebody says unless it has one already."""
        inner = index > self.first_topic >= 0 and not self.found[index].comma and self.particles[index] in ("は", "も")
        outer = verbs[-1]
        if self.particles[index] not in ("は", "も") and self.lands.get(self.found[index].toward, "modifies") not in _INNER:
            return self.found[index].toward if self.found[index].toward in verbs else outer
        for way in verbs:
            lands = self.lands[way]
            if lands not in _INNER or (inner and self.predicates[way].names):
                return way
            others = (outer, "は") in self.taken or ((outer, "が") in self.taken and self.found[index].toward == way)
            if lands == "while" and others:
                return way
            if lands not in _SAID or self.predicates[way].form == "modifies":
                continue
            if self._is_time_of_saying(index, way):
                continue
            also = self.particles[index] == "も" and self.found[index].toward in verbs[verbs.index(way) + 1 :]
            if (inner and not also) or not self._has_speaker(way):
                return way
        return outer

    def _is_time_of_saying(self, index: int, way: int) -> bool:
        """Whether a date as topic tells when something is said: 2月には、求めると述べた; 2月には設置することが発表された."""
        if not _is_time(self.found[index]) or self.predicates[way].past:
            return False
        over = self.predicates.get(self.result[way]) or self.predicates.get(self.result[self.result[way]])
        told = over is not None and _sayings().get(over.lemma) == "reported"
        return told and (self.found[index].comma or (over is not None and over.passive))

    def _has_speaker(self, way: int) -> bool:
        """Whether somebody can be meant who says what a clause is part of: the verb over it is active and has no subject."""
        at, said = way, False
        for _ in range(_MOST_STEPS):
            over = self.result[at]
            if over == at:
                return False
            said = said or (at in self.predicates and self.predicates[at].form in _SAID)
            found = self.predicates.get(over)
            if said and found is not None and found.form not in (*_SAID, "modifies"):
                return found.act and not found.passive and (over, "が") not in self.taken
            at = over
        return False


@cache
def _sayings() -> dict[str, str]:
    return {row["verb"]: row["modality"] for row in rules.words("event_sayings")}


@cache
def _occasions() -> frozenset[str]:
    return frozenset(row["predicate"] for row in rules.words("event_predicates") if row["class"] in _OCCASIONS and not row["object"])


@cache
def _outlooks() -> frozenset[str]:
    return frozenset(row["noun"] for row in rules.words("event_plans"))


def is_topic(particle: str) -> bool:
    """Whether a particle makes a topic: は, も, では, には."""
    return particle.endswith("は") or particle in ("も", "によれば", "によると")


def _is_adverb(chunk: Chunk) -> bool:
    """Whether a phrase with は or も is no topic but a number or a time: 3回も, 今後も."""
    return _is_number(chunk) or (len(chunk.words) == 1 and chunk.core.tag == "名詞-普通名詞-副詞可能")


def _is_number(chunk: Chunk) -> bool:
    return chunk.words[0].tag.startswith("名詞-数詞")


def _is_time(chunk: Chunk) -> bool:
    """Whether a phrase looks like a date: a number, or an adverbial noun, of 年, 月, 日 and the like."""
    counted = any(word.tag.startswith("名詞-数詞") for word in chunk.words)
    return (counted or chunk.core.tag == "名詞-普通名詞-副詞可能") and any(word.text[-1] in "年月日末半頭旬春夏秋冬朝夜" for word in chunk.words)
