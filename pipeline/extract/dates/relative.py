"""A length with 後 or 前 behind it → a date told by its distance from another."""

from __future__ import annotations

import re

from pipeline.extract.dates.values import Kind

_PERIOD = re.compile(r"P(?:([0-9.X]+)Y)?(?:([0-9]+|X+)M)?(?:([0-9]+|X+)W)?(?:([0-9]+|X+)D)?(?:T(?:([0-9]+|X+)H)?(?:([0-9]+|X+)M)?)?")


def relative(value: str, sign: int) -> tuple[Kind, str, str] | None:
    """2カ月後, 3年前 → a date at the precision of its smallest unit, and the distance; several ends for 2～3年後."""
    ends = [_shift(end, sign) for end in value.split("/")][::sign]
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
