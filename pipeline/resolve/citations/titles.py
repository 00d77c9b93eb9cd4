"""Titles → those that may be meant by a title perhaps given short, without a look at the others.

A title is entered by its blocks of four letters, one after the other. Wherever a part of at least eight letters stands in it,
that part covers whole blocks, whose first letter is one of the part's first four; so four lookups find every title that holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.extract.citations.keys import key
from pipeline.resolve.citations.agreement import LONG_TITLE, SHORT_TITLE

_BLOCK = SHORT_TITLE


@dataclass(slots=True)
class Titles:
    """Title keys by their blocks; each key entered once."""

    _known: set[str] = field(default_factory=set)
    _blocks: dict[str, list[str]] = field(default_factory=dict)

    def add(self, full: str) -> None:
        """Enters a title's key; one already known costs nothing."""
        if full and full not in self._known:
            self._known.add(full)
            for block in set(_blocks(full)):
                self._blocks.setdefault(block, []).append(full)

    def find(self, title: str) -> Iterable[str]:
        """The keys that hold a title, or open with one too short to be looked for inside."""
        short = key(title)
        if len(short) < SHORT_TITLE:
            return (short,) if short in self._known else ()
        if len(short) < LONG_TITLE:
            return (full for full in self._blocks.get(short[:_BLOCK], ()) if full.startswith(short))
        return dict.fromkeys(full for first in range(_BLOCK) for full in self._rarest(short[first:]) if short in full)

    def _rarest(self, part: str) -> list[str]:
        """Of the blocks that begin with the part's first letter, the shortest list."""
        return min((self._blocks.get(block, []) for block in _blocks(part)), key=len)


def _blocks(text: str) -> Iterator[str]:
    return (text[at : at + _BLOCK] for at in range(0, len(text) - _BLOCK + 1, _BLOCK))
