"""A resolved date → what a person should look at: impossible days, reversed ranges, eras that disagree, years far from all others."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.extract.dates.values import ERAS, integer
from pipeline.model import Date
from pipeline.resolve.dates.bounds import days

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
_NAMES = "|".join(sorted((re.escape(name) for name in ERAS if not name.isascii()), key=len, reverse=True))
_SHORT = "|".join(sorted(name for name in ERAS if name.isascii()))
_ERA_YEAR = re.compile(
    rf"(?<![A-Za-z])({_NAMES}|(?:{_SHORT})(?=(?:元|[0-9]{{1,2}})[年./)）]))[ \u3000]?"
    rf"(元|[0-9０-９]{{1,4}}|[〇一二三四五六七八九十百]{{1,5}})"
)
_YEAR = re.compile(r"(?<![0-9０-９])([12１２][0-9０-９]{3})(?![0-9０-９])")
_FAR = 150
_ENOUGH = 5


def impossible(value: str) -> str | None:
    """The value cut back to its month where its day does not exist (2022-02-30 → 2022-02), or None where all days exist."""
    ends = [_cut(end) for end in value.split("/")]
    return "/".join(ends) if ends != value.split("/") else None


def _cut(end: str) -> str:
    found = _DAY.fullmatch(end)
    if not found:
        return end
    try:
        datetime.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return end[:7]
    return end


def problems(value: Date, text: str) -> Iterator[tuple[str, str]]:
    """(code, message) of each thing wrong with a resolved date as written."""
    if value.type not in ("DATE", "TIME"):
        return
    first, _, last = value.value.partition("/")
    if last and _reversed(first, last):
        yield "date-range-reversed", f"{text} ends ({last}) before it starts ({first})"
    for found in _ERA_YEAR.finditer(text):
        era, number = ERAS[found[1]], integer(found[2])
        if number and era.end and era.year(number) > int(era.end[:4]):
            yield "date-outside-era", f"{text}: {era.name} ended on {era.end}"


def _reversed(first: str, last: str) -> bool:
    if last == ".." or first == "..":
        return False
    start, end = days(first), days(last)
    return bool(start and end and start[0] > end[1]) or ("T" in first and "T" in last and "X" not in first + last and first > last)


def eras_disagree(text: str) -> bool:
    """True where a date is told in two year counts that are not the same year: 令和7年（2024年）."""
    told = {ERAS[found[1]].year(number) for found in _ERA_YEAR.finditer(text) if (number := integer(found[2]))}
    western = {year for found in _YEAR.finditer(_ERA_YEAR.sub("", text)) if (year := integer(found[1]))}
    return bool(told and western) and len(told) == 1 and len(western) == 1 and told != western


def far_from_others(years: Sequence[int]) -> set[int]:
    """The years that lie more than 150 years from every other year of the document; nothing where it has fewer than five."""
    ordered = sorted(years)
    if len(ordered) < _ENOUGH:
        return set()
    return {year for year in set(ordered) if _gap(ordered, year) > _FAR}


def _gap(ordered: Sequence[int], year: int) -> int:
    at = bisect_left(ordered, year)
    others = [ordered[index] for index in (at - 1, at + 1) if 0 <= index < len(ordered)]
    return min(abs(year - other) for other in others)
