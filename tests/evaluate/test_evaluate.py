"""nids-pipeline evaluate on the outputs of the sample reports."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.engine.run import run
from pipeline.evaluate.evaluation import by_decisions
from pipeline.evaluate.figures import COLUMNS
from pipeline.review import decisions, outputs, rows
from pipeline.review.anchors import anchor_of
from pipeline.review.apply import apply
from pipeline.review.fields import checked
from pipeline.review.model import Decision, Row, Scope, Verdict
from pipeline.settings import Settings
from pipeline.write.part_files import read_part
from tests.conftest import RAW

pytestmark = pytest.mark.model
DOCUMENT = "sample-memo"


@pytest.fixture(scope="module")
def outputs_folder(sample_outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evaluate") / "outputs"
    shutil.copytree(sample_outputs, folder)
    return folder


class Reviewer:
    """Decides about rows of one document."""

    def __init__(self, output: Path) -> None:
        self.rows = rows.read(read_part(outputs.parts(output)[DOCUMENT]))
        self.made: list[Decision] = []

    def decide(self, verdict: Verdict, table: str, row: Row, by: str = "A", scope: Scope = "mention", **values: str) -> None:
        said = checked(table, values, row) if values else {}
        anchor = anchor_of(self.rows, table, row)
        self.made.append(
            decisions.new(verdict, table, reviewer=by, document=self.rows.document, row=row, anchor=anchor, values=said, scope=scope)
        )

    def add(self, sentence: Row, start: int, end: int) -> None:
        anchor = self.rows.sentence_stream.anchor(sentence["sentence_id"], start, end)
        values = checked("entities", {"label": "ORG", "name": "新しい機関"}, None)
        self.made.append(
            decisions.new("add", "entities", reviewer="A", document=self.rows.document, row=None, anchor=anchor, values=values)
        )

    def keep(self, folder: Path) -> Path:
        decisions.Decisions(folder).append(self.made)
        return folder


def counts(found: list[dict[str, object]], by: str, table: str) -> dict[tuple[object, object], tuple[object, object, object]]:
    return {
        (one["name"], one["measure"]): (one["right"], one["predicted"], one["wanted"])
        for one in found
        if (one["by"], one["table"]) == (by, table)
    }


def call(*arguments: str) -> Result:
    return CliRunner().invoke(cli, ("evaluate", *arguments))


def test_every_sort_of_decision_counts_once(outputs_folder: Path, tmp_path: Path) -> None:
    by = Reviewer(outputs_folder)
    dates, entities = by.rows.tables["dates"], by.rows.tables["entities"]
    things = Counter(row["mention_id"] for row in entities)
    words = Counter(row["text"] for row in entities if row["label"] == "GPE" and things[row["mention_id"]] == 1)
    often, mentions = words.most_common(1)[0]
    assert mentions > 1
    single = [row for row in entities if row["text"] != often]
    for row in dates[:6]:
        by.decide("accept", "dates", row)
    by.decide("reject", "dates", dates[6])
    by.decide("correct", "dates", dates[7], type=dates[7]["type"], mod="APPROX")
    by.decide("correct", "entities", next(row for row in entities if row["text"] == often), scope="document", label="ORG", name="別の機関")
    by.decide("accept", "entities", single[0])
    by.add(by.rows.tables["sentences"][3], 0, 2)
    found = by_decisions(outputs_folder, by.keep(tmp_path / "reviews"))
    records = found.records()
    assert counts(records, "table", "dates") == {("", "found"): (7, 8, None), ("", "typed"): (7, 8, None), ("", "right"): (6, 8, None)}
    assert counts(records, "table", "entities") == {
        ("", "found"): (mentions + 1, mentions + 1, mentions + 2),
        ("", "typed"): (1, mentions + 1, mentions + 2),
        ("", "right"): (1, mentions + 1, mentions + 2),
    }
    assert found.decided == {"dates": 8, "entities": mentions + 1}
    assert found.rows["dates"] == sum(
        1 for folder in outputs.parts(outputs_folder).values() for _ in rows.read(read_part(folder)).tables["dates"]
    )
    assert [(one.table, one.decision.verdict) for one in found.errors if one.table == "dates"] == [
        ("dates", "reject"),
        ("dates", "correct"),
    ]


def test_problems_that_come_of_decisions_are_not_the_machines(outputs_folder: Path, tmp_path: Path) -> None:
    by = Reviewer(outputs_folder)
    leaning = {row["anchor_id"] for row in by.rows.tables["dates"]}
    by.decide("reject", "dates", next(row for row in by.rows.tables["dates"] if row["mention_id"] in leaning))
    problems = sum(len(rows.read(read_part(folder)).tables["problems"]) for folder in outputs.parts(outputs_folder).values())
    reviews = by.keep(tmp_path / "reviews")
    assert len(apply(by.rows, decisions.read(reviews)).rows.tables["problems"]) > len(by.rows.tables["problems"])
    assert by_decisions(outputs_folder, reviews).rows["problems"] == problems


def test_figures_are_of_the_machine_also_after_a_run_has_applied_the_decisions(tmp_path: Path) -> None:
    folder = tmp_path / "outputs"
    assert run([RAW / f"{DOCUMENT}.txt"], folder, settings=Settings(workers=1)).failed == ()
    by = Reviewer(folder)
    for row in by.rows.tables["quantities"][:4]:
        by.decide("accept", "quantities", row)
    by.decide("reject", "quantities", by.rows.tables["quantities"][5])
    reviews = by.keep(tmp_path / "reviews")
    before = by_decisions(folder, reviews).records()
    assert run([RAW / f"{DOCUMENT}.txt"], folder, settings=Settings(workers=1)).failed == ()
    assert by_decisions(folder, reviews).records() == before
    assert counts(before, "table", "quantities")["", "right"] == (4, 5, None)


def test_two_reviewers(outputs_folder: Path, tmp_path: Path) -> None:
    by = Reviewer(outputs_folder)
    for number, row in enumerate(by.rows.tables["dates"][:10]):
        by.decide("accept", "dates", row, "A")
        by.decide("accept" if number < 8 else "reject", "dates", row, "B")
    result = call(str(outputs_folder), "--reviews", str(by.keep(tmp_path / "reviews")), "--json")
    found = json.loads(result.stdout)
    (one,) = found["agreement"]
    assert (one["reviewers"], one["rows"], one["agreed"], one["share"]) == (["A", "B"], 10, 8, 0.8)
    assert len(found["disagreements"]) == 2
    assert counts(found["figures"], "table", "dates")["", "right"] == (8, 10, None)  # the later decision holds


def test_text_json_and_csv_say_the_same(outputs_folder: Path, tmp_path: Path) -> None:
    by = Reviewer(outputs_folder)
    for number, row in enumerate(by.rows.tables["dates"][:9]):
        by.decide("accept" if number else "reject", "dates", row)
    reviews, file = str(by.keep(tmp_path / "reviews")), tmp_path / "figures.csv"
    text = call(str(outputs_folder), "--reviews", reviews, "--errors", "5", "--csv", str(file))
    assert text.exit_code == 0, text.output
    assert "dates 9 of" in text.stdout
    assert "88.9 % (56.5–98.0)" in text.stdout
    assert by.rows.tables["dates"][0]["text"] in text.stdout
    found = json.loads(call(str(outputs_folder), "--reviews", reviews, "--json").stdout)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.DictReader(opened))
    assert tuple(lines[0]) == COLUMNS
    assert [line["f1"] for line in lines[: len(found["figures"])]] == [
        "" if one["f1"] is None else str(one["f1"]) for one in found["figures"]
    ]
    assert [line["precision"] for line in lines if line["by"] == "population"] == [str(one["precision"]) for one in found["population"]]
    assert found["errors"] == []  # none asked for


def test_control_characters_of_a_text_are_shown_not_obeyed(outputs_folder: Path, tmp_path: Path) -> None:
    by = Reviewer(outputs_folder)
    row = by.rows.tables["dates"][0]
    by.decide("reject", "dates", row, "\x1b[31mA\u202e")
    result = call(str(outputs_folder), "--reviews", str(by.keep(tmp_path / "reviews")), "--errors", "1")
    assert result.exit_code == 0, result.output
    assert "\x1b" not in result.stdout
    assert "\u202e" not in result.stdout


def test_errors_say_what_to_do(outputs_folder: Path, tmp_path: Path) -> None:
    for arguments, told in [
        ([str(tmp_path / "none")], "nids-pipeline run"),
        ([str(outputs_folder), "--reviews", str(tmp_path / "none")], "no decisions are there"),
        ([str(outputs_folder), "--gold", str(tmp_path / "none.jsonl")], "there is no such file"),
    ]:
        result = call(*arguments)
        assert result.exit_code == 1
        assert told in result.stderr
