"""What a reviewer typed of who acts when → the document's own ids: an event names dates and things that stand in its tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.review.fields import cells
from pipeline.review.fields.faults import Invalid
from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows
from pipeline.tables.cells import guarded, unguarded

BOUNDS = ("earliest", "latest")
PARTIES = ("actors", "targets", "place", "said_by")
_OFFERED = 12  # dates
_DATE_ID = re.compile(r"\S+:d[0-9]+(?:-[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Beside:
    """What a reviewer is offered for an event: things with their names, and dates."""

    things: Sequence[tuple[str, str]]
    dates: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Nameable:
    """What an event of a sentence can name: dates by `mention_id`, names of things by `entity_id`, ids by the words that name them."""

    sentence_id: str
    dates: Mapping[str, Row]
    things: Mapping[str, str]
    called: Mapping[str, frozenset[str]]
    near: tuple[str, ...]  # the things that its sentence names
    until: int  # where its sentence ends in the source

    @classmethod
    def of(cls, rows: DocumentRows, sentence_id: str) -> Nameable:
        """That of a document whose rows stand as reviewers left them."""
        things: dict[str, str] = {}
        called: dict[str, set[str]] = defaultdict(set)
        for row in rows.tables["entities"]:
            entity_id = unguarded(row["entity_id"])
            things.setdefault(entity_id, unguarded(row["name"]))
            called[unguarded(row["name"])].add(entity_id)
        dates = {row["mention_id"]: row for row in rows.tables["dates"]}
        near = (unguarded(row["entity_id"]) for row in rows.tables["entities"] if row["sentence_id"] == sentence_id)
        words = {name: frozenset(ids) for name, ids in called.items()}
        return cls(sentence_id, dates, things, words, tuple(dict.fromkeys(near)), int(rows.sentences[sentence_id]["raw_end"]))

    def beside(self) -> Beside:
        """What is most likely meant: the things of its sentence, its dates and those a little before it."""
        dates = [row for row in self.dates.values() if int(row["raw_start"]) < self.until]
        return Beside([(name, self.things[name]) for name in self.near], dates[-_OFFERED:])

    def told(self, field: str, cell: str) -> str:
        """The words of a date, the names of things: what the ids of a cell stand for; "" for a field that holds none."""
        if field == "date_id":
            return self.dates[cell]["text"] if cell in self.dates else ""
        return "、".join(self.things.get(one, one) for one in unguarded(cell).split("|")) if field in PARTIES and cell else ""

    def date_id(self, field: str, typed: str) -> str:
        """The id of a date: itself, or the words or value of the only such date in the sentence, else in the document."""
        plain = cells.folded(typed)
        if plain in self.dates:
            return plain
        same = [row for row in self.dates.values() if typed.strip() == row["text"] or plain == row["value"]]
        here = [row for row in same if row["sentence_id"] == self.sentence_id] or same
        if len(here) != 1:
            told = "is the date of several places" if here else "is no date of this document"
            raise Invalid(field, f"{typed.strip()[:40]!r} {told}: write the id that the table of dates has", "date-id")
        return here[0]["mention_id"]

    def thing(self, field: str, typed: str) -> str:
        """The id of a thing: itself, or the name that only one thing of the document has."""
        if typed in self.things:
            return typed
        found = self.called.get(typed, frozenset())
        if len(found) != 1:
            told = "is the name of several things" if found else "is nothing that this document names"
            raise Invalid(field, f"{typed[:40]!r} {told}: write the id that the table of entities has", "thing")
        return next(iter(found))


def date_id(field: str, typed: str, known: Nameable | None) -> str:
    """A cell with the id of a date; where nothing is known of the document only its form is looked at."""
    if known is not None:
        return known.date_id(field, typed)
    if not _DATE_ID.fullmatch(typed.strip()):
        raise Invalid(field, f"{typed.strip()[:40]!r} is no id of a date", "date-id")
    return typed.strip()


def things(field: str, typed: str, known: Nameable | None) -> str:
    """A cell with ids of things joined with |, each once."""
    items = unguarded(cells.several(typed)).split("|")
    return guarded("|".join(dict.fromkeys(known.thing(field, item) if known else item for item in items)))


def dated(changed: Mapping[str, str], values: Mapping[str, str], known: Nameable | None) -> dict[str, str]:
    """What was changed of an event, with the bounds of a date that was given: by them it is found in another reading of the report."""
    if "date_id" not in changed:
        if given := [name for name in BOUNDS if values.get(name)]:
            raise Invalid(given[0], f"{given[0]} of events cannot be corrected: correct the date, or give another one", "unknown-field")
        return dict(changed)
    date = known.dates[changed["date_id"]] if known and changed["date_id"] else values if changed["date_id"] else {}
    bounds = {name: date.get(name, "") for name in BOUNDS}
    return dict(changed) | {name: cells.iso_date(name, day) if day else "" for name, day in bounds.items()}
