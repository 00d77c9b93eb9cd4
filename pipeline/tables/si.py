"""A quantity and its sentence → the same measure in SI units.

Only measures have one: money, counts, shares, ratios and units without a UCUM code have none. `data/si_units.csv`
says which SI unit each kind of measure is given in and which UCUM units have none, and why. Arithmetic is decimal
and results have 12 significant digits, so that 80 km/h is 22.2222222222 m/s on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

from pipeline import rules
from pipeline.model import PipelineError, Quantity
from pipeline.tables import ucum

KINDS = frozenset({"length", "area", "volume", "mass", "speed", "other"})
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in SI: `unit` is a UCUM code; `value_max` only closes a range."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Scale:
    """How numbers in a unit become numbers in SI: times `factor`, plus `offset` where the zeros differ (℃, ℉)."""

    unit: str
    factor: Decimal
    offset: Decimal

    def __call__(self, value: float) -> Decimal:
        exact = Context(prec=ucum.DIGITS)
        return Context(prec=_DIGITS).plus(exact.add(exact.multiply(Decimal(repr(value)), self.factor), self.offset))


def measure(quantity: Quantity, sentence: str) -> Measure | None:
    """The quantity in SI, or None where it has no SI unit or its value is unknown.

    Reads 35 km (35000 m), 1,200万バレル (1907847.53914 m3), 時速80キロ (22.2222222222 m/s). The base of a rate stays as it is in
    `per`. A temperature is read only where `sentence` tells that it is one and not a difference: 気温は30℃, not 2℃の上昇.
    """
    low, high = quantity.value, quantity.value_max
    if quantity.kind not in KINDS or not quantity.unit or low is None or not math.isfinite(low):
        return None
    scale = _scale(quantity.unit)
    if scale is None or (scale.offset and not _is_level(quantity, sentence)):
        return None
    return Measure(scale(low), scale.unit, scale(high) if high is not None and math.isfinite(high) else None)


def listed(code: str) -> Mapping[str, str] | None:
    """The row of data/si_units.csv that a UCUM unit falls under (`si`: its SI unit; `none`: why it has none), or None.

    Of rows with the same dimensions it is the one whose atoms the code has: mSv falls under Sv, not under Gy.
    """
    unit = ucum.unit(code)
    same = () if unit is None else _rows().get(unit.dimensions, ())
    named = [row for row in same if any(atom in code for atom in row["atoms"].split("|") if atom)]
    left = named or [row for row in same if not row["atoms"]]
    return left[0] if len(left) == 1 else None


def _is_level(quantity: Quantity, sentence: str) -> bool:
    """Whether degrees are a temperature and no difference of temperatures, as far as the sentence tells."""
    told = {rule.id: rule.pattern.search(sentence) is not None for rule in rules.load("si_temperatures")}
    return told["level"] and not told["difference"] and not quantity.change and not quantity.basis


@cache
def _scale(code: str) -> _Scale | None:
    """How numbers in a unit become numbers in SI; None for a unit that has none."""
    unit, row = ucum.unit(code), listed(code)
    if unit is None or row is None or row["role"] != "si":
        return None
    factor, target, exact = unit.factor, _known(row["unit"]).factor, Context(prec=ucum.DIGITS)
    if factor is None or target is None:
        return None
    return _Scale(row["unit"], exact.divide(factor, target), exact.divide(unit.offset, target))


@cache
def _rows() -> Mapping[ucum.Dimensions, tuple[Mapping[str, str], ...]]:
    """The rows of si_units.csv by dimensions."""
    made: dict[ucum.Dimensions, tuple[Mapping[str, str], ...]] = {}
    for row in rules.words("si_units"):
        key = _known(row["unit"]).dimensions
        made[key] = (*made.get(key, ()), row)
    return made


def _known(code: str) -> ucum.Unit:
    """The unit of a code in si_units.csv."""
    unit = ucum.unit(code)
    if unit is None:
        raise PipelineError(f"data/si_units.csv: {code!r} is no UCUM code that data/ucum_units.csv has the symbols of")
    return unit
