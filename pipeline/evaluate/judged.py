"""A row and what its reviewer decided → what of the row is right.

Decisions may be older than the rows: what counts is whether the row as it is now agrees with what the reviewer said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.evaluate.figures import KINDS
from pipeline.review.apply import Reviewed
from pipeline.review.model import Decision, Row
from pipeline.review.rows import READING

# What is worked out from other fields: it is not wrong by itself where those were corrected and it was not given.
_DERIVED = {"dates": ({"earliest", "latest"}, {"type", "value", "mod"})}
_PLACE = frozenset({"text", "offset"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was decided. `row` is the machine's, None where it has none; `kind` is its kind as it should be, None where there
    should be no row; `wrong` are the fields that should be different.
    """

    doc_id: str
    table: str
    row: Row | None
    kind: str | None
    wrong: tuple[str, ...]
    decision: Decision

    @property
    def wanted(self) -> bool:
        """Whether there should be a row."""
        return self.kind is not None

    @property
    def found(self) -> bool:
        """Whether there is a row where one should be, on the right words."""
        return self.row is not None and self.wanted and not _PLACE.intersection(self.wrong)

    @property
    def typed(self) -> bool:
        """Whether it is found and of the right kind."""
        return self.found and KINDS.get(self.table) not in self.wrong

    @property
    def right(self) -> bool:
        """Whether all that a reviewer judges is right."""
        return self.found and not self.wrong


def judged(doc_id: str, reviewed: Reviewed) -> Judged | None:
    """What a decision says of a row; None where there is no decision, or none that can be said of this reading."""
    decision, row, table = reviewed.decision, reviewed.machine, reviewed.table
    if decision is None or (decision.verdict == "reject" and reviewed.now is not None):
        return None  # a rejection does not reach what the machine reads now
    if decision.verdict == "reject":
        return Judged(doc_id, table, row, None, (), decision) if row is not None else None
    if row is None:
        return Judged(doc_id, table, None, _kind(table, reviewed.now or decision.values), (), decision)
    wrong = () if reviewed.state == "unchanged" else _wrong(table, row, reviewed)
    kind = _kind(table, decision.values) or _kind(table, decision.machine if reviewed.effective else row) or _kind(table, row)
    return Judged(doc_id, table, row, kind, wrong, decision)


def _wrong(table: str, row: Row, reviewed: Reviewed) -> tuple[str, ...]:
    """The fields of the row that differ from what the reviewer said, in the order of `rows.READING`."""
    decision = reviewed.decision
    if decision is None:
        return ()
    said = dict(decision.values)
    moved = said.pop("offset", "0") not in ("", "0")
    asked = set(said)
    if reviewed.state == "reopened" and reviewed.effective:  # the machine reads something else than the reviewer saw
        said = {**decision.machine, **said}
        derived, sources = _DERIVED.get(table, (set(), set()))
        asked = set(READING[table]) - (derived - asked if sources & asked else set())
    wrong = [name for name in READING[table] if name in asked and row[name] != said.get(name, "")]
    return tuple(["text", *wrong] if moved and "text" not in wrong else wrong)


def _kind(table: str, values: Mapping[str, str]) -> str:
    return values.get(KINDS.get(table, ""), "")
