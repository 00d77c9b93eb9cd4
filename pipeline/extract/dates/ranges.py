"""Two ends that から or a dash joins → one range, its second end completed from its first."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.dates import clocks, tails
from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.scan import Atom
from pipeline.extract.dates.values import ERAS, LENGTH, as_year, complete, precision

_ERA_YEAR = re.compile("(" + "|".join(sorted((name for name in ERAS if len(name) > 1), key=len, reverse=True)) + ")")
_SECOND_YEAR = re.compile(r"P(\d{1,2})Y|XX(\d\d)((?:-\d\d){0,2})")
_ENDINGS = ("にかけ", "まで", "の間", "頃", "ごろ")
_YEAR = re.compile(r"(?:XX|\d\d)\d\d")
_EDGES = {"START": 0, "END": 1}
_DASHES = tuple("-－‐‑–—―−~～〜")


def joined(first: Expression, second: Expression) -> Expression:
    """Both ends as one range; `first` as it was where the second does not belong to it."""
    first, second = _alike(first, second)
    if first.type == second.type == "DURATION" and _falls(first.value, second.value):
        if first.relation != second.relation or not first.relation:
            return first
        first, second = _year(first), _year(second)
    if (first.type == "DURATION") != (second.type == "DURATION") or second.type == "SET":
        return first
    return _joined(first, second)


def in_same_era(text: str, first: Expression, second: Expression) -> Expression:
    """大正3年から7年にかけて, 令和5年～7年, 昭和12年7月から20年8月: a second year without its era is counted in that of the first."""
    era = _ERA_YEAR.match(text, first.start, first.end)
    found = _SECOND_YEAR.fullmatch(second.value) if era else None
    counted = re.fullmatch(r"era:year\+(\d+)", second.relation) if era else None
    if era and counted:
        return replace(second, value=second.value.replace("XXXX", f"{ERAS[era[1]].year(int(counted[1])):04d}"), relation="")
    if era is None or found is None or (found[1] and not _is_year(text, first, second)):
        return second
    year = ERAS[era[1]].year(int(found[1] or found[2]))
    end = ERAS[era[1]].end
    if not first.value[:4].isdigit() or year <= int(first.value[:4]) or (end and year > int(end[:4])):
        return second  # 平成4年から93年: not of that era
    return replace(second, type="DATE", value=f"{year:04d}{found[3] or ''}", relation="")


def _is_year(text: str, first: Expression, second: Expression) -> bool:
    """True for the second end of 令和5年～7年 and 大正3年から7年まで; 令和5年から7年間 counts its years, 令和5年から7年で may."""
    if not text.endswith("年", first.end, second.end):
        return text.startswith(_ENDINGS, second.end)
    return text.startswith(_ENDINGS, second.end) or text[first.end : second.start].strip() in _DASHES


def _alike(first: Expression, second: Expression) -> tuple[Expression, Expression]:
    """Both ends as years where one can only be a year (96年から98年4月), as lengths where one can only be that (10年から15年で)."""
    if first.relation == LENGTH and second.type == "DATE" and _YEAR.match(second.value) and as_year(first.value):
        return _year(first), second
    if second.relation == LENGTH and first.type == "DATE" and _YEAR.match(first.value) and as_year(second.value):
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
        value, own = _later_time(first, second)
    elif own == "context:year+0" and precision(first.value) == "year" and precision(value) == "month" and first.mod in _EDGES:
        value, own = _month_after(first, value)
    elif own.startswith("context:"):
        value = complete(first.value, value)
        own = "" if value[:4].isdigit() and "X" not in value else "start:year+0"
    elif own.startswith("anchor:"):
        own = f"start:{own.split(':')[1]}"
    relation = f"{first.relation}/{own}" if first.relation or own else ""
    mod = _shared(first, second)
    if second.value.endswith("/.."):
        return replace(first, end=second.end, value=f"{first.value}/..", relation=f"{first.relation}/" if first.relation else "", mod=mod)
    kind = "TIME" if "TIME" in (first.type, second.type) else first.type
    return replace(first, end=second.end, type=kind, value=f"{first.value}/{value}", relation=relation, mod=mod)


def _month_after(first: Expression, month: str) -> tuple[str, str]:
    """The month (XXXX-05) that ends 年初から5月, in the same year, or 2023年末から5月, in the next; and what it leans on."""
    later = _EDGES[first.mod]
    if first.value.isdigit():
        return f"{int(first.value) + later:04d}{month[4:]}", ""
    return month, "start:year+1" if later else "start:within+0"


def _shared(first: Expression, second: Expression) -> str:
    """The modifier of both ends; a word behind two lengths (10年から15年程度) speaks for both, one behind a date for that date alone."""
    if first.mod == second.mod or (first.type == "DURATION" and not (first.mod and second.mod)):
        return first.mod or second.mod
    return ""


def _later_time(first: Expression, second: Expression) -> tuple[str, str]:
    """The second time of 午後3時から5時, in the same half of the day, or of 午後11時から午前2時, on the next day; and what it leans on."""
    hour, last = first.value[11:13], second.value[11:13]
    own = "start:day+0" if first.relation else ""
    if not hour.isdigit() or not last.isdigit():
        return f"{first.value[:10]}{second.value[10:]}", own
    if not second.half and first.half and int(hour) >= 12 > int(last) and int(last) + 12 > int(hour):
        return f"{first.value[:10]}T{int(last) + 12:02d}{second.value[13:]}", own
    if not second.relation.endswith("+1") and second.value[11:16] >= first.value[11:16]:
        return f"{first.value[:10]}{second.value[10:]}", own
    if not second.half and not first.half and not second.relation.endswith("+1"):
        return second.value, ""
    after = clocks.day_after(first.value[:10]) if not first.relation else None
    return (second.value, "start:day+1") if after is None else (f"{after}{second.value[10:]}", own)


def to_part(first: Expression, atom: Atom) -> Expression:
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
