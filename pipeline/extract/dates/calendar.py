"""Matches of the calendar rules → readings: years, months, days, decades, centuries, quarters, words such as 同年."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.extract.dates.values import ERAS, Reading, complete, day_text, full_year, integer, weekday_in_month
from pipeline.rules import words

_WORDS: Mapping[str, Mapping[str, str]] = {row["word"]: row for row in words("date_words")}
_WEEKDAYS = "月火水木金土日"
_SPECIAL = {"元日": (1, 1), "元旦": (1, 1), "大晦日": (12, 31), "大みそか": (12, 31)}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_QUARTER_MONTHS = (("-04", "-06"), ("-07", "-09"), ("-10", "-12"), ("-01", "-03"))

Groups = Mapping[str, str | None]


def calendar(found: re.Match[str]) -> Reading | None:
    """A year, month or day, whole or in part, or a range inside one unit (2005～06年, 6～8月, 3、4日)."""
    groups = found.groupdict()
    head = _head(groups)
    if head is None:
        return None
    year, relation = head
    if groups.get("fy") in ("年度", "会計年度"):
        return _fiscal(groups, year, relation)
    if groups.get("y2") or groups.get("ey2"):
        return _years(groups, year, relation)
    month, day = _month_and_day(groups)
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
        if word := groups.get(key):
            row = _WORDS[word]
            return row["value"], row["relation"]
    era = groups.get("era") or groups.get("short")
    if era:
        number = integer(groups.get("ey"))
        return None if not number else (f"{ERAS[era].year(number):04d}", "")
    if groups.get("y"):
        year = integer(groups["y"])
        return None if year is None else (f"{year:04d}", "")
    if groups.get("short_year"):
        number = integer(groups["short_year"])
        return None if number is None else (f"XX{number:02d}", "context:century+0")
    if groups.get("m") or groups.get("mdot"):
        return "XXXX", "context:year+0"
    return "XXXX-XX", "context:month+0"


def _month_and_day(groups: Groups) -> tuple[int | None, int | None]:
    special = groups.get("special")
    if special:
        return _SPECIAL[special]
    return integer(groups.get("m") or groups.get("mdot")), integer(groups.get("d"))


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
    return None if end is None else Reading("DATE", f"FY{year}/FY{end}", f"{relation}/" if relation else "")


def _last_year(groups: Groups, year: str) -> str | None:
    era, number = groups.get("era"), integer(groups.get("ey2"))
    if era and number:
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
    """True where the era's months were not yet those of the Gregorian calendar (明治元年9月), so that only the year can be given."""
    era = groups.get("era")
    if not era:
        return False
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


def decade(found: re.Match[str]) -> Reading | None:
    """1990年代, 70～80年代, 90年代."""
    text = found["y"] or found["short_year"]
    year = integer(text.replace("〇", "0")) if len(text) == 2 and text[0].isdigit() else integer(text)
    if year is None:
        return None
    value = f"{year // 10:03d}X" if found["y"] else f"XX{year // 10}X"
    relation = "" if found["y"] else "context:century+0"
    if not found["y2"]:
        return Reading("DATE", value, relation)
    end = integer(found["y2"])
    if end is None:
        return None
    if found["y"] and end < 100:
        end += year - year % 100
    if not found["y"] or end <= year:
        return None
    last = f"{end // 10:03d}X"
    return Reading("DATE", f"{{{value},{last}}}" if found["yl"] and end != year + 10 else f"{value}/{last}")


def era_decade(found: re.Match[str]) -> Reading | None:
    """昭和30年代 is 1955/1964."""
    number = integer(found["ey"])
    if not number:
        return None
    first = ERAS[found["era"]].year(number)
    return Reading("DATE", f"{first:04d}/{first + 9:04d}")


def century(found: re.Match[str]) -> Reading | None:
    """21世紀 is 20XX, 紀元前3世紀 -02XX."""
    numbers = [integer(found[key]) for key in ("c", "c2") if found[key]]
    if not all(number and number <= 30 for number in numbers):
        return None
    sign = "-" if found["bc"] else ""
    values = [f"{sign}{number - 1:02d}XX" for number in numbers if number]
    listed = found["yl"] and abs((numbers[0] or 0) - (numbers[-1] or 0)) > 1
    return Reading("DATE", f"{{{','.join(values)}}}" if listed else "/".join(values))


def before_christ(found: re.Match[str]) -> Reading | None:
    """紀元前221年 is the astronomical year -0220."""
    year = integer(found["y"])
    return None if not year else Reading("DATE", f"-{year - 1:04d}" if year > 1 else "0000")


def quarter(found: re.Match[str]) -> Reading | None:
    """第2四半期 of a year still to be said: XXXX-34."""
    numbers = [integer(found[key]) for key in ("quarter", "quarter2") if found[key]]
    value = "/".join(f"XXXX-{32 + (number or 1):02d}" for number in numbers)
    return Reading("DATE", value, "/".join(["context:year+0", "start:year+0"][: len(numbers)]))


def quarter_of(value: str, quarters: str) -> str | None:
    """The quarters `quarters` (as `quarter` gives them) of the year or fiscal year `value`; None where it is neither."""
    codes = [int(end[-2:]) - 33 for end in quarters.split("/")]
    if len(value) == 4:
        return "/".join(f"{value}-{33 + code}" for code in codes)
    if not value.startswith("FY") or not value[2:].isdigit():
        return None
    year = int(value[2:])
    ends = [f"{year + (code == 3):04d}{month}" for code in codes for month in _QUARTER_MONTHS[code]]
    return f"{ends[0]}/{ends[-1]}"


def word(found: re.Match[str]) -> Reading | None:
    """A word that is a date by itself: 同日, 翌週, 昨秋, 今世紀."""
    text = found["word"]
    row = _WORDS["".join(text.split())]
    return Reading("DATE", row["value"], row["relation"])


def fiscal_latin(found: re.Match[str]) -> Reading | None:
    """FY2024."""
    return Reading("DATE", f"FY{found['y']}")


def bare_part(found: re.Match[str]) -> Reading | None:
    """年末, 年初, 年度末 of the year that is spoken of."""
    mod = "START" if found["word"] == "年初" else "END"
    if found["word"] == "年度末":
        return Reading("DATE", "FYXXXX", "context:fiscal+0", mod)
    return Reading("DATE", "XXXX", "context:year+0", mod)


def weekday(found: re.Match[str]) -> Reading | None:
    """火曜日, 来週の火曜日."""
    number = _WEEKDAYS.index(found["wd"]) + 1
    relation = _WORDS[found["word"]]["relation"] if found["word"] else "context:week+0"
    return Reading("DATE", f"XXXX-WXX-{number}", relation)


def week_of_month(value: str, found: re.Match[str]) -> str | None:
    """第2週 says no more than its month; 第4木曜日 of a known month is one day, or None where the month has none."""
    day, week = found["wd"], integer(found["week"])
    if not day or not week or not re.fullmatch(r"\d{4}-\d\d", value):
        return value
    return weekday_in_month(int(value[:4]), int(value[5:7]), week, _WEEKDAYS.index(day) + 1) or None


def english(found: re.Match[str]) -> Reading | None:
    """June 7, 2013; 7 June 2013; June 2013; June 7–8, 2013."""
    groups = found.groupdict()
    form = next(key[-1] for key in ("y1", "y2", "y3") if groups[key])
    month = _MONTHS.index(groups[f"mon{form}"][:3].lower()) + 1
    day, last = integer(groups.get(f"day{form}")), integer(groups.get("dayto" if form == "1" else f"day{form}to"))
    value = day_text(groups[f"y{form}"], month, day)
    if value is None or last is None:
        return None if value is None else Reading("DATE", value)
    end = day_text(groups[f"y{form}"], month, last)
    return None if end is None else Reading("DATE", f"{value}/{end}")


def chronology(found: re.Match[str]) -> Reading | None:
    """6.12 at the head of a cell: a day of the table's year."""
    value = day_text("XXXX", integer(found["m"]), integer(found["d"]))
    return None if value is None else Reading("DATE", value, "cell:year+0")
