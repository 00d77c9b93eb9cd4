"""GiNZA's entities → claims, label by label, each worth what its label was measured to be worth.

`data/ginza_labels.csv` maps GiNZA's extended named entities to our labels with the
precision measured for exact span and label; labels without a row are no entities for us
(Date, Position_Vocation, N_Person …).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline import rules
from pipeline.extract.entities.characters import is_kanji
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.people import has_common_word, opens_with_family_name

_EDGE = " 　\t\n、。，．,.・「」『』（）()［］[]【】〈〉《》“”\"'！？!?：:；;—–―－-…‥～/／"
_SURE, _CONFLICT, _NO_FAMILY = 0.5, 0.4, 0.8
_NO_ENDING = ("後", "前", "時", "以降", "的", "性", "化", "等", "側", "人", "製")
_NAME_CHARACTER = re.compile(r"[一-鿿㐀-䶿々ァ-ヺA-Za-z]")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entity of GiNZA's NER: its span in the sentence and GiNZA's own label (Person, Country …)."""

    start: int
    end: int
    label: str
    score: float | None = None


@cache
def _labels() -> Mapping[str, tuple[str, float]]:
    return {row["ginza"]: (row["label"], float(row["precision"])) for row in rules.words("ginza_labels")}


def claims(text: str, evidence: Sequence[Evidence], others: Sequence[Claim] = ()) -> list[Claim]:
    """What GiNZA's entities claim about the text, given what the other sources claim.

    Spans lose punctuation at their ends; spans of one character and without a letter are dropped. A span that
    swallows or cuts a name another source is sure of (中露貿易, 第二次世界大戦後) is worth little,
    and so is a person in kanji made of ordinary words; one that no family name opens is worth a bit less.
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
        if mapped and end - start > 1 and _NAME_CHARACTER.search(text, start, end):
            claim = Claim(start, end, mapped[0], "ginza", mapped[1] if entity.score is None else entity.score)
            found.append(replace(claim, score=round(claim.score * _trust(text[start:end], claim, sure), 4)))
    return found


def _trust(name: str, claim: Claim, sure: Sequence[Claim]) -> float:
    if any(other.meets(claim) and (other.start, other.end) != (claim.start, claim.end) for other in sure):
        return _CONFLICT
    if name.endswith(_NO_ENDING):
        return _CONFLICT
    if claim.label == "PERSON" and is_kanji(name[0]):
        return _CONFLICT if has_common_word(name) else 1.0 if opens_with_family_name(name) else _NO_FAMILY
    return 1.0
