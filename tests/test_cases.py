"""The case tables, class by class, read through `annotate`: what a user of the library gets.

The tables (tests/cases/*.csv) were written from the annotation guideline by readers who had not seen the program. A case
is right when all its mentions are, and nothing else is found. Each class must reach 95 %; what is still wrong is listed.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from pipeline import annotate
from pipeline.model import Date, Mention, Quantity

CASES = Path(__file__).parent / "cases"
FLOOR = 0.95
QUANTITY_FIELDS = ("kind", "value", "value_max", "unit", "mod", "per", "change", "basis")
Row = dict[str, str]


def _rows(name: str) -> dict[str, list[Row]]:
    classes: dict[str, list[Row]] = defaultdict(list)
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            classes[row["class"]].append(row)
    return classes


DATES, QUANTITIES = _rows("dates"), _rows("quantities")


def _number(value: float | None) -> str:
    return "" if value is None else f"{round(value, 4):.10f}".rstrip("0").rstrip(".")


def _date(mention: Mention) -> str:
    assert isinstance(mention.value, Date)
    return "|".join((mention.text, mention.value.type, mention.value.value, mention.value.mod))


def _quantity(mention: Mention) -> str:
    assert isinstance(mention.value, Quantity)
    value = mention.value
    fields = (value.kind, _number(value.value), _number(value.value_max), value.unit, value.mod, value.per, value.change, value.basis)
    return "|".join((mention.text, *fields)).rstrip("|")


def _expected(row: Row, fields: int) -> list[str]:
    mentions = (mention.split("|") for mention in row["expected"].split(" ; ") if mention)
    return ["|".join(mention + [""] * (fields - len(mention))).rstrip("|") for mention in mentions]


def _wrong_dates(row: Row) -> str:
    found = [_date(mention).rstrip("|") for mention in annotate(row["text"], ["dates"], row["reference"])["dates"]]
    return "" if found == _expected(row, 4) else f"{row['text']} [{row['reference']}] gives {' ; '.join(found)}, not {row['expected']}"


def _wrong_quantities(row: Row) -> str:
    found = [_quantity(mention) for mention in annotate(row["text"], ["quantities"])["quantities"]]
    return "" if found == _expected(row, 9) else f"{row['text']} gives {' ; '.join(found)}, not {row['expected']}"


def _check(wrong: list[str], cases: int) -> None:
    told = [text for text in wrong if text]
    assert 1 - len(told) / cases >= FLOOR, "\n".join(told)


@pytest.mark.parametrize("name", DATES)
def test_dates(name: str) -> None:
    _check([_wrong_dates(row) for row in DATES[name]], len(DATES[name]))


@pytest.mark.parametrize("name", QUANTITIES)
def test_quantities(name: str) -> None:
    _check([_wrong_quantities(row) for row in QUANTITIES[name]], len(QUANTITIES[name]))


@pytest.mark.parametrize(("classes", "least"), [(DATES, 400), (QUANTITIES, 350)])
def test_tables_are_large_and_a_quarter_of_them_rejects(classes: dict[str, list[Row]], least: int) -> None:
    rows = [row for listed in classes.values() for row in listed]
    assert len(rows) >= least
    assert sum(not row["expected"] for row in rows) >= 100
