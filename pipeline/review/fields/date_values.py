"""The value of a date as a reviewer writes it → whether it has the form that its type demands.

The forms are those of the tables: EDTF for DATE (2022-02-24, 201X, 2018/.., 2022-21, XXXX-03-29), also FY2020, weekdays (XXXX-WXX-2)
and lists ({2019,2021}); the same with a clock for TIME; ISO 8601 for DURATION (P3Y, PXY, P3D/P5D); for SET a period (P1Y) or
a date that recurs (XXXX-03).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable

_YEAR = "-?(?:[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XX[0-9]{2}|XX[0-9]X|XXXX)"
_DAY = re.compile(rf"(?P<year>{_YEAR})(?:-(?P<part>[0-9]{{2}}|XX)(?:-(?P<day>[0-9]{{2}}|XX))?)?")
_WEEK = re.compile(r"(?:XXXX|[0-9]{4})-W(?:XX|0[1-9]|[1-4][0-9]|5[0-3])(?:-[1-7])?")
_FISCAL = re.compile(rf"FY{_YEAR}")
_CLOCK = re.compile(r"(?:(?:[01][0-9]|2[0-3]|XX):(?:[0-5][0-9]|XX)(?::[0-5][0-9])?|24:00(?::00)?)(?:Z|[+-][01][0-9]:[0-5][0-9])?")
_AMOUNT = "(?:[0-9]+(?:[.][0-9]+)?|[0-9]*X+)"
_DURATION = re.compile(
    rf"P(?=[0-9XT])(?:{_AMOUNT}Y)?(?:{_AMOUNT}M)?(?:{_AMOUNT}W)?(?:{_AMOUNT}D)?"
    rf"(?:T(?=[0-9X])(?:{_AMOUNT}H)?(?:{_AMOUNT}M)?(?:{_AMOUNT}S)?)?"
)
_MONTHS, _PARTS = range(1, 13), range(21, 42)  # seasons, quarters, thirds and halves of a year
_LEAP_YEAR = 2000


def fits(kind: str, value: str) -> bool:
    """Whether a value has the form that a TIMEX3 type demands."""
    if kind == "DURATION":
        return is_duration(value)
    if kind == "SET":
        return is_duration(value) or ("X" in value and (_spans(value, _is_date) or _spans(value, _is_time)))
    return _spans(value, _is_date if kind == "DATE" else _is_time)


def is_duration(value: str) -> bool:
    """Whether this is one ISO 8601 duration, or two of them as a range; unknown digits are X."""
    first, slash, last = value.partition("/")
    return bool(_DURATION.fullmatch(first)) and (not slash or bool(_DURATION.fullmatch(last)))


def is_publication(value: str) -> bool:
    """Whether this is EDTF for when a work was published: a year, month, day or part of a year, or a range of them; no unknown year."""
    return not value.startswith("{") and _spans(value, _is_calendar)


def in_order(value: str) -> bool:
    """Whether a range does not end before it begins, as far as both ends are known."""
    from pipeline.resolve.dates.bounds import days  # loads rules: what only applies decisions does without

    first, _, last = value.partition("/")
    begun, ended = (days(first), days(last)) if last else (None, None)
    return begun is None or ended is None or begun[0] <= ended[1]


def _spans(value: str, is_one: Callable[[str], bool]) -> bool:
    """One of them, a range that may be open at one end, or a list in braces."""
    if value.startswith("{") and value.endswith("}"):
        return all(map(is_one, value[1:-1].split(",")))
    first, slash, last = value.partition("/")
    if not slash:
        return is_one(first)
    return (is_one(first) and (last == ".." or is_one(last))) or (first == ".." and is_one(last))


def _is_date(value: str) -> bool:
    return _is_day(value) or bool(_WEEK.fullmatch(value)) or bool(_FISCAL.fullmatch(value))


def _is_time(value: str) -> bool:
    day, separator, clock = value.partition("T")
    return bool(separator) and (_is_day(day) or bool(_WEEK.fullmatch(day))) and bool(_CLOCK.fullmatch(clock))


def _is_calendar(value: str) -> bool:
    return _is_day(value) and not value.lstrip("-").startswith("X")


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    if not found or found["year"].lstrip("-") == "0000":
        return False
    part, day = found["part"] or "XX", found["day"] or "XX"
    if part == "XX":
        return day == "XX" or 1 <= int(day) <= 31
    if day == "XX":
        return int(part) in _MONTHS or (int(part) in _PARTS and not found["day"])
    year = int(found["year"]) if found["year"].isdigit() else _LEAP_YEAR
    return int(part) in _MONTHS and 1 <= int(day) <= monthrange(year, int(part))[1]
