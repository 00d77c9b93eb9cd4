"""Boxes on a page → regions in reading order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.order import Item, regions
from pipeline.read.pdf.page import Box

EM = 10.0


def column(left: float, right: float, top: float, count: int, last: float = 1.0) -> list[Box]:
    """Lines of 10 points, 17 apart; the last one fills that share of the column."""
    lines = [Box(left, top - 17 * at - 10, right, top - 17 * at) for at in range(count)]
    return [*lines[:-1], lines[-1]._replace(right=left + last * (right - left))]


LEFT, RIGHT, FULL = (50, 270), (292, 512), (50, 512)
# Boxes in the order they must be read in, and the sizes of the regions.
PAGES = {
    "one column": ([column(*FULL, 700, 12)], [12]),
    "two columns": ([column(*LEFT, 700, 20), column(*RIGHT, 700, 20)], [20, 20]),
    "right column shorter": ([column(*LEFT, 700, 20), column(*RIGHT, 700, 6, 0.3)], [20, 6]),
    "lines at other heights": ([column(*LEFT, 700, 12), column(*RIGHT, 693, 11)], [12, 11]),
    "title over columns": ([column(*FULL, 740, 1), column(*LEFT, 700, 10), column(*RIGHT, 700, 10)], [1, 10, 10]),
    "blank line at one height": (
        [column(*LEFT, 700, 8), column(*LEFT, 530, 8), column(*RIGHT, 700, 8), column(*RIGHT, 530, 8)],
        [16, 16],
    ),
    "figure across": (
        [column(*LEFT, 700, 8), column(*RIGHT, 700, 8), [Box(50, 330, 512, 540)], column(*LEFT, 300, 8), column(*RIGHT, 300, 8)],
        [8, 8, 1, 8, 8],
    ),
    "notes shorter than a column": ([column(*LEFT, 700, 20), column(*RIGHT, 700, 15), column(50, 250, 310, 3)], [20, 15, 3]),
    "date at the right above": ([[Box(430, 720, 512, 730)], column(*LEFT, 700, 10), column(*RIGHT, 700, 10)], [1, 10, 10]),
    "three columns": ([column(50, 190, 700, 9), column(210, 350, 700, 9), column(370, 510, 700, 9)], [9, 9, 9]),
    "numbers before notes": (
        [[box for at in range(6) for box in (Box(50, 690 - 17 * at, 55, 700 - 17 * at), Box(75, 690 - 17 * at, 512, 700 - 17 * at))]],
        [12],
    ),
    "list of short items": (
        [[box for at in range(5) for box in (Box(50, 690 - 17 * at, 110, 700 - 17 * at), Box(300, 690 - 17 * at, 350, 700 - 17 * at))]],
        [10],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_reading_order(name: str) -> None:
    parts, sizes = PAGES[name]
    boxes = [box for part in parts for box in part]
    shuffled = sorted(range(len(boxes)), key=lambda at: (at * 7919) % 101)
    found, _ = regions([Item(boxes[at], at, boxes[at].top - boxes[at].bottom > 100) for at in shuffled], EM)
    assert [at for region in found for at in region] == list(range(len(boxes)))
    assert [len(region) for region in found] == sizes


def test_a_column_of_one_line_is_known_from_the_page_before() -> None:
    boxes = [*column(*LEFT, 700, 8), *column(*RIGHT, 700, 1, 0.1)]
    items = [Item(box, at) for at, box in enumerate(boxes)]
    assert regions(items, EM, known=[292.0])[0] == [list(range(8)), [8]]
    assert len(regions(items, EM)[0]) == 1


def test_a_rule_across_both_columns_parts_what_is_above_it() -> None:
    boxes = [*column(*LEFT, 700, 6), *column(*RIGHT, 700, 6), *column(*LEFT, 580, 6), *column(*RIGHT, 580, 6)]
    items = [Item(box, at) for at, box in enumerate(boxes)]
    assert regions([*items, Item(Box(50, 587, 512, 588), -1)], EM)[0] == [list(range(at, at + 6)) for at in (0, 6, 12, 18)]


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0, 700), st.floats(1, 300)), max_size=40))
def test_every_box_is_read_once(places: list[tuple[float, float, float]]) -> None:
    items = [Item(Box(left, low, left + wide, low + 10), at) for at, (left, low, wide) in enumerate(places)]
    found, _ = regions(items, EM)
    assert sorted(at for region in found for at in region) == list(range(len(items)))
