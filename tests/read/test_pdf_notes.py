"""Notes at the feet of pages, from lines as they stand, and the markers that point to them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf import notes
from pipeline.read.pdf.markers import in_text
from pipeline.read.pdf.page import Box, Cell, FoundNote, Graphics, Line, Page, Span, Table
from tests.read.pdf_notes import BODY, linked, told

NOTE = 7.0
WIDE, HIGH = 500.0, 700.0
LEFT = 50.0


def line(text: str, y: float, *, size: float = BODY, x: float = LEFT, right: float = 0.0, vertical: bool = False) -> Line:
    end = right or x + sum(size if ord(char) > 0x2E7F else size / 2 for char in text)
    box = Box(x, y - 0.12 * size, end, y + 0.88 * size)
    if vertical:
        box = Box(y - size / 2, 600.0 - (end - x), y + size / 2, 600.0)
    frame = Box(LEFT, 0.0, WIDE - LEFT, HIGH)
    return Line(text, box, size, y, 0, 400, False, vertical, 0, frame, in_text(text))


def page(number: int, body: Sequence[str], foot: Sequence[str | Line], *, rule: bool = False, foot_top: float = 150.0) -> Page:
    """A page with body lines from the top, small lines from `foot_top` down (`>` stands in under the label), and a short rule above these."""
    lines = [line(text, 650.0 - 17 * at) for at, text in enumerate(body)]
    for at, text in enumerate(foot):
        if isinstance(text, Line):
            lines.append(text)
        else:
            hanging = text.startswith(">")
            lines.append(line(text.removeprefix(">"), foot_top - 9 * at, size=NOTE, x=LEFT + (14 if hanging else 0)))
    rules = [Box(LEFT, foot_top + 12, LEFT + 120, foot_top + 12.5)] if rule else []
    return Page(number, WIDE, HIGH, lines, Graphics(rules))


LABELS = [
    ("政策¹を", "1　甲の論文"),
    ("政策¹を", "1 甲の論文"),
    ("政策¹を", "１　甲の論文"),
    ("政策¹を", "¹ 甲の論文"),
    ("政策¹を", "¹甲の論文"),
    ("政策¹を", "1) 甲の論文"),
    ("政策¹を", "（1）甲の論文"),
    ("政策¹を", "[1] 甲の論文"),
    ("政策¹を", "1. 甲の論文"),
    ("政策（注1）を", "注1　甲の論文"),
    ("政策（注1）を", "（注1）甲の論文"),
    ("政策＊¹を", "＊1　甲の論文"),
    ("政策※¹を", "※1　甲の論文"),
]


@pytest.mark.parametrize(("body", "foot"), LABELS)
def test_a_label_in_any_form_opens_a_note(body: str, foot: str) -> None:
    pages = [page(1, [body + "進める方針が示されている。"], [foot])]
    assert told(pages) == [("p1:1", "甲の論文")]
    assert linked(pages) == ["p1:1"]


def test_lines_that_follow_belong_to_their_note() -> None:
    pages = [page(1, ["甲が¹、乙が²述べた。"], ["1　甲の論文、", ">その続き", "2　乙の論文"])]
    assert told(pages) == [("p1:1", "甲の論文、/その続き"), ("p1:2", "乙の論文")]
    assert linked(pages) == ["p1:1", "p1:2"]


def test_numbers_that_begin_again_on_each_page() -> None:
    pages = [page(1, ["甲¹は乙²と"], ["1　一", "2　二"]), page(2, ["丙¹は"], ["1　三"])]
    assert told(pages) == [("p1:1", "一"), ("p1:2", "二"), ("p2:1", "三")]
    assert linked(pages) == ["p1:1", "p1:2", "p2:1"]


def test_numbers_that_run_through() -> None:
    pages = [page(1, ["甲¹は乙²と"], ["1　一", "2　二"]), page(2, ["丙³は"], ["3　三"])]
    assert [key for key, _ in told(pages)] == ["p1:1", "p1:2", "p2:3"]
    assert linked(pages) == ["p1:1", "p1:2", "p2:3"]


def test_where_numbers_run_through_a_note_may_stand_on_the_next_page() -> None:
    pages = [page(1, ["甲¹は乙²と"], ["1　一"]), page(2, ["丙³は"], ["2　二", "3　三"])]
    assert linked(pages) == ["p1:1", "p2:2", "p2:3"]


def test_a_note_may_stand_alone_on_the_page_after_its_marker() -> None:
    pages = [page(1, ["甲¹は乙²と"], ["1　一"]), page(2, ["丙は"], ["2　二"])]
    assert told(pages) == [("p1:1", "一"), ("p2:2", "二")]
    assert linked(pages) == ["p1:1", "p2:2"]


def test_a_list_whose_last_number_has_a_marker_by_chance_is_none() -> None:
    assert told([page(1, ["方針³は"], ["1　一", "2　二", "3　三"])]) == []


def test_a_note_goes_on_over_the_page_below_its_rule() -> None:
    first = page(1, ["甲¹は"], ["1　長い注が"], rule=True)
    second = page(2, ["乙²は"], [">ここまで続く", "2　二"], rule=True)
    second.graphics.rules[0] = Box(LEFT + 14, *second.graphics.rules[0][1:])
    assert told([first, second]) == [("p1:1", "長い注が"), ("p1:1", "ここまで続く"), ("p2:2", "二")]


def test_a_note_goes_on_over_the_page_without_a_rule_where_its_line_was_full() -> None:
    full = line("1　長い注がここで切れて次の頁に", 150.0, size=NOTE, right=WIDE - LEFT)
    pages = [page(1, ["甲¹は"], [full]), page(2, ["乙²は"], [">続いて終わる。", "2　二"])]
    assert told(pages) == [("p1:1", "長い注がここで切れて次の頁に"), ("p1:1", "続いて終わる。"), ("p2:2", "二")]


def test_what_stands_above_the_notes_goes_on_with_no_note_that_has_ended() -> None:
    pages = [page(1, ["甲¹は"], ["1　終わった注。"]), page(2, ["乙²は"], [">図に添えた言葉", "2　二"])]
    assert told(pages) == [("p1:1", "終わった注。"), ("p2:2", "二")]


def test_notes_under_each_of_two_columns() -> None:
    left = [line("甲が¹述べ", 650.0), line("1　一", 150.0, size=NOTE)]
    right = [line("乙が²述べ", 650.0, x=300.0), line("2　二", 150.0, size=NOTE, x=300.0)]
    pages = [Page(1, WIDE, HIGH, left + right, Graphics())]
    assert told(pages) == [("p1:1", "一"), ("p1:2", "二")]
    assert linked(pages) == ["p1:1", "p1:2"]


def test_notes_at_the_left_of_a_vertical_page() -> None:
    body = [line("甲が¹述べた方針は次の通りである", 450.0, vertical=True), line("その後に続く行である", 430.0, vertical=True)]
    foot = [line("1　一", 100.0, size=NOTE, vertical=True)]
    pages = [Page(1, WIDE, HIGH, body + foot, Graphics())]
    assert told(pages) == [("p1:1", "一")]
    assert linked(pages) == ["p1:1"]


def test_a_sign_marks_a_note_beside_the_numbers() -> None:
    pages = [page(1, ["山田太郎†", "方針は¹"], ["†　大学教授", "1　一"])]
    pages[0].lines[0].spans = (Span("marker", 4, 5, 1),)
    assert told(pages) == [("p1:†", "大学教授"), ("p1:1", "一")]
    assert linked(pages) == ["p1:†", "p1:1"]


def test_notes_of_the_translator_are_numbered_by_themselves() -> None:
    pages = [page(1, ["甲が¹述べ（訳注1）た。"], ["1　一", "訳注1　二"])]
    assert sorted(told(pages)) == [("p1:1", "一"), ("p1:訳1", "二")]
    assert linked(pages) == ["p1:1", "p1:訳1"]


def test_a_number_inside_a_note_opens_none() -> None:
    pages = [page(1, ["甲は¹、乙は²、"], ["1　年次報告", ">2 頁から", "2　二"])]
    assert told(pages) == [("p1:1", "年次報告/2 頁から"), ("p1:2", "二")]


def test_notes_of_the_bodys_size_stand_below_a_rule() -> None:
    foot = [line("1　一", 150.0), line("2　二", 133.0)]
    with_rule = page(1, ["甲は¹、乙は²、"], foot, rule=True)
    assert told([with_rule]) == [("p1:1", "一"), ("p1:2", "二")]
    assert told([page(1, ["甲は¹、乙は²、"], foot)]) == []


def test_a_lost_marker_does_not_lose_a_note_below_a_rule() -> None:
    pages = [page(1, ["甲は、"], ["1　一"], rule=True)]
    assert told(pages) == [("p1:1", "一")]
    assert linked(pages) == []


NO_NOTES = [
    ("a small numbered list at the foot", ["方針は次の通り。"], ["1　一", "2　二"]),
    ("a list of which one number has a marker by chance", ["方針¹は"], ["1　一", "2　二", "3　三", "4　四"]),
    ("a credit", ["方針¹は"], ["資料：外務省", "出典：同省"]),
    ("a remark", ["方針¹は"], ["（注）速報値", "（注1）速報値", "注1：速報値"]),
    ("raised figures without a marker", ["方針は"], ["¹ 速報値", "² 確報値"]),
    ("a date", ["方針¹は"], ["1月に発表", "1.5倍に増加"]),
    ("small words", ["方針¹は"], ["図に添えた言葉", "その続き"]),
]


@pytest.mark.parametrize(("body", "foot"), [case[1:] for case in NO_NOTES], ids=[case[0] for case in NO_NOTES])
def test_what_is_no_note(body: list[str], foot: list[str]) -> None:
    assert told([page(1, body, foot)]) == []


def test_small_text_above_the_body_is_no_note() -> None:
    lines = [line("1　一", 600.0, size=NOTE), line("方針¹は次の通りである", 400.0)]
    assert told([Page(1, WIDE, HIGH, lines, Graphics())]) == []


def test_rules_of_a_table_are_not_the_rule_above_notes() -> None:
    made = page(1, ["方針は"], ["1　一"], rule=True)
    above = made.graphics.rules[0]
    made.graphics.rules.append(Box(above.left, above.bottom + 40, above.right, above.top + 40))
    assert told([made]) == []


def test_a_power_is_no_marker_where_a_plainer_one_points_to_the_note() -> None:
    pages = [page(1, ["数2²と式x²を甲²は", "乙¹は"], ["1　一", "2　二"])]
    assert linked(pages) == ["p1:2", "p1:1"]


def test_a_marker_in_a_cell_points_to_its_note() -> None:
    made = page(1, ["甲²は"], ["1　一", "2　二"])
    made.tables.append((0, Table(Box(0, 0, 1, 1), [[Cell(Box(0, 0, 1, 1), "国"), Cell(Box(0, 0, 1, 1), "輸出¹")]])))
    found = notes.find([made], BODY)
    assert {place: [(span.start, span.number, key) for span, key in spans] for place, spans in notes.link_cells([made], found).items()} == {
        (0, 0, 0, 1): [(2, 1, "p1:1")]
    }


def test_a_remark_that_only_a_cell_points_to_is_none() -> None:
    made = page(1, ["甲は"], ["（注1）速報値"])
    made.tables.append((0, Table(Box(0, 0, 1, 1), [[Cell(Box(0, 0, 1, 1), "国"), Cell(Box(0, 0, 1, 1), "輸出（注1）")]])))
    assert told([made]) == []


def test_a_marker_without_a_note_has_no_key() -> None:
    pages = [page(1, ["甲¹は乙⁵と"], ["1　一"])]
    assert linked(pages) == ["p1:1"]


@given(
    st.lists(
        st.lists(st.tuples(st.text("12¹²³ 　注（）)一月。-*", max_size=8), st.floats(0, 690), st.sampled_from([NOTE, BODY])), max_size=12),
        max_size=4,
    ),
    st.booleans(),
)
def test_any_pages_give_pieces_that_lie_on_their_page_and_apart(drawn: list[list[tuple[str, float, float]]], ruled: bool) -> None:
    pages = []
    for number, rows in enumerate(drawn, start=1):
        rules = [Box(LEFT, 200.0, LEFT + 100, 200.5)] if ruled else []
        pages.append(Page(number, WIDE, HIGH, [line(text, y, size=size) for text, y, size in rows], Graphics(rules)))
    found = notes.find(pages, BODY)
    assert all(isinstance(note, FoundNote) and 0 <= note.first < note.last <= len(pages[note.page].lines) for note in found)
    places = [(note.page, at) for note in found for at in range(note.first, note.last)]
    assert len(places) == len(set(places))
    assert all(key in {note.key for note in found} for key in notes.link(pages, found).values())
