"""A date as notes print it → EDTF: 2023年12月29日, 2024년 6월 20일, March 12, 2019, 19 октября 2022 года, été 2023."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from pipeline import rules

_GROUP_NAME = re.compile(r"\(\?P<[a-z0-9]+>")


def _fragment() -> str:
    """One pattern that finds every form a rule allows to be looked for; longer readings of the same start come first."""
    forms = [rule.regex for rule in rules.load("citations_dates") if rule.fields.get("search", True)]
    return "(?:" + "|".join(_GROUP_NAME.sub("(?:", form) for form in sorted(forms, key=len, reverse=True)) + ")"


DATE: str = _fragment()
"""A regular expression without groups that finds dates (not bare years) in running text; `edtf` says which are real."""


@lru_cache(maxsize=4096)
def edtf(text: str) -> str:
    """The EDTF value of a text that is one date or one range of days or months, or "" where it is not read.

    Reads Japanese, Chinese, Korean, Russian, Ukrainian, Spanish, English, French, German, Italian, Portuguese, Turkish, Polish,
    Czech, Dutch, Swedish, Romanian, Indonesian, Malay and Vietnamese forms, and Arabic months in Latin letters; never gives more
    than the text states. 02/03/2019 is not read: it is February or March.
    """
    for rule, found in rules.matches(rules.load("citations_dates"), text.strip()):
        value = _value(found.groupdict(), rule.fields)
        if value:
            return value
    return ""


@dataclass(frozen=True, slots=True)
class Month:
    """A spelling of a month: its number, the languages that spell it so, whether it is written in full, and what it needs to be sure.

    `caution` is "day" where the spelling is an ordinary word unless a day stands with it (out, set), "capital" or
    "lower" where it is one, without a day, unless written so (May, mars), else "".
    """

    number: int
    languages: frozenset[str]
    is_full: bool
    caution: str


def month(name: str) -> Month | None:
    """The month a name or abbreviation stands for, in any case and with or without its full stop, or None."""
    return months().get(_key(name))


@cache
def months() -> Mapping[str, Month]:
    """Every spelling of a month, in lower case and without a full stop (июня, sept, mayo)."""
    return {
        _key(row["name"]): Month(int(row["month"]), frozenset(row["languages"].split("|")), row["form"] == "full", row["caution"])
        for row in rules.words("months")
    }


def _key(name: str) -> str:
    """Lower case without a full stop; the Turkish capitals of ı and i are I and İ."""
    return name.casefold().rstrip(".").replace("ı", "i").replace("i\u0307", "i")


@cache
def seasons() -> Mapping[str, str]:
    """Every name of a season in lower case → its EDTF number, 21 (spring) to 24 (winter)."""
    return {row["name"]: row["season"] for row in rules.words("seasons")}


def _value(parts: Mapping[str, str | None], fields: Mapping[str, object]) -> str:
    given = {key: value for key, value in parts.items() if value is not None}
    if "season" in given:
        season = seasons().get(given["season"].casefold())
        return f"{given['y']}-{season}" if season else ""
    if "a" in given:
        return _slashed(int(given["y"]), int(given["a"]), int(given["b"]))
    if "era" in given:
        bases = fields["bases"]
        assert isinstance(bases, Mapping)
        given["y"] = str(bases[given["era"]] + (1 if given["n"] == "元" else int(given["n"])))
    for name, number in (("mon", "m"), ("mon2", "m2")):
        if name in given:
            named = month(given[name])
            if named is None:
                return ""
            given[number] = str(named.number)
    return _ends(given)


def _ends(given: dict[str, str]) -> str:
    """The date, or both ends of a range; an end takes from the other what it leaves out (5-7 March, 2019年3-4月)."""
    if not any(key in given for key in ("y2", "m2", "d2")):
        return _point(given["y"], given.get("m"), given.get("d"))
    first_year, last_year = given.get("y") or given["y2"], given.get("y2") or given["y"]
    first_month, last_month = given.get("m") or given.get("m2"), given.get("m2") or given.get("m")
    first = _point(first_year, first_month, given.get("d"))
    last = _point(last_year, last_month, given.get("d2"))
    return f"{first}/{last}" if first and last and first < last else ""


def _point(year: str, month: str | None, day: str | None) -> str:
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    if month is None:
        return year
    return f"{year}-{int(month):02}" if day is None else f"{year}-{int(month):02}-{int(day):02}"


def _slashed(year: int, first: int, second: int) -> str:
    """25/03/2019 and 03/25/2019 are read; where both numbers could be the month, nothing is."""
    if first == second or first > 12:
        return _point(str(year), str(second), str(first))
    return _point(str(year), str(first), str(second)) if second > 12 else ""
