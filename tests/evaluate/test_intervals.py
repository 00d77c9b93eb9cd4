"""Shares and their intervals: against published and worked values, and by how often they hold the truth."""

from __future__ import annotations

import random

import pytest

from pipeline.evaluate.intervals import Share, Stratum, stratified, wilson

# right, of → low, high: Newcombe 1998, table I, method 3; the last by Wilson's formula
WILSON = [
    (81, 263, 0.2553, 0.3662),
    (15, 148, 0.0624, 0.1605),
    (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
    (10, 10, 0.7225, 1.0),
]


@pytest.mark.parametrize(("right", "of", "low", "high"), WILSON)
def test_wilson(right: int, of: int, low: float, high: float) -> None:
    share = wilson(right, of)
    assert share is not None
    assert (share.value, round(share.low, 4), round(share.high, 4)) == (right / of, low, high)


def test_nothing_has_no_share() -> None:
    assert wilson(0, 0) is None
    assert stratified([]) is None


def test_all_judged_is_known() -> None:
    assert stratified([Stratum(10, 10, 9), Stratum(5, 5, 3)]) == Share(0.8, 0.8, 0.8)


def test_one_endless_stratum_is_wilson() -> None:
    one, plain = stratified([Stratum(10**12, 40, 38)]), wilson(38, 40)
    assert one is not None
    assert plain is not None
    assert (one.value, one.low, one.high) == pytest.approx((plain.value, plain.low, plain.high), abs=1e-6)


def test_strata_are_weighted_by_their_rows() -> None:
    share = stratified([Stratum(900, 10, 10), Stratum(100, 50, 25)])
    assert share is not None
    assert share.value == pytest.approx(0.95)
    assert 0.6 < share.low < 0.95 < share.high < 1


def test_interval_holds_the_truth_where_doubtful_rows_are_judged_first() -> None:
    """Two strata, 98 % and 60 % right; the doubtful one is judged nearly in full, the other little, as a queue would have it."""
    draw = random.Random(7)
    held = plain_held = 0
    trials = 600
    for _ in range(trials):
        sure, doubtful = [draw.random() < 0.98 for _ in range(800)], [draw.random() < 0.6 for _ in range(100)]
        seen, looked = draw.sample(sure, 60), draw.sample(doubtful, 70)
        truth = (sum(sure) + sum(doubtful)) / 900
        share = stratified([Stratum(800, 60, sum(seen)), Stratum(100, 70, sum(looked))])
        plain = wilson(sum(seen) + sum(looked), 130)
        assert share is not None
        assert plain is not None
        held += share.low <= truth <= share.high
        plain_held += plain.low <= truth <= plain.high
    assert held / trials >= 0.93
    assert plain_held / trials < 0.05
