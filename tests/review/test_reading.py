"""The reading view shows the text as it is, with its mentions, notes and pages, piece by piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Date, Mention, Name, Quantity
from pipeline.review import outputs
from pipeline.review.rows import DocumentRows, read
from pipeline.write.part_files import read_part
from tests.review.sites import Browser, Page, client, made
from tests.write.documents import document, failed

HOSTILE = "<script>alert(1)</script>\"'&amp;<b onclick=x>{{ 7*7 }}</b>"
LANGUAGES = ("ja", "en")


@pytest.fixture(scope="module")
def rows(sample_outputs: Path) -> DocumentRows:
    return read(read_part(outputs.parts(sample_outputs)["sample-annual-report"]))


@pytest.fixture(scope="module")
def app(sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return client(sample_outputs, tmp_path_factory.mktemp("reviews"))


def pieces(app: Browser, doc_id: str) -> Iterator[Page]:
    """All pieces of a document."""
    page = Page(app.get(f"/d/{doc_id}").text)
    for held in page.all("section", class_="piece"):
        yield Page(app.get(f"/d/{doc_id}/section/{held['id'].removeprefix('piece-')}").text)


@pytest.mark.model
def test_the_text_is_that_of_the_tables(app: Browser, rows: DocumentRows) -> None:
    found = {sentence_id: text for page in pieces(app, rows.doc_id) for sentence_id, text in page.sentences.items()}
    assert found == {sentence_id: row["text"] for sentence_id, row in rows.sentences.items()}


@pytest.mark.model
def test_every_mention_and_every_note_can_be_opened(app: Browser, rows: DocumentRows) -> None:
    pages = list(pieces(app, rows.doc_id))
    starts = {(row["sentence_id"], row["start"]) for table in ("entities", "dates", "quantities") for row in rows.tables[table]}
    assert sum(len(page.all("span", role="button", tabindex="0")) for page in pages) == len(starts)
    markers = [held["data-note"] for page in pages for held in page.all("button", class_="note-marker")]
    assert sorted(markers) == sorted(row["note_id"] for row in rows.tables["notes"] if row["sentence_id"])
    for note_id in markers:
        note = Page(app.get(f"/d/{rows.doc_id}/note", params={"id": note_id}).text)
        assert rows.notes[note_id]["text"] in note.text
        assert len(note.all("article", class_="citation")) == int(rows.notes[note_id]["citations"])


@pytest.mark.model
def test_tables_are_tables(app: Browser, rows: DocumentRows) -> None:
    pages = list(pieces(app, rows.doc_id))
    cells = [tag for page in pages for tag, _ in page.tags if tag in ("td", "th")]
    assert len(cells) == len(rows.tables["table_cells"])
    assert cells.count("th") == sum(row["row"] == "0" for row in rows.tables["table_cells"])


@pytest.mark.model
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_comes_with_the_text_asked_for(sample_outputs: Path, tmp_path: Path, rows: DocumentRows, lang: str) -> None:
    app = client(sample_outputs, tmp_path, lang=lang)
    first, *_, last = rows.sentences
    opened, jumped, lost = (Page(app.get(f"/d/{rows.doc_id}", params={"at": at}).text) for at in ("", last, "gone"))
    assert [[one in page.sentences for one in (first, last)] for page in (opened, jumped, lost)] == [
        [True, False],
        [False, True],
        [True, False],
    ]
    assert [len(page.all("p", class_="notice")) for page in (opened, jumped, lost)] == [0, 0, 1]
    assert [page.all(id="reading")[0]["data-at"] for page in (opened, jumped, lost)] == ["", last, ""]
    assert all(not page.inline for page in (opened, jumped, lost))
    links = [held for held in opened.all("a") if "data-jump" in held]
    assert len(links) == 1 + len(rows.tables["sections"])


@pytest.mark.model
def test_a_panel_tells_of_all_that_is_there(app: Browser, rows: DocumentRows) -> None:
    panel = f"/d/{rows.doc_id}/panel"
    for table in ("entities", "dates", "quantities"):
        for row in rows.tables[table][::5]:
            at = {"sentence": row["sentence_id"], "at": row["start"]}
            page = Page(app.get(panel, params=at).text)
            over = [
                other
                for name in ("entities", "dates", "quantities")
                for other in rows.tables[name]
                if other["sentence_id"] == row["sentence_id"] and int(other["start"]) <= int(row["start"]) < int(other["end"])
            ]
            tabs = [held for held in page.all("button") if "/panel?" in held.get("hx-get", "")]
            assert len(tabs) == (len(over) if len(over) > 1 else 0)
            assert len(page.all("div", class_="panel-row")) == 1


@pytest.mark.model
def test_a_panel_lists_the_other_mentions_of_a_thing(app: Browser, rows: DocumentRows) -> None:
    russia = [row for row in rows.tables["entities"] if row["entity_id"] == "RUS"]
    assert len(russia) > 3
    page = Page(app.get(f"/d/{rows.doc_id}/panel", params={"table": "entities", "id": f"{russia[0]['mention_id']}|RUS"}).text)
    linked = [held["data-jump"] for held in page.all("a") if "data-jump" in held]
    assert linked == [row["sentence_id"] for row in russia[1:]][:30]


@pytest.mark.model
@pytest.mark.parametrize(
    "path",
    [
        "/d/none",
        "/d/none/section/1",
        "/d/sample-memo/section/0",
        "/d/sample-memo/section/999",
        "/d/sample-memo/panel",
        "/d/sample-memo/panel?table=dates&id=none",
        "/d/sample-memo/panel?id=none",
        "/d/sample-memo/panel?sentence=none&at=0",
        "/d/sample-memo/panel?sentence=sample-memo:s0&at=" + "9" * 5000,
        "/d/sample-memo/note?id=none",
    ],
)
def test_what_is_not_there_is_not_found(app: Browser, path: str) -> None:
    assert app.get(path).status_code == 404


def test_text_is_never_code(tmp_path: Path) -> None:
    hostile = document("d", [f"日{HOSTILE}", "=1+1", HOSTILE], [("日", Name("PERSON", HOSTILE, (("PERSON:<i>", f"<i>{HOSTILE}"),)))])
    dates = (hostile.mentions[0][0], Mention("dates", 0, 1, "日", Date("DATE", HOSTILE), f"rule:{HOSTILE}", 0.5))
    app = client(made(tmp_path / "outputs", [replace(hostile, mentions=(*hostile.mentions, dates))]), tmp_path / "reviews")
    pages = {path: Page(app.get(path).text) for path in ("/d/d", "/d/d/section/1", f"/d/d/panel?sentence={hostile.sentences[0].id}&at=0")}
    for page in pages.values():
        assert not page.inline
        assert not page.all("i")
        assert "49" not in page.text
    assert list(pages["/d/d/section/1"].sentences.values()) == [f"日{HOSTILE}", " =1+1", HOSTILE]
    assert pages["/d/d/section/1"].sentences == pages["/d/d"].sentences
    assert [held["class"] for held in pages["/d/d/section/1"].all("span", role="button")] == ["m entities-undecided dates-undecided"]


def test_the_rows_of_a_place_stay_beside_each_other(tmp_path: Path) -> None:
    name = Name("LOC", "", (("LOC:海", "海"),))
    held = document("d", ["広い海は広い。"])
    mentions = (
        Mention("entities", 0, 3, "広い海", name, "rule:made", 0.5),
        Mention("dates", 1, 5, "い海は広", Date("DATE", "2020"), "rule:made", 0.5),
        Mention("quantities", 2, 3, "海", Quantity("count", 1.0, "つ"), "rule:made", 0.5),
    )
    held = replace(held, mentions=tuple((held.sentences[0].id, one) for one in mentions))
    app = client(made(tmp_path / "outputs", [held]), tmp_path / "reviews")
    page = Page(app.get("/d/d/panel", {"sentence": held.sentences[0].id, "at": "2"}).text)
    tabs = [one["hx-get"].removeprefix("/t") for one in page.all("button")]
    assert [one["class"] for one in page.all("button")] == ["quantities", "entities", "dates"]
    for number, tab in enumerate(tabs):
        buttons = Page(app.get(tab).text).all("button")
        assert [one.get("aria-current", "") for one in buttons] == ["true" if place == number else "" for place in range(3)]


def test_pages_begin_in_the_margin(tmp_path: Path) -> None:
    held = document("d", ["一。", "二。", "三。", "四。", "五。" * 2_500, "六。"])
    starts = tuple(held.sentences[at].content.starts[0] for at in (0, 2, 3, 5))
    app = client(made(tmp_path / "outputs", [replace(held, page_starts=starts)]), tmp_path / "reviews")
    pages = [Page(app.get(f"/d/d/section/{number}").text) for number in (1, 2)]
    assert [re.findall(r"(\d)(.)。", page.text) for page in pages] == [[("1", "一"), ("2", "三"), ("3", "四")], [("4", "六")]]
    assert [len(page.all("span", class_="turn", data_skip="")) for page in pages] == [3, 1]
    assert list(pages[0].sentences.values())[:3] == ["一。", "二。", "三。"]


def test_a_document_without_text_says_why(tmp_path: Path) -> None:
    app = client(made(tmp_path / "outputs", [failed("f")]), tmp_path / "reviews")
    page = Page(app.get("/d/f").text)
    assert "毒" in page.text
    assert len(page.all("p", class_="notice")) == 2
