"""What the bench times and how it tells it: varied notes, rounds, tools that are not installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.model import Note, Text
from scripts.bench import layers, notes, peers, readers, report, texts
from scripts.bench.timing import Times, rounds
from tests.hostile import markup, pdfs

# a note → the same note in the copy numbered 12
VARIED = [
    ("「氷の経済」『朝日新聞』2023年7月11日。", "「氷の経済・アアカサ」『朝日新聞』1980年7月11日。"),
    ("北村『海の道』（汐見書房、2021年）118頁。", "北村『海の道・アアカサ』（汐見書房、1978年）162頁。"),
    ("Ann Poe, “Cold Water,” Reuters, May 2, 2022.", "Ann Poe, “Cold Water belbelcordan,” Reuters, May 2, 1979."),
    ("Ann Poe, *Ice* (London: Pole, 2020), 64.", "Ann Poe, *Ice belbelcordan* (London: Pole, 1977), 108."),
    ("同上、85頁。", "同上、129頁。"),
]


def note(text: str) -> Note:
    return Note(1, "", Text.of(text))


@pytest.mark.parametrize(("text", "expected"), VARIED)
def test_notes_are_varied(text: str, expected: str) -> None:
    made = notes.varied([note(text)], 13)[12].content.text
    assert made == expected


def test_as_many_notes_as_wanted_all_different_in_chapters() -> None:
    made = notes.varied([note(text) for text, _ in VARIED[:4]], 1000)
    assert len({each.content.text for each in made}) == len(made) == 1000
    assert [each.number for each in made[98:102]] == [99, 100, 1, 2]
    assert [each.scope for each in made[98:102]] == ["第1章", "第1章", "第2章", "第2章"]


def test_back_references_of_a_copy_find_their_work() -> None:
    base = [note("北村『海の道』（汐見書房、2021年）118頁。"), note("同上、120頁。")]
    read = notes.read(notes.varied(base, 20))
    assert [each.citations[0].refers_to for each in read] == [at - 1 if at % 2 else None for at in range(20)]


def test_no_notes_give_no_notes() -> None:
    assert notes.varied([], 10) == []


def test_rounds_leave_the_first_one_out() -> None:
    given = iter([9.0, 1.0, 3.0, 2.0])
    times = rounds({"work": lambda: next(given)}, 3)["work"]
    assert times == Times((1.0, 3.0, 2.0))
    assert (times.best, times.median, times.worst) == (1.0, 2.0, 3.0)
    assert times.per_second(60) == (20, 30, 60)


def test_a_tool_that_is_not_installed_has_a_row_that_says_so(tmp_path: Path) -> None:
    assert peers.start("ja-timex", tmp_path / "python") is None
    documents = texts.documents(texts.sources(None))[:1]
    rows = layers.measure(documents, 1, 1, tmp_path / "python")
    table = report.layer_table(rows)
    assert sum("not installed" in line for line in table) == 4
    assert [row.work for row in rows[:5]] == ["dates.find", "dates.find + resolve", "ja-timex", "quantities.find", "pynormalizenumexp"]
    assert [report.as_json(row)["chars_per_second"] for row in rows if row.work == "ja-timex"] == [None, None]


def test_an_interpreter_without_the_tool_counts_as_not_installed() -> None:
    assert peers.start("ja-timex", Path(sys.executable)) is None


def test_a_document_grown_keeps_its_order() -> None:
    (document, *_) = texts.documents(texts.sources(None))
    sentences = texts.grown(document, 3)
    assert len({sentence.id for sentence in sentences}) == len(sentences) == 3 * len(document.sentences)
    assert max(s.content.ends[-1] for s in document.sentences) <= min(s.content.starts[0] for s in sentences[len(document.sentences) :])
    assert [sentence.text for sentence in sentences] == [sentence.text for sentence in document.sentences] * 3


def test_readers_are_timed_beside_pdfminer_and_a_file_that_is_refused_has_no_row(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdfs.pdf(pdfs.page()))
    (tmp_path / "b.html").write_bytes(markup.html(markup.ARTICLE))
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    rows = readers.measure(sorted(tmp_path.iterdir()), 1)
    assert [(row.file, row.work.partition(" ")[0], row.unit) for row in rows] == [
        ("a.pdf", "ours", "pages"),
        ("a.pdf", "pdfminer.six", "pages"),
        ("a.pdf", "pdfminer.six", "pages"),
        ("b.html", "ours", "characters"),
    ]
    assert [row.amount for row in rows[:3]] == [1, 1, 1]
    assert [line.count("|") for line in report.reader_table(rows)] == [8] * 6
