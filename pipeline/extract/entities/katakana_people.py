"""Folded text → claims for persons in katakana by the shape of the name and what stands beside it.

Read: セルゲイ・ショイグ (several parts), S・ショイグ (initials), 科学者ヴィクラム・サラバイ and 国防相ドーラ・サラヴィ (an occupation or
an office), バ・ヌダウを大統領に指名 and ドーラ・サラヴィが就任 (becoming or leaving an office), アイルランガ経済担当調整相 (a minister of
matters no list has). Ordinary words and known things are no names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import katakana_runs, past_reading
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.people import common, is_other, is_word_or_other, split, with_initials
from pipeline.extract.entities.titles import Title

_SURE, _CUED, _SHAPED, _MINISTERS = 0.9, 0.7, 0.35, 0.82
_MOST_PARTS = 5
# Particles that open a family name: フォン・ホルム, ファン・デル・メール.
_PARTICLES = frozenset({"フォン", "ファン", "ヴァン", "ビン", "イブン"})
# What follows a person and hardly ever a thing.
_PERSON_FOLLOWS = re.compile(
    r"氏|ら(?=[はがのもに、])|自身|本人|は(?:述べ|語|論じ|指摘|主張|警告)"
    r"|を[^。、]{0,8}(?:大統領|首相|長官|大臣|[外防務]相|議長|大使|司令官|総裁|書記長?)に(?:指名|任命|選出|起用)"
)
# Becoming or leaving an office: ドーラ・サラヴィ|が大統領に就任した, の再選, は辞任を表明した.
_IN_OFFICE = re.compile(
    r"[がはも](?:[^。、がはも「」]{0,16}?、)?[^。、がはも「」]{0,20}?(?<![のを])"
    r"(?:就任|選出|選ばれ|当選|任命|辞任|辞職|再選|退任|離任|続投|解任|罷免|失脚|立候補|出馬|即位|退位|戴冠|暗殺|死去)"
    r"|[がはも](?:[^。、がはも「」]{0,12}?の)?(?:新しい|次期|初代|第[0-9]{1,3}代)?(?:大統領|首相|総理大臣|国王|女王|皇帝|議長|知事|党首)(?:と|に)(?:なっ|なり|なる)"
    r"|の(?:[^。、のがはも「」]{0,10}?(?:大統領|首相|総理|[外防務]相|議長|総裁|書記長?|党首|知事))?(?:就任|当選|再選|辞任|暗殺|死去)"
)
# A victory is a person's where votes are cast.
_WINS, _VOTES, _LONGEST_WIN = (
    re.compile(r"が[^。、がは「」]{0,16}?(?:勝利|圧勝|大勝|辛勝|敗れ|敗北|指名)"),
    ("選で", "選挙", "投票", "大統領選", "総選"),
    30,
)
_SUCCESSORS = (
    "後任に",
    "後任には",
    "後任として",
    "後任の",
    "後継に",
    "後継者に",
    "後継の",
    "新首相に",
    "新大統領に",
    "次期首相に",
    "次期大統領に",
)
_NO_OFFICE = frozenset({"honorific", "era_cue"})
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


def find(text: str, titles: Mapping[int, Title]) -> list[Claim]:
    """Claims for persons written in katakana in the folded text, given the titles in it."""
    offices = {title.end for title in titles.values() if title.kind not in _NO_OFFICE}
    claims = [claim for start, end in katakana_runs(text) for claim in _full(text, start, end, offices)]
    return [*claims, *_ministers(text)] if "相" in text or "大臣" in text else claims


def _full(text: str, start: int, end: int, offices: Set[int]) -> Iterator[Claim]:
    parts = split(text[start:end])
    opened = with_initials(text, start)
    fewest = 1 if opened < start else 2
    if not fewest <= len(parts) <= _MOST_PARTS or any(p in common("katakana") or is_other(p) for p in parts) or is_other(text[start:end]):
        return
    cued = opened in offices or _is_cued(text, start, end)
    sure = parts[0] in _given() or (parts[0] in _PARTICLES and len(parts[-1]) > 2)
    initialled = opened < start and len(parts[-1]) > 2 and (len(parts) > 1 or _is_person(parts[-1]))
    yield Claim(opened, end, "PERSON", "rule:person-katakana", _SURE if sure or initialled else _CUED if cued else _SHAPED)


def _is_cued(text: str, start: int, end: int) -> bool:
    """True where what stands beside the span stands beside persons and hardly ever beside things."""
    if text.endswith(_OCCUPATIONS, 0, start) or text.endswith(_SUCCESSORS, 0, start) or _PERSON_FOLLOWS.match(text, end):
        return True
    behind = past_reading(text, end)
    if _IN_OFFICE.match(text, behind):
        return True
    won = _WINS.match(text, behind)
    return won is not None and any(word in text[max(0, start - _LONGEST_WIN) : won.end()] for word in _VOTES)


def _is_person(name: str) -> bool:
    """True where the gazetteer knows a person of that name or family name."""
    return any(entry.label == "PERSON" for entry in gazetteer.lookup().get(name, ())) or bool(gazetteer.persons_of(name))


def _ministers(text: str) -> Iterator[Claim]:
    for found in _MINISTER.finditer(text):
        parts = split(found["name"])
        if not any(is_word_or_other(part) for part in (parts[0], parts[-1], found["name"])):
            yield Claim(*found.span("name"), "PERSON", "rule:person-before-title", _MINISTERS)
