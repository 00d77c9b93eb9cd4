"""Ruled tables, from pages written for the tests: cells, merged cells, what is a frame or a chart, and how grids are told."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf import edges as ruling
from pipeline.read.pdf import grids, tables
from pipeline.read.pdf.edges import Edge
from pipeline.read.pdf.glyphs import Frame, frame
from pipeline.read.pdf.objects import objects
from pipeline.read.pdf.page import Box, Glyph, Graphics, Row, Table
from pipeline.read.pdf.strands import strands

PAGE = (400.0, 500.0)
SIZE = 10.0


def row(text: str, x: float, base: float, *, raised: str = "") -> Row:
    glyphs: list[Glyph] = []
    for char in text + raised:
        size, y = (SIZE, base) if len(glyphs) < len(text) else (0.6 * SIZE, base + 0.35 * SIZE)
        width = size * (0.5 if char.isascii() else 1.0)
        glyphs.append(Glyph(char, x, y - 0.12 * size, x + width, y + 0.88 * size, size, y, 0, 0))
        x += width
    return Row(strands(glyphs), Box(glyphs[0].left, base - 1.2, x, base + 8.8), SIZE, base, 0)


def pdf(drawing: str) -> bytes:
    """A file of one page with this drawing."""
    stream = drawing.encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % PAGE,
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"xref\n0 5\n0000000000 65535 f \n" + table + b"trailer<</Size 5/Root 1 0 R>>startxref\n%d\n%%%%EOF" % len(made)


def lines(*edges: tuple[float, float, float, float]) -> str:
    return "".join(f"{x0} {y0} m {x1} {y1} l S " for x0, y0, x1, y1 in edges)


def drawn(*edges: tuple[float, float, float, float]) -> Graphics:
    return Graphics([Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) for x0, y0, x1, y1 in edges])


ACROSS = [(50, y, 350, y) for y in (400, 380, 360)]
DOWN = [(x, 360, x, 400) for x in (50, 150, 350)]
TEXT = [row("国", 55, 385), row("輸出", 155, 385), row("日本", 55, 365), row("12", 155, 365)]
ROWS = [["国", "輸出"], ["日本", "12"]]


def find(drawing: str, graphics: Graphics, rows: Sequence[Row], *, turns: int = 0) -> list[Table]:
    """The tables of a page with this drawing, turned clockwise by quarters as `graphics` and `rows` are."""
    document = pdfium.PdfDocument(pdf(drawing))
    opened = document[0]
    try:
        shown = frame(opened.raw)
        around = Frame(0.0, 0.0, *shown.size, turns)
        listed = objects(opened.raw)
        return tables.find(lambda: ruling.turned(ruling.edges(listed, shown), around), graphics, rows, around.size)
    finally:
        opened.close()
        document.close()


def texts(edges: Sequence[tuple[float, float, float, float]], rows: Sequence[Row]) -> list[list[list[str]]]:
    found = find(lines(*edges), drawn(*edges), rows)
    return [[[cell.text for cell in cells] for cells in table.rows] for table in found]


def test_a_ruled_table_is_read_cell_by_cell() -> None:
    assert texts([*ACROSS, *DOWN], TEXT) == [ROWS]


def test_its_box_bounds_what_is_taken_out_of_the_text() -> None:
    (table,) = find(lines(*ACROSS, *DOWN), drawn(*ACROSS, *DOWN), TEXT)
    assert tuple(round(side) for side in table.box) == (50, 360, 350, 400)


def test_a_table_open_at_both_sides_keeps_its_outer_columns() -> None:
    assert texts([*ACROSS, DOWN[1]], TEXT) == [ROWS]


def test_rules_drawn_cell_by_cell_are_one_rule() -> None:
    pieces = [(x0, y, x1, y) for y in (400, 380, 360) for x0, x1 in ((50, 150), (150, 350))]
    assert texts([*pieces, *DOWN], TEXT) == [ROWS]


def test_cells_drawn_as_boxes() -> None:
    boxes = [(50, 380, 100, 20), (150, 380, 200, 20), (50, 360, 100, 20), (150, 360, 200, 20)]
    shapes = Graphics(shapes=[Box(x, y, x + w, y + h) for x, y, w, h in boxes])
    (table,) = find("".join(f"{x} {y} {w} {h} re S " for x, y, w, h in boxes), shapes, TEXT)
    assert [[cell.text for cell in cells] for cells in table.rows] == ROWS


def test_rules_drawn_as_thin_filled_boxes() -> None:
    bars = "".join(f"{x0} {y0} {max(x1 - x0, 0.5)} {max(y1 - y0, 0.5)} re f " for x0, y0, x1, y1 in [*ACROSS, *DOWN])
    (table,) = find(bars, drawn(*ACROSS, *DOWN), TEXT)
    assert [[cell.text for cell in cells] for cells in table.rows] == ROWS


def test_a_merged_cell_stands_at_its_first_place() -> None:
    edges = [(50, 400, 350, 400), (150, 380, 350, 380), (50, 360, 350, 360), *DOWN]
    rows = [row("国", 55, 375), row("輸出", 155, 385), row("輸入", 155, 365)]
    assert texts(edges, rows) == [[["国", "輸出"], ["", "輸入"]]]


def test_a_head_over_two_columns() -> None:
    edges = [*ACROSS, (50, 360, 50, 400), (150, 360, 150, 380), (350, 360, 350, 400)]
    rows = [row("貿易", 180, 385), row("輸出", 55, 365), row("輸入", 155, 365), row("1", 55, 345), row("2", 155, 345)]
    edges += [(50, 340, 350, 340), *((x, 340, x, 360) for x in (50, 150, 350))]
    assert texts(edges, rows) == [[["貿易", ""], ["輸出", "輸入"], ["1", "2"]]]


def test_lines_of_a_cell_are_joined_as_japanese_is() -> None:
    edges = [(50, y, 350, y) for y in (400, 340, 320)] + [(x, 320, x, 400) for x in (50, 150, 350)]
    rows = [row("経済", 55, 385), row("連携", 55, 372), row("Free", 155, 385), row("Trade", 155, 372), row("https://a.jp/b", 55, 345)]
    rows += [row("c", 155, 345), row("1", 55, 325), row("2", 155, 325)]
    assert texts(edges, rows)[0] == [["経済連携https://a.jp/b", "Free Trade c"], ["1", "2"]]


def test_a_raised_figure_in_a_cell_is_a_superscript() -> None:
    rows = [row("国", 55, 385), row("輸出", 155, 385, raised="3"), *TEXT[2:]]
    assert texts([*ACROSS, *DOWN], rows) == [[["国", "輸出³"], ["日本", "12"]]]


def test_a_row_of_glyphs_across_two_cells_is_parted() -> None:
    joined = row("国", 140, 385)
    joined.strands.extend(row("輸出", 151, 385).strands)
    assert texts([*ACROSS, *DOWN], [joined, *TEXT[2:]]) == [ROWS]


NO_TABLES = [
    (
        "a frame around a column",
        [(50, 400, 350, 400), (50, 100, 350, 100), (50, 100, 50, 400), (350, 100, 350, 400)],
        [row("囲み", 60, 380)],
    ),
    (
        "a frame with a title",
        [(50, y, 350, y) for y in (400, 380, 100)] + [(x, 100, x, 400) for x in (50, 350)],
        [row("題", 60, 385), row("文", 60, 365)],
    ),
    (
        "one row",
        [(50, 400, 350, 400), (50, 380, 350, 380), *((x, 380, x, 400) for x in (50, 150, 350))],
        [row("国", 55, 385), row("輸出", 155, 385)],
    ),
    ("an empty grid", [*ACROSS, *DOWN], []),
    ("a grid with one word on the diagonal", [*ACROSS, *DOWN], [TEXT[0], TEXT[3]]),
    ("rules without uprights", ACROSS, TEXT),
    (
        "lines of text over the grid of a chart",
        [*ACROSS, *DOWN],
        [row("国別の輸出額が" * 3, 100, 385), row("国別の輸入額が" * 3, 100, 365)],
    ),
]


@pytest.mark.parametrize(("edges", "rows"), [case[1:] for case in NO_TABLES], ids=[case[0] for case in NO_TABLES])
def test_what_is_no_table(edges: list[tuple[float, float, float, float]], rows: list[Row]) -> None:
    assert texts(edges, rows) == []


def test_the_prose_of_a_framed_column_beside_its_title_is_no_table() -> None:
    edges = [(50, y, 350, y) for y in (400, 380, 100)] + [(50, 100, 50, 400), (150, 380, 150, 400), (350, 100, 350, 400)]
    prose = [row("経済連携の進展について述べる文章", 60, 360 - 14 * at) for at in range(12)]
    assert texts(edges, [row("コラム", 60, 385), row("題名", 160, 385), *prose]) == []


def test_the_edges_of_a_page_without_rules_are_never_read() -> None:
    def ruled() -> list[Edge]:
        raise AssertionError("the edges are read")

    assert tables.find(ruled, Graphics(), TEXT, PAGE) == []
    assert tables.find(ruled, drawn(*ACROSS), TEXT, PAGE) == []


def test_dots_and_what_is_drawn_beside_the_page_rule_nothing() -> None:
    dots = [(x, 450, x + 2, 450) for x in range(50, 350, 8)]
    cut_marks = [(-20, 498, -5, 498), (-20, 2, -5, 2), (398, 520, 398, 505), (2, 520, 2, 505)]
    assert _edges([*dots, *cut_marks, ACROSS[0]]) == [Edge(False, 400.0, 50.0, 350.0)]


def test_a_table_that_runs_over_the_end_of_the_page_keeps_the_rules_beside_it() -> None:
    assert Edge(False, -40.0, 50.0, 350.0) in _edges([(50, 20, 350, 20), (50, -40, 350, -40), (50, -40, 50, 20), (350, -40, 350, 20)])


def _edges(drawing: Sequence[tuple[float, float, float, float]]) -> list[Edge]:
    document = pdfium.PdfDocument(pdf(lines(*drawing)))
    opened = document[0]
    try:
        return ruling.edges(objects(opened.raw), frame(opened.raw))
    finally:
        opened.close()
        document.close()


@pytest.mark.parametrize(
    ("graphics", "rows", "expected"),
    [
        (drawn(*ACROSS, *DOWN), TEXT, True),
        (drawn(*ACROSS, DOWN[1]), TEXT, True),
        (drawn(*ACROSS), TEXT, False),
        (drawn(*DOWN), TEXT, False),
        (drawn(ACROSS[0], DOWN[0]), TEXT, False),
        (Graphics(shapes=[Box(0.0, 0.0, 400.0, 500.0)]), TEXT, False),
    ],
)
def test_what_is_drawn_tells_whether_a_table_can_be_there(graphics: Graphics, rows: list[Row], expected: bool) -> None:
    assert grids.promising(graphics, rows, PAGE) is expected


def test_a_page_turned_on_its_side_is_read_upright() -> None:
    """The file's page is drawn lying; `graphics` and `rows` stand as the reader turned them, a quarter clockwise."""
    wide, _ = PAGE
    upright = [(y0, wide - x0, y1, wide - x1) for x0, y0, x1, y1 in [*ACROSS, *DOWN]]
    rows = [row("国", 365, 320), row("輸出", 385, 320), row("日本", 365, 200), row("12", 385, 200)]
    rows = [row("国", 361, 320), row("出", 386, 320), row("日", 361, 200), row("1", 386, 200)]
    found = find(lines(*ACROSS, *DOWN), drawn(*upright), rows, turns=1)
    assert [[[cell.text for cell in cells] for cells in table.rows] for table in found] == [[["国", "出"], ["日", "1"]]]


def test_a_pattern_of_countless_lines_is_no_grid() -> None:
    pattern = [Edge(True, 4.0 * at, 0.0, 4000.0) for at in range(1000)] + [Edge(False, 4.0 * at, 0.0, 4000.0) for at in range(1000)]
    assert list(grids.grids(pattern)) == []


sides = st.floats(0, 400)


@given(st.lists(st.tuples(st.booleans(), sides, sides, sides), max_size=30))
def test_cells_of_any_edges_are_boxes(drawn_edges: list[tuple[bool, float, float, float]]) -> None:
    ruled = [Edge(upright, at, min(a, b), max(a, b)) for upright, at, a, b in drawn_edges]
    assert all(cell.left < cell.right and cell.bottom < cell.top for cells in grids.grids(ruled) for cell in cells)
