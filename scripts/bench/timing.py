"""Works to time → the seconds of each, round by round.

Works are run in turn, one round after the other, so that a machine that slows down slows all of them alike. A round that
nobody counts comes first: rules, tables and models are loaded in it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each round."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """Seconds of the fastest round."""
        return max(min(self.seconds), 1e-9)

    @property
    def median(self) -> float:
        """Seconds of the round in the middle."""
        return max(statistics.median(self.seconds), 1e-9)

    @property
    def worst(self) -> float:
        """Seconds of the slowest round."""
        return max(*self.seconds, 1e-9)

    def per_second(self, amount: int) -> tuple[int, int, int]:
        """`amount` by seconds: of the slowest, the middle and the fastest round."""
        return round(amount / self.worst), round(amount / self.median), round(amount / self.best)


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The work as something that returns its seconds."""

    def run() -> float:
        begin = time.perf_counter()
        work()
        return time.perf_counter() - begin

    return run


def rounds(works: Mapping[str, Callable[[], float]], count: int) -> dict[str, Times]:
    """The times of each work over `count` rounds; works return their own seconds."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(count):
        for name, work in works.items():
            taken[name].append(work())
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}
