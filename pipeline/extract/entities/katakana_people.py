"""Folded text → claims for persons in katakana by the shape of the name and what stands beside it.

Read: セルゲイ・ショイグ (several parts), S・ショイグ (initials), 科学者ヴィクラム・サラバイ (an occupation), バ・ヌダウを大統領に指名
(an appointment), アイルランガ経済担当調整相 (a minister of matters no list has). Ordinary words and known things are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import katakana_runs
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.people import common, is_other, is_word_or_other, split, with_initials

_SURE, _CUED, _SHAPED, _MINISTERS = 0.9, 0.7, 0.35, 0.82
_MOST_PARTS = 5
# Particles that open a family name: フォン・ホルム, ファン・デル・メール.
_PARTICLES = frozenset({"フォン", "ファン", "ヴァン", "ビン", "イブン"})
# What follows a person and hardly ever a thing.
_PERSON_FOLLOWS = re.compile(
    r"氏|ら(?=[はがのもに、])|自身|本人|は(?:述べ|語|論じ|指摘|主張|警告)"
    r"|を[^。、]{0,8}(?:大統領|首相|長官|大臣|[外防務]相|議長|大使|司令官|総裁|書記長?)に(?:指名|任命|選出|起用)"
)
# The ends of occupations: 科学者|ヴィクラム・サラバイ, 補佐官|ケネス・オドンネル.
_PEOPLE = ("学者", "導者", "究者", "記者", "術者", "設者", "業者", "家", "官", "士", "師")
_OFFICES = ("司令", "議員", "大使", "教授", "皇帝", "国王", "女王", "首相", "大統領", "外相", "首脳", "大臣", "長官")
_OCCUPATIONS = _PEOPLE + _OFFICES
_MINISTER = re.compile(
    r"(?<![ァ-ヺー・＝=])(?P<name>[ァ-ヺー]{3,20}(?:[・＝=][ァ-ヺー]{2,}){0,4})(?:[（(][A-Za-zÀ-ɏ.' -]{3,40}[）)])?"
    r"[一-鿿々]{1,6}(?:・[一-鿿々]{1,6}){0,2}(?:担当|調整){0,2}(?:大臣|(?<![様位真世手諸血面実皮])相)(?=[はがもとにをや、。（(])"
)


@cache
def _given() -> frozenset[str]:
    return frozenset(row["name"] for row in rules.words("given_names"))


def find(text: str) -> list[Claim]:
    """Claims for persons written in katakana in the folded text."""
    claims = [claim for start, end in katakana_runs(text) for claim in _full(text, start, end)]
    return [*claims, *_ministers(text)] if "相" in text or "大臣" in text else claims


def _full(text: str, start: int, end: int) -> Iterator[Claim]:
    parts = split(text[start:end])
    opened = with_initials(text, start)
    fewest = 1 if opened < start else 2
    if not fewest <= len(parts) <= _MOST_PARTS or any(p in common("katakana") or is_other(p) for p in parts) or is_other(text[start:end]):
        return
    cued = bool(_PERSON_FOLLOWS.match(text, end)) or text.endswith(_OCCUPATIONS, 0, start)
    sure = parts[0] in _given() or (parts[0] in _PARTICLES and len(parts[-1]) > 2)
    initialled = opened < start and len(parts[-1]) > 2 and (len(parts) > 1 or _is_person(parts[-1]))
    yield Claim(opened, end, "PERSON", "rule:person-katakana", _SURE if sure or initialled else _CUED if cued else _SHAPED)


def _is_person(name: str) -> bool:
    """True where the gazetteer knows a person of that name or family name."""
    return any(entry.label == "PERSON" for entry in gazetteer.lookup().get(name, ())) or bool(gazetteer.persons_of(name))


def _ministers(text: str) -> Iterator[Claim]:
    for found in _MINISTER.finditer(text):
        parts = split(found["name"])
        if not any(is_word_or_other(part) for part in (parts[0], parts[-1], found["name"])):
            yield Claim(*found.span("name"), "PERSON", "rule:person-before-title", _MINISTERS)
