"""Any table of a document can be seen, sorted and filtered, and each row leads to its place."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.model import Name
from pipeline.review.app.tables import Line, filtered, ordered
from pipeline.tables import schema
from tests.review.sites import Browser, Page, client, made
from tests.write.documents import document

TABLES = {table.name: table for table in schema.TABLES}
HOSTILE = "<svg onload=alert(1)>{{ 7*7 }}"


def lines(column: str, *cells: str) -> list[Line]:
    return [Line({"text": str(number)} | {column: cell}) for number, cell in enumerate(cells)]


@pytest.mark.parametrize(
    ("column", "cells", "falling", "expected"),
    [
        ("value", ["10", "9", "", "-1.5", "190200000000", "0.3333"], False, "351042"),
        ("value", ["10", "9", "", "-1.5", "190200000000", "0.3333"], True, "401532"),
        ("page", ["10", "9", "", "100"], False, "1032"),
        ("unit", ["km", "", "ＫＧ", "kb"], False, "3201"),
        ("unit", ["b", "a", "b", "a"], False, "1302"),
        ("nothing", ["b", "a"], False, "01"),
        ("", ["b", "a"], True, "01"),
    ],
)
def test_rows_are_sorted_numbers_as_numbers(column: str, cells: list[str], falling: bool, expected: str) -> None:
    found = ordered(TABLES["quantities"], lines(column, *cells), column, falling=falling)
    assert [line.row["text"] for line in found] == list(expected)


@pytest.mark.parametrize(
    ("sought", "column", "exact", "expected"),
    [
        ("", "", False, "0123"),
        (" ", "unit", False, "0123"),
        ("km", "", False, "01"),
        ("km", "unit", False, "01"),
        ("km", "unit", True, "1"),
        ("km", "text", False, ""),
        ("2", "", False, "2"),
        ("(", "unit", False, "3"),
        ("km", "nothing", False, ""),
    ],
)
def test_rows_are_filtered(sought: str, column: str, exact: bool, expected: str) -> None:
    found = filtered(lines("unit", "ＫＭ／ｈ", "km", "t", "(.*"), sought, column, exact=exact)
    assert [line.row["text"] for line in found] == list(expected)


@pytest.mark.parametrize(
    ("page", "rows"), [("", 200), ("1", 200), ("2", 200), ("3", 50), ("9", 50), ("0", 200), ("x", 200), ("-1", 200), ("9" * 30, 200)]
)
def test_long_tables_come_in_pages(tmp_path: Path, page: str, rows: int) -> None:
    app = client(made(tmp_path / "outputs", [document("d", ["海。"] * 450)]), tmp_path / "reviews")
    found = Page(app.get("/d/d/table/sentences", {"page": page}).text)
    assert len(found.all("td", class_="place")) == rows


def test_text_is_never_code(tmp_path: Path) -> None:
    held = document("d", [f"日{HOSTILE}"], [("日", Name("PERSON", HOSTILE, ((f"PERSON:{HOSTILE}", HOSTILE),)))], cells=[[HOSTILE]])
    app = client(made(tmp_path / "outputs", [held]), tmp_path / "reviews")
    for table in TABLES:
        page = Page(app.get(f"/d/d/table/{table}", {"q": "", "sort": HOSTILE, "column": HOSTILE}).text)
        assert not page.inline
        assert not page.all("svg")
        assert "49" not in page.text
    assert Page(app.get("/d/d/table/entity_index").text).text.count(HOSTILE) == 5  # twice as the title


@pytest.mark.parametrize("table", ["none", "../documents", "entities.csv"])
def test_other_tables_are_not_found(tmp_path: Path, table: str) -> None:
    assert client(made(tmp_path / "outputs", [document("d")]), tmp_path / "reviews").get(f"/d/d/table/{table}").status_code == 404


@pytest.fixture(scope="module")
def app(sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return client(sample_outputs, tmp_path_factory.mktemp("reviews"))


@pytest.mark.model
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_that_of_the_run(app: Browser, sample_outputs: Path, table: str) -> None:
    with (sample_outputs / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        everything = list(csv.DictReader(file))
    known = {row["doc_id"] for row in csv.DictReader((sample_outputs / "documents.csv").read_text(encoding="utf-8-sig").splitlines())}
    assert known
    total = 0
    for doc_id in sorted(known):
        page = Page(app.get(f"/d/{doc_id}/table/{table}").text)
        assert not page.inline
        shown = len(page.all("td", class_="place"))
        if everything and "doc_id" in everything[0]:
            assert shown == min(200, sum(row["doc_id"] == doc_id for row in everything))
        total += shown
    assert total >= len(everything) or table in ("sentences", "entities")


@pytest.mark.model
@pytest.mark.parametrize("table", sorted(set(TABLES) - {"entity_index", "sources", "documents", "review_log"}))
def test_every_row_leads_to_its_place(app: Browser, table: str) -> None:
    page = Page(app.get(f"/d/sample-annual-report/table/{table}").text)
    rows = len(page.all("td", class_="place"))
    links = [held["href"] for held in page.all("a") if "?at=" in held.get("href", "")]
    assert (rows > 0, len(links)) == (True, rows)
    reading = app.get(links[-1].removeprefix("/t")).text
    assert Page(reading).all(id="reading")[0]["data-at"]


def test_a_thing_leads_to_its_mentions(tmp_path: Path) -> None:
    names = [Name("LOC", "", ((f"LOC:{name}", name),)) for name in ("海", "海辺")]
    held = document("d", ["海辺の海。"], [("海", name) for name in names])
    app = client(made(tmp_path / "outputs", [held]), tmp_path / "reviews")
    links = [held["href"] for held in Page(app.get("/d/d/table/entity_index").text).all("a") if "exact=1" in held.get("href", "")]
    assert [len(Page(app.get(link.removeprefix("/t")).text).all("td", class_="place")) for link in links] == [1, 1]
