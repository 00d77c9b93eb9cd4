"""Endnotes behind a chapter or at the document's end, from lines as they stand, and the markers that point to them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf import linking, notes
from pipeline.read.pdf.markers import in_text
from pipeline.read.pdf.page import Box, Graphics, Line, Page, Span
from tests.read.pdf_notes import BODY, linked, told

NOTE, HEAD = 7.0, 12.0
WIDE, HIGH, LEFT = 500.0, 700.0, 50.0
COLUMNS = ((50.0, 230.0), (270.0, 450.0))
HANGING = 14.0

PAGE = ["甲は政策¹を進め、乙は報告²を出した。丙の方針³もある。", "その後の経過は次の通りである。"]


def line(text: str, y: float, size: float, x: float, column: tuple[float, float], region: int, *, vertical: bool = False) -> Line:
    end = x + sum(size if ord(char) > 0x2E7F else size / 2 for char in text)
    box, frame = Box(x, y - 0.12 * size, end, y + 0.88 * size), Box(column[0], 0.0, column[1], HIGH)
    if vertical:
        box = Box(y - 0.5 * size, HIGH - end, y + 0.5 * size, HIGH - x)
        frame = Box(0.0, HIGH - column[1], WIDE, HIGH - column[0])
    return Line(text, box, size, y, 0, 400, False, vertical, region, frame, in_text(text))


def page(number: int, printed: Sequence[str], *, vertical: bool = False) -> Page:
    """A page from the top: `#` opens a heading, `.` small type, `>` (behind it) what stands in, `|` the second column; `-` is a short rule."""
    columns = COLUMNS if any(text.startswith("|") for text in printed) else ((LEFT, WIDE - LEFT),)
    lines: list[Line] = []
    rules: list[Box] = []
    region, y = 0, 650.0
    for text in printed:
        if text.startswith("|"):
            region, y, text = region + 1, 650.0, text[1:]
        left = columns[region][0]
        if text == "-":
            rules.append(Box(left, y + 5, left + 60, y + 5.5))
            continue
        size = HEAD if text.startswith("#") else NOTE if text.startswith(".") else BODY
        shown = text.lstrip("#.")
        x = left + HANGING if shown.startswith(">") else left
        lines.append(line(shown.lstrip(">"), y, size, x, columns[region], region, vertical=vertical))
        y -= 1.6 * size
    return Page(number, WIDE, HIGH, lines, Graphics(rules))


NOTES = [("e1:1", "一の文献。"), ("e1:2", "二の文献が/次の行まで続く。"), ("e1:3", "三の文献。")]
HEADED = [
    ["#注", ".1　一の文献。", ".2　二の文献が", ".>次の行まで続く。", ".3　三の文献。"],
    ["#【注】", ".1 一の文献。", ".2 二の文献が", ".>次の行まで続く。", ".3 三の文献。"],
    ["#注　釈", ".(1)一の文献。", ".(2)二の文献が", ".>次の行まで続く。", ".(3)三の文献。"],
    ["#NOTES", ".1. 一の文献。", ".2. 二の文献が", ".>次の行まで続く。", ".3. 三の文献。"],
    ["#註", ".注1　一の文献。", ".注2　二の文献が", ".>次の行まで続く。", ".注3　三の文献。"],
    ["#注", ".¹ 一の文献。", ".² 二の文献が", ".>次の行まで続く。", ".³ 三の文献。"],
    ["#注", "1　一の文献。", "2　二の文献が", ">次の行まで続く。", "3　三の文献。"],
    ["注", ".1　一の文献。", ".2　二の文献が", ".次の行まで続く。", ".3　三の文献。"],
    ["-", ".1　一の文献。", ".2　二の文献が", ".>次の行まで続く。", ".3　三の文献。"],
    [".1　一の文献。", ".2　二の文献が", ".>次の行まで続く。", ".3　三の文献。"],
]


@pytest.mark.parametrize("printed", HEADED, ids=["/".join(case[:2]) for case in HEADED])
def test_a_list_on_another_page_than_its_markers(printed: list[str]) -> None:
    pages = [page(1, PAGE), page(2, ["本文はここで終わり、結論を述べた。", *printed])]
    assert told(pages) == NOTES
    assert linked(pages) == ["e1:1", "e1:2", "e1:3"]


def test_a_list_in_vertical_writing() -> None:
    pages = [page(1, PAGE, vertical=True), page(2, HEADED[0], vertical=True)]
    assert told(pages) == NOTES
    assert linked(pages) == ["e1:1", "e1:2", "e1:3"]


def test_a_note_over_a_column_and_a_page_is_pieces_of_one_key() -> None:
    first = page(2, ["#注", ".1　一の文献が", ".>次の", "|.>段に続く。", ".2　二の文献が"])
    pages = [page(1, ["甲¹と乙²と丙³を進めた。"]), first, page(3, [".>次の頁に続く。", ".3　三の文献。", "本文の大きさの行。"])]
    assert told(pages) == [
        ("e1:1", "一の文献が/次の/段に続く。"),
        ("e1:2", "二の文献が"),
        ("e1:2", "次の頁に続く。"),
        ("e1:3", "三の文献。"),
    ]


def test_two_digits_set_flush_right_or_touching_their_text() -> None:
    body = "".join(f"方針{number}" for number in "¹²³⁴⁵⁶⁷⁸⁹") + "と方針¹⁰と方針¹¹を"
    listed = [f".>{number}　文献。" for number in range(1, 10)]
    pages = [page(1, [body]), page(2, ["#注", *listed, ".10甲野の文献。", ".11「乙」の文献。"])]
    pages[1].lines[-2].box = pages[1].lines[-2].box._replace(left=LEFT + HANGING - 3)
    pages[1].lines[-1].box = pages[1].lines[-1].box._replace(left=LEFT + HANGING - 3)
    assert [key for key, _ in told(pages)] == [f"e1:{number}" for number in range(1, 12)]
    assert told(pages)[-1] == ("e1:11", "「乙」の文献。")


def test_a_number_inside_a_note_opens_none() -> None:
    pages = [page(1, PAGE), page(2, ["#注", ".1　年報の第", ".>2 巻にある。", ".2　二。", ".3　三。"])]
    assert told(pages) == [("e1:1", "年報の第/2 巻にある。"), ("e1:2", "二。"), ("e1:3", "三。")]


def test_what_stands_behind_the_last_note_is_none() -> None:
    listed = ["#注", ".1　一の文献が", ".>続く。", ".2　二。", ".3　三。", ".（こうの・いちろう）"]
    assert told([page(1, PAGE), page(2, listed)])[-1] == ("e1:3", "三。")
    assert told([page(1, PAGE), page(2, [*listed[:-1], "#著者一覧", "甲野一郎。"])])[-1] == ("e1:3", "三。")


def test_each_chapter_has_its_list_behind_it() -> None:
    chapter = [
        page(1, [*PAGE, "#注", ".1　一。", ".2　二。", ".3　三。"]),
        page(2, ["#第二章", "丁の報告¹と戊²と", "#注", ".1　四。", ".2　五。"]),
    ]
    assert [key for key, _ in told(chapter)] == ["e1:1", "e1:2", "e1:3", "e2:1", "e2:2"]
    assert linked(chapter) == ["e1:1", "e1:2", "e1:3", "e2:1", "e2:2"]


SCOPES = [("［第１章］", "［第２章］"), ("第1章　海の秩序", "第2章　空の秩序"), (".［第１章］", ".［第２章］"), ("はじめに", "第1章")]


@pytest.mark.parametrize("scopes", SCOPES, ids=[case[1] for case in SCOPES])
def test_lists_of_several_chapters_at_the_end(scopes: tuple[str, str]) -> None:
    listed = ["#注", scopes[0], ".1　一。", ".2　二。", ".3　三。", scopes[1], ".1　四。", ".2　五。"]
    pages = [page(1, PAGE), page(2, ["丁の報告¹と戊²と、"]), page(3, listed)]
    assert told(pages) == [("e1:1", "一。"), ("e1:2", "二。"), ("e1:3", "三。"), ("e2:1", "四。"), ("e2:2", "五。")]
    assert linked(pages) == ["e1:1", "e1:2", "e1:3", "e2:1", "e2:2"]


def test_a_lost_marker_does_not_shift_the_chapters() -> None:
    listed = ["#注", "［第１章］", ".1　一。", ".2　二。", ".3　三。", "［第２章］", ".1　四。", ".2　五。", ".3　六。"]
    pages = [page(1, ["甲¹は乙²と"]), page(2, ["丁²と戊³と、"]), page(3, listed)]
    assert linked(pages) == ["e1:1", "e1:2", "e2:2", "e2:3"]


def test_notes_at_a_foot_and_endnotes_in_one_document() -> None:
    first = page(1, [*PAGE, "甲野一郎＊の説による。"])
    first.lines[-1].spans = (Span("marker", 4, 5, 1),)
    first.lines.append(line("＊　架空大学教授。", 60.0, NOTE, LEFT, (LEFT, WIDE - LEFT), 0))
    pages = [first, page(2, HEADED[0])]
    assert told(pages) == [("p1:*", "架空大学教授。"), *NOTES]
    assert linked(pages) == ["e1:1", "e1:2", "e1:3", "p1:*"]


NO_ENDNOTES = [
    ("a remark under a table", ["#表", ".注", ".1　速報値。", ".2　確報値。"]),
    ("a list of literature", ["#参考文献", ".1　一の文献。", ".2　二の文献。", ".3　三の文献。"]),
    ("a list of demands", ["提言は次の通りであり、", ".1　一を進める。", ".2　二を進める。", ".3　三を進める。"]),
    ("sections of the body's size", ["-", "1　はじめに", "2　おわりに"]),
    ("numbers that do not climb", ["#注", ".1　一の値。", ".7　二の値。"]),
]


@pytest.mark.parametrize("printed", [case[1] for case in NO_ENDNOTES], ids=[case[0] for case in NO_ENDNOTES])
def test_what_is_no_list_of_notes(printed: list[str]) -> None:
    pages = [page(1, ["甲は政策を進めた。"]), page(2, ["本文が続く。", *printed, "本文はまだ続いている。"])]
    assert [key for key, _ in told(pages) if key.startswith("e")] == []


def test_a_list_of_literature_is_none_where_notes_stand_at_feet() -> None:
    first = page(1, PAGE)
    first.lines += [line(f"{number}　脚注。", 90.0 - 12 * number, NOTE, LEFT, (LEFT, WIDE - LEFT), 0) for number in (1, 2, 3)]
    pages = [first, page(2, ["本文が続き、ここで終わった。", ".1　一。", ".2　二。", ".3　三。"])]
    assert {key for key, _ in told(pages)} == {"p1:1", "p1:2", "p1:3"}
    assert linked(pages) == ["p1:1", "p1:2", "p1:3"]


@given(
    st.lists(
        st.lists(
            st.tuples(st.sampled_from(["注", "第1章", "1　一", "2　二。", "3", "甲¹と²", "続く"]), st.sampled_from("#.|>")), max_size=10
        ),
        max_size=4,
    )
)
def test_any_pages_give_pieces_that_lie_apart_and_links_to_them(drawn: list[list[tuple[str, str]]]) -> None:
    pages = []
    for number, rows in enumerate(drawn, start=1):
        strokes = 0
        printed = []
        for text, sign in rows:
            strokes += sign == "|"
            printed.append(text if sign == "|" and strokes > 1 else sign + text)
        pages.append(page(number, printed))
    found = notes.find(pages, BODY)
    places = [(note.page, at) for note in found for at in range(note.first, note.last)]
    assert len(places) == len(set(places))
    assert [(note.page, note.first) for note in found] == sorted((note.page, note.first) for note in found)
    assert set(linking.linked(pages, found).values()) <= {note.key for note in found}
