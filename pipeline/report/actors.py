"""A document's entities → who acts in it, and which places it names, by how often it does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows
from pipeline.tables.cells import unguarded

_PLACES = ("LOC", "FAC")
RUNNING = ("body", "list")  # kinds of sentences that are running text


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing named in a document: how often, in how many sentences, and the first of these."""

    entity_id: str
    name: str
    label: str
    mentions: int
    sentences: int
    first: str


def is_actor(row: Row) -> bool:
    """Whether an entity is a person, a body, or a state or territory: those have an ISO code for an id."""
    return row["label"] in ("PERSON", "ORG") or (row["label"] == "GPE" and ":" not in row["entity_id"])


def is_place(row: Row) -> bool:
    """Whether an entity is a place that is no state."""
    return row["label"] in _PLACES or (row["label"] == "GPE" and ":" in row["entity_id"])


def actors(rows: DocumentRows) -> list[Thing]:
    """Persons, bodies and states, the most mentioned first."""
    return _things(row for row in rows.tables["entities"] if is_actor(row))


def places(rows: DocumentRows) -> list[Thing]:
    """Places other than states, the most mentioned first."""
    return _things(row for row in rows.tables["entities"] if is_place(row))


def in_sentences(rows: DocumentRows) -> Mapping[str, Sequence[str]]:
    """The actors named in each sentence of running text, each once, in order."""
    running = {row["sentence_id"] for row in rows.tables["sentences"] if row["kind"] in RUNNING}
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows.tables["entities"]:
        if is_actor(row) and row["sentence_id"] in running:
            found[row["sentence_id"]][row["entity_id"]] = None
    return {sentence: tuple(named) for sentence, named in found.items()}


def _things(rows: Iterable[Row]) -> list[Thing]:
    held: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        held[row["entity_id"]].append(row)
    made = [_thing(entity_id, found) for entity_id, found in held.items()]
    return sorted(made, key=lambda thing: (-thing.mentions, thing.name, thing.entity_id))


def _thing(entity_id: str, rows: Sequence[Row]) -> Thing:
    name = Counter(row["name"] for row in rows).most_common(1)[0][0]
    sentences = {row["sentence_id"] for row in rows}
    return Thing(entity_id, unguarded(name), rows[0]["label"], len(rows), len(sentences), rows[0]["sentence_id"])
