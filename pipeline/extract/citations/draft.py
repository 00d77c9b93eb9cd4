"""A citation while it is being read: fields fill one by one, then it becomes a `Citation` that never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.people import People

ContainerStyle = Literal["", "bracketed", "italic", "plain"]


@dataclass(slots=True)
class Draft:
    """Fields read so far; `start`/`end` are offsets into the note's text.

    `heading` is what stands where an author would but names a decree or a summit's declaration, `container_style` says how the
    container is printed, `said` holds the date in brackets after a speech's title, `unread` the text no rule could place.
    `bracketed_title` is True for 『…』 and *…*: a work that stands alone. `symbol` is True where a document's symbol was read.
    `genre` is the type a word beside the title tells (白皮书, 博士論文, H.R. 1234), `edition` the year of 2018年版, `sheet` the number
    of 第1版, which is a page of a newspaper and an edition of a book.
    """

    start: int
    end: int
    people: People = field(default_factory=People)
    heading: str = ""
    title: str = ""
    bracketed_title: bool = False
    container: str = ""
    container_style: ContainerStyle = ""
    publisher: str = ""
    place: str = ""
    issued: str = ""
    said: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    accessed: str = ""
    phrase: Phrase | None = None
    symbol: bool = False
    genre: str = ""
    edition: str = ""
    sheet: str = ""
    unread: list[str] = field(default_factory=list)

    def fill(self, values: Mapping[str, str]) -> None:
        """Sets the fields that are still empty; pages from several places are joined."""
        for name, value in values.items():
            if name == "pages" and self.pages and value and value != self.pages:
                self.pages = f"{self.pages}, {value}"
            elif value and not getattr(self, name):
                setattr(self, name, value)

    def is_author_date(self) -> bool:
        """Whether all there is are a plain name and a year: 山田（2010）35頁, Smith (2019), 45."""
        rest = self.title or self.url or self.phrase or self.issue or self.volume or self.publisher or self.place or self.symbol
        return self.container_style == "plain" and not rest and not self.people.authors and len(self.issued) == 4

    def is_unsupported(self) -> bool:
        """Whether a plain name stands alone, with nothing that makes it a source."""
        rest = self.title or self.issued or self.url or self.issue or self.volume or self.phrase
        return self.container_style == "plain" and not rest

    def named(self) -> bool:
        """Whether anything says what is cited: a title, container, address or back reference, or an author or symbol with a date."""
        return bool(self.title or self.container or self.url or self.phrase or ((self.people.authors or self.symbol) and self.issued))
