"""Folded text → claims for short names: the document's own, and those a bracket introduces.

Read: 北大西洋条約機構（NATO）, 第20回全国代表大会（第20回党大会）, 北極評議会（以下、評議会）, the short name first in
DKX（極地投資審査会）, and the readings of persons: 王明遠（ワン・ミンユアン）, ロドリゲス（Pedro Rodríguez）.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import KATAKANA, fold, stands_alone
from pipeline.extract.entities.claims import Claim

METHOD = "abbreviation"
_KNOWN_SCORE, _FULL_SCORE = 0.93, 0.5
_NONE = Claim(0, 0, "", METHOD, 0.0)
_IN_BRACKETS = re.compile(
    r"[」』”\"]?[（(](?:(?P<following>以下|通称|略称)[、,：:]?)?(?:単に)?[「『]?"
    r"(?P<name>[A-Z][A-Za-z&-]{1,10}\d{0,3}|[^（）()「」『』、。,\s]{2,16})[」』]?(?:と(?:する|略す|呼ぶ|いう|略記))?[）)]"
)
# The same name in English, with or without its capitals: 海洋連盟（League of the Sea: LOS）.
_ENGLISH = re.compile(
    r"[」』]?[（(](?:(?P<before>[A-Z]{2,8})[:：,、] ?)?"
    r"(?P<english>[A-Z][A-Za-z’'.&-]+(?: (?:[A-Z][A-Za-z’'.&-]*|\d{4}|of|for|the|and|on|in|to|de|des|du|la)){1,12})"
    r"(?: ?[:：,、/／] ?(?P<behind>[A-Z]{2,8}))?[）)]"
)
_WORD = re.compile(r"[A-Z][a-z]{2,9}")
_READING = re.compile(
    rf"[（(](?P<name>[A-Z][A-Za-zÀ-ɏ’'.-]*(?: [A-Za-zÀ-ɏ’'.-]+){{1,5}}|[{KATAKANA}]{{2,}}(?:[・＝= ][{KATAKANA}]+)+)[）)]"
)
_SHORT_BEFORE = re.compile(r"(?<![A-Za-z0-9&-])[A-Z][A-Za-z]{0,7}[A-Z]$")
_LONGEST_SHORT = 10
_LATIN = re.compile(r"[A-Z][A-Za-z&-]*[A-Z]\d{0,3}")


def in_bracket(text: str, start: int, end: int, label: str) -> tuple[int, int] | None:
    """The span of the short name a bracket gives at once behind the full name at `start` to `end`, if it does.

    Latin capitals count after any organisation, law, event, product or policy, a Latin word (Mila) after an organisation; other short
    names only where 以下 says so or every character of theirs stands in the full name in order.
    """
    bracket = _IN_BRACKETS.match(text, end)
    if bracket is None or label in ("", "PERSON"):
        return None
    short, full = bracket["name"], text[start:end]
    latin = label != "GPE" and (_LATIN.fullmatch(short) or (label == "ORG" and _WORD.fullmatch(short)))
    if bracket["following"] or latin or (len(short) < len(full) and _is_drawn_from(short, full)):
        return bracket.span("name")
    return None


def _is_drawn_from(short: str, full: str) -> bool:
    rest = iter(full)
    return all(char in rest for char in short)


def in_brackets(text: str, names: Sequence[Claim]) -> list[Claim]:
    """Claims for short names in brackets, as likely as the full name before them."""
    claims = []
    longest: dict[int, Claim] = {}
    for full in names:
        if full.score >= _FULL_SCORE and len(full) > len(longest.get(full.end, _NONE)):
            longest[full.end] = full
        short = in_bracket(text, full.start, full.end, full.label) if full.score >= _FULL_SCORE else None
        if short is not None:
            score = round(full.score * 0.97, 4)
            claims.append(Claim(*short, full.label, METHOD, score, full.subtype, full.ids or _own(text, full)))
    return claims + [claim for full in longest.values() for claim in (*_english(text, full), *_readings(text, full))]


def _readings(text: str, full: Claim) -> list[Claim]:
    """The claim for a person's name in another script in the bracket behind it."""
    found = _READING.match(text, full.end) if full.label == "PERSON" else None
    if found is None:
        return []
    return [Claim(*found.span("name"), "PERSON", METHOD, round(full.score * 0.97, 4), full.subtype, full.ids or _own(text, full))]


def before_brackets(text: str, names: Sequence[Claim]) -> list[Claim]:
    """Claims for capitals before a bracket that the full name of an organisation fills: DKX（極地投資審査会）."""
    claims = []
    for full in names:
        if full.label == "ORG" and text[full.start - 1 : full.start] in ("（", "(") and text[full.end : full.end + 1] in ("）", ")"):
            short = _SHORT_BEFORE.search(text, max(0, full.start - 1 - _LONGEST_SHORT), full.start - 1)
            if short is not None:
                score = round(full.score * 0.97, 4)
                claims.append(Claim(*short.span(), "ORG", METHOD, score, full.subtype, full.ids or _own(text, full)))
    return claims


def _english(text: str, full: Claim) -> list[Claim]:
    """Claims for the English name and the capitals in the bracket behind a full name that is no person or place."""
    found = _ENGLISH.match(text, full.end) if full.label in ("ORG", "LAW", "EVENT") else None
    if found is None:
        return []
    score, ids = round(full.score * 0.95, 4), full.ids or _own(text, full)
    spans = [found.span(group) for group in ("before", "english", "behind") if found[group]]
    return [Claim(*span, full.label, METHOD, score, full.subtype, ids) for span in spans]


def overruled(names: Sequence[Claim], shorts: Sequence[Claim]) -> list[Claim]:
    """The names without those that read a short name as something else than the full name before it says."""
    defined = {(short.start, short.end): short.label for short in shorts if short.score >= _FULL_SCORE}
    return [name for name in names if defined.get((name.start, name.end), name.label) == name.label]


def _own(text: str, full: Claim) -> tuple[tuple[str, str], ...]:
    name = text[full.start : full.end]
    return ((f"{full.label}:{name}", name),)


def known(text: str, shorts: Sequence[tuple[str, str]]) -> list[Claim]:
    """Claims for the document's abbreviations whose full names the gazetteer or the shape of the name can label."""
    claims = []
    for short, full in shorts:
        entry = next(iter(gazetteer.lookup().get(fold(full), ())), None)
        if entry is None or not short:
            continue
        at = text.find(short)
        while at >= 0:
            end = at + len(short)
            if stands_alone(text, at, end):
                claims.append(Claim(at, end, entry.label, METHOD, _KNOWN_SCORE, entry.subtype, ((entry.id, entry.name),)))
            at = text.find(short, end)
    return claims
