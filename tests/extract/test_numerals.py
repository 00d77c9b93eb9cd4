"""Numerals as written → their value, or None."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.numerals import NUMERAL, parse

VALUES = [
    ("0", "0"),
    ("7", "7"),
    ("２０", "20"),
    ("1,902", "1902"),
    ("１２，３４５", "12345"),
    ("12.5", "12.5"),
    ("０．０３", "0.03"),
    ("1,234.5", "1234.5"),
    ("〇", "0"),
    ("零", "0"),
    ("十", "10"),
    ("百", "100"),
    ("千", "1000"),
    ("十二", "12"),
    ("二十", "20"),
    ("四十七", "47"),
    ("二百五", "205"),
    ("千二百三十", "1230"),
    ("九千九百九十九", "9999"),
    ("二〇一五", "2015"),
    ("一九四五", "1945"),
    ("一万", "10000"),
    ("十万", "100000"),
    ("三千万", "30000000"),
    ("一億二千万", "120000000"),
    ("5万6千", "56000"),
    ("5万六千", "56000"),
    ("1万2,000", "12000"),
    ("3百万", "3000000"),
    ("50百万", "50000000"),
    ("1,234百万", "1234000000"),
    ("2千5百", "2500"),
    ("1,902億", "190200000000"),
    ("3.3億", "330000000"),
    ("2兆3,400億", "2340000000000"),
    ("2兆3.5億", "2000350000000"),
    ("1京", "10000000000000000"),
]

BROKEN = [
    "", " ", "1,90", "1,9022", "1.5.2", "数十", "十数", "何百", "万", "億", "3億5兆", "3万4万", "十十", "百千", "二〇千", "12十", "3.3億5000万",
    "1 000", "-3", "3人", "一部", "．5", "5.", "1" * 41,
]  # fmt: skip

FOUND = [
    ("輸出は1,902億ドル、輸入は五百万ドル", ["1,902億", "五百万"]),
    ("人口は2兆3,400億ではなく１２０", ["2兆3,400億", "１２０"]),
    ("数十人と十数人", ["十"]),
    ("1,9022は崩れている", ["1"]),
    ("2024.6.19", ["2024.6"]),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_parse(text: str, value: str) -> None:
    assert parse(text) == Decimal(value)
    assert re.fullmatch(NUMERAL, text), "the fragment takes the whole of what parse reads"


@pytest.mark.parametrize("text", BROKEN)
def test_parse_refuses(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("text", "numerals"), FOUND)
def test_fragment(text: str, numerals: list[str]) -> None:
    assert re.findall(NUMERAL, text) == numerals


@given(st.integers(min_value=0, max_value=10**15))
def test_plain_and_grouped_round_trip(number: int) -> None:
    assert parse(str(number)) == parse(f"{number:,}") == Decimal(number)


@given(st.text(alphabet="0123456789０,，.．〇一二十百千万億兆京数人", max_size=60))
def test_never_raises(text: str) -> None:
    value = parse(text)
    assert value is None or value >= 0


@pytest.mark.parametrize("text", ["1" * 1_000_000, "1,902," * 200_000, "一" * 1_000_000, "5万6千" * 250_000, "1.5." * 250_000])
def test_search_ends_on_long_runs(text: str) -> None:
    assert re.search(NUMERAL + "円", text) is None
