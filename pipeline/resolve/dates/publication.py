"""A bare month or day that the narrative does not date, or that names its weekday → the year, from the day of publication."""

from __future__ import annotations

import datetime
import re

from pipeline.extract.dates.values import precision
from pipeline.model import Mention, Sentence
from pipeline.resolve.dates.bounds import days
from pipeline.resolve.dates.history import Found
from pipeline.resolve.dates.shift import Point

_WEEKDAYS = "月火水木金土日"
_WEEKDAY = re.compile(r"[（(]([月火水木金土日])(?:曜日?)?[)）]|日の?([月火水木金土日])曜")
_PLANNED = re.compile(r"予定|見込|見通し|計画|方針|次回|までに|開く|開かれる|行う|行われる")
_PAST = re.compile(r"[ただ](?:と(?:いう|された|される|みられる))?[。」）)]*\Z")


def bare(sentence: Sentence, mention: Mention, value: str, narrated: Found, today: Point | None, *, silent: bool) -> Found:
    """The year of a bare `value`: the narrative's, unless a weekday speaks against it; that of publication where no year was told.

    7月18日（金） of a paper of 2025 is a day of 2025 because it was a Friday. `silent` says that the text has told no year yet.
    """
    weekday = _WEEKDAY.search(mention.text)
    if weekday:
        return _by_weekday(value, _WEEKDAYS.index(weekday[1] or weekday[2]) + 1, narrated, today)
    if narrated.value or narrated.ambiguous or not silent or today is None or today.year is None or sentence.kind in ("caption", "table"):
        return narrated
    filled = value.replace("XXXX", f"{today.year:04d}", 1)
    return Found(None) if _later(filled, today) and not _is_plan(sentence.text[mention.end :]) else Found(filled)


def weekday_disagrees(value: str, text: str) -> bool:
    """True where a day is told with a weekday it did not fall on."""
    found = _WEEKDAY.search(text)
    day = _day(value.split("/")[0])
    return bool(found and day and day.isoweekday() != _WEEKDAYS.index(found[1] or found[2]) + 1)


def _by_weekday(value: str, weekday: int, narrated: Found, today: Point | None) -> Found:
    if narrated.value and _falls_on(narrated.value, weekday):
        return narrated
    event = narrated.anchor.point(True) if narrated.anchor and narrated.crosses else None
    if event and event.year is not None:
        told = [value.replace("XXXX", f"{event.year + step:04d}", 1) for step in (0, 1)]
        fitting = [filled for filled in told if _falls_on(filled, weekday)]
        return Found(fitting[0], narrated.anchor) if len(fitting) == 1 else narrated
    if today is None or today.year is None:
        return Found(None, narrated.anchor, narrated.ambiguous)
    years = [value.replace("XXXX", f"{today.year + step:04d}", 1) for step in (-1, 0, 1)]
    fitting = [filled for filled in years if _falls_on(filled, weekday)]
    return Found(fitting[0]) if len(fitting) == 1 else Found(None)


def _falls_on(value: str, weekday: int) -> bool:
    day = _day(value)
    return day is not None and day.isoweekday() == weekday


def _day(value: str) -> datetime.date | None:
    if precision(value) not in ("day", "time"):
        return None
    found = days(value)
    return found[0] if found else None


def _later(value: str, today: Point) -> bool:
    """True where the value begins after the day (or month) of publication."""
    found = days(value)
    if found is None or today.year is None or today.month is None:
        return False
    return (found[0].year, found[0].month, found[0].day) > (today.year, today.month, today.day or 31)


def _is_plan(rest: str) -> bool:
    """True where the sentence speaks of what is to come, or does not speak of what has been."""
    return bool(_PLANNED.search(rest)) or not _PAST.search(rest)
