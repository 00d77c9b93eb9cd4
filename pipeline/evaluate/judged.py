"""A row and what its reviewer decided → what of the row is right.

Decisions may be older than the rows: what counts is whether the row as the machine reads it now is the row the reviewer left.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.review.apply import Reviewed
from pipeline.review.kinds import KINDS
from pipeline.review.model import Decision, Row
from pipeline.review.rows import READING, SPANS

_PLACE = ("sentence_id", "start", "end")
# What is worked out of other fields: it is not wrong by itself where one of those is and the reviewer did not give it.
_FOLLOWS = {"events": ("earliest", "latest")}  # what is the date's: right or wrong with it
_DERIVED = {"dates": (frozenset({"earliest", "latest"}), frozenset({"type", "value", "mod"}))}


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was decided. `row` is the machine's, None where it has none; `kind` is its kind as it should be, None where there
    should be no row; `wrong` are the fields that should be different, `text` where the words are others.
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
        return self.row is not None and self.wanted and "text" not in self.wrong

    @property
    def typed(self) -> bool:
        """Whether it is found and of the right kind."""
        return self.found and KINDS.get(self.table) not in self.wrong

    @property
    def right(self) -> bool:
        """Whether all that a reviewer judges is right."""
        return self.found and not self.wrong


def judged(doc_id: str, reviewed: Reviewed) -> Judged | None:
    """What a decision says of a row; None where there is no decision, or none that can be said of what the machine reads now."""
    decision, machine, now, table = reviewed.decision, reviewed.machine, reviewed.now, reviewed.table
    if decision is None or reviewed.state in ("orphaned", "unreadable"):
        return None
    if decision.verdict == "reject" or table == "problems":
        if machine is None or reviewed.state == "reopened":  # the decision is about something that is not read any more
            return None
        return Judged(doc_id, table, machine, None if decision.verdict == "reject" else _kind(table, machine), (), decision)
    if now is None:
        return None
    wrong = () if machine is None or reviewed.state == "unchanged" else _wrong(table, machine, now, decision)
    return Judged(doc_id, table, machine, _kind(table, now), wrong, decision)


def _wrong(table: str, machine: Row, now: Row, decision: Decision) -> tuple[str, ...]:
    """The fields in which the machine's row is not the row that stands, in the order of `rows.READING`."""
    moved = table in SPANS and any(machine[name] != now[name] for name in _PLACE)
    compared = [name for name in READING[table] if name not in _FOLLOWS.get(table, ())]
    wrong = [name for name in compared if (moved if name == "text" else machine[name] != now[name])]
    derived, sources = _DERIVED.get(table, (frozenset(), frozenset()))
    if sources.intersection(wrong):
        wrong = [name for name in wrong if name not in derived or name in decision.values]
    return tuple(wrong)


def _kind(table: str, row: Row) -> str:
    return row[KINDS[table]] if table in KINDS else ""
