"""Whole PDF files: what `read` gives of them, and how it refuses what it cannot read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import PipelineError, Source
from pipeline.read.pdf import read
from pipeline.settings import Settings
from tests.read.pdf_files import Sheet, pdf

PROSE = [
    "海洋の秩序をめぐる議論は、二つの報告書の後に",
    "広がった。第一の報告書は港湾を扱い、第二の報",
    "告書は航路を扱う。両者の間には長い時間がある",
]
OTHER = [
    "北の航路では砕氷船が増え、南の航路では港の拡",
    "張が続いた。貨物の量は年ごとに変わるため、一",
    "年だけの数字で傾向を語ることはできないのだ。",
]

# Properties of a file → title, authors, day.
PROPERTIES = [
    (
        "/Title <FEFF6D776D0B306E79E95E8F> /Author <FEFF5C0F5DDD4E00> /CreationDate (D:20240524085822+09'00')",
        ("海洋の秩序", ("小川一",), "2024-05-24"),
    ),
    ("/Title (Microsoft Word - report_final.docx) /Author (user01)", ("", (), "")),
    ("/Title (20240512_01) /CreationDate (D:20241342)", ("", (), "")),
    ("/Title (Maritime Order) /CreationDate (D:2024)", ("Maritime Order", (), "2024")),
]

REFUSED = [
    (b"%PDF-1.7\nnothing else", "damaged"),
    (pdf([]), "no pages"),
    (pdf([Sheet(), Sheet()]), "no text layer"),
]


def source(sheets: list[Sheet], properties: str = "") -> Source:
    return read(pdf(sheets, properties), doc_id="d", name="d.pdf", sha256="", settings=Settings())


def lines(made: Source) -> list[str]:
    return [line.removeprefix("\f") for line in made.text.split("\n") if line.strip("\f")]


def hinted(made: Source, kind: str) -> list[str]:
    return [made.text[hint.start : hint.end] for hint in made.hints if hint.kind == kind]


def test_lines_of_a_paragraph_become_one_and_an_indent_is_kept() -> None:
    sheet = Sheet().text(60, 500, PROSE[0][:-1]).column(50, 484, PROSE[1:]).text(60, 452, OTHER[0][:-1]).column(50, 436, OTHER[1:])
    assert lines(source([sheet])) == ["\u3000" + PROSE[0][:-1] + PROSE[1] + PROSE[2], "\u3000" + OTHER[0][:-1] + OTHER[1] + OTHER[2]]


def test_two_columns_are_read_one_after_the_other() -> None:
    sheet = Sheet(width=560).text(50, 550, "二段に組まれた論考の長い表題が両方の段の上に広がる", 14)
    sheet.column(50, 500, [*PROSE, *PROSE[:2], "告書は航路を扱う。"]).column(300, 500, OTHER * 2)
    assert [line[:5] for line in lines(source([sheet]))] == ["二段に組ま", PROSE[0][:5], OTHER[0][:5]]


def test_vertical_lines_go_from_right_to_left() -> None:
    sheet = Sheet()
    for at, line in enumerate([*PROSE, *OTHER]):
        sheet.text(300 - 17 * at, 550, line, vertical=True)
    assert "".join(lines(source([sheet]))) == "".join([*PROSE, *OTHER])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_is_read_however_it_is_turned(rotate: int) -> None:
    sheet = Sheet(box=(70, 130), rotate=rotate).column(120, 500, [*PROSE, *OTHER])
    assert "".join(lines(source([sheet]))) == "".join([*PROSE, *OTHER])


def test_what_lies_outside_the_crop_box_or_is_white_on_white_is_not_read() -> None:
    sheet = Sheet(crop=(20, 20, 380, 560)).column(50, 500, PROSE).text(50, 580, "断裁線の外").text(50, 400, "白い文字", white=True)
    assert "".join(lines(source([sheet]))) == "".join(PROSE)


def test_white_letters_on_a_tint_are_read() -> None:
    sheet = Sheet().tint(40, 395, 160, 415).text(50, 400, "白い文字", white=True).column(50, 500, PROSE)
    assert "白い文字" in lines(source([sheet]))


def test_ruby_is_left_out_and_reported() -> None:
    sheet = Sheet().column(50, 500, PROSE).text(80, 508.7, "ちつ", 5).text(90, 508.7, "じょ", 5)
    made = source([sheet])
    assert "".join(lines(made)) == "".join(PROSE)
    problem = next(problem for problem in made.problems if problem.code == "ruby-left-out")
    assert made.text[problem.raw_start : problem.raw_end] == "秩序"


def test_heads_and_numbers_stay_in_the_text_and_are_left_out() -> None:
    sheets = [Sheet().column(50, 480, PROSE * 3).text(50, 570, "海洋年報").text(195, 20, f"- {number} -", 8) for number in (7, 8, 9)]
    made = source(sheets)
    assert hinted(made, "left-out") == ["海洋年報", "- 7 -", "海洋年報", "- 8 -", "海洋年報", "- 9 -"]
    assert [hint.key for hint in made.hints if hint.kind == "left-out"] == ["running-head", "page-number"] * 3
    assert [made.text[start : start + 4] for start in made.page_starts] == ["海洋年報"] * 3
    assert all(made.text[start - 1] == "\f" for start in made.page_starts[1:])


def test_headings_are_told_by_size_and_weight() -> None:
    sheet = (
        Sheet().text(50, 550, "航路の歴史", 14).column(50, 510, PROSE * 2).text(50, 390, "港の拡張", bold=True).column(50, 366, OTHER * 2)
    )
    made = source([Sheet().text(50, 500, "海洋の秩序", 22).column(50, 400, PROSE * 2), sheet])
    assert hinted(made, "title") == ["海洋の秩序"]
    assert [(made.text[hint.start : hint.end], hint.number) for hint in made.hints if hint.kind == "heading"] == [
        ("航路の歴史", 1),
        ("港の拡張", 2),
    ]


def test_labels_of_a_figure_are_left_out_and_its_caption_is_not() -> None:
    sheet = (
        Sheet()
        .column(50, 560, PROSE)
        .text(50, 480, "図1　貨物の量")
        .text(80, 440, "2020年", 7)
        .text(200, 430, "千トン", 7)
        .text(50, 380, "資料：筆者作成", 8)
    )
    made = source([sheet.column(50, 340, OTHER * 3)])
    assert hinted(made, "caption") == ["図1　貨物の量"]
    assert "".join(hinted(made, "left-out")).replace("\u3000", "") == "2020年千トン"
    assert "資料：筆者作成" in lines(made)


def test_markers_and_notes_at_the_foot_are_linked() -> None:
    body = [PROSE[0], PROSE[1], "告書は航路を扱う"]
    sheet = Sheet().column(50, 500, body * 3)
    for number, y in ((1, 468), (2, 420)):
        sheet.text(132, y + 4, str(number), 6).text(138, y, "。以上である。")
    sheet.text(50, 120, "1　小川一『航路の歴史』（汐見書房、2020年）12頁。", 7).text(50, 110, "2　同上、30頁。", 7)
    made = source([sheet])
    assert [made.text[hint.start : hint.end] for hint in made.hints if hint.kind == "marker"] == ["¹", "²"]
    notes = {hint.key: made.text[hint.start : hint.end] for hint in made.hints if hint.kind == "note"}
    assert [notes[hint.key][:3] for hint in made.hints if hint.kind == "marker"] == ["小川一", "同上、"]


def test_a_page_without_text_among_others_is_a_warning() -> None:
    made = source([Sheet().column(50, 500, PROSE), Sheet(), Sheet(), Sheet().column(50, 500, OTHER)])
    assert [(problem.severity, problem.code) for problem in made.problems] == [("warning", "page-without-text")]
    assert "pages 2-3" in made.problems[0].message
    assert len(made.page_starts) == 4


@pytest.mark.parametrize(("properties", "expected"), PROPERTIES)
def test_properties_are_declared(properties: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    declared = source([Sheet().column(50, 500, PROSE)], properties).declared
    assert (declared.title, declared.authors, declared.published) == expected


@pytest.mark.parametrize(("data", "reason"), REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PipelineError, match=reason):
        read(data, doc_id="d", name="d.pdf", sha256="", settings=Settings())


def test_a_locked_file_is_refused() -> None:
    whole = pdf([Sheet().column(50, 500, PROSE)])
    lock = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >> /ID [<00> <00>] /Root"
    with pytest.raises(PipelineError, match="locked with a password"):
        read(whole.replace(b"/Root", lock), doc_id="d", name="d.pdf", sha256="", settings=Settings())


def test_limits_name_their_setting() -> None:
    data = pdf([Sheet().column(50, 500, PROSE)] * 3)
    with pytest.raises(PipelineError, match="max_pages"):
        read(data, doc_id="d", name="d.pdf", sha256="", settings=Settings(max_pages=2))
    with pytest.raises(PipelineError, match="max_chars"):
        read(data, doc_id="d", name="d.pdf", sha256="", settings=Settings(max_chars=50))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 4000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_gives_a_source_or_a_reason(place: int, junk: bytes) -> None:
    whole = pdf([Sheet().column(50, 500, PROSE)])
    data = whole[: place % len(whole)] + junk + whole[place % len(whole) + len(junk) :]
    try:
        made = read(data, doc_id="d", name="d.pdf", sha256="", settings=Settings())
    except PipelineError:
        return
    assert all(0 <= hint.start < hint.end <= len(made.text) for hint in made.hints)
