"""A place in a sentence where a number can begin → the amounts written there, each with its unit.

The shapes are rules (data/rules/quantities.toml); their field `reads` names one of the
readers below. A reader gives the amounts and where reading goes on; nothing at all where
its shape does not stand here, no amounts where a number stands that is not a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import forms, numbers, ranges, units
from pipeline.extract.quantities.amounts import UNITLESS, Amount, Outcome, amount, piece, unit_at, with_parts
from pipeline.extract.quantities.numbers import Number
from pipeline.extract.quantities.units import Unit
from pipeline.model import PipelineError
from pipeline.rules import Rule

_LEAST_COUNT, _CERTAIN_COUNT, _BEFORE = 2, 10, 20
_MEANS = frozenset({"歳", "才", "点"})

Reader = Callable[[Rule, re.Match[str], str], Outcome | None]


def read(text: str, at: int) -> Outcome | None:
    """The amounts that begin at `at` and the place to read on from, or None where no number stands there."""
    for rule, reader in _readers():
        found = rule.pattern.match(text, at)
        if found:
            outcome = reader(rule, found, text)
            if outcome is not None:
                return outcome
    return None


def _single(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """One number: 3隻, 10余カ国, 3倍半; with a second one of the same unit after a joiner, a range: 3隻から5隻."""
    number = numbers.read(found["num"])
    skip: Outcome = ([], found.end("num"))
    if number is None or ranges.INSIDE_A_CODE.search(text, max(0, found.start() - 2), found.start()):
        return skip
    over = found.groupdict().get("over")
    mod, at = ("MORE_THAN", found.end()) if over else ("", found.end("num"))
    unit = unit_at(text, found.start(), number, at)
    if unit is None:
        return _bare(rule, found, text, number)
    if unit.role in units.NOT_A_UNIT:
        return [], at + unit.length
    return ranges.ranged(replace(with_parts(amount(rule, found.start(), at, number, unit), text), mod=mod), text)


def _decimal(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """4・5%, 68・3歳: a newspaper's decimal point, before measures, money, and an age or mark of two digits (5・6年生 is a list)."""
    number = numbers.read(found["num"])
    unit = None if number is None else unit_at(text, found.start(), number, found.end())
    if number is None or unit is None:
        return None
    if unit.role not in ("unit", "money") and not (unit.surface in _MEANS and found["num"].index("・") > 1):
        return None
    whole = amount(rule, found.start(), found.end(), number, unit)
    return [whole], whole.end


def _bare(rule: Rule, found: re.Match[str], text: str, number: Number) -> Outcome:
    """No unit, yet certainly a number: 10万を超える兵力, 約40の港, 50を超えた (not 資料3の, 2024の, nor a heading's own number)."""
    start, end = found.start(), found.end("num")
    certain = number.powered and piece("bare-end").match(text, end)
    if not certain and not _counts_things(text, start, end, number) and not _is_exceeded(text, start, end, number):
        return [], end
    return [Amount(start, end, number.value, Unit("", "count"), rule.method, UNITLESS)], end


def _counts_things(text: str, start: int, end: int, number: Number) -> bool:
    """約40の港, 300以上の拠点; a possible year (2000の) only with a modifier, a possible heading's number (1の) only from ten on."""
    joined = piece("of-things").match(text, end)
    if joined is None:
        return False
    if ranges.YEAR.fullmatch(number.text):
        return joined[0] != "の" and units.stands_apart(text, start)
    if not start:
        return number.text[0].isdigit() and number.value is not None and number.value >= _CERTAIN_COUNT
    return units.stands_free(text, start, number.text)


def _is_exceeded(text: str, start: int, end: int, number: Number) -> bool:
    """署名国は50を超えた, 1,000を超える目標: a whole number that things are counted against (not 指数は50を上回った, 1.5に達した)."""
    if number.value is None or number.value < _LEAST_COUNT or number.value != int(number.value) or not units.stands_apart(text, start):
        return False
    if ranges.YEAR.fullmatch(number.text) and text.startswith("を超えて", end):
        return False
    return bool(piece("exceeding").match(text, end)) and not piece("no-count-before").search(text, max(0, start - _BEFORE), start)


_READERS: Mapping[str, Reader] = {
    "single": _single, "decimal": _decimal, "range": ranges.between, "neighbours": ranges.neighbours, "plus_minus": ranges.plus_minus,
    "fraction": forms.fraction, "tenths": forms.tenths, "power_of_ten": forms.power_of_ten, "symbol": forms.symbol,
    "prefixed": forms.prefixed, "several": forms.several, "split": forms.split, "word": forms.word, "spelled": forms.spelled,
}  # fmt: skip


@cache
def _readers() -> tuple[tuple[Rule, Reader], ...]:
    pairs = []
    for rule in rules.load("quantities"):
        reader = _READERS.get(rule.fields.get("reads", ""))
        if reader is None:
            raise PipelineError(f"data/rules/quantities.toml: rule {rule.id!r}: reads must be one of {', '.join(_READERS)}")
        pairs.append((rule, reader))
    return tuple(pairs)
