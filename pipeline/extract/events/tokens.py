"""What the events need of a parsed word."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Token:
    """A word: offsets into the sentence, as written and in its dictionary form, Sudachi's tag, GiNZA's label and its head's index."""

    start: int
    end: int
    text: str
    lemma: str
    tag: str
    label: str
    head: int
