"""Measures in SI: value_si, unit_si and value_si_max of quantities.csv, and the quantities that have none."""

from __future__ import annotations

import decimal
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import rules
from pipeline.extract import quantities
from pipeline.model import Quantity
from pipeline.tables import si
from pipeline.tables.cells import number

# kind, value, UCUM unit → value in SI, SI unit
CONVERTED = [
    ("length", 450, "km", "450000", "m"),
    ("length", 122, "mm", "0.122", "m"),
    ("length", 7.62, "mm", "0.00762", "m"),
    ("length", 30, "cm", "0.3", "m"),
    ("length", 3, "nm", "0.000000003", "m"),
    ("length", 0.1, "um", "0.0000001", "m"),
    ("length", 200, "[nmi_i]", "370400", "m"),
    ("length", 1, "[mi_i]", "1609.344", "m"),
    ("length", 30000, "[ft_i]", "9144", "m"),
    ("length", 16, "[in_i]", "0.4064", "m"),
    ("length", 100, "[yd_i]", "91.44", "m"),
    ("length", 1, "AU", "149597870700", "m"),
    ("length", 4.2, "[ly]", "39735067984800000", "m"),
    ("length", 5, "m", "5", "m"),
    ("area", 3400000, "km2", "3400000000000", "m2"),
    ("area", 12, "har", "120000", "m2"),
    ("area", 1, "[acr_us]", "4046.87260987", "m2"),
    ("area", 2, "[mi_i]2", "5179976.22067", "m2"),
    ("area", 15, "ar", "1500", "m2"),
    ("volume", 38000000000, "m3", "38000000000", "m3"),
    ("volume", 1, "[bbl_us]", "0.158987294928", "m3"),
    ("volume", 500000, "[bbl_us]", "79493.647464", "m3"),
    ("volume", 250, "mL", "0.00025", "m3"),
    ("volume", 20, "kL", "20", "m3"),
    ("volume", 1, "[gal_us]", "0.003785411784", "m3"),
    ("volume", 1, "[gal_br]", "0.00454609", "m3"),
    ("mass", 10, "t", "10000", "kg"),
    ("mass", 1.1, "t", "1100", "kg"),
    ("mass", 15, "kt", "15000000", "kg"),
    ("mass", 500, "[lb_av]", "226.796185", "kg"),
    ("mass", 1, "[oz_tr]", "0.0311034768", "kg"),
    ("mass", 60, "ug", "0.00000006", "kg"),
    ("speed", 80, "km/h", "22.2222222222", "m/s"),
    ("speed", 3.6, "km/h", "1", "m/s"),
    ("speed", 30, "[kn_i]", "15.4333333333", "m/s"),
    ("speed", 60, "[mi_i]/h", "26.8224", "m/s"),
    ("speed", 7.9, "km/s", "7900", "m/s"),
    ("other", 1, "kW.h", "3600000", "J"),
    ("other", 9, "TW.h", "32400000000000000", "J"),
    ("other", 2, "kcal", "8368", "J"),
    ("other", 1, "eV", "0.0000000000000000001602176634", "J"),
    ("other", 3, "GW", "3000000000", "W"),
    ("other", 100, "[HP]", "74569.9871582", "W"),
    ("other", 1013, "hPa", "101300", "Pa"),
    ("other", 2, "atm", "202650", "Pa"),
    ("other", 2.4, "GHz", "2400000000", "Hz"),
    ("other", 5, "kBq", "5000", "Bq"),
    ("other", 1, "Ci", "37000000000", "Bq"),
    ("other", 20, "mSv", "0.02", "Sv"),
    ("other", 100, "REM", "1", "Sv"),
    ("other", 3, "mGy", "0.003", "Gy"),
    ("other", 50, "RAD", "0.5", "Gy"),
    ("other", 90, "deg", "1.57079632679", "rad"),
    ("other", 5, "kN", "5000", "N"),
    ("other", 50, "[bbl_us]/d", "0.0000920065364167", "m3/s"),
    ("other", 30, "kV.A", "30000", "V.A"),
    ("other", 4000, "mA.h", "14400", "C"),
    ("other", 980, "Gal", "9.8", "m/s2"),
    ("other", 120, "mm[Hg]", "15998.6864898", "Pa"),
    ("other", 10, "kgf", "98.0665", "N"),
    ("other", 60, "uT", "0.00006", "T"),
    ("other", 220, "V", "220", "V"),
    ("other", 0.5, "mA", "0.0005", "A"),
    ("other", 300, "K", "300", "K"),
    ("length", -20, "m", "-20", "m"),
    ("length", 0, "km", "0", "m"),
    ("length", -0.0, "km", "0", "m"),
]

# kind, value, unit: no SI unit, no UCUM code, or no value
EMPTY = [
    ("money", 190200000000, "USD"),
    ("money", 50, "JPY"),
    ("percent", 29.3, "%"),
    ("percent", 3, "[ppth]"),
    ("count", 64, "発"),
    ("count", 3, "隻"),
    ("count", 20, "m"),  # whatever it looks like, a counter is not a measure
    ("count", 24000, "TEU"),
    ("ratio", 2, "x"),
    ("ratio", 0.5, ""),
    ("other", 400, "[ppm]"),
    ("other", 60, "dB"),
    ("other", 5, "GBy"),
    ("other", 100, "Mbit/s"),
    ("other", 3, "G"),
    ("other", 100, "石油換算トン"),
    ("other", 5000, "総トン"),
    ("speed", 5, "マッハ"),
    ("area", 30, "坪"),
    ("length", 6, "尺"),
    ("length", None, "km"),
    ("mass", None, "t"),
    ("other", 5, ""),
    ("other", 5, "キロ"),
    ("length", math.inf, "km"),
    ("length", math.nan, "km"),
]

# value, unit, sentence → kelvins, or None where the sentence does not tell a temperature from a difference
DEGREES = [
    (30, "Cel", "気温は30℃に達した。", "303.15"),
    (-30, "Cel", "気温は氷点下30℃となる。", "243.15"),
    (-273.15, "Cel", "温度は-273.15℃である。", "0"),
    (104, "[degF]", "外気温は104°Fである。", "313.15"),
    (1.5, "Cel", "世界の平均気温の上昇を1.5℃に抑える。", None),
    (2, "Cel", "2℃目標を掲げた。", None),
    (1.5, "Cel", "1.5℃を超える年が続いた。", None),
    (20, "Cel", "昼夜の温度差は20℃である。", None),
    (2, "Cel", "水温は平年より2℃高い。", None),
    (0.5, "Cel", "温度の誤差は±0.5℃である。", None),
]

RANGES = [
    ("length", 300, 500, "km", "300000", "500000"),
    ("mass", 1.5, 2.25, "t", "1500", "2250"),
    ("volume", 1, math.inf, "m3", "1", ""),
]

# a text as the layer reads it → value_si, unit_si, value_si_max of its one quantity
READ = [
    ("射程は450キロメートルである。", "450000|m|"),
    ("射程500～800kmのミサイル", "500000|m|800000"),
    ("年間380億立方メートルを輸送する。", "38000000000|m3|"),
    ("全長は60フィートである。", "18.288|m|"),
    ("排水量4,000トンの艦を建造した。", "4000000|kg|"),
    ("3億ドルを拠出した。", ""),
    ("艦艇3隻が参加した。", ""),
    ("前年から12%増えた。", ""),
]


def shown(measure: si.Measure | None) -> str:
    if measure is None:
        return ""
    return f"{number(measure.value)}|{measure.unit}|{'' if measure.value_max is None else number(measure.value_max)}"


@pytest.mark.parametrize(("kind", "value", "unit", "expected", "si_unit"), CONVERTED)
def test_measures_are_given_in_si(kind: str, value: float, unit: str, expected: str, si_unit: str) -> None:
    assert shown(si.measure(Quantity(kind, value, unit), "")) == f"{expected}|{si_unit}|"


@pytest.mark.parametrize(("kind", "value", "unit"), EMPTY)
def test_what_is_no_measure_has_no_si_value(kind: str, value: float | None, unit: str) -> None:
    assert si.measure(Quantity(kind, value, unit), "") is None


@pytest.mark.parametrize(("value", "unit", "sentence", "expected"), DEGREES)
def test_temperatures_but_not_differences(value: float, unit: str, sentence: str, expected: str | None) -> None:
    assert shown(si.measure(Quantity("other", value, unit), sentence)) == ("" if expected is None else f"{expected}|K|")


@pytest.mark.parametrize("stated", [{"change": "increase"}, {"basis": "前年比"}])
def test_a_change_of_temperature_has_no_si_value(stated: dict[str, str]) -> None:
    assert si.measure(Quantity("other", 3, "Cel", **stated), "気温は3℃である。") is None


@pytest.mark.parametrize(("kind", "low", "high", "unit", "value", "value_max"), RANGES)
def test_both_ends_of_a_range(kind: str, low: float, high: float, unit: str, value: str, value_max: str) -> None:
    measure = si.measure(Quantity(kind, low, unit, value_max=high), "")
    assert measure is not None
    assert (number(measure.value), "" if measure.value_max is None else number(measure.value_max)) == (value, value_max)


@pytest.mark.parametrize(("text", "expected"), READ)
def test_as_the_layer_reads_it(text: str, expected: str) -> None:
    (mention,) = quantities.find(text)
    assert isinstance(mention.value, Quantity)
    assert shown(si.measure(mention.value, text)) == expected


def units() -> list[tuple[str, str]]:
    """Each UCUM unit the layer can give, with its kind: those of units.csv and those its rules settle on."""
    codeless = {row["unit"] for row in rules.words("units") if row["source"].endswith("no UCUM code")} | {""}
    listed = {(row["unit"], row["kind"]) for row in rules.words("units")}
    settled = {(rule.fields["unit"], rule.fields["kind"]) for rule in rules.load("quantities_units")}
    return sorted((unit, kind) for unit, kind in listed | settled if kind in {*si.KINDS, "percent"} and unit not in codeless)


@pytest.mark.parametrize(("unit", "kind"), units())
def test_every_unit_converts_or_has_its_reason(unit: str, kind: str) -> None:
    """A new unit needs a row of its dimensions in data/si_units.csv: `si`, or `none` with the reason."""
    known = si.listed(unit)
    assert known is not None, f"{unit} has dimensions that data/si_units.csv does not list"
    assert known["meaning"]
    if known["role"] == "none":
        assert si.measure(Quantity(kind, 1.0, unit), "") is None
    else:
        measure = si.measure(Quantity(kind, 1.0, unit), "気温は1℃である。")
        assert measure is not None
        assert measure.unit == known["unit"]


def test_every_row_of_the_table_is_usable() -> None:
    for row in rules.words("si_units"):
        assert row["role"] in ("si", "none")
        assert si.listed(row["unit"]) == row, row["unit"]
    for row in rules.words("si_units"):
        if row["role"] == "si":
            assert shown(si.measure(Quantity("other", 1.0, row["unit"]), "")) == f"1|{row['unit']}|"


DIFFERENCE, LEVEL = ("difference", "level")


@pytest.mark.parametrize("name", [DIFFERENCE, LEVEL])
def test_words_of_temperature_leave_their_rejects_alone(name: str) -> None:
    (rule,) = [rule for rule in rules.load("si_temperatures") if rule.id == name]
    assert not [text for text in rule.rejects if rule.pattern.search(text)]


@given(
    st.floats(-1e15, 1e15, allow_subnormal=False).map(lambda value: round(value, 6)),
    st.sampled_from(["km", "[bbl_us]", "kW.h", "[kn_i]", "g"]),
)
def test_conversion_is_close_ordered_and_plain(value: float, unit: str) -> None:
    one, measure = (si.measure(Quantity("other", each, unit), "") for each in (1.0, value))
    assert one is not None
    assert measure is not None
    assert math.isclose(float(measure.value), value * float(one.value), rel_tol=1e-11, abs_tol=1e-20)
    assert set(number(measure.value)) <= set("-0123456789.")


def test_the_context_of_the_caller_changes_nothing() -> None:
    with decimal.localcontext(decimal.Context(prec=3)):
        assert shown(si.measure(Quantity("length", 1234.5678, "[mi_i]"), "")) == "1986844.28152|m|"


def test_no_units_library_is_loaded() -> None:
    code = (
        "import sys\n"
        "from pipeline.model import Quantity\n"
        "from pipeline.tables import si\n"
        "assert si.measure(Quantity('speed', 80.0, 'km/h'), '')\n"
        "sys.exit('pint' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
