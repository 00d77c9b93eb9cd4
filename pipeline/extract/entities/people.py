"""Folded text, its gazetteer names and titles → claims for persons.

Two shapes: a name before a title (ラブロフ外相, 王毅外相, シャリフ・エネルギー相) and a name after a title and の or である
(報道官の林剣). Kanji names must begin with a family name of `data/family_names.csv` or stand before what only persons
have, or have their reading beside them in hiragana; katakana words of `data/common_words.csv` are no names.
`katakana_people` and `latin_people` read the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import before_reading, fold, is_behind_date, is_kanji, is_katakana, katakana_runs
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.contractions import short_forms
from pipeline.extract.entities.titles import Title

_STRONG = frozenset({"head_of_state", "head_of_government", "minister", "legislator", "diplomat", "spokesperson", "honorific"})
_NO_ENDING = "総副前元新現兼各両同第次党国省部局庁"
_MODIFIERS = "前元現新故同兼の"
# 第二次|安倍政権.
_ORDINAL, _LONGEST_ORDINAL = re.compile(r"第[0-9一二三四五六七八九十]{1,2}[次期]$"), 4
_LONGEST_KANJI_NAME, _FULL_KANJI_NAME = 5, 3
# Between the parts of a name: カシムジョマルト＝ケメレビッチ・トカエフ.
JOINERS = "・＝="
_TO_DOT = str.maketrans("＝=", "・・")
_PAST_BODY, _NO_CITY, _TOLD = 0.9, 0.97, 0.6
_PROVINCES, _DIRECTIONS = "県州都道府市国省", tuple("東西南北部")
# What stands between a title and the name behind it: 報道官|の|林剣, 国防相|である|ショイグ.
_JOINT = re.compile("の|である|だった|であった")
# クワトラ|駐米|インド大使, アニス|前|ジャカルタ州知事.
_POSTED = re.compile("(?:駐[一-鿿]?|[前元現])$")
# A government named by its head and its kind: バチスタ|軍事独裁|政権.
_REIGN, _LONGEST_REIGN = re.compile("(?:軍事|独裁|共産主義|社会主義|保守|左派|右派|連立|中道|革新|急進){1,3}$"), 8
_INITIALS, _LONGEST_INITIALS = re.compile(r"(?<![A-Za-z0-9・])(?:[A-Z](?:[.．]?[・＝=]|[.．] ?))+$"), 12
_STATE_OFFICES = frozenset({"head_of_state", "head_of_government", "minister"})
_NO_CITYS = ("大統領", "首相", "外相", "防相", "大臣", "長官", "主席", "総統")
# An initial between two parts of a name, from the dot before it: ・M・.
_MIDDLE = re.compile(r"[・＝=][A-Z][・＝=]")
# Titles before which two kanji that are no word are a name, whatever the list of family names says: 花角知事.
_TELLING = frozenset({"氏", "知事", "首相", "外相", "副知事", "官房長官", "防衛相"})
_NO_NAME = "同両各全現前元新某歴他諸当次先数女男今初後戦"
# What follows 氏 of a person and not of a name (住所氏名, 北条氏康).
_NO_PERSON = re.compile("氏(?![側自本個宅])[一-鿿]")
_OF_PERSONS_ONLY = frozenset({"氏", "将軍", "元帥", "提督", "大将", "上院議員", "下院議員"})
# A cabinet and an administration are named by who leads them, where the character is no word (元政権); no city has a cabinet (羽田内閣).
_LED, _NOT_LED, _CABINET = ("政権", "内閣"), frozenset("元全千万明南東都方単"), "内閣"
# A family name that is a city's name as well (kind ja-place) is the city before a city's offices: 豊田|市長.
_OF_CITY, _PLACE_KIND = ("市", "区", "町", "村", "前市", "元市", "副市", "前区", "元区"), "ja-place"
# What no name without a listed family name ends in, where a reading stands beside it: 霞会館（かすみかいかん）会長.
_NO_READ_ENDING = "会館社党省庁局院部所団軍隊校連盟組寺署店園県州都道府市国町村区郡島湖山川"
_HIRAGANA_READING, _SHORTEST_READ, _LONGEST_READ, _READ = re.compile("[（(][ぁ-んー・ ]{2,16}[）)]"), 2, 4, 0.9
# 大統領|府 is no office of a person.
_BUILDING = re.compile("[府室邸宮令選庁]|官邸|公邸|宮殿|選挙")
# What an office is in charge of stands between the name and the office: カーター政策担当国防次官.
_CHARGE, _LONGEST_CHARGE = re.compile(r"[一-鿿]{2,10}担当$"), 12
_KANJI_NAME_AFTER = re.compile(r"[一-鿿々]{2,4}?(?=[はがもをにと、。（(・]|ら|氏)")


@cache
def _families() -> frozenset[str]:
    return frozenset(fold(row["name"]) for row in rules.words("family_names"))


@cache
def _cities() -> frozenset[str]:
    """Family names that are names of cities too."""
    return frozenset(fold(row["name"]) for row in rules.words("family_names") if row["kind"] == _PLACE_KIND)


@cache
def common(script: str) -> frozenset[str]:
    """Ordinary words that look like names: "katakana", "latin" (AI), "kanji" (two characters), "family" (金, 林)."""
    return frozenset(row["word"] for row in rules.words("common_words") if row["script"] == script)


def opens_with_family_name(name: str) -> bool:
    """True where a family name of the list opens the kanji name and one to three characters follow, or none."""
    return any(name[:n] in _families() and len(name) - n <= 3 for n in (1, 2, 3)) and not has_common_word(name)


def is_family(name: str) -> bool:
    """True for a family name of the list, alone."""
    return name in _families()


def family_name(name: str) -> str | None:
    """The family name that opens a full kanji name (習 of 習近平, 佐々木 of 佐々木小次郎), or None where there is none or nothing else."""
    known = gazetteer.lookup().get(name, ())
    families = [n for n in (3, 2, 1) if n < len(name) and name[:n] in _families() and 1 <= len(name) - n <= 3]
    return name[: families[0]] if families and (name not in _families() or known) else None


def has_common_word(name: str) -> bool:
    """True where two kanji of the name are an ordinary word (安全, 方面, 兵器)."""
    return any(name[i : i + 2] in common("kanji") for i in range(len(name) - 1))


def find(text: str, names: Sequence[Claim], titles: Mapping[int, Title]) -> list[Claim]:
    """Claims for persons in the folded text."""
    claims: list[Claim] = []
    ends: dict[int, list[Claim]] = {}
    for name in names:
        ends.setdefault(name.end, []).append(name)
    for title in titles.values():
        claims += _before(text, title, ends)
        claims += _after(text, title)
    return claims


def _before(text: str, title: Title, ends: Mapping[int, Sequence[Claim]]) -> Iterator[Claim]:
    at = before_reading(text, title.start)
    if title.kind != "era_cue" or title.text in ("政権", "体制", "内閣"):
        yield from _ending(text, at, title, ends, 1.0)
    if is_katakana(title.text[0]) and text[at - 1 : at] == "・":
        yield from _ending(text, at - 1, title, ends, _PAST_BODY)
    reign = _REIGN.search(text, max(0, at - _LONGEST_REIGN), at) if title.text == "政権" else None
    if reign:
        yield from _ending(text, reign.start(), title, ends, 1.0)
    charge = _CHARGE.search(text, max(0, at - _LONGEST_CHARGE), at)
    if charge:
        yield from _ending(text, charge.start(), title, ends, _PAST_BODY)
    known = [name for name in ends.get(at, ()) if name.label in ("GPE", "ORG")]
    states = {name.start for name in known if name.ids and ":" not in name.ids[0][0]}
    bodies = {name.start for name in known}
    if text[at - 1 : at] in short_forms():
        bodies.add(at - 1)
    for body in sorted(bodies):
        posted = _POSTED.search(text, max(0, body - 2), body)
        if posted:
            yield from _ending(text, posted.start(), title, ends, _PAST_BODY)
        # 趙明遠|韓国外交部長: a full name in kanji; a family name alone may be the end of any word
        if body and is_kanji(text[body - 1]):
            glued = (claim for claim in _kanji(text, body, title, ends, _PAST_BODY) if len(claim) >= _FULL_KANJI_NAME)
            yield from (claim for claim in glued if text[claim.start] not in _MODIFIERS)
        joined = body in states and text[body - 1 : body] == "・"
        if body - joined > 0 and is_katakana(text[body - joined - 1]):
            yield from _ending(text, body - joined, title, ends, _PAST_BODY)


def _ending(text: str, at: int, title: Title, ends: Mapping[int, Sequence[Claim]], trust: float) -> Iterator[Claim]:
    if not at:
        return
    if is_katakana(text[at - 1]):
        yield from _katakana(text, at, title, trust)
    elif is_kanji(text[at - 1]):
        yield from _kanji(text, at, title, ends, trust)


def _katakana(text: str, at: int, title: Title, trust: float) -> Iterator[Claim]:
    start = at
    while start and (is_katakana(text[start - 1]) or text[start - 1] in JOINERS or _MIDDLE.match(text, max(0, start - 2))):
        start -= 1
    while start < at and text[start] in JOINERS:
        start += 1
    parts = split(text[start:at])
    # ウクライナ・ゼレンスキー大統領: a state before the name is not part of it
    while len(parts) > 1 and is_other(parts[0]) and not text.startswith("夫人", title.end - 2) and not text.startswith("夫人", title.end):
        start += len(parts[0]) + 1
        parts = parts[1:]
    name = text[start:at]
    if at == title.start and (is_katakana(title.text[0]) or is_other(name + title.text[0])):
        return
    # 北|マルク|州知事 is a province and its governor
    if title.text[0] in _PROVINCES and text[start - 1 : start] in _DIRECTIONS:
        return
    if _is_city_and_person(text, name, title):
        yield Claim(start, at, "PERSON", "rule:person-before-title", _NO_CITY)
    elif not (len(parts[-1]) < 2 or is_word_or_other(parts[-1]) or is_word_or_other(name)):
        score = 0.88 if title.kind in _STRONG else 0.62
        yield Claim(with_initials(text, start), at, "PERSON", "rule:person-before-title", round(score * trust, 4))


def _is_city_and_person(text: str, name: str, title: Title) -> bool:
    """True for a city's name before what no city has (ワシントン大統領, ウェリントン将軍, ヒューストン氏)."""
    at = title.start - len(name)
    office = title.kind in _STATE_OFFICES and title.text.endswith(_NO_CITYS)
    if not (office or title.text in _OF_PERSONS_ONLY) or (at and is_kanji(text[at - 1])):
        return False
    known = gazetteer.lookup().get(name, ())
    return bool(known) and all(entry.subtype == "city" for entry in known) and not _BUILDING.match(text, title.end)


def with_initials(text: str, start: int) -> int:
    """Where the initials before a katakana name begin (S・|ジャイシャンカル, J. F. |ケネディ); its own start where there are none."""
    found = _INITIALS.search(text, max(0, start - _LONGEST_INITIALS), start)
    return found.start() if found else start


def is_other(name: str) -> bool:
    """True where the gazetteer knows the name as something that is no person."""
    found = gazetteer.lookup().get(name, ())
    return bool(found) and all(entry.label != "PERSON" for entry in found)


def split(name: str) -> list[str]:
    """The parts of a katakana name, whatever joins them."""
    return name.translate(_TO_DOT).split("・")


def is_word_or_other(name: str) -> bool:
    """True for ordinary katakana words and for names of things that are no persons."""
    return is_other(name) or name in common("katakana")


def _kanji(text: str, at: int, title: Title, ends: Mapping[int, Sequence[Claim]], trust: float) -> Iterator[Claim]:
    for length in range(_LONGEST_KANJI_NAME, 0, -1):
        start = at - length
        if start < 0 or not all(is_kanji(c) for c in text[start:at]) or not _opens(text, start, ends):
            continue
        # アントニー|印|国防大臣: a state between a katakana name and an office
        if length == 1 and start and text[start] in short_forms() and is_katakana(text[start - 1]):
            continue
        score = _kanji_score(text[start:at], title) or _read_score(text, start, at, title)
        if score and not (score == _TOLD and _NO_PERSON.match(text, title.start)):
            yield Claim(start, at, "PERSON", "rule:person-before-title", round(score * trust, 4))


def _opens(text: str, start: int, ends: Mapping[int, Sequence[Claim]]) -> bool:
    """True where a kanji name may begin: no kanji before it, or a known name, a date or 前, 元, 同 … ends there."""
    before = text[start - 1 : start]
    if not is_kanji(before or " ") or before in _MODIFIERS or start in ends or bool(_ORDINAL.search(text, max(0, start - 5), start)):
        return True
    return text[start] not in _NO_NAME and is_behind_date(text, start)


def _kanji_score(name: str, title: Title) -> float:
    """How likely the kanji before a title are a person's name; 0 where no family name opens them."""
    if title.text == _CABINET and name in _families() and is_other(name):
        return 0.0 if any(entry.is_state for entry in gazetteer.lookup()[name]) else _NO_CITY
    if has_common_word(name) or is_other(name) or (name[-1] in _NO_ENDING and name not in _families()):
        return 0.0
    if (name in _NOT_LED and title.text in _LED) or (name in _cities() and title.text.startswith(_OF_CITY)):
        return 0.0
    families = [n for n in range(min(3, len(name)), 0, -1) if name[:n] in _families()]
    if not families:
        telling = title.text in _TELLING and name[0] not in _NO_NAME and name[-1] not in _PROVINCES
        return _TOLD if len(name) == 2 and telling else 0.0
    alone = len(name) in families
    if alone:
        strong = title.kind in _STRONG or title.text in _LED
        return 0.0 if len(title.text) < 2 and title.text != "氏" else (0.85 if strong else 0.6)
    # 秋葉|前広島市長: a former office is no given name
    if any(1 <= len(name) - n <= 3 and name[n] not in "前現兼" for n in families):
        return 0.88 if title.kind in _STRONG else 0.75
    return 0.0


def _read_score(text: str, start: int, end: int, title: Title) -> float:
    """How likely kanji that no family name opens are a name, by the reading before the title: 霧永健（むえいけん）外相."""
    name = text[start:end]
    read = title.kind != "era_cue" and _HIRAGANA_READING.fullmatch(text, end, title.start)
    if not read or not _SHORTEST_READ <= len(name) <= _LONGEST_READ:
        return 0.0
    word = has_common_word(name) or is_other(name) or name[0] in _NO_NAME or name[-1] in _NO_ENDING + _NO_READ_ENDING
    return 0.0 if word else _READ


def _after(text: str, title: Title) -> Iterator[Claim]:
    joint = _JOINT.match(text, title.end)
    if title.kind in ("honorific", "era_cue") or joint is None:
        return
    at = joint.end()
    for start, end in katakana_runs(text[at : at + 30]):
        name = text[at : at + end]
        if start == 0 and len(name) > 2 and not is_other(name) and not any(p in common("katakana") for p in name.split("・")):
            yield Claim(at, at + end, "PERSON", "rule:person-after-title", 0.65)
        break
    found = _KANJI_NAME_AFTER.match(text, at)
    # a family name and one character is as often a verbal noun (解任, 任命)
    if found and len(found[0]) > 2 and _kanji_score(found[0], title):
        yield Claim(at, found.end(), "PERSON", "rule:person-after-title", 0.65)
