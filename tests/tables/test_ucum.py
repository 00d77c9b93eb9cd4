"""data/ucum_units.csv and how codes are put together from it, against pint with the units of UCUM."""

from __future__ import annotations

from decimal import Context, Decimal, localcontext

import pint
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import rules
from pipeline.tables import ucum
from scripts import build_units

CODES = sorted(code for code in build_units.codes() if build_units.unit(code) is not None)
PROPORTIONAL = [code for code in CODES if code not in ("dB", "Cel", "[degF]")]
RATED = [code for code in CODES if code not in ("dB", "[degF]")]  # pint refuses dB in a rate and takes ℉ there for K
CLOSE = Decimal("1e-22")

# code → dimensions, factor in 12 digits, offset
READ = [
    ("m", "meter", "1", "0"),
    ("km2", "meter2", "1000000", "0"),
    ("kg/m3", "gram meter-3", "1000", "0"),
    ("kW.h", "gram meter2 second-2", "3600000000", "0"),
    ("m.s-2", "meter second-2", "1", "0"),
    ("/m", "meter-1", "1", "0"),
    ("m/km", "", "0.001", "0"),
    ("kg/kW.h", "meter-2 second4", "3.6", "0"),  # (kg/kW)·h, as UCUM reads it
    ("Cel", "kelvin", "1", "273.15"),
    ("K/[degF]", "", "1.8", "0"),
    ("W/Cel", "gram kelvin-1 meter2 second-3", "1000", "0"),  # the zero of a scale is of no use to a rate
]

NONE = ["", "坪", "TEU", "m/坪", "坪/m", "m/", "m//s", "m2s", "2m", "m/2", "m.", "km/h/", "dB/m", "m/dB", "m+", "マッハ", "総トン"]


def of(code: str) -> ucum.Unit:
    known = ucum.unit(code)
    assert known is not None
    return known


def pints(unit: pint.Unit) -> tuple[ucum.Dimensions, Decimal]:
    """Dimensions and factor of a unit without an offset, as pint has them."""
    registry, _, _ = build_units.library()
    with localcontext(Context(prec=build_units.WORKING_DIGITS)):
        root = registry.get_root_units(unit)[1]
        factor = registry.Quantity(Decimal(1), unit).to(root).magnitude
        return frozenset((name, float(power)) for name, power in root._units.items()), factor


@pytest.mark.parametrize(("code", "dimensions", "factor", "offset"), READ)
def test_codes_are_read(code: str, dimensions: str, factor: str, offset: str) -> None:
    known = of(code)
    assert known.dimensions == ucum._dimensions(dimensions, code)
    assert known.factor is not None
    assert Context(prec=12).plus(known.factor) == Decimal(factor)
    assert known.offset == Decimal(offset)


@pytest.mark.parametrize("code", NONE)
def test_what_is_no_code_of_ours(code: str) -> None:
    assert ucum.unit(code) is None


def test_a_level_has_dimensions_and_no_factor() -> None:
    assert of("dB").factor is None
    assert of("dB").dimensions == frozenset()


def test_the_table_is_what_the_libraries_give() -> None:
    """A new unit needs its symbols in data/ucum_units.csv: run scripts/build_units.py."""
    assert build_units.TABLE.read_text(encoding="utf-8") == build_units.table()


def test_every_unit_that_is_ucum_is_known_and_no_other() -> None:
    assert [code for code in sorted(build_units.codes()) if ucum.unit(code) is not None] == CODES
    assert len(CODES) < len(rules.words("units"))


@pytest.mark.parametrize("code", PROPORTIONAL)
def test_units_are_those_of_pint(code: str) -> None:
    unit = build_units.unit(code)
    assert unit is not None
    dimensions, factor = pints(unit)
    known = of(code)
    assert known.dimensions == dimensions
    assert known.factor is not None
    assert abs(known.factor / factor - 1) < CLOSE


@given(st.sampled_from(RATED), st.sampled_from(RATED))
@settings(max_examples=150)
def test_any_unit_over_any_other_is_that_of_pint(over: str, under: str) -> None:
    unit = build_units.unit(f"{over}/{under}")
    assert unit is not None
    registry, _, _ = build_units.library()
    with localcontext(Context(prec=build_units.WORKING_DIGITS)):
        factor, root = registry.get_root_units(unit)
    known = of(f"{over}/{under}")
    assert known.dimensions == frozenset((name, float(power)) for name, power in root._units.items())
    assert known.factor is not None
    assert abs(known.factor / factor - 1) < CLOSE
