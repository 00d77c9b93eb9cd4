"""Matches of the calendar rules → readings: years, months and days, whole or in part, by any year count."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.extract.dates.values import ERAS, WORDS, Reading, complete, day_text, full_year, integer

_SPECIAL = {"元日": (1, 1), "元旦": (1, 1), "大晦日": (12, 31), "大みそか": (12, 31), "正月": (1, None)}
# Before it the New Year of Japan was that of the moon.
_SOLAR_NEW_YEAR = 1873
_MODERN_ERAS = ("明治", "大正", "昭和", "平成", "令和")
_LONG_ERAS = ("皇紀", "檀紀", "仏暦")
_LONGEST_ERA = 130

Groups = Mapping[str, str | None]


def calendar(found: re.Match[str]) -> Reading | None:
    """A year, month or day, whole or in part, or a range inside one unit (2005～06年, 6～8月, 3、4日)."""
    return _read(found.groupdict())


def restated(found: re.Match[str]) -> Reading | None:
    """05（平成17）年, 11（同23）年3月, 平成17（05）年: a year told twice, once by its last two digits; None where the two disagree.

    The two digits and the year of the era together leave one era only, so that 同 needs no era said before it.
    """
    groups = found.groupdict()
    told = _told_twice(groups["twice"], groups["twice_era"], groups["twice_ey"])
    if told is None:
        return None
    end = _told_twice(groups["last"], groups["last_era"] or groups["twice_era"], groups["last_ey"]) if groups["last"] else None
    if groups["last"] and (end is None or end <= told):
        return None
    plain = {"y": f"{told:04d}", "y2": f"{end:04d}" if end else None, "fy": groups["fy"] or groups["fy_inside"]}
    return _read({key: text for key, text in groups.items() if not key.startswith(("twice", "last"))} | plain)


def _told_twice(short: str, era: str | None, number: str | None) -> int | None:
    """The year of the modern era `era` (any for 同) in which its year `number` ends in the digits `short`; None where there is none."""
    count = integer(number)
    if not count:
        return None
    names = _MODERN_ERAS if era in (None, "同") else (era,)
    years = [ERAS[name].year(count) for name in names if name]
    fitting = [year for year in years if year % 100 == integer(short)]
    return fitting[0] if len(fitting) == 1 else None


def _read(groups: Groups) -> Reading | None:
    head = _head(groups)
    if head is None:
        return None
    year, relation = head
    if groups.get("fy") in ("年度", "会計年度"):
        return _fiscal(groups, year, relation)
    if groups.get("y2") or groups.get("ey2"):
        return _years(groups, year, relation)
    month, day = _month_and_day(groups)
    if groups.get("term") and month and not groups.get("m2"):
        return _business_year(year, relation, month)
    if year.startswith("FY"):
        return None if month else Reading("DATE", year, relation)
    if month is None and day is None:
        return Reading("DATE", year, relation)
    if _before_gregorian(groups, year, month, day):
        return Reading("DATE", year, relation)
    if month is None:
        value = f"{year}-{day:02d}" if day and day <= 31 else None
    else:
        value = day_text(year, month, day)
    return None if value is None else _spread(groups, year, value, relation)


def _head(groups: Groups) -> tuple[str, str] | None:
    """The year of a match (or year and month, for 同月) and what it leans on."""
    for key in ("rel", "relm"):
        if (word := groups.get(key)) and not (groups.get("y") or groups.get("era")):
            row = WORDS[word]
            return row["value"], row["relation"]
    era = groups.get("era") or groups.get("short")
    if era:
        number = integer(groups.get("ey"))
        if not number or (number > _LONGEST_ERA) != (era in _LONG_ERAS):
            return None
        told = ERAS[era].year(number)
        return (f"{told:04d}", "") if _same_year(groups, told) else None
    if groups.get("y"):
        year = integer(groups["y"])
        return None if year is None else (f"{year:04d}", "")
    if groups.get("short_year"):
        number = integer(groups["short_year"])
        return None if number is None else (f"XX{number:02d}", "context:century+0")
    if groups.get("same"):
        return ("XXXX", "anchor:year+0") if groups.get("m") else ("XXXX-XX", "anchor:month+0")
    if groups.get("m") or groups.get("mdot"):
        return "XXXX", "context:year+0"
    return "XXXX-XX", "context:month+0"


def _same_year(groups: Groups, year: int) -> bool:
    """True unless a second era, as in 昭和64/平成元年, gives another year."""
    other = groups.get("era3") or groups.get("era4")
    number = integer(groups.get("ey3") or groups.get("ey4"))
    return not other or (number is not None and ERAS[other].year(number) == year)


def _month_and_day(groups: Groups) -> tuple[int | None, int | None]:
    special = groups.get("special")
    if special:
        return _SPECIAL[special]
    return integer(groups.get("m") or groups.get("mdot")), integer(groups.get("d") or groups.get("only_day"))


def _fiscal(groups: Groups, year: str, relation: str) -> Reading | None:
    """年度: FY2020, FY2020/FY2022; a month inside a fiscal year is a month of the calendar (2020年度3月 is 2021-03)."""
    if year.startswith("FY"):
        return Reading("DATE", year, relation)
    month = integer(groups.get("m"))
    if month is not None:
        if groups["fy"] != "年度" or not year.isdigit() or groups.get("d") or groups.get("m2"):
            return None
        value = day_text(f"{int(year) + (month < 4):04d}", month, None)
        return None if value is None else Reading("DATE", value)
    last = groups.get("y2") or groups.get("ey2")
    if not last:
        return Reading("DATE", f"FY{year}", relation)
    end = _last_year(groups, year)
    second = "start:year+0" if end and not end.isdigit() else ""
    return None if end is None else Reading("DATE", f"FY{year}/FY{end}", f"{relation}/{second}" if relation else "")


def _business_year(year: str, relation: str, month: int) -> Reading | None:
    """2025年3月期 is the business year that ends in that month: FY2024, or the twelve months where it does not end in March."""
    known = year.removeprefix("XX")
    if not known.isdigit() or not 1 <= month <= 12:
        return None
    head, before = year[: len(year) - len(known)], (int(known) - 1) % 10 ** len(known)
    start = f"{head}{before:0{len(known)}d}"
    if month == 12:
        return Reading("DATE", year, relation)
    if month == 3:
        return Reading("DATE", f"FY{start}", relation)
    return Reading("DATE", f"{start}-{month + 1:02d}/{year}-{month:02d}", f"{relation}/{relation}" if relation else "")


def _last_year(groups: Groups, year: str) -> str | None:
    era, number = groups.get("era2") or groups.get("era") or groups.get("short"), integer(groups.get("ey2"))
    if era and number:
        first = integer(groups.get("ey")) or 0
        if not groups.get("era2") and number < 10 < first:  # 明治37、8年
            number += first - first % 10
        return f"{ERAS[era].year(number):04d}"
    short = groups.get("y2") or ""
    if not year.isdigit():
        return f"XX{short}" if len(short) == 2 else None
    end = full_year(int(year), short)
    return None if end is None else f"{end:04d}"


def _years(groups: Groups, year: str, relation: str) -> Reading | None:
    end = _last_year(groups, year)
    if end is None or groups.get("m"):
        return None
    if groups.get("yl") and year.isdigit() and int(end) != int(year) + 1:
        return Reading("DATE", f"{{{year},{end}}}")
    return Reading("DATE", f"{year}/{end}", f"{relation}/start:year+0" if relation else "")


def _spread(groups: Groups, year: str, value: str, relation: str) -> Reading | None:
    """A single value, or the two ends that share its unit (6～8月, 3～9日), a list of two neighbours included."""
    last: str | None = None
    if groups.get("d2"):
        day = integer(groups["d2"])
        last = f"{value[:-3]}-{day:02d}" if day and day <= 31 else None
    elif groups.get("m2") and not groups.get("d"):
        month = integer(groups["m2"])
        last = day_text("XXXX", month, None)
        last = None if last is None else complete(value, last)
    else:
        return Reading("DATE", value, relation)
    if last is None or last == value:
        return None
    listed = groups.get("dl") if groups.get("d2") else groups.get("ml")
    if listed and int(last[-2:]) != int(value[-2:]) + 1:
        return Reading("DATE", f"{{{value},{last}}}") if not relation else None
    return Reading("DATE", f"{value}/{last}", f"{relation}/start:year+0" if relation else "")


def _before_gregorian(groups: Groups, year: str, month: int | None, day: int | None) -> bool:
    """True where the months were not yet those of the Gregorian calendar (明治元年9月), so that only the year can be given."""
    era = groups.get("era")
    if not era:
        return groups.get("special") == "正月" and year.isdigit() and int(year) < _SOLAR_NEW_YEAR
    start = ERAS[era].gregorian_from
    return not start or (f"{year}-{month or 1:02d}-{day or 1:02d}" < start[:10] and year < start[:4])


def following(found: re.Match[str]) -> Reading | None:
    """翌2月, 翌14日: the next month or day so named."""
    groups = found.groupdict()
    day = integer(groups.get("only_day"))
    if day is not None:
        return Reading("DATE", f"XXXX-XX-{day:02d}", "anchor:after+0") if 1 <= day <= 31 else None
    value = day_text("XXXX", integer(groups["m"]), integer(groups["d"]))
    return None if value is None else _spread(groups, "XXXX", value, "anchor:after+0")


def iso_month(found: re.Match[str]) -> Reading | None:
    """2024-06, where it cannot be the years 2024 to 2106; 2010-12 may be two years."""
    year, month = found["y"], found["m"]
    return Reading("DATE", f"{year}-{month}") if int(month) <= int(year[2:]) else None


def year_of_era(found: re.Match[str]) -> Reading | None:
    """3年4月, 元年10月, 4年度: a month of a year, or a fiscal year, of the era that the text counts in."""
    if found["fy"]:
        return Reading("DATE", "FYXXXX", f"era:year+{integer(found['ey'])}")
    value = day_text("XXXX", integer(found["m"]), integer(found["d"]))
    return None if value is None or found["m2"] or found["d2"] else Reading("DATE", value, f"era:year+{integer(found['ey'])}")


def slashed(found: re.Match[str]) -> Reading | None:
    """6/19（水）: a day of the narrative's year."""
    value = day_text("XXXX", integer(found["m"]), integer(found["d"]))
    return None if value is None else Reading("DATE", value, "context:year+0")


def chronology(found: re.Match[str]) -> Reading | None:
    """6.12 at the head of a cell: a day of the table's year."""
    value = day_text("XXXX", integer(found["m"]), integer(found["d"]))
    return None if value is None else Reading("DATE", value, "cell:year+0")
