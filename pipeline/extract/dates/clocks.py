"""Times of the clock → readings; and the day, the part of the day and the zone that the words around them give."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.values import Reading, day_text, integer
from pipeline.rules import words

_MORNINGS = ("午前", "未明", "早朝", "朝", "am")
# From which hour of the clock the word means the second half of the day: 夜8時 is 20:00, 夜1時 is not 13:00.
_LATER = {"午後": 0, "夕方": 3, "夕": 3, "夜": 5, "晩": 5, "昼": 1, "深夜": 10, "pm": 0}
_NIGHTS = ("夜", "晩")
_DAY_PARTS = ("夜", "晩", "夕", "朝")
_UNKNOWN_DAY = "XXXX-XX-XX"
_SETS = re.compile(r"P1D|XXXX-(?:WXX-\d|\d\d-\d\d|XX-\d\d)")
_ZONED = re.compile(r".*T.*(?:Z|[+-]\d\d:\d\d)")
_MIDNIGHT, _LAST_HOUR = 24, 29
_SAFE_DAY = 28  # every month has it, so that the day after it is known without the month's length


def clock(found: re.Match[str]) -> Reading | None:
    """午後3時, 11時20分, 9時半, 正午, 14:05, 9～17時, 3時10分前, 7時台, 深夜25時 of a day still to be said."""
    groups = found.groupdict()
    zone = _offsets()[groups["zone"]] if groups["zone"] else ""
    if groups["noon"]:
        return Reading("TIME", f"{_UNKNOWN_DAY}T12:00{zone}", "context:day+0")
    half = half_of(found)
    hours = [_hour(text, half, found) for text in (groups["h"] or groups["H"] or groups["hh"], groups["h2"] or groups["H2"]) if text]
    minute = integer(groups["min"] or groups["Min"] or groups["mm"])
    around = groups["around"] or groups["Around"]
    second = integer(groups["sec"] or groups["Sec"] or groups["ss"])
    if groups["thirty"] or groups["Thirty"]:
        minute = 30
    kept = [hour for hour in hours if hour is not None]
    if len(kept) < len(hours) or (minute or 0) > 59 or (second or 0) > 59 or (kept[0] == _MIDNIGHT and minute and kept[0] == kept[-1]):
        return None
    if groups["ago"] or groups["Ago"]:
        if len(kept) > 1 or kept[0] == 0 or not minute:
            return None
        kept, minute = [kept[0] - 1], 60 - minute
    tail = ":XX" if around else f":{minute or 0:02d}" + (f":{second:02d}" if second is not None else "")
    return _of_hours(kept, tail, zone)


def same_clock(found: re.Match[str]) -> Reading | None:
    """同37分 (of the hour just told), 同午後4時 (of its day), 同9時 (the next such hour after it)."""
    groups = found.groupdict()
    minute = 30 if groups["thirty"] else integer(groups["min"] or groups["only_min"]) or 0
    if minute > 59:
        return None
    if groups["only_min"]:
        return Reading("TIME", f"{_UNKNOWN_DAY}TXX:{minute:02d}", "anchor:hour+0")
    hour = _hour(groups["h"], groups["half"] or "", found)
    if hour is None or hour >= _MIDNIGHT:
        return None
    return Reading("TIME", f"{_UNKNOWN_DAY}T{hour:02d}:{minute:02d}", "anchor:day+0" if groups["half"] else "anchor:clock+0")


def half_of(found: re.Match[str]) -> str:
    """The word for the part of the day that a match of the clock rule begins with, or ""."""
    groups = found.groupdict()
    return "正午" if groups.get("noon") else (groups.get("half") or groups.get("half2") or "").lower().replace(".", "")


def timestamp(found: re.Match[str]) -> Reading | None:
    """2013-02-07T04:05:06Z, 2013/02/07 04:05."""
    day = day_text(found["y"], integer(found["m"]), integer(found["d"]))
    if day is None or int(found["hh"]) >= _MIDNIGHT:
        return None
    zone = found["zone"] or ""
    if zone and zone not in _offsets():
        zone = f"{zone[:3]}:{zone[-2:]}" if len(zone) > 1 else zone
    seconds = f":{found['ss']}" if found["ss"] else ""
    return Reading("TIME", f"{day}T{found['hh']}:{found['mm']}{seconds}{_offsets().get(zone, zone)}")


def _of_hours(hours: Sequence[int], tail: str, zone: str) -> Reading:
    """Hours from 24 on lie in the day that follows; 24:00 closes its own day."""
    ends, relations = [], []
    for index, hour in enumerate(hours):
        late = hour > _MIDNIGHT
        ends.append(f"{_UNKNOWN_DAY}T{hour - _MIDNIGHT if late else hour:02d}{tail if index == len(hours) - 1 else ':00'}{zone}")
        relations.append(f"{'start' if index else 'context'}:day{int(late):+d}")
    return Reading("TIME", "/".join(ends), "/".join(relations))


def _hour(text: str, half: str, found: re.Match[str]) -> int | None:
    """The hour of the 24-hour day, up to 29 for a night told on; None for an hour that part of the day does not have."""
    hour = integer(text)
    if hour is None or hour > _LAST_HOUR or (half in _MORNINGS and hour > 12):
        return None
    if hour > _MIDNIGHT and half not in ("深夜", *_NIGHTS) and found.string[max(0, found.start() - 1) : found.start()] not in ("日", "曜"):
        return None
    return _in_half(hour, half)


def _in_half(hour: int, half: str) -> int:
    return hour + 12 if half in _LATER and _LATER[half] <= hour < 12 else hour


def on_day(day: Expression, time: Expression, text: str) -> Expression | None:
    """`time` on the day told before it (今晩8時, 来週の月曜日の午前10時, 毎日午前9時); None where `day` is no single day."""
    value = _UNKNOWN_DAY if day.value == "P1D" else day.value
    if day.type == "SET" and not _SETS.fullmatch(day.value):
        return None
    part = "" if time.half else text[day.end - 1 : day.end]
    if part in _DAY_PARTS:
        hour = int(time.value[11:13])
        # 昨夜1時 may be told of the night's first day or of its second.
        if part in _NIGHTS and hour < _LATER[part] and day.type != "SET":
            return replace(day, end=time.end, type="TIME", value=time.value, relation="", half=part)
        if part in _NIGHTS and hour == 12:
            return None
        time = replace(time, value="/".join(f"{end[:11]}{_in_half(int(end[11:13]), part):02d}{end[13:]}" for end in time.value.split("/")))
    ends, relations = [], []
    for end, own in zip(time.value.split("/"), [*time.relation.split("/"), ""], strict=False):
        moved = _next_day(value, day.relation) if own.endswith(":day+1") else (value, day.relation)
        if moved is None:
            return None
        ends.append(f"{moved[0]}{end[10:]}")
        relations.append(moved[1])
    relation = "/".join(relations) if any(relations) else ""
    return replace(
        day,
        end=time.end,
        type="SET" if day.type == "SET" else "TIME",
        value="/".join(ends),
        relation=relation,
        mod=time.mod or day.mod,
        half=time.half,
    )


def _next_day(value: str, relation: str) -> tuple[str, str] | None:
    """The day after, as far as it can be known without what the date leans on."""
    found = re.fullmatch(r"(\w+:day)([+-]\d+)", relation)
    if found:
        return value, f"{found[1]}{int(found[2]) + 1:+d}"
    after = day_after(value)
    return None if after is None else (after, relation)


def day_after(value: str) -> str | None:
    """The day after `value`; None where it cannot be told (XXXX-02-28) or `value` is no day."""
    try:
        return (datetime.date.fromisoformat(value) + datetime.timedelta(days=1)).isoformat()
    except ValueError:
        head, _, last = value.rpartition("-")
        if not last.isdigit() or not head:
            return None
        if head.endswith("WXX"):
            return f"{head}-{int(last) + 1}" if int(last) < 7 else None
        return f"{head}-{int(last) + 1:02d}" if int(last) < _SAFE_DAY else None


def in_zone(text: str, whole: Expression) -> Expression:
    """A time with the offset of the zone named inside it (6月14日（日本時間）午後3時).

    The words of a zone beside it are not part of the mention, and its value is that of its own words.
    """
    if whole.type != "TIME":
        return whole
    offsets = {_offsets()[name] for name in _names().findall(text, whole.start, whole.end)}
    if len(offsets) != 1 or "" in offsets:
        return whole
    offset = offsets.pop()
    ends = [end if _ZONED.fullmatch(end) or "T" not in end else f"{end}{offset}" for end in whole.value.split("/")]
    return replace(whole, value="/".join(ends))


@cache
def _offsets() -> dict[str, str]:
    return {row["name"]: row["offset"] for row in words("date_zones")}


@cache
def _names() -> re.Pattern[str]:
    named = "|".join(re.escape(name) for name in sorted(_offsets(), key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{named})(?![A-Za-z])")
