"""Cited works → those that may answer a title, name, medium or date, without a look at the others.

Every lookup gives a superset: what really agrees is decided by `agreement`. Both sides of each lookup come from the same forms,
so that nothing `agreement` would accept is missed. Works stand on shelves by the volume they are of, because two works of one
volume are one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.extract.citations.keys import key
from pipeline.model import Citation
from pipeline.resolve.citations.agreement import asked_as, known_as, people
from pipeline.resolve.citations.titles import Titles


@dataclass(slots=True, eq=False)
class Cited:
    """A full citation, its place in the document, the keys of its work and its volume, and the turn at which it was last cited."""

    index: int
    citation: Citation
    work: str
    volume: str
    turn: int


Shelf = dict[str, list[Cited]]  # volume → its works, in order of citation


@dataclass(slots=True)
class Index:
    """The works of a scope by what a back reference can say of them."""

    _shelves: dict[tuple[str, str], Shelf] = field(default_factory=dict)
    _titles: Titles = field(default_factory=Titles)
    _containers: Titles = field(default_factory=Titles)

    def add(self, cited: Cited) -> None:
        """Enters a work that has not been cited before."""
        work = cited.citation
        title, container = key(work.title), key(work.container)
        self._titles.add(title)
        self._containers.add(container)
        forms = {("title", title), ("container", container), ("book", container or title), ("type", work.type)}
        forms |= {(kind, form) for name in people(work) for form in known_as(name) for kind in ("person", f"{work.type} by")}
        forms |= {("medium", form) for form in known_as(work.container)}
        forms |= {("issued", work.issued), ("year", work.issued[:4])}
        for form in forms:
            self._shelves.setdefault(form, {}).setdefault(cited.volume, []).append(cited)

    def by_type(self, kinds: Iterable[str]) -> list[Shelf]:
        """Works of the types given; of any where none is."""
        return self._found(("type", kind) for kind in kinds) if kinds else [s for (kind, _), s in self._shelves.items() if kind == "type"]

    def by_person(self, name: str, kinds: Iterable[str] = ()) -> list[Shelf]:
        """Works somebody wrote or edited who may be the one named."""
        fields = [f"{kind} by" for kind in kinds] or ["person"]
        return self._found((field, form) for form in asked_as(name) for field in fields)

    def by_medium(self, name: str) -> list[Shelf]:
        """Works whose container may be the one named."""
        return self._found(("medium", form) for form in asked_as(name))

    def by_date(self, issued: str, *, undated: bool) -> list[Shelf]:
        """Works of that very date, and those without one."""
        return self._found([("issued", issued), *([("issued", "")] if undated else [])])

    def by_year(self, year: str) -> list[Shelf]:
        """Works of that year."""
        return self._found([("year", year)])

    def by_title(self, title: str) -> list[Shelf]:
        """Works whose title may be meant by one perhaps given short."""
        return self._found(("title", full) for full in self._titles.find(title))

    def by_container(self, title: str) -> list[Shelf]:
        """Works in a container whose name may be meant by a title perhaps given short."""
        return self._found(("container", full) for full in self._containers.find(title))

    def by_book(self, name: str) -> list[Shelf]:
        """Works in the book of exactly that name, and that book itself."""
        return self._found([("book", key(name))])

    def _found(self, forms: Iterable[tuple[str, str]]) -> list[Shelf]:
        return [shelf for form in dict.fromkeys(forms) if (shelf := self._shelves.get(form))]


def shortest(*lists: Sequence[Shelf]) -> Sequence[Shelf]:
    """The shelves that are looked through fastest."""
    return min(lists, key=lambda shelves: sum(len(shelf) for shelf in shelves))
