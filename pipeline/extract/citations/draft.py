"""A citation while it is being read: fields fill one by one, each with the rule behind it; then it becomes a `Citation`, for good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.extract.citations.back import Phrase
from pipeline.extract.citations.parts import Imprint, Part
from pipeline.extract.citations.people import ROLES, People

ContainerStyle = Literal["", "bracketed", "italic", "plain"]


@dataclass(slots=True)
class Draft:
    """Fields read so far; `start`/`end` are offsets into the note's text.

    `heading` is what stands where an author would but names a decree or a summit's declaration, `container_style` says how the
    container is printed, `said` holds the date in brackets after a speech's title, `unread` the text no rule could place.
    `bracketed_title` is True for 『…』 and *…*: a work that stands alone. `symbol` is True where a document's symbol was read.
    `genre` is the type a word beside the title tells (白皮书, 博士論文, H.R. 1234), `edition` the year of 2018年版, `sheet` the number
    of 第1版, which is a page of a newspaper and an edition of a book.
    `rules` says of each field what filled it: a rule or row of data (citations_parts.toml:pages, media.csv:新華社), or the reader
    that knows it by its place (eastern_tail.py:before-title). Fields are set by `put`, `fill`, `add` and `drop`: none is without.
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
    rules: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, value: str, rule: str) -> None:
        """Sets a field, whatever it held."""
        setattr(self, name, value)
        if value:
            self.rules[name] = rule
        else:
            self.rules.pop(name, None)

    def drop(self, *names: str) -> None:
        """Empties fields that were taken for something they are not."""
        for name in names:
            self.put(name, "", "")

    def fill(self, values: Mapping[str, str], rule: str | Mapping[str, str]) -> None:
        """Sets the fields that are still empty, by one rule or by one each; pages from several places are joined."""
        for name, value in values.items():
            by = rule if isinstance(rule, str) else rule[name]
            if name == "pages" and self.pages and value and value != self.pages:
                self.put(name, f"{self.pages}, {value}", by)
            elif value and not getattr(self, name):
                self.put(name, value, by)

    def add(self, found: People, reader: str, *roles: str) -> None:
        """Adds people under the roles given, or under all: known by the word for their role, else by where the reader found them."""
        for role in roles or ROLES:
            names = getattr(found, role)
            if names:
                getattr(self.people, role).extend(names)
                self.rules.setdefault(role, found.rules.get(role, reader))

    def add_imprint(self, found: Imprint, reader: str) -> None:
        """Fills in what brackets behind a title say: its editors and translators, place and publisher, dates and locators."""
        self.add(found.people, reader, "editors", "translators")
        self.fill(found.values, found.rules)
        self.fill({"place": found.place, "publisher": found.publisher}, reader)

    def add_url(self, part: Part) -> None:
        """Fills in an address, the spaces that a line break left in it taken out."""
        self.fill({"url": "".join(part.text.split())}, "brackets.py:address")

    def contain(self, name: str, style: ContainerStyle, rule: str) -> None:
        """Sets the container and how it is printed."""
        self.put("container", name, rule)
        self.container_style = style

    def entitle(self, name: str, rule: str, *, alone: bool = False) -> None:
        """Sets the title and whether its brackets are those of a work that stands alone."""
        self.put("title", name, rule)
        self.bracketed_title = alone

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
