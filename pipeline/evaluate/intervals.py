"""Counts → shares with 95 % intervals: of one sample, and of a population of which strata were sampled unevenly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # 97.5 % of the normal distribution lie below it


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

    What was judged is known; what was not is taken to be as its stratum's sample. The interval is Yan and Su's stratified
    Wilson interval over the rows not judged: it says what share these rows have, so it is a point once all are judged. For a
    sample of a single, infinitely large stratum it is Wilson's.
    """
    population = sum(stratum.size for stratum in strata)
    if not population:
        return None
    known = sum(stratum.right for stratum in strata) / population
    open_strata = [stratum for stratum in strata if stratum.size > stratum.sampled]
    shares = [stratum.right / stratum.sampled for stratum in open_strata]
    weights = [(stratum.size - stratum.sampled) / population for stratum in open_strata]
    informed = [_informed(stratum) for stratum in open_strata]
    spreads = [weight * _spread(share, rows) for weight, share, rows in zip(weights, shares, informed, strict=True)]
    value = known + sum(weight * share for weight, share in zip(weights, shares, strict=True))
    if not spreads:
        return Share(value, value, value)
    z = Z * sqrt(sum(spread**2 for spread in spreads)) / sum(spreads)  # so that the strata's limits add up to 95 %, not to more
    limits = [_wilson(share, rows, z) for share, rows in zip(shares, informed, strict=True)]
    low, high = (known + sum(weight * limit[end] for weight, limit in zip(weights, limits, strict=True)) for end in (0, 1))
    return Share(value, low, high)


def _informed(stratum: Stratum) -> float:
    """How many rows a sample of the same uncertainty would have if the rows not judged were endless: they vary, too."""
    rest = stratum.size - stratum.sampled
    return stratum.sampled * rest / (stratum.sampled + rest)


def _spread(share: float, of: float) -> float:
    """The standard error of a share as Wilson's interval sees it: not zero where all were right."""
    centre = (share * of + Z * Z / 2) / (of + Z * Z)
    return sqrt(centre * (1 - centre) / (of + Z * Z))


def _wilson(share: float, of: float, z: float) -> tuple[float, float]:
    centre = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, centre - half), min(1.0, centre + half)
