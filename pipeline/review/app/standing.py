"""Reviewed rows → how a review has left each, and the marks they make in the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pipeline.review.app.segments import Mark
from pipeline.review.apply import Applied, Reviewed
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS

STATES = ("undecided", "accepted", "corrected", "rejected", "added", "reopened")
_AFTER = {"accept": "accepted", "correct": "corrected", "reject": "rejected", "add": "added"}


def standing(one: Reviewed) -> str:
    """How the review has left a row, one of `STATES`."""
    if one.decision is None:
        return "undecided"
    return "reopened" if one.state == "reopened" else _AFTER[one.decision.verdict]


def shown(one: Reviewed) -> Row:
    """The row as it stands in the tables, or as the machine read it where it was rejected."""
    row = one.now if one.now is not None else one.machine
    assert row is not None  # a row is the machine's, or was added
    return row


def marks(applied: Applied, sentences: Iterable[str]) -> Mapping[str, Sequence[Mark]]:
    """The mentions that stand in the sentences with these ids."""
    found: dict[str, list[Mark]] = {sentence_id: [] for sentence_id in sentences}
    for table in MENTIONS:
        for one in applied.reviewed[table]:
            row = shown(one)
            if row["sentence_id"] in found:
                span = int(row["start"]), int(row["end"])
                found[row["sentence_id"]].append(Mark(table, one.row_id, row["sentence_id"], *span, standing(one)))
    return found
