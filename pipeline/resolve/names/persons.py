"""Persons of a document → one identity each, over full names, family names and short names.

A person is introduced by a full name (習近平, セルゲイ・ショイグ) or by a short name the gazetteer
knows (プーチン). A later family name goes to the person of that family introduced last, unless
titles tell two of one family apart; a family name nobody was introduced under keeps its own
identity. Family names and full names are also added where nothing but what stands before in the document
tells that they are names (習は, キャンベルが; ゴランは after ゴラン外相; 王明遠は after 王明遠氏).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import is_kanji, is_katakana, past_reading
from pipeline.extract.entities.claims import Ids
from pipeline.extract.entities.people import common, family_name
from pipeline.model import Mention, Name, Problem
from pipeline.resolve.names.lines import Line, names

METHOD = "coreference"
_SCORE = 0.85
# One-character names are too often words to be read by their first mention alone.
_SHORTEST = 2
# Family names that stand for a state or a region as often: 米、欧は.
_STATE_TOO = frozenset("欧印越伊")
# Kinds of titles: of those who lead a state, of those who may lead one later, and of officials.
_LEADING, _EARLIER = frozenset({"head_of_state", "head_of_government"}), frozenset({"minister", "party"})
_OFFICES = _EARLIER | {"spokesperson", "diplomat", "official", "military"}
_JAPANESE, _REIGNS = (4, 5), ("天皇", "皇后", "皇帝", "親王")
# What a kanji family name stands before when it names a person (習は、張が); never a noun's の or a compound.
_AFTER_KANJI = ("は", "が", "も", "に", "と", "を", "自身", "本人", "ら")
_AFTER_ONE_KANJI = ("は", "が", "も", "自身", "本人", "らは", "らが", "らの", "らも", "によれば", "によると")


@dataclass(slots=True)
class _Person:
    """Someone introduced: identity, canonical name, family name, and the titles used so far."""

    ids: Ids
    family: str
    roles: set[str] = field(default_factory=set)


def resolve(lines: Sequence[Line]) -> list[Problem]:
    """Link and add person mentions in place, in document order."""
    problems: list[Problem] = []
    introduced: list[_Person] = []
    pending: list[tuple[Line, Mention]] = []
    for line in lines:
        _link_readings(line)
        for mention in sorted((m for m in line.mentions if names(m).label == "PERSON"), key=lambda m: m.start):
            problems += _mention(line, mention, introduced, pending)
        _add(line, introduced)
    for line, mention in pending:
        _late(line, mention, introduced)
    _repeat(lines, {line.name(mention) for line, mention in pending if _is_titled(mention)})
    return problems


def _is_titled(mention: Mention) -> bool:
    return bool(names(mention).role) or mention.method == "rule:person-before-title"


def _link_readings(line: Line) -> None:
    """Give a reading or another spelling in brackets (陳明遠（チェン・ミンユアン）) the identity of the name before it."""
    people = {mention.end: mention for mention in line.mentions if names(mention).label == "PERSON"}
    for mention in list(people.values()):
        base = people.get(mention.start - 1)
        if base is not None and past_reading(line.folded, base.end) == mention.end + 1:
            line.relink(mention, names(base).ids, METHOD)


def _mention(line: Line, mention: Mention, introduced: list[_Person], pending: list[tuple[Line, Mention]]) -> list[Problem]:
    text, value = line.name(mention), names(mention)
    family = _family(text)
    if family is not None:
        _introduce(introduced, _canonical(value.ids, text), family, value.role)
        line.relink(mention, _canonical(value.ids, text))
        return []
    candidates = [person for person in introduced if person.family == text]
    chosen = _choose(candidates, value.role)
    if chosen is not None:
        line.relink(mention, chosen.ids, METHOD if value.ids != chosen.ids else "")
        _introduce(introduced, chosen.ids, text, value.role)
    elif candidates:
        people = ", ".join(person.ids[0][1] for person in candidates)
        return [line.problem("ambiguous-person", f"「{mention.text}」 may be {people}", mention.start, mention.end)]
    elif _known(value.ids) is not None:
        _introduce(introduced, value.ids, text, value.role)
    else:
        pending.append((line, mention))
    return []


def _family(name: str) -> str | None:
    """The family name inside a full name, or None where the name is only a family or short name."""
    if "・" in name:
        return name.rsplit("・", 1)[-1]
    if not is_kanji(name[0]):
        return None
    # of four characters or more a name is Japanese, and its family name has two but for those of the list (佐々木)
    japanese = len(name) in _JAPANESE and all(is_kanji(char) for char in name) and not name.endswith(_REIGNS)
    return family_name(name) or (name[:2] if japanese else None)


def _canonical(ids: Ids, text: str) -> Ids:
    """The identity of a full name; a patronymic in the middle does not make another person."""
    if _known(ids) is None and text.count("・") >= 2:
        parts = text.split("・")
        for entry in gazetteer.lookup().get(f"{parts[0]}・{parts[-1]}", ()):
            if entry.label == "PERSON":
                return ((entry.id, entry.name),)
    return ids


def _known(ids: Ids) -> gazetteer.Entry | None:
    return gazetteer.by_id().get(ids[0][0]) if len(ids) == 1 else None


def _introduce(introduced: list[_Person], ids: Ids, family: str, role: str) -> None:
    """Put the person last, which is where the next family name looks first."""
    for person in introduced:
        if person.ids == ids and person.family == family:
            introduced.remove(person)
            break
    else:
        person = _Person(ids, family)
    if role:
        person.roles.add(role)
    introduced.append(person)


def _choose(candidates: Sequence[_Person], role: str) -> _Person | None:
    """The one person a family name can mean: the only one, else the only one with that title, else, without a title, the last."""
    things = {person.ids for person in candidates}
    if len(things) <= 1:
        return candidates[-1] if candidates else None
    if not role:
        return candidates[-1]
    titled = [person for person in candidates if any(_same_role(role, known) for known in person.roles)]
    return titled[0] if len({person.ids for person in titled}) == 1 else None


def _same_role(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _late(line: Line, mention: Mention, introduced: Iterable[_Person]) -> None:
    """Link a family name used before its person was introduced, where the document knows only one of that family."""
    text = line.name(mention)
    things = {person.ids for person in introduced if person.family == text}
    if not things:
        role = names(mention).role
        things = {((entry.id, entry.name),) for entry in gazetteer.persons_of(text) if _may_bear(entry, role)} if role else set()
    if len(things) == 1 and mention in line.starting(mention.start):
        line.relink(mention, next(iter(things)), METHOD)


def _may_bear(entry: gazetteer.Entry, role: str) -> bool:
    """True where the office told is of a kind with what the gazetteer's person was (クラーク首相, not クラーク議員)."""
    kind = next((kinds for kinds in (_title_kind(role[at:]) for at in range(len(role))) if kinds), "")
    if entry.subtype in _LEADING:
        # of a Japanese head of government the offices before are told as often (麻生外務大臣)
        return kind in _LEADING or (is_kanji(entry.name[0]) and kind in _EARLIER)
    return kind in _OFFICES if entry.subtype == "official" else kind not in _LEADING | _EARLIER


@cache
def _titles() -> Mapping[str, str]:
    return {row["title"]: row["kind"] for row in rules.words("gazetteer/titles")}


def _title_kind(title: str) -> str:
    return _titles().get(title, "")


def _add(line: Line, introduced: Sequence[_Person]) -> None:
    for family in dict.fromkeys(person.family for person in reversed(introduced)):
        for start, end in list(line.occurrences(family)):
            chosen = _choose([person for person in introduced if person.family == family], "")
            if chosen is not None and _stands_for_person(line.folded, start, end):
                line.add(start, end, Name("PERSON", _subtype(chosen.ids), chosen.ids), METHOD, _SCORE)


def _repeat(lines: Sequence[Line], titled: set[str]) -> None:
    """Add where they come again the full names and, of the family names nobody was introduced under, those that a title told."""
    given: dict[str, set[Ids]] = {}
    before: dict[str, Mention] = {}
    for line in lines:
        for mention in line.mentions:
            if names(mention).label == "PERSON":
                given.setdefault(line.name(mention), set()).add(names(mention).ids)
    told = {text for text, ids in given.items() if len(ids) == 1 and len(text) >= _SHORTEST and (text in titled or _family(text))}
    for line in lines:
        for text, first in before.items():
            for start, end in list(line.occurrences(text)) if text in line.folded else []:
                if _stands_for_person(line.folded, start, end) and not is_kanji(line.folded[end : end + 1] or "。"):
                    line.add(start, end, Name("PERSON", names(first).subtype, names(first).ids), METHOD, _SCORE)
        for mention in line.mentions:
            if names(mention).label == "PERSON" and line.name(mention) in told:
                before.setdefault(line.name(mention), mention)


def _subtype(ids: Ids) -> str:
    entry = _known(ids)
    return entry.subtype if entry is not None else ""


def _stands_for_person(text: str, start: int, end: int) -> bool:
    """True where a family name found in the text is used as a name and not as a word."""
    before, name = text[start - 1 : start], text[start:end]
    if is_katakana(name[0]):
        return len(name) > 2 and "・" not in (before, text[end : end + 1]) and name not in common("katakana")
    if (before and is_kanji(before)) or name in common("family") or name in _STATE_TOO:
        return False
    return text.startswith(_AFTER_ONE_KANJI if len(name) == 1 else _AFTER_KANJI, end)
