"""Matches of the rules for other languages → readings: 14 June 2022, 2024년 6월 20일, 19 октября 2022 года, 2024年上半年.

The groups of a match say what was found: `y`, `m` or `mon` (a month's name), `d` and, for the second end of a
range, `y2`, `mon2` …; a part that only one end has holds for both (14–16 June 2022). `and` joins a list, `part`
is early, 상반기 …; `a`, `b` are day and month in an order still to be told. The names of months and seasons are
those `pipeline.extract.calendar` knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.extract import calendar
from pipeline.extract.dates.periods import half_of
from pipeline.extract.dates.values import ERAS, Reading, complete, day_text, full_year, integer
from pipeline.rules import words

_ORDINALS = ("first", "second", "third", "fourth")
_ERAS = {"minguo": "民国", "juche": "主体"}
_ROMAN = {"XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21}
_WINTER = "24"
_BOUNDS = {"이후": "after", "이래": "after", "이전": "before"}
# Languages that write a day before its month with a full stop: 12. Mai.
_DOTTED = frozenset({"cs", "da", "de", "et", "fi", "nb", "sk", "sl", "sr"})
# May and March after another capitalised word may be a person's name, after these they are months.
_CAPITALISED = re.compile(r"(?<![A-Za-z])(?P<word>[A-Z][A-Za-z’'-]{1,14})[ ]\Z")
_NO_NAME = re.compile(
    r"after|and|around|before|between|by|during|early|end|from|in|late|mid|middle|of|on|since|start|the|through|till|to|until",
    re.IGNORECASE,
)
_LONGEST_NAME = 17
_BETWEEN = re.compile(r"(?i:between)[ ]\Z")
# Behind these German words 5. August is a day; elsewhere in front of a month that English spells alike it may number a heading.
_HEADED = re.compile(r"[\u3041-\u30ff\u4e00-\u9fff]")  # 第2章5. August 2019
_GERMAN = re.compile(r"(?:am|vom|zum|bis|seit|ab|de[mnrs])[ ]\Z")

Groups = Mapping[str, str]


def read(found: re.Match[str]) -> Reading | None:
    """The reading of a rule's match, or None where a word in it is no month, or its numbers are no date."""
    given = {key: value for key, value in found.groupdict().items() if value}
    mod, named = "APPROX" if "approx" in given else "", ""
    if "part" in given:
        row = _parts().get(" ".join(given["part"].casefold().split()))
        if row is None:
            return None
        mod = row["mod"]
        named = row["part"]
    reading = _reading(found, given)
    if reading is None:
        return None
    half = half_of(reading.value, reading.relation, int(named[-1]) - 1) if named.startswith("semester") else None
    if half is not None:
        reading, mod = Reading("DATE", *half), ""
    value, relation = _bounded(given, reading)
    return Reading("DATE", value, relation, mod)


def part(text: str) -> str:
    """The part of a period that a foreign date names (early June 2022 → third1, 2024년 상반기 → half1), or ""."""
    found = _part_words().findall(text.casefold())
    return _parts()[found[-1]]["part"] if found else ""


@cache
def _parts() -> Mapping[str, Mapping[str, str]]:
    return {row["word"]: row for row in words("foreign_parts")}


@cache
def _part_words() -> re.Pattern[str]:
    ordered = sorted(_parts(), key=len, reverse=True)
    return re.compile(r"(?<![^\W\d_年년月월대])(?:" + "|".join(map(re.escape, ordered)) + r")(?![a-zà-ÿа-я])")


def _reading(found: re.Match[str], given: Groups) -> Reading | None:
    if "fiscal" in given:
        return Reading("DATE", f"FY{given['fiscal']}")
    if "dec" in given:
        return _decades(given)
    if {"c", "roman", "roman2"} & given.keys():
        return _century(given)
    if "q" in given or "ordinal" in given:
        return _quarters(given)
    if "season" in given:
        return _season(given)
    if "a" in given:
        return _numeric(given)
    return _calendar(found, given)


def _bounded(given: Groups, reading: Reading) -> tuple[str, str]:
    """이후 and 이전 leave the other end open."""
    side = _BOUNDS.get(given.get("bound", ""))
    if side is None:
        return reading.value, reading.relation
    first, last = reading.value.split("/")[0], reading.value.split("/")[-1]
    if side == "after":
        return f"{first}/..", f"{reading.relation}/" if reading.relation else ""
    return f"../{last}", f"/{reading.relation}" if reading.relation else ""


def _decades(given: Groups) -> Reading | None:
    """The 1990s are 199X; 1980s–90s."""
    first, last = given["dec"], given.get("dec2", "")
    if not last:
        return Reading("DATE", f"{first[:3]}X")
    last = first[:2] + last if len(last) < len(first) else last
    return Reading("DATE", f"{first[:3]}X/{last[:3]}X") if last > first else None


def _century(given: Groups) -> Reading | None:
    """The 19th century is 18XX, XXI век 20XX; 20世纪90年代 is 199X."""
    roman = given.get("roman") or given.get("roman2")
    number = _ROMAN.get(roman) if roman else integer(given["c"])
    if not number or number > 21:
        return None
    if "tens" in given:
        return Reading("DATE", f"{number - 1:02d}{(integer(given['tens']) or 0) // 10}X")
    return Reading("DATE", f"{number - 1:02d}XX")


def _quarters(given: Groups) -> Reading | None:
    """Q2 2022, Q1–Q3 2022, the second quarter of 2022."""
    first = _ORDINALS.index(given["ordinal"].casefold()) + 1 if "ordinal" in given else integer(given["q"])
    last = integer(given.get("q2"))
    if not first or (last and last <= first):
        return None
    return Reading("DATE", "/".join(f"{given['y']}-{32 + number}" for number in (first, last) if number))


def _season(given: Groups) -> Reading | None:
    """Spring 2022; a winter may be told with both its years (winter 2022–23), other seasons may not."""
    season = calendar.seasons().get(given["season"].casefold())
    if season is None:
        return None
    if "y2" in given and (season != _WINTER or full_year(int(given["y"]), given["y2"]) != int(given["y"]) + 1):
        return None
    return Reading("DATE", f"{given['y']}-{season}")


def _numeric(given: Groups) -> Reading | None:
    """16.07.2021 has the day first; 02/03/2019 may be February or March: only its year is sure."""
    first, second = int(given["a"]), int(given["b"])
    if first <= 12 < second:
        first, second = second, first
    elif given["sep"] != "." and first != second and first <= 12:
        return Reading("DATE", given["y"]) if given["sep"] == "/" and first and second else None
    value = day_text(given["y"], second, first)
    return None if value is None else Reading("DATE", value)


def _calendar(found: re.Match[str], given: Groups) -> Reading | None:
    """A year, month or day, or a range of them; an end takes from the other what it leaves out."""
    months = [_month(found, given, "mon", "m"), _month(found, given, "mon2", "m2")]
    if any(month == 0 for month in months):
        return None
    years = _years(given)
    if years is None:
        return None
    days = [integer(given.get("d")), integer(given.get("d2"))]
    if not (days[1] or all(months) or all(years)):
        return _single(years[0] or years[1], months[0] or months[1], days[0])
    return _range(
        years, months, days, listed="and" in given and not _BETWEEN.search(found.string, max(0, found.start() - 8), found.start())
    )


def _single(year: str | None, month: int | None, day: int | None) -> Reading | None:
    if month is None:
        relation = "" if day is None else "context:month+0"
        value = year if day is None else f"XXXX-XX-{day:02d}" if 1 <= day <= 31 else None
    else:
        relation = _leaning(year)
        value = day_text(year or "XXXX", month, day)
    return None if value is None else Reading("DATE", value, relation)


def _leaning(year: str | None) -> str:
    """What fills the year: nothing where it is known, the century of 13년 6월, or the year that is spoken of."""
    if year is None:
        return "context:year+0"
    return "context:century+0" if year.startswith("XX") else ""


def _years(given: Groups) -> tuple[str | None, str | None] | None:
    """The years of both ends in the common era; None where 주체113(2024)년 names two different ones."""
    first, last = given.get("y"), given.get("y2")
    if "short" in given:
        return f"XX{given['short']}", None
    for key, era in _ERAS.items():
        number = integer(given.get(key))
        if number is None:
            continue
        year = f"{ERAS[era].year(number):04d}"
        if first not in (None, year):
            return None
        first = year
    first, last = (f"{integer(year):04d}" if year else None for year in (first, last))
    if first and last and len(given["y2"]) == 2:
        end = full_year(int(first), given["y2"])
        last = None if end is None else f"{end:04d}"
    return first, last


def _range(years: tuple[str | None, str | None], months: list[int | None], days: list[int | None], *, listed: bool) -> Reading | None:
    """14–16 June 2022, 28 December–3 January 2023 (the first in 2022), 2024년 12월 28일~1월 3일 (the last in 2025)."""
    ends = []
    for index in (0, 1):
        month, day = months[index] or months[1 - index], days[index]
        year = years[index] or years[1 - index]
        ends.append(f"XXXX-XX-{day:02d}" if month is None and day and not year else day_text(year or "XXXX", month, day))
    first, last = ends
    if first is None or last is None or first == last:
        return None
    lean = "context:month+0" if first.startswith("XXXX-XX") else _leaning(years[0] or years[1])
    relation = f"{lean}/start:year+0" if lean else ""
    if listed:
        return _listed(first, last, relation)
    if first > last and (all(years) or months[0] == months[1] or None in months or lean == "context:century+0"):
        return None
    if first > last and years[1]:
        first = f"{int(first[:4]) - 1:04d}{first[4:]}"
    elif first > last:
        last = complete(first, f"XXXX{last[4:]}")
    return Reading("DATE", f"{first}/{last}", relation)


def _listed(first: str, last: str, relation: str) -> Reading | None:
    """Two neighbours are a range, as 3、4日 is; others a list. A list that leans on its context is not read."""
    if first[:-2] == last[:-2] and int(last[-2:]) == int(first[-2:]) + 1:
        return Reading("DATE", f"{first}/{last}", relation)
    return None if relation or first > last else Reading("DATE", f"{{{first},{last}}}")


def _month(found: re.Match[str], given: Groups, name: str, number: str) -> int | None:
    """The month one end names: None where it names none, 0 where the word is no month or too likely something else."""
    if number in given:
        return integer(given[number]) or 0
    if name not in given:
        return None
    written = given[name]
    month = calendar.month(written)
    if month is None or not (_is_certain(found, given, name, month) and _fits_day(found, given, month)):
        return 0
    return month.number


def _fits_day(found: re.Match[str], given: Groups, month: calendar.Month) -> bool:
    """3. Mai is a day, 3. May an item of a list; 3. August may be either, but with a year behind it is a day."""
    if given.get("ord") != "." or not _DOTTED & month.languages:
        return given.get("ord") != "."
    if {"y", "y2"} & given.keys() and not _HEADED.search(found.string, max(0, found.start() - 1), found.start()):
        return True
    return "en" not in month.languages or bool(_GERMAN.search(found.string, max(0, found.start() - 4), found.start()))


def _is_certain(found: re.Match[str], given: Groups, name: str, month: calendar.Month) -> bool:
    """True where nothing but a month is meant: by a day and year beside it, else by how it is written."""
    written, has_day, has_year = given[name], "d" in given, bool({"y", "y2"} & given.keys())
    if has_day and has_year:
        return True
    if not has_year and not (month.is_full or written.endswith(".")):
        return False
    if not has_year and not has_day and "en" not in month.languages:
        return False
    if not has_year and "english" in found.re.groupindex and "en" not in month.languages:
        return False
    match month.caution:
        case "day":
            return False
        case "lower":
            return written.islower()
        case "capital":
            return written[0].isupper() and not (found.start(name) == found.start() and _may_be_name(found))
        case _:
            return True


def _may_be_name(found: re.Match[str]) -> bool:
    """True behind another capitalised word, as a family name would stand."""
    before = _CAPITALISED.search(found.string, max(0, found.start() - _LONGEST_NAME), found.start())
    if before is None or before["word"].isupper() or before["word"].endswith(("'s", "’s")):
        return False
    return not _NO_NAME.fullmatch(before["word"])
