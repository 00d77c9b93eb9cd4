"""The sample PDFs of ../shared, against what was counted by eye on their printed pages. Nothing of their text stands here."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipeline.model import Hint, Source
from pipeline.read import pdf
from pipeline.settings import Settings

REPORTS = Path(__file__).parents[2].parent / "shared" / "reports"
WHITE_PAPER, THREE_PAGES = "mext_sti_r6_ch3.pdf", "meti_tsusho2023_p254-256.pdf"

# Counted on the rendered pages: each page's notes are numbered from 1, and each has one marker on its page.
NOTES = (3, 7, 13, 8, 7, 11, 7, 6, 4, 8, 11, 9, 4, 1, 2, 0)
FIRST_PRINTED = 24  # the number printed on the first page
TABLE_ROWS = {4: (8, 3), 6: (13, 2), 13: (4, 2)}
RUBY = {3: 1, 10: 2, 11: 1}
HEADS = ["(1)", "(a)", "(b)", "(c)", "(2)", "(a)", "(b)"]  # of the other file, in reading order

pytestmark = pytest.mark.skipif(not (REPORTS / WHITE_PAPER).exists(), reason="../shared is not here")


@cache
def source(name: str) -> Source:
    data = (REPORTS / name).read_bytes()
    return pdf.read(data, doc_id="sample", name=name, sha256="", settings=Settings())


def page(made: Source, hint: Hint) -> int:
    return bisect_right(made.page_starts, hint.start)


def by_page(made: Source, kind: str, key: str = "") -> Counter[int]:
    return Counter(page(made, hint) for hint in made.hints if hint.kind == kind and key in ("", hint.key))


def text_of_the_report(made: Source) -> str:
    """The text without notes and without what is left out."""
    kept, at = [], 0
    for hint in made.hints:
        if hint.kind in ("note", "left-out"):
            kept.append(made.text[at : hint.start])
            at = max(at, hint.end)
    return "".join([*kept, made.text[at:]])


def test_markers_are_found_and_linked_to_their_notes() -> None:
    made = source(WHITE_PAPER)
    notes = {hint.key: (page(made, hint), hint.number) for hint in made.hints if hint.kind == "note"}
    pointing = Counter(
        (page(made, hint), hint.number)
        for hint in made.hints
        if hint.kind == "marker" and notes.get(hint.key) == (page(made, hint), hint.number)
    )
    due = [(number, note) for number, count in enumerate(NOTES, start=1) for note in range(1, count + 1)]
    right = sum(pointing[place] == 1 for place in due)
    assert right >= 0.97 * len(due)
    assert len(due) == 101


def test_every_marker_is_one_of_those_on_the_page() -> None:
    made = source(WHITE_PAPER)
    assert all(hint.number <= NOTES[page(made, hint) - 1] for hint in made.hints if hint.kind == "marker")


def test_every_note_is_found_once() -> None:
    made = source(WHITE_PAPER)
    found = Counter((page(made, hint), hint.number) for hint in made.hints if hint.kind == "note")
    assert found == Counter((number, note) for number, count in enumerate(NOTES, start=1) for note in range(1, count + 1))


def test_no_note_stands_in_the_text() -> None:
    """All addresses of the file stand in its notes."""
    made = source(WHITE_PAPER)
    assert "http" in made.text
    assert "http" not in text_of_the_report(made)


def test_running_heads_and_page_numbers_are_left_out() -> None:
    made = source(WHITE_PAPER)
    pages = range(1, len(NOTES) + 1)
    assert by_page(made, "left-out", "page-number") == Counter(pages)
    assert all(by_page(made, "left-out", "running-head")[number] >= 1 for number in pages)
    printed = [str(FIRST_PRINTED + number - 1) for number in pages]
    left = [unicodedata.normalize("NFKC", made.text[hint.start : hint.end]) for hint in made.hints if hint.key == "page-number"]
    assert left == printed
    heads = {made.text[hint.start : hint.end].strip() for hint in made.hints if hint.key == "running-head"}
    lines = Counter(line.strip() for line in text_of_the_report(made).splitlines())
    assert [head for head in heads if lines[head] > 1] == []  # the chapter's own title may stand once


def test_readings_are_left_out() -> None:
    made = source(WHITE_PAPER)
    left = [problem for problem in made.problems if problem.code == "ruby-left-out"]
    assert Counter(bisect_right(made.page_starts, problem.raw_start or 0) for problem in left) == Counter(RUBY)
    readings = {problem.message.removeprefix("reading left out of the text: ").partition(" above ")[0].replace(" ", "") for problem in left}
    assert not any(reading in made.text for reading in readings)


def test_ruled_tables_are_read() -> None:
    made = source(WHITE_PAPER)
    shapes = {}
    for hint in made.hints:
        if hint.kind == "table":
            rows = made.text[hint.start : hint.end].split("\n")
            shapes[page(made, hint)] = (len(rows), rows[0].count("\t") + 1)
    assert shapes == TABLE_ROWS


def test_a_file_without_notes_has_none() -> None:
    made = source(THREE_PAGES)
    assert not by_page(made, "note")
    assert not by_page(made, "marker")
    assert not by_page(made, "table")


def test_columns_are_read_one_after_the_other() -> None:
    made = source(THREE_PAGES)
    lines = [unicodedata.normalize("NFKC", line).lstrip() for line in text_of_the_report(made).splitlines()]
    assert [found[0] for line in lines if (found := re.match(r"\([0-9a-c]\)", line))] == HEADS


def test_edges_of_the_pages_are_left_out() -> None:
    """The printed page number stands in one line with the running foot."""
    made = source(THREE_PAGES)
    left = [(page(made, hint), made.text[hint.start : hint.end]) for hint in made.hints if hint.kind == "left-out"]
    assert all(any(on == number and str(253 + number) in text for on, text in left) for number in (1, 2, 3))
    assert not re.search(r"(?m)^\D{0,3}25[456]\D{0,3}$", text_of_the_report(made))
