"""Glyphs → strands → runs → rows, blanks, ruby: on glyphs made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf import lines, ruby
from pipeline.read.pdf.glyphs import DESCENT
from pipeline.read.pdf.page import Glyph
from pipeline.read.pdf.runs import runs
from pipeline.read.pdf.strands import strands

# Pieces of one line as (x, baseline, size, text) → what the rows read, top down.
ROWS = [
    ([(0, 0, 10, "海洋の秩序")], ["海洋の秩序"]),
    ([(0, 0, 10, "海洋の秩序"), (0, -16, 10, "航路")], ["海洋の秩序", "航路"]),
    ([(0, 0, 10, "The"), (17.5, 0, 10, "Arctic")], ["The Arctic"]),
    ([(0, 0, 10, "海洋"), (22, 0, 10, "order")], ["海洋order"]),
    ([(0, 0, 10, "第一章"), (40, 0, 10, "海洋")], ["第一章\u3000海洋"]),
    ([(0, 0, 10, "小川"), (22.5, 0, 10, "一郎")], ["小川 一郎"]),
    ([(0, 0, 10, "바다"), (22.5, 0, 10, "질서")], ["바다 질서"]),
    ([(0, 0, 10, "広"), (15, 0, 10, "が"), (30, 0, 10, "る"), (45, 0, 10, "海")], ["広がる海"]),
    ([(0, 0, 10, "航路"), (20, 4, 6, "12"), (26, 0, 10, "は")], ["航路12は"]),
    ([(20, 4, 6, "12"), (26, 0, 10, "は"), (0, 0, 10, "航路")], ["航路12は"]),
    ([(0, 0, 10, "左の段"), (60, 0, 10, "右の段")], ["左の段", "右の段"]),
    ([(0, 0, 10, "段の終わり、"), (72, 0, 10, "次の段")], ["段の終わり、", "次の段"]),
]
# A base and what stands over it, as (x, baseline, size, text) → its reading, or nothing.
RUBY = [
    ((10, 8.8, 5, "ちつじょ"), ["秩序", "ちつじょ"]),
    ((20, 8.8, 5, "じょ"), ["序", "じょ"]),
    ((10, 4.0, 5, "ちつ"), []),
    ((10, 16.5, 10, "ちつ"), []),
    ((10, 8.8, 5, "order"), []),
    ((60, 8.8, 5, "ちつ"), []),
    ((30, 8.8, 5, "を"), []),
]


def set_line(x: float, base: float, size: float, text: str, *, vertical: bool = False) -> list[Glyph]:
    """Glyphs of a line, half an em wide where they are Latin; vertical: from the upper end x, along the middle `base`."""
    made = []
    for char in text:
        wide = size if ord(char) >= 0x1100 else size / 2
        if vertical:
            low = base - size / 2
            made.append(Glyph(char, low, x - size, low + size, x, size, x - size * (1 - DESCENT), 0, 0))
            x -= size
        else:
            made.append(Glyph(char, x, base - DESCENT * size, x + wide, base + (1 - DESCENT) * size, size, base, 0, 0))
            x += wide
    return made


def rows(glyphs: list[Glyph]) -> list[str]:
    pieces, _, _ = runs(strands(glyphs))
    plain, _ = ruby.taken(lines.joined(pieces))
    made = [lines.row(run, lines.Setting()) for run in lines.raised_in(plain)]
    return ["".join(glyph.text for glyph in row.glyphs) for row in sorted(made, key=lambda row: (-row.base, row.box.left))]


@pytest.mark.parametrize(("pieces", "expected"), ROWS)
def test_pieces_become_rows(pieces: list[tuple[float, float, float, str]], expected: list[str]) -> None:
    assert rows([glyph for x, base, size, text in pieces for glyph in set_line(x, base, size, text)]) == expected


@pytest.mark.parametrize(("over", "expected"), RUBY)
def test_small_kana_over_kanji_is_a_reading(over: tuple[float, float, float, str], expected: list[str]) -> None:
    base = set_line(0, 0, 10, "の秩序を見る")
    pieces, _, _ = runs(strands([*base, *set_line(*over)]))
    plain, readings = ruby.taken(lines.joined(pieces))
    found = [
        ["".join(g.text for g in base[base.index(first) : base.index(last) + 1]), text]
        for first in base
        for last, text in [readings.get(id(first), (None, ""))]
        if last
    ]
    assert found == ([expected] if expected else [])
    assert sum(len(line.glyphs) for line in plain) == len(base) + (0 if expected else len(over[3]))


def test_vertical_lines_with_figures_side_by_side() -> None:
    glyphs = set_line(500, 100, 10, "平成", vertical=True)
    glyphs += set_line(95, 480 - 8.8, 10, "25")
    glyphs += set_line(470, 100, 10, "年の秩序", vertical=True)
    glyphs += set_line(500, 84, 10, "次の行は左にある", vertical=True)
    pieces, _, vertical = runs(strands(glyphs))
    made = [lines.row(run, lines.Setting()) for run in lines.joined(pieces)]
    assert vertical
    assert ["".join(glyph.text for glyph in row.glyphs) for row in sorted(made, key=lambda row: -row.base)] == [
        "平成25年の秩序",
        "次の行は左にある",
    ]
    assert made[0].box[0] == pytest.approx(95)
    assert made[0].box[3] == pytest.approx(500)


def test_a_reading_that_spreads_its_base_makes_no_blank() -> None:
    glyphs = [*set_line(0, 0, 10, "の"), *set_line(13, 0, 10, "砕"), *set_line(26, 0, 10, "氷")]
    bases = frozenset({id(glyphs[1]), id(glyphs[2])})
    (run,) = lines.joined(runs(strands(glyphs))[0])
    assert "".join(glyph.text for glyph in lines.row(run, lines.Setting(bases)).glyphs) == "の砕氷"


@given(
    st.lists(
        st.tuples(st.floats(0, 500), st.floats(0, 800), st.sampled_from([5.0, 8.0, 10.0]), st.text("海洋のAb1、 ", min_size=1, max_size=6)),
        max_size=12,
    )
)
def test_no_glyph_is_lost(pieces: list[tuple[float, float, float, str]]) -> None:
    glyphs = [glyph for piece in pieces for glyph in set_line(*piece)]
    found, slanted, _ = runs(strands(glyphs))
    made = [lines.row(run, lines.Setting()) for run in lines.raised_in(lines.joined(found))]
    seen = "".join(glyph.text for row in made for glyph in row.glyphs) + "".join(
        glyph.text for part in slanted for strand in part for glyph in strand.glyphs
    )
    assert sorted(seen.replace(" ", "").replace("\u3000", "")) == sorted("".join(text for *_, text in pieces).replace(" ", ""))
