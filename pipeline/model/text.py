"""Text with, for each character, its place in the source."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text with, for each character, the source range it came from.

    `starts[i]`/`ends[i]` bound the source characters behind `text[i]`. Ranges never
    decrease; they may leave gaps (what the cleaner took out) and may repeat (one
    source character that became several, such as ㎞ → km).
    """

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Text:
        """Text that is its own source, beginning at source offset `start`."""
        return cls(text, array("q", range(start, start + len(text))), array("q", range(start + 1, start + len(text) + 1)))

    @classmethod
    def join(cls, parts: Iterable[Text]) -> Text:
        """The parts one after the other, each keeping its own way back."""
        kept = list(parts)
        starts, ends = array("q"), array("q")
        for part in kept:
            starts.extend(part.starts)
            ends.extend(part.ends)
        return cls("".join(part.text for part in kept), starts, ends)

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> Text:
        """Characters `start` to `end` (both within the text)."""
        return Text(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def strip(self, chars: str | None = None) -> Text:
        """Without white space (or the characters given) at either end."""
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self.slice(min(left, right), right)

    def without(self, spans: Iterable[tuple[int, int]]) -> Text:
        """The text with the given sorted, disjoint spans taken out."""
        parts, at = [], 0
        for start, end in spans:
            parts.append(self.slice(at, start))
            at = end
        parts.append(self.slice(at, len(self.text)))
        return Text.join(parts)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The source range behind characters `start` to `end`; empty spans have none."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no source range for [{start}, {end}) in a text of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]
