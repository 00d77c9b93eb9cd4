"""Reading DOCX: notes, the markers that point to them, and how both are numbered."""

from __future__ import annotations

import pytest

from pipeline.model import Source
from tests.read.docx_files import docx, footnote, notes, paragraph, part, run, source

RAISED = '<w:vertAlign w:val="superscript"/>'


def own(number: int, mark: str) -> str:
    """A footnote whose mark is written by hand."""
    return f'<w:r><w:rPr>{RAISED}</w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="{number}"/><w:t>{mark}</w:t></w:r>'


def section(inner: str) -> str:
    return paragraph(properties=f"<w:sectPr>{inner}</w:sectPr>")


def marked(made: Source) -> list[tuple[str, int, str]]:
    return [(made.text[hint.start : hint.end], hint.number, hint.key) for hint in made.hints if hint.kind == "marker"]


def noted(made: Source) -> list[tuple[str, int, str]]:
    return [(made.text[hint.start : hint.end], hint.number, hint.key) for hint in made.hints if hint.kind == "note"]


def test_notes_are_linked_by_their_ids() -> None:
    body = paragraph("甲", footnote(7), "と乙", footnote(3), "。")
    made = source(docx(body, footnotes={3: "乙の注。", 5: "使われない注。", 7: "甲の注。"}))
    assert made.text == "甲¹と乙²。\n\n¹ 甲の注。\n\n² 乙の注。\n"
    assert marked(made) == [("¹", 1, "footnote:7"), ("²", 2, "footnote:3")]
    assert noted(made) == [("甲の注。", 1, "footnote:7"), ("乙の注。", 2, "footnote:3")]
    assert [problem.code for problem in made.problems] == ["note-left-out"]


def test_both_kinds_of_note_share_numbers() -> None:
    body = paragraph("甲", footnote(1), "と乙", footnote(1, "endnote"), "。")
    made = source(docx(body, footnotes={1: "脚注。"}, endnotes={1: "文末の注。"}))
    assert marked(made) == [("¹", 1, "footnote:1"), ("¹", 1, "endnote:1")]
    assert noted(made) == [("脚注。", 1, "footnote:1"), ("文末の注。", 1, "endnote:1")]


# What stands around a reference, and the marker that it makes with it.
MARKS = [
    (("本文", footnote(1), "。"), "本文¹。", "¹"),
    (("本文（注", footnote(1), "）。"), "本文（注1）。", "（注1）"),
    (("本文", run("注", RAISED), footnote(1), run(")", RAISED), "。"), "本文注1)。", "注1)"),
    (("本文[", footnote(1), "]。"), "本文[1]。", "[1]"),
    (("本文（前の文", footnote(1), "。）"), "本文（前の文¹。）", "¹"),
    (("本文（括弧", footnote(1), "）。"), "本文（括弧¹）。", "¹"),
    ((own(1, "*"), "本文。"), "*本文。", "*"),
    (("本文", own(1, "（注12）"), "。"), "本文（注12）。", "（注12）"),
    (("本文", own(1, "3"), "。"), "本文³。", "³"),
]


@pytest.mark.parametrize(("inner", "text", "marker"), MARKS)
def test_marks(inner: tuple[str, ...], text: str, marker: str) -> None:
    made = source(docx(paragraph(*inner), footnotes={1: "注の文。"}))
    assert made.text.splitlines()[0] == text
    assert [found[0] for found in marked(made)] == [marker]


@pytest.mark.parametrize(
    ("between", "expected"),
    [(run("、", RAISED), ["¹", "、²"]), (run("と"), ["¹", "²"]), ("", ["¹", "²"])],
)
def test_marks_side_by_side(between: str, expected: list[str]) -> None:
    made = source(docx(paragraph("本文", footnote(1), between, footnote(2), "。"), footnotes={1: "甲。", 2: "乙。"}))
    assert [found[0] for found in marked(made)] == expected


def test_two_references_in_one_bracket() -> None:
    made = source(docx(paragraph("本文（注", footnote(1), "、", footnote(2), "）。"), footnotes={1: "甲。", 2: "乙。"}))
    assert made.text.startswith("本文（注1、2）。\n")
    assert marked(made) == [("（注1", 1, "footnote:1"), ("、2）", 2, "footnote:2")]


def test_marks_by_hand_take_no_number() -> None:
    made = source(
        docx(paragraph("題", own(1, "*"), "甲", footnote(2), "乙", own(3, "9"), "。"), footnotes={1: "謝辞。", 2: "甲。", 3: "乙。"})
    )
    assert marked(made) == [("*", 0, "footnote:1"), ("¹", 1, "footnote:2"), ("⁹", 9, "footnote:3")]
    assert made.text.endswith("* 謝辞。\n\n¹ 甲。\n\n⁹ 乙。\n")


def rule(inner: str) -> str:
    return f"<w:footnotePr>{inner}</w:footnotePr>"


EACH_SECTION = rule('<w:numRestart w:val="eachSect"/>')
# settings, the first section's and the last one's properties → the numbers of three notes, two in the first section
NUMBERS = [
    ("", "", [1, 2, 3]),
    (EACH_SECTION, "", [1, 2, 1]),
    ("", EACH_SECTION, [1, 2, 3]),
    (rule('<w:numStart w:val="5"/>'), "", [5, 6, 7]),
    (rule('<w:numStart w:val="5"/><w:numRestart w:val="eachSect"/>'), "", [5, 6, 5]),
    (EACH_SECTION, rule('<w:numRestart w:val="continuous"/>'), [1, 2, 1]),
]


@pytest.mark.parametrize(("settings", "first", "numbers"), NUMBERS)
def test_numbers(settings: str, first: str, numbers: list[int]) -> None:
    body = paragraph("甲", footnote(1), "乙", footnote(2), "。") + section(first) + paragraph("丙", footnote(3), "。")
    made = source(docx(body, footnotes={1: "甲。", 2: "乙。", 3: "丙。"}, settings=settings))
    assert [number for _, number, _ in marked(made)] == numbers
    assert [number for _, number, _ in noted(made)] == numbers


def test_numbers_by_page() -> None:
    by_page = rule('<w:numRestart w:val="eachPage"/>')
    breaks = "<w:r><w:lastRenderedPageBreak/></w:r>"
    notes_ = {1: "甲。", 2: "乙。", 3: "丙。"}
    paged = source(
        docx(paragraph("甲", footnote(1), "乙", footnote(2), breaks, "丙", footnote(3), "。"), footnotes=notes_, settings=by_page)
    )
    assert [number for _, number, _ in marked(paged)] == [1, 2, 1]
    assert paged.problems == ()
    unpaged = source(docx(paragraph("甲", footnote(1), "乙", footnote(2), "丙", footnote(3), "。"), footnotes=notes_, settings=by_page))
    assert [number for _, number, _ in marked(unpaged)] == [1, 2, 3]
    assert [problem.code for problem in unpaged.problems] == ["note-numbers-by-page"]


def test_a_note_of_several_paragraphs_is_one_line() -> None:
    long = (
        paragraph("<w:r><w:footnoteRef/></w:r>", "\t一つ目。")
        + paragraph("二つ目")
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("表")
        + "</w:tc></w:tr></w:tbl>"
    )
    made = source(docx(paragraph("本文", footnote(1), "。"), footnotes={1: long}))
    assert noted(made) == [("一つ目。 二つ目 表", 1, "footnote:1")]


def test_marker_without_a_note_has_no_key() -> None:
    made = source(docx(paragraph("本文", footnote(4), "。"), footnotes={1: "別の注。"}))
    assert marked(made) == [("¹", 1, "")]


def test_an_empty_note_is_none() -> None:
    made = source(docx(paragraph("本文", footnote(1), "。"), footnotes={1: paragraph(" ")}))
    assert made.text == "本文¹。\n"
    assert marked(made) == [("¹", 1, "")]


def test_a_note_that_is_deleted_is_not_counted() -> None:
    made = source(docx(paragraph("甲", f"<w:del>{footnote(1)}</w:del>", "乙", footnote(2), "。"), footnotes={1: "甲。", 2: "乙。"}))
    assert marked(made) == [("¹", 1, "footnote:2")]
    assert noted(made) == [("乙。", 1, "footnote:2")]


def test_a_note_may_be_referred_to_twice() -> None:
    made = source(docx(paragraph("甲", footnote(1), "乙", footnote(1), "。"), footnotes={1: "注。"}))
    assert marked(made) == [("¹", 1, "footnote:1"), ("¹", 1, "footnote:1")]
    assert noted(made) == [("注。", 1, "footnote:1")]


def test_many_notes_read_in_order() -> None:
    count = 300
    body = "".join(paragraph("本文", footnote(number), "。") for number in range(count, 0, -1))
    made = source(
        docx(body, parts={"word/footnotes.xml": part("footnotes", notes({number: f"{number}の文。" for number in range(1, count + 1)}))})
    )
    assert [(text, number) for text, number, _ in noted(made)] == [
        (f"{count + 1 - number}の文。", number) for number in range(1, count + 1)
    ]


ITALICS = [
    (run("Smith, ") + run("The Sea", "<w:i/>") + run(" (2020)."), "Smith, *The Sea* (2020)."),
    (run("The ", "<w:i/>") + run("Sea,", "<w:i/>") + run(" p. 3."), "*The Sea*, p. 3."),
    (run("The ", "<w:i/>") + run("Sea", '<w:i w:val="0"/>'), "*The* Sea"),
    (run("海の記録", "<w:i/>"), "海の記録"),
    (run("2020", "<w:i/>"), "2020"),
]


@pytest.mark.parametrize(("runs", "expected"), ITALICS)
def test_titles_of_an_alphabet_printed_italic_stand_between_asterisks(runs: str, expected: str) -> None:
    body = paragraph(run("海は広い"), footnote(1), run("。")) + paragraph(run("The Sea", "<w:i/>"))
    made = source(docx(body, footnotes={1: paragraph(runs)}))
    assert f"¹ {expected}\n" in made.text
    assert "\nThe Sea\n" in made.text  # in the body italics are no citation
