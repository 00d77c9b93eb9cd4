"""What a report holds → the data of its charts, as JSON that can stand in a page."""

from __future__ import annotations

import json
from typing import Any

from pipeline.commands.terminal import visible
from pipeline.report.actors import Thing
from pipeline.report.amounts import Series
from pipeline.report.report import Report
from pipeline.report.sources import kinds_of
from pipeline.report.spoken import Spoken
from pipeline.report.together import IN_NETWORK

# What would end a script element, or a line of one: U+2028 and U+2029 end lines in older engines.
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_WORDS = ("report.shown_points", "report.back", "report.before_chapters", "polarity.negative", "language.other")


def data(report: Report, spoken: Spoken) -> dict[str, Any]:
    """The data of the charts of a page; a chart without data has an empty list. What charts say stands there by its key."""
    for key in _WORDS:
        spoken.need(key)
    return {
        "timeline": _timeline(report, spoken),
        "network": _network(report),
        "series": [_series(one) for one in report.series],
        "years": _years(report, spoken),
        "labels": [spoken.named("label", label) for label in ("GPE", "ORG", "PERSON")],
        "modality": [spoken.named("modality", name) for name in ("asserted", "reported", "possible", "planned", "denied")],
    }


def on_line(report: Report) -> list[Thing]:
    """The actors of the timeline, the most mentioned first: its data have their numbers."""
    there = {name for point in report.timeline.points for name in point.actors}
    return [thing for thing in report.actors if thing.entity_id in there]


def embedded(value: object) -> str:
    """JSON as it can stand in a script element, whatever texts are in it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _timeline(report: Report, spoken: Spoken) -> dict[str, Any]:
    line = report.timeline
    classes = line.of == "events"
    lanes = [[spoken.named("action_class", lane), True] if classes else [visible(lane), False] for lane in line.lanes]
    place = {lane: number for number, lane in enumerate(line.lanes)}
    number = {thing.entity_id: at for at, thing in enumerate(on_line(report))}
    points = [
        [
            one.sentence_id,
            place[one.lane],
            one.start,
            one.end,
            visible(one.words),
            [number[name] for name in one.actors if name in number],
            one.modality,
            one.negative,
        ]
        for one in line.points
    ]
    return {"lanes": lanes, "points": points}


def _network(report: Report) -> dict[str, Any]:
    shown = report.together.first(IN_NETWORK)
    nodes = [[visible(thing.name), thing.mentions, thing.label] for thing in shown.actors]
    return {"nodes": nodes, "links": [[one, other, count] for (one, other), count in sorted(shown.counts.items())]}


def _series(one: Series) -> list[Any]:
    return [[amount.sentence_id, amount.start, amount.end, amount.value, amount.high, visible(amount.words)] for amount in one.amounts]


def _years(report: Report, spoken: Spoken) -> dict[str, Any]:
    years = report.sources.years
    kinds = kinds_of(years)
    rows = [[year, [counts.get(kind, 0) for kind in kinds]] for year, counts in years.items()]
    return {"kinds": [[kind, spoken.named("source_kind", kind)] for kind in kinds], "rows": rows}
