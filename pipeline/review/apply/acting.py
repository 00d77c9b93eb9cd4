"""Dates, quantities and entities that reviewers have changed → the events that they are part of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.review.fields.naming import BOUNDS, PARTIES
from pipeline.review.model import Row
from pipeline.tables.cells import guarded, unguarded

ACTING = ("dates", "quantities", "entities")  # the tables that events are told from
_Became = Mapping[str, Sequence[str]]  # an entity's id → what its mentions name now


def events(
    made: Sequence[Row],
    machine: Mapping[str, Sequence[Row]],
    now: Mapping[str, Sequence[Row]],
    said: Mapping[str, frozenset[str]],
) -> list[Row]:
    """The events with the dates, quantities and entities that stand now; a date, quantity or entity that was rejected is in none.

    An event with several dates loses the row of one that was rejected; another event keeps its row, without a date. What a reviewer
    `said` of an event itself (its id → the columns) stands as it is.
    """
    dates = {row["mention_id"]: row for row in now["dates"]}
    amounts = {row["mention_id"] for row in now["quantities"]}
    here, anywhere = _became(machine["entities"], now["entities"])
    dated = {_predicate(row) for row in made if row["date_id"] in dates}
    left: list[Row] = []
    for row in made:
        if row["date_id"] and row["date_id"] not in dates and _predicate(row) in dated:
            continue
        parties = {name: _joined(_party(row, name, here, anywhere)) for name in PARTIES if name not in said.get(row["event_id"], ())}
        kept = _joined(name for name in row["quantities"].split("|") if name in amounts)
        left.append({**row, **_dated(row, dates), **parties, "quantities": kept})
    return left


def _predicate(row: Row) -> tuple[str, str, str]:
    return row["sentence_id"], row["start"], row["end"]


def _dated(row: Row, dates: Mapping[str, Row]) -> dict[str, str]:
    date = dates.get(row["date_id"])
    if date is None:
        return {"date_id": "", **dict.fromkeys(BOUNDS, "")} if row["date_id"] else {}
    return {name: date[name] for name in BOUNDS}


def _became(machine: Iterable[Row], now: Iterable[Row]) -> tuple[Mapping[tuple[str, str], Sequence[str]], _Became]:
    """What the mentions of each entity name now: by sentence, and in the whole document."""
    standing: dict[str, list[str]] = defaultdict(list)
    for row in now:
        standing[row["mention_id"]].append(unguarded(row["entity_id"]))
    read: dict[str, list[Row]] = defaultdict(list)
    for row in machine:
        read[row["mention_id"]].append(row)
    here: dict[tuple[str, str], list[str]] = defaultdict(list)
    anywhere: dict[str, list[str]] = defaultdict(list)
    for mention_id, rows in read.items():
        were, are = [unguarded(row["entity_id"]) for row in rows], standing[mention_id]
        for row, was in zip(rows, were, strict=True):
            became = [was] if was in are else [one for one in are if one not in were]
            here[row["sentence_id"], was] += became
            anywhere[was] += became
    return here, anywhere


def _party(row: Row, name: str, here: Mapping[tuple[str, str], Sequence[str]], anywhere: _Became) -> list[str]:
    """Who is meant, as the mentions in the event's sentence have it; of one that is not named there, as those of the document have it."""
    found: list[str] = []
    for was in unguarded(row[name]).split("|") if row[name] else ():
        became = here.get((row["sentence_id"], was), anywhere.get(was, (was,)))
        found += [was] if was in became else became
    return found


def _joined(names: Iterable[str]) -> str:
    return guarded("|".join(dict.fromkeys(names)))
