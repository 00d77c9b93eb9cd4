"""The three sample reports in raw/: structure as their authors laid it out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from pipeline.clean import clean
from pipeline.model import Report
from pipeline.read import read
from pipeline.resolve.links import link
from pipeline.sentences import sentences
from pipeline.settings import Settings
from pipeline.structure import structure
from tests.structure.documents import outline, texts

RAW = Path(__file__).parents[2] / "raw"


@cache
def sample(name: str) -> Report:
    source = read(RAW / f"sample-{name}.txt", doc_id=name, name=name, settings=Settings())
    return structure(clean(source))


def test_commentary() -> None:
    made = sample("commentary")
    assert outline(made) == [
        (1, "はじめに", "はじめに"),
        (1, "1", "競争の構図"),
        (2, "(1)", "中国の接近"),
        (2, "(2)", "米国と豪州の巻き返し"),
        (1, "2", "2つの焦点"),
        (2, "(1)", "海底ケーブル"),
        (3, "①", "災害と断絶"),
        (3, "②", "供給企業をめぐる競争"),
        (2, "(2)", "海上法執行"),
        (1, "3", "日本にとっての課題"),
        (1, "おわりに", "おわりに"),
    ]
    assert (made.metadata.title, made.metadata.subtitle) == ("太平洋島嶼国をめぐる競争と日本の役割", "海底ケーブルと海上法執行の視点から")
    assert (made.metadata.series, made.metadata.number) == ("汐見安全保障研究所コメンタリー", "12")
    assert (made.metadata.authors, made.metadata.published) == (("樫村修平",), "2024-09-18")
    assert len(texts(made, "body")) == 16
    assert [note.number for note in made.notes] == list(range(1, 13))


def test_annual_report() -> None:
    made = sample("annual-report")
    assert [(level, label) for level, label, _ in outline(made)] == [
        (1, "はしがき"), (1, "略語表"),
        (1, "第1章"), (2, "はじめに"), (2, "1"), (3, "(1)"), (3, "(2)"), (2, "2"), (2, "おわりに"),
        (1, "第2章"), (2, "はじめに"), (2, "1"), (2, "2"), (3, "(1)"), (3, "(2)"), (2, "おわりに"),
        (1, "注"), (1, "著者一覧"),
    ]  # fmt: skip
    assert made.metadata.title == "海洋と宇宙の安全保障年報2025"
    assert made.metadata.authors == ("八重樫直樹", "三輪田由佳")
    assert (made.metadata.publisher, made.metadata.published) == ("汐見安全保障研究所", "2025-10-15")
    assert [abbreviation for abbreviation, _ in made.abbreviations] == ["ICBM", "KASA", "LNG", "NATO", "NSR", "SAR"]
    assert [(figure.kind, figure.label, len(figure.rows)) for figure in made.figures] == [
        ("table", "表1-1", 6),
        ("photo", "", 0),
        ("figure", "図1-1", 0),
        ("table", "表2-1", 5),
    ]
    assert len(texts(made, "body")) == 16  # 8 + 7 in the chapters, one in はしがき
    assert all(text.endswith(("。", "」", "）")) for text in texts(made, "body"))
    assert sum(problem.code == "running-head" for problem in made.problems) == 10
    assert sum(problem.code == "page-number" for problem in made.problems) == 3
    assert [(note.scope, note.number) for note in made.notes] == [("第1章", n) for n in range(1, 10)] + [("第2章", n) for n in range(1, 11)]


def test_memo() -> None:
    made = sample("memo")
    assert outline(made) == [
        (1, "1", "首脳会合の結果"),
        (1, "2", "主要国と機関の防衛支出"),
        (1, "3", "ウクライナ支援"),
        (1, "4", "日本との関係"),
        (1, "5", "今後の日程"),
    ]
    assert (made.metadata.title, made.metadata.published) == ("欧州の防衛支出とNATO首脳会合をめぐる動向（メモ）", "2025-07-11")
    assert len(texts(made, "list")) == 32
    assert texts(made, "body") == []
    assert made.notes == ()


MARKERS = [
    ("commentary", "", 1, "2022年4月19日には、中国", "組み協定への署名を公表し"),
    ("commentary", "", 2, "それでも同国の排他的経済水域（", "び、インドの国土より広い"),
    ("commentary", "", 5, "本島の回線が戻ったのは2月22", "り同国は衛星通信に頼った"),
    ("commentary", "", 6, "本島の回線が戻ったのは2月22", "り同国は衛星通信に頼った"),
    ("commentary", "", 11, "2023年4月に創設された政府", "供与に関する文書を交わし"),
    ("commentary", "", 12, "2023年8月18日の日米韓首", "を協力分野の一つに挙げた"),
    ("annual-report", "第1章", 1, "北極海の海氷は1980年代から", "約340万km²となった"),
    ("annual-report", "第1章", 4, "しかし、欧米の制裁で砕氷LNG", "目標の半分に届かなかった"),
    ("annual-report", "第1章", 7, "港湾の位置は北方海運協会の年報", "北方海運協会の年報による"),
    ("annual-report", "第1章", 9, "同年10月には、中国海警局がロ", "で巡視したと発表している"),
    ("annual-report", "第2章", 1, "同年5月31日と8月24日の失", "続く3度目の試みであった"),
    ("annual-report", "第2章", 5, "2 韓国の宇宙政策と日米韓協力", "国の宇宙政策と日米韓協力"),
    ("annual-report", "第2章", 9, "2024年7月28日には木原稔", "化する覚書に署名している"),
    ("annual-report", "第2章", 10, "2024年7月28日には木原稔", "化する覚書に署名している"),
]


@pytest.mark.parametrize(("name", "scope", "number", "begins", "before"), MARKERS)
def test_markers_stand_where_they_were_printed(name: str, scope: str, number: int, begins: str, before: str) -> None:
    made = sample(name)
    split = sentences(made.blocks, name)
    links, _ = link(made.notes, split, made.sections)
    note = next(i for i, note in enumerate(made.notes) if (note.scope, note.number) == (scope, number))
    found = next(one for one in links if one.note == note)
    text = next(sentence.text for sentence in split if sentence.id == found.sentence_id)
    assert text.startswith(begins)
    assert text[: found.position].endswith(before)


@pytest.mark.parametrize("name", ["commentary", "annual-report", "memo"])
def test_every_note_has_one_marker_and_every_marker_a_note(name: str) -> None:
    made = sample(name)
    links, problems = link(made.notes, sentences(made.blocks, name), made.sections)
    assert [one.note for one in links] == list(range(len(made.notes)))
    assert problems == []


@pytest.mark.parametrize("name", ["commentary", "annual-report", "memo"])
def test_nothing_is_silently_dropped(name: str) -> None:
    """Every character of the source is in a block, in a note, or in a problem row; what is left are blanks and marks of layout."""
    source = (RAW / f"sample-{name}.txt").read_text(encoding="utf-8")
    made = sample(name)
    covered = bytearray(len(source))
    for text in [block.content for block in made.blocks] + [note.content for note in made.notes]:
        for start, end in zip(text.starts, text.ends, strict=True):
            covered[start:end] = b"\1" * (end - start)
    for start, end in [(m.raw_start, m.raw_end) for block in made.blocks for m in block.markers]:
        covered[start:end] = b"\1" * (end - start)
    for problem in made.problems:
        if problem.raw_start is not None and problem.raw_end is not None:
            covered[problem.raw_start : problem.raw_end] = b"\1" * (problem.raw_end - problem.raw_start)
    left = "".join(char for char, seen in zip(source, covered, strict=True) if not seen)
    assert not left.strip(" \n\t\u3000・-0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[]【】第章")
