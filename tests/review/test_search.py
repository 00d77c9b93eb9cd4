"""A search finds words in sentences, notes and names of all documents, however they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Name
from pipeline.review.app.search import MOST
from tests.review.sites import Page, client, made
from tests.write.documents import citation, document

HOSTILE = "<b onclick=x>{{ 7*7 }}"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    documents = [
        document(
            "a", ["海は広い。", "ＮＡＴＯの 会合。", "ﾊﾞﾙﾄ海。"], [("海", Name("LOC", "", (("LOC:北海", "北海"),)))], [[citation("本")]]
        ),
        document("b", [f"海は{HOSTILE}", "natoとNATO。"]),
    ]
    return made(tmp_path / "outputs", documents)


@pytest.mark.parametrize(
    ("asked", "places", "marked"),
    [
        ("海", {"a": 2, "b": 1}, ["海", "海", "海"]),
        ("Nato", {"a": 1, "b": 1}, ["ＮＡＴＯ", "nato", "NATO"]),
        ("natoの会", {"a": 1}, ["ＮＡＴＯの 会"]),
        ("バルト", {"a": 1}, ["ﾊﾞﾙﾄ"]),
        ("注の", {"a": 1}, ["注の"]),
        ("北海", {"a": 0}, []),
        (HOSTILE.upper(), {"b": 1}, [HOSTILE]),
        ("空", {}, []),
        (" ", {}, []),
        ("", {}, []),
        ("(.*", {}, []),
    ],
)
def test_words_are_found(output: Path, tmp_path: Path, asked: str, places: dict[str, int], marked: list[str]) -> None:
    response = client(output, tmp_path / "reviews").get("/search", {"q": asked})
    page = Page(response.text)
    assert response.status_code == 200
    assert not page.inline
    assert "49" not in page.text
    assert [len(found) for found in _by_document(page)] == list(places.values())
    assert page.marked == marked


def _by_document(page: Page) -> list[list[str]]:
    found: list[list[str]] = []
    for tag, attributes in page.tags:
        if tag == "section" and attributes.get("class") == "found-document":
            found.append([])
        href = attributes.get("href", "")
        if tag == "a" and ("at=" in href or "number=" in href):
            found[-1].append(href)
    return found


def test_names_lead_to_their_rows(output: Path, tmp_path: Path) -> None:
    app = client(output, tmp_path / "reviews")
    links = [held["href"] for held in Page(app.get("/search", {"q": "北"}).text).all("a", class_="chip")]
    assert [len(Page(app.get(link.removeprefix("/t")).text).all("td", class_="place")) for link in links] == [1]


def test_many_places_are_counted_and_some_shown(tmp_path: Path) -> None:
    documents = [document(doc_id, ["海。"] * (MOST - 50)) for doc_id in ("a", "b")]
    page = Page(client(made(tmp_path / "outputs", documents), tmp_path / "reviews", lang="en").get("/search", {"q": "海"}).text)
    assert [len(found) for found in _by_document(page)] == [MOST - 50, 50]
    assert f"The first {MOST} of {2 * MOST - 100} places" in page.text


def test_long_texts_are_cut_around_what_was_found(tmp_path: Path) -> None:
    output = made(tmp_path / "outputs", [document("a", ["題", "あ" * 100 + "海" + "い" * 100])])
    page = Page(client(output, tmp_path / "reviews").get("/search", {"q": "海"}).text)
    assert f"…{'あ' * 40}海{'い' * 40}…" in page.text
    assert "あ" * 41 not in page.text
