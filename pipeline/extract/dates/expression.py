"""A date as a sentence has it: what the composer builds from one or more readings."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.dates.values import Kind


@dataclass(frozen=True, slots=True)
class Expression:
    """A date as the sentence has it: span, type, value, what it leans on, modifier, and the rule that read it.

    `half` is the word for a part of the day that a time was told with (午前, 夜), or "".
    """

    start: int
    end: int
    type: Kind
    value: str
    relation: str
    mod: str
    method: str
    half: str = ""
