"""Every kind of difference between two folders, and what is none."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.compare.model import Compared
from tests.compare.made import Report, Said, briefly, changes, compared, date, entity, moved, write, written

A, B, C = "海は2024年に荒れた。", "露は翌年3月に船を3隻出した。", "中露は同年に会談した。"
LONG = "会議は2010年から2011年にかけて東京で開かれ、露の代表も加わった。"
BOOK = {"raw": "山田一郎『海の政治学』海辺書店、2010年", "title": "海の政治学", "source_id": "src-1"}


def _line(row: int, *cells: str) -> list[dict[str, str]]:
    return [{"figure_id": "r:f0", "row": str(row), "column": str(k), "text": text} for k, text in enumerate(cells, start=1)]


FIGURE = {"figure_id": "r:f0", "kind": "table", "label": "表1", "raw_start": "0", "raw_end": "9"}
PROBLEM = {"severity": "info", "code": "running-head", "message": "left out", "raw_start": "3", "raw_end": "9"}

# old, new, what differs (briefly), rows that only moved
CASES = {
    "nothing": (Report([A], [date(0, "2024年")]), Report([A], [date(0, "2024年")]), [], 0),
    "value": (Report([A], [date(0, "2024年")]), Report([A], [date(0, "2024年", value="2023")]), ["changed dates value:2024→2023"], 0),
    "found otherwise": (
        Report([A], [date(0, "2024年")]),
        Report([A], [date(0, "2024年", method="rule:year", score="0.8")]),
        ["changed dates method:rule:calendar→rule:year score:0.9→0.8"],
        0,
    ),
    "gained": (Report([A]), Report([A], [date(0, "2024年")]), ["gained dates 2024年"], 0),
    "lost": (Report([A, B], [date(0, "2024年"), date(1, "翌年3月")]), Report([A, B], [date(1, "翌年3月")]), ["lost dates 2024年"], 0),
    "longer words": (
        Report([B], [date(0, "3月")]),
        Report([B], [date(0, "翌年3月", value="2025-03")]),
        ["changed dates text:3月→翌年3月 value:2024→2025-03"],
        0,
    ),
    "one of two joined into one": (
        Report([LONG], [date(0, "2010年"), date(0, "2011年")]),
        Report([LONG], [date(0, "2010年から2011年")]),
        ["changed dates text:2010年→2010年から2011年", "lost dates 2011年"],
        0,
    ),
    "the same words in another place of the same sentence": (
        Report(["露と中国と露。"], [entity(0, "露", 0)]),
        Report(["露と中国と露。"], [entity(0, "露", 1)]),
        ["lost entities 露", "gained entities 露"],
        0,
    ),
    "another thing": (
        Report([C], [entity(0, "露")]),
        Report([C], [entity(0, "露", entity_id="BLR", name="ベラルーシ")]),
        ["changed entities entity_id:RUS→BLR name:ロシア→ベラルーシ"],
        0,
    ),
    "a mention names one thing more": (
        Report([C], [entity(0, "中露")]),
        Report([C], [entity(0, "中露", entity_id="CHN", name="中国"), entity(0, "中露")]),
        ["gained entities 中露"],
        0,
    ),
    "a paragraph before all": (
        Report([A, B], [date(0, "2024年"), entity(1, "露")]),
        Report([C, A, B], [entity(0, "露"), date(1, "2024年"), entity(2, "露")]),
        ["gained sentences " + C, "gained entities 露"],
        4,
    ),
    "an id that another row has after the shift": (
        Report(["露露", "露中"], [entity(0, "露", 0), entity(1, "露")]),
        Report(["日本", "露露", "露中"], [entity(1, "露", 0), entity(2, "露")]),
        ["gained sentences 日本"],
        4,
    ),
    "a paragraph that stands elsewhere": (
        Report([A, B, C], [date(0, "2024年")]),
        Report([B, C, A], [date(2, "2024年")]),
        [],
        4,
    ),
    "a rewritten sentence keeps its mentions": (
        Report([LONG], [date(0, "2010年"), entity(0, "露")]),
        Report([LONG.replace("東京", "京都御所")], [date(0, "2010年"), entity(0, "露")]),
        [f"changed sentences text:{LONG}→{LONG.replace('東京', '京都御所')}"],
        1,  # of the two mentions the first stands where it stood
    ),
    "a rewritten sentence with another year": (
        Report([LONG], [date(0, "2011年", value="2011")]),
        Report([LONG.replace("2011", "2013")], [date(0, "2013年", value="2013")]),
        [f"changed sentences text:{LONG}→{LONG.replace('2011', '2013')}", "changed dates text:2011年→2013年 value:2011→2013"],
        0,
    ),
    "a sentence cut in two": (
        Report([A, B + C, LONG], [entity(1, "露", 0), entity(1, "中露")]),
        Report([A, B, C, LONG], [entity(1, "露"), entity(2, "中露")]),
        [f"changed sentences text:{B + C}→{B}", f"gained sentences {C}"],
        2,
    ),
    "an anchor after a shift": (
        Report([A, B], [date(0, "2024年"), date(1, "翌年", anchor_id="r:d2")]),
        Report([C, A, B], [date(1, "2024年"), date(2, "翌年", anchor_id="r:d14")]),
        ["gained sentences " + C],
        4,
    ),
    "another anchor": (
        Report([A, B], [date(0, "2024年"), date(1, "翌年", anchor_id="r:d2"), date(1, "3月")]),
        Report([A, B], [date(0, "2024年"), date(1, "翌年", anchor_id="r:d17"), date(1, "3月")]),
        ["changed dates anchor_id:r:d2 2024年→r:d17 3月"],
        0,
    ),
    "no anchor any more": (
        Report([A, B], [date(0, "2024年"), date(1, "翌年", anchor_id="r:d2")]),
        Report([A, B], [date(0, "2024年"), date(1, "翌年")]),
        ["changed dates anchor_id:r:d2 2024年→"],
        0,
    ),
    "a citation read otherwise": (
        Report([A], notes=[(0, "山田。", [BOOK])]),
        Report([A], notes=[(0, "山田。", [BOOK | {"title": "海"}])]),
        ["changed citations title:海の政治学→海"],
        0,
    ),
    "a citation cut otherwise": (
        Report([A], notes=[(0, "山田；佐藤。", [{"raw": "山田一郎『海の政治学』；佐藤"}])]),
        Report([A], notes=[(0, "山田；佐藤。", [{"raw": "山田一郎『海の政治学』"}, {"raw": "佐藤"}])]),
        ["changed notes citations:1→2", "changed citations raw:山田一郎『海の政治学』；佐藤→山田一郎『海の政治学』", "gained citations 佐藤", "gained evidence 佐藤"],
        0,
    ),
    "a note inserted": (
        Report([A], notes=[(0, "同上。", [{"raw": "同上"}])]),
        Report([A], notes=[(0, "山田。", [BOOK]), (0, "同上。", [{"raw": "同上"}])]),
        ["gained notes 山田。", "changed notes number:1→2", f"gained citations {BOOK['raw']}", f"gained evidence {BOOK['raw']}"],
        2,
    ),
    "a note whose marker was found in another sentence": (
        Report([A, B], notes=[(0, "山田。", [])]),
        Report([A, B], notes=[(1, "山田。", [])]),
        [f"changed notes sentence_id:r:s0 {A}→r:s13 {B}"],
        0,
    ),
    "a line inserted into a table": (
        Report([A], others={"figures": [FIGURE], "table_cells": [*_line(0, "年", "量"), *_line(1, "2023", "10"), *_line(2, "2024", "10")]}),
        Report(
            [A],
            others={
                "figures": [FIGURE],
                "table_cells": [*_line(0, "年", "量"), *_line(1, "2022", "30"), *_line(2, "2023", "10"), *_line(3, "2024", "10")],
            },
        ),
        ["gained table_cells 2022", "gained table_cells 30"],
        4,
    ),
    "a cell read otherwise": (
        Report([A], others={"figures": [FIGURE], "table_cells": [*_line(0, "年", "量"), *_line(1, "2023", "10万トン")]}),
        Report([A], others={"figures": [FIGURE], "table_cells": [*_line(0, "年", "量"), *_line(1, "2023", "10トン")]}),
        ["changed table_cells text:10万トン→10トン"],
        0,
    ),
    "a problem told otherwise": (
        Report([A], others={"problems": [PROBLEM]}),
        Report([A], others={"problems": [PROBLEM | {"message": "a running head"}]}),
        ["changed problems message:left out→a running head"],
        0,
    ),
    "other problems": (
        Report([A], others={"problems": [PROBLEM, PROBLEM | {"raw_start": "20"}]}),
        Report([A], others={"problems": [PROBLEM | {"code": "note-unlinked"}, PROBLEM | {"raw_start": "20"}]}),
        ["lost problems left out", "gained problems left out"],
        0,
    ),
    "a heading that is none any more": (
        Report([A], others={"sections": [{"section_id": "r:h0", "heading": "海", "level": "1"}]}),
        Report([A], others={"sections": []}),
        ["lost sections 海"],
        0,
    ),
    "a work whose title was read otherwise": (
        Report([A], notes=[(0, "山田。", [BOOK])], others={"sources": [{"source_id": "src-1", "title": "海の政治学入門 第二版"}]}),
        Report([A], notes=[(0, "山田。", [BOOK | {"source_id": "src-2"}])], others={"sources": [{"source_id": "src-2", "title": "海の政治学入門"}]}),
        ["changed sources title:海の政治学入門 第二版→海の政治学入門"],
        1,
    ),
    "another work": (
        Report([A], notes=[(0, "山田。", [BOOK])], others={"sources": [{"source_id": "src-1", "title": "海の政治学入門"}]}),
        Report([A], notes=[(0, "山田。", [BOOK | {"source_id": "src-2"}])], others={"sources": [{"source_id": "src-2", "title": "空"}]}),
        ["changed citations source_id:src-1 海の政治学入門→src-2 空", "gained sources 空", "lost sources 海の政治学入門"],
        0,
    ),
    "the index of things": (
        Report([A], others={"entity_index": [{"entity_id": "RUS", "name": "ロシア", "mentions": "1"}, {"entity_id": "CHN", "name": "中国"}]}),
        Report([A], others={"entity_index": [{"entity_id": "RUS", "name": "ロシア", "mentions": "2"}, {"entity_id": "JPN", "name": "日本"}]}),
        ["changed entity_index mentions:1→2", "gained entity_index 日本", "lost entity_index 中国"],
        0,
    ),
    "a decision that has another state": (
        Report([A], others={"review_log": [{"decision_id": "1", "state": "applied", "raw_start": "3"}, {"decision_id": "2", "state": "applied", "raw_start": "3"}]}),
        Report([A], others={"review_log": [{"decision_id": "1", "state": "orphaned"}, {"decision_id": "2", "state": "applied", "raw_start": "9"}]}),
        ["changed review_log state:applied→orphaned"],
        1,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected", "only_moved"), CASES.values(), ids=CASES)
def test_what_differs(tmp_path: Path, old: Report, new: Report, expected: list[str], only_moved: int) -> None:
    one, other = written(tmp_path / "old", old), written(tmp_path / "new", new)
    assert [briefly(change) for change in changes(one, other)] == expected
    assert moved(compared(one, other)) == only_moved


def test_a_section_is_compared_by_what_it_is(tmp_path: Path) -> None:
    """A sentence that is in another section has changed, and the words of both sections are told."""
    sections = [{"section_id": f"r:h{at}", "label": f"第{at}章", "level": "1"} for at in (1, 2)]
    tables = [Report([A], others={"sections": sections, "figures": [FIGURE | {"section_id": f"r:h{at}"}]}) for at in (1, 2)]
    found = changes(written(tmp_path / "old", tables[0]), written(tmp_path / "new", tables[1]))
    assert [briefly(change) for change in found] == ["changed figures section_id:r:h1 第1章→r:h2 第2章"]


def test_places_count_where_they_are_asked_for(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", Report([B], [entity(0, "露")])), written(tmp_path / "new", Report([A, B], [entity(1, "露")]))
    found = [briefly(change) for change in changes(old, new, places=True, tables=["entities"])]
    assert found == ["changed entities raw_start:0→13 raw_end:1→14"]
    assert moved(compared(old, new, places=True, tables=["entities"])) == 0


def test_a_document_that_only_one_folder_has(tmp_path: Path) -> None:
    old = written(tmp_path / "old", Report([A], doc_id="a"), Report([B], doc_id="b"))
    new = written(tmp_path / "new", Report([B], doc_id="b"), Report([C], doc_id="c"))
    assert [(change.kind, change.table, change.doc_id) for change in changes(old, new)] == [
        ("lost", "documents", "a"), ("lost", "sentences", "a"), ("gained", "documents", "c"), ("gained", "sentences", "c"),
    ]  # fmt: skip


# the document in both folders, and whether it is told to be the same
RENAMED = [
    ({"doc_id": "a"}, {"doc_id": "a-pdf", "file": "later/A.pdf"}, True),
    ({"doc_id": "z"}, {"doc_id": "a-pdf", "file": "z.pdf"}, True),
    ({"doc_id": "a", "sha256": "1"}, {"doc_id": "z", "sha256": "1"}, True),
    ({"doc_id": "a", "sha256": "1"}, {"doc_id": "z", "sha256": "2"}, False),
    ({"doc_id": "a"}, {"doc_id": "z"}, False),
]


@pytest.mark.parametrize(("before", "after", "same"), RENAMED)
def test_a_report_under_another_id(tmp_path: Path, before: dict[str, str], after: dict[str, str], same: bool) -> None:
    old = written(tmp_path / "old", Report([A, B], [date(0, "2024年")], **before), Report([C], doc_id="m"))  # type: ignore[arg-type]
    new = written(tmp_path / "new", Report([A, B], [date(0, "2024年"), entity(1, "露")], **after), Report([C], doc_id="m"))  # type: ignore[arg-type]
    found = changes(old, new, tables=["sentences", "entities", "dates"])
    assert ([briefly(change) for change in found] == ["gained entities 露"]) == same
    assert moved(compared(old, new, tables=["sentences", "entities", "dates"])) == (3 if same else 0)
    (told,) = [change for change in changes(old, new, tables=["documents"]) if change.row[1] == after["doc_id"]]
    assert told.row[0] == (before["doc_id"] if same else "")


def test_two_that_could_be_the_report_are_neither(tmp_path: Path) -> None:
    old = written(tmp_path / "old", Report([A], doc_id="a"))
    new = written(tmp_path / "new", Report([A], doc_id="a-pdf", file="a.pdf"), Report([A], doc_id="a-docx", file="a.docx"))
    assert [(change.kind, change.doc_id) for change in changes(old, new, tables=["documents"])] == [
        ("lost", "a"), ("gained", "a-docx"), ("gained", "a-pdf"),
    ]  # fmt: skip


def test_rows_of_a_document_that_documents_csv_lacks_are_not_passed_over(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old", Report([A], doc_id="a")), written(tmp_path / "new", Report([A], doc_id="b", file="a.pdf"))
    rows = [{"sentence_id": "a:s0", "doc_id": "a", "text": C}, {"sentence_id": "b:s0", "doc_id": "b", "text": A}]
    write(new / "sentences.csv", ["sentence_id", "doc_id", "text"], rows)
    assert [briefly(change) for change in changes(old, new, tables=["sentences"])] == [f"gained sentences {C}"]


def test_one_table_of_one_document(tmp_path: Path) -> None:
    reports = [Report([A], [date(0, "2024年"), entity(0, "海")], doc_id=name) for name in ("a", "b")]
    old = written(tmp_path / "old", *(Report([A], doc_id=one.doc_id) for one in reports))
    new = written(tmp_path / "new", *reports)
    found = changes(old, new, tables=["dates"], documents=["b"])
    assert [(change.table, change.row, change.quote.sentence) for change in found] == [("dates", ("", "b:d2"), A)]


WORDS = [
    "露は海。",
    "中国は空。",
    "露は海。",
    "日本の船が2024年に露を出た。",
    "日本の船が2023年に露を出た。",
    "同上。",
    "短い",
    "長い文が一つここにあり、露が二度、露と出てくる。",
]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    sentences = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8))
    said: list[Said] = []
    for at, text in enumerate(sentences):
        for which in range(text.count("露")):
            if draw(st.booleans()):
                said.append(entity(at, "露", which, entity_id=draw(st.sampled_from(["RUS", "BLR"]))))
        if "年" in text and draw(st.booleans()):
            year = text[text.index("年") - 4 : text.index("年")]
            said.append(date(at, year + draw(st.sampled_from(["", "年"])), method=draw(st.sampled_from(["rule:a", "rule:b"]))))
    notes = [(0, text, [{"raw": text}]) for text in draw(st.lists(st.sampled_from(["同上", "山田『海』", "山田『海と空』"]), max_size=4))]
    return Report(sentences, said, notes, doc_id=draw(st.sampled_from(["a", "b"])), file=draw(st.sampled_from(["", "x.txt", "y/x.pdf"])))


TURNED = {"gained": "lost", "lost": "gained"}


def _figures(results: list[Compared], *, turned: bool = False) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in results:
        counts[one.table].update({"same": one.same, "moved": one.moved})
        counts[one.table].update(TURNED.get(change.kind, change.kind) if turned else change.kind for change in one.changes)
    return counts


@settings(max_examples=60, deadline=None)
@given(reports(), reports())
def test_forwards_and_backwards_are_mirrored_and_no_row_is_left_out(first: Report, second: Report) -> None:
    with TemporaryDirectory() as folder:
        one, other = written(Path(folder, "one"), first), written(Path(folder, "other"), second)
        there, back = compared(one, other), compared(other, one)
        assert not changes(one, written(Path(folder, "copy"), first))
    assert _figures(there, turned=True) == _figures(back)
    pairs = [
        sorted((change.row, tuple((one.old, one.new) for one in change.fields)) for one in results for change in one.changes)
        for results in (there, back)
    ]
    turned = sorted(((new, old), tuple((b, a) for a, b in fields)) for (old, new), fields in pairs[1])
    assert pairs[0] == turned
    for one in there:
        kinds = [change.kind for change in one.changes]
        assert one.old == one.same + one.moved + kinds.count("changed") + kinds.count("lost")
        assert one.new == one.same + one.moved + kinds.count("changed") + kinds.count("gained")


@settings(max_examples=40, deadline=None)
@given(reports(), st.data())
def test_an_inserted_paragraph_is_all_that_is_gained(report: Report, data: st.DataObject) -> None:
    inserted = "衛星は2025年に打ち上げられた。"
    at = data.draw(st.integers(0, len(report.sentences)))
    said = [Said(one.table, one.at + (one.at >= at), one.words, one.cells, one.which) for one in report.said]
    notes = [(0 + (at <= 0), text, citations) for _, text, citations in report.notes]
    sentences = [*report.sentences[:at], inserted, *report.sentences[at:]]
    longer = replace(report, sentences=sentences, said=[*said, date(at, "2025年")], notes=notes)
    with TemporaryDirectory() as folder:
        found = changes(written(Path(folder, "one"), report), written(Path(folder, "other"), longer))
    assert [briefly(change) for change in found] == [f"gained sentences {inserted}", "gained dates 2025年"]
