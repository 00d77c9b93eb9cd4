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
    assert 0.6 < share.low < 0.95 < share.high <= 1


# Strata as (rows, share of them that is right, rows judged): doubtful rows judged most, as a queue would have it; few decisions each;
# half of all decided.
SAMPLINGS = [
    [(800, 0.98, 60), (100, 0.6, 70)],
    [(2000, 0.995, 10), (300, 0.9, 15), (40, 0.5, 10)],
    [(300, 0.9, 6)] * 5,
    [(100, 0.95, 50), (100, 0.95, 50)],
    [(60, 0.95, 30)],
]


def drawn(strata: list[tuple[int, float, int]], draw: random.Random) -> tuple[list[Stratum], float]:
    """A population and its sample, and the share of all its rows that is right."""
    samples, right = [], 0
    for size, share, judged in strata:
        rows = [draw.random() < share for _ in range(size)]
        right += sum(rows)
        samples.append(Stratum(size, judged, sum(draw.sample(rows, judged))))
    return samples, right / sum(size for size, *_ in strata)


@pytest.mark.parametrize("strata", SAMPLINGS)
def test_interval_holds_the_truth_19_times_in_20(strata: list[tuple[int, float, int]]) -> None:
    draw, trials, held = random.Random(7), 500, 0
    for _ in range(trials):
        samples, truth = drawn(strata, draw)
        share = stratified(samples)
        assert share is not None
        assert 0 <= share.low <= share.value <= share.high <= 1
        held += share.low - 1e-9 <= truth <= share.high + 1e-9
    assert held / trials >= 0.94


def test_rows_that_were_decided_do_not_speak_for_all() -> None:
    """Where doubtful rows are judged first, the plain share of right rows among them is far from that of all."""
    draw, trials, held = random.Random(7), 200, 0
    for _ in range(trials):
        samples, truth = drawn(SAMPLINGS[0], draw)
        plain = wilson(sum(one.right for one in samples), sum(one.sampled for one in samples))
        assert plain is not None
        held += plain.low <= truth <= plain.high
    assert held / trials < 0.05
