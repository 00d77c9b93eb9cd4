"""Reading DOCX: the labels of automatic lists and numbered headings."""

from __future__ import annotations

import pytest

from pipeline.read.docx.numerals import numeral
from tests.read.docx_files import STYLES, docx, level, lists, numbered, paragraph, source, style, text

NUMERALS = [
    ("decimal", (0, 1, 12, 10_000), ("0", "1", "12", "10000")),
    ("decimalZero", (7, 12), ("07", "12")),
    ("decimalFullWidth", (10,), ("１０",)),
    ("upperRoman", (4, 9, 1994, 4000), ("IV", "IX", "MCMXCIV", "4000")),
    ("lowerRoman", (0, 3), ("0", "iii")),
    ("upperLetter", (1, 26, 27, 53), ("A", "Z", "AA", "AAA")),
    ("lowerLetter", (2, 781), ("b", "781")),
    ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 112), ("1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th")),
    ("decimalEnclosedCircle", (0, 1, 20, 21, 35, 36, 50, 51), ("⓪", "①", "⑳", "㉑", "㉟", "㊱", "㊿", "51")),
    ("decimalEnclosedParen", (1, 20, 21), ("⑴", "⒇", "21")),
    ("decimalEnclosedFullstop", (1, 20), ("⒈", "⒛")),
    ("aiueoFullWidth", (1, 2, 46), ("ア", "イ", "ン")),
    ("irohaFullWidth", (1, 2, 3, 7), ("イ", "ロ", "ハ", "ト")),
    ("japaneseCounting", (1, 10, 11, 20, 105, 1000, 2025), ("一", "十", "十一", "二十", "百五", "千", "二千二十五")),
    ("ideographDigital", (1, 10, 105), ("一", "一〇", "一〇五")),
    ("japaneseLegal", (1, 5, 10, 12, 320), ("壱", "伍", "壱拾", "壱拾弐", "参百弐拾")),
    ("ideographTraditional", (1, 10, 11), ("甲", "癸", "11")),
    ("ideographZodiac", (1, 12), ("子", "亥")),
    ("ideographEnclosedCircle", (1, 10), ("㊀", "㊉")),
    ("numberInDash", (3,), ("- 3 -",)),
]


@pytest.mark.parametrize(("form", "numbers", "expected"), NUMERALS)
def test_numerals(form: str, numbers: tuple[int, ...], expected: tuple[str, ...]) -> None:
    assert tuple(numeral(number, form) for number in numbers) == expected


def test_unknown_form() -> None:
    assert numeral(1, "thaiCounting") is None


def labels(*body: str, numbering: str, styles: str = STYLES) -> list[str]:
    return text(*body, numbering=numbering, styles=styles).strip().split("\n\n")


OUTLINE = [("decimal", "第%1章"), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")]


def test_levels_count_and_start_again() -> None:
    made = labels(*(numbered("項", level=n) for n in (0, 1, 1, 2, 2, 1, 2, 0, 1)), numbering=lists(OUTLINE))
    assert made == ["第1章 項", "1.1 項", "1.2 項", "(a) 項", "(b) 項", "1.3 項", "(a) 項", "第2章 項", "2.1 項"]


def test_a_level_that_comes_before_its_parent() -> None:
    assert labels(numbered("項", level=1), numbered("項", level=0), numbering=lists(OUTLINE)) == ["1.1 項", "第2章 項"]


def test_lists_of_one_definition_count_together() -> None:
    again = '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
    anew = '<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    made = labels(*(numbered("項", which) for which in (1, 1, 8, 9, 9, 1)), numbering=lists([("decimal", "%1.")], extra=again + anew))
    assert made == ["1. 項", "2. 項", "3. 項", "1. 項", "2. 項", "3. 項"]


def test_own_level_of_a_list() -> None:
    own = (
        f'<w:num w:numId="9"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1)")}</w:lvlOverride></w:num>'
    )
    assert labels(numbered("項", 9), numbering=lists([("decimal", "%1.")], extra=own)) == ["I) 項"]


LEVELS = [
    (level(0, "bullet", "\uf06c"), "・項"),
    (level(0, "none", ""), "項"),
    (level(0, "decimal", "（%1）", '<w:suff w:val="nothing"/>'), "（1）項"),
    (level(0, "decimal", "%1", '<w:suff w:val="space"/>'), "1 項"),
    (level(0, "aiueoFullWidth", "%1"), "ア 項"),
    (level(0, "thaiCounting", "%1"), "項"),
    (level(0, "decimal", "%1-%5"), "1- 項"),
    ('<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>', "0. 項"),
    ('<w:lvl w:ilvl="0"><w:start w:val="x"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>', "0. 項"),
]


@pytest.mark.parametrize(("xml", "expected"), LEVELS)
def test_levels(xml: str, expected: str) -> None:
    definition = f'<w:abstractNum w:abstractNumId="1">{xml}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert labels(numbered("項"), numbering=definition) == [expected]


def test_unknown_form_is_told() -> None:
    made = source(docx(numbered("項"), numbering=lists([("thaiCounting", "%1")])))
    assert [problem.code for problem in made.problems] == ["list-number-unread"]


def test_restart_rules() -> None:
    never = level(0, "decimal", "%1") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>')
    definition = f'<w:abstractNum w:abstractNumId="1">{never}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert labels(*(numbered("項", level=n) for n in (0, 1, 0, 1)), numbering=definition) == ["1 項", "1) 項", "2 項", "2) 項"]


def test_digits_of_a_chapter_in_roman() -> None:
    legal = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    definition = f'<w:abstractNum w:abstractNumId="1">{legal}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    assert labels(*(numbered("項", level=n) for n in (0, 1)), numbering=definition) == ["I 項", "1.1 項"]


def test_numbered_headings_by_their_styles() -> None:
    styles = style("1", "heading 1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "2", "heading 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr>', based_on="1"
    )
    numbering = f"""<w:abstractNum w:abstractNumId="1">{level(0, "decimalFullWidth", "第%1章", '<w:pStyle w:val="1"/>')}
        {level(1, "decimal", "%2.", '<w:pStyle w:val="2"/>')}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>"""
    out = paragraph("付録", style="1", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    body = (paragraph("海", style="1"), paragraph("航路", style="2"), paragraph("空", style="1"), paragraph("軌道", style="2"), out)
    made = source(docx(*body, styles=styles, numbering=numbering))
    assert made.text.strip().split("\n\n") == ["第１章 海", "1. 航路", "第２章 空", "1. 軌道", "付録"]
    assert [(hint.kind, hint.number, made.text[hint.start : hint.end]) for hint in made.hints][:2] == [
        ("heading", 1, "第１章 海"),
        ("heading", 2, "1. 航路"),
    ]


def test_style_of_lists() -> None:
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>'
    styles = style("L", "私の箇条", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', kind="numbering")
    # definitions come before lists in the schema; readers take them in any order
    assert labels(numbered("項", 5), numbering=lists([("decimal", "[%1]")], extra=linked), styles=styles) == ["[1] 項"]


def test_empty_items_count_and_print_nothing() -> None:
    assert labels(numbered("甲"), numbered(""), numbered("丙"), numbering=lists([("decimal", "%1.")])) == ["1. 甲", "3. 丙"]


def test_no_such_list() -> None:
    assert labels(numbered("項", 77), numbered("項", level=40), numbering=lists([("decimal", "%1.")])) == ["項", "項"]


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ([numbered("はじめに"), paragraph("本文である。"), numbered("航路の現状")], [None, "paragraph", None]),
        ([numbered("氷の厚さ"), numbered("船の数")], ["list", "list"]),
        ([paragraph("本文である。"), numbered("これは一つの文である。"), paragraph("本文である。")], ["paragraph", "list", "paragraph"]),
    ],
)
def test_a_numbered_line_alone_may_be_a_heading(body: list[str], kinds: list[str | None]) -> None:
    made = source(docx(*body, numbering=lists([("decimal", "%1.")])))
    lines = made.text.strip().split("\n\n")
    told = {made.text[hint.start : hint.end]: hint.kind for hint in made.hints}
    assert [told.get(line) for line in lines] == kinds
