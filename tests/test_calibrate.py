"""scripts/calibrate.py and the table it writes: shares are shrunk and rise, errors are those of the textbook."""

from __future__ import annotations

import csv
import io
from itertools import pairwise

import pytest

from pipeline import rules
from pipeline.resolve.names import calibration
from pipeline.resolve.names.antecedents import SEEK
from scripts import calibrate
from scripts.calibrate import Row, Seen, calibrated, crossed, errors, fit, to_csv


def seen(kind: str, score: float, right: int, wrong: int) -> list[Seen]:
    return [Seen(number, kind, score, number < right) for number in range(right + wrong)]


def test_few_cases_are_drawn_to_their_kind_and_many_are_not() -> None:
    rows = {(row.kind, row.least): row for row in fit(seen("rule:", 0.9, 900, 100) + seen("rule:", 0.55, 0, 2))}
    assert rows["rule:", 0.88].score == pytest.approx(0.9, abs=0.005)
    assert 0.6 < rows["rule:", 0.5].score < 0.9


def test_scores_never_fall_while_the_raw_score_rises() -> None:
    rows = fit(seen("ginza", 0.55, 80, 20) + seen("ginza", 0.75, 40, 60) + seen("ginza", 0.95, 95, 5))
    scores = [row.score for row in rows]
    assert scores == sorted(scores)
    assert scores[0] == scores[1] < scores[2]


def test_a_kind_without_rows_keeps_its_score() -> None:
    assert calibrated([Row("rule:", 0.0, 0.7, 7, 10)], Seen(0, "ginza", 0.4, True)) == 0.4


@pytest.mark.parametrize(
    ("scores", "gap", "brier"),
    [
        ([(1.0, True), (0.0, False)], 0.0, 0.0),
        ([(1.0, False)], 1.0, 1.0),
        ([(0.75, True), (0.75, True), (0.75, True), (0.75, False)], 0.0, 0.1875),
        ([(0.5, True), (0.5, True)], 0.5, 0.25),
    ],
)
def test_errors(scores: list[tuple[float, bool]], gap: float, brier: float) -> None:
    assert errors(scores) == pytest.approx((gap, brier))


def test_every_mention_is_scored_by_a_table_that_has_not_seen_its_text() -> None:
    mentions = seen("rule:", 0.9, 40, 10)
    assert len(crossed(mentions)) == len(mentions)


def test_the_table_is_written_as_it_is_read() -> None:
    written = list(csv.DictReader(io.StringIO(to_csv([Row("rule:", 0.5, 0.812, 4, 5)], "a test"))))
    assert written == [{"method": "rule:", "least": "0.5", "score": "0.812", "right": "4", "n": "5", "source": "a test"}]


def test_the_table_of_the_package_is_whole() -> None:
    rows = rules.words("calibration")
    assert tuple(rows[0]) == calibrate.COLUMNS
    assert {row["method"] for row in rows} <= {*calibration.KINDS, *(calibration.EXPRESSION + kind for kind in SEEK)}
    assert {calibration.EXPRESSION + kind for kind in SEEK} <= {row["method"] for row in rows}
    assert all(0 < float(row["score"]) < 1 and int(row["right"]) <= int(row["n"]) for row in rows)
    for one, next_one in pairwise(rows):
        if one["method"] == next_one["method"]:
            assert float(one["least"]) < float(next_one["least"])
            assert float(one["score"]) <= float(next_one["score"])


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("gazetteer", "gazetteer"),
        ("rule:states-pair", "rule:states-"),
        ("rule:person-before-title", "rule:person-"),
        ("rule:org-quoted", "rule:"),
        ("ginza", "ginza"),
        ("something else", ""),
    ],
)
def test_kind_of_a_method(method: str, kind: str) -> None:
    assert calibration.kind(method) == kind


def test_a_score_of_an_unknown_method_stays() -> None:
    assert calibration.score("something else", 0.42) == 0.42
