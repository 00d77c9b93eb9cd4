"""Names around an imprint → which of them are the place a text was published at: Brussels; Washington, DC; London and New York; 北京."""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract.citations.keys import key

_JOINT = re.compile(r"\s?[/／;；・&]\s?|\s(?:and|et|und|y)\s")
# What stands behind a city's name after a comma: a state of the United States, a part of the United Kingdom.
_REGION = re.compile(
    r"D\.?\s?C\.?|UK|U\.?K\.?|USA|U\.?S\.?A?\.?|England|Scotland|Wales|A[KLRZ]|C[AOT]|DE|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]"
    r"|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]|Mass\.?|Calif\.?|Conn\.?|N\.\s?[JYC]\.?|Va\.?|Md\.?|Pa\.?|Ont\.?|Ontario|NSW"
)
# The full stop of D.C. was taken for the end of the name.
_ABBREVIATED = re.compile(r"(?<=[A-Z]\.[A-Z])$")
_LONGEST = 60


@cache
def _places() -> frozenset[str]:
    return frozenset(key(row["name"]) for row in rules.words("publishing_places"))


@cache
def _countries() -> frozenset[str]:
    return frozenset(key(row["name"]) for row in rules.words("countries"))


def is_country(name: str) -> bool:
    """Whether a name is a state's, with or without its article."""
    return key(name) in _countries() or key(name.removeprefix("the ").removeprefix("The ")) in _countries()


def is_place(name: str) -> bool:
    """Whether a name is a city's where texts are published, or several such (London and New York, 東京・大阪)."""
    if len(name) > _LONGEST:
        return False
    cities = _JOINT.split(name.strip(" ."))
    return all(key(city) in _places() for city in cities if city) and any(cities)


def is_region(name: str) -> bool:
    """Whether a name is that of a state or country a town lies in (MD, Ontario, France)."""
    return bool(_REGION.fullmatch(name)) or is_country(name)


def split(names: list[str]) -> tuple[list[str], str]:
    """The names that are no place, and the place that stands behind or before them ("" where there is none).

    [Reed Press, London] and [London, Reed Press] give ([Reed Press], London); [Washington, DC] gives ([], "Washington, DC").
    """
    start = _place_behind(names)
    if start < len(names):
        return names[:start], _ABBREVIATED.sub(".", ", ".join(names[start:]))
    if names and is_place(names[0]):
        end = 2 if len(names) > 1 and is_region(names[1]) else 1
        return names[end:], ", ".join(names[:end])
    return names, ""


def _place_behind(names: list[str]) -> int:
    """Where the place at the end begins: a city, or a city and what it lies in."""
    last = len(names)
    if last > 1 and is_region(names[-1]) and is_place(names[-2]):
        return last - 2
    return last - 1 if names and is_place(names[-1]) else last
