"""A mention → a W3C Web Annotation of its sentence, and of the place in the source text that the sentence was made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pipeline.write.exports.documents import Row
from pipeline.write.exports.iris import iri
from pipeline.write.exports.terms import action, quantity

_AROUND = 32  # characters before and behind a quote


def annotation(table: str, row: Row, sentence: str) -> dict[str, Any]:
    """What makes a row's node an annotation: motivation, body and target; `sentence` is the text that it stands in."""
    motivation, bodies = _BODIES[table](row)
    return {"motivation": motivation, "body": bodies, "target": _targets(row, sentence)}


def _targets(row: Row, sentence: str) -> list[dict[str, Any]]:
    start, end = int(row["start"] or 0), int(row["end"] or 0)
    quote = {
        "type": "TextQuoteSelector",
        "exact": sentence[start:end],
        "prefix": sentence[max(0, start - _AROUND) : start],
        "suffix": sentence[end : end + _AROUND],
    }
    place = {"type": "TextPositionSelector", "start": start, "end": end}
    source = {"type": "TextPositionSelector", "start": row["raw_start"], "end": row["raw_end"]}
    return [
        {"type": "SpecificResource", "source": iri("sentences", row["sentence_id"]), "selector": [quote, place]},
        {"type": "SpecificResource", "source": iri("text", row["doc_id"]), "selector": source},
    ]


def _entity(row: Row) -> tuple[str, list[dict[str, Any]]]:
    named = {"type": "SpecificResource", "source": iri("entity_index", row["entity_id"]), "purpose": "identifying"}
    return "identifying", [named, _tag(row["label"])]


def _date(row: Row) -> tuple[str, list[dict[str, Any]]]:
    body = _tag(row["value"]) if row["value"] else {"type": "TextualBody", "purpose": "tagging"}
    if row["earliest"] and row["latest"]:
        body["schema:temporalCoverage"] = f"{row['earliest']}/{row['latest']}"
    return "tagging", [body]


def _quantity(row: Row) -> tuple[str, list[dict[str, Any]]]:
    return "tagging", [quantity(row)]


def _event(row: Row) -> tuple[str, list[dict[str, Any]]]:
    return "tagging", [action(row), _tag(row["action_class"])]


def _tag(value: object) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": "tagging"}


_BODIES: Mapping[str, Callable[[Row], tuple[str, list[dict[str, Any]]]]] = {
    "entities": _entity,
    "dates": _date,
    "quantities": _quantity,
    "events": _event,
}
ANNOTATED = frozenset(_BODIES)
