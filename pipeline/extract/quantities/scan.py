"""One cleaned sentence → its quantities, in order and not overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import cells, items, shapes, surroundings
from pipeline.extract.quantities.amounts import Amount
from pipeline.model import Mention, Quantity

_SPEED = frozenset({"length"})


def find(text: str, *, unit: str = "") -> list[Mention]:
    """The quantities of one cleaned sentence: money, shares, measures, counts and ratios with their modifiers.

    Reads 1,345億ドル · 20万から30万発 · 約4割 · 3分の1 · 年120億立方メートル · 前年比8.4%増; not dates,
    ordinals, designations, nor numbers that are part of a word (第4条, S-400, 一帯一路). `unit` is what the caption or
    the header of a table states (億ドル, 千人, %): a cell that is only a number is read in it.
    """
    cell = cells.read(text, unit) if unit else None
    if cell is not None:
        return [_mention(text, cell, 0)]
    start = _start()
    found = start.search(text)
    if found is None:
        return []
    taken = _taken(text)
    mentions: list[Mention] = []
    last = 0
    while found is not None:
        at = found.start()
        free = _free(taken, at)
        if free > at:
            at = free
        else:
            outcome = shapes.read(text, at)
            if outcome is None:
                at += 1
            else:
                amounts, at = outcome
                for amount in amounts:
                    mention = _mention(text, amount, last)
                    mentions.append(mention)
                    last = mention.end
                at = max(at, last)
        found = start.search(text, at)
    return mentions


def _mention(text: str, amount: Amount, floor: int) -> Mention:
    """The amount with everything its surroundings say; its span never reaches back over `floor`, the end of the one before."""
    framed = surroundings.frame(text, amount.start, amount.end, amount.mod)
    begin, end = max(framed.start, floor), framed.end
    rate = surroundings.rate(text, begin, end)
    unit, kind, per = amount.unit.code, amount.unit.kind, ""
    if rate is not None and rate.over and kind in _SPEED:
        unit, kind = f"{unit}/{rate.over}", "speed"
    elif rate is not None:
        per = rate.per
    low, high = _signed(amount, framed.sign)
    value = Quantity(
        kind=kind,
        value=low,
        value_max=high,
        unit=unit,
        unit_text=amount.unit.surface,
        mod=framed.mod,
        per=per,
        change=amount.change or surroundings.change(text, end, kind),
        basis=surroundings.basis(text, begin),
        item=items.item(text, rate.start if rate is not None else begin, end, amount.unit, kind),
    )
    return Mention("quantities", begin, end, text[begin:end], value, amount.method, amount.score)


def _signed(amount: Amount, sign: int) -> tuple[float | None, float | None]:
    low, high = (None if value is None else _tidy(value * sign) for value in (amount.value, amount.value_max))
    return low, high


def _tidy(value: float) -> float:
    """Without the dust of binary fractions: 1.1 × 10 is 11."""
    return round(value, 6)


def _taken(text: str) -> list[tuple[int, int]]:
    """What the rules of quantities_not.toml claim: spans in which no quantity begins, sorted, overlaps merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found.span() for rule in _claims() for found in rule.finditer(text)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _free(taken: list[tuple[int, int]], at: int) -> int:
    """`at`, or the end of the claimed span it lies in."""
    index = bisect_right(taken, at, key=lambda span: span[0]) - 1
    return max(at, taken[index][1]) if index >= 0 else at


@cache
def _claims() -> tuple[re.Pattern[str], ...]:
    return tuple(rule.pattern for rule in rules.load("quantities_not"))


@cache
def _start() -> re.Pattern[str]:
    return next(rule.pattern for rule in rules.load("quantities_scan") if rule.id == "start")
