"""What a source's format says of its blocks goes before what their text suggests: headings, notes, markers, tables, lines left out."""

from __future__ import annotations

import pytest

from pipeline.clean import clean
from pipeline.model import Metadata, Report, Source
from pipeline.read.building import Builder, Piece
from pipeline.resolve.links import link
from pipeline.sentences import sentences
from pipeline.settings import Settings
from pipeline.structure import structure


def built(builder: Builder, declared: Metadata | None = None) -> Report:
    source = Source("doc", "doc.pdf", "", "application/pdf", "", builder.text(), tuple(builder.page_starts), builder.sorted_hints())
    return structure(clean(source), hints=source.hints, declared=declared)


def text_of(report: Report, kind: str) -> list[str]:
    return [block.content.text for block in report.blocks if block.kind == kind]


def new() -> Builder:
    return Builder(Settings())


def test_headings_of_any_form_have_the_level_the_format_gives() -> None:
    made = new()
    made.block("海の安全", "title")
    made.block("沿岸の備え", "heading", number=1)
    made.block("港では訓練が続く。", "paragraph")
    made.block("船の数", "heading", number=2)
    made.block("船は三隻ある。", "paragraph")
    made.block("第2章 空の備え", "heading", number=1)
    made.block("空でも訓練が続く。", "paragraph")
    report = built(made)
    assert report.metadata.title == "海の安全"
    assert [(s.level, s.label, s.heading, s.parent) for s in report.sections] == [
        (1, "", "沿岸の備え", None),
        (2, "", "船の数", 0),
        (1, "第2章", "空の備え", None),
    ]
    assert text_of(report, "body") == ["港では訓練が続く。", "船は三隻ある。", "空でも訓練が続く。"]


def test_a_whole_paragraph_is_never_joined_with_the_next() -> None:
    made = new()
    made.block("港の記録", "title")
    made.block("これは途中で終わるように見える段落であり", "paragraph")
    made.block("次の段落である。", "paragraph")
    assert len(text_of(built(made), "body")) == 2


def test_halves_of_a_paragraph_meet_over_page_head_number_and_notes() -> None:
    made = new()
    made.page()
    made.block("港の記録", "title")
    made.block([Piece("\u3000港の倉庫は古く"), Piece("¹", "marker", 1, "p1:1"), Piece("、修理が必要であると")])
    made.block("倉庫の記録による。", "note", number=1, key="p1:1", label="1 ")
    made.block("- 3 -", "left-out", key="page-number")
    made.page()
    made.block("港の年報", "left-out", key="running-head")
    made.block([Piece("町は述べた"), Piece("¹", "marker", 1, "p2:1"), Piece("。")])
    made.block("町の広報。", "note", number=1, key="p2:1", label="1 ")
    report = built(made)
    assert text_of(report, "body") == ["港の倉庫は古く、修理が必要であると町は述べた。"]
    assert [(note.number, note.content.text, note.key) for note in report.notes] == [
        (1, "倉庫の記録による。", "p1:1"),
        (1, "町の広報。", "p2:1"),
    ]
    made_sentences = sentences(report.blocks, "doc")
    links, problems = link(report.notes, made_sentences, report.sections)
    assert [(one.note, one.position) for one in links] == [(0, 7), (1, 22)]
    assert problems == []
    assert sorted(problem.code for problem in report.problems) == ["page-number", "running-head"]


def test_a_note_that_goes_on_over_a_page_is_one() -> None:
    made = new()
    made.block([Piece("港は古い"), Piece("¹", "marker", 1, "a"), Piece("。")])
    made.block("倉庫の記録に", "note", number=1, key="a", label="1 ")
    made.block("\u3000橋も古い。")
    made.block("よる。", "note", number=1, key="a")
    assert [note.content.text for note in built(made).notes] == ["倉庫の記録による。"]


@pytest.mark.parametrize("exponent", ["10⁶", "3km²", "5m³"])
def test_a_raised_digit_that_no_hint_calls_a_marker_is_an_exponent(exponent: str) -> None:
    made = new()
    made.block([Piece(f"広さは{exponent}である"), Piece("¹", "marker", 1, "a"), Piece("。")])
    made.block("測量による。", "note", number=1, key="a", label="1 ")
    block = built(made).blocks[0]
    assert block.content.text == f"広さは{exponent}である。"
    assert [(marker.number, marker.key) for marker in block.markers] == [(1, "a")]


def test_markers_of_any_form_go_by_their_hint() -> None:
    made = new()
    made.block(
        [Piece("港は古い"), Piece("（原注1）", "marker", 1, "a"), Piece("が、橋は新しい"), Piece("*", "marker", 2, "b"), Piece("。")]
    )
    made.block("記録による。", "note", number=1, key="a")
    made.block("広報による。", "note", number=2, key="b")
    block = built(made).blocks[0]
    assert block.content.text == "港は古いが、橋は新しい。"
    assert [(m.number, m.position, m.key) for m in block.markers] == [(1, 4, "a"), (2, 11, "b")]


def test_tables_and_captions_that_the_format_tells() -> None:
    made = new()
    made.block("船の数", "caption")
    made.table([["年", "数"], ["2021年", "3"]])
    made.block("文が続く。", "paragraph")
    made.table([["港"], ["甲港"]])
    made.block("港の名", "caption")
    made.block("橋もある。", "paragraph")
    made.table([["橋", "長さ"]])
    report = built(made)
    assert [(f.kind, f.caption, f.rows) for f in report.figures] == [
        ("table", "船の数", (("年", "数"), ("2021年", "3"))),
        ("table", "港の名", (("港",), ("甲港",))),
        ("table", "", (("橋", "長さ"),)),
    ]


def test_what_the_text_says_goes_before_what_the_file_declares() -> None:
    made = new()
    made.block("海の安全", "title")
    made.block("港では訓練が続く。", "paragraph")
    metadata = built(made, Metadata(title="無題1", authors=("山田一郎",), published="2024-05-01")).metadata
    assert metadata == Metadata(title="海の安全", authors=("山田一郎",), published="2024-05-01")


def test_chapters_above_lists_of_notes_are_their_scopes() -> None:
    made = new()
    made.block("港の記録", "title")
    for chapter in "12":
        made.block(f"第{chapter}章 港の備え", "heading", number=1)
        made.block([Piece("港は古い"), Piece("¹", "marker", 1, f"c{chapter}"), Piece("。")], "paragraph")
    made.block("注", "heading", number=1)
    for chapter in "12":
        made.block(f"［第{chapter}章］")
        made.block("- 8 -", "left-out", key="page-number")
        made.block("記録による。", "note", number=1, key=f"c{chapter}", label="1 ")
    report = built(made)
    assert [(note.scope, note.section) for note in report.notes] == [("第1章", 0), ("第2章", 1)]
    assert [section.label for section in report.sections] == ["第1章", "第2章", "注"]
    assert text_of(report, "body") == ["港は古い。"] * 2


def test_a_subtitle_is_known_by_what_stands_below() -> None:
    made = new()
    made.block("海の安全", "title")
    made.block("北の港から見た沿岸の備え")
    made.block("はじめに", "heading", number=1)
    made.block("港では訓練が続く。", "paragraph")
    report = built(made)
    assert (report.metadata.title, report.metadata.subtitle) == ("海の安全", "北の港から見た沿岸の備え")
    assert text_of(report, "body") == ["港では訓練が続く。"]


def test_notes_behind_the_text_belong_to_the_chapters_of_their_markers() -> None:
    made = new()
    made.block("港の記録", "title")
    for chapter in "12":
        made.block(f"第{chapter}章 港の備え", "heading", number=1)
        made.block([Piece("港は古い"), Piece("¹", "marker", 1, f"c{chapter}"), Piece("。")], "paragraph")
    for chapter in "12":
        made.block("記録による。", "note", number=1, key=f"c{chapter}", label="1 ")
    assert [(note.scope, note.section) for note in built(made).notes] == [("第1章", 0), ("第2章", 1)]
