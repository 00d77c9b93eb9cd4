"""A document's events, or its dated sentences where no events are told → what happened when, in rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.actors import in_sentences
from pipeline.report.chapters import chapters
from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows
from pipeline.tables.cells import unguarded


@dataclass(frozen=True, slots=True)
class Point:
    """Something at a time: `start` and `end` are ISO days, both included.

    `lane` is the row it stands in: a class of action, or a chapter (its place among `Timeline.lanes`). `actors` are entity ids.
    """

    sentence_id: str
    lane: str
    start: str
    end: str
    words: str
    actors: tuple[str, ...]
    modality: str = ""
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Timeline:
    """What happened when; `of` tells whether the points are `events` or `dates`, lanes are in the order in which they are drawn."""

    of: str
    lanes: tuple[str, ...]
    points: tuple[Point, ...]


def timeline(rows: DocumentRows) -> Timeline:
    """The dated events of a document; where it has none, the dates in its running text."""
    points = list(_events(rows.tables.get("events", ())))
    if points:
        counts = {point.lane: 0 for point in points}
        for point in points:
            counts[point.lane] += 1
        lanes = sorted(counts, key=lambda lane: (lane == "other", -counts[lane], lane))
        return Timeline("events", tuple(lanes), _sorted(points))
    points = list(_dates(rows))
    used = {point.lane for point in points}
    return Timeline("dates", tuple(name for name in chapters(rows).names if name in used), _sorted(points))


def _sorted(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(sorted(points, key=lambda point: (point.start, point.end)))


def _events(rows: Sequence[Row]) -> Iterable[Point]:
    for row in rows:
        if row["earliest"] and row["latest"]:
            actors = tuple(filter(None, (*row["actors"].split("|"), *row["targets"].split("|"))))
            yield Point(
                row["sentence_id"],
                row["action_class"],
                row["earliest"],
                row["latest"],
                unguarded(row["action"]),
                tuple(dict.fromkeys(actors)),
                row["modality"],
                row["polarity"] == "negative",
            )


def _dates(rows: DocumentRows) -> Iterable[Point]:
    named: Mapping[str, Sequence[str]] = in_sentences(rows)
    chapter = chapters(rows).of_sentence
    running = {row["sentence_id"] for row in rows.tables["sentences"] if row["kind"] in ("body", "list")}
    for row in rows.tables["dates"]:
        if row["type"] in ("DATE", "TIME") and row["earliest"] and row["latest"] and row["sentence_id"] in running:
            actors = tuple(named.get(row["sentence_id"], ()))
            yield Point(row["sentence_id"], chapter[row["sentence_id"]], row["earliest"], row["latest"], row["text"], actors)
