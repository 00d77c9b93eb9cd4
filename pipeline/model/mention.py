"""What the layers find in a sentence. Values follow published vocabularies: OntoNotes labels, TIMEX3 and EDTF, UCUM and ISO 4217."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Layer = Literal["entities", "dates", "quantities"]


@dataclass(frozen=True, slots=True)
class Name:
    """What an entity mention names. `ids` holds one (entity_id, canonical name) pair per thing: 中露 has two."""

    label: str
    subtype: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A point, period or recurrence: TIMEX3 `type` and `mod`, EDTF or ISO 8601 duration `value`.

    `earliest`/`latest` are inclusive ISO dates, empty where open or unknown. `relation`
    says what an unresolved expression leans on (`same-year`, `next-year`, `year-of-context` …);
    the resolver empties it. `anchor` is the source offset of the mention that was leaned on.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str = ""
    earliest: str = ""
    latest: str = ""
    relation: str = ""
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `value` is None where digits are unknown (数十人); `value_max` only closes a range."""

    kind: str
    value: float | None
    unit: str
    value_max: float | None = None
    unit_text: str = ""
    mod: str = ""
    per: str = ""
    change: str = ""
    basis: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one layer: `text` is the sentence's characters `start` to `end`, `method` what found it, `score` 0–1."""

    layer: Layer
    start: int
    end: int
    text: str
    value: Name | Date | Quantity
    method: str
    score: float
