"""Reading DOCX: paragraphs, headings, runs, fields, tables, text boxes, and what is left out."""

from __future__ import annotations

import pytest

from pipeline.model import PipelineError
from tests.read.docx_files import STYLES, docx, footnote, paragraph, part, row, run, source, style, table, text

RAISED = '<w:vertAlign w:val="superscript"/>'
HIDDEN = "<w:vanish/>"
BREAK = "<w:r><w:br/></w:r>"
PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'
TAB = "<w:r><w:tab/></w:r>"
BEGIN, SEPARATE, END = (f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>' for step in ("begin", "separate", "end"))


def code(instruction: str) -> str:
    return f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"


def field(instruction: str, result: str) -> str:
    return BEGIN + code(instruction) + SEPARATE + result + END


def ruby(base: str, reading: str) -> str:
    return f"<w:r><w:ruby><w:rt>{run(reading)}</w:rt><w:rubyBase>{run(base)}</w:rubyBase></w:ruby></w:r>"


def box(*inner: str) -> str:
    content = f"<w:txbxContent>{''.join(inner)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{content}</wps:txbx></wps:wsp></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def maths(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def m(which: str, inner: str) -> str:
    return f"<m:{which}>{inner if inner.startswith('<') else f'<m:r><m:t>{inner}</m:t></m:r>'}</m:{which}>"


# What a paragraph of these runs prints.
RUNS = [
    (run("海洋の") + run("秩序"), "海洋の秩序"),
    (run("面積は5km") + run("2", RAISED), "面積は5km²"),
    (run("10") + run("-6", RAISED) + run("の確率"), "10⁻⁶の確率"),
    (run("21") + run("st", RAISED) + run(" century"), "21st century"),
    (run("述べた") + run("注1)", RAISED), "述べた注1)"),
    (run("述べた") + run("１２", RAISED), "述べた¹²"),
    (run("表に出る") + run("隠した", HIDDEN) + run("文"), "表に出る文"),
    (run("表に出る") + run("文", '<w:vanish w:val="0"/>'), "表に出る文"),
    ('<w:r><w:t>対</w:t><w:noBreakHyphen/><w:t>話</w:t><w:softHyphen/></w:r>', "対-話"),
    ('<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', "α"),
    ('<w:r><w:sym w:font="Wingdings" w:char="F06E"/></w:r>' + run("重点"), "■重点"),
    (run("前の行で") + BREAK + run("続く文。"), "前の行で続く文。"),
    (run("see https://example.org/a") + BREAK + run("b.html now"), "see https://example.org/ab.html now"),
    (run("the first") + BREAK + run("second line"), "the first second line"),
    (run("第一の文。") + BREAK + run("第二の文。"), "第一の文。\n\n第二の文。"),
    (PAGE_BREAK + run("次の頁の文。"), "次の頁の文。"),
    (TAB + run("字下げの文。"), "\u3000字下げの文。"),
    (run("\u3000字下げの文。") + BREAK + run("\u3000次の段落。"), "\u3000字下げの文。\n\n\u3000次の段落。"),
    (run("途中で") + BREAK + run("\u3000次の段落。"), "途中で\n\n\u3000次の段落。"),
    (run("（1）") + TAB + run("手で打った番号の文。"), "（1）\u3000手で打った番号の文。"),
    (run("ABC") + TAB + run("略さない名"), "ABC\t略さない名"),
    (f"<w:hyperlink>{run('リンクの文')}</w:hyperlink>", "リンクの文"),
    (f"<w:smartTag><w:smartTagPr/>{run('賢い札')}</w:smartTag>", "賢い札"),
    (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('枠の中')}</w:sdtContent></w:sdt>後", "枠の中"),
    (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('ここに入力')}</w:sdtContent></w:sdt>{run('本文')}", "本文"),
    (f"<w:ins>{run('足した')}</w:ins><w:del><w:r><w:delText>消した</w:delText></w:r></w:del>{run('文')}", "足した文"),
    (f"<w:moveFrom>{run('移した')}</w:moveFrom><w:moveTo>{run('移った')}</w:moveTo>", "移った"),
    (run("頁は") + field(" PAGE ", run("12")) + run("である"), "頁は12である"),
    (field(" HYPERLINK &quot;https://example.org&quot; ", run("題名")), "題名"),
    (BEGIN + code(" IF ") + field(" MERGEFIELD A ", run("隠れた値")) + code(" = 1 ") + SEPARATE + run("結果") + END, "結果"),
    (BEGIN + code(" XE &quot;索引&quot; ") + END + run("索引のある文"), "索引のある文"),
    (f'<w:fldSimple w:instr=" DATE ">{run("3月")}</w:fldSimple>', "3月"),
    (ruby("砲弾", "ほうだん") + run("を送る"), "砲弾を送る"),
    (BEGIN + code(r" EQ \* jc2 \* hps10 \o\ad(\s\up 9(おぼえがき),覚書)") + END + run("に署名"), "覚書に署名"),
    (BEGIN + code(r" EQ \o\ac(○,秘)") + END, "秘"),
    (maths(m("f", m("num", "a+b") + m("den", "c"))), "(a+b)/c"),
    (maths(m("sSup", m("e", "x") + m("sup", "2")) + "<m:r><m:t>=1</m:t></m:r>"), "x²=1"),
    (maths(m("rad", m("deg", "<m:r/>") + m("e", "2x"))), "√2x"),
    (maths(m("sSub", m("e", "C") + m("sub", "max"))), "C_max"),
    (maths(m("d", m("e", "p") + m("e", "q"))), "(p|q)"),
    ('<mc:AlternateContent><mc:Choice Requires="w14">' + run("新しい形") + "</mc:Choice><mc:Fallback>" + run("古い形") + "</mc:Fallback></mc:AlternateContent>", "新しい形"),
    ('<mc:AlternateContent><mc:Choice Requires="w14"/><mc:Fallback>' + run("古い形") + "</mc:Fallback></mc:AlternateContent>", "古い形"),
]  # fmt: skip


@pytest.mark.parametrize(("runs", "expected"), RUNS)
def test_runs(runs: str, expected: str) -> None:
    assert text(f"<w:p>{runs}</w:p>") == expected + "\n"


# (style id, style's name in styles.xml, direct properties) → the hint the paragraph gives and its level.
PARAGRAPHS = [
    ("1", "heading 1", "", ("heading", 1)),
    ("Heading3", "Heading 3", "", ("heading", 3)),
    ("x", "見出し 2", "", ("heading", 2)),
    ("x", "見出し　４", "", ("heading", 4)),
    ("x", "Body Text", '<w:outlineLvl w:val="1"/>', ("heading", 2)),
    ("1", "heading 1", '<w:outlineLvl w:val="9"/>', ("paragraph", 0)),
    ("x", "Title", "", ("title", 0)),
    ("x", "表題", "", ("title", 0)),
    ("x", "caption", "", ("caption", 0)),
    ("x", "図表番号", "", ("caption", 0)),
    ("x", "Normal", "", ("paragraph", 0)),
    ("x", "toc 2", "", None),
    ("x", "目次 1", "", None),
    ("x", "TOC Heading", "", None),
    ("x", "Subtitle", "", None),
]


@pytest.mark.parametrize(("style_id", "name", "properties", "hint"), PARAGRAPHS)
def test_roles_of_paragraphs(style_id: str, name: str, properties: str, hint: tuple[str, int] | None) -> None:
    made = source(docx(paragraph("海洋の秩序", style=style_id, properties=properties), styles=style(style_id, name)))
    assert [(found.kind, found.number) for found in made.hints] == ([hint] if hint else [])


def test_a_style_is_what_it_is_based_on() -> None:
    styles = (
        STYLES
        + style("mine", "私の章", based_on="1")
        + style("inner", "私の注記", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', based_on="1")
    )
    made = source(docx(paragraph("章の名", style="mine"), paragraph("注記の文", style="inner"), styles=styles))
    assert [(hint.kind, hint.number) for hint in made.hints] == [("heading", 1), ("paragraph", 0)]


def test_styles_in_a_ring_end() -> None:
    ring = style("a", "甲", based_on="b") + style("b", "乙", based_on="a")
    assert source(docx(paragraph("本文", style="a"), styles=ring)).hints[0].kind == "paragraph"


def test_title_and_subtitle_head_the_text_once() -> None:
    styles = STYLES + style("s", "Subtitle")
    made = source(
        docx(
            paragraph("海の秩序", style="a3"),
            paragraph("法と力", style="s"),
            paragraph("本文。"),
            paragraph("別の題", style="a3"),
            styles=styles,
        )
    )
    assert [made.text[hint.start : hint.end] for hint in made.hints if hint.kind == "title"] == ["海の秩序", "法と力"]


@pytest.mark.parametrize(
    ("indent", "expected"),
    [
        ('<w:ind w:firstLine="210"/>', "\u3000本文。"),
        ('<w:ind w:firstLineChars="100" w:firstLine="210"/>', "\u3000本文。"),
        ('<w:ind w:left="420"/>', "本文。"),
        ('<w:ind w:hanging="210" w:left="210"/>', "本文。"),
    ],
)
def test_indent(indent: str, expected: str) -> None:
    assert text(paragraph("本文。", properties=indent)) == expected + "\n"


def test_indent_of_a_style() -> None:
    styles = style("b", "Body Text", '<w:pPr><w:ind w:firstLineChars="100"/></w:pPr>') + style("c", "Child", based_on="b")
    plain = paragraph("続き。", style="c", properties='<w:ind w:firstLineChars="0" w:firstLine="0"/>')
    assert text(paragraph("本文。", style="c"), plain, styles=styles) == "\u3000本文。\n\n続き。\n"


def test_long_outlined_sentence_is_no_heading() -> None:
    long = "この段落は見出しの水準を持つが文である。" * 3
    assert source(docx(paragraph(long, style="1"))).hints[0].kind == "paragraph"


CAPTIONS = [
    (paragraph("図", field(" SEQ 図 \\* ARABIC ", run("1")), " 貿易額の推移"), "caption"),
    (paragraph("Table ", f'<w:fldSimple w:instr=" SEQ Table ">{run("2")}</w:fldSimple>', " Trade"), "caption"),
    (paragraph("論点", field(" SEQ ronten ", run("1")), "は三つある。"), "paragraph"),
    (paragraph("図1の推移を見る。"), "paragraph"),
]


@pytest.mark.parametrize(("block", "kind"), CAPTIONS)
def test_captions_by_their_counter(block: str, kind: str) -> None:
    assert source(docx(block)).hints[0].kind == kind


def test_contents_are_plain_lines() -> None:
    head = paragraph("目次", style="1")
    entries = paragraph(BEGIN, code(" TOC \\o "), SEPARATE, "第1章 海", TAB, "1") + paragraph("第2章 空", TAB, "9") + paragraph(END)
    control = "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    for body in (head + entries, control.format(head + paragraph("第1章 海", TAB, "1") + paragraph("第2章 空", TAB, "9"))):
        made = source(docx(body, paragraph("海", style="1")))
        assert made.text == "目次\n\n第1章 海\t1\n\n第2章 空\t9\n\n海\n"
        assert [hint.kind for hint in made.hints] == ["heading"]


def test_an_unclosed_field_swallows_nothing() -> None:
    assert text(paragraph(BEGIN, code(" REF x "), "甲"), paragraph("乙")) == "乙\n"
    assert text(paragraph(BEGIN, code(" REF x "), SEPARATE, "甲"), paragraph("乙")) == "甲\n\n乙\n"
    assert text(paragraph(END, SEPARATE, "甲")) == "甲\n"


def test_ruby_is_told() -> None:
    made = source(docx(paragraph("次の", ruby("枠組", "わくぐみ"), "である。")))
    problem = made.problems[0]
    assert (problem.code, made.text[problem.raw_start : problem.raw_end]) == ("ruby-left-out", "枠組")
    assert "わくぐみ" in problem.message


def test_text_box_stands_once_behind_its_paragraph() -> None:
    inner = paragraph("箱の中の文。") + paragraph("さらに", box(paragraph("箱の中の箱。")))
    assert (
        text(paragraph("前の", box(inner), "文。"), paragraph("後の文。"))
        == "前の文。\n\n箱の中の文。\n\nさらに\n\n箱の中の箱。\n\n後の文。\n"
    )


def test_old_text_box() -> None:
    old = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    assert text(paragraph("本文。", old.format(paragraph("箱。")))) == "本文。\n\n箱。\n"


def test_paragraph_whose_end_was_deleted_runs_on() -> None:
    joined = "<w:rPr><w:del w:id='1'/></w:rPr>"
    assert text(paragraph("前半と", properties=joined), paragraph("後半。")) == "前半と後半。\n"
    assert text(paragraph("最後。", properties=joined)) == "最後。\n"


MERGED = "<w:tc><w:tcPr><w:{}/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
TABLES = [
    (table(row("国", "額"), row("日本", "5兆円")), "国\t額\n日本\t5兆円"),
    (table(row("国", MERGED.format('gridSpan w:val="2"', "額")), row("日本", "甲", "乙")), "国\t額\t\n日本\t甲\t乙"),
    (table(row(MERGED.format('vMerge w:val="restart"', "年"), "甲"), row(MERGED.format("vMerge", "消"), "乙")), "年\t甲\n\t乙"),
    (table(row("a", "b"), row("c", properties='<w:trPr><w:gridBefore w:val="1"/></w:trPr>')), "a\tb\n\tc"),
    (table(row("a", "b"), row("x", "y", properties="<w:trPr><w:del/></w:trPr>")), "a\tb"),
    (table(row("a", f"<w:tc>{paragraph('一行目')}{paragraph('二行目')}</w:tc>")), "a\t一行目 二行目"),
    (table(row("a", f"<w:tc>{table(row('内', '外'))}{paragraph('末')}</w:tc>")), "a\t内 外 末"),
    (table(row("a", f"<w:tc><w:p>{run('x')}{TAB}{run('y')}</w:p></w:tc>")), "a\tx y"),
    (table(row("a", MERGED.format('gridSpan w:val="999999999"', "b"))), "a\tb" + "\t" * 61),
    (table(f"<w:sdt><w:sdtContent>{row('a', '<w:tc><w:p/></w:tc>')}</w:sdtContent></w:sdt>"), "a\t"),
    (table(row("a", "b"), "<w:tr><w:sdt><w:sdtContent><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:sdtContent></w:sdt></w:tr>"), "a\tb\nc"),
]  # fmt: skip


@pytest.mark.parametrize(("xml", "expected"), TABLES)
def test_tables(xml: str, expected: str) -> None:
    made = source(docx(paragraph("前。"), xml, paragraph("後。")))
    assert made.text == f"前。\n\n{expected}\n\n後。\n"
    assert [made.text[hint.start : hint.end] for hint in made.hints if hint.kind == "table"] == [expected]


def test_table_that_only_lays_out_is_text() -> None:
    made = source(docx(table(row(f"<w:tc>{paragraph('囲み', style='1')}{paragraph('囲みの文。')}</w:tc>"))))
    assert made.text == "囲み\n\n囲みの文。\n"
    assert [hint.kind for hint in made.hints] == ["heading", "paragraph"]


def test_marker_in_a_cell_stays_one() -> None:
    made = source(
        docx(table(row("国", "額"), row("日本", f"<w:tc>{paragraph('5兆円', footnote(1))}</w:tc>")), footnotes={1: "出所は予算書。"})
    )
    assert [(hint.kind, made.text[hint.start : hint.end], hint.key) for hint in made.hints if hint.kind == "marker"] == [
        ("marker", "¹", "footnote:1")
    ]


LEFT_OUT = [
    ({"body": paragraph("本文", run("隠れ", HIDDEN))}, "hidden-text-left-out"),
    ({"body": paragraph("本文", "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>")}, "changes-accepted"),
    ({"body": paragraph("本文", '<w:r><w:sym w:font="Webdings" w:char="F0AB"/></w:r>')}, "symbol-unread"),
    ({"body": paragraph("本文") + '<w:altChunk r:id="rId9"/>'}, "part-not-read"),
    (
        {"body": paragraph("本文"), "word/comments.xml": part("comments", f"<w:comment w:id='0'>{paragraph('要確認')}</w:comment>")},
        "comments-left-out",
    ),
]


@pytest.mark.parametrize(("given", "code"), LEFT_OUT)
def test_what_is_left_out_is_told(given: dict[str, str], code: str) -> None:
    body = given.pop("body")
    made = source(docx(body, parts=given))
    assert made.text == "本文\n"
    assert [problem.code for problem in made.problems] == [code]


def test_running_heads_are_lines_left_out() -> None:
    parts = {
        "word/header1.xml": part("header1", paragraph("海洋年報")),
        "word/header2.xml": part("header2", paragraph("海洋年報")),
        "word/footer1.xml": part("footer1", paragraph("- ", field(" PAGE ", run("3")), " -")),
    }
    made = source(docx(paragraph("本文。"), parts=parts))
    assert made.text == "本文。\n\n海洋年報\n"
    assert [(hint.kind, hint.key, made.text[hint.start : hint.end]) for hint in made.hints if hint.kind == "left-out"] == [
        ("left-out", "running-head", "海洋年報")
    ]


@pytest.mark.parametrize(
    "kind",
    ["document.main+xml", "template.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml"],
)
@pytest.mark.parametrize("strict", [False, True])
def test_kinds_of_word_files(kind: str, strict: bool) -> None:
    body = (paragraph("章", style="1"), paragraph("本文", footnote(1), "。"))
    made = source(docx(*body, footnotes={1: "注の文。"}, kind=kind, strict=strict))
    assert made.text == "章\n\n本文¹。\n\n¹ 注の文。\n"
    assert made.page_starts == ()


@pytest.mark.parametrize("parts", [{}, {"word/header1.xml": part("header1", paragraph("海洋年報"))}])
def test_file_without_text(parts: dict[str, str]) -> None:
    with pytest.raises(PipelineError, match="holds no text"):
        text(paragraph(""), parts=parts)
