"""Lines of pages → blocks, joined text, furniture, captions: on lines made by hand."""

from __future__ import annotations

import pytest

from pipeline.read.pdf import figures, furniture
from pipeline.read.pdf.blocks import Usual, blocks, rejoin, usual
from pipeline.read.pdf.joining import pieces
from pipeline.read.pdf.page import Box, Line, Page, Span
from tests.read.pdf_lines import LEFT, WIDE, centred, line, page

# Two printed lines → the text they join to; "|" at the end: the line fills its measure.
JOINED = [
    ("海洋の秩序を|", "めぐる議論", "海洋の秩序をめぐる議論"),
    ("of the Arctic|", "Ocean and", "of the Arctic Ocean and"),
    ("the coop-|", "eration of", "the cooperation of"),
    ("the Indo-|", "pacific", "the Indo-pacific"),
    ("state-of-the-|", "art ships", "state-of-the-art ships"),
    ("2015-|", "2020年", "2015-2020年"),
    ("議論は NATO|", "と日本の", "議論は NATOと日本の"),
    ("https://example.org/sea-|", "routes/2024.html", "https://example.org/sea-routes/2024.html"),
    ("https://example.org/sea/|", "The Arctic Council", "https://example.org/sea/ The Arctic Council"),
    ("https://example.org/", "northern-routes/", "https://example.org/ northern-routes/"),
    ("https://example.org/routes|", "小川一『航路』", "https://example.org/routes 小川一『航路』"),
]

# Lines as (left, text), in points from the left of the measure; → the blocks they make.
BLOCKS = [
    ([(0, "あ" * 40), (0, "い" * 40), (0, "終わる。")], ["あ" * 40 + "い" * 40 + "終わる。"]),
    ([(0, "あ" * 39 + "。"), (10, "い" * 39), (0, "終わる。")], ["あ" * 39 + "。", "い" * 39 + "終わる。"]),
    ([(0, "あ" * 20 + "。"), (0, "い" * 40)], ["あ" * 20 + "。", "い" * 40]),
    ([(0, "①" + "あ" * 39), (10, "い" * 30), (0, "②" + "う" * 30)], ["①" + "あ" * 39 + "い" * 30, "②" + "う" * 30]),
    ([(0, "あ" * 40), (0, "②" + "い" * 39), (0, "う。")], ["あ" * 40 + "②" + "い" * 39 + "う。"]),
    ([(0, "注：" + "あ" * 38), (20, "い" * 20), (0, "資料：" + "う" * 20)], ["注：" + "あ" * 38 + "い" * 20, "資料：" + "う" * 20]),
    ([(0, "はじめに........................................1"), (0, "第1章　秩序..................................3")], None),
]

# Text of a line → whether it is a figure's or table's title.
CAPTIONS = [
    ("図1-3 航路の長さ", True),
    ("第2-1図　航路の長さ", True),
    ("表３　港の数", True),
    ("図1-3は航路を示す。", False),
    ("第2-1図に示すように", False),
    ("図書館", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), JOINED)
def test_lines_are_joined_as_they_were_written(first: str, second: str, expected: str) -> None:
    above = line(first.rstrip("|"), 500)
    if first.endswith("|"):
        above.frame = above.box
    made = pieces([above, line(second, 484)], lambda *_: "")
    assert "".join(piece.text for piece in made) == expected


def test_markers_and_bases_of_readings_are_pieces() -> None:
    first = line("秩序³を", 500)
    first.spans = (Span("ruby", 0, 2, 0, "ちつじょ"), Span("marker", 2, 3, 3))
    made = pieces([first, line("見る", 484)], lambda line, span: f"n{span.number}")
    assert [(piece.text, piece.kind, piece.number, piece.key, piece.ruby) for piece in made] == [
        ("秩序", None, 0, "", "ちつじょ"),
        ("³", "marker", 3, "n3", ""),
        ("を見る", None, 0, "", ""),
    ]


@pytest.mark.parametrize(("printed", "expected"), BLOCKS)
def test_lines_become_blocks(printed: list[tuple[float, str]], expected: list[str] | None) -> None:
    lines = [line(text, 600 - 16 * at, left) for at, (left, text) in enumerate(printed)]
    made = page(lines)
    found = [block.text for _, block in blocks(made, list(enumerate(lines)), usual([made], 10.0))]
    assert found == (expected if expected is not None else [text for _, text in printed])


# Lines as (text, size, how set: left or centred, region) → the blocks they make.
HEADS = [
    ([("第1章", 15, "left"), ("航路と港", 15, "left"), ("――北の海――", 12, "centred")], ["第1章航路と港", "――北の海――"]),
    (
        [("海をめぐる議論と", 18, "centred"), ("航路の行方", 18, "centred"), ("――覚書――", 18, "centred")],
        ["海をめぐる議論と航路の行方", "――覚書――"],
    ),
    ([("2 航路の行方", 12, "left"), ("(1) 港の整備", 10.5, "left")], ["2 航路の行方", "(1) 港の整備"]),
    ([("谷 花子", 10, "centred"), ("架空研究所", 10, "centred"), ("令和7年5月", 10, "centred")], ["谷 花子", "架空研究所", "令和7年5月"]),
    ([("谷 花子", 12, "centred"), ("2024年5月", 12, "centred")], ["谷 花子", "2024年5月"]),
    ([("あ" * 40, 10, "left"), ("い" * 40, 10, "left"), ("うえお", 10, "centred")], ["あ" * 40 + "い" * 40 + "うえお"]),
]


@pytest.mark.parametrize(("printed", "expected"), HEADS)
def test_lines_of_headings_and_covers(printed: list[tuple[str, float, str]], expected: list[str]) -> None:
    set_as = {"left": lambda text, top, size: line(text, top, 0.0, size), "centred": centred}
    lines = [set_as[how](text, 600 - 18 * at, size) for at, (text, size, how) in enumerate(printed)]
    found = [block for _, block in blocks(page(lines), list(enumerate(lines)), Usual({}, 10.0))]
    assert [block.text for block in found] == expected
    assert not any(block.indented for block in found)


def column(text: str, top: float, left: float = 0.0) -> Line:
    """A line of the column at the right of the measure that `line` writes in."""
    made = line(text, top, 500 + left, region=1)
    made.frame = Box(LEFT + 500, 100, LEFT + 500 + 10 * WIDE, 700)
    return made


# The last lines of a column and the first of the next → the blocks they make.
COLUMNS = [
    ([line("あ" * 40, 200)], [column("いう。", 600)], ["あ" * 40 + "いう。"]),
    ([line("あ" * 39 + "。", 200)], [column("いう。", 600)], ["あ" * 39 + "。", "いう。"]),
    ([line("あ" * 40, 200)], [column("いう。", 600, 10)], ["あ" * 40, "いう。"]),
    ([line("・" + "あ" * 39, 216), line("い" * 39, 200, 10)], [column("いう。", 600, 10)], ["・" + "あ" * 39 + "い" * 39 + "いう。"]),
    ([line("あ" * 40, 200)], [column("・いう", 600)], ["あ" * 40, "・いう"]),
    ([line("あ" * 40, 200)], [column("図1　航路", 600)], ["あ" * 40, "図1　航路"]),
    ([line("航路の行方", 200)], [column("いう。", 600)], ["航路の行方", "いう。"]),
]


@pytest.mark.parametrize(("left", "right", "expected"), COLUMNS)
def test_what_a_column_cuts_goes_on_in_the_next(left: list[Line], right: list[Line], expected: list[str]) -> None:
    lines = [*left, *right]
    assert [block.text for _, block in blocks(page(lines), list(enumerate(lines)), Usual({}, 10.0))] == expected


def test_the_second_half_of_an_item_is_no_new_paragraph() -> None:
    first, second = (
        [line("・" + "あ" * 39, 216), line("い" * 39, 200, 10)],
        [line("う" * 20 + "。", 600, 10), line("え" * 40, 584), line("お。", 568)],
    )
    made = [block for lines in (first, second) for _, block in blocks(page(lines), list(enumerate(lines)), Usual({}, 10.0))]
    assert [block.indented for block in made] == [False, True, False]
    rejoin(made)
    assert not any(block.indented for block in made)


def test_white_size_and_weight_part_blocks() -> None:
    lines = [
        line("あ" * 40, 600),
        line("い" * 40, 584),
        line("う" * 40, 540),
        line("え" * 20, 524, size=14),
        line("お" * 40, 504, weight=700),
    ]
    made = page(lines)
    found = [block.text[0] for _, block in blocks(made, list(enumerate(lines)), Usual({40: 16.0}, 10.0))]
    assert found == ["あ", "う", "え", "お"]


@pytest.mark.parametrize(("text", "expected"), CAPTIONS)
def test_captions(text: str, expected: bool) -> None:
    assert figures.is_caption(text) is expected


def test_labels_end_where_prose_or_the_credit_begins() -> None:
    lines = [
        line("図1　貨物の量", 600),
        line("千トン", 580, size=7),
        line("2020年", 560, size=7),
        line("資料：筆者作成", 540, size=8),
        line("あ" * 40, 510),
        line("い" * 40, 494),
    ]
    figures.mark([page(lines)], 10.0)
    assert [entry.kind for entry in lines] == ["body", "figure-text", "figure-text", "body", "body", "body"]


def book(heads: list[str], numbers: list[str]) -> list[Page]:
    """Pages of prose with a head above and a number below."""
    made = []
    for at, (head, number) in enumerate(zip(heads, numbers, strict=True)):
        body = [line(chr(0x3042 + at) * 40, 600 - 16 * row) for row in range(20)]
        made.append(page([line(head, 740, size=8), *body, line(number, 60, size=8)], at + 1))
    return made


EDGES = [
    (["海洋年報"] * 4, ["1", "2", "3", "4"], ["running-head"] * 4, ["page-number"] * 4),
    (["海洋年報", "第一章 秩序"] * 3, [str(n) for n in range(11, 17)], ["running-head"] * 6, ["page-number"] * 6),
    (["第一章", "第二章", "第三章"], ["i", "ii", "iii"], ["running-head"] * 3, ["page-number"] * 3),
    (["海洋年報", "航路の歴史"], ["- 254 -", "- 255 -"], ["running-head"] * 2, ["page-number"] * 2),
    (["海洋年報"] * 3, ["254　海洋年報", "255　海洋年報", "256　海洋年報"], ["running-head"] * 3, ["running-head"] * 3),
]


@pytest.mark.parametrize(("heads", "numbers", "head_kinds", "number_kinds"), EDGES)
def test_furniture(heads: list[str], numbers: list[str], head_kinds: list[str], number_kinds: list[str]) -> None:
    pages = book(heads, numbers)
    furniture.mark(pages, 10.0)
    assert [made.lines[0].kind for made in pages] == head_kinds
    assert [made.lines[-1].kind for made in pages] == number_kinds
    assert {entry.kind for made in pages for entry in made.lines[1:-1]} == {"body"}


def test_first_and_last_lines_of_the_text_are_no_furniture() -> None:
    pages = [page([line(chr(0x3042 + at) * 40, 700 - 16 * row) for row in range(30)], at + 1) for at in range(4)]
    furniture.mark(pages, 10.0)
    assert {entry.kind for made in pages for entry in made.lines} == {"body"}


def test_a_large_line_at_the_head_of_pages_is_a_heading() -> None:
    pages = book(["第一章 秩序", "第二章 航路", "第三章 港"], ["1", "2", "3"])
    for made in pages:
        made.lines[0].size = 16
    furniture.mark(pages, 10.0)
    assert [made.lines[0].kind for made in pages] == ["body"] * 3
