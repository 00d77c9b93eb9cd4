"""Stands in for `apply` and `decisions` until they are there: rows as the machine read them, and no decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.review.model import Decision, Row
from pipeline.review.rows import REVIEWED, DocumentRows, row_id


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One row as a review sees it."""

    table: str
    row_id: str
    machine: Row | None
    now: Row | None
    decision: Decision | None
    state: str
    effective: bool


@dataclass(frozen=True, slots=True)
class Applied:
    """A document with its decisions."""

    rows: DocumentRows
    reviewed: Mapping[str, tuple[Reviewed, ...]]
    log: tuple[Row, ...]
    reached: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a decisions file holds."""

    decisions: tuple[Decision, ...] = ()
    digest: str = ""


class Decisions:
    """The decisions file of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self) -> Decided:
        """No decisions."""
        return Decided()


def apply(rows: DocumentRows, decided: Decided) -> Applied:
    """The rows as they are."""
    reviewed = {
        table: tuple(Reviewed(table, row_id(table, row), row, row, None, "", True) for row in rows.tables[table]) for table in REVIEWED
    }
    return Applied(rows, reviewed, (), {})
