"""One cleaned sentence → its quantities, in order and not overlapping."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import cells, items, shapes, shared, surroundings
from pipeline.extract.quantities.amounts import Amount
from pipeline.model import Mention, Quantity
from pipeline.rules import Rule

_SPEED = frozenset({"length"})
_TINY = 0.01


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
        free = _free(taken, at) + _word_length(text, at)
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
    return shared.complete(text, mentions)


def _mention(text: str, amount: Amount, floor: int) -> Mention:
    """The amount with everything its surroundings say; its span never reaches back over `floor`, the end of the one before."""
    framed = surroundings.frame(text, amount.start, amount.end, amount.mod, apart=amount.apart)
    begin, end = max(framed.start, floor), framed.end
    rate = surroundings.rate(text, begin, end)
    unit, kind, per = amount.unit.code, amount.unit.kind, ""
    if rate is not None and rate.over and kind in _SPEED:
        unit, kind = f"{unit}/{rate.over}", "speed"
    elif rate is not None:
        per = rate.per
    low, high = _signed(amount, framed.sign)
    change = amount.change or surroundings.change(text, begin, end, amount.unit, kind)
    signed = surroundings.is_signed(text, begin)
    basis = surroundings.basis(text, begin, end, changed=bool(change) or signed)
    if change == "increase" and framed.sign < 0:
        change = "decrease"
    elif not change and signed and basis:
        change = surroundings.signed_change(low, basis)
    value = Quantity(
        kind=kind,
        value=low,
        value_max=high,
        unit=unit,
        unit_text=amount.unit.surface,
        mod=framed.mod,
        per=per,
        change=change,
        basis=basis,
        item=items.item(text, rate.start if rate is not None else begin, end, amount.unit, kind),
    )
    return Mention("quantities", begin, end, text[begin:end], value, amount.method, amount.score)


def _signed(amount: Amount, sign: int) -> tuple[float | None, float | None]:
    """The value and the end of its range with the sign; of a range below zero (マイナス5〜10%) the lower end comes first."""
    low, high = (None if value is None else _tidy(value * sign) for value in (amount.value, amount.value_max))
    if amount.max_signed and amount.value_max is not None:
        return low, _tidy(amount.value_max)
    return (high, low) if sign < 0 and high is not None else (low, high)


def _tidy(value: float) -> float:
    """Without the dust of binary fractions: 1.1 × 10 is 11."""
    return round(value, 6) if abs(value) >= _TINY else float(f"{value:.6g}")


def _taken(text: str) -> list[tuple[int, int]]:
    """What the rules of quantities_not.toml claim: spans in which no quantity begins, sorted, overlaps merged."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found.span() for pattern in _claiming(text) for found in pattern.finditer(text)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _free(taken: list[tuple[int, int]], at: int) -> int:
    """`at`, or the end of the claimed span it lies in."""
    index = bisect_right(taken, at, key=lambda span: span[0]) - 1
    return max(at, taken[index][1]) if index >= 0 else at


def _word_length(text: str, at: int) -> int:
    """How long the word is that begins with a numeral at `at` (百発百中, 千枚田, 三度笠), or 0."""
    return next((len(word) for word in _words().get(text[at], ()) if text.startswith(word, at)), 0)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """The words of data/numeral_words.csv by their first character, longest first."""
    words: dict[str, list[str]] = {}
    for row in sorted(rules.words("numeral_words"), key=lambda row: -len(row["word"])):
        words.setdefault(row["word"][0], []).append(row["word"])
    return {char: tuple(found) for char, found in words.items()}


def _claiming(text: str) -> Iterator[re.Pattern[str]]:
    """The claims that can match in `text`: those of which it holds a word they need."""
    return (rule.pattern for rule, needs in _claims() if not needs or any(word in text for word in needs))


@cache
def _claims() -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    return tuple((rule, tuple(rule.fields.get("needs", ()))) for rule in rules.load("quantities_not"))


@cache
def _start() -> re.Pattern[str]:
    return next(rule.pattern for rule in rules.load("quantities_scan") if rule.id == "start")
