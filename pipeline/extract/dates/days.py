"""Matches of the rules for words → readings: 同日, 今晩, 来週の火曜日, 今週末, 年末, 上半期."""

from __future__ import annotations

import re

from pipeline.extract.dates.values import WEEKDAYS, WORDS, Reading, integer, weekday_in_month

_NEAREST = {
    "次の": "anchor:weekday+1",
    "今度の": "published:weekday+1",
    "前の": "published:weekday-1",
}


def word(found: re.Match[str]) -> Reading | None:
    """A word that is a date by itself: 同日, 翌週, 昨秋, 今世紀, 昨夜, 今週末, 年末, 元日."""
    row = WORDS["".join(found["word"].split())]
    return Reading("DATE", row["value"], row["relation"], row["mod"])


def numbered_day(found: re.Match[str]) -> Reading | None:
    """あす29日, 昨日（12日）: the day a word names, told with its number."""
    day = integer(found["d"] or found["d2"])
    return Reading("DATE", f"XXXX-XX-{day:02d}", WORDS[found["word"]]["relation"]) if day and day <= 31 else None


def weekday(found: re.Match[str]) -> Reading | None:
    """火曜日, 来週の火曜日, 次の金曜日, この前の土曜日."""
    number = WEEKDAYS.index(found["wd"]) + 1
    if found["nearest"]:
        return Reading("DATE", f"XXXX-WXX-{number}", _NEAREST["".join(found["nearest"].split())])
    relation = WORDS[found["word"]]["relation"] if found["word"] else "context:week+0"
    return Reading("DATE", f"XXXX-WXX-{number}", relation)


def weekend(found: re.Match[str]) -> Reading | None:
    """来週の土日, 今週の週末: the Saturday and Sunday of the week."""
    relation = WORDS[found["word"]]["relation"]
    return Reading("DATE", "XXXX-WXX-6/XXXX-WXX-7", f"{relation}/{relation}")


def nth_weekday(found: re.Match[str]) -> Reading | None:
    """第3土曜日 of a month still to be said."""
    return Reading("DATE", "XXXX-XX", "context:month+0")


def week_of_month(value: str, found: re.Match[str]) -> str | None:
    """第2週 says no more than its month; 第4木曜日 of a known month is one day, or None where the month has none."""
    day, week = found["wd"], integer(found["week"])
    if not day or not week or not re.fullmatch(r"\d{4}-\d\d", value):
        return value
    return weekday_in_month(int(value[:4]), int(value[5:7]), week, WEEKDAYS.index(day) + 1) or None
