"""Counts → shares with 95 % intervals: of one sample, and of a population of which strata were sampled unevenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

Z = 1.959963984540054  # 97.5 % of the normal distribution lie below it
_SLACK = 1e-9  # of rows: what floating point adds is not another row


@dataclass(frozen=True, slots=True)
class Share:
    """A share of 0 to 1 and the interval that holds it with 95 % confidence."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stratum:
    """Rows that are alike: `size` of them in the population, `sampled` of these were judged, `right` of these were right."""

    size: int
    sampled: int
    right: int


def wilson(right: int, of: int) -> Share | None:
    """The share of `right` among `of`, with Wilson's interval; None of nothing."""
    return Share(right / of, *_wilson(right / of, of, Z)) if of else None


def stratified(strata: Sequence[Stratum]) -> Share | None:
    """The share of right rows in the population of strata, each of which has a sample; None where there are no strata.

    What was judged is known; what was not is taken to be as its stratum's sample, each stratum weighted by its rows. The interval
    is Wilson's for the rows not judged, with the size that a simple sample of the same variance would have; it ends at whole
    rows, and is a point once all are judged.
    """
    population = sum(stratum.size for stratum in strata)
    if not population:
        return None
    known = sum(stratum.right for stratum in strata)
    open_strata = [stratum for stratum in strata if stratum.size > stratum.sampled]
    if not open_strata:
        return Share(known / population, known / population, known / population)
    rest = sum(stratum.size - stratum.sampled for stratum in open_strata)
    share = sum((stratum.size - stratum.sampled) * stratum.right / stratum.sampled for stratum in open_strata) / rest
    low, high = _wilson(share, _effective(open_strata, rest), Z)
    return Share(
        (known + rest * share) / population,
        (known + floor(rest * low + _SLACK)) / population,
        (known + ceil(rest * high - _SLACK)) / population,
    )


def _effective(strata: Sequence[Stratum], rest: int) -> float:
    """How many rows a simple sample would have that says as much of the `rest` not judged as the strata's samples do."""
    mean = variance = 0.0
    for stratum in strata:
        weight = (stratum.size - stratum.sampled) / rest
        # The rows not judged vary, too: as if a sample of this size spoke for an endless stratum.
        rows = stratum.sampled * (stratum.size - stratum.sampled) / stratum.size
        expected = (stratum.right / stratum.sampled * rows + 0.5) / (rows + 1)  # never 0 or 1: a few right rows do not make all right
        mean += weight * expected
        variance += weight**2 * expected * (1 - expected) / rows
    return mean * (1 - mean) / variance


def _wilson(share: float, of: float, z: float) -> tuple[float, float]:
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, centre - half), min(1.0, centre + half)
