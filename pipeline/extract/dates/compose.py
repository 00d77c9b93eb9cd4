"""Atoms of a sentence → whole expressions: with their modifiers, as ranges, with restatements in brackets, with a time of day."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.dates import clocks, days, periods, ranges, relative, restated, scan, tails
from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.scan import Atom
from pipeline.extract.dates.values import day_text, integer, precision, year_of

__all__ = ["SPLIT", "Expression", "expression"]

_JOIN = re.compile(r"[ \u3000]?(?:から|[-－‐‑–—―−~～〜]|ないし|乃至|至|(?<=[0-9s] )to(?= [a-z1-2])(?: the)?)[ \u3000]?")
SPLIT = re.compile(r"から|[-－‐‑–—―−~～〜]|ないし|乃至|至|(?<= )to(?= )|[、・／/]")
_OPEN, _CLOSE = "（(", "）)"
_WEEKDAY = re.compile(r"[（(](?:[月火水木金土日]|[月火水木金土日]曜日?)(?:[・、]祝)?[)）]|の?[月火水木金土日]曜日?")
_S = r"[ \u3000]?"
_ZONE = r"[\u30a1-\u30fc\u4e00-\u9fff]{2,8}時間"
_BEFORE_CLOCK = re.compile(
    rf"{_S}(?:の?[月火水木金土日]曜日?|[（(](?:{_ZONE}|[月火水木金土日](?:曜日?)?)(?:[・、]祝)?[)）])?{_S}[の、]?(?:{_ZONE})?の?{_S}"
)
_CLOCK_START = re.compile(r"[0-9０-９午正深未早朝夜夕晩昼零一二三四五六七八九十AaPp]")
_STEP = re.compile(r"の?[ \u3000]?(?=第)")
_CHANGED = re.compile(
    r"[にへ]と?(?:大幅に|さらに)?(?:延[びばべ長]|伸[びば]|短[縮く]|縮[まめ小]|引き[上下]|[増減]|拡大|拡張|変更|改め|改正|半減|倍増)"
)
_MONTH = r"[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2}"
_OF_YEAR_AGO = re.compile(rf"{_S}の{_S}(?P<m>{_MONTH}){_S}月(?:{_S}(?P<d>[0-9０-９]{{1,2}}){_S}日)?(?![間号])")


def expression(text: str, atom: Atom, floor: int) -> Expression | None:
    """The whole expression that `atom` begins; `floor` is where the one before it ended."""
    first = _told(text, atom)
    if first is None:
        return None
    whole = _range(text, first)
    start, mod = tails.prefix(text, whole.start, floor)
    return clocks.in_zone(text, replace(whole, start=start, mod=whole.mod or ("" if _is_bounded(whole) else mod)))


def _is_bounded(whole: Expression) -> bool:
    return whole.type == "DATE" and (whole.value.startswith("../") or whole.value.endswith("/.."))


def _told(text: str, atom: Atom) -> Expression | None:
    """An atom with the words behind it and, for a date, what brackets add; the words may also follow the brackets."""
    single = _single(text, atom)
    if single is None or single.type not in ("DATE", "TIME"):
        return single
    told = _with_brackets(text, single)
    return told if told.end == single.end or _is_bounded(told) else _with_tail(text, told)


def _single(text: str, atom: Atom) -> Expression | None:
    """An atom with the words behind it."""
    reading = atom.reading
    if reading is None:
        return None
    half = clocks.half_of(atom.found) if atom.rule.fields["reader"] == "clock" else ""
    single = Expression(atom.start, atom.end, reading.type, reading.value, reading.relation, reading.mod, atom.rule.method, half)
    match reading.type:
        case "DURATION":
            return _duration(text, single)
        case "SET":
            timed = _with_clock(text, single)
            return _with_tail(text, timed) if timed.value.startswith("XXXX-") else timed
        case "DATE":
            single = _with_clock(text, _with_week(text, _with_quarter(text, single)))
            return _with_tail(text, single)
        case "TIME":
            return _with_tail(text, single)


def _duration(text: str, single: Expression) -> Expression:
    """A length with its 以上 or 近く; with 後 or 前 behind it a date, whose month or time of day may follow."""
    tail = tails.of_duration(text, single.end)
    mod = tail.mod or single.mod
    turned = tails.ago(text, tail.end)
    told = None if turned is None else relative.relative(single.value, turned[1])
    if turned is None or told is None:
        return replace(single, end=tail.end, mod=mod)
    date = replace(single, end=turned[0], type=told[0], value=told[1], relation=told[2], mod=mod)
    return _with_tail(text, _with_clock(text, _in_year_ago(text, date)))


def _in_year_ago(text: str, date: Expression) -> Expression:
    """3年前の6月: a month of the year told by its distance."""
    found = _OF_YEAR_AGO.match(text, date.end) if date.value == "XXXX" and ":year" in date.relation and not date.mod else None
    value = day_text("XXXX", integer(found["m"]), integer(found["d"])) if found else None
    return date if found is None or value is None else replace(date, end=found.end(), value=value)


def _with_tail(text: str, single: Expression) -> Expression:
    tail = tails.of_date(text, single.end)
    if tail.end == single.end:
        return single
    value = single.value
    if tail.season:
        if precision(value) != "year":
            return single
        value = f"{value}-{tail.season}"
    relation, mod = single.relation, tail.mod or single.mod
    half = periods.half_of(value, relation, int(tail.part[-1]) - 1) if tail.part.startswith("semester") else None
    if half is not None:
        value, relation = half
        mod = single.mod
    if tail.bound == "after":
        value, relation = f"{value.split('/')[0]}/..", f"{relation.split('/')[0]}/" if relation else ""
    elif tail.bound == "before":
        value, relation = f"../{value.split('/')[-1]}", f"/{relation.split('/')[-1]}" if relation else ""
    return replace(single, end=tail.end, value=value, relation=relation, mod=mod)


def _with_quarter(text: str, single: Expression) -> Expression:
    """2023年第2四半期, 同年度の第1四半期."""
    step = _STEP.match(text, single.end)
    atom = scan.at(text, step.end()) if step else None
    if atom is None or atom.reading is None or atom.rule.fields["reader"] != "quarter":
        return single
    told = periods.quarter_of(single.value, single.relation, atom.reading.value)
    return single if told is None else replace(single, end=atom.end, value=told[0], relation=told[1])


def _with_week(text: str, single: Expression) -> Expression:
    """9月第2週, 11月の第4木曜日."""
    step = _STEP.match(text, single.end) if precision(single.value) == "month" else None
    found = scan.extension(text, step.end()) if step else None
    if found is None:
        return single
    value = days.week_of_month(single.value, found[1])
    return single if value is None else replace(single, end=found[1].end(), value=value)


def _with_clock(text: str, single: Expression) -> Expression:
    """A day, or every such day, with the time of day that follows it."""
    if single.type != "SET" and precision(single.value) != "day":
        return single
    gap = _BEFORE_CLOCK.match(text, single.end)
    position = gap.end() if gap else single.end
    if not _CLOCK_START.match(text, position):
        return single
    atom = scan.at(text, position)
    if atom is None or atom.reading is None or atom.reading.type != "TIME" or atom.rule.fields["reader"] != "clock":
        return single
    time = Expression(atom.start, atom.end, "TIME", atom.reading.value, atom.reading.relation, "", "", clocks.half_of(atom.found))
    if single.type == "SET":
        time = _range(text, time)
    return clocks.on_day(single, time, text) or single


def _range(text: str, first: Expression, *, in_brackets: bool = False) -> Expression:
    """`first` and the end it is joined to by から or a dash, where one follows; `in_brackets`, without what further brackets add."""
    if "/" in first.value or "{" in first.value or first.type == "SET":
        return first
    joint = _JOIN.match(text, first.end)
    if joint is None:
        return first
    atom = scan.at(text, joint.end(), joined=True, year=year_of(first.value))
    if atom is None:
        return first
    if atom.rule.fields["reader"] == "part":
        return ranges.to_part(first, atom)
    second = _single(text, atom) if in_brackets else _told(text, atom)
    if second is None or ("/" in second.value and not second.value.endswith("/..")):
        return first
    if first.type == second.type == "DURATION" and "から" in joint[0] and _CHANGED.match(text, second.end):
        return first
    return ranges.joined(first, ranges.in_same_era(text, first, second))


def _with_brackets(text: str, whole: Expression) -> Expression:
    """A weekday, or the same date told in another way, in brackets right behind: （木）, （令和4年）, 翌年（2014年）."""
    day = _WEEKDAY.match(text, whole.end)
    if day and precision(whole.value) == "day":
        return replace(whole, end=day.end())
    so_far = restated.quarters_so_far(text, whole)
    opening = whole.end if so_far is None else so_far
    if opening >= len(text) or text[opening] not in _OPEN:
        return whole
    atom = scan.at(text, opening + 1)
    inner = _single(text, atom) if atom else None
    inner = _range(text, inner, in_brackets=True) if inner and inner.type == "DATE" else inner
    if inner is None or inner.type != "DATE" or inner.end >= len(text) or text[inner.end] not in _CLOSE:
        return whole
    told = restated.merged(text, whole, inner) if so_far is None else restated.summed(whole, inner)
    return told or whole
