"""Atoms of a sentence → whole expressions: with their modifiers, as ranges, with restatements in brackets, with a time of day."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.extract.dates import calendar, scan, tails
from pipeline.extract.dates.scan import Atom
from pipeline.extract.dates.values import LENGTH, Kind, as_year, complete, precision, year_of

_JOIN = re.compile(r"[ \u3000]?(?:から|[-－‐‑–—―−~～〜]|ないし|乃至)[ \u3000]?")
SPLIT = re.compile(r"から|[-－‐‑–—―−~～〜]|ないし|乃至|[、・／/]")
_OPEN, _CLOSE = "（(", "）)"
_WEEKDAY = re.compile(r"[（(](?:[月火水木金土日]|[月火水木金土日]曜日?)(?:[・、]祝)?[)）]|の?[月火水木金土日]曜日?")
_S = r"[ \u3000]?"
_ZONE = r"[\u30a1-\u30fc\u4e00-\u9fff]{2,8}時間"
_BEFORE_CLOCK = re.compile(rf"{_S}(?:[（(](?:{_ZONE}|[月火水木金土日](?:曜日?)?)[)）])?{_S}[の、]?(?:{_ZONE})?の?{_S}")
_CLOCK_START = re.compile(r"[0-9０-９午正深未早朝夜夕昼一二三四五六七八九十]")
_STEP = re.compile(r"の?[ \u3000]?(?=第)")
_ERA = re.compile(r"明治|大正|昭和|平成|令和|主体|民国|慶応")
_TOKYO = "日本時間"
_YEAR = re.compile(r"(?:XX|\d\d)\d\d")


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as the sentence has it: span, type, value, what it leans on, modifier, and the rule that read it."""

    start: int
    end: int
    type: Kind
    value: str
    relation: str
    mod: str
    method: str


def expression(text: str, atom: Atom, floor: int) -> Expression | None:
    """The whole expression that `atom` begins; `floor` is where the one before it ended."""
    first = _told(text, atom)
    if first is None:
        return None
    whole = _range(text, first)
    start, mod = tails.prefix(text, whole.start, floor)
    return _in_zone(text, replace(whole, start=start, mod=whole.mod or ("" if _is_bounded(whole) else mod)))


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
    single = Expression(atom.start, atom.end, reading.type, reading.value, reading.relation, reading.mod, atom.rule.method)
    if reading.type == "DURATION":
        return _duration(text, single)
    if reading.type == "SET":
        return _with_tail(text, single) if reading.value.startswith("XXXX-") else single
    if reading.type == "DATE":
        single = _with_clock(text, _with_week(text, _with_quarter(text, single)))
    return _with_tail(text, single)


def _duration(text: str, single: Expression) -> Expression:
    tail = tails.of_duration(text, single.end)
    mod = tail.mod or single.mod
    turned = tails.ago(text, tail.end)
    relative = None if turned is None else _relative(single.value, turned[1])
    if turned is None or relative is None:
        return replace(single, end=tail.end, mod=mod)
    return replace(single, end=turned[0], type=relative[0], value=relative[1], relation=relative[2], mod=mod)


_PERIOD = re.compile(r"P(?:([0-9.X]+)Y)?(?:([0-9]+|X+)M)?(?:([0-9]+|X+)W)?(?:([0-9]+|X+)D)?(?:T(?:([0-9]+|X+)H)?(?:([0-9]+|X+)M)?)?")


def _relative(value: str, sign: int) -> tuple[Kind, str, str] | None:
    """2カ月後, 3年前 → a date at the precision of its smallest unit, and the distance; several ends for 2～3年後."""
    ends = [_shift(end, sign) for end in value.split("/")]
    if any(end is None for end in ends):
        return None
    kept = [end for end in ends if end is not None]
    relation = "/".join(end[2] for end in kept)
    return kept[0][0], "/".join(end[1] for end in kept), relation.strip("/")


def _shift(value: str, sign: int) -> tuple[Kind, str, str] | None:
    found = _PERIOD.fullmatch(value)
    if found is None:
        return None
    years, months, weeks, days, hours, minutes = found.groups()
    base = "anchor" if sign > 0 else "either"
    kind: Kind = "DATE"
    if hours or minutes:
        if years or months or weeks or days:
            return None
        kind, template, unit, amount = "TIME", "XXXX-XX-XXTXX:XX", "minute", _sum((hours, 60), (minutes, 1))
    elif weeks or days:
        template, unit, amount = "XXXX-XX-XX", "day", None if years or months else _sum((weeks, 7), (days, 1))
    elif months and not (years and months == "6"):
        template, unit, amount = "XXXX-XX", "month", _sum((years, 12), (months, 1))
    else:
        template, unit, amount = ("XXXX", "month", _sum((years, 12), (months, 1))) if months else ("XXXX", "year", _sum((years, 1)))
    return kind, template, "" if amount is None else f"{base}:{unit}{sign * amount:+d}"


def _sum(*parts: tuple[str | None, int]) -> int | None:
    total = 0
    for amount, worth in parts:
        if amount is not None and not amount.isdigit():
            return None
        total += int(amount or 0) * worth
    return total


def _with_tail(text: str, single: Expression) -> Expression:
    tail = tails.of_date(text, single.end)
    if tail.end == single.end:
        return single
    value = single.value
    if tail.season:
        if precision(value) != "year":
            return single
        value = f"{value}-{tail.season}"
    relation = single.relation
    if tail.bound == "after":
        value, relation = f"{value.split('/')[0]}/..", f"{relation.split('/')[0]}/" if relation else ""
    elif tail.bound == "before":
        value, relation = f"../{value.split('/')[-1]}", f"/{relation.split('/')[-1]}" if relation else ""
    return replace(single, end=tail.end, value=value, relation=relation, mod=tail.mod or single.mod)


def _with_quarter(text: str, single: Expression) -> Expression:
    """2023年第2四半期, 同年度の第1四半期."""
    step = _STEP.match(text, single.end)
    atom = scan.at(text, step.end()) if step else None
    if atom is None or atom.reading is None or atom.rule.fields["reader"] != "quarter":
        return single
    value = calendar.quarter_of(single.value, atom.reading.value)
    if value is None:
        return single
    relation = f"{single.relation}/start:year+0" if single.relation and "/" in value else single.relation
    return replace(single, end=atom.end, value=value, relation=relation)


def _with_week(text: str, single: Expression) -> Expression:
    """9月第2週, 11月の第4木曜日."""
    step = _STEP.match(text, single.end) if precision(single.value) == "month" else None
    found = scan.extension(text, step.end()) if step else None
    if found is None:
        return single
    value = calendar.week_of_month(single.value, found[1])
    return single if value is None else replace(single, end=found[1].end(), value=value)


def _with_clock(text: str, single: Expression) -> Expression:
    """A day with the time of day that follows it."""
    if precision(single.value) != "day":
        return single
    gap = _BEFORE_CLOCK.match(text, single.end)
    position = gap.end() if gap else single.end
    if not _CLOCK_START.match(text, position):
        return single
    atom = scan.at(text, position)
    if atom is None or atom.reading is None or atom.reading.type != "TIME":
        return single
    ends = [f"{single.value}{end[10:]}" for end in atom.reading.value.split("/")]
    relation = "/".join([single.relation] * len(ends)) if single.relation else ""
    return replace(single, end=atom.end, type="TIME", value="/".join(ends), relation=relation)


def _range(text: str, first: Expression) -> Expression:
    """`first` and the end it is joined to by から or a dash, where one follows."""
    if "/" in first.value or "{" in first.value or first.type == "SET":
        return first
    joint = _JOIN.match(text, first.end)
    if joint is None:
        return first
    atom = scan.at(text, joint.end(), joined=True, year=year_of(first.value))
    if atom is None:
        return first
    if atom.rule.fields["reader"] == "part":
        return _to_part(first, atom)
    second = _told(text, atom)
    if second is None or ("/" in second.value and not second.value.endswith("/..")):
        return first
    first, second = _alike(first, second)
    if first.type == second.type == "DURATION" and _falls(first.value, second.value):
        if first.relation != second.relation or not first.relation:
            return first
        first, second = _year(first), _year(second)
    if (first.type == "DURATION") != (second.type == "DURATION") or second.type == "SET":
        return first
    return _joined(first, second)


def _alike(first: Expression, second: Expression) -> tuple[Expression, Expression]:
    """Both ends as years where one can only be a year (96年から98年4月), as lengths where one can only be that (10年から15年で)."""
    if first.relation == LENGTH and second.type == "DATE" and _YEAR.match(second.value):
        return _year(first), second
    if second.relation == LENGTH and first.type == "DATE" and _YEAR.match(first.value):
        return first, _year(second)
    if LENGTH in (first.relation, second.relation) and first.relation != second.relation:
        return replace(first, relation=first.relation.replace(LENGTH, "")), replace(second, relation=second.relation.replace(LENGTH, ""))
    return first, second


def _falls(first: str, second: str) -> bool:
    """True for 24年から10年間, a length counted from a year, and 98年から18年まで, which can only be years."""
    lengths = [re.fullmatch(r"P(\d+)Y", value) for value in (first, second)]
    return all(lengths) and len({int(found[1]) for found in lengths if found}) == 2 and int(first[1:-1]) > int(second[1:-1])


def _year(length: Expression) -> Expression:
    return replace(length, type="DATE", value=as_year(length.value) or length.value, relation="context:century+0")


def _joined(first: Expression, second: Expression) -> Expression:
    value = second.value.removesuffix("/..")
    own = second.relation.split("/")[0]
    if first.type == "TIME" and value.startswith("XXXX-XX-XXT"):
        value = f"{first.value[:10]}{_same_half(first.value, value)}"
        own = "start:day+0" if first.relation else ""
    elif own.startswith("context:"):
        value = complete(first.value, value)
        own = "" if value[:4].isdigit() and "X" not in value else "start:year+0"
    elif own.startswith("anchor:"):
        own = f"start:{own.split(':')[1]}"
    relation = f"{first.relation}/{own}" if first.relation or own else ""
    mod = first.mod if not second.mod or first.mod == second.mod else second.mod if not first.mod else ""
    if second.value.endswith("/.."):
        return replace(first, end=second.end, value=f"{first.value}/..", relation=f"{first.relation}/" if first.relation else "", mod=mod)
    kind = "TIME" if "TIME" in (first.type, second.type) else first.type
    return replace(first, end=second.end, type=kind, value=f"{first.value}/{value}", relation=relation, mod=mod)


def _same_half(first: str, second: str) -> str:
    """午後3時から5時: the second hour lies in the same half of the day."""
    hour, last = int(first[11:13]) if first[11:13].isdigit() else 0, int(second[11:13])
    return f"T{last + 12:02d}{second[13:]}" if hour >= 12 and last < 12 and last + 12 > hour else second[10:]


def _to_part(first: Expression, atom: Atom) -> Expression:
    """中旬から下旬, 春から秋."""
    tail = tails.word(atom.found["word"])
    if tail.season:
        if not re.fullmatch(r"[0-9X]{4}-2[1-4]", first.value):
            return first
        relation = f"{first.relation}/start:year+0" if first.relation else ""
        return replace(first, end=atom.end, value=f"{first.value}/{first.value[:4]}-{tail.season}", relation=relation)
    if not first.mod or first.mod == "APPROX":
        return first
    return replace(first, end=atom.end, mod=first.mod if first.mod == tail.mod else "")


def _with_brackets(text: str, whole: Expression) -> Expression:
    """A weekday, or the same date told in another way, in brackets right behind: （木）, （令和4年）, 翌年（2014年）."""
    day = _WEEKDAY.match(text, whole.end)
    if day and precision(whole.value) == "day":
        return replace(whole, end=day.end())
    if whole.end >= len(text) or text[whole.end] not in _OPEN:
        return whole
    atom = scan.at(text, whole.end + 1)
    inner = _single(text, atom) if atom else None
    if inner is None or inner.type != "DATE" or inner.end >= len(text) or text[inner.end] not in _CLOSE:
        return whole
    if inner.relation or "/" in inner.value:
        return whole
    told_twice = bool(_ERA.search(text[whole.start : whole.end])) != bool(_ERA.search(text[inner.start : inner.end]))
    if whole.relation and precision(whole.value) == precision(inner.value):
        return replace(whole, end=inner.end + 1, value=inner.value, relation="")
    return replace(whole, end=inner.end + 1) if told_twice and not whole.relation else whole


def _in_zone(text: str, whole: Expression) -> Expression:
    """日本時間 before or inside a time of day gives its offset."""
    if whole.type != "TIME" or _TOKYO not in text[max(0, whole.start - 5) : whole.end + 5]:
        return whole
    ends = [end if "+" in end or end.endswith("Z") or "T" not in end else f"{end}+09:00" for end in whole.value.split("/")]
    return replace(whole, value="/".join(ends))
