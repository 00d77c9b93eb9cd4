"""Folded text and its gazetteer names → claims for names built from a known part and a telling suffix.

ロシア + 国防省 and ウクライナ国防省 + 情報総局 (ORG), ドゥナイ + 港 (FAC), クルスク + 州 (GPE),
上海協力機構 + 外相 + 会合 (EVENT). Suffixes come from the gazetteer's suffixes.csv and
generic_organs.csv; `data/name_shapes.csv` says which parts make a name of which kind, how
likely, and what becomes of a state in front; `data/suffix_limits.csv` bars what only describes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import ahocorasick

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import KANJI, KATAKANA, is_kanji, is_katakana, is_latin
from pipeline.extract.entities.claims import Claim, Ids
from pipeline.extract.entities.contractions import short_forms
from pipeline.extract.entities.people import common

METHOD = "rule:name-and-suffix"
_LONGEST = 26
_LONGEST_MODIFIER = 6
_MODIFIED, _CUT = 0.88, 0.65
_SURE, _TOGETHER, _PROVINCES = 0.5, 0.93, "省県道府"
_FORMS = ("株式会社", "有限会社", "合同会社")
_KANJI_OR_KATAKANA = re.compile(f"[{KANJI}{KATAKANA}]")
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z0-9&]*")


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a name of one label and subtype may begin with (part kind → probability) and how it treats a state in front."""

    left: Mapping[str, float]
    state: str


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a compound: S state, P place, O organisation, C company, H person, N unknown name, M modifier; `state` is a state's id."""

    start: int
    kind: str
    state: str = ""


@cache
def _shapes() -> Mapping[tuple[str, str], _Shape]:
    table = {}
    for row in rules.words("name_shapes"):
        left = {kind: float(score) for kind, score in (item.split(":") for item in row["left"].split())}
        table[row["label"], row["subtype"]] = _Shape(left, row["state"])
    return table


@cache
def _limits() -> Mapping[str, tuple[str, bool]]:
    return {row["suffix"]: (row["not_before"], row["use"] == "yes") for row in rules.words("suffix_limits")}


@cache
def _automaton() -> ahocorasick.Automaton:
    kinds: dict[str, set[tuple[str, str]]] = {}
    for row in rules.words("gazetteer/suffixes"):
        kinds.setdefault(row["suffix"], set()).add((row["label"], row["subtype"]))
    for row in rules.words("suffix_limits"):
        kinds.setdefault(row["suffix"], set())
    for row in rules.words("gazetteer/generic_organs"):
        kinds.setdefault(row["name"], set()).add((row["label"], row["subtype"]))
    automaton = ahocorasick.Automaton()
    for suffix, found in kinds.items():
        used = _limits().get(suffix, ("", True))[1]
        automaton.add_word(suffix, (suffix, tuple(sorted(kind for kind in found if used and kind in _shapes()))))
    automaton.make_automaton()
    return automaton


def find(text: str, names: Sequence[Claim]) -> list[Claim]:
    """Claims for every compound in the folded text; rival readings are left to arbitration."""
    ends: dict[int, list[Claim]] = {}
    for name in names:
        if name.score >= 0.5:
            ends.setdefault(name.end, []).append(name)
    claims: list[Claim] = [*_place_in_province(text, ends, names), *_with_form(text, names)]
    bodies = {(name.start, name.end) for name in names if name.label == "ORG" and text[name.start] in short_forms()}
    barred: dict[int, int] = {}
    for last, (suffix, kinds) in _automaton().iter(text):
        if not kinds:
            barred[last] = max(len(suffix), barred.get(last, 0))
    for last, (suffix, kinds) in _automaton().iter(text):
        # a word that only describes bars the suffixes inside it (共同|声明), not the longer ones (首相|府)
        if len(suffix) <= barred.get(last, 0):
            continue
        end, start = last + 1, last + 1 - len(suffix)
        if _goes_on(text, end):
            continue
        if start and text[end : end + 1] not in (_limits().get(suffix, ("",))[0] or "\0"):
            parts = _parts(text, start, ends)
            for label, subtype in kinds:
                for first, claim in _readings(parts, start, end, label, subtype):
                    if _cuts_word(text, first, label, ends):
                        claim = replace(claim, score=round(claim.score * _CUT, 4))
                    if not _is_state_and_body(claim, parts, bodies) and not _is_after_dot(text, claim, ends):
                        claims.append(replace(claim, ids=_identity(text, start, first, parts, claim)))
    return claims


def _goes_on(text: str, end: int) -> bool:
    """True where a katakana word is joined to the next by a dot: エアロスペース|・セキュリティ."""
    return is_katakana(text[end - 1]) and text[end : end + 1] == "・" and end + 1 < len(text) and is_katakana(text[end + 1])


def _with_form(text: str, names: Sequence[Claim]) -> Iterator[Claim]:
    """A company and its legal form before it: 株式会社|リコー."""
    for name in names:
        alone = not _KANJI_OR_KATAKANA.match(text[name.end : name.end + 1])
        if alone and name.subtype == "company" and text.endswith(_FORMS, 0, name.start):
            yield replace(name, start=name.start - len(_FORMS[0]), method=METHOD, score=_TOGETHER)


def _cuts_word(text: str, first: _Part, label: str, ends: Mapping[int, Sequence[Claim]]) -> bool:
    """True where kanji no name ends in stand at once before an unknown katakana name: 学生|バスケットボール連盟."""
    before = text[first.start - 2 : first.start]
    if label not in ("ORG", "EVENT") or first.kind != "N" or first.start in ends or len(before) < 2:
        return False
    return is_katakana(text[first.start]) and all(is_kanji(char) for char in before)


def _identity(text: str, suffix: int, first: _Part, parts: Sequence[_Part], claim: Claim) -> Ids:
    """What the gazetteer calls the same body by another name of its state: 露軍 is ロシア軍."""
    entry = gazetteer.by_id().get(first.state)
    if entry is None:
        return ()
    organ = text[min((part.start for part in parts if part.start > first.start), default=suffix) : claim.end]
    for name in (entry.name, *entry.aliases):
        for known in gazetteer.lookup().get(name + organ, ()):
            if known.label == claim.label:
                return ((known.id, known.name),)
    return ()


def _is_state_and_body(claim: Claim, parts: Sequence[_Part], bodies: set[tuple[int, int]]) -> bool:
    """True for 韓|米軍: a state before a body that carries its own state."""
    return any(claim.start < part.start and (part.start, claim.end) in bodies for part in parts)


def _place_in_province(text: str, ends: Mapping[int, Sequence[Claim]], names: Sequence[Claim]) -> Iterator[Claim]:
    """A town right behind its province, which stay together: 吉林省|集安."""
    for name in names:
        if name.label == "GPE" and name.score >= _SURE and name.ids and name.ids[0][0].startswith("GPE:"):
            for province in ends.get(name.start, ()):
                if province.label == "GPE" and text[province.end - 1] in _PROVINCES and province.end - province.start > 2:
                    yield Claim(province.start, name.end, "GPE", METHOD, _TOGETHER, "city")


def _is_after_dot(text: str, claim: Claim, ends: Mapping[int, Sequence[Claim]]) -> bool:
    """True for 台湾メディア・|自由時報: a known body behind the dot makes two names of it."""
    known = [name for name in ends.get(claim.end, ()) if name.ids and name.label == claim.label and name.method == "gazetteer"]
    return any(claim.start < name.start and text[name.start - 1] == "・" for name in known)


def _parts(text: str, at: int, ends: Mapping[int, Sequence[Claim]]) -> list[_Part]:
    """The pieces before a suffix, nearest first."""
    parts: list[_Part] = []
    stop = max(0, at - _LONGEST)
    while at > stop:
        part = _part(text, at, ends, nearest=not parts)
        if part is None or part.start < stop:
            break
        parts.append(part)
        at = part.start
        if at and text[at - 1] == "・" and at > stop + 1:
            at -= 1
    return parts


def _part(text: str, at: int, ends: Mapping[int, Sequence[Claim]], nearest: bool) -> _Part | None:
    known = [name for name in ends.get(at, ()) if name.label in ("GPE", "LOC", "ORG", "PERSON", "FAC")]
    if known:
        name = max(known, key=len)
        kind = _kind(name)
        return _Part(name.start, kind, name.ids[0][0] if kind == "S" else "")
    before = text[at - 1]
    if is_katakana(before):
        start = at
        while start and is_katakana(text[start - 1]):
            start -= 1
        word = text[start:at]
        return _Part(start, "N" if len(word) >= 2 and word not in common("katakana") else "M")
    if is_kanji(before):
        return _kanji_part(text, at, ends, nearest)
    if is_latin(before):
        start = at
        while start and is_latin(text[start - 1]):
            start -= 1
        if not _LATIN_WORD.fullmatch(text[start:at]):
            return None
        return _Part(start, "M" if text[start:at] in common("latin") else "N")
    return None


def _kind(name: Claim) -> str:
    if len(name.ids) > 1 or (name.label == "ORG" and not name.ids and name.method == "gazetteer"):
        return "M"
    if name.label == "GPE":
        return "S" if name.ids and not name.ids[0][0].startswith("GPE:") else "P"
    if name.label == "ORG" and name.subtype == "company":
        return "C"
    return {"LOC": "P", "ORG": "O", "PERSON": "H", "FAC": "P"}[name.label]


def _kanji_part(text: str, at: int, ends: Mapping[int, Sequence[Claim]], nearest: bool) -> _Part | None:
    start = at
    while start and is_kanji(text[start - 1]) and at - start < _LONGEST_MODIFIER:
        if start < at and start in ends:
            break
        start -= 1
    if at - start == 1 and nearest and text[start] in short_forms() and not _KANJI_OR_KATAKANA.match(text[start - 1 : start]):
        return _Part(start, "s", short_forms()[text[start]][0])
    return _Part(start, "M") if start < at else None


def _readings(parts: list[_Part], start: int, end: int, label: str, subtype: str) -> Iterator[tuple[_Part, Claim]]:
    shape = _shapes()[label, subtype]
    for count in range(1, len(parts) + 1):
        first, rest = parts[count - 1], parts[: count - 1]
        score = shape.left.get(first.kind.upper(), 0.0) or (shape.left.get("O", 0.0) if first.kind == "C" else 0.0)
        next_start = parts[count - 2].start if count > 1 else start
        one_character = first.kind == "s" or (first.kind == "S" and next_start - first.start == 1)
        if not score or (one_character and (shape.state != "keep" or subtype == "media")):
            continue
        if first.kind in "Ss" and any(part.kind in "Ss" for part in rest) and label == "ORG":
            continue
        modified = any(part.kind == "M" for part in rest)
        named = any(part.kind in "NPOC" for part in rest)
        if first.kind == "S" and ((shape.state == "modified" and not modified) or (shape.state != "keep" and named)):
            continue
        if shape.state == "adjacent" and modified:
            continue
        yield first, Claim(first.start, end, label, METHOD, round(score * (_MODIFIED if modified else 1.0), 4), subtype)
