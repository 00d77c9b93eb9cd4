"""A case → the row that stands, and what became of the decision that holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.review.anchors import Found
from pipeline.review.apply.naming import Gone
from pipeline.review.apply.places import Case
from pipeline.review.apply.writing import Unfit, Writer
from pipeline.review.model import Decision, Row
from pipeline.review.rows import SPANS, reading

_NOT_COMPARED = ("text", "date_id")
_NOT_READ = "the machine reads nothing there any more"


@dataclass(frozen=True, slots=True)
class Settled:
    """The row that stands (None: none does), and the decision's state with its reason."""

    now: Row | None
    state: str
    reason: str = ""


def settle(case: Case, machine: Row | None, writer: Writer) -> Settled:
    """What a case leaves where the machine has the row `machine`."""
    if case.last.verdict == "reject":
        return _rejected(case, machine)
    if case.table == "problems":
        return _dealt_with(case, machine)
    try:
        return _kept(case, machine, writer)
    except Gone as gone:
        return Settled(machine, "orphaned", str(gone))
    except Unfit as unfit:
        return Settled(machine, "unreadable", str(unfit))


def by_scope(decision: Decision, machine: Row, writer: Writer) -> Settled:
    """What a correction or rejection of all mentions with the same words leaves of one of them."""
    if decision.verdict == "reject":
        return Settled(None, "applied")
    place = Found(machine["sentence_id"], int(machine["start"]), int(machine["end"]), machine["text"], 1.0)
    seen = reading("entities", machine)
    values = {name: value for name, value in decision.values.items() if name not in ("text", "offset")}
    left = writer.row("entities", machine, place, replace(decision, values=values), seen)
    same = _judged("entities", left) == _judged("entities", machine)
    return Settled(machine, "unchanged") if same else Settled(left, "applied")


def _kept(case: Case, machine: Row | None, writer: Writer) -> Settled:
    """An accepted, corrected or added row stands as the reviewer left it."""
    decision = case.last
    as_seen = machine is not None and case.exact and _judged(case.table, machine) == _seen(decision)
    if machine is not None and as_seen and decision.verdict == "accept":
        return Settled(machine, "unchanged")
    left = writer.row(case.table, machine, case.found, decision, decision.machine)
    if machine is None:
        return Settled(left, "applied") if case.added else Settled(left, "reopened", _NOT_READ)
    if _same(case, left, machine):
        return Settled(machine, "unchanged", "" if as_seen else "the machine reads it so by itself")
    return Settled(left, "applied") if as_seen else Settled(left, "reopened", _now(case.table, machine))


def _rejected(case: Case, machine: Row | None) -> Settled:
    if machine is None:
        return Settled(None, "unchanged", _NOT_READ)
    if case.exact and _judged(case.table, machine) == _seen(case.last):
        return Settled(None, "applied")
    return Settled(machine, "reopened", _now(case.table, machine))


def _dealt_with(case: Case, machine: Row | None) -> Settled:
    """An accepted problem stays in the table, for those who read on."""
    if machine is None:
        return Settled(None, "unchanged", _NOT_READ)
    if _judged(case.table, machine) == _seen(case.last):
        return Settled(machine, "unchanged")
    return Settled(machine, "reopened", _now(case.table, machine))


def _same(case: Case, left: Row, machine: Row) -> bool:
    """Whether the machine has by itself what the reviewer left."""
    if case.table in SPANS:
        if any(left[name] != machine[name] for name in ("sentence_id", "start", "end")) or left.get("date_id") != machine.get("date_id"):
            return False
    elif not case.exact:
        return False
    return _judged(case.table, left) == _judged(case.table, machine)


def _judged(table: str, row: Row) -> dict[str, str]:
    """What is compared: the words are not, their place is, and a recogniser's slip in them is no other reading.

    Nor is the id of an event's date, which another file gives it: its bounds are.
    """
    return {name: value for name, value in reading(table, row).items() if name not in _NOT_COMPARED}


def _seen(decision: Decision) -> dict[str, str]:
    return {name: value for name, value in decision.machine.items() if name not in _NOT_COMPARED and value}


def _now(table: str, machine: Row) -> str:
    told = ", ".join(f"{name} {value}" for name, value in reading(table, machine).items())
    return f"the machine now reads: {told}"
