"""Layout: running heads, page numbers, contents, captions, tables, headings, paragraphs cut in two."""

from __future__ import annotations

import pytest

from tests.structure.documents import outline, report, texts

HALVES = [
    ("両国は戦略的な協力を進めることで合意し、軍事", "面でも連携を深めた。", True),
    ("両国は戦略的な協力を進めることで合意し、", "軍事面でも連携を深めた。", True),
    ("両国は戦略的な協力を進めることで合意した。", "軍事面でも連携を深めた。", False),
    ("両国は戦略的な協力を進めることで合意した¹。", "軍事面でも連携を深めた。", False),
    ("両国は戦略的な協力を進めることで合意した。[7]", "軍事面でも連携を深めた。", False),
    ("両国は戦略的な協力を進めることで合意した。(7)", "軍事面でも連携を深めた。", False),
    ("両国は「戦略的な協力」を進める方針（概要）", "を確認し、連携を深めた。", True),
    ("合意の内容は次の通りであると発表された：", "軍事面でも連携を深めた。", False),
    ("両国は戦略的な協力を進めることで合意し、軍事", "　面を改めて述べる。", False),
]
BETWEEN = ["\n\n", "\n\n\n\n", "\n\n- 12 -\n\n", "\n\n年報 2025\n\n", "\n\n図1-1 兵力の推移\n\n\n\n(出所) 筆者作成。\n\n"]


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(("first", "second", "joined"), HALVES)
def test_a_paragraph_cut_by_a_page(first: str, second: str, joined: bool, between: str) -> None:
    made = report(f"年報2025\n\nはじめに\n\n{first}{between}{second}\n\n年報2025\n\nおわりに\n\n終わる。\n\n年報2025\n")
    body = texts(made, "body")
    plain = [first.replace("¹", ""), second.strip()]
    assert body == ([plain[0] + plain[1], "終わる。"] if joined else [*plain, "終わる。"])


def test_a_heading_is_never_joined_over() -> None:
    made = report("はじめに\n\n両国は戦略的な協力を進めることで合意し、軍事\n\n1 背景\n\n面でも連携を深めた。\n")
    assert len(texts(made, "body")) == 2


def test_running_heads_and_page_numbers_are_left_out_and_told() -> None:
    page = "防衛の年報\n\n本文が続く。\n\n- {} -\n\n"
    made = report("防衛の年報\n\n1 背景\n\n" + "".join(page.format(n) for n in range(1, 4)))
    assert texts(made, "body") == ["本文が続く。"] * 3
    assert sorted(problem.code for problem in made.problems) == ["page-number"] * 3 + ["running-head"] * 3


def test_hard_wrapped_lines_are_joined() -> None:
    made = report("1 背景\n\n　両国は二〇二四年の首脳会談で\n協力を進めることで合意したが、\n具体策は示さなかった。\n　次の段落である。\n")
    assert texts(made, "body") == ["両国は二〇二四年の首脳会談で協力を進めることで合意したが、具体策は示さなかった。", "次の段落である。"]


def test_contents_abbreviations_and_body() -> None:
    made = report(
        "年報2025\n\n目次\n\n第1章 海の競争\n\n\tはじめに\t3\n1\t航路の変化\t4\n(1) 北の航路……5\n\n略語表\n\nLNG\t液化天然ガス\nEU\t欧州連合\n\n"
        "第 1 章\n\n海の競争\n\n甲野 太郎\n\nはじめに\n\n始まる。\n\n1 航路の変化\n\n変わった。\n\n(1) 北の航路\n\n延びた。\n"
    )
    assert outline(made) == [
        (1, "略語表", "略語表"),
        (1, "第1章", "海の競争"),
        (2, "はじめに", "はじめに"),
        (2, "1", "航路の変化"),
        (3, "(1)", "北の航路"),
    ]
    assert made.sections[1].authors == ("甲野太郎",)
    assert made.abbreviations == (("LNG", "液化天然ガス"), ("EU", "欧州連合"))
    assert texts(made, "body") == ["始まる。", "変わった。", "延びた。"]
    assert [p.code for p in made.problems] == []


def test_an_entry_without_heading_is_told() -> None:
    made = report("目次\n\n第1章 海の競争\t3\n第2章 空の競争\t9\n\n第1章 海の競争\n\n始まる。\n")
    assert [(p.code, "空の競争" in p.message) for p in made.problems] == [("contents-entry-missing", True)]


def test_summaries_of_chapters_are_no_chapters() -> None:
    made = report("要旨\n\n第1章 海\n\n海の要約。\n\n(甲野 太郎)\n\n第2章 空\n\n空の要約。\n\n第1章 海\n\n本文。\n\n第2章 空\n\n本文。\n")
    assert [(level, label) for level, label, _ in outline(made)] == [(1, "要旨"), (2, ""), (2, ""), (1, "第1章"), (1, "第2章")]
    assert made.sections[1].authors == ("甲野太郎",)


def test_captions_credits_and_tables() -> None:
    made = report(
        "1 背景\n\n本文である。\n\n表 1-1 貿易額の推移\n\n（単位：億ドル）\n年\t額\n2022\t1,902\n2023\t\n\n（出所）税関統計。\n\n続きである。\n\n\n\n"
        "港に入る船（2025年4月）\n（筆者撮影）\n\n図2　航路\n\n(出所) 筆者作成¹。\n\n終わる。\n\n注\n\n- 1 い。\n"
    )
    assert [(f.kind, f.label, f.caption, f.credit) for f in made.figures] == [
        ("table", "表1-1", "貿易額の推移", "税関統計。"),
        ("photo", "", "港に入る船（2025年4月）", "筆者撮影"),
        ("figure", "図2", "航路", "筆者作成。"),
    ]
    assert made.figures[0].rows == (("年", "額"), ("2022", "1,902"), ("2023", ""))
    assert texts(made, "body") == ["本文である。", "続きである。", "終わる。"]
    assert [m.number for block in made.blocks if block.kind == "caption" for m in block.markers] == [1]


NOT_CAPTIONS = ["表2-1のとおり、韓国の予算は伸びた。", "図1は推移を示す。", "写真1枚が公開された。"]


@pytest.mark.parametrize("line", NOT_CAPTIONS)
def test_a_sentence_about_a_figure_is_no_caption(line: str) -> None:
    made = report(f"1 背景\n\n{line}\n")
    assert made.figures == ()
    assert texts(made, "body") == [line]


def test_levels_follow_the_kinds_a_document_uses() -> None:
    made = report(
        "1. 構図\n\n本文。\n\n(1) 中国\n\n本文。\n\n①対話\n\n本文。\n\n②協議\n\n本文。\n\n（２）米国\n\n本文。\n\n2. 展望\n\n本文。\n\nおわりに\n\n本文。\n"
    )
    assert outline(made) == [
        (1, "1", "構図"),
        (2, "(1)", "中国"),
        (3, "①", "対話"),
        (3, "②", "協議"),
        (2, "(2)", "米国"),
        (1, "2", "展望"),
        (1, "おわりに", "おわりに"),
    ]
    assert [section.parent for section in made.sections] == [None, 0, 1, 1, 0, None, None]


def test_items_are_no_headings() -> None:
    made = report("1. 結果\n\n・要点は次の3つである。\n① 支出を増やす。\n② 内訳を示す。\n- 立場を示した。\n\n2. 今後\n\n終わる。\n")
    assert [label for _, label, _ in outline(made)] == ["1", "2"]
    assert texts(made, "list") == ["要点は次の3つである。", "①支出を増やす。", "②内訳を示す。", "立場を示した。"]


TITLES = [
    ("海の秩序と連携 ― 航路の変化から\n\nはじめに\n\n本文。\n", ("海の秩序と連携", "航路の変化から")),
    ("海の秩序\n\n—— 航路の変化 ——\n\nはじめに\n\n本文。\n", ("海の秩序", "航路の変化")),
    ("架空研究所コメンタリー 第12号\n\n2024年9月18日\n\n海の秩序\n\nはじめに\n\n本文。\n", ("海の秩序", "")),
    ("はじめに\n\n本文。\n", ("", "")),
]


@pytest.mark.parametrize(("text", "expected"), TITLES)
def test_title_and_subtitle(text: str, expected: tuple[str, str]) -> None:
    metadata = report(text).metadata
    assert (metadata.title, metadata.subtitle) == expected


def test_front_matter_and_signature() -> None:
    metadata = report(
        "架空研究所コメンタリー 第12号\n\n2024年9月18日\n\n海の秩序\n\n1 背景\n\n本文。\n\n(谷花子 架空研究所 主任研究官)\n"
    ).metadata
    assert (metadata.series, metadata.number, metadata.published) == ("架空研究所コメンタリー", "12", "2024-09-18")
    assert (metadata.authors, metadata.affiliations) == (("谷花子",), ("架空研究所 主任研究官",))


def test_colophon() -> None:
    made = report(
        "年報2025\n\n谷 花子（編著）、森 一郎\n\n架空研究所\n\n1 背景\n\n本文¹。\n\n注\n\n- 1 い。\n\n著者一覧\n\n谷 花子 研究部長\n\n"
        "令和7年（2025年）10月15日 第1刷発行\n\n著者 谷 花子（編著）、森 一郎\n\n発行 架空研究所\n"
    )
    assert (made.metadata.authors, made.metadata.publisher, made.metadata.published) == (("谷花子", "森一郎"), "架空研究所", "2025-10-15")
    assert texts(made, "body") == ["本文。"]


def test_a_chapter_printed_at_the_top_of_every_page() -> None:
    made = report("第1部 海\n\n第2章 競争\n\n始まる。\n\n第1部 海\n\n続く。\n\n第2章 競争\n\n終わる。\n")
    assert [(level, label) for level, label, _ in outline(made)] == [(1, "第1部"), (2, "第2章")]
    assert texts(made, "body") == ["始まる。", "続く。", "終わる。"]
    assert [problem.code for problem in made.problems] == ["running-head", "running-head"]


def test_a_list_item_does_not_take_the_next_line() -> None:
    made = report("1 結果\n\n・米国は10億ドルを拠出\n第2日\n・中国は20億ドルを拠出\n以上を踏まえ、2025年の計画を示す。\n")
    assert texts(made, "list") == ["米国は10億ドルを拠出", "中国は20億ドルを拠出"]
    assert [text.rstrip("。") for text in texts(made, "body")] == ["第2日", "以上を踏まえ、2025年の計画を示す"]


def test_years_and_heads_of_lists_are_no_furniture() -> None:
    made = report("年表\n\n1 経過\n\n" + "".join(f"{year}\n\n主な発言\n・会談を開催した。\n・署名した。\n\n" for year in range(2022, 2026)))
    assert made.problems == ()
    assert texts(made, "body").count("主な発言") == 4


def test_a_remark_in_brackets_is_no_figure() -> None:
    made = report("題\n\n1 背景\n\n（注）本稿の見解は個人のものである。\n\n本文である。\n\n本文が続く。\n\n出所：各種報道\n")
    assert [(figure.label, figure.credit) for figure in made.figures] == [("", "各種報道")]
    assert texts(made, "body") == ["（注）本稿の見解は個人のものである。", "本文である。", "本文が続く。"]


def test_markers_in_captions_and_cells() -> None:
    made = report("1 背景\n\n本文¹。\n\n表1 支出¹\n\n国\t額²\n甲\t20億ドル³\n乙\t5km²\n\n注\n\n- 1 い。\n- 2 ろ。\n- 3 は。\n")
    assert [(figure.caption, figure.rows) for figure in made.figures] == [("支出", (("国", "額"), ("甲", "20億ドル"), ("乙", "5km²")))]


def test_headings_and_captions_keep_a_space_behind_their_label() -> None:
    made = report("第 1 章\n\n海洋秩序\n\n山田 太郎\n\n1 貿易の拡大\n\n本文。\n\n表 1 貿易額\n\n年\t額\n2022\t5\n")
    assert texts(made, "heading") == ["第1章 海洋秩序 山田太郎", "1 貿易の拡大"]
    assert texts(made, "caption") == ["表1 貿易額"]
