"""What pages write into their date fields → EDTF days, months or years; "" for anything that is not certain.

A time in UTC whose day in Japan is another leaves the day open: two candidates, and another field must say which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone

_WRITTEN = re.compile(
    r"\s*(?P<year>(?:19|20)[0-9]{2})(?:\s*[-/.年]\s*(?P<month>[0-9]{1,2})(?:\s*[-/.月]\s*(?P<day>[0-9]{1,2})\s*日?)?\s*月?|年)?(?P<rest>.*)",
    re.DOTALL,
)
_COMPACT = re.compile(r"\s*(?P<year>(?:19|20)[0-9]{2})(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?P<rest>(?:T.*)?)\s*", re.DOTALL)
_TIME = re.compile(
    r"[T\s]\s*(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?::[0-5][0-9](?:[.,][0-9]+)?)?\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})?\s*"
)
_AFTER = re.compile(r"\s*(?:[（(][月火水木金土日][)）])?\s*(?:更新|公開|掲載|発表|発行)?\s*")
_JAPAN = timezone(timedelta(hours=9))
_NO_DATE = frozenset((date(1970, 1, 1), date(1900, 1, 1), date(2000, 1, 1)))  # what programs write for none


def days(written: str) -> tuple[str, ...]:
    """The EDTF dates that a field can mean: none, one, or the two days of a time in UTC near midnight."""
    found = _COMPACT.fullmatch(written) or _WRITTEN.fullmatch(written[:60])
    if not found:
        return ()
    year, month, day = (int(found[name]) if found[name] else 0 for name in ("year", "month", "day"))
    rest = found["rest"]
    if not month:
        return (f"{year:04}",) if not rest.strip() else ()
    if not day:
        return (f"{year:04}-{month:02}",) if 1 <= month <= 12 and not rest.strip() else ()
    try:
        made = date(year, month, day)
    except ValueError:
        return ()
    if made in _NO_DATE:
        return ()
    if _AFTER.fullmatch(rest):
        return (made.isoformat(),)
    time = _TIME.fullmatch(rest)
    return tuple(sorted({made.isoformat(), *_in_japan(made, time)})) if time else ()


def agreed(fields: Iterable[Sequence[str]]) -> str:
    """The one date that all fields can mean, the most precise of them; "" where two disagree or a day stays open."""
    known: set[str] | None = None
    for candidates in fields:
        if not candidates:
            continue
        if known is None:
            known = set(candidates)
            continue
        known = {finer for old in known for new in candidates if (finer := _finer(old, new))}
    return next(iter(known)) if known and len(known) == 1 else ""


def _finer(one: str, other: str) -> str:
    """The more precise of two dates of which one holds the other; "" where they disagree."""
    if one.startswith(other):
        return one
    return other if other.startswith(one) else ""


def _in_japan(day: date, time: re.Match[str]) -> tuple[str, ...]:
    if time["zone"] not in ("Z", "UTC", "GMT", "+00:00", "+0000") or int(time["hour"]) > 23:
        return ()
    moment = datetime(day.year, day.month, day.day, int(time["hour"]), int(time["minute"]), tzinfo=UTC)
    return (moment.astimezone(_JAPAN).date().isoformat(),)
