"""What a scope has cited so far, and the one choice among works that fit: a single one, or a single one cited lately."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from pipeline.extract.citations.keys import key
from pipeline.model import Citation
from pipeline.resolve.citations.index import Cited, Index, Shelf
from pipeline.resolve.citations.sources import source_key

# A work last cited within so many notes stands before one that fits as well and was last cited further back.
_RECENT = 12

Fits = Callable[[Citation], bool]


class Answer(NamedTuple):
    """Whether any work fits, and the one that is meant, where that can be told."""

    any: bool
    one: Cited | None


NONE = Answer(False, None)


@dataclass(slots=True)
class History:
    """Each work of a scope once; `last` is what 同上 would mean, None where that cannot be told.

    `writers` are the authors of the chapter: the one whom 拙稿 means, where there is one.
    """

    writers: tuple[str, ...] = ()
    index: Index = field(default_factory=Index)
    by_note: dict[int, list[Cited | None]] = field(default_factory=dict)
    last: Cited | None = None
    _by_work: dict[str, Cited] = field(default_factory=dict)
    _entered: set[int] = field(default_factory=set)
    _lately: dict[int, Cited] = field(default_factory=dict)
    _turn: int = 0

    def begin(self) -> None:
        """A new note begins."""
        self._turn += 1

    def add(self, at: int, citation: Citation) -> Cited:
        """Records a full citation; a work cited in full again keeps its first place and counts as cited lately."""
        work = source_key(citation)
        cited = Cited(at, citation, work, _volume(citation) or work or f"citation {at}", self._turn)
        known = self._by_work.get(work)
        if known is not None:
            self._touch(known)
            return cited
        self.index.add(cited)
        self._entered.add(at)
        if work:
            self._by_work[work] = cited
        return cited

    def remember(self, note: int, cited: Cited | None) -> None:
        """Records what a note's next citation turned out to be."""
        self.by_note.setdefault(note, []).append(cited)
        self.last = cited
        known = self._by_work.get(cited.work, cited) if cited is not None else None
        if known is not None and known.index in self._entered:  # and not a work that only another chapter cites
            self._touch(known)

    def choose(self, shelves: Sequence[Shelf], fits: Fits) -> Answer:
        """The one work that fits: works of one volume count once, and one cited lately stands before one cited long ago."""
        found: dict[str, Cited] = {}
        for volume in (volume for shelf in shelves for volume in shelf):
            first = _first(shelves, volume, fits) if volume not in found else None
            if first is not None:
                found[volume] = first
            if len(found) > 1:
                lately = {cited.volume for cited in self._recent() if fits(cited.citation)}
                return Answer(True, _first(shelves, lately.pop(), fits) if len(lately) == 1 else None)
        return Answer(bool(found), next(iter(found.values()), None))

    def only(self, shelves: Sequence[Shelf]) -> Answer:
        """The first citation of the one volume on the shelves, however long ago it was cited."""
        volumes = {volume for shelf in shelves for volume in islice(shelf, 2)}
        return Answer(bool(volumes), _first(shelves, volumes.pop(), lambda _: True) if len(volumes) == 1 else None)

    def _touch(self, cited: Cited) -> None:
        cited.turn = self._turn
        self._lately.pop(cited.index, None)
        self._lately[cited.index] = cited

    def _recent(self) -> list[Cited]:
        while self._lately and self._turn - (oldest := next(iter(self._lately.values()))).turn > _RECENT:
            del self._lately[oldest.index]
        return list(self._lately.values())


def _first(shelves: Sequence[Shelf], volume: str, fits: Fits) -> Cited | None:
    """The first work of a volume that fits."""
    firsts = [next((cited for cited in shelf.get(volume, ()) if fits(cited.citation)), None) for shelf in shelves]
    return min((cited for cited in firsts if cited is not None), key=lambda cited: cited.index, default=None)


def _volume(citation: Citation) -> str:
    """The book that holds a chapter, so that two chapters of one book are one answer to 前掲書; "" for what is no part of a book."""
    if citation.type == "chapter" and citation.container:
        return "\n".join((key(citation.container), citation.issued))
    if citation.type == "book" and citation.title:
        return "\n".join((key(citation.title), citation.issued))
    return ""
