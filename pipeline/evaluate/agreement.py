"""The decisions of several reviewers → how far those who decided about the same row agree: share, Cohen's kappa, the rows at issue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from pipeline.evaluate.intervals import Share, wilson
from pipeline.review.model import Decision

Place = tuple[str, str, str]  # document, table, row


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on one table: the rows that both decided, on how many they gave the same verdict, on how many the same values, too."""

    table: str
    reviewers: tuple[str, str]
    rows: int
    agreed: int
    same_values: int
    kappa: float | None

    @property
    def share(self) -> Share | None:
        """The share of rows with the same verdict."""
        return wilson(self.agreed, self.rows)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One row that two reviewers decided differently; `first` and `second` are their decisions, reviewers in order of their names."""

    place: Place
    first: Decision
    second: Decision


def agreement(
    decisions: Iterable[Decision], undone: frozenset[str], places: Mapping[str, str]
) -> tuple[list[Agreement], list[Disagreement]]:
    """Each pair of reviewers that decided rows in common, by table, and the rows on which they differ.

    The last decision of each reviewer about a row counts, where it is not undone; `places` gives the row that a decision is
    about in the tables as they are, by the decision's id, for rows whose ids have changed. Added mentions are left out: who did
    not add one may not have read there.
    """
    by_row: dict[Place, dict[str, Decision]] = {}
    for decision in decisions:
        if decision.verdict in ("accept", "correct", "reject") and decision.id not in undone:
            row = places.get(decision.id) or decision.row_id
            by_row.setdefault((decision.doc_id, decision.table, row), {})[decision.reviewer] = decision
    pairs: dict[tuple[str, tuple[str, str]], list[tuple[Decision, Decision]]] = {}
    differing: list[Disagreement] = []
    for place, of in sorted(by_row.items()):
        for first, second in combinations(sorted(of), 2):
            both = of[first], of[second]
            pairs.setdefault((place[1], (first, second)), []).append(both)
            if not _same(*both):
                differing.append(Disagreement(place, *both))
    return [_agreement(table, names, both) for (table, names), both in sorted(pairs.items())], differing


def _agreement(table: str, names: tuple[str, str], both: list[tuple[Decision, Decision]]) -> Agreement:
    verdicts = Counter[tuple[str, str]]((first.verdict, second.verdict) for first, second in both)
    agreed = sum(count for (first, second), count in verdicts.items() if first == second)
    return Agreement(table, names, len(both), agreed, sum(_same(*pair) for pair in both), kappa(verdicts))


def _same(first: Decision, second: Decision) -> bool:
    return (first.verdict, dict(first.values)) == (second.verdict, dict(second.values))


def kappa(pairs: Mapping[tuple[str, str], int]) -> float | None:
    """Cohen's kappa of two raters, from how often they gave which pair of verdicts; None of nothing, or where both gave one verdict only.

    (observed - expected) / (1 - expected), expected being the sum over verdicts of the product of both raters' shares.
    """
    total = sum(pairs.values())
    if not total:
        return None
    observed = sum(count for (first, second), count in pairs.items() if first == second) / total
    firsts, seconds = Counter[str](), Counter[str]()
    for (first, second), count in pairs.items():
        firsts[first] += count
        seconds[second] += count
    by_chance = sum(firsts[verdict] * seconds[verdict] for verdict in firsts)
    if by_chance == total**2:
        return None
    return (observed - by_chance / total**2) / (1 - by_chance / total**2)
