"""Matches of the rules for longer periods → readings: decades, centuries, years before our era, quarters, fiscal years."""

from __future__ import annotations

import re

from pipeline.extract.dates.values import ERAS, Reading, full_year, integer

_QUARTER_MONTHS = ((4, 6), (7, 9), (10, 12), (1, 3))
_HALF_MONTHS = ((4, 9), (10, 3))
# EDTF (ISO 8601-2) numbers the halves of a year 40 and 41, as it does quarters 33 to 36.
_FIRST_HALF = 40
_YEAR = re.compile(r"\d{4}|XX\d\d|XXXX")
_LEANS = re.compile(r"(\w+:fiscal)([+-]\d+)")


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
    """紀元前221年 is the astronomical year -0220; 紀元前403～前221年 a range."""
    years = [integer(text) for key in ("y", "y2") if (text := found.groupdict().get(key))]
    told = [year for year in years if year]
    if not told or len(told) < len(years) or told != sorted(told, reverse=True):
        return None
    return Reading("DATE", "/".join(f"-{year - 1:04d}" if year > 1 else "0000" for year in told))


def common_era(found: re.Match[str]) -> Reading | None:
    """西暦79年, 紀元57年: a year of fewer than four digits."""
    year = integer(found["y"])
    return Reading("DATE", f"{year:04d}") if year else None


def quarter(found: re.Match[str]) -> Reading | None:
    """第2四半期 of a year still to be said: XXXX-34."""
    numbers = [integer(found[key]) for key in ("quarter", "quarter2") if found[key]]
    value = "/".join(f"XXXX-{32 + (number or 1):02d}" for number in numbers)
    return Reading("DATE", value, "/".join(["context:year+0", "start:year+0"][: len(numbers)]))


def quarter_of(value: str, relation: str, quarters: str) -> tuple[str, str] | None:
    """The quarters `quarters` (as `quarter` gives them) of the year or fiscal year `value`, and what they lean on.

    None where `value` is neither.
    """
    codes = [int(end[-2:]) - 33 for end in quarters.split("/")]
    if _YEAR.fullmatch(value):
        told = "/".join(f"{value}-{33 + code}" for code in codes)
        return told, f"{relation}/start:year+0" if relation and "/" in told else relation
    return _months_of(value, relation, _QUARTER_MONTHS[codes[0]][0], _QUARTER_MONTHS[codes[-1]][1])


def half_of(value: str, relation: str, index: int) -> tuple[str, str] | None:
    """The first or second half (上半期 0, 下半期 1) of a year (2024-40) or fiscal year (2024-04/2024-09); None where `value` is neither."""
    if _YEAR.fullmatch(value):
        return f"{value}-{_FIRST_HALF + index}", relation
    return _months_of(value, relation, *_HALF_MONTHS[index])


def _months_of(fiscal: str, relation: str, first: int, last: int) -> tuple[str, str] | None:
    """Months of a fiscal year, which runs from April: those before April are of the next calendar year."""
    if not fiscal.startswith("FY"):
        return None
    ends = [_month_of(fiscal[2:], relation, month) for month in (first, last)]
    kept = [end for end in ends if end is not None]
    if len(kept) < len(ends):
        return None
    return "/".join(end[0] for end in kept), "/".join(end[1] for end in kept).strip("/")


def _month_of(year: str, relation: str, month: int) -> tuple[str, str] | None:
    late = int(month < 4)
    if year.isdigit():
        return f"{int(year) + late:04d}-{month:02d}", relation
    if year[2:].isdigit():
        return f"{year[:2]}{(int(year[2:]) + late) % 100:02d}-{month:02d}", relation
    leans = _LEANS.fullmatch(relation)
    return None if leans is None else (f"{year}-{month:02d}", f"{leans[1]}{int(leans[2]) + late:+d}")


def quarter_latin(found: re.Match[str]) -> Reading | None:
    """2024Q2, 2024年1Q, Q2 2024, FY2024 Q1."""
    groups = found.groupdict()
    year = groups["y"] or groups["y2"] or groups["y3"] or ""
    number = next(groups[key] for key in ("q1", "q2", "q3", "q4") if groups[key])
    told = quarter_of(f"FY{year}" if groups["fy"] else year, "", f"XXXX-{32 + int(number):02d}")
    return None if told is None else Reading("DATE", told[0])


def fiscal_latin(found: re.Match[str]) -> Reading | None:
    """FY2024, FY24, FY2022-24."""
    year = integer(found["y"])
    if year is None:
        return None
    short = len(found["y"]) == 2
    relation = "context:century+0" if short else ""
    value = f"FYXX{year:02d}" if short else f"FY{year}"
    if not found["y2"]:
        return Reading("DATE", value, relation)
    end = None if short else full_year(year, found["y2"])
    return None if end is None else Reading("DATE", f"{value}/FY{end}")
