"""The dates and things that a reviewed event names → the same in the document as it stands now; none is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.review.fields.naming import BOUNDS, PARTIES
from pipeline.review.model import Decision, Row
from pipeline.review.rows import DocumentRows
from pipeline.tables.cells import guarded, unguarded


class Gone(Exception):
    """What a decision is about, or names, is not there any more; `args[0]` says what."""


class Names:
    """What the events of a document can name: `machine` rows, and the tables `now` as reviewers left them."""

    def __init__(self, machine: DocumentRows, now: Mapping[str, Sequence[Row]]) -> None:
        self._sha256 = machine.document["sha256"]
        self._read, self._standing = (_dates(tables) for tables in (machine.tables, now))
        self._things = _things(now)
        self._known = self._things | _things(machine.tables)

    def settled(self, row: Row, decision: Decision) -> dict[str, str]:
        """The cells of an event that name something, as they are now.

        What the reviewer gave must be there: raises `Gone`. Of what was only seen is left what is there; what reviewers have
        made of that follows later.
        """
        said = decision.values
        made = {"date_id": self._date(row, decision, given="date_id" in said)}
        for name in PARTIES:
            ids = unguarded(row[name]).split("|") if row[name] else []
            if name in said and (gone := [one for one in ids if one not in self._things]):
                raise Gone(f"{gone[0]!r} ({name}) is not named in the document any more")
            made[name] = guarded("|".join(one for one in ids if one in self._known))
        return made

    def _date(self, row: Row, decision: Decision, *, given: bool) -> str:
        """A date is known by its id in the same file, else by its bounds: as the only one of its sentence, else of the document."""
        if not row["date_id"]:
            return ""
        dates = self._standing if given else self._read
        if decision.sha256 == self._sha256 and row["date_id"] in dates:
            return row["date_id"]
        told = decision.values if given else decision.machine
        bounds = [told.get(name, "") for name in BOUNDS]
        same = [date for date in dates.values() if any(bounds) and [date[name] for name in BOUNDS] == bounds]
        found = [date for date in same if date["sentence_id"] == row["sentence_id"]] or same
        if len(found) == 1:
            return found[0]["mention_id"]
        if given:
            raise Gone(f"its date ({' to '.join(filter(None, bounds)) or row['date_id']}) is not there any more, or not only once")
        return ""


def _dates(tables: Mapping[str, Sequence[Row]]) -> dict[str, Row]:
    return {row["mention_id"]: row for row in tables["dates"]}


def _things(tables: Mapping[str, Sequence[Row]]) -> set[str]:
    return {unguarded(row["entity_id"]) for row in tables["entities"]}
