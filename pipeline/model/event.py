"""Who did what when, as a sentence tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.mention import Mention

Modality = Literal["asserted", "reported", "possible", "planned", "denied"]


@dataclass(frozen=True, slots=True)
class Event:
    """An action told by the predicate at `start`–`end` of a sentence, `action` its dictionary form.

    `date` and `quantities` are mentions of the same sentence. `actors`, `targets`, `places` and `said_by` are entity ids,
    `objects` words. Whatever the sentence leaves in doubt is empty. docs/events.md tells each field.
    """

    start: int
    end: int
    text: str
    action: str
    action_class: str
    date: Mention | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    quantities: tuple[Mention, ...] = ()
    places: tuple[str, ...] = ()
    negative: bool = False
    modality: Modality = "asserted"
    said_by: tuple[str, ...] = ()
    method: str = ""
    score: float = 0.0
