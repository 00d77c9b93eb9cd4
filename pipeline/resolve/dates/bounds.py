"""A resolved value, and the words it was written with → the first and last day it can mean.

EDTF values are bounded as the standard says (`edtf`); fiscal years, winters and named parts of a period
(前半, 半ば, 末, 上旬 …) are ours. 初め, 半ば and 末 are thirds, 前半 and 後半 halves.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from pipeline.extract.dates import foreign, tails
from pipeline.extract.dates.compose import SPLIT
from pipeline.model import Date
from pipeline.resolve.dates import edtf
from pipeline.resolve.dates.edtf import Days

_FISCAL = re.compile(r"FY(\d{4})")
_WINTER = re.compile(r"(\d{4})-24")
_UNKNOWN_END = re.compile(r"(?:-XX)+\Z")
_YEAR_MONTHS = 12


def bounds(value: Date, text: str) -> tuple[str, str]:
    """The inclusive ISO dates `text` with this value lies between, each empty where open or unknown.

    2010年代後半 → 2015-01-01, 2019-12-31; 2023年末 → the last third of the year; 2020年度 → April to March.
    """
    if value.type not in ("DATE", "TIME") or "会計年度" in text:
        return "", ""
    if value.value.startswith("{"):
        listed = value.value.strip("{}").split(",")
        return _day(_first(listed[0], "")), _day(_last(listed[-1], ""))
    first, _, last = value.value.partition("/")
    split = SPLIT.search(text)
    if not last:
        part = part_of(text)
        start = part_of(text[: split.start()]) if split else ""  # 6月上旬から中旬
        return _day(_first(first, start or part)), _day(_last(first, part))
    before, after = (text[: split.start()], text[split.end() :]) if split else (text, text)
    start, end = (_part_of_end(before) if last != ".." else part_of(text)), _part_of_end(after)
    return ("" if first == ".." else _day(_first(first, start))), ("" if last == ".." else _day(_last(last, end)))


@lru_cache(maxsize=4096)
def days(value: str) -> Days | None:
    """First and last day of one EDTF value, fiscal year or winter; None where its year is not known or it is no date."""
    day = _UNKNOWN_END.sub("", value.partition("T")[0])
    fiscal, winter = _FISCAL.fullmatch(day), _WINTER.fullmatch(day)
    if fiscal:
        year = int(fiscal[1])
        return datetime.date(year, 4, 1), datetime.date(year + 1, 3, 31)
    if winter:
        year = int(winter[1])
        return datetime.date(year, 12, 1), datetime.date(year + 1, 3, 1) - datetime.timedelta(days=1)
    return edtf.days(day)


def part_of(text: str) -> str:
    """The part of the period that a date names, in Japanese or in another language (末, early, 상반기), or ""."""
    return tails.part_of(text) or foreign.part(text)


def _part_of_end(text: str) -> str:
    """The part one end of a range names; the months of a fiscal half-year (2024-04/2024-09) are that half already."""
    part = part_of(text)
    return "" if part.startswith("semester") else part


def _first(value: str, part: str) -> datetime.date | None:
    found = days(value)
    return None if found is None else _cut(found, part)[0]


def _last(value: str, part: str) -> datetime.date | None:
    found = days(value)
    return None if found is None else _cut(found, part)[1]


def _day(day: datetime.date | None) -> str:
    return "" if day is None else day.isoformat()


def _cut(whole: Days, part: str) -> Days:
    """The named part of a period: by days inside a month, by months in anything longer; shorter periods stay whole."""
    if not part:
        return whole
    first, last = whole
    share, index = 3 if part.startswith("third") else 2, int(part[-1]) - 1
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if first == last:
        return whole
    if months == 1:
        step = 10 if share == 3 else 15
        return first + datetime.timedelta(days=step * index), last if index == share - 1 else first + datetime.timedelta(
            days=step * (index + 1) - 1
        )
    if months < _YEAR_MONTHS:
        return whole
    step = months // share
    end = _months_on(first, step * (index + 1)) - datetime.timedelta(days=1)
    return _months_on(first, step * index), last if index == share - 1 else end


def _months_on(day: datetime.date, months: int) -> datetime.date:
    total = day.year * 12 + day.month - 1 + months
    return datetime.date(total // 12, total % 12 + 1, 1)
