"""Note lists in all their forms: found, told apart, bound to their chapters."""

from __future__ import annotations

import pytest

from tests.structure.documents import marked, report, texts

BODY = "はじめに\n\n両国は会談した¹。続いて署名した²。翌日には発表もあった³。"
FORMS = [
    "¹ 甲「題」。\n\n² 乙「題」。\n\n³ 丙「題」。",
    "- 1 甲「題」。\n- 2 乙「題」。\n- 3 丙「題」。",
    "注1) 甲「題」。\n注2) 乙「題」。\n注3) 丙「題」。",
    "（注1）甲「題」。\n（注2）乙「題」。\n（注3）丙「題」。",
    "[1] 甲「題」。\n[2] 乙「題」。\n[3] 丙「題」。",
    "注\n\n1 甲「題」。\n2 乙「題」。\n3 丙「題」。",
    "【注】\n1. 甲「題」。\n2. 乙「題」。\n3. 丙「題」。",
    "Notes\n\n(1) 甲「題」。\n(2) 乙「題」。\n(3) 丙「題」。",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_number(form: str) -> None:
    made = report(f"{BODY}\n\n{form}\n")
    assert [(note.number, note.scope, note.content.text) for note in made.notes] == [
        (1, "", "甲「題」。"),
        (2, "", "乙「題」。"),
        (3, "", "丙「題」。"),
    ]
    assert texts(made, "body") == ["両国は会談した。続いて署名した。翌日には発表もあった。"]
    assert marked(made) == [(1, "会談した"), (2, "署名した"), (3, "もあった")]


CONTINUED = [
    ("- 1 Smith, “A Long\nTitle,” 2020.\n- 2 乙「題」。", "Smith, “A Long Title,” 2020."),
    ("- 1 甲「長い\n題」2020年。\n- 2 乙「題」。", "甲「長い題」2020年。"),
    ("- 1 甲、https://example.org/a/\nb/c。\n- 2 乙「題」。", "甲、https://example.org/a/b/c。"),
    ("- 1 甲「長い\n\n題」2020年。\n\n- 2 乙「題」。", "甲「長い題」2020年。"),
]


@pytest.mark.parametrize(("notes", "first"), CONTINUED)
def test_a_note_over_several_lines(notes: str, first: str) -> None:
    made = report(f"本文である¹。次の文²。\n\n注\n\n{notes}\n")
    assert [note.content.text for note in made.notes] == [first, "乙「題」。"]


def test_numbering_by_chapter_in_one_list() -> None:
    made = report(
        "第1章 甲\n\n最初の章である¹。そこで終わる²。\n\n第2章 乙\n\n次の章である¹。\n\n注\n\n[第1章]\n\n- 1 い。\n- 2 ろ。\n\n【第2章】\n\n- 1 は。\n"
    )
    assert [(note.scope, note.number, note.content.text) for note in made.notes] == [
        ("第1章", 1, "い。"),
        ("第1章", 2, "ろ。"),
        ("第2章", 1, "は。"),
    ]
    assert [made.sections[note.section].label for note in made.notes if note.section is not None] == ["第1章", "第1章", "第2章"]


def test_a_list_under_each_chapter() -> None:
    made = report("第1章 甲\n\n最初の章である¹。\n\n注\n\n1 い。\n\n第2章 乙\n\n次の章である¹。\n\n注\n\n1 は。\n")
    assert [(note.scope, note.content.text) for note in made.notes] == [("第1章", "い。"), ("第2章", "は。")]
    assert marked(made) == [(1, "章である"), (1, "章である")]


def test_a_number_left_out_is_told() -> None:
    made = report("本文¹。次²。\n\n注\n\n- 1 い。\n- 2 ろ。\n- 4 に。\n")
    assert [note.number for note in made.notes] == [1, 2, 4]
    assert [problem.code for problem in made.problems if problem.code.startswith("note")] == ["note-number-jump"]


def test_a_numbered_list_is_no_list_of_notes() -> None:
    made = report("方針は次の通り。\n\n1. 抑止を強める。\n2. 対話を続ける。\n3. 連携を広げる。\n")
    assert made.notes == ()
    assert len(texts(made, "list")) == 3


def test_back_matter_ends_the_notes() -> None:
    made = report("本文¹。次²。\n\n注\n\n- 1 い。\n- 2 ろ。\n\n著者一覧\n\n甲野 太郎 研究員\n")
    assert [note.content.text for note in made.notes] == ["い。", "ろ。"]
    assert texts(made, "front") == ["甲野 太郎 研究員"]


def test_a_number_that_stands_twice_is_a_note_of_its_own() -> None:
    made = report("本文¹。次²。\n\n注\n\n- 1 い。\n- 2 ろ。\n- 2 同上。\n- 3 は。\n")
    assert [(note.number, note.content.text) for note in made.notes] == [(1, "い。"), (2, "ろ。"), (2, "同上。"), (3, "は。")]
    assert [problem.code for problem in made.problems] == ["note-number-repeated"]


def test_chapters_without_brackets_over_their_notes() -> None:
    made = report("第1章 海\n\n本文¹。\n\n第2章 空\n\n本文¹。\n\n注\n\n第1章\n\n1 い。\n\n第2章\n\n1 ろ。\n")
    assert [(note.scope, note.content.text) for note in made.notes] == [("第1章", "い。"), ("第2章", "ろ。")]
    assert [section.label for section in made.sections] == ["第1章", "第2章", "注"]


def test_a_list_under_each_chapter_belongs_to_it() -> None:
    made = report(
        "第1章 海\n\nはじめに\n\n本文¹。\n\n注\n\n1 い。\n\n第2章 空\n\nはじめに\n\n本文¹。\n\n注\n\n1 ろ。\n\nおわりに\n\n終わる。\n"
    )
    assert [(section.label, section.level, section.parent) for section in made.sections] == [
        ("第1章", 1, None),
        ("はじめに", 2, 0),
        ("注", 2, 0),
        ("第2章", 1, None),
        ("はじめに", 2, 3),
        ("注", 2, 3),
        ("おわりに", 2, 3),
    ]


def test_prose_behind_the_notes_is_text() -> None:
    made = report("1 背景\n\n本文¹。次²。\n\n注\n\n- 1 い。\n- 2 ろ。\n\n2024年3月、中国は10億ドルを投じた。これは付記である。\n")
    assert texts(made, "body")[-1] == "2024年3月、中国は10億ドルを投じた。これは付記である。"


RULES = ["――――――――\n\n", "-----\n", "＿＿＿＿＿＿\n", ""]
NUMBERS = ["{} ", "{}　", "{}) ", "({}) ", "（{}）", "{}）", "[{}] ", "注{} ", "{}. ", "{}．", "{}"]
CITED = [
    "甲野太郎『海の政治』（架空書房、2020年）12頁。",
    "同上、15頁。",
    "Smith, “A Title,” Journal of Sea 12, no. 2 (2023): 15.",
    "乙「題」『新聞』2024年3月1日。",
]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
HEADED = "論点の整理\n\n会談した¹。署名した²。発表した³。終えた⁴。\n\n1 背景\n\n背景を述べる。\n\n2 経過\n\n経過を述べる。\n\n"


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("rule", RULES)
def test_notes_behind_a_rule_or_at_the_end(rule: str, number: str, wide: bool) -> None:
    labels = [number.format(str(n).translate(WIDE) if wide else n) for n in range(1, len(CITED) + 1)]
    made = report(HEADED + rule + "\n".join(label + text for label, text in zip(labels, CITED, strict=True)) + "\n")
    assert [(note.number, note.content.text) for note in made.notes] == list(enumerate(CITED, start=1))
    assert [section.heading for section in made.sections] == ["背景", "経過"]


@pytest.mark.parametrize(
    "text",
    [
        "提言\n\n本文である。\n\n――――――\n\n1 背景\n\n背景を述べる。\n\n2 経過\n\n経過を述べる。\n",
        "提言\n\n本文である。\n\n1 予算を増やす。\n2 訓練の日程を共有する。\n3 要員を派遣する。\n",
        "題\n\n本文である。\n\n-----\n\n1 首脳会談の結果を『白書』により述べる。\n\n本文が続く。\n\n2 次の論点である。\n\n本文が続く。\n",
    ],
)
def test_numbered_headings_and_demands_are_no_notes(text: str) -> None:
    assert report(text).notes == ()


def test_a_number_of_its_own_at_the_beginning_of_a_note_s_line() -> None:
    made = report("本文¹。次²。後³。\n\n注\n\n1 甲『題』。\n2 Smith, “Title,” Journal\n3 (2023): 15.\n3 乙『題』。\n")
    assert [note.content.text for note in made.notes] == ["甲『題』。", "Smith, “Title,” Journal 3 (2023): 15.", "乙『題』。"]
