"""A document's quantities and dates → how much of the same thing there was at different times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows
from pipeline.tables.cells import unguarded

_SAME = ("item", "kind", "unit", "per", "change", "basis")
_SHOWN = 12  # charts: those with the most times


@dataclass(frozen=True, slots=True)
class Amount:
    """One quantity at a time; `start` and `end` are ISO days, both included, `high` only closes a range."""

    sentence_id: str
    start: str
    end: str
    value: float
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Series:
    """Quantities of one item in one unit (and, where it is one, one rate or change), in order of time."""

    item: str
    unit: str
    per: str
    change: str
    basis: str
    amounts: tuple[Amount, ...]

    @property
    def times(self) -> int:
        """How many times it has that lie apart: a day in a month that is named as well is no other time."""
        count, last = 0, ""
        for amount in sorted(self.amounts, key=lambda one: one.end):
            if amount.start > last:
                count, last = count + 1, amount.end
        return count


def series(rows: DocumentRows) -> list[Series]:
    """Items that are counted or measured for two times or more, those with the most times first.

    The time of a quantity is that of its event, where it is in one; else the date before it in its sentence, or the sentence's only one.
    """
    when = dict(_times(rows))
    held: dict[tuple[str, ...], list[Amount]] = defaultdict(list)
    for row in rows.tables["quantities"]:
        date = when.get(row["mention_id"])
        if row["item"] and row["value"] and date:
            high = float(row["value_max"]) if row["value_max"] else None
            amount = Amount(row["sentence_id"], date["earliest"], date["latest"], float(row["value"]), high, row["text"])
            held[tuple(unguarded(row[name]) for name in _SAME)].append(amount)
    made = []
    for (item, _, unit, per, change, basis), amounts in held.items():
        distinct = {(one.start, one.end, one.value, one.high): one for one in reversed(amounts)}
        ordered = tuple(sorted(distinct.values(), key=lambda one: (one.start, one.end, one.value)))
        made.append(Series(item, unit, per, change, basis, ordered))
    enough = [one for one in made if one.item and one.times > 1]
    return sorted(enough, key=lambda one: -one.times)[:_SHOWN]


def _times(rows: DocumentRows) -> Iterator[tuple[str, Row]]:
    """The date of each quantity that has one."""
    dates: dict[str, list[Row]] = defaultdict(list)
    for row in rows.tables["dates"]:
        if row["type"] == "DATE" and row["earliest"] and row["latest"]:
            dates[row["sentence_id"]].append(row)
    told = _told(rows.tables.get("events", ()))
    for row in rows.tables["quantities"]:
        found = told.get(row["mention_id"]) or _beside(row, dates.get(row["sentence_id"], ()))
        if found:
            yield row["mention_id"], found


def _told(events: Sequence[Row]) -> Mapping[str, Row]:
    return {name: row for row in events if row["earliest"] and row["latest"] for name in row["quantities"].split("|") if name}


def _beside(quantity: Row, dates: Sequence[Row]) -> Row | None:
    before = [date for date in dates if int(date["start"]) < int(quantity["start"])]
    if before:
        return max(before, key=lambda date: int(date["start"]))
    return dates[0] if len(dates) == 1 else None
