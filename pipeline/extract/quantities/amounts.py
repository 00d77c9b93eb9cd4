"""A number and what follows it → an amount: the number with its unit.

The smaller part of a compound belongs to it: 75円32銭, 1m60cm, 3倍半.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import numbers, senses, units
from pipeline.extract.quantities.numbers import Number
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

LISTED, UNLISTED, UNITLESS, AMBIGUOUS = 0.95, 0.6, 0.55, 0.5
_POINTED = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})++")
_MINUTES = re.compile(r"(?P<minutes>[0-5]?[0-9])分(?:(?P<seconds>[0-5]?[0-9])秒)?")
_SMALL_COINS = frozenset({"セント", "ペンス"})
_HALF = re.compile(r"半(?![一-龥々ば])")
_PARTS: Mapping[tuple[str, str], float] = {
    ("m", "cm"): 0.01, ("km", "m"): 0.001, ("cm", "mm"): 0.1, ("kg", "g"): 0.001, ("t", "kg"): 0.001, ("[ft_i]", "[in_i]"): 1 / 12,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, as far as its own words tell: offsets, value, `value_max` of a range, the unit, a mod of its own.

    `max_signed` says that the end of a range has a sign of its own (マイナス5度からプラス10度), `apart` that each end is
    written with its unit (10人から20人) and so may have a modifier of its own.
    """

    start: int
    end: int
    value: float | None
    unit: Unit
    method: str
    score: float
    value_max: float | None = None
    mod: str = ""
    change: str = ""
    max_signed: bool = False
    apart: bool = False


Outcome = tuple[list[Amount], int]


def unit_at(text: str, start: int, number: Number, at: int) -> Unit | None:
    """The unit at `at` for a number that begins at `start`: listed and of the right sense, or a counter nobody listed.

    Its role says where the number is a date, an ordinal or part of a word instead.
    """
    unit = units.read(text, at)
    if unit is None:
        return units.unlisted(text, start, number.text, at)
    if unit.role == "modifier":
        return None
    if number.kanji and not units.counts_in_kanji(unit, number.text):
        return Unit(unit.surface, "word")
    return senses.settle(text, at + unit.gap, unit)


def amount(rule: Rule, start: int, at: int, number: Number, unit: Unit) -> Amount:
    """The amount that begins at `start` and whose unit begins at `at`."""
    if unit.counted and _POINTED.fullmatch(number.text):
        number = Number(number.text, None)  # 27.000人 is more likely 27,000 than 27
    score = UNLISTED if not unit.listed else AMBIGUOUS if not unit.code and unit.kind != "ratio" else LISTED
    return Amount(start, at + unit.length, scaled(number.value, unit), unit, rule.method, score)


def scaled(value: float | None, unit: Unit) -> float | None:
    """The number in the unit's own scale: 9割 is 90 %, 50銭 half a yen."""
    return None if value is None else value * unit.factor


def with_parts(whole: Amount, text: str) -> Amount:
    """The amount with the half or the smaller part written behind it: 3倍半, 75円32銭, 1m60cm, 北緯35度30分."""
    if whole.value is None or whole.unit.role not in ("unit", "money"):
        return whole
    minutes = _MINUTES.match(text, whole.end) if whole.unit.code == "deg" else None
    if minutes:
        value = whole.value + int(minutes["minutes"]) / 60 + int(minutes["seconds"] or 0) / 3600
        return replace(whole, end=minutes.end(), value=round(value, 6))
    half = _HALF.match(text, whole.end)
    if half:
        return replace(whole, end=half.end(), value=whole.value + whole.unit.factor / 2)
    more = piece("numeral").match(text, whole.end)
    small = numbers.read(more[0]) if more else None
    unit = units.read(text, more.end()) if more else None
    if more is None or small is None or small.value is None or unit is None:
        return whole
    step = _step(whole.unit, unit)
    if step is None:
        return whole
    return replace(whole, end=more.end() + unit.length, value=whole.value + small.value * step)


def _step(whole: Unit, part: Unit) -> float | None:
    """What one of the smaller unit is of the larger, where the two are written together."""
    if whole.role == "money" and part.role == "money":
        return 0.01 if part.surface in _SMALL_COINS else part.factor if part.code == whole.code and part.factor != 1 else None
    return _PARTS.get((whole.code, part.code))


@cache
def piece(name: str) -> re.Pattern[str]:
    """One of the pieces of data/rules/quantities_scan.toml."""
    return next(rule.pattern for rule in rules.load("quantities_scan") if rule.id == name)
