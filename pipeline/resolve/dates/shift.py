"""An unfinished value, a distance and the date it leans on → the finished value."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from pipeline.extract.dates.values import day_text

_RELATION = re.compile(r"(published|anchor|context|start|either|cell|length|turn|era):(\w+?)([+-]\d+)")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?.*")
_DECADES_AHEAD = (5, 28)
_YEARS_AHEAD = (40, 41)
_NEXT_DECADES = 20  # how far a decade told beside another may lie behind it
_SEASON = 12  # a "month" above it is a season or a quarter
_QUARTERS = range(33, 37)
_HALF_DAY = 12 * 60


@dataclass(frozen=True, slots=True)
class Relation:
    """What an unfinished end leans on: where to look (`base`), what is counted (`unit`) and how far off it lies."""

    base: str
    unit: str
    distance: int


@dataclass(frozen=True, slots=True)
class Point:
    """What is known of a date that is leaned on.

    `decade` holds its known digits where the year is not known (201X, 20XX); `fiscal` says that `year` is a fiscal year;
    `quarter` is set where no more than the quarter of the year is known.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    minute: int | None = None
    decade: str = ""
    fiscal: bool = False
    quarter: int | None = None

    def has(self, unit: str) -> bool:
        """True where the point is precise enough to count `unit` from it."""
        match unit:
            case "minute":
                return self.minute is not None
            case "hour":
                return self.day is not None and self.minute is not None
            case "day" | "week" | "weekday" | "clock":
                return self.day is not None
            case "quarter":
                return self.quarter is not None or self.month is not None
            case "month":
                return self.month is not None
            case "fiscal":
                return self.fiscal or self.month is not None
            case "year" | "century":
                return self.year is not None or (unit == "century" and bool(self.decade))
            case "decade":
                return bool(self.decade) or self.year is not None
            case _:
                return self.month is not None


def relation(text: str) -> Relation | None:
    """A relation as `extract.dates` writes it (`anchor:year+1`), or None for none."""
    found = _RELATION.fullmatch(text)
    return Relation(found[1], found[2], int(found[3])) if found else None


def point(value: str) -> Point | None:
    """What a single resolved value gives to lean on; None where not even a decade is known."""
    if value.startswith("FY") and value[2:].isdigit():
        return Point(year=int(value[2:]), fiscal=True)
    if re.fullmatch(r"\d\d(?:\dX|XX)", value):
        return Point(decade=value)
    found = _DATE.fullmatch(value)
    if not found:
        return None
    month = int(found[2]) if found[2] and int(found[2]) <= _SEASON else None
    if found[2] and int(found[2]) in _QUARTERS:
        return Point(int(found[1]), quarter=int(found[2]) - _QUARTERS[0] + 1)
    minute = int(found[4]) * 60 + int(found[5]) if found[4] else None
    return Point(int(found[1]), month, int(found[3]) if found[3] and month else None, minute)


def apply(value: str, to: Relation, at: Point) -> str | None:
    """`value` with what `at` gives filled in, or None where `at` does not say enough or there is no such date."""
    match to.unit:
        case "year":
            return None if at.year is None else value.replace("XXXX", _year_text(at.year + to.distance), 1)
        case "fiscal":
            return _fiscal(value, to, at)
        case "month":
            return _month(value, to, at)
        case "day":
            return _day(value, to, at)
        case "week":
            return _week(value, to, at)
        case "weekday":
            return _weekday(value, to, at)
        case "quarter":
            return _quarter(to, at)
        case "minute":
            return _minute(to, at)
        case "hour":
            return _hour(value, at)
        case "clock":
            return _clock(value, at)
        case "after":
            return _after(value, at)
        case "decade":
            decade = at.decade if at.decade.endswith("X") and at.decade[2:3].isdigit() else f"{(at.year or 0) // 10:03d}X"
            return decade if at.year is not None or at.decade else None
        case "century":
            return _century(value, to, at)
        case _:
            return None


def _year_text(year: int) -> str:
    """A year as EDTF writes it; 3000年前 may lie before our era."""
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def _fiscal(value: str, to: Relation, at: Point) -> str | None:
    """A fiscal year runs from April: which one a year alone lies in is not known."""
    if at.fiscal and at.year is not None:
        return value.replace("XXXX", f"{at.year + to.distance:04d}", 1)
    if at.year is None or at.month is None:
        return None
    return value.replace("XXXX", f"{at.year - (at.month < 4) + to.distance:04d}", 1)


def _month(value: str, to: Relation, at: Point) -> str | None:
    if at.year is None or at.month is None:
        return None
    total = at.year * 12 + at.month - 1 + to.distance
    year, month = f"{total // 12:04d}", f"{total % 12 + 1:02d}"
    if value == "XXXX":
        return year
    return value.replace("XXXX-XX", f"{year}-{month}", 1)


def _day(value: str, to: Relation, at: Point) -> str | None:
    """昨日, 同日午後3時; あす29日 only where that day is a 29th."""
    start = _calendar(at)
    if start is None:
        return None
    day, told = start + datetime.timedelta(days=to.distance), value[8:10]
    if told.isdigit() and int(told) != day.day:
        return None
    return f"{day.isoformat()}{value[10:]}"


def _week(value: str, to: Relation, at: Point) -> str | None:
    start = _calendar(at)
    if start is None:
        return None
    monday = start + datetime.timedelta(days=7 * to.distance - start.weekday())
    day, hour = _day_and_hour(value)
    if day is None:
        return f"{monday.isoformat()}/{(monday + datetime.timedelta(days=6)).isoformat()}"
    return f"{(monday + datetime.timedelta(days=day - 1)).isoformat()}{hour}"


def _weekday(value: str, to: Relation, at: Point) -> str | None:
    """次の金曜日, この前の金曜日: the first one after `at`, or the last one before it."""
    start, (day, hour) = _calendar(at), _day_and_hour(value)
    if start is None or day is None:
        return None
    step = (day - start.isoweekday()) % 7 or 7
    away = step if to.distance > 0 else (step - 7 or -7)
    return f"{(start + datetime.timedelta(days=away)).isoformat()}{hour}"


def _day_and_hour(value: str) -> tuple[int | None, str]:
    """The weekday of XXXX-WXX-2T10:00, None where it names the week only, and the time of day with its T."""
    day, mark, hour = value.partition("T")
    return (None if day.endswith("-WXX") else int(day[-1])), f"{mark}{hour}"


def _quarter(to: Relation, at: Point) -> str | None:
    quarter = at.quarter if at.month is None else (at.month + 2) // 3
    if at.year is None or quarter is None:
        return None
    total = at.year * 4 + quarter - 1 + to.distance
    return f"{total // 4:04d}-{_QUARTERS[0] + total % 4}"


def _minute(to: Relation, at: Point) -> str | None:
    start = _calendar(at)
    if start is None or at.minute is None:
        return None
    moment = datetime.datetime.combine(start, datetime.time()) + datetime.timedelta(minutes=at.minute + to.distance)
    return moment.strftime("%Y-%m-%dT%H:%M")


def _hour(value: str, at: Point) -> str | None:
    """同37分: a minute of the hour told before it."""
    start = _calendar(at)
    return None if start is None or at.minute is None else f"{start.isoformat()}T{at.minute // 60:02d}{value[13:]}"


def _clock(value: str, at: Point) -> str | None:
    """同5時: the first such hour of the day after the time told before it, by the twelve hours of the clock."""
    start, minute = _calendar(at), int(value[11:13]) * 60 + int(value[14:16])
    if at.minute is not None and minute < at.minute:
        minute += _HALF_DAY
    if start is None or (at.minute is not None and not at.minute <= minute < 2 * _HALF_DAY):
        return None
    return f"{start.isoformat()}T{minute // 60:02d}:{minute % 60:02d}"


def partly(value: str, to: Relation, told: str) -> str | None:
    """What a date of an unknown year or month (XXXX-XX-15T12:32) gives to 同日, 同月, 同37分 or a time of that day, or None."""
    if to.distance:
        return None
    month, day, hour = told[5:7], told[8:10], told[11:13]
    match to.unit:
        case "month" if month.isdigit() and int(month) <= _SEASON:
            return value.replace("XXXX-XX", told[:7], 1)
        case "day" if day.isdigit():
            return value.replace("XXXX-XX-XX", told[:10], 1)
        case "hour" if day.isdigit() and hour.isdigit():
            return f"{told[:13]}{value[13:]}"
        case _:
            return None


def _after(value: str, at: Point) -> str | None:
    """翌2月, 翌14日, 翌9月10日: the first one so named that comes after `at`."""
    if at.year is None or at.month is None:
        return None
    if value.startswith("XXXX-XX-"):
        day = int(value[8:10])
        if at.day is None:
            return None
        total = at.year * 12 + at.month - 1 + (day <= at.day)
        return day_text(f"{total // 12:04d}", total % 12 + 1, day)
    month, day_of = int(value[5:7]), value[8:10]
    if day_of.isdigit() and at.day is not None and month == at.month:
        return f"{at.year + (int(day_of) <= at.day):04d}{value[4:]}"
    return f"{at.year + (month <= at.month):04d}{value[4:]}"


def _century(value: str, to: Relation, at: Point) -> str | None:
    """今世紀; or the hundred years that bring a two-digit year or decade nearest to `at`."""
    year = at.year if at.year is not None else int(at.decade.replace("X", "5")) if at.decade else None
    if year is None:
        return None
    if value == "XXXX":
        return f"{year // 100 + to.distance:02d}XX"
    digits = value.removeprefix("FY")[2:4]
    ahead = (int(digits.replace("X", "5")) - year) % 100
    if "X" in digits and at.year is None and 0 < ahead <= _NEXT_DECADES:  # 1970年代と80年代
        return value.replace("XX", f"{(year + ahead) // 100:02d}", 1)
    # 70年代 lies behind, 30年代 may be either; a year (30年までに) is more often ahead.
    soon, late = _DECADES_AHEAD if "X" in digits else _YEARS_AHEAD
    if soon < ahead < late:
        return None
    found = year + ahead - (100 if ahead >= late else 0)
    return value.replace("XX", f"{found // 100:02d}", 1)


def _calendar(at: Point) -> datetime.date | None:
    if at.year is None or at.month is None or at.day is None:
        return None
    try:
        return datetime.date(at.year, at.month, at.day)
    except ValueError:
        return None
