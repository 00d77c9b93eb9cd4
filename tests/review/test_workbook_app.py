"""The workbook and the app: what a reviewer types in either gives the same decisions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.review.app import judging
from pipeline.review.app.forms import Form
from pipeline.review.app.standing import shown
from pipeline.review.app.state import Site
from pipeline.review.decisions import Decisions
from pipeline.review.fields import FIELDS
from pipeline.review.model import Decision
from pipeline.review.rows import MENTIONS
from pipeline.review.workbook import export, import_
from tests.review.workbooks import Edit, document, edited, same

pytestmark = pytest.mark.model
MEMO = "sample-memo"

# table, row among those of its kind, what is chosen and typed, round by round: each is about what the one before has left
SAID: list[tuple[str, int, list[Mapping[str, str]]]] = [
    ("documents", 0, [{"verdict": "accept"}, {"title": "別の題", "authors": "甲|乙"}]),
    ("entities", 0, [{"verdict": "reject"}, {"verdict": "accept"}]),
    ("entities", 1, [{"verdict": "reject", "scope": "document", "comment": "一般名詞"}]),
    ("entities", 2, [{"role": "議題", "scope": "all"}, {"verdict": "accept"}]),
    ("entities", 3, [{"verdict": "accept"}, {"role": "議題", "scope": "document"}]),
    ("entities", 4, [{"label": "LOC", "name": "別の名"}, {"entity_id": "JPN", "label": "GPE"}, {"name": "英国"}]),
    ("dates", 0, [{"value": "2024-03"}, {"verdict": "accept", "comment": "確認"}, {"value": "2025-04"}, {"mod": "END"}, {"verdict": "reject"}]),
    ("dates", 2, [{"value": "2024", "latest": "2024-06-30"}, {"value": "2023"}, {"latest": ""}]),
    ("dates", 1, [{"verdict": "accept", "comment": "原文どおり"}]),
    ("quantities", 0, [{"value": "7", "unit": "人", "kind": "count"}, {"item": "船"}, {"value": "8"}]),
    ("quantities", 1, [{"verdict": "reject"}]),
    ("events", 0, [{"action_class": "visit", "polarity": "negative"}, {"verdict": "accept", "comment": "確認"}, {"said_by": "USA", "modality": "reported"}]),
    ("events", 1, [{"verdict": "reject", "comment": "出来事ではない"}, {"date_id": ""}]),
    ("problems", 0, [{"verdict": "accept"}, {"verdict": "reject", "comment": "残す"}]),
]  # fmt: skip


@pytest.mark.parametrize("table", list(dict.fromkeys(table for table, _, _ in SAID)))
def test_the_app_decides_the_same(memo_outputs: Path, tmp_path: Path, table: str) -> None:
    """All rows of a table in one workbook a round."""
    site = Site(memo_outputs, tmp_path / "app", "佐藤")
    about = [(_index(memo_outputs, table, index), rounds) for name, index, rounds in SAID if name == table]
    for number in range(max(len(rounds) for _, rounds in about)):
        edits: list[Edit] = [(table, index, rounds[number]) for index, rounds in sorted(about, key=_first) if number < len(rounds)]
        file = tmp_path / f"{number}.xlsx"
        export(memo_outputs, tmp_path / "book", file)
        site.append([decision for _, index, said in edits for decision in by_app(site, table, index, said)])
        assert import_(edited(file, edits), memo_outputs, tmp_path / "book", reviewer="佐藤").not_taken == ()
        assert held(tmp_path / "book") == held(tmp_path / "app")


def _first(one: tuple[int, object]) -> int:
    return one[0]


def _index(outputs: Path, table: str, index: int) -> int:
    """The row among all of its table; of dates only days, months and years are counted."""
    dates = [number for number, row in enumerate(document(outputs, MEMO).tables[table]) if table == "dates" and row["type"] == "DATE"]
    return dates[index] if dates else index


def held(reviews: Path) -> list[Decision]:
    return [same(one) for one in Decisions(reviews).read().decisions]


def by_app(site: Site, table: str, index: int, said: Mapping[str, str]) -> list[Decision]:
    """The decisions of the app's form, which gives all fields of a correction as they stand, and the place."""
    known = site.known(MEMO)
    one = known.applied.reviewed[table][index]
    row = shown(one)
    fields = {"verdict": "correct"} | dict(said)
    if fields["verdict"] == "correct":
        fields = {field.name: row[field.name] for field in FIELDS[table]} | fields
        fields |= {name: row[name] for name in ("start", "end") if table in MENTIONS}
    return judging.judged(known, one, Form({name: [value] for name, value in fields.items()}), "佐藤")
