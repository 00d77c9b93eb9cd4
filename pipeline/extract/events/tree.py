"""Phrases and predicates → what each phrase depends on.

A Japanese phrase depends on one to its right, and no two dependencies cross: what a phrase can depend on is the next phrase, what that
depends on, and so on. Among those particles, word order and the places that are taken already decide; GiNZA's dependency where they
leave a choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.extract.events.chunks import Chunk
from pipeline.extract.events.marks import HOLDS, frames, is_counted, is_number, is_sample, is_scene, is_time, is_topic, outlooks
from pipeline.extract.events.predicates import Predicate
from pipeline.extract.events.saying import Saying
from pipeline.extract.events.standing import INNER, SAID, SCENES

_OF, _ABOUT = (
    ("の", "との", "への", "からの", "での", "までの", "な", "による"),
    ("に関する", "に対する", "についての", "をめぐる", "を巡る"),
)
_ATTRIBUTES = frozenset({*_OF, *_ABOUT, "という", "における", "に向けた", "に基づいた"})
_ISSUED = ("付", "付け")
_FACT = "こと"
_LENGTH, _PASSED_OVER = "間", frozenset({"受ける", "経る"})
_RELATES = frozenset({"係る", "係わる", "かかる", "関する", "関わる", "かかわる", "基づく", "伴う", "対する"})
_SPANS = ("の", "までの", "間の")
_TOWARD = frozenset({"に対する", "への", "からの", "に関する"})
_LISTING = frozenset({"と", "や", "および", "及び", "・", "", "でなく", "のみならず"})
_OF_ACTS = frozenset({"から", "によって", "により"})
_AS = frozenset({"に", "として"})
_UP_TO = frozenset({"にかけて", "まで", "までに", "にかけては", "までは"})
_SINCE = ("以降", "以来", "以後")


def heads(found: Sequence[Chunk], particles: Sequence[str], predicates: Mapping[int, Predicate]) -> tuple[int, ...]:
    """For each phrase the index of the one it depends on, its own for the last of a sentence."""
    tree = _Tree(found, particles, predicates)
    for index in range(len(found) - 1, -1, -1):
        tree.settle(index, tree.choose(index, list(tree.ways(index))) if index + 1 < len(found) else index)
    return tuple(tree.result)


class _Tree(Saying):
    def choose(self, index: int, ways: Sequence[int]) -> int:
        chunk, particle, own = self.found[index], self.particles[index], self.predicates.get(index)
        if own.form == "modifies" if own else particle in _ATTRIBUTES or chunk.core.tag.startswith("連体詞"):
            return self._described(index, ways)
        if own is not None and own.form in ("content", "while", "goes-on") and own.before_noun:
            return ways[0]
        if chunk.core.text == _FACT and particle in ("も", "が", "は") and self.is_being(index + 1):
            return index + 1  # 一致しないこともあるが
        verbs = [way for way in ways if way in self.predicates and (way == index + 1 or not self.is_measure(way))]
        verbs = self.before_speaker(verbs)
        if not verbs:
            return chunk.toward if chunk.toward in ways else ways[-1]
        if own is not None:
            return self._of_clause(index, verbs)
        if is_time(chunk) and chunk.comma and index and self.particles[index - 1] == "が" and self.is_parallel(index - 1):
            return self.result[index + 1]  # A国が3月に、B国は5月に署名した
        shared = self.shared_verb(index)
        if particle == "が" and self.predicates[verbs[0]].form == "modifies":
            shared = self.shared_verb(self.result[verbs[0]])  # Aが海に当たる部隊を、また同年、Bが軍を創設した
        if shared is not None and shared in verbs:
            return shared
        if particle == "を" and self.particles[index + 1] in _AS and self.found[index + 1].core.text in frames():
            return index + 1  # 阻止を目的に
        if verbs[0] == chunk.toward == index + 1 and particle == "も" and not chunk.comma and self.predicates[verbs[0]].passive:
            return index + 1  # 首脳会談も行われたことで
        beside = self._beside(index, ways, verbs)
        if beside is not None:
            return beside
        if is_topic(particle) or (particle == "にも" and is_time(chunk)):
            return self._of_topic(index, verbs)
        free = [way for way in verbs if self.is_free(way, particle, comma=chunk.comma)] or verbs
        later = is_time(chunk) and index and not self.found[index - 1].comma and particle != "から"  # 8月から延長することに合意した
        if particle == "が" or later:
            free = [way for way in free if not self.is_agreed(way)] or free
        if particle == "が":
            free = [way for way in free if self.predicates[way].form != "modifies" or self.predicates[way].lemma not in _RELATES] or free
            free = [way for way in free if self.predicates[way].act or not self.found[way].core.text.endswith("的")] or free
        if particle == "が" and (subject := self._of_subject(index, free)) is not None:
            return subject
        if particle in _OF_ACTS or is_time(chunk):  # nothing is of such or such a kind by or from somebody, or at a date
            free = [way for way in free if self.predicates[way].act] or free
        return self._of_argument(index, free)

    def _described(self, index: int, ways: Sequence[int]) -> int:
        """The noun that a phrase or clause describes."""
        chunk = self.found[index]
        nouns = [way for way in ways if way not in self.predicates or not self.predicates[way].act] or list(ways)
        clause = self.predicates.get(index)
        following = self.found[nouns[0]]
        if clause is not None and clause.past and nouns[0] == index + 1:
            if self.particles[nouns[0]] == "による" and clause.passive:
                nouns = nouns[1:] or nouns  # 発表されたA国による声明
            elif self.particles[nouns[0]] in _TOWARD and following.core.tag.startswith("名詞-固有名詞") and not clause.passive:
                return nouns[0]  # 実験を実施したA国に対する制裁
        does = clause is not None and clause.lemma in (*HOLDS, "行く") and self.particles[index - 1] != "を"
        if does and self.particles[nouns[0]] in _ABOUT:
            nouns = [way for way in nouns if "サ変" in self.found[way].core.tag] or nouns  # 行った「…」についての演説
        if index in self.predicates and is_time(self.found[nouns[0]]) and self.found[nouns[0]].words[-1].text in _SINCE:
            return nouns[0]  # 派遣した2019年7月以降の情勢
        counted = is_number(self.found[nouns[0]]) and not is_time(self.found[nouns[0]])
        if index in self.predicates and counted and self.particles[nouns[0]] == "の":
            nouns = nouns[1:] or nouns  # 行われた2回目の会談
        if self.particles[index] == "による" and chunk.toward == index + 1 and self.particles[index + 1] not in ("", *_ATTRIBUTES):
            return index + 1
        if self.particles[index] == "による":  # what somebody does, not where or what it is done to
            acts = [way for way in nouns if "サ変" in self.found[way].core.tag]
            nouns = [way for way in acts if chunk.toward == way] or acts[-1:] or nouns
        return chunk.toward if chunk.toward in nouns else nouns[0]

    def _beside(self, index: int, ways: Sequence[int], verbs: Sequence[int]) -> int | None:
        """The noun that a phrase is listed with or counted to; None where it stands by itself."""
        chunk, particle = self.found[index], self.particles[index]
        if particle in ("と", "や") and is_time(chunk) and is_time(self.found[index + 1]):
            return index + 1
        if particle == "" and chunk.comma and is_time(chunk) and self.is_bare_number(index + 1):
            return index + 1  # 6月20、21の両日
        if particle == "に" and is_time(chunk) and not chunk.comma and self._is_planned(index + 1):
            return index + 1  # 11月に開催予定の会議
        if particle == "から" and is_time(chunk) and self._is_span(index + 1):
            return index + 1  # 2019年度から5年間の経費
        if particle == "から" and is_time(chunk) and is_time(self.found[index + 1]) and self.particles[index + 1] in _UP_TO:
            return self.result[index + 1]  # 1982年12月から1983年6月にかけて、
        counts = is_counted(chunk) and not (particle or chunk.comma) and ways[0] not in self.predicates
        if counts and (not is_time(chunk) or chunk.toward in (index, ways[0])):
            return ways[0]  # 第19回 党大会, 2023年3月 大統領の訪問時に
        if particle in _LISTING and not is_time(chunk) and chunk.toward in (index, *ways) and chunk.toward not in self.predicates:
            return max(chunk.toward, index + 1)
        if particle in ("や", "及び") and self.predicates[verbs[0]].form == "modifies" and self.result[verbs[0]] in ways:
            return self.result[verbs[0]]  # 3月に改めた法や5月に改めた法
        return None

    def _is_span(self, index: int) -> bool:
        """Whether a phrase says how long or up to when: 5年間の, 2027年度までの."""
        chunk = self.found[index]
        lasts = chunk.core.text.endswith(_LENGTH) or is_time(chunk)
        return is_counted(chunk) and lasts and self.particles[index] in _SPANS

    def _is_planned(self, index: int) -> bool:
        """Whether a noun says that something is planned of the noun behind it: 開催予定の."""
        return self.particles[index] == "の" and len(self.found[index].words) > 1 and self.found[index].core.text in outlooks()

    def _past_answer(self, index: int, way: int) -> int:
        """What a date before a comma is of, over what is only answered to: 3月には、B国の発射を受け、決議を採択した."""
        answers = self.predicates[way].lemma in _PASSED_OVER and (way, "を") in self.taken and self.found[way].comma
        return self.result[way] if answers and is_time(self.found[index]) and self.found[index].comma else way

    def _of_subject(self, index: int, free: Sequence[int]) -> int | None:
        """What a subject in が does, where word order tells it."""
        if self.is_said_of(free[0], index):
            return free[0]
        if self.is_parallel(index):
            return self.result[index + 2]
        if not self.found[index].comma and self.has_topic(index) and self.is_doing(free[0]):
            return free[0]  # A国は、B国が行った実験を非難した
        if not self.found[index].comma or self.has_topic(index):
            return None
        acts = [way for way in free if self.predicates[way].act]
        outer = (way for way in acts if self.lands[way] not in (*SAID, "modifies", "condition") and not self.predicates[way].passive)
        return next(outer, free[0])  # A国が、…したと公表した

    def _of_argument(self, index: int, free: list[int]) -> int:
        """What a phrase with a particle, or a date, is an argument of."""
        chunk, particle = self.found[index], self.particles[index]
        time, scene = is_time(chunk), particle in SCENES
        if time and not chunk.comma and self.particles[index - 1] == "が" and self.is_said_of(free[0], index - 1):
            return free[0]  # A国は、B国が3月に攻撃したと発表した
        if time and not chunk.comma and particle == "に":
            free = [way for way in free if not self.has_other_time(way)] or free
        occasion = self.closes_clause(index) and self.is_occasion(index - 1)  # 認識を示したうえで、必要だと述べた
        occasion = occasion or (scene and is_scene(chunk))  # 9月の会合で減らすと決定した
        occasion = occasion or (particle == "に" and time and self.is_date_of_deciding(index, free[0]))
        if occasion or chunk.core.text in _ISSUED or (chunk.comma and (time or scene)):  # 3月2日、自制するよう求めた
            free = self._not_ahead(free)
        if scene and is_scene(chunk):
            free = [way for way in free if not self.is_declared(way)] or free
        parted = self.is_parted_date(index)
        if self.closes_clause(index) or parted or (scene and chunk.comma and not is_time(self.found[index + 1])):
            free = [way for way in free if self.lands[way] != "modifies"] or free
        if parted:  # A国は3月2日、…を採択したと発表した
            near = chunk.toward
            free = self._of_sentence(index, free)
            if chunk.comma and near in self.predicates and near < free[0] and (free[0], "time") in self.taken and self.is_doing(near):
                return near  # 3月、A氏が公表した報告書では、5月、…が提案された
        if not chunk.comma and free[0] == index + 1 and (self.predicates[free[0]].act or chunk.toward not in free):
            return free[0]  # not of a trait: A国が新しい戦略を示した
        lasting = time and particle == "から" and not chunk.comma and self.lasts(free[0])  # 2001年末から使用している基地
        if (scene or time) and not lasting:  # what only describes a noun has no time of its own
            free = [way for way in free if self.has_time(way)] or free
        if time and not (chunk.comma or particle) and (held := self._held_at(index, free[0])) is not None:
            return held
        if time and not chunk.comma and particle == "に" and self.is_doing(free[0]):
            its_own = self.particles[index + 1] == "が" and self.result[index + 1] == free[0]
            if its_own or index <= self.opening:
                return free[0]  # 3月にA国が公表した報告を
        inner = [way for way in free if self.predicates[way].past and self.is_told(way)] if time and not chunk.comma else []
        if inner:  # 2月に認めたと報じられた
            return inner[0]
        if time and particle == "から":
            return free[0]
        return self._past_answer(index, chunk.toward) if chunk.toward in free else free[0]

    def _held_at(self, index: int, way: int) -> int | None:
        """The clause about a meeting that nothing but its place parts from a date: 2024年10月A国のB市で開催されたサミット."""
        own = self.predicates[way]
        held = own.form == "modifies" and own.past and own.passive and own.lemma in HOLDS
        return way if held and all(self.particles[at] in ("の", *SCENES) for at in range(index + 1, way)) else None

    def _of_sentence(self, index: int, ways: list[int]) -> list[int]:
        """The clauses that the sentence tells, without what is only said or how; what is said where nobody is named who says it."""
        outer = [way for way in ways if self.lands[way] not in SAID and not self.is_frame(way)]
        told = [way for way in ways if self.is_told(way) or (self.is_subject(way) and self.has_doer_between(index, way))]
        return [way for way in outer if not self.is_hearsay(way)] or told or outer or ways

    def _not_ahead(self, ways: list[int]) -> list[int]:
        """The clauses without those that are said and not yet done."""
        return [way for way in ways if self.lands[way] not in SAID or self.predicates[way].past] or ways

    def _of_clause(self, index: int, verbs: Sequence[int]) -> int:
        """A clause that ends with a comma passes over what modifies a noun and, without a subject, over what is said of another's doing."""
        chunk = self.found[index]
        if is_sample(chunk):
            return next((way for way in verbs if is_sample(self.found[way])), verbs[0])  # 入手したり、開発したりする
        if not chunk.comma:
            return chunk.toward if chunk.toward in verbs else verbs[0]
        if self.is_of_topic(index, verbs[0]) or self.is_dated_like(index, verbs[0]):
            return verbs[0]
        if chunk.toward == verbs[0] and self.predicates[verbs[0]].names and self.predicates[verbs[0]].able:
            return verbs[0]  # 活用し、高めるべきだという考え
        if self.is_answered(verbs[0]) and self.has_subject(index):
            return verbs[0]  # A国が発射し、着水させたことを受け、
        own = index > self.first_topic and self.has_subject(index)
        open_to = [way for way in verbs if self.lands[way] != "modifies" and (own or not self.is_anothers(way))] or list(verbs)
        open_to = [way for way in open_to if self.lands[way] not in SAID or not self.is_said_by_named(way)] or open_to
        acts = any(self.predicates[way].act for way in open_to if self.lands[way] not in SAID)
        if self.is_doing(verbs[0]) and self.result[verbs[0]] != open_to[0] and not acts:
            return verbs[0]  # 実験を実施し、保有を公表したA国など4カ国である
        if own or self.has_date(index):  # 3月に条約に署名し、緊張を緩和するために提案した
            open_to = [way for way in open_to if not self.is_aim(way)] or open_to
        if (open_to[0], "time") not in self.taken and self.has_date(index, behind_topic=True):
            open_to = self._not_ahead(open_to)  # A国は、3月に指針をまとめ、容認しないことを表明した
        if self.is_occasion(index):  # 会談を行い、協力することで一致した
            open_to = self._not_ahead(open_to)
        if own:
            said_by_it = self.first_topic < 0
            spoken = (way for way in open_to if not said_by_it or self.lands[way] not in SAID or self.is_subject(way))
            return next(spoken, open_to[0])
        if chunk.toward not in open_to or (self.has_any(chunk.toward) and not self.has_any(open_to[0])):
            return open_to[0]
        return chunk.toward

    def _of_topic(self, index: int, verbs: Sequence[int]) -> int:
        """A topic is that of the sentence, not of what modifies a noun in it, nor of what somebody says unless it has one already."""
        behind = index > self.first_topic >= 0 or (self.particles[index] == "も" and self.has_subject(index))
        outer = verbs[-1]
        toward = self.found[index].toward
        as_soon_as = self.particles[index] == "にも" and is_time(self.found[index]) and toward == verbs[0]
        as_soon_as = as_soon_as and self.predicates[toward].form == "quoted"  # 2月1日にも通告すると伝えた
        inner = (as_soon_as or (behind and self.particles[index] in ("は", "も"))) and not self.found[index].comma
        hearsay = is_time(self.found[index]) and toward in self.predicates and self.is_hearsay(toward)
        told = next((way for way in verbs if self.is_told_now(way)), None) if is_time(self.found[index]) else None
        if told is not None:
            return told
        if not hearsay and self.particles[index] not in ("は", "も") and self.lands.get(toward, "modifies") not in INNER:
            return self._past_answer(index, toward) if toward in verbs else outer
        for way in verbs:
            lands = self.lands[way]
            if is_time(self.found[index]) and lands == "while" and not self.has_time(way):
                continue  # 1991年には、定めるための原則が採択された
            if (way, "が") in self.taken and way < toward and toward in verbs and not is_time(self.found[index]):
                continue  # A国は、B国が入手したり開発したりする品を示した
            if lands not in INNER or (inner and self.predicates[way].names):
                return way
            others = (outer, "は") in self.taken or ((outer, "が") in self.taken and (toward == way or self.is_only_open(way, verbs)))
            if lands == "while" and others and not any(self.is_open_main(other) for other in verbs if way < other < outer):
                return way
            over = self.predicates.get(self.result[way])
            within = toward in (way, self.result[way]) and self.has_parted_subject(index)
            described = over is not None and over.form == "modifies" and not within
            if lands not in SAID or self.predicates[way].form == "modifies" or described:
                continue
            if self.is_time_of_saying(index, way) or self.is_agreed_by_all(index, way):
                continue
            also = self.particles[index] == "も" and toward in verbs[verbs.index(way) + 1 :]
            if within or (inner and not also) or not self.has_speaker(way):
                return way
        return outer
