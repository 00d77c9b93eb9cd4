"""A decision as a file holds it → the same with values that fit its table, or what is wrong with them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.review import fields
from pipeline.review.model import Decision
from pipeline.review.rows import MENTIONS, SPANS


class Unsound(ValueError):
    """A decision that cannot be carried out; `args[0]` says why."""


def sound(decision: Decision) -> Decision:
    """The decision with its values as cells. People edit files of decisions: what is wrong there may not reach a table.

    Raises `Unsound`.
    """
    if decision.verdict == "add" and decision.table not in MENTIONS:
        raise Unsound(f"rows of {decision.table} cannot be added")
    if decision.verdict == "reject" and decision.table == "documents":
        raise Unsound("a document cannot be rejected: take its file away")
    if decision.verdict not in ("correct", "add"):
        return replace(decision, values={}) if decision.values else decision
    if decision.table in SPANS and not decision.anchor.quote:
        raise Unsound("it has no words")
    try:
        values = fields.checked(decision.table, decision.values, None if decision.verdict == "add" else decision.machine)
    except fields.Invalid as invalid:
        raise Unsound(f"{invalid.field}: {invalid}") from invalid
    return decision if values == decision.values else replace(decision, values=values)
