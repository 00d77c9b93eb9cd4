"""A UCUM code → its dimensions and what makes its numbers those of the root units, by data/ucum_units.csv.

The table lists every symbol that a code of ours is made of, prefixes included, as the units library pint knows it
(`scripts/build_units.py` writes it, and the tests compare with pint). Codes are read as UCUM says: from left to right, `.`
multiplies by the next symbol only and `/` divides by it, so that kg/kW.h is (kg/kW)·h.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache

from pipeline import rules
from pipeline.model import PipelineError

DIGITS = 40  # of the arithmetic, before a result is rounded

_EXACT = Context(prec=DIGITS)
_PARTS = re.compile(r"(?P<sign>^|[./])(?P<symbol>[^./0-9+-]+)(?P<exponent>[+-]?[0-9]+)?(?=[./]|$)")
_DIMENSION = re.compile(r"(?P<name>[a-z]+)(?P<exponent>-?[0-9.]+)?")

Dimensions = frozenset[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit in root units (gram, meter, second, kelvin, ampere, candela, mole, radian, count, bit).

    A number in it is `factor` times that many root units, plus `offset` where the zeros differ (℃, ℉); a level (dB) has no
    factor. `dimensions` are the root units with their exponents; they tell angles from numbers, and decays (Bq) from cycles (Hz).
    """

    dimensions: Dimensions
    factor: Decimal | None
    offset: Decimal = Decimal(0)


@cache
def unit(code: str) -> Unit | None:
    """The unit of a code; None for what is no UCUM code of ours (坪, TEU, マッハ)."""
    whole = _symbols().get(code)
    if whole is not None:
        return whole
    dimensions: dict[str, float] = {}
    factor, at = Decimal(1), 0
    for found in _PARTS.finditer(code):
        known = _symbols().get(found["symbol"])
        if known is None or known.factor is None or found.start() != at:
            return None
        at = found.end()
        exponent = int(found["exponent"] or 1) * (-1 if found["sign"] == "/" else 1)
        factor = _EXACT.multiply(factor, _EXACT.power(known.factor, exponent))
        for name, held in known.dimensions:
            dimensions[name] = dimensions.get(name, 0) + held * exponent
    if not at or at != len(code):
        return None
    return Unit(frozenset((name, held) for name, held in dimensions.items() if held), factor)


@cache
def _symbols() -> Mapping[str, Unit]:
    made = {}
    for row in rules.words("ucum_units"):
        factor = Decimal(row["factor"]) if row["factor"] else None
        made[row["symbol"]] = Unit(_dimensions(row["dimensions"], row["symbol"]), factor, Decimal(row["offset"] or 0))
    return made


def _dimensions(written: str, symbol: str) -> Dimensions:
    """Dimensions as the table writes them: `gram meter2 second-2`."""
    held = set()
    for part in written.split():
        found = _DIMENSION.fullmatch(part)
        if found is None:
            raise PipelineError(f"data/ucum_units.csv: {symbol}: dimensions {written!r}; expected a form like gram meter2 second-2")
        held.add((found["name"], float(found["exponent"] or 1)))
    return frozenset(held)
