"""What a decision says of the row that the machine reads now, and the figures that come of it."""

from __future__ import annotations

import pytest

from pipeline.evaluate.collected import Collected, Sort, band, sort_of
from pipeline.evaluate.figures import Figure
from pipeline.evaluate.judged import Judged, judged
from pipeline.evaluate.scores import calibration, figures, population, rules
from pipeline.review.apply import Reviewed
from pipeline.review.model import Decision, Row, Verdict
from pipeline.review.rows import READING


def entity(**cells: str) -> dict[str, str]:
    empty = dict.fromkeys(("sentence_id", "start", "end", "method", "score", *READING["entities"]), "")
    usual = {"sentence_id": "s1", "start": "0", "end": "2", "text": "露朝", "label": "GPE", "entity_id": "RUS", "name": "ロシア"}
    return empty | usual | {"method": "gazetteer", "score": "0.95"} | cells


def date(**cells: str) -> dict[str, str]:
    empty = dict.fromkeys(("sentence_id", "start", "end", "method", "score", *READING["dates"]), "")
    usual = {"sentence_id": "s1", "start": "0", "end": "2", "text": "同年", "type": "DATE", "value": "2019"}
    return empty | usual | {"earliest": "2019-01-01", "latest": "2019-12-31", "method": "rule:relative-year", "score": "0.8"} | cells


def decision(verdict: Verdict, table: str = "entities", **values: str) -> Decision:
    return Decision("d", "2026-01-01T00:00:00Z", "A", verdict, table, "doc", values=values)


def seen(table: str, machine: Row | None, now: Row | None, made: Decision | None, state: str = "applied") -> Reviewed:
    return Reviewed(table, "r", machine, now, made, state, True)


YEAR = {"value": "2020", "earliest": "2020-01-01", "latest": "2020-12-31"}

# name, row as reviewed → found, typed, right, wrong; None: not judged
CASES = [
    ("undecided", seen("entities", entity(), entity(), None, ""), None),
    ("accepted", seen("entities", entity(), entity(), decision("accept"), "unchanged"), (True, True, True, ())),
    ("rejected", seen("entities", entity(), None, decision("reject")), (False, False, False, ())),
    ("rejection of another reading", seen("entities", entity(), entity(), decision("reject"), "reopened"), None),
    ("rejected and not read any more", seen("entities", None, None, decision("reject"), "unchanged"), None),
    ("place lost", seen("entities", entity(), entity(), decision("correct", name="x"), "orphaned"), None),
    (
        "role corrected",
        seen("entities", entity(), entity(role="大統領", method="review"), decision("correct", role="大統領")),
        (True, True, False, ("role",)),
    ),
    (
        "label corrected",
        seen("entities", entity(), entity(label="ORG", entity_id="ORG:x", name="x"), decision("correct", label="ORG")),
        (True, False, False, ("label", "entity_id", "name")),
    ),
    (
        "moved",
        seen("entities", entity(), entity(end="3", text="露朝間"), decision("correct", text="露朝間", offset="0")),
        (False, False, False, ("text",)),
    ),
    (
        "correction that the machine makes now",
        seen("entities", entity(), entity(), decision("correct", name="ロシア"), "unchanged"),
        (True, True, True, ()),
    ),
    (
        "accepted, and now read otherwise",
        seen("dates", date(), date(**YEAR), decision("accept", "dates"), "reopened"),
        (True, True, False, ("value",)),
    ),
    (
        "bounds follow of the value",
        seen("dates", date(), date(**YEAR), decision("correct", "dates", value="2020")),
        (True, True, False, ("value",)),
    ),
    (
        "bounds given",
        seen("dates", date(), date(latest="2019-06-30"), decision("correct", "dates", latest="2019-06-30")),
        (True, True, False, ("latest",)),
    ),
    ("added", seen("entities", None, entity(method="review"), decision("add")), (False, False, False, ())),
    ("added, and found by itself now", seen("entities", entity(), entity(), decision("add"), "unchanged"), (True, True, True, ())),
]


@pytest.mark.parametrize(("reviewed", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_judged(reviewed: Reviewed, expected: tuple[bool, bool, bool, tuple[str, ...]] | None) -> None:
    one = judged("doc", reviewed)
    assert (one and (one.found, one.typed, one.right, one.wrong)) == expected


def test_problem_is_right_or_not() -> None:
    row = {"code": "note-lost", "severity": "info", "message": "m"}
    accepted = judged("doc", seen("problems", row, row, decision("accept", "problems"), "unchanged"))
    rejected = judged("doc", seen("problems", row, None, decision("reject", "problems")))
    assert accepted is not None
    assert accepted.right
    assert rejected is not None
    assert not rejected.found


def collected(judged: list[Judged], undecided: dict[Sort, int] | None = None) -> Collected:
    rows: dict[Sort, int] = dict(undecided or {})
    for one in judged:
        if one.row:
            rows[sort_of(one.table, one.row)] = rows.get(sort_of(one.table, one.row), 0) + 1
    return Collected(["doc"], judged, rows, [], [], 0)


def row(verdict: Verdict, wrong: tuple[str, ...] = (), kind: str | None = "GPE", **cells: str) -> Judged:
    return Judged("doc", "entities", entity(**cells), None if verdict == "reject" else kind, wrong, decision(verdict))


def missed(kind: str) -> Judged:
    return Judged("doc", "entities", None, kind, (), decision("add"))


ROWS = [
    *[row("accept") for _ in range(6)],
    row("correct", ("label", "entity_id"), "ORG"),
    row("correct", ("role",), method="ginza", score="0.69"),
    row("correct", ("text",)),
    row("reject", method="ginza", score="0.69"),
]


def test_figures_count_every_measure() -> None:
    found = figures(collected([*ROWS, missed("ORG")]))
    by = {(one.by, one.name, one.measure): (one.right, one.predicted, one.wanted) for one in found}
    assert by == {
        ("table", "", "found"): (8, 10, 10),  # 9 of the 10 should be there, one of these elsewhere, and one was missed
        ("table", "", "typed"): (7, 10, 10),
        ("table", "", "right"): (6, 10, 10),
        ("kind", "GPE", "typed"): (7, 10, 8),
        ("kind", "GPE", "right"): (6, 10, 8),
        ("kind", "ORG", "typed"): (0, 0, 2),
        ("kind", "ORG", "right"): (0, 0, 2),
        ("method", "gazetteer", "found"): (7, 8, None),
        ("method", "gazetteer", "typed"): (6, 8, None),
        ("method", "gazetteer", "right"): (6, 8, None),
        ("method", "ginza", "found"): (1, 2, None),
        ("method", "ginza", "typed"): (1, 2, None),
        ("method", "ginza", "right"): (0, 2, None),
        ("document", "doc", "found"): (8, 10, 10),
        ("document", "doc", "typed"): (7, 10, 10),
        ("document", "doc", "right"): (6, 10, 10),
    }


def test_recall_is_not_known_without_additions() -> None:
    assert all(one.wanted is None and one.recall is None and one.f1 is None for one in figures(collected(ROWS)))


def test_f1_is_the_harmonic_mean() -> None:
    figure = Figure("table", "entities", "", "found", 8, 10, 16)
    assert figure.precision is not None
    assert figure.recall is not None
    assert figure.f1 == pytest.approx(2 * 0.8 * 0.5 / (0.8 + 0.5))


def test_rules_with_most_errors_come_first() -> None:
    found = rules(collected(ROWS))
    assert [(one.method, one.decided, one.rejected, one.corrected, one.fields) for one in found] == [
        ("ginza", 2, 1, 1, (("role", 1),)),
        ("gazetteer", 8, 0, 2, (("entity_id", 1), ("label", 1), ("text", 1))),
    ]


def test_calibration_by_band() -> None:
    found = calibration(collected(ROWS))
    assert [(one.figure.name, one.figure.right, one.figure.predicted, round(one.mean_score, 2)) for one in found] == [
        ("0.9-1", 6, 8, 0.95),
        ("0.6-0.7", 0, 2, 0.69),
    ]


BANDS = [
    ("", ""), ("0", "0-0.5"), ("0.499", "0-0.5"), ("0.5", "0.5-0.6"), ("0.599", "0.5-0.6"), ("0.6", "0.6-0.7"), ("0.7", "0.7-0.8"),
    ("0.899", "0.8-0.9"), ("0.9", "0.9-1"), ("1", "0.9-1"),
]  # fmt: skip


@pytest.mark.parametrize(("score", "expected"), BANDS)
def test_band(score: str, expected: str) -> None:
    assert band(score) == expected


def test_population_weights_methods_and_tells_what_is_not_covered() -> None:
    sure = [row("accept") for _ in range(10)]
    doubtful = [row("accept" if n % 2 else "reject", method="ginza", score="0.6") for n in range(10)]
    undecided = {sort_of("entities", entity()): 80, sort_of("entities", entity(method="ginza", score="0.6")): 10}
    found = {one.measure: one for one in population(collected(sure + doubtful, undecided))}["right"]
    assert (found.rows, found.covered, found.decided) == (110, 110, 20)
    assert found.share is not None
    assert found.share.value == pytest.approx((90 * 1 + 20 * 0.5) / 110)
    few = {sort_of("entities", entity(method="rule:x", score="0.7")): 40}
    left = {one.measure: one for one in population(collected(sure + doubtful, undecided | few))}["right"]
    assert (left.rows, left.covered) == (150, 110)
    joined = [*sure, *doubtful, *(row("accept", method=f"rule:{n}") for n in range(5))]
    more = {Sort("entities", f"rule:{n}", "0.9-1"): 7 for n in range(5)}
    assert {one.measure: one.covered for one in population(collected(joined, undecided | few | more))}["right"] == 110 + 40 + 40
