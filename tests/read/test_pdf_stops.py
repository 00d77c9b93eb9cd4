"""Lines with white inside → rows and entries, on lines made by hand."""

from __future__ import annotations

import pytest

from pipeline.read.pdf import stops
from pipeline.read.pdf.blocks import Usual, blocks
from pipeline.read.pdf.page import Line
from tests.read.pdf_lines import gapped, line, page

# Lines of one region → their texts when stops are told.
ROWS: list[tuple[list[Line], list[str]]] = [
    ([line("はじめに……………………3", 600)], ["はじめに\t3"]),
    ([line("はじめに ................. 12", 600)], ["はじめに\t12"]),
    ([line("航路…港", 600)], ["航路…港"]),
    ([line("航路は……3", 600)], ["航路は\t3"]),
    ([line("1.5", 600)], ["1.5"]),
    (
        [gapped("はじめに", "3", 600, 395), gapped("航路の行方", "5", 584, 395), gapped("港", "12", 568, 390)],
        ["はじめに\t3", "航路の行方\t5", "港\t12"],
    ),
    ([gapped("はじめに", "3", 600, 395), gapped("航路の行方", "5", 584, 395)], ["はじめに\t3", "航路の行方\t5"]),
    ([gapped("はじめに", "3", 600, 395), line("航路の行方", 584)], ["はじめに\u30003", "航路の行方"]),
    ([gapped("NSR", "北極海航路", 600, 80), gapped("NATO", "北大西洋条約機構", 584, 80)], ["NSR\t北極海航路", "NATO\t北大西洋条約機構"]),
    ([gapped("NSR", "北極海航路", 600, 35), gapped("NATO", "北大西洋条約機構", 584, 40)], ["NSR\t北極海航路", "NATO\t北大西洋条約機構"]),
    (
        [gapped("NSR", "北極海航路", 600, 60), gapped("NATO", "北大西洋条約機構", 584, 90)],
        ["NSR\u3000北極海航路", "NATO\u3000北大西洋条約機構"],
    ),
    ([gapped("(1)", "航路", 600, 40), gapped("(2)", "港", 584, 40)], ["(1)\u3000航路", "(2)\u3000港"]),
    (
        [gapped("司会", "航路を論じる。", 600, 60), gapped("谷", "港を論じる。", 584, 60)],
        ["司会\u3000航路を論じる。", "谷\u3000港を論じる。"],
    ),
]


@pytest.mark.parametrize(("lines", "expected"), ROWS)
def test_white_becomes_a_tab_where_lines_share_it(lines: list[Line], expected: list[str]) -> None:
    stops.mark([page(lines)])
    assert [one.text for one in lines] == expected


def test_what_stands_at_a_stop_goes_on_there() -> None:
    lines = [
        gapped("NSR", "北極海航路と", 600, 80),
        line("その沿岸", 584, 80),
        gapped("NATO", "北大西洋条約機構", 568, 80),
        line("あ" * 20, 552),
    ]
    stops.mark([page(lines)])
    found = [block.text for _, block in blocks(page(lines), list(enumerate(lines)), Usual({}, 10.0))]
    assert found == ["NSR\t北極海航路とその沿岸", "NATO\t北大西洋条約機構", "あ" * 20]
