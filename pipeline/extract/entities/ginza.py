"""GiNZA's entities → claims, label by label, each worth what its label was measured to be worth.

`data/ginza_labels.csv` maps GiNZA's extended named entities to our labels with the
precision measured for exact span and label: over all spans, over those with a proper noun
in them, and over those made of common nouns only (海氷, 砲弾). Labels without a row are no
entities for us (Date, Position_Vocation, N_Person …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import KANJI, KATAKANA, is_kanji
from pipeline.extract.entities.claims import Claim, Ids
from pipeline.extract.entities.people import common, has_common_word, opens_with_family_name

_EDGE = " 　\t\n、。，．,.・「」『』（）()［］[]【】〈〉《》“”\"'！？!?：:；;—–―－-…‥～/／"
_SURE, _CONFLICT, _NO_FAMILY = 0.5, 0.4, 0.8
_NO_ENDING = ("後", "前", "時", "以降", "的", "性", "化", "等", "側", "人", "製")
# What a person's name does not end in: 楠田|大臣|政務官.
_NO_PERSON = ("大臣", "長官", "首相", "政務官")
# What a body or an event is not: 桂|政権 names a person, ファルマ|占拠 a deed.
_NO_BODY, _NO_EVENT = ("政権", "内閣"), ("侵攻", "侵略", "占拠", "攻撃", "空爆", "併合", "撤退", "派兵", "委員会")
_NAME_CHARACTER = re.compile(r"[一-鿿㐀-䶿々ァ-ヺA-Za-z]")
_PERSON = re.compile(rf"[{KANJI}]+|[{KATAKANA}・＝=]+|[{KANJI}]{{1,3}}(?:[ぁ-ん]{{2,3}}|[{KATAKANA}]{{2,3}})")
_COMPANY = ("株式会社", "有限会社", "合同会社")
_CAPITALS = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entity of GiNZA's NER: its span in the sentence and GiNZA's own label (Person, Country …).

    `proper` says whether a word of the span is a proper noun or one the dictionary lacks; None where no tags were kept.
    """

    start: int
    end: int
    label: str
    score: float | None = None
    proper: bool | None = None


@dataclass(frozen=True, slots=True)
class _Measured:
    """What a label of GiNZA's stands for, and how often it was right: of all spans, of proper nouns, of common nouns."""

    label: str
    all: float
    proper: float
    common: float


@cache
def _labels() -> Mapping[str, _Measured]:
    return {
        row["ginza"]: _Measured(row["label"], float(row["precision"]), float(row["proper"]), float(row["common"]))
        for row in rules.words("ginza_labels")
    }


@cache
def _closing() -> Mapping[str, tuple[str, ...]]:
    """Label → the suffixes that close a name of that label (海洋|研究所), without those that only describe (施設)."""
    barred = {row["suffix"] for row in rules.words("suffix_limits") if row["use"] == "no"} - {"社"}
    table: dict[str, list[str]] = {}
    for row in rules.words("gazetteer/suffixes"):
        if row["suffix"] not in barred:
            table.setdefault(row["label"], []).append(row["suffix"])
    return {label: tuple(suffixes) for label, suffixes in table.items()}


def claims(text: str, evidence: Sequence[Evidence], others: Sequence[Claim] = ()) -> list[Claim]:
    """What GiNZA's entities claim about the text, given what the other sources claim.

    Spans lose punctuation at their ends and 社 behind a name in katakana or Latin letters; spans of one
    character and without a letter are dropped. A span that
    swallows or cuts a name another source is sure of (中露貿易, 第二次世界大戦後) is worth little,
    and so is a person in kanji made of ordinary words; one that no family name opens is worth a bit less.
    A span without a proper noun is worth what such spans were measured to be worth, unless a suffix closes the name.
    """
    sure = [claim for claim in others if claim.score >= _SURE]
    found = []
    for entity in evidence:
        mapped = _labels().get(entity.label)
        start, end = entity.start, entity.end
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if text[end - 1 : end] == "社" and end - start > 2 and not is_kanji(text[end - 2]):
            end -= 1
        if mapped and end - start > 1 and _NAME_CHARACTER.search(text, start, end):
            score = _precision(text[start:end], mapped, entity.proper) if entity.score is None else entity.score
            claim = Claim(start, end, mapped.label, "ginza", score, ids=_identity(text[start:end], mapped.label))
            named = any((c.start, c.end) == (start, end) and c.label != mapped.label and c.method == "gazetteer" for c in others)
            trust = _CONFLICT if named else _trust(text[start:end], claim, sure)
            found.append(replace(claim, score=round(score * trust, 4)))
    return found


def _identity(name: str, label: str) -> Ids:
    """What the gazetteer calls the one thing of that label and name, if it knows one."""
    known = {entry.id: entry.name for entry in gazetteer.lookup().get(name, ()) if entry.label == label and not entry.generic}
    return tuple(known.items()) if len(known) == 1 else ()


def _precision(name: str, measured: _Measured, proper: bool | None) -> float:
    if proper is None:
        return measured.all
    if proper or _is_closed(name, measured.label):
        return measured.proper
    return measured.all if measured.label == "ORG" and _CAPITALS.search(name) else measured.common


def _is_closed(name: str, label: str) -> bool:
    """True where a suffix makes a name of the words before it (海洋研究所), which are more than one character."""
    if label == "ORG" and name.startswith(_COMPANY):
        return True
    return any(name.endswith(suffix) and len(name) > len(suffix) + 1 for suffix in _closing().get(label, ()))


def _trust(name: str, claim: Claim, sure: Sequence[Claim]) -> float:
    if any(other.meets(claim) and (other.start, other.end) != (claim.start, claim.end) for other in sure):
        return _CONFLICT
    if (claim.label == "ORG" and name.endswith(_NO_BODY)) or (claim.label == "EVENT" and name.endswith(_NO_EVENT)):
        return _CONFLICT
    if claim.label == "PERSON" and name.endswith(_NO_PERSON):
        return _CONFLICT
    if name.endswith(_NO_ENDING) or name in common("katakana") or (claim.label == "PERSON" and not _PERSON.fullmatch(name)):
        return _CONFLICT
    if claim.label == "PERSON" and is_kanji(name[0]):
        return _CONFLICT if has_common_word(name) else 1.0 if opens_with_family_name(name) else _NO_FAMILY
    return 1.0
