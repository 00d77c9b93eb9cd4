"""data/calibration.csv → how likely a mention is right, from what found it and the score it had after arbitration.

The table is what `scripts/calibrate.py` measured on annotated text: for each kind of source and each range of scores the share
of mentions that were right (span and label), few cases being drawn towards what the kind of source is worth as a whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline import rules

# Prefixes of a mention's method; the first that fits is its kind.
KINDS = ("gazetteer", "abbreviation", "ginza", "coreference", "rule:states-", "rule:person-", "rule:name-and-suffix", "rule:")
EXPRESSION = "expression:"


@cache
def _table() -> Mapping[str, tuple[Sequence[float], Sequence[float]]]:
    bounds: dict[str, tuple[list[float], list[float]]] = {}
    for row in rules.words("calibration"):
        least, score = bounds.setdefault(row["method"], ([], []))
        least.append(float(row["least"]))
        score.append(float(row["score"]))
    return bounds


def kind(method: str) -> str:
    """The kind of source that a method belongs to; "" for one that was never measured."""
    return next((prefix for prefix in KINDS if method.startswith(prefix)), "")


def score(method: str, raw: float) -> float:
    """The probability that a mention with this method and score is right; the score itself where its kind was never measured."""
    least, scores = _table().get(kind(method), ((), ()))
    return scores[max(0, bisect_right(least, raw) - 1)] if scores else raw


def of_expression(sought: str) -> float:
    """The probability that an expression (同国, 両国) of the kind sought stands for what it was resolved to."""
    return _table()[EXPRESSION + sought][1][0]
