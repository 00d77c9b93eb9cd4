"""data/gazetteer/*.csv → the names found in a text, by one Aho-Corasick pass, and what each name stands for.

Every CSV with the columns name, aliases, label, subtype, id, source is read; names and
aliases are matched in folded text (see `characters`). `risky.csv` lists names that are
also ordinary words, or part of them: they score low and stand only where something else
supports them, those whose reason begins with "part of" also where no kanji touches them.
`ambiguous.csv` lists names of several things: found, but left without an identity.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import ahocorasick

from pipeline import rules
from pipeline.extract.entities.characters import fold, is_behind_date, is_kanji, is_katakana, stands_alone
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.spellings import spellings

_COLUMNS = {"name", "aliases", "label", "subtype", "id", "source"}
_STATE_SCORE, _NAME_SCORE, _RISKY_SCORE = 0.97, 0.92, 0.25
# A bare organ is a name where it stands for one known body; 海軍 or 議会 alone more often describes.
_ORGAN_SCORES = {"ministry": 0.6, "parliament": 0.5, "party": 0.6, "armed_force": 0.35}
# A kanji name glued to kanji on its left may be the tail of a longer word, unless that kanji is one of these.
_MAY_PRECEDE = frozenset("対在訪駐親反嫌知離渡来抗援旧元前現新同両各全東西南北後第故等及内外間側方国中米日露英仏独韓朝豪印台欧比越加伊")
_KINDS, _LONGEST_KIND = ("野党", "与党", "政党", "首都", "大手", "機関", "組織", "団体", "隣国", "同盟国", "議長国"), 3
_NOT_ORGANS = frozenset({"think_tank", "university", "company", "media"})
_GLUED = 0.8
_GLUED_SHORT = 0.55
# Ships in hiragana (かが) are names behind a bracket or 艦 only.
_HIRAGANA, _SHIP_BEFORE = re.compile("[ぁ-ん]{1,7}"), ("「", "『", "艦")
# 山東 is likelier the province than the ship, unless a cue (空母, 「」) speaks for the ship.
_PLACE_OR_THING, _THING_OR_PLACE = 0.7, 0.5
# What follows a whole name (米下院|議長, 東シナ海|上空), where its first character alone would be part of another word.
_HEADS = ("長官", "議長", "上空", "上で", "上の", "上に", "上を", "上、")
_LONG_REGION, _REGION_ENDS = 4, "州省県道府市郡"
# A meeting or exercise of a series: 第10回|太平洋・島サミット.
_NUMBERED, _LONGEST_NUMBER = re.compile(r"第[0-9一二三四五六七八九十]{1,4}[回次]$"), 6
_KATAKANA_RUN, _BEFORE_WORD = re.compile("[ァ-ヺー]{2,}(?![・ァ-ヺー])"), 0.85


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the gazetteer knows. `id` is its entity_id, ISO alpha-3 for states."""

    name: str
    label: str
    subtype: str
    id: str
    aliases: tuple[str, ...] = ()
    generic: bool = False

    @property
    def is_state(self) -> bool:
        """True for states, territories and states that were."""
        return self.label == "GPE" and not self.id.startswith("GPE:")


@cache
def entries() -> tuple[Entry, ...]:
    """All rows of all gazetteer files, files in name order."""
    found = []
    for path in sorted(files("pipeline").joinpath("data", "gazetteer").iterdir(), key=lambda p: p.name):
        if not path.name.endswith(".csv"):
            continue
        rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
        if set(rows.fieldnames or ()) >= _COLUMNS and path.name != "risky.csv":
            found += [_entry(row, path.name == "generic_organs.csv") for row in rows]
    return tuple(found)


def _entry(row: Mapping[str, str], generic: bool) -> Entry:
    aliases = tuple(a for a in (row["aliases"] or "").split("|") if a)
    return Entry(row["name"], row["label"], row["subtype"], row["id"] or f"{row['label']}:{row['name']}", aliases, generic)


@cache
def lookup() -> Mapping[str, tuple[Entry, ...]]:
    """Folded name or alias → what it may stand for, likeliest first (a main name before an alias)."""
    table: dict[str, list[Entry]] = {}
    for main in (True, False):
        for entry in entries():
            for name in _own_names(entry):
                if (name == entry.name) is not main:
                    continue
                for form in spellings(fold(name), company=entry.subtype == "company"):
                    found = table.setdefault(form, [])
                    if entry not in found:
                        found.append(entry)
    for surface, ids in ambiguous().items():
        table[surface] = [by_id()[one] for one in ids if one in by_id()]
    return {name: tuple(found) for name, found in table.items() if found}


@cache
def ambiguous() -> Mapping[str, tuple[str, ...]]:
    """Folded name → the ids of the things it may stand for."""
    return {fold(row["surface"]): tuple(row["ids"].split("|")) for row in rules.words("gazetteer/ambiguous")}


def _own_names(entry: Entry) -> tuple[str, ...]:
    """Name and aliases, but for those that only add to another of them what is no part of the name.

    That is a generic head behind a product (マルダー|歩兵戦闘車), and a state before a region or
    before a body that is no organ of the state (ロシア|沿海地方, 米|ランド研究所).
    """
    names = (entry.name, *entry.aliases)
    if entry.label == "PRODUCT":
        return tuple(name for name in names if not any(name.removeprefix(core) in _heads() for core in names if core != name))
    if (entry.label == "GPE" and not entry.is_state) or entry.subtype in _NOT_ORGANS:
        return tuple(name for name in names if not any(_is_state_and(name, core) for core in names if len(core) > 1))
    return names


def _is_state_and(name: str, core: str) -> bool:
    state = name.removesuffix(core)
    # サウジ|アラムコ is one word
    return state in _state_names() and state != name and not (is_katakana(state[-1]) and is_katakana(core[0]))


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["suffix"] for row in rules.words("gazetteer/suffixes") if row["label"] == "PRODUCT")


@cache
def _state_names() -> frozenset[str]:
    full = {name for entry in entries() if entry.is_state for name in (entry.name, *entry.aliases)}
    return frozenset(full | {row["char"] for row in rules.words("gazetteer/short_forms")})


@cache
def by_id() -> Mapping[str, Entry]:
    """Entity id → the gazetteer's entry."""
    table: dict[str, Entry] = {}
    for entry in entries():
        table.setdefault(entry.id, entry)
    return table


@cache
def _risky() -> Mapping[str, bool]:
    """Folded name → True where the name is only a risk inside longer words."""
    return {fold(row["name"]): row["why"].startswith("part of") for row in rules.words("gazetteer/risky")}


@cache
def _not_before() -> Mapping[str, str]:
    """Last character of a name → the characters that make it part of another word: 露軍 is not in 対露軍事."""
    return {row["suffix"]: row["not_before"] for row in rules.words("suffix_limits") if len(row["suffix"]) == 1}


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for name in lookup():
        automaton.add_word(name, name)
    automaton.make_automaton()
    return automaton


def find(text: str) -> list[Claim]:
    """Claims for every gazetteer name in the folded text; nested and rival ones are left to arbitration."""
    claims: list[Claim] = []
    for last, name in _automaton().iter(text):
        start, end = last + 1 - len(name), last + 1
        if stands_alone(text, start, end):
            claims += _claims(text, start, end, name)
        elif _is_state_before_word(text, start, end, name):
            claims += [replace(claim, score=_BEFORE_WORD) for claim in _claims(text, start, end, name)]
    return claims


def _is_state_before_word(text: str, start: int, end: int, name: str) -> bool:
    """True for a katakana state that an ordinary katakana word follows at once: ロシア|メディア, イラン|ミサイル."""
    run = _KATAKANA_RUN.match(text, end)
    if run is None or not lookup()[name][0].is_state or (start and is_katakana(text[start - 1])):
        return False
    return run[0] in _ordinary_katakana() and text[start : run.end()] not in lookup()


@cache
def _ordinary_katakana() -> frozenset[str]:
    return frozenset(row["word"] for row in rules.words("common_words") if row["script"] == "katakana")


def _claims(text: str, start: int, end: int, name: str) -> Iterator[Claim]:
    """One claim for what the name likeliest is; for an ambiguous name one for each label it may have."""
    candidates = lookup()[name]
    labels = list(dict.fromkeys(entry.label for entry in candidates))
    for label in labels if name in ambiguous() else labels[:1]:
        if label == "EVENT" and name[0] == "日" and text[max(0, start - 1) : start].isdigit():
            continue  # 10日|ASEAN首脳会議
        held = [entry for entry in candidates if entry.label == label]
        score = _score(text, start, name, held[0])
        if len(labels) > 1 and name in ambiguous():
            score *= _PLACE_OR_THING if label == "GPE" else _THING_OR_PLACE
        sure = len({entry.id for entry in held}) == 1 and not held[0].generic and not (name in ambiguous() and len(labels) == 1)
        bill = label == "LAW" and name.endswith("法") and text.startswith("案", end)
        numbered = _NUMBERED.search(text, max(0, start - _LONGEST_NUMBER), start) if label == "EVENT" else None
        if numbered and not held[0].name.startswith("第"):
            yield Claim(numbered.start(), end, label, "gazetteer", score, held[0].subtype)
        yield Claim(start, end + bill, label, "gazetteer", round(score, 4), held[0].subtype, ((held[0].id, held[0].name),) if sure else ())


def _score(text: str, start: int, name: str, entry: Entry) -> float:
    before, after = text[max(0, start - 1) : start], text[start + len(name) : start + len(name) + 1]
    if name in _risky() and not (_risky()[name] and not _touches_kanji(before, after)):
        return _RISKY_SCORE
    headed = text.startswith(_HEADS, start + len(name))
    # テキサス州|知事: a name of this length is no part of another word
    governs = entry.label == "GPE" and len(name) >= _LONG_REGION and name[-1] in _REGION_ENDS
    part = bool(after) and not governs and (after == "長" or after in _not_before().get(name[-1], ""))
    if len(name) == 1 or (part and not headed):
        return _RISKY_SCORE
    if _HIRAGANA.fullmatch(name) and before not in _SHIP_BEFORE:
        return _RISKY_SCORE
    glued = bool(before) and is_kanji(name[0]) and is_kanji(before) and before not in _MAY_PRECEDE
    glued = glued and not (_follows_kind(text, start) or is_behind_date(text, start))
    if entry.generic:
        return _RISKY_SCORE if glued or after == "員" else _ORGAN_SCORES.get(entry.subtype, _RISKY_SCORE)
    score = _STATE_SCORE if entry.is_state else _NAME_SCORE
    if glued:
        return score * (_GLUED if entry.is_state or len(name) > 2 else _GLUED_SHORT)
    return score


def _follows_kind(text: str, start: int) -> bool:
    """True where a word for what the name is stands at once before it: 野党|共和党, 首都|北京."""
    return text.endswith(_KINDS, max(0, start - _LONGEST_KIND), start)


def _touches_kanji(before: str, after: str) -> bool:
    return any(char and is_kanji(char) for char in (before, after))


@cache
def _families() -> Mapping[str, tuple[Entry, ...]]:
    table: dict[str, list[Entry]] = {}
    for entry in entries():
        if entry.label == "PERSON":
            for name in {entry.name, *entry.aliases}:
                for family in {name.rsplit("・", 1)[-1]} if "・" in name else {name[:1], name[:2]}:
                    if family != name and entry not in table.setdefault(family, []):
                        table[family].append(entry)
    return {family: tuple(found) for family, found in table.items()}


def persons_of(family: str) -> tuple[Entry, ...]:
    """The gazetteer's persons whose full name ends in (katakana) or opens with (kanji) the folded family name."""
    return _families().get(family, ())
