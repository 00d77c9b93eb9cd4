"""A long list and the page of it that was asked for → that page, with what leads to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.requests import Request

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some of a list; `number` of `pages`, both from 1, `first` and `last` their places in the list of `total`, from 1."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int
    first: int

    @property
    def last(self) -> int:
        """The place of its last row."""
        return self.first + len(self.rows) - 1


def paged(rows: Sequence[T], request: Request, size: int) -> Page[T]:
    """The page asked for (`page`, from 1), `size` rows long; the nearest one where there is none of that number."""
    asked = request.query_params.get("page", "1")
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, int(asked)), pages) if asked.isdecimal() and len(asked) < 10 else 1
    start = (number - 1) * size
    return Page(rows[start : start + size], number, pages, len(rows), start + 1)
