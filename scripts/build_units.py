"""pint with the units of UCUM (ucumvert) → pipeline/data/ucum_units.csv.

    python scripts/build_units.py           rewrite ucum_units.csv
    python scripts/build_units.py --check   exit 1 when ucum_units.csv is not what the libraries give

One row a symbol that a unit of ours is written with (km, not km/h or km2): run it after adding a unit to units.csv,
unit_prefixes.csv, unit_cues.csv, si_units.csv or the rules of quantities. What is no UCUM code (坪, TEU) gets no row.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from decimal import Context, Decimal, localcontext
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pint
from ucumvert import InvalidUcumError, UcumToPintTransformer, get_ucum_parser, parse_ucum

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from pipeline import rules  # noqa: E402  (the script runs from any folder)

TABLE = ROOT / "pipeline" / "data" / "ucum_units.csv"
COLUMNS = ("symbol", "dimensions", "factor", "offset")
DIGITS = 24  # a factor of pint's is exact to 27: it divides some when it is loaded, with 28 digits
WORKING_DIGITS = 40


@cache
def library() -> tuple[pint.UnitRegistry[Any], Any, Any]:
    """The registry with the units of UCUM, the parser of codes and what makes units of its trees."""
    registry: pint.UnitRegistry[Any] = pint.UnitRegistry(non_int_type=Decimal, autoconvert_offset_to_baseunit=True)
    registry.load_definitions(str(files("ucumvert").joinpath("pint_ucum_defs.txt")))
    return registry, get_ucum_parser(), UcumToPintTransformer(ureg=registry)


def unit(code: str) -> pint.Unit | None:
    """The unit of a UCUM code; None for what is none (坪, TEU, マッハ)."""
    _, parser, transformer = library()
    with localcontext(Context(prec=WORKING_DIGITS)):
        try:
            tree = parse_ucum(code, parser)
        except InvalidUcumError:
            return None
        found: pint.Unit = transformer.transform(tree).units
        return found


def codes() -> set[str]:
    """Each code that the lists and rules of quantities name; what a rate is over (km/h) and what stands under a stroke included."""
    prefixed = {
        row["code"] + base["unit"]
        for row in rules.words("unit_prefixes")
        for base in rules.words("units")
        if base["surface"] in row["units"].split("|")
    }
    settled = {str(rule.fields["unit"]) for rule in rules.load("quantities_units")}
    over = {str(rule.fields["over"]) for rule in rules.load("quantities_rates") if "over" in rule.fields}
    listed = {row["unit"] for name in ("units", "unit_cues", "si_units") for row in rules.words(name)}
    return (prefixed | settled | over | listed) - {""}


def symbols() -> list[str]:
    """The symbols of all codes that are UCUM's, sorted."""
    parts = {part for code in codes() if unit(code) is not None for part in re.split(r"[./]", code)}
    return sorted({re.sub(r"[+-]?[0-9]+\Z", "", part) for part in parts})


def row(symbol: str) -> dict[str, str]:
    """A symbol's dimensions in root units and what a number in it is multiplied by and raised by to be one in root units.

    A level (dB) has no such factor.
    """
    registry, found = library()[0], unit(symbol)
    assert found is not None
    with localcontext(Context(prec=WORKING_DIGITS)):
        root = registry.get_root_units(found)[1]  # of an offset unit too: a number in it comes from `to`
        powers = sorted((name, float(str(power))) for name, power in root._units.items())
        dimensions = " ".join(name if power == 1 else f"{name}{power:g}" for name, power in powers)
        if registry.Quantity(1, found)._is_logarithmic:
            return {"symbol": symbol, "dimensions": dimensions, "factor": "", "offset": ""}
        zero, one = (registry.Quantity(Decimal(number), found).to(root).magnitude for number in (0, 1))
        return {"symbol": symbol, "dimensions": dimensions, "factor": plain(one - zero), "offset": plain(zero) if zero else ""}


def plain(number: Decimal) -> str:
    """A number with `DIGITS` digits, without the zeros at its end."""
    return f"{Context(prec=DIGITS).plus(number).normalize(Context(prec=DIGITS))}"


def table() -> str:
    """The whole table as CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row(symbol) for symbol in symbols())
    return out.getvalue()


def main(arguments: list[str]) -> int:
    """Writes the table, or with `--check` compares it."""
    made = table()
    if "--check" in arguments:
        return int(TABLE.read_text(encoding="utf-8") != made)
    TABLE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
