"""A date and what brackets behind it say → one date told twice: 2019年度（令和元年度）, 翌年（2014年）, 上半期（4～9月）.

The words of the brackets restate the date where they name the same time in another count, give the value of a word that
leans on another date, or tell the months of a half-year, a quarter or a whole year.
"""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.dates.expression import Expression
from pipeline.extract.dates.values import ERAS, precision

_ERA = re.compile("|".join(name if len(name) > 1 else rf"{name}(?=[0-9元])" for name in ERAS))
_RANGE = re.compile(r"(\d{4}|XX\d\d|XXXX)-(\d\d)(?:-(\d\d))?/(\d{4}|XX\d\d|XXXX)-(\d\d)(?:-(\d\d))?")
_PERIOD = re.compile(r"(FY)?(\d{4}|XX\d\d|XXXX)(?:-(3[3-6]|40|41))?")
# The months of a year, of a fiscal year, of quarters and of halves of the year (EDTF 33–36, 40, 41).
_MONTHS = {"": (1, 12), "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12), "40": (1, 6), "41": (7, 12)}
_FISCAL_MONTHS = (4, 3)
_FISCAL_PARTS = {"33": (4, 6), "34": (7, 9), "35": (10, 12), "40": (4, 9)}
_LATE_FISCAL_PARTS = {"36": (1, 3), "41": (10, 3)}
_LATE_DAY = 28
_SO_FAR = re.compile(r"の?[ \u3000]?[2-4２-４][ \u3000]?四半期(?:分|累計)?(?=[(（])")


def merged(text: str, whole: Expression, inner: Expression) -> Expression | None:
    """`whole` with the brackets whose words are `inner` and close right behind them; None where they tell something else."""
    end = inner.end + 1
    if "/" in inner.value:
        told = _with_months(whole, inner)
        return None if told is None else replace(told, end=end)
    if _is_part_of(whole, inner):
        return replace(whole, end=end)
    if inner.relation:
        return None
    if whole.relation and precision(whole.value) == precision(inner.value):
        return replace(whole, end=end, value=inner.value, relation="")
    told_twice = bool(_ERA.search(text[whole.start : whole.end])) != bool(_ERA.search(text[inner.start : inner.end]))
    return replace(whole, end=end) if told_twice and not whole.relation else None


def quarters_so_far(text: str, whole: Expression) -> int | None:
    """Behind a fiscal year, where 3四半期 ends whose months brackets tell: 2019年度3四半期（2019年4月～12月）; else None."""
    found = _SO_FAR.match(text, whole.end) if whole.value.startswith("FY") and "/" not in whole.value else None
    return None if found is None else found.end()


def summed(whole: Expression, inner: Expression) -> Expression | None:
    """The quarters of a fiscal year so far, as the months `inner` in brackets tell; None where these begin in another year."""
    span = _months(inner.value)
    if span is None or span[0][0] != _FISCAL_MONTHS[0] or inner.relation or whole.value[2:] not in (span[1], "XXXX"):
        return None
    return replace(whole, end=inner.end + 1, value=inner.value, relation="")


def _is_part_of(whole: Expression, inner: Expression) -> bool:
    """True for 4～6月期（第1四半期） and 1～6月（上半期）: the half or quarter that the months are."""
    span, part = _months(whole.value), _PERIOD.fullmatch(inner.value)
    if span is None or part is None or part[1] or not part[3] or part[2] not in (span[1], "XXXX"):
        return False
    return span[0] in (_MONTHS[part[3]], (_FISCAL_PARTS | _LATE_FISCAL_PARTS).get(part[3]))


def _with_months(whole: Expression, inner: Expression) -> Expression | None:
    """上半期（4～9月）, 第1四半期（4～6月）, 2019年度（2019年4月～2020年3月）: the months say which half or quarter is meant."""
    span = _months(inner.value)
    if span is None or whole.mod:
        return None
    months, year = span
    own = _months(whole.value)
    if own is not None:
        if own[0] != months or not (year in (own[1], "XXXX") or own[1] == "XXXX"):
            return None
        return replace(whole, value=inner.value, relation="") if whole.relation and not inner.relation else whole
    period = _PERIOD.fullmatch(whole.value)
    if period is None or not (year in (period[2], "XXXX") or period[2] == "XXXX"):
        return None
    head, part = period[1] or "", period[3] or ""
    if months == (_FISCAL_MONTHS if head else _MONTHS[part]):
        if not whole.relation or inner.relation:
            return whole
        return replace(whole, value=f"{head}{year}" + (f"-{part}" if part else ""), relation="")
    if head or months != _FISCAL_PARTS.get(part):
        return None
    if not inner.relation:
        return replace(whole, value=inner.value, relation="")
    value = f"{period[2]}-{months[0]:02d}/{period[2]}-{months[1]:02d}"
    return replace(whole, value=value, relation=f"{whole.relation}/{whole.relation}" if whole.relation else "")


def _months(value: str) -> tuple[tuple[int, int], str] | None:
    """The first and last month of a range of whole months and the year it begins in; None for any other value."""
    found = _RANGE.fullmatch(value)
    if found is None or (found[3] and found[3] != "01") or (found[6] and int(found[6]) < _LATE_DAY):
        return None
    return (int(found[2]), int(found[5])), found[1]
