"""pipeline/forests.py: trees are walked as their numbers say, words are asked for by their place, and rows are told apart alone as together."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.forests import SCALE, UNKNOWN, Forest, Traits, load

# one tree: steps up to 2 → −1; more: particle up to に → 0, else → 3; and a second that is one leaf of 0.5
SMALL = {
    "traits": ["particle", "steps"],
    "levels": {"particle": ["を", "に", "は"]},
    "trait": [1, 0, 0, 0, 0, 0],
    "limit": [2.0, 0.0, 1.0, 0.0, 0.0, 0.0],
    "low": [1, 1, 3, 3, 4, 5],
    "high": [2, 1, 4, 3, 4, 5],
    "worth": [0, -SCALE, 0, 0, 3 * SCALE, SCALE // 2],
    "roots": [0, 5],
}


def share(odds: float) -> float:
    return round(1 / (1 + math.exp(-odds)), 4)


@pytest.mark.parametrize(
    ("row", "odds"),
    [
        ({"particle": "は", "steps": 2}, -0.5),  # a value at the limit goes on to the lower side
        ({"particle": "は", "steps": 3}, 3.5),
        ({"particle": "に", "steps": 3}, 0.5),
        ({"particle": "を", "steps": 3}, 0.5),
        ({"particle": "も", "steps": 3}, 0.5),  # a word that the trees do not know stands before all they know
        ({"particle": "は"}, -0.5),  # a trait that is not told is UNKNOWN, less than any
        ({"particle": "は", "steps": True}, -0.5),
        ({"particle": "は", "steps": 9, "colour": "red"}, 3.5),
    ],
)
def test_a_row_goes_down_every_tree(row: Traits, odds: float) -> None:
    assert Forest.of(SMALL).probabilities([row]) == [share(odds)]


def test_nothing_asked_nothing_said() -> None:
    assert Forest.of(SMALL).probabilities([]) == []


def walked(forest: dict[str, Any], values: list[float]) -> float:
    """The same by hand: a tree at a time, a node at a time."""
    odds = 0
    for root in forest["roots"]:
        at = root
        while forest["low"][at] != at:
            at = forest["low" if values[forest["trait"][at]] <= forest["limit"][at] else "high"][at]
        odds += forest["worth"][at]
    return share(odds / SCALE)


@st.composite
def grown(draw: st.DrawFn) -> dict[str, Any]:
    """A forest of trees of any shape over three numbers."""
    columns: dict[str, list[Any]] = {name: [] for name in ("trait", "limit", "low", "high", "worth")}

    def plant(depth: int) -> int:
        at = len(columns["trait"])
        inner = depth < 4 and draw(st.booleans())
        values = (draw(st.integers(0, 2)), float(draw(st.integers(-2, 5))), at, at, 0 if inner else draw(st.integers(-SCALE, SCALE)))
        for name, value in zip(columns, values, strict=True):
            columns[name].append(value)
        if inner:
            columns["low"][at], columns["high"][at] = plant(depth + 1), plant(depth + 1)
        return at

    return {"traits": ["a", "b", "c"], "levels": {}, "roots": [plant(0) for _ in range(draw(st.integers(1, 5)))]} | columns


@given(grown(), st.lists(st.tuples(*[st.integers(-3, 6)] * 3), min_size=1, max_size=6))
def test_rows_together_are_what_each_is_by_hand(forest: dict[str, Any], rows: list[tuple[int, int, int]]) -> None:
    asked = [dict(zip("abc", row, strict=True)) for row in rows]
    assert Forest.of(forest).probabilities(asked) == [walked(forest, list(map(float, row))) for row in rows]


@pytest.mark.parametrize("name", ["event_dates", "event_doers"])
def test_the_forests_of_the_package_are_whole(name: str) -> None:
    forest = load(name)
    nodes = len(forest.trait)
    assert len(forest.limit) == len(forest.low) == len(forest.high) == len(forest.worth) == nodes
    inner = forest.low != range(nodes)
    assert ((forest.low > range(nodes)) & (forest.high > range(nodes)) == inner).all()  # every way leads on to a leaf
    assert set(forest.trait[inner]) <= set(range(len(forest.traits)))
    assert 0 <= forest.probabilities([{}])[0] <= 1
    assert forest.encoded([{}]).tolist() == [[UNKNOWN] * len(forest.traits)]
