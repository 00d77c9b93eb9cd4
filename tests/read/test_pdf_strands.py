"""Glyphs → strands and back: where they are cut, and that the glyphs stay the same objects."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf import lines
from pipeline.read.pdf.page import JAPANESE, Glyph, Strand
from pipeline.read.pdf.runs import Run
from pipeline.read.pdf.strands import cut, strands

# Glyphs as (text, left, base, size, font, quarter turns), each as wide as its size → what the strands read.
CASES = [
    ([("海", 0, 0, 10, 0, 0), ("洋", 10, 0, 10, 0, 0)], ["海洋"]),
    ([("海", 0, 0, 10, 0, 0), ("洋", 13.9, 0, 10, 0, 0)], ["海洋"]),
    ([("海", 0, 0, 10, 0, 0), ("洋", 14.1, 0, 10, 0, 0)], ["海", "洋"]),
    ([("、", 0, 0, 10, 0, 0), ("「", 3.1, 0, 10, 0, 0)], ["、「"]),
    ([("海", 10, 0, 10, 0, 0), ("洋", 0, 0, 10, 0, 0)], ["海", "洋"]),
    ([("海", 0, 0, 10, 0, 0), ("洋", 10, 0.5, 10, 0, 0)], ["海", "洋"]),
    ([("海", 0, 0, 10, 0, 0), ("洋", 10, 0, 9, 0, 0)], ["海", "洋"]),
    ([("海", 0, 0, 10, 0, 0), ("洋", 10, 0, 10, 1, 0)], ["海", "洋"]),
    ([("a", 0, 0, 10, 0, 0), (" ", 10, 0, 10, 0, 0), ("b", 20, 0, 10, 0, 0), ("c", 30, 0, 10, 0, 0)], ["a", " ", "bc"]),
    ([("a", 0, 0, 10, 0, 1), ("b", 10, 0, 10, 0, 1)], ["a", "b"]),
    ([("年", 0, 0, 10, 0, 0), ("25", 10, 0, 10, 0, 0), ("月", 20, 0, 10, 0, 0), ("日", 30, 0, 10, 0, 0)], ["年", "25", "月日"]),
    ([], []),
]


def glyph(text: str, left: float, base: float, size: float, font: int, turned: int) -> Glyph:
    return Glyph(text, left, base - 1, left + size, base + 9, size, base, font, turned)


@pytest.mark.parametrize(("given_glyphs", "expected"), CASES)
def test_strands_are_cut_where_glyphs_do_not_follow_each_other(
    given_glyphs: list[tuple[str, float, float, float, int, int]], expected: list[str]
) -> None:
    made = [glyph(*fields) for fields in given_glyphs]
    found = strands(made)
    assert [strand.text for strand in found] == expected
    assert [id(one) for strand in found for one in strand.glyphs] == [id(one) for one in made]
    assert [text for strand in found for text in strand.texts] == [one.text for one in made]


def test_a_strand_without_glyphs_makes_them_once() -> None:
    strand = Strand("海洋の", [0.0, 10.0, 20.0], [10.0, 20.0, 30.0], -1.0, 9.0, 10.0, 0.0, 2)
    assert not strand.opened
    assert strand.glyphs[1] == Glyph("洋", 10.0, -1.0, 20.0, 9.0, 10.0, 0.0, 2, 0)
    assert strand.opened
    assert strand.part(1, 3).glyphs[0] is strand.glyphs[1]
    assert strands(strand.glyphs)[0].part(0, 2).text == "海洋"


def pairwise_gaps(strand: Strand) -> list[float]:
    return [after.left - before.right for before, after in pairwise(strand.glyphs)]


_EMS = st.floats(-2, 3, allow_nan=False)


@given(st.lists(st.tuples(st.sampled_from("海の、 \u3000a1"), _EMS), min_size=1, max_size=30))
def test_cut_loses_nothing(steps: list[tuple[str, float]]) -> None:
    lefts = [10 * sum(step for _, step in steps[: at + 1]) for at in range(len(steps))]
    whole = Strand("".join(text for text, _ in steps), lefts, [left + 10 for left in lefts], 0.0, 10.0, 10.0, 1.0, 0)
    parts = cut(whole)
    assert [one for part in parts for one in part.glyphs] == whole.glyphs
    assert [part.widest for part in parts] == [max(pairwise_gaps(part), default=0.0) for part in parts]
    assert all(part.widest < 4 and (len(part.lefts) == 1 or part.text.strip() == part.text) for part in parts)


@given(st.lists(st.tuples(st.sampled_from("海の、a1"), st.floats(0.9, 1.3)), min_size=2, max_size=30), st.data())
def test_a_row_is_the_same_whether_its_line_is_one_strand_or_two(steps: list[tuple[str, float]], data: st.DataObject) -> None:
    lefts = [10 * sum(step for _, step in steps[: at + 1]) for at in range(len(steps))]
    whole = Strand("".join(text for text, _ in steps), lefts, [left + 10 for left in lefts], 0.0, 10.0, 10.0, 1.234, 3)
    at = data.draw(st.integers(1, len(steps) - 1))
    one, two = (lines.row(Run(parts), lines.Setting()) for parts in ([whole], [whole.part(0, at), whole.part(at, len(steps))]))
    assert (one.text, one.box, one.size, one.base, one.font, one.rise) == (two.text, two.box, two.size, two.base, two.font, two.rise)


@pytest.mark.parametrize("text", ["海洋", "ab", "海b", "b洋", "\u2e7f", JAPANESE, "a\u2e80", "𠮷a", "\U0010ffff\0"])
def test_what_of_a_strand_is_japanese(text: str) -> None:
    strand = Strand(text, [0.0] * len(text), [1.0] * len(text), 0.0, 1.0, 1.0, 0.0, 0)
    assert strand.japanese == sum(char >= JAPANESE for char in text)
    assert strand.mixed == (0 < strand.japanese < len(text))
