"""What was predicted, what was wanted, how much of it was right → precision, recall and F1 as plain records."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.evaluate.intervals import Share, wilson

COLUMNS = (
    "by", "table", "name", "measure", "right", "predicted", "wanted",
    "precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high", "f1",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one group of rows.

    `by` is what the rows are grouped by (`table`, `kind`, `method`, `document`, `field`, `score`, `population`), `name` the group.
    `predicted` counts the rows that were judged, `right` those of them that satisfy the measure, `wanted` those that there should
    be; either is None where it is not known.
    """

    by: str
    table: str
    name: str
    measure: str
    right: int
    predicted: int | None
    wanted: int | None = None

    @property
    def precision(self) -> Share | None:
        """The share of right rows among those predicted; None where nothing was predicted."""
        return wilson(self.right, self.predicted) if self.predicted else None

    @property
    def recall(self) -> Share | None:
        """The share of right rows among those wanted; None where nothing was, or it is not known."""
        return wilson(self.right, self.wanted) if self.wanted else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None where one of them is not known."""
        if self.predicted is None or self.wanted is None or not self.predicted + self.wanted:
            return None
        return 2 * self.right / (self.predicted + self.wanted)

    def record(self) -> dict[str, str | int | float | None]:
        """All of it by the names of `COLUMNS`, shares with four decimals."""
        precision, recall = self.precision, self.recall
        values = (
            self.by, self.table, self.name, self.measure, self.right, self.predicted, self.wanted,
            *_rounded(precision), *_rounded(recall), None if self.f1 is None else round(self.f1, 4),
        )  # fmt: skip
        return dict(zip(COLUMNS, values, strict=True))


def _rounded(share: Share | None) -> tuple[float | None, ...]:
    return (None, None, None) if share is None else tuple(round(value, 4) for value in (share.value, share.low, share.high))
