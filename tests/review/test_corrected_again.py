"""A row that was corrected is corrected once more: what the first correction gave stays, what followed of it follows anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.model import Date, Layer, Mention, Name, Quantity
from pipeline.review.app.state import Site
from pipeline.review.decisions import Decisions
from pipeline.review.fields import corrected
from pipeline.review.model import Row
from tests.review.sites import Page, client, made
from tests.write.documents import document

TEXT = "2023年末に日本は5トンを送った。"
MENTIONS: list[tuple[str, Name | Date | Quantity]] = [
    ("2023年", Date("DATE", "2023", "", "2023-01-01", "2023-12-31")),
    ("日本", Name("GPE", "日本", (("JPN", "日本"),))),
    ("5トン", Quantity("mass", 5.0, "t", unit_text="トン")),
]

# table, what is changed in the form, time after time, and what then stands
CHANGES: list[tuple[str, Sequence[Mapping[str, str]], Mapping[str, str]]] = [
    ("dates", [{"value": "2024"}, {"value": "2025-02"}], {"value": "2025-02", "earliest": "2025-02-01", "latest": "2025-02-28"}),
    ("dates", [{"value": "2024"}, {"mod": "END"}], {"value": "2024", "earliest": "2024-09-01", "latest": "2024-12-31"}),
    ("dates", [{"value": "2024"}, {"type": "SET", "value": "P1Y"}], {"value": "P1Y", "earliest": "", "latest": ""}),
    ("dates", [{"value": "2024"}, {"value": "2023"}], {"value": "2023", "earliest": "2023-01-01", "latest": "2023-12-31"}),
    # bounds that a reviewer gave stay until they are changed or taken out
    ("dates", [{"value": "2024", "latest": "2024-06-30"}, {"value": "2022"}], {"earliest": "2022-01-01", "latest": "2024-06-30"}),
    ("dates", [{"latest": "2023-06-30"}, {"value": "2022"}, {"latest": ""}], {"earliest": "2022-01-01", "latest": "2022-12-31"}),
    ("dates", [{"value": "2024"}, {"earliest": "2024-04-01"}, {"mod": "END"}], {"earliest": "2024-04-01", "latest": "2024-12-31"}),
    # the words are moved: 2023年 → 2023年末
    ("dates", [{"end": "6"}], {"text": "2023年末", "earliest": "2023-01-01", "latest": "2023-12-31"}),
    ("dates", [{"end": "6", "mod": "END"}], {"text": "2023年末", "earliest": "2023-09-01", "latest": "2023-12-31"}),
    ("dates", [{"end": "6"}, {"mod": "END"}, {"value": "2022"}], {"text": "2023年末", "earliest": "2022-09-01", "latest": "2022-12-31"}),
    ("dates", [{"end": "6", "mod": "END"}, {"end": "5"}], {"text": "2023年", "mod": "END", "earliest": "2023-09-01"}),
    ("dates", [{"end": "6", "mod": "END"}, {"end": "5", "mod": ""}], {"earliest": "2023-01-01", "latest": "2023-12-31", "method": "rule:made"}),
    # an entity's id, name and label belong together
    ("entities", [{"name": "甲社", "label": "ORG"}, {"name": "乙社"}], {"entity_id": "ORG:乙社", "name": "乙社", "label": "ORG"}),
    ("entities", [{"name": "甲社", "label": "ORG"}, {"label": "FAC"}], {"entity_id": "FAC:甲社", "name": "甲社", "label": "FAC"}),
    ("entities", [{"name": "甲社", "label": "ORG"}, {"entity_id": "PRK"}], {"entity_id": "PRK", "name": "北朝鮮", "label": "GPE"}),
    ("entities", [{"entity_id": "PRK"}, {"role": "隣国"}], {"entity_id": "PRK", "name": "北朝鮮", "role": "隣国"}),
    # quantities in SI units
    ("quantities", [{"value": "6"}, {"unit": "kg"}], {"value_si": "6", "unit_si": "kg"}),
    ("quantities", [{"value": "6"}, {"value_max": "7"}, {"value_max": ""}], {"value_si": "6000", "unit_si": "kg", "value_si_max": ""}),
    ("quantities", [{"unit": "kg"}, {"kind": "count", "unit": "", "unit_text": "個"}], {"value_si": "", "unit_si": "", "unit_text": "個"}),
]  # fmt: skip


class App:
    """The app over a document of one sentence, with one row in each table of mentions."""

    def __init__(self, folder: Path) -> None:
        text = document("d", [TEXT])
        where = [(TEXT.index(words), words, value) for words, value in MENTIONS]
        found = [Mention(_layer(value), at, at + len(words), words, value, "rule:made", 0.5) for at, words, value in where]
        output = made(folder / "outputs", [replace(text, mentions=tuple((text.sentences[0].id, one) for one in found))])
        self.browser = client(output, folder / "reviews")
        self.site = Site(output, folder / "reviews", "")

    def row(self, table: str) -> Row:
        """The row as it stands."""
        (one,) = self.site.document("d").reviewed[table]
        assert one.now is not None
        return one.now

    def form(self, table: str) -> dict[str, str]:
        """What the form of a row gives when nothing is changed in it."""
        (one,) = self.site.document("d").reviewed[table]
        page, given, chooser = Page(self.browser.get(f"/d/d/edit/{table}", {"id": one.row_id}).text), {}, ""
        for tag, held in page.tags:
            if tag == "select":
                chooser = held["name"]
            if tag == "option" and "selected" in held:
                given[chooser] = held["value"]
            if tag == "input" and (held["type"] != "radio" or "checked" in held):
                given[held["name"]] = held.get("value", "")
        return given

    def save(self, form: Mapping[str, str]) -> None:
        """Presses the button of a form."""
        answer = self.browser.post("/d/d/decide", {**form, "verdict": "correct"}, {"hx-request": "true"})
        assert answer.status_code == 200, answer.text


def _layer(value: Name | Date | Quantity) -> Layer:
    return "dates" if isinstance(value, Date) else "quantities" if isinstance(value, Quantity) else "entities"


@pytest.fixture
def app(tmp_path: Path) -> App:
    return App(tmp_path)


@pytest.mark.parametrize(("table", "changes", "expected"), CHANGES)
def test_what_follows_follows_anew(app: App, table: str, changes: Sequence[Mapping[str, str]], expected: Mapping[str, str]) -> None:
    for change in changes:
        app.save({**app.form(table), **change})
    now = app.row(table)
    assert {name: now[name] for name in expected} == dict(expected)


def test_a_form_that_is_older_than_a_correction_tells_what_it_has_shown(app: App) -> None:
    app.save(app.form("dates") | {"value": "2024"})
    late = app.form("dates")
    app.save(app.form("dates") | {"value": "2021"})
    app.save(late | {"value": "2025"})
    assert [app.row("dates")[name] for name in ("value", "earliest", "latest")] == ["2025", "2025-01-01", "2025-12-31"]


def test_accepting_a_correction_does_not_fix_what_follows_of_it(app: App, tmp_path: Path) -> None:
    app.save(app.form("dates") | {"value": "2024"})
    form = app.form("dates")
    assert app.browser.post("/d/d/decide", {"table": form["table"], "id": form["id"], "verdict": "accept"}).status_code == 303
    assert [dict(one.values) for one in Decisions(tmp_path / "reviews").read().decisions] == [{"value": "2024"}] * 2


@pytest.mark.parametrize("seen", ["[]", "{", '{"value": 1}', '{"mention_id": "x"}', "[" * 100_000])
def test_a_form_that_tells_nonsense_is_refused(app: App, seen: str) -> None:
    answer = app.browser.post("/d/d/decide", app.form("dates") | {"verdict": "correct", "value": "2024", "seen": seen})
    assert answer.status_code == 422


def test_a_missed_date_gets_the_bounds_of_its_own_value(app: App) -> None:
    sentence = app.row("dates")["sentence_id"]
    page = Page(app.browser.get("/d/d/add/dates", {"sentence_id": sentence, "start": "0", "end": "5"}).text)
    assert {name: page.all("input", name=name)[0]["value"] for name in ("value", "earliest", "latest")} == {
        "value": "2023", "earliest": "", "latest": "",
    }  # fmt: skip


def test_bounds_of_an_older_version_are_not_taken_for_a_reviewer_s() -> None:
    row = {"text": "2023年", "type": "DATE", "value": "2023", "earliest": "2023-04-01", "latest": "2024-03-31"}
    assert corrected("dates", {}, row, row) == {}
    assert corrected("dates", {"mod": "APPROX"}, row, row) == {"mod": "APPROX"}
