"""Raised digits of a row: markers, exponents, and what only looks like either."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import rules
from pipeline.read.pdf import markers
from pipeline.read.pdf.page import Box, Font, Glyph, Row
from pipeline.read.pdf.strands import strands

FONTS = (Font("Test", 400, False),)
SIZE, BASE = 10.0, 100.0

# `^…^` is raised by 0.35 em at 0.6 of the size, `~…~` raised by 0.4 em at full size, `_…_` lowered, `=…=` small on the baseline
STEPS = {"^": (0.6, 0.35), "¤": (1.0, 0.4), "_": (0.6, -0.15), "=": (0.6, 0.0)}

READ = [
    ("報告した^3^。", [("³", 3)]),
    ("報告した^34^。", [("³⁴", 34)]),
    ("報告した^３４^。", [("³⁴", 34)]),
    ("報告した¤7¤。", [("⁷", 7)]),
    ("発表し^4、5^、その後", [("⁴", 4), ("、⁵", 5)]),
    ("発表し^4, 5^とした", [("⁴", 4), (", ⁵", 5)]),
    ("発表し^1・2・3^。", [("¹", 1), ("・²", 2), ("・³", 3)]),
    ("発表し^9 10^。", [("⁹", 9), (" ¹⁰", 10)]),
    ("発表し^5　6^。", [("⁵", 5), ("　⁶", 6)]),
    ("発表し^3～5^。", [("³", 3), ("～", 4), ("⁵", 5)]),
    ("発表し^3-4^。", [("³", 3), ("-⁴", 4)]),
    ("発表した^注12^。", [("注¹²", 12)]),
    ("発表した^(3)^。", [("⁽³⁾", 3)]),
    ("発表した^5)^。", [("⁵⁾", 5)]),
    ("発表した^＊1^。", [("＊¹", 1)]),
    ("発表した^※2^。", [("※²", 2)]),
    ("発表した^訳注1^。", [("訳注¹", 1)]),
    ("山田太郎^＊^", [("＊", 1)]),
    ("山田太郎^†^", [("†", 1)]),
    ("計画2022-2024^6^を", [("⁶", 6)]),
    ("報告²による", [("²", 2)]),
    ("報告³⁴による", [("³⁴", 34)]),
    ("その値（注3）は", [("（注3）", 3)]),
    ("その値（脚注3）は", [("（脚注3）", 3)]),
    ("その値注3）は", [("注3）", 3)]),
    ("（注3）。その後", [("（注3）", 3)]),
    ("^12^。その後", [("¹²", 12)]),
    ("面積は12km^2^である", [("²", 0)]),
    ("流量は3m^3^/秒", [("³", 0)]),
    ("加速度9.8m/s^2^", [("²", 0)]),
    ("約3×10^6^個", [("⁶", 0)]),
    ("毎秒10^-9^", [("⁻⁹", 0)]),
    ("Ca^2+^", [("²⁺", 0)]),
    ("^137^Csが", [("¹³⁷", 0)]),
    ("核種^235^U", [("²³⁵", 0)]),
    ("面積は12km²である", [("²", 0)]),
    ("決定係数R^2^は", [("²", 0)]),
]
SILENT = [
    "2023年5月に12社が",
    "CO_2_の排出",
    "小さな=3=である",
    "（注3）資料は速報値",
    "（注）速報値",
    "前掲注3を参照",
    "（注3参照）",
    "注目すべき点",
    "報告^a^の",
    "",
]


def row(text: str, *, vertical: bool = False) -> Row:
    glyphs: list[Glyph] = []
    x, scale, rise = 0.0, 1.0, 0.0
    for char in text:
        if char in STEPS:
            scale, rise = (1.0, 0.0) if (scale, rise) == STEPS[char] else STEPS[char]
            continue
        size, base = SIZE * scale, BASE + rise * SIZE
        if vertical and scale < 1.0:
            base = BASE + 0.38 * SIZE - 0.38 * size + rise * SIZE
        width = size * (0.5 if char.isascii() else 1.0)
        glyphs.append(Glyph(char, x, base - 0.12 * size, x + width, base + 0.88 * size, size, base, 0, 0))
        x += width
    return Row(strands(glyphs), Box(0.0, BASE, x, BASE + SIZE), SIZE, BASE, 0, vertical)


@pytest.mark.parametrize(("text", "expected"), READ)
def test_marks_are_read(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(mark.text, mark.number) for mark in markers.find(row(text), FONTS)] == expected


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_mark_is_left_alone(text: str) -> None:
    assert markers.find(row(text), FONTS) == ()


def test_a_mark_says_where_its_glyphs_are() -> None:
    (mark,) = markers.find(row("報告した^34^。"), FONTS)
    assert (mark.start, mark.end) == (4, 6)


def test_beside_a_vertical_line_small_figures_are_markers() -> None:
    assert [mark.number for mark in markers.find(row("報告した^3^。", vertical=True), FONTS)] == [3]


def test_small_figures_in_the_middle_of_a_vertical_line_are_none() -> None:
    assert markers.find(row("平成=12=年", vertical=True), FONTS) == ()


def test_a_slightly_higher_figure_is_no_marker() -> None:
    low = row("報告した3。")
    glyphs = [*low.glyphs[:4], low.glyphs[4]._replace(base=BASE + 0.1 * SIZE, size=0.6 * SIZE), *low.glyphs[5:]]
    assert markers.find(Row(strands(glyphs), low.box, SIZE, BASE, 0), FONTS) == ()


def test_figures_of_a_chart_that_stand_beside_each_other_are_none() -> None:
    assert markers.find(row("77,031 ¤81,220¤"), FONTS) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("協定³による", [(2, 3, 3)]), ("面積12km²", []), ("協定（注2）", [(2, 6, 2)]), ("協定", []), ("輸出⁴、⁵", [(2, 3, 4), (4, 5, 5)])],
)
def test_markers_in_a_text_that_has_superscripts(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert [(span.start, span.end, span.number) for span in markers.in_text(text)] == expected


@given(st.text(alphabet="あ12３^_¤=(（)）注訳、～-*＊†²³ km×0\u3000U", max_size=60))
def test_marks_of_any_row_are_sorted_apart_and_inside(text: str) -> None:
    made = row(text)
    marks = markers.find(made, FONTS)
    ends = [0, *(mark.end for mark in marks)]
    assert all(end <= mark.start < mark.end <= len(made.glyphs) for end, mark in zip(ends, marks, strict=False))


def note_rules() -> list[rules.Rule]:
    return list(rules.load("pdf_notes"))


@pytest.mark.parametrize("rule", note_rules(), ids=lambda rule: rule.id)
def test_rules_read_as_their_role_says(rule: rules.Rule) -> None:
    """Powers and printed markers are searched for, raised runs read whole, labels and credits from the start."""
    read = {
        "power": re.Pattern.search,
        "printed": re.Pattern.search,
        "raised": re.Pattern.fullmatch,
        "head": re.Pattern.fullmatch,
        "scope": re.Pattern.fullmatch,
    }.get(rule.fields["role"], re.Pattern.match)
    assert all(read(rule.pattern, example["text"]) for example in rule.examples)
    assert not any(read(rule.pattern, reject) for reject in rule.rejects)
