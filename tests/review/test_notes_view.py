"""The notes view shows each note beside what was read of it, and those that want a look first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Text
from pipeline.review import outputs
from pipeline.review.app.notes import filtered, noted
from pipeline.review.apply import Applied, apply
from pipeline.review.decisions import Decided
from pipeline.review.rows import read
from pipeline.write.part_files import read_part
from tests.review.sites import Browser, Page, client, made
from tests.write.documents import citation, document

HOSTILE = "<img src=x onerror=alert(1)>{{ 7*7 }}"
SURE, DOUBTFUL = citation("海の本"), replace(citation("空の本"), score=0.4)
BACK, LOST = citation("", "ibid", refers_to=0), citation("", "supra")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Notes 1 (sure), 2 (a doubtful one and one that refers back to the first), 3 (without), 4 (refers back to nothing)."""
    return made(tmp_path / "outputs", [document("d", ["海は広い。"], notes=[[SURE], [DOUBTFUL, BACK], [], [LOST]])])


def applied(output: Path) -> Applied:
    return apply(read(read_part(outputs.parts(output)["d"])), Decided())


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [("all", "1234"), ("doubtful", "2134"), ("unresolved", "4"), ("unread", "3"), ("nonsense", "1234")],
)
def test_notes_are_filtered(output: Path, tmp_path: Path, chosen: str, numbers: str) -> None:
    expected = [number for number in numbers if (chosen, number) != ("doubtful", "3")]
    page = Page(client(output, tmp_path / "reviews").get("/d/d/notes", {"filter": chosen}).text)
    assert [held["id"] for held in page.all("section", class_="noted")] == [_id(applied(output), number) for number in expected]
    if chosen != "nonsense":
        assert [one.note["number"] for one in filtered(noted(applied(output)), chosen)] == expected


def _id(held: Applied, number: str) -> str:
    return next(row["note_id"] for row in held.rows.tables["notes"] if row["number"] == number)


def test_a_number_leads_to_its_notes(output: Path, tmp_path: Path) -> None:
    app = client(output, tmp_path / "reviews")
    shown = {
        number: len(Page(app.get("/d/d/notes", {"number": number}).text).all("section", class_="noted")) for number in ("3", "9", "x", "")
    }
    assert shown == {"3": 1, "9": 0, "x": 0, "": 4}


def test_the_sentence_is_cut_at_the_marker(output: Path) -> None:
    assert [(one.before, one.after) for one in noted(applied(output))] == [("海", "は広い。")] * 4


def test_text_is_never_code(tmp_path: Path) -> None:
    held = document("d", [HOSTILE], notes=[[citation(HOSTILE, author=HOSTILE)]])
    note = replace(held.notes[0], note=replace(held.notes[0].note, content=Text.of(HOSTILE, 900)))
    app = client(made(tmp_path / "outputs", [replace(held, notes=(note,))]), tmp_path / "reviews")
    note_id = Page(app.get("/d/d/notes").text).all("section", class_="noted")[0]["id"]
    for page in (Page(app.get("/d/d/notes").text), Page(app.get("/d/d/note", {"id": note_id}).text)):
        assert page.text.count(HOSTILE) >= 3
        assert not page.inline
        assert not page.all("img")


@pytest.mark.model
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_note_of_a_report_is_there(sample_outputs: Path, tmp_path: Path, lang: str) -> None:
    app: Browser = client(sample_outputs, tmp_path, lang=lang)
    for doc_id, folder in outputs.parts(sample_outputs).items():
        rows = read(read_part(folder))
        page = Page(app.get(f"/d/{doc_id}/notes").text)
        assert [held["id"] for held in page.all("section", class_="noted")] == list(rows.notes)
        assert len(page.all("article", class_="citation")) == len(rows.tables["citations"])
        assert not page.inline
