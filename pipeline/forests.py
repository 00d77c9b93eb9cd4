"""Decision trees that were learned (scripts/learn_events.py) → how probable what they were asked is.

Gradient-boosted trees (Friedman 2001) as scikit-learn grows them, kept as numbers in JSON and read with NumPy alone. Leaves are
whole numbers of 1/`SCALE` in log-odds, so that every processor comes to the same sum.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np
from numpy.typing import NDArray

Traits = dict[str, int | str]
SCALE = 10_000
_AT_ONCE = 1_000  # rows: with 300 trees some 10 MB
UNKNOWN = -1.0  # of a trait that is not told, and of a word that the trees do not know


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over `traits`; a trait in `levels` is a word, asked for by its place there.

    All trees' nodes stand in one row: at `node`, a value of `trait[node]` up to `limit[node]` goes on to `low[node]`, a higher
    one to `high[node]`; a leaf goes on to itself and is worth `worth[node]`. `roots` are where the trees begin.
    """

    traits: tuple[str, ...]
    levels: Mapping[str, Mapping[str, int]]
    trait: NDArray[np.int32]
    limit: NDArray[np.float64]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    worth: NDArray[np.int64]
    roots: NDArray[np.int32]

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Forest:
        """A forest from its JSON form."""
        levels = {trait: {word: place for place, word in enumerate(words)} for trait, words in given["levels"].items()}
        columns = {name: np.array(given[name], np.int32) for name in ("trait", "low", "high", "roots")}
        return cls(
            tuple(given["traits"]), levels, limit=np.array(given["limit"], np.float64), worth=np.array(given["worth"], np.int64), **columns
        )

    def encoded(self, rows: Sequence[Traits]) -> NDArray[np.float64]:
        """Rows as numbers, one column a trait."""
        return np.array([[self._number(row, trait) for trait in self.traits] for row in rows], np.float64)

    def probabilities(self, rows: Sequence[Traits]) -> list[float]:
        """How probable each row is, 0–1 to four digits."""
        slices = (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))
        return [probability for few in slices for probability in self._walked(few)]

    def _walked(self, rows: Sequence[Traits]) -> list[float]:
        values = self.encoded(rows)
        at = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        each = np.arange(len(rows))[:, None]
        while True:
            further = np.where(values[each, self.trait[at]] <= self.limit[at], self.low[at], self.high[at])
            if np.array_equal(further, at):
                break
            at = further
        odds = self.worth[at].sum(axis=1) / SCALE
        return [round(float(one), 4) for one in 1 / (1 + np.exp(-odds))]

    def _number(self, row: Traits, trait: str) -> float:
        value = row.get(trait, UNKNOWN)
        if trait in self.levels:
            return self.levels[trait].get(str(value), UNKNOWN)
        return float(value)


@cache
def load(name: str) -> Forest:
    """The forest of `data/forests/NAME.json`."""
    text = resources.files("pipeline").joinpath("data", "forests", f"{name}.json").read_text(encoding="utf-8")
    return Forest.of(json.loads(text))
