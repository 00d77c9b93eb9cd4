"""Folded text and its titles → persons joined to the body they belong to, ahead of a title.

Read: ヨシュア・ハマダ・トロント大学名誉教授 and 田中一郎・東京大学教授 (person, ・, body, title),
ロッシ戦略広報調整官 and グラント欧州連合軍最高司令官 (katakana name, what the office is for, title),
ペロシアメリカ下院議長 and モディインド首相 (katakana name, state or its organ, title),
山田一郎外務省北米局長 and 山田国家安全保障会議議長 (kanji name, known body, title).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import KANJI, KATAKANA
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.people import common, family_name, has_common_word, is_family, is_other
from pipeline.extract.entities.titles import OFFICE_METHOD, Title

_METHOD = "rule:person-and-affiliation"
_PERSON, _BODY, _OFFICE = 0.9, 0.82, 0.75
_LONGEST, _LONGEST_KANJI = 48, 6
_JOINED = re.compile(rf"(?P<parts>[{KATAKANA}＝=・]+?|[{KANJI}]{{2,5}})・(?P<body>[{KATAKANA}A-Z]*[{KANJI}]{{1,3}}[{KANJI}{KATAKANA}]*)$")
_GLUED = re.compile(rf"(?P<person>[{KATAKANA}]{{2,}}(?:[・＝=][{KATAKANA}]{{2,}})*)(?P<office>[{KANJI}]{{2,10}})$")
_RUN = re.compile(rf"[{KANJI}{KATAKANA}A-Z・＝=]+$")
_BEFORE_STATE = re.compile(rf"(?<![{KATAKANA}・])(?P<names>[{KATAKANA}＝=・]{{5,}})[{KANJI}]{{0,6}}$")
_OF_STATES = frozenset({"head_of_state", "head_of_government", "minister", "legislator", "diplomat", "spokesperson"})
_OF_STATE, _LONGEST_STATE, _LONGEST_ORGAN = 0.92, 10, 7
_UNTITLED = frozenset({"honorific", "era_cue"})


def find(text: str, titles: Mapping[int, Title], names: Sequence[Claim]) -> list[tuple[Claim, ...]]:
    """For each such title the claims for the person and, where it is joined by ・, for the body."""
    found: list[tuple[Claim, ...]] = []
    starts = {name.start for name in names if name.label in ("GPE", "ORG", "LOC")}
    bodies: dict[int, list[Claim]] = {}
    for name in names:
        if name.label == "ORG" and name.method == "gazetteer":
            bodies.setdefault(name.start, []).append(name)
    for title in titles.values():
        run = _RUN.search(text, max(0, title.start - _LONGEST), title.start) if title.kind not in _UNTITLED else None
        if run is not None:
            at = run.start()
            found += (
                list(_joined(text, at, title))
                or list(_in_kanji(text, at, title, bodies))
                or list(_of_state(text, at, title, starts))
                or list(_glued(text, at, title, starts, bodies))
            )
    return found


def untied(claims: Sequence[Claim], apart: Sequence[tuple[Claim, ...]], titles: Mapping[int, Title]) -> list[Claim]:
    """The claims without those that take a person and what follows up to the title, or part of the title, for one name."""
    ties = [(pair[0], pair[-1].end) for pair in apart]
    ties += [(claim, titles[claim.end].end - 1) for claim in claims if claim.label == "PERSON" and claim.end in titles]
    inside: dict[int, int] = {}
    for person, end in ties:
        inside[person.end] = max(end, inside.get(person.end, 0))
    seams = sorted(inside)
    return [claim for claim in claims if not any(claim.end <= inside[seam] for seam in seams[slice(*_between(seams, claim))])]


def _between(seams: Sequence[int], claim: Claim) -> tuple[int, int]:
    """The seams (ends of persons) strictly inside the claim, as a slice of all."""
    return bisect_right(seams, claim.start), bisect_left(seams, claim.end)


def _joined(text: str, start: int, title: Title) -> Iterator[tuple[Claim, ...]]:
    found = _JOINED.search(text, start, title.start)
    if found is None or not _closes(found["body"]):
        return
    parts = found["parts"].split("・")
    taken = 1 if len(parts) == 1 else 2
    if len(parts) > 2 and not any(_is_word(part) for part in parts):
        taken = len(parts)
    name = "・".join(parts[:taken])
    if _is_person(name):
        end = found.start("parts") + len(name)
        yield (
            Claim(found.start("parts"), end, "PERSON", _METHOD, _PERSON),
            Claim(end + 1, title.start, "ORG", _METHOD, _BODY, "organisation"),
        )


def _in_kanji(text: str, start: int, title: Title, bodies: Mapping[int, Sequence[Claim]]) -> Iterator[tuple[Claim, ...]]:
    """A person in kanji, full name or family name, and the body that nothing parts from the name."""
    for at in range(start + 2, min(start + _LONGEST_KANJI, title.start)):
        body = max((body for body in bodies.get(at, ()) if body.end <= title.end), key=len, default=None)
        name = text[start:at]
        if body is None or is_other(name) or has_common_word(name):
            continue
        if is_family(name) or (len(name) > 2 and family_name(name) is not None):
            yield Claim(start, at, "PERSON", OFFICE_METHOD, _PERSON), replace(body, score=max(_BODY, body.score))
            return


def _is_person(name: str) -> bool:
    if "・" in name:
        return not any(_is_word(part) for part in name.split("・"))
    return family_name(name) is not None and not has_common_word(name)


def _glued(text: str, start: int, title: Title, starts: set[int], bodies: Mapping[int, Sequence[Claim]]) -> Iterator[tuple[Claim, ...]]:
    found = _GLUED.search(text, start, title.start)
    if found is None or _is_word(found["person"].rsplit("・", 1)[-1]) or _is_word(found["person"]):
        return
    office = found["office"]
    if found.start("office") not in starts and any(office.startswith(suffix) for suffix in _suffixes()):
        return
    body = [body for body in bodies.get(found.start("office"), ()) if body.end <= title.end]
    yield (Claim(*found.span("person"), "PERSON", OFFICE_METHOD, _OFFICE), *sorted(body, key=len))


def _of_state(text: str, start: int, title: Title, starts: set[int]) -> Iterator[tuple[Claim, ...]]:
    """A person and the katakana state, or organ of the state, that nothing parts from the name."""
    found = _BEFORE_STATE.search(text, start, title.start)
    if found is None or title.kind not in _OF_STATES or title.text == "代表" or found.start("names") in starts:
        return
    names, end = found["names"], found.end("names")
    for length in range(min(_LONGEST_STATE, len(names) - 2), 2, -1):
        state = next((entry for entry in gazetteer.lookup().get(names[-length:], ()) if entry.is_state), None)
        person = names[:-length].rstrip("・＝=")
        if state is None or len(person) < 2 or _is_word(person.rsplit("・", 1)[-1]) or _is_word(person):
            continue
        at = found.start("names")
        organs = {n: _known(text[end - length : end + n], "ORG") for n in range(1, _LONGEST_ORGAN)}
        organ = max((n for n, entries in organs.items() if entries), default=0)
        body = organs[organ][0] if organ else state
        known = _known(person, "PERSON")
        ids = ((known[0].id, known[0].name),) if len(known) == 1 else ()
        yield (
            Claim(at, at + len(person), "PERSON", _METHOD, _PERSON, known[0].subtype if ids else "", ids),
            Claim(end - length, end, "GPE", _METHOD, _OF_STATE, state.subtype, ((state.id, state.name),)),
            Claim(end - length, end + organ, body.label, _METHOD, _OF_STATE, body.subtype, ((body.id, body.name),)),
        )
        return


def _known(name: str, label: str) -> list[gazetteer.Entry]:
    return [entry for entry in gazetteer.lookup().get(name, ()) if entry.label == label]


def _is_word(name: str) -> bool:
    """True for katakana words and for names of things that are no persons."""
    known = gazetteer.lookup().get(name, ())
    return len(name) < 2 or name in common("katakana") or (bool(known) and all(entry.label != "PERSON" for entry in known))


@cache
def _suffixes() -> tuple[str, ...]:
    rows = rules.words("gazetteer/suffixes")
    return tuple({row["suffix"] for row in rows if row["label"] in ("GPE", "LOC", "FAC", "ORG", "EVENT", "PRODUCT")})


def _closes(body: str) -> bool:
    """True where an organisation's suffix or a name of the gazetteer ends the body."""
    if any(entry.label == "ORG" for entry in gazetteer.lookup().get(body, ())):
        return True
    return any(body.endswith(row["suffix"]) and body != row["suffix"] for row in rules.words("gazetteer/suffixes") if row["label"] == "ORG")
