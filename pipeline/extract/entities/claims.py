"""What a source asserts before arbitration: a span, a label and how likely it is to be a name."""

from __future__ import annotations

from dataclasses import dataclass

Ids = tuple[tuple[str, str], ...]

NOTHING = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's reading of `start` to `end`. `score` is the probability that a name of this label stands exactly there.

    A label of "" claims that the span is an ordinary word: it takes part in arbitration and gives no mention.
    """

    start: int
    end: int
    label: str
    method: str
    score: float
    subtype: str = ""
    ids: Ids = ()

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: Claim) -> bool:
        """True where the other's span lies inside this one and is shorter."""
        return self.start <= other.start and other.end <= self.end and len(other) < len(self)

    def meets(self, other: Claim) -> bool:
        """True where the spans share a character."""
        return self.start < other.end and other.start < self.end
