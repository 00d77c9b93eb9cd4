"""The types of a comparison. Every cell is a string, as its CSV prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Row = Mapping[str, str]
Kind = Literal["changed", "gained", "lost"]
KINDS: tuple[Kind, ...] = ("changed", "gained", "lost")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a changed row, before and after; an id is followed by the words it stands for."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a row in their sentence, `start` and `end` code points of it; no sentence is "" and the words stand alone."""

    words: str
    sentence: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One row that only one of the folders has, or that reads otherwise in both.

    `method` is what found the row (of problems their code), `row` its id, each as (old, new), "" where there is none. `quote` is
    of the new row, of a lost one of the old. `fields` are those that differ; a row that was gained or lost has `reading` instead,
    what is filled in it.
    """

    kind: Kind
    table: str
    doc_id: str
    method: tuple[str, str]
    row: tuple[str, str]
    quote: Quote
    fields: tuple[Field, ...] = ()
    reading: str = ""

    @property
    def found(self) -> str:
        """What found the row; of one that is now found otherwise: before → after."""
        old, new = self.method
        return f"{old} → {new}" if self.kind == "changed" and old != new else new or old


@dataclass(frozen=True, slots=True)
class Compared:
    """A table of one document, or a table that is made of several (`doc_id` is ""): its rows in both folders, and what differs.

    `moved` rows differ only in where they stand. `changes` are in order of the new rows, lost ones where they stood.
    """

    table: str
    doc_id: str
    old: int
    new: int
    same: int
    moved: int
    changes: tuple[Change, ...] = ()
