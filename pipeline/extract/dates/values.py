"""Pieces of a date → EDTF text, and the words a date value is unfinished in.

A value is EDTF (`2022-02-24`, `201X`, `2018/..`, `2022-23` for autumn) with three additions of the
tables: `FY2020`, `P3Y`-like durations and `XXXX-WXX-2` for a weekday. Unknown digits are X. A
`relation` says what fills them: `base:unit±n`, one for each end of an interval, joined with `/`.

base   `published` (今年), `anchor` (同年: the mention before), `context` (a bare 3月29日: the narrative),
       `start` (the first end of the same range), `either` (3年前: the narrative or the day of writing),
       `cell` (a row of a chronology: the year of the table), `length` (24年: a length unless the document tells the year),
       `era` (3年4月: year 3 of the era that the text counts in), `turn` (年明け: the New Year after the narrative's last date)
unit   century, decade, fiscal, year, quarter, month, week, weekday, day, hour, minute, clock (the next such hour),
       after (the next one so named), within (a month of the year that a range begins with)
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pipeline.extract import numerals
from pipeline.rules import words

Kind = Literal["DATE", "TIME", "DURATION", "SET"]

LENGTH = "length:century+0"
WEEKDAYS = "月火水木金土日"
WORDS: Mapping[str, Mapping[str, str]] = {row["word"]: row for row in words("date_words")}

_OLD_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_WEEKDAY = re.compile(r"XXXX-WXX-\d(T.+)?")
_CALENDAR = re.compile(r"(\d{4}|XX\d\d|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX)(T.+)?)?)?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one match says: a type, a value and what the value leans on. `last` marks the second end of a range still to be filled."""

    type: Kind
    value: str
    relation: str = ""
    mod: str = ""


@dataclass(frozen=True, slots=True)
class Era:
    """A year count: its first year in the common era, its days, and the day from which its months are Gregorian ("" for never)."""

    name: str
    first_year: int
    start: str
    end: str
    gregorian_from: str

    def year(self, number: int) -> int:
        """The common-era year of the era's year `number` (元年 is 1)."""
        return self.first_year + number - 1


ERAS: dict[str, Era] = {
    key: Era(row["name"], int(row["first_year"]), row["start"], row["end"], row["gregorian_from"])
    for row in words("eras")
    for key in (row["name"], *row["short"].split("|"))
    if key
}


def integer(text: str | None) -> int | None:
    """A whole number as written (2024, ２０, 十二, 二〇一五, 元 → 1), or None."""
    if not text:
        return None
    if text == "元":
        return 1
    value = numerals.parse(text.translate(_OLD_TENS))
    return int(value) if value is not None and value == int(value) else None


def full_year(first: int, short: str) -> int | None:
    """The year `short` (two or four digits) ends a range that begins in `first`; None where it would lie more than 60 years on."""
    number = integer(short)
    if number is None:
        return None
    if len(short) != 2:
        return number if number > first else None
    year = first - first % 100 + number
    if year <= first:
        year += 100
    return year if year - first <= 60 else None


def day_text(year: str, month: int | None, day: int | None) -> str | None:
    """`year` with its month and day; None where there is no such month, or never such a day."""
    if month is None:
        return year
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None


def complete(first: str, last: str) -> str:
    """`last` with its unknown leading parts taken from `first`, the start of the same range; as it was where they do not follow.

    2019-11 and XXXX-02 give 2020-02: a range runs forward, across New Year or the end of a month.
    """
    if re.fullmatch(r"\d\d\dX", first) and re.fullmatch(r"XX\dX", last):
        century = int(first[:2]) + (last[2] <= first[2])
        return f"{century:02d}{last[2:]}"
    if first.startswith("FY") and last.startswith("FYXX"):
        return f"FY{complete(first[2:], last[2:])}"
    start, end = _CALENDAR.fullmatch(first), _CALENDAR.fullmatch(last)
    if not start or not end or end[1].isdigit():
        return last
    if end[1] != "XXXX":
        if end[1][2:] == start[1][2:] and end[2]:
            return f"{start[1]}{last[4:]}"
        filled = full_year(int(start[1]), end[1][2:]) if start[1].isdigit() else None
        return last if filled is None else f"{filled:04d}{last[4:]}"
    if start[2] is None or not start[2].isdigit() or end[2] is None:
        return last
    if end[2] != "XX":
        return f"{_later(start[1], end[2] < start[2])}{last[4:]}"
    month = int(start[2])
    if start[3] and start[3].isdigit() and end[3] and end[3].isdigit() and end[3] < start[3]:
        month += 1
    day = start[3] if end[3] == "XX" and start[3] else end[3]
    head = f"{_later(start[1], month > 12)}-{(month - 1) % 12 + 1:02d}"
    return f"{head}-{day}{end[4] or ''}" if day else head


def as_year(value: str) -> str | None:
    """The length `value` read as two-digit years, their century unknown: P24Y is XX24; None where it cannot be one."""
    found = [re.fullmatch(r"P(\d\d)Y", end) for end in value.split("/")]
    return "/".join(f"XX{end[1]}" for end in found if end) if all(found) else None


def _later(year: str, is_next: bool) -> str:
    return f"{int(year) + is_next:04d}" if year.isdigit() else year


def year_of(value: str) -> int | None:
    """The one calendar year a value lies in, or None."""
    years = {found[1] if (found := _CALENDAR.fullmatch(end)) else "" for end in value.split("/")}
    year = years.pop() if len(years) == 1 else ""
    return int(year) if year.isdigit() else None


def precision(value: str) -> str:
    """`year`, `month`, `day` or `time` for a single calendar value (unknown digits count), else ""."""
    of_week = _WEEKDAY.fullmatch(value)
    if of_week:
        return "time" if of_week[1] else "day"
    found = _CALENDAR.fullmatch(value)
    if not found:
        return ""
    return "time" if found[4] else "day" if found[3] else "month" if found[2] else "year"


def weekday_in_month(year: int, month: int, week: int, weekday: int) -> str:
    """The `week`th `weekday` (Monday 1) of a month as an ISO date, or "" where the month has none."""
    first = datetime.date(year, month, 1)
    day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (week - 1)
    try:
        return first.replace(day=day).isoformat()
    except ValueError:
        return ""
