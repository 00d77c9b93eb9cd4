"""Blocks of a first page → title, subtitle and what is no heading; headings of all pages; captions under pictures."""

from __future__ import annotations

import pytest

from pipeline.read.pdf import figures, frames
from pipeline.read.pdf.blocks import Block
from pipeline.read.pdf.cover import Cover, cover, printed_again
from pipeline.read.pdf.headings import Body, levels
from pipeline.read.pdf.page import Box
from tests.read.pdf_lines import LEFT, centred, line, page

BODY = Body(10.0, 0, 400, False)

# Lines of a title page as (text, size, centred) → places of title and subtitle, and of lines that are no headings.
COVERS = [
    ([("海の政治", 18, True), ("――航路と港――", 12, True), ("谷 花子", 12, True), ("はじめに", 12, False)], Cover(0, 1, frozenset({2}))),
    (
        [("海の政治", 18, True), ("航路と港の行方", 13, True), ("架空研究所", 11, True), ("はじめに", 15, False)],
        Cover(0, 1, frozenset({2})),
    ),
    ([("海の政治", 18, True), ("（覚書）", 12, True), ("1. 航路", 13, False)], Cover(0, 1)),
    (
        [("架空論集 第3号", 12, True), ("海の政治", 18, True), ("谷 花子", 13, True), ("令和7年5月", 12, True)],
        Cover(1, -1, frozenset({0, 2, 3})),
    ),
    ([("海の政治", 18, True), ("航路の行方", 13, False), ("港の整備", 13, False)], Cover(0, -1)),
    ([("第1章 海の政治", 18, True), ("――航路と港――", 12, True)], Cover()),
]


def block(text: str, size: float, middle: bool, top: float) -> Block:
    return Block("body", [centred(text, top, size, gothic=True) if middle else line(text, top, 0, size, gothic=True)])


@pytest.mark.parametrize(("printed", "expected"), COVERS)
def test_title_pages(printed: list[tuple[str, float, bool]], expected: Cover) -> None:
    found = [block(text, size, middle, 600 - 24 * at) for at, (text, size, middle) in enumerate(printed)]
    assert cover(found, [], BODY) == expected


def test_a_title_that_is_printed_again_is_no_heading() -> None:
    first = [block("海の政治", 24, True, 600), block("――航路と港――", 14, True, 560)]
    later = [block("海の 政治", 18, True, 600), block("海の政治", 10, False, 560), block("海の政治の行方", 18, True, 520)]
    assert printed_again(first, later, Cover(0, 1), BODY) == later[:1]
    assert printed_again(first, later, Cover(), BODY) == []


# Blocks as (text, size, gothic) → their levels, 0 for none.
LEVELS = [
    ([("第1章 航路", 15, True), ("――北の海――", 12, True), ("谷 花子", 12, True), ("1 港の整備", 12, True)], [1, 0, 0, 2]),
    ([("第1章 航路", 15, True), ("谷 花子", 15, True), ("1 港", 12, True)], [1, 0, 2]),
    ([("第1章 航路", 15, True), ("著者一覧", 12, True)], [1, 1]),
    ([("(1) 港の整備", 10, False), ("(2) 航路", 10, False)], [0, 0]),
    ([("(1) 港の整備", 10, True), ("航路を見る。", 10, True)], [1, 0]),
]


@pytest.mark.parametrize(("printed", "expected"), LEVELS)
def test_levels_of_headings(printed: list[tuple[str, float, bool]], expected: list[int]) -> None:
    found = [(Block("body", [line(text, 600 - 24 * at, 0, size, gothic=gothic)]), 1.0) for at, (text, size, gothic) in enumerate(printed)]
    made = levels(found, BODY)
    assert [made.get(at, 0) for at in range(len(found))] == expected


def test_a_name_at_the_far_end_is_no_heading() -> None:
    assert levels([(Block("body", [line("谷花子", 600, 365, 11.5, gothic=True)]), 1.0)], BODY) == {}


def test_captions_stand_in_the_middle_under_a_picture() -> None:
    here = page([])
    here.graphics.images = [Box(LEFT + 100, 300, LEFT + 300, 450)]
    first, second = centred("港に入る船", 292, 8), centred("（谷花子撮影）", 278, 8)
    assert figures.under_picture(here, [first], [], 10.0)
    assert figures.under_picture(here, [second], [first], 10.0)
    assert not figures.under_picture(here, [second], [], 10.0)
    assert not figures.under_picture(here, [centred("港に入る船", 292, 10)], [], 10.0)
    assert not figures.under_picture(here, [line("港に入る船", 292, 0, 8)], [], 10.0)
    assert not figures.under_picture(here, [centred("資料：谷花子作成", 292, 8)], [], 10.0)


def test_ragged_regions_are_measured_by_a_column_that_holds_them() -> None:
    prose = [line("あ" * 40, 600 - 16 * at) for at in range(6)]
    colophon = [line(text, 300 - 16 * at, region=1) for at, text in enumerate(("谷花子の主な著作は次にある", "架空研究所", "初版"))]
    beside = [line("い" * 10, 200, region=2), line("う" * 10, 200, 300, region=3)]
    here = page([*prose, *colophon, *beside])
    frames.reframe([here])
    ends = {number: next(one for one in here.lines if one.region == number).frame.right - LEFT for number in range(4)}
    assert ends == {0: 400, 1: 400, 2: 100, 3: 400}


def test_hanging_punctuation_does_not_widen_a_measure() -> None:
    lines = [line("あ" * 40, 600 - 16 * at) for at in range(5)] + [line("い" * 40 + "。", 520)]
    frames.reframe([page(lines)])
    assert {one.frame.right for one in lines} == {LEFT + 400}
