"""A phrase or its particle → what it looks like: a topic, a number, a time; and the words by which clauses are told apart."""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract.events.chunks import Chunk

_OCCASIONS = frozenset({"meet", "visit", "announce", "criticise", "support", "agree", "sign"})
_TIMES = "年月日末半頭旬春夏秋冬朝夜"
VIEWS = frozenset({"意見", "見解", "認識", "見方", "立場"})  # of those a sentence is about: …で意見が一致した
UNTIL = ("まで", "までは", "までに")  # behind a clause
LASTING = ("てい", "でい", "ており", "でおり")  # in what stands behind a verb
UP_TO_NOW = (*LASTING, "てき", "でき")
ANSWERS = frozenset({"受ける", "踏まえる", "重視する"})  # behind …したことを: what is only answered to
HOLDS = frozenset({"開く", "開催する", "行う", "行なう", "実施する"})
_PART = "接尾辞-名詞的-副詞可能"
_NUMBER, _ADVERBIAL = "名詞-数詞", "名詞-普通名詞-副詞可能"


def is_topic(particle: str) -> bool:
    """Whether a particle makes a topic: は, も, では, には."""
    return particle.endswith("は") or particle in ("も", "によれば", "によると")


def is_adverb(chunk: Chunk) -> bool:
    """Whether a phrase with は or も is no topic but a number or a time: 3回も, 今後も."""
    return is_number(chunk) or (len(chunk.words) == 1 and chunk.core.tag == _ADVERBIAL)


def is_number(chunk: Chunk) -> bool:
    """Whether a phrase begins with a number."""
    return chunk.words[0].tag.startswith(_NUMBER)


def is_counted(chunk: Chunk) -> bool:
    """Whether a number stands in a phrase."""
    return any(word.tag.startswith(_NUMBER) for word in chunk.words)


def is_time(chunk: Chunk) -> bool:
    """Whether a phrase looks like a date: a number, or an adverbial noun, of 年, 月, 日 and the like."""
    if is_counted(chunk) or chunk.core.tag == _ADVERBIAL:
        return any(word.text[-1] in _TIMES for word in chunk.words)
    part = chunk.core.tag == _PART and len(chunk.words) > 1  # 同年末; not 来日中
    return part and chunk.words[-2].tag == _ADVERBIAL and chunk.words[-2].text[-1] in _TIMES


def is_sample(chunk: Chunk) -> bool:
    """Whether a clause is one of several things that are or can be done: 入手したり、開発したりする."""
    return bool(chunk.tail) and chunk.tail[-1].text in ("たり", "だり")


def is_scene(chunk: Chunk) -> bool:
    """Whether a phrase's noun is a meeting or a document, at or in which things are said: 首脳会合."""
    return bool(_scenes().search("".join(word.text for word in chunk.words)))


@cache
def _scenes() -> re.Pattern[str]:
    return next(rule.pattern for rule in rules.load("events_actors") if rule.id == "dated")


@cache
def sayings() -> dict[str, str]:
    """Verb → the modality of what is said by it; 報ずる as well as 報じる."""
    found = {row["verb"]: row["modality"] for row in rules.words("event_sayings")}
    return found | {f"{verb[:-2]}ずる": modality for verb, modality in found.items() if verb.endswith("じる")}


@cache
def occasions() -> frozenset[str]:
    """Verbs of meetings, visits and the like, at which things are said, and of saying."""
    return frozenset(row["predicate"] for row in rules.words("event_predicates") if row["class"] in _OCCASIONS and not row["object"])


@cache
def frames() -> frozenset[str]:
    """Nouns in に or として that what stands in を before them belongs to: 阻止を目的に, 発足を契機として."""
    return frozenset(row["noun"] for row in rules.words("event_frames"))


@cache
def traits() -> frozenset[str]:
    """Verbs that tell what a thing is like and no act, though in the past: 調整を含んだ法案."""
    return frozenset(row["verb"] for row in rules.words("event_traits"))


@cache
def outlooks() -> frozenset[str]:
    """Nouns that say how planned or how sure what they are told of is: 計画, 可能性."""
    return frozenset(row["noun"] for row in rules.words("event_plans"))
