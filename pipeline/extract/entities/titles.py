"""data/gazetteer/titles.csv → the titles and honorifics that stand in a text, and the role they give a person.

Titles follow the name (習近平国家主席, ショイグ露国防相, 王毅政治局員兼外相) or come before it with の (報道官の林剣).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick

from pipeline import rules
from pipeline.extract.entities.characters import is_katakana, past_reading
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.contractions import short_forms

_LONGEST = 24
# What an office is in charge of: カーター政策担当国防次官.
_CHARGE = re.compile(r"[一-鿿]{2,10}?担当")
_BRACKET = re.compile(r"[（(][^（）()]{1,16}[）)]")
_ORGAN = re.compile(r"(?P<body>[一-鿿]{2,8}(?:委員会|部会|局|部|本部|会議|研究所|研究部))")
# A minister of several matters, and an envoy for a place or a matter: 法務・治安|相, ユーラシア事務|特別代表.
_MATTERS = re.compile(r"[一-鿿々]{1,6}(?:・[一-鿿々]{1,6}){0,2}(?:担当)?(?:相|大臣)(?![違互当手談対次性補])")
_ENVOY = re.compile(r"(?:[ァ-ヺー]{2,10}|[一-鿿]{2,8})(?:事務|問題|担当|担当大統領|政府)(?:特別代表|特使|調整官)")
# The source of persons whose title stands behind what the office is for.
OFFICE_METHOD = "rule:person-before-office"
_BEFORE_TITLES = ("副", "前", "元")
# ハガティ|駐|日米大使.
_POSTED = re.compile("現?駐")
# A ministry's minister has others beside him: 国土交通|大臣, 国土交通|副大臣, 国土交通|大臣政務官.
_MINISTER, _BESIDE = "大臣", ("副大臣", "大臣政務官", "大臣補佐官", "大臣臨時代理", "事務次官")
_BRIDGES = ("兼", "・", "および", "及び")


@dataclass(frozen=True, slots=True)
class Title:
    """A title at `start` to `end`; `kind` is head_of_state, minister, honorific, era_cue …"""

    start: int
    end: int
    text: str
    kind: str


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    kinds = {row["title"]: row["kind"] for row in rules.words("gazetteer/titles")}
    ministers = [title for title in kinds if title.endswith(_MINISTER) and title != _MINISTER]
    beside = {title.removesuffix(_MINISTER) + office: kinds[title] for title in ministers for office in _BESIDE}
    for title, kind in {**beside, **kinds}.items():
        automaton.add_word(title, (title, kind))
    automaton.make_automaton()
    return automaton


def find(text: str) -> dict[int, Title]:
    """The longest title at each place where one starts, without titles that are parts of longer ones."""
    found: dict[int, Title] = {}
    for last, (title, kind) in _automaton().iter(text):
        start = last + 1 - len(title)
        if start not in found or found[start].end <= last:
            if text[start - 1 : start] in _BEFORE_TITLES and kind not in ("honorific", "era_cue"):
                start, title = start - 1, text[start - 1] + title
            found[start] = Title(start, last + 1, title, kind)
    return {start: title for start, title in found.items() if not _is_inside_another(title, found)}


def _is_inside_another(title: Title, found: dict[int, Title]) -> bool:
    """True for 書記 in 総書記 and 院長 in 副院長."""
    return any(start in found and found[start].end >= title.end for start in range(max(0, title.start - _LONGEST), title.start))


def bodies(names: Iterable[Claim]) -> dict[int, list[int]]:
    """Where each state or body that may stand between a person and a title begins → where it ends."""
    found: dict[int, list[int]] = {}
    for name in names:
        if name.label in ("GPE", "ORG"):
            found.setdefault(name.start, []).append(name.end)
    return found


def role(text: str, name: Claim, titles: dict[int, Title], bodies: Mapping[int, Sequence[int]]) -> str:
    """The role the text gives the person named there, or "" where it gives none; honorifics and 政権 are no roles."""
    joined = [*_past_bodies(text, name.end + 1, bodies), name.end + 1] if text.startswith("・", name.end) else []
    posted = _POSTED.match(text, name.end)
    joined += (
        [place for start in _past_body(text, posted.end(), bodies) for place in (*_past_body(text, start, bodies), start)] if posted else []
    )
    for at in (name.end, past_reading(text, name.end), *_past_body(text, name.end, bodies), *joined):
        title = titles.get(at)
        if title is not None:
            if title.kind == "era_cue":
                return ""
            if title.kind != "honorific":
                return _with_second(text, title, titles)
    behind = _behind_office(text, name, titles) or _over_body(name, titles, bodies)
    if behind is not None:
        return text[name.end : behind.end]
    leading = _leading(text, name, titles)
    return leading.text if leading else ""


def _leading(text: str, name: Claim, titles: Mapping[int, Title]) -> Title | None:
    """The title before the name: 報道官の|林剣, 国防相|ドーラ・サラヴィ."""
    end = name.start - 1 if text[name.start - 1 : name.start] in ("の", "・") else name.start
    if end == name.start and not is_katakana(text[name.start]):
        return None
    found = (titles[start] for start in range(max(0, end - _LONGEST), end) if start in titles)
    return next((title for title in found if title.end == end and title.kind not in ("honorific", "era_cue")), None)


def _behind_office(text: str, name: Claim, titles: dict[int, Title]) -> Title | None:
    """The title behind what the office is for: カーター|政策担当|国防次官, ロッシ|戦略広報|調整官."""
    envoy = _ENVOY.match(text, name.end) or (_MATTERS.match(text, name.end) if is_katakana(text[name.end - 1]) else None)
    if envoy:
        return Title(name.end, envoy.end(), envoy[0], "minister")
    charge = _CHARGE.match(text, name.end)
    if charge and charge.end() in titles:
        return titles[charge.end()]
    if name.method != OFFICE_METHOD:
        return None
    return next((titles[at] for at in range(name.end, min(len(text), name.end + _LONGEST)) if at in titles), None)


def _over_body(name: Claim, titles: Mapping[int, Title], bodies: Mapping[int, Sequence[int]]) -> Title | None:
    """The title that begins inside the body behind the name: ドロノフ|国家|安全保障会議議長."""
    ends = bodies.get(name.end, ())
    inside = (titles[at] for end in ends for at in range(name.end, end) if at in titles)
    return next((title for title in inside if title.end > min(ends) and title.kind not in ("honorific", "era_cue")), None)


def _past_body(text: str, at: int, bodies: Mapping[int, Sequence[int]]) -> list[int]:
    """Where a title may start behind a state or body: ショイグ|露|国防相, 金正恩|朝鮮労働党|総書記."""
    starts = list(bodies.get(at, ()))
    if text[at : at + 1] in short_forms():
        starts.append(at + 1)
    return sorted(starts, reverse=True)


def _past_bodies(text: str, at: int, bodies: Mapping[int, Sequence[int]]) -> list[int]:
    """Where a title may start behind a body, its short name in brackets and an organ of it: 全人代（…）|常務委員会|副委員長."""
    ends = _past_body(text, at, bodies)
    for end in list(ends):
        bracket = _BRACKET.match(text, end)
        organ = _ORGAN.match(text, bracket.end() if bracket else end)
        ends += [place for place in (bracket and bracket.end(), organ and organ.end("body")) if place]
    return sorted(ends, reverse=True)


def _with_second(text: str, title: Title, titles: dict[int, Title]) -> str:
    for bridge in _BRIDGES:
        if text.startswith(bridge, title.end):
            second = titles.get(title.end + len(bridge))
            if second is not None and second.kind not in ("honorific", "era_cue"):
                return text[title.start : second.end]
    return title.text
