"""What two reviewers agree on."""

from __future__ import annotations

import pytest

from pipeline.evaluate.agreement import agreement, kappa
from pipeline.review.model import Anchor, Decision, Verdict

# pairs of verdicts → kappa; in the first 0.70 is observed, 0.50 by chance
KAPPA = [
    ({("accept", "accept"): 20, ("accept", "reject"): 5, ("reject", "accept"): 10, ("reject", "reject"): 15}, 0.4),
    ({("accept", "accept"): 5, ("reject", "reject"): 5}, 1.0),
    ({("accept", "reject"): 5, ("reject", "accept"): 5}, -1.0),
    ({("accept", "accept"): 9}, None),
    ({}, None),
]


@pytest.mark.parametrize(("pairs", "expected"), KAPPA)
def test_kappa(pairs: dict[tuple[str, str], int], expected: float | None) -> None:
    found = kappa(pairs)
    assert found == (None if expected is None else pytest.approx(expected))


def decision(number: int, reviewer: str, verdict: Verdict, row: str, **values: str) -> Decision:
    return Decision(
        f"d{number}", f"2026-01-01T00:00:00.{number:06}Z", reviewer, verdict, "dates", "doc", row_id=row, anchor=Anchor(row), values=values
    )


def test_last_decision_of_each_counts_and_differences_are_told() -> None:
    decisions = [
        decision(1, "B", "accept", "r1"),
        decision(2, "A", "reject", "r1"),
        decision(3, "A", "accept", "r1"),  # changed their mind: now agrees
        decision(4, "A", "correct", "r2", value="2024"),
        decision(5, "B", "correct", "r2", value="2025"),  # same verdict, other value
        decision(6, "A", "accept", "r3"),
        decision(7, "B", "reject", "old-r3"),  # the row was called so when B decided
        decision(8, "A", "accept", "r4"),  # nobody else
        decision(9, "B", "reject", "r5"),
        decision(10, "A", "accept", "r5"),  # undone
        decision(11, "A", "add", ""),
        decision(12, "B", "add", ""),
    ]
    found, differing = agreement(decisions, frozenset({"d10"}), {"d7": "r3", "d1": ""})
    (one,) = found
    assert (one.table, one.reviewers, one.rows, one.agreed, one.same_values) == ("dates", ("A", "B"), 3, 2, 1)
    assert one.kappa == pytest.approx((2 / 3 - 3 / 9) / (1 - 3 / 9))
    assert [(each.place[2], each.first.reviewer, each.second.reviewer) for each in differing] == [("r2", "A", "B"), ("r3", "A", "B")]


def test_three_reviewers_are_three_pairs() -> None:
    found, _ = agreement([decision(n, name, "accept", "r") for n, name in enumerate("CAB")], frozenset(), {})
    assert [one.reviewers for one in found] == [("A", "B"), ("A", "C"), ("B", "C")]
