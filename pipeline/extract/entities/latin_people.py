"""Folded text and its titles → claims for persons in Latin letters.

Read: Siluanov財務大臣 and David Mussington氏 (a name before a title), Hugo Grotiusは (a given name of
`data/latin_given_names.csv` and a family name, where a particle or a mark follows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import before_reading
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.people import common
from pipeline.extract.entities.titles import Title

METHOD = "rule:person-latin"
_ALONE, _BEFORE_OFFICE, _BEFORE_TITLE = 0.6, 0.85, 0.62
# Offices and forms of address no company, product or town has.
_OF_PERSONS = frozenset({"head_of_state", "head_of_government", "minister", "legislator", "honorific"})
_STRONG = _OF_PERSONS | {"diplomat", "spokesperson"}
_UNTITLED = frozenset({"era_cue"})
_OF_PLACES = ("市長", "知事", "区長", "町長", "村長")
_WORD = r"[A-ZÀ-Þ][a-zA-Zß-ɏ’'-]*[a-zß-ɏ]"
_MIDDLE = r"(?: (?:[A-Z]\.|de|da|del|di|van|von|der|den|al|bin|el|la)){0,3}"
_NAME = re.compile(rf"(?<![A-Za-zÀ-ɏ0-9.&-])(?<![A-Za-zÀ-ɏ.,&] ){_WORD}(?:{_MIDDLE} {_WORD}){{0,3}}$")
_FULL = re.compile(rf"(?<![A-Za-zÀ-ɏ0-9.&-])(?<![A-Za-zÀ-ɏ0-9.,:&] )({_WORD}){_MIDDLE} {_WORD}(?=[はがもをらにと、。（(]|の(?!法))")
_LONGEST = 48


@cache
def _given() -> frozenset[str]:
    return frozenset(row["name"] for row in rules.words("latin_given_names"))


def find(text: str, titles: Mapping[int, Title]) -> list[Claim]:
    """Claims for persons written in Latin letters in the folded text."""
    if not any("a" <= char <= "z" for char in text):
        return []
    return [*_before_titles(text, titles), *_alone(text)]


def _before_titles(text: str, titles: Mapping[int, Title]) -> Iterator[Claim]:
    for title in titles.values():
        at = before_reading(text, title.start)
        found = _NAME.search(text, max(0, at - _LONGEST), at) if title.kind not in _UNTITLED else None
        if found is None or _is_other(found[0]):
            continue
        offices = _STRONG if " " in found[0] else _OF_PERSONS
        if (title.kind in offices and not title.text.endswith(_OF_PLACES)) or found[0].split(" ")[0] in _given():
            score = _BEFORE_OFFICE if title.kind in _STRONG else _BEFORE_TITLE
            yield Claim(*found.span(), "PERSON", METHOD, score)


def _alone(text: str) -> Iterator[Claim]:
    for found in _FULL.finditer(text):
        if found[1] in _given() and not _is_other(found[0]):
            yield Claim(*found.span(), "PERSON", METHOD, _ALONE)


def _is_other(name: str) -> bool:
    """True for ordinary words in Latin letters and for names of things that are no persons."""
    known = gazetteer.lookup().get(name, ())
    words = name.split(" ")
    return name in common("latin") or words[0] in common("latin") or (bool(known) and all(entry.label != "PERSON" for entry in known))
