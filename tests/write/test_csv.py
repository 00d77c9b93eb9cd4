"""Cells become the bytes that Python's own CSV writer gives, with a byte-order mark."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.tables.columns import Table, text
from pipeline.write.arrays import arrays
from pipeline.write.csv import header, lines
from tests.write.documents import as_csv

TABLE = Table("made", "case", (text("a", "one"), text("b", "another")))

# (cells of one row, its line)
LINES = [
    (("海", "1"), "海,1\n"),
    (("", ""), ",\n"),
    (("a,b", "c"), '"a,b",c\n'),
    (('"海"', "c"), '"""海""",c\n'),
    (("a\nb", "a\rb"), '"a\nb","a\rb"\n'),
    ((" a ", "\ta"), " a ,\ta\n"),
    (("\ud800", "\x00"), "?,\x00\n"),
    (("\ud83d\ude00", "😀"), "??,😀\n"),
]


@pytest.mark.parametrize(("cells", "line"), LINES)
def test_lines(cells: tuple[str, str], line: str) -> None:
    assert bytes(lines(arrays([[cell] for cell in cells]))).decode() == line


@settings(deadline=None)
@given(st.lists(st.tuples(*[st.text('a ",\r\n\t\x00海\ud800😀')] * 2)))
def test_bytes_are_those_of_the_csv_module(rows: list[tuple[str, str]]) -> None:
    columns = arrays([[row[n] for row in rows] for n in range(2)])
    assert header(TABLE) + bytes(lines(columns)) == as_csv(TABLE.names, rows)
