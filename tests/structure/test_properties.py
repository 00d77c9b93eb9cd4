"""Whatever lines a document is made of: structure never raises, loses nothing unsaid, and keeps every way back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.clean import clean
from pipeline.model import Source
from pipeline.resolve.links import link
from pipeline.sentences import sentences
from pipeline.structure import structure

LINES = [
    "第1章 海の競争", "第 2 章", "第一部　資料", "序章", "はじめに", "おわりに", "1 背景", "2. 展望", "(1) 経緯", "（2）現状", "①対話", "要旨", "はしがき",
    "目次", "はじめに\t3", "第1章 海の競争……4", "略語表", "LNG\t液化天然ガス", "注", "【注】", "[第1章]", "- 1 甲「題」2020年。", "- 2 同上、3頁。",
    "¹ 乙『書』。", "² 丙。", "注1) 丁。", "1 戊。", "著者一覧", "谷 花子", "(谷 花子)", "発行 架空研究所", "令和7年（2025年）10月15日 第1刷発行",
    "図1-1 航路の変化", "(出所) 筆者作成¹。", "表1 貿易額", "年\t額\t", "2022\t1,902", "\t\t8.5", "（単位：億ドル）", "港の船（2025年4月）（筆者撮影）", "- 12 -", "13",
    "・会談を開催", "① 支出を増やす。", "両国は会談した¹。", "続いて署名し、", "翌日には発表した²³。", "面積は10km²である。", "　字下げの段落である。", "年報 2025",
    "", "", "", "　", "\f", "ｱｲｳ㎞", "=1+1", "()[]「」", "¹", "²、³",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=30))
def test_any_document(lines: list[str]) -> None:
    text = "\n".join(lines)
    source = Source("d", "d.txt", "", "text/plain", "utf-8", text)
    made = structure(clean(source))
    split = sentences(made.blocks, "d")
    link(made.notes, split, made.sections)
    assert len({sentence.id for sentence in split}) == len(split)
    assert all(section.parent is None or section.parent < section.index for section in made.sections)
    covered = bytearray(len(text))
    for content in [sentence.content for sentence in split] + [note.content for note in made.notes]:
        assert list(content.starts) == sorted(content.starts)
        for start, end in zip(content.starts, content.ends, strict=True):
            covered[start:end] = b"\1" * (end - start)
    for marker in (marker for sentence in split for marker in sentence.markers):
        assert text[marker.raw_start : marker.raw_end].strip()
        covered[marker.raw_start : marker.raw_end] = b"\1" * (marker.raw_end - marker.raw_start)
    for problem in made.problems:
        if problem.raw_start is not None and problem.raw_end is not None:
            covered[problem.raw_start : problem.raw_end] = b"\1" * (problem.raw_end - problem.raw_start)
    left = "".join(char for char, seen in zip(text, covered, strict=True) if not seen and char.isalnum())
    # What may go unsaid: the number of a note or a bullet, the label over a chapter's notes, a marker that closes a document.
    assert not left.strip("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹第章序注部編終補")
