"""Decisions and what became of them → rows of review_log.csv, cells printed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from pipeline.review.anchors import Found
from pipeline.review.decisions import Unreadable
from pipeline.review.model import Decision, Row
from pipeline.review.rows import READING
from pipeline.tables import schema
from pipeline.tables.cells import printed

_TABLE = next(table for table in schema.TABLES if table.name == "review_log")


def entry(decision: Decision, state: str, reason: str = "", *, found: Found | None = None, row: Row | None = None, row_id: str = "") -> Row:
    """The row of a decision. Its place is that of the `row` it is about now, or of what was found; else where it was made."""
    anchor = decision.anchor
    made: dict[str, object] = {
        "decision_id": decision.id,
        "doc_id": decision.doc_id,
        "table": decision.table,
        "row_id": row_id or decision.row_id,
        "verdict": decision.verdict,
        "scope": decision.scope,
        "state": state,
        "reviewer": decision.reviewer,
        "time": decision.time,
        "sentence_id": found.sentence_id if found else anchor.sentence_id,
        "quote": anchor.quote,
        "raw_start": row.get("raw_start", "") if row else anchor.raw_start,
        "raw_end": row.get("raw_end", "") if row else anchor.raw_end,
        "machine": _json(decision.table, decision.machine),
        "values": _json(decision.table, decision.values),
        "reason": reason,
        "comment": decision.comment,
    }
    return _row(made)


def taken_back(decision: Decision, undone: frozenset[str], known: set[str]) -> Row:
    """The row of a decision that was taken back, or that takes back another."""
    if decision.id in undone:
        return entry(decision, "undone")
    if decision.of in known:
        return entry(decision, "applied")
    return entry(decision, "orphaned", f"there is no decision {decision.of}")


def unreadable(lines: Iterable[Unreadable]) -> list[Row]:
    """The rows of lines that are no decision: nothing of them is known but what stands there."""
    return [_row({"state": "unreadable", "reason": f"line {one.line}: {one.reason}", "comment": one.text}) for one in lines]


def ordered(rows: Iterable[Row]) -> list[Row]:
    """In order of time; what has none comes first."""
    return sorted(rows, key=lambda row: (row["time"], row["decision_id"]))


def _row(made: Mapping[str, object]) -> Row:
    numbers = ("raw_start", "raw_end")
    typed = {name: int(str(value)) if name in numbers and value not in ("", None) else value for name, value in made.items()}
    return {name: column[0] for name, column in zip(_TABLE.names, printed(_TABLE, [typed]), strict=True)}


def _json(table: str, values: Mapping[str, str]) -> str:
    """An object on one line, its keys in the order in which they are shown."""
    known = [name for name in ("text", "offset", *READING.get(table, ())) if name in values]
    names = dict.fromkeys((*known, *sorted(values)))
    return json.dumps({name: values[name] for name in names}, ensure_ascii=False) if values else ""
