"""First and last day of EDTF values, against the `edtf` library."""

from __future__ import annotations

import datetime

import pytest
from edtf import EDTFParseException, parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.resolve.dates.edtf import Days, days

# value → first and last day; "" where there are none
CASES = [
    ("2021", "2021-01-01 2021-12-31"),
    ("2021-02", "2021-02-01 2021-02-28"),
    ("2024-02", "2024-02-01 2024-02-29"),
    ("2024-02-29", "2024-02-29 2024-02-29"),
    ("2023-02-29", ""),
    ("2023-13", ""),
    ("2023-00", ""),
    ("2023-05-00", ""),
    ("202X", "2020-01-01 2029-12-31"),
    ("20XX", "2000-01-01 2099-12-31"),
    ("202X-06", "2020-06-01 2029-06-30"),
    ("202X-06-01", ""),
    ("202X-33", ""),
    ("2023-22", "2023-06-01 2023-08-31"),
    ("2023-34", "2023-04-01 2023-06-30"),
    ("2023-41", "2023-07-01 2023-12-31"),
    ("0000", ""),
    ("000X", ""),
    ("0001", "0001-01-01 0001-12-31"),
    ("-0044", ""),
    ("2X", ""),
    ("XXXX", ""),
    ("２０２３", ""),
    ("2023-05-05T10", ""),
    ("", ""),
]

YEARS = st.integers(0, 9999).flatmap(
    lambda year: st.sampled_from([f"{year:04}", f"{year // 10:03}X", f"{year // 100:02}XX", f"-{year:04}"])
)
PARTS = st.one_of(st.just(""), st.integers(0, 45).map("-{:02}".format), st.dates().map(lambda day: f"-{day:%m-%d}"))


def by_library(value: str) -> Days | None:
    try:
        parsed = parse_edtf(value)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return datetime.date(*low[:3]), datetime.date(*high[:3])
    except (EDTFParseException, ValueError):  # an impossible day, or a year that `datetime` does not have
        return None


@pytest.mark.parametrize(("value", "expected"), CASES)
def test_days(value: str, expected: str) -> None:
    found = days(value)
    assert ("" if found is None else f"{found[0]} {found[1]}") == expected


@pytest.mark.parametrize("part", range(46))
def test_every_part_of_a_year_is_that_of_the_library(part: int) -> None:
    assert days(f"2023-{part:02}") == by_library(f"2023-{part:02}")


@given(YEARS, PARTS)
@example("2000", "-02-30")
@example("9999", "-12-31")
def test_values_are_bounded_as_by_the_library(year: str, part: str) -> None:
    """A day of an unknown year (201X-02-28) has bounds in the library and none here: it is no day that the text tells."""
    value = year + part
    if "X" in year and len(part) == len("-02-28"):
        assert days(value) is None
    else:
        assert days(value) == by_library(value)
