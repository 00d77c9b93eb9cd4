"""A document's sentences (or notes) → one text, in which places are quoted and found again."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from pipeline.review.folding import Folded, fold, folded
from pipeline.review.model import Anchor, Row

if TYPE_CHECKING:
    from pipeline.review.rows import DocumentRows

CONTEXT = 40
GRAM = 7  # characters of a piece by which surroundings are looked up
_OFTEN = 500  # words that stand so often in one unit are not counted any more
_BETWEEN = " "  # comparison drops it; in a quotation it keeps words of two sentences apart


@dataclass(frozen=True)
class Unit:
    """A sentence or a note: its text as printed, where that begins in the stream, and its place in the source."""

    id: str
    text: str
    at: int
    raw_start: int
    raw_end: int


class Stream:
    """The sentences (or notes) of a document, one after the other; offsets count code points of their texts put together."""

    def __init__(self, units: Iterable[tuple[str, Row]], source: str) -> None:
        rows = list(units)
        starts = accumulate((len(row["text"]) + len(_BETWEEN) for _, row in rows), initial=0)
        self.units = [
            Unit(id_, row["text"], at, int(row["raw_start"]), int(row["raw_end"])) for (id_, row), at in zip(rows, starts, strict=False)
        ]
        self.text = _BETWEEN.join(unit.text for unit in self.units)
        self.source = source
        self._pairs: dict[str, tuple[Folded, Folded]] = {}
        self._starts = [unit.at for unit in self.units]

    @classmethod
    def of_sentences(cls, rows: DocumentRows) -> Stream:
        """The stream that mentions and problems stand in."""
        return cls(rows.sentences.items(), rows.text)

    @classmethod
    def of_notes(cls, rows: DocumentRows) -> Stream:
        """The stream that citations stand in; the `sentence_id` of its anchors and places is the note's id."""
        return cls(rows.notes.items(), rows.text)

    @cached_property
    def by_id(self) -> dict[str, Unit]:
        """Its units by id."""
        return {unit.id: unit for unit in self.units}

    @cached_property
    def folded(self) -> Folded:
        """The whole text as it is compared."""
        return folded(self.text)

    @cached_property
    def borders(self) -> list[int]:
        """Where its units begin in the folded text, and its end, in order."""
        origin = self.folded.origin
        return [*(bisect_left(origin, at) for at in self._starts), len(origin)]

    @cached_property
    def grams(self) -> Mapping[str, list[int]]:
        """Where each piece of `GRAM` characters stands in the folded text."""
        found: dict[str, list[int]] = defaultdict(list)
        text = self.folded.text
        for at in range(len(text) - GRAM + 1):
            found[text[at : at + GRAM]].append(at)
        return dict(found)

    def unit_at(self, offset: int) -> Unit:
        """The unit that holds the character at an offset of the stream."""
        return self.units[bisect_right(self._starts, offset) - 1]

    def of_source(self, raw_start: int, raw_end: int) -> tuple[Unit, int, int] | None:
        """The unit and the span of its text that a place in the source became; None where that cannot be told.

        Where the words stand several times in the unit, the place is told by how often they stand before it.
        """
        words = fold(self.source[raw_start:raw_end])
        units, furthest = self._by_source
        found = []
        at = bisect_right(units, raw_start, key=lambda unit: unit.raw_start)
        while at and furthest[at - 1] >= raw_end:
            at -= 1
            span = self._span(units[at], raw_start, words) if raw_end <= units[at].raw_end else None
            if span is not None:
                found.append((units[at], *span))
        return found[0] if len(found) == 1 else None

    def _span(self, unit: Unit, raw_start: int, words: str) -> tuple[int, int] | None:
        here, source = self._both(unit)
        times = source.text.count(words, 0, bisect_left(source.origin, raw_start - unit.raw_start))
        if not words or times > _OFTEN or here.text.count(words) != source.text.count(words):
            return None
        at = -len(words)
        for _ in range(times + 1):
            at = here.text.find(words, at + len(words))
        return here.span(at, at + len(words)) if at >= 0 else None

    def _both(self, unit: Unit) -> tuple[Folded, Folded]:
        """A unit's text and what of the source it stands for, as they are compared."""
        if unit.id not in self._pairs:
            self._pairs[unit.id] = folded(unit.text), folded(self.source[unit.raw_start : unit.raw_end])
        return self._pairs[unit.id]

    @cached_property
    def _by_source(self) -> tuple[list[Unit], list[int]]:
        """The units in order of the source, and how far in it the units up to each reach."""
        units = sorted(self.units, key=lambda unit: unit.raw_start)
        return units, list(accumulate((unit.raw_end for unit in units), max))

    def anchor(self, sentence_id: str, start: int, end: int, row: Row | None = None) -> Anchor:
        """The anchor of a span of a sentence (or note), offsets as in its text; `row` gives the place in the source.

        Raises `KeyError` where the stream has no such sentence.
        """
        unit = self.by_id[sentence_id]
        first, last = unit.at + start, unit.at + end
        return Anchor(
            quote=unit.text[start:end],
            prefix=self.text[max(0, first - CONTEXT) : first],
            suffix=self.text[last : last + CONTEXT],
            sentence_id=sentence_id,
            start=start,
            end=end,
            raw_start=_number(row, "raw_start"),
            raw_end=_number(row, "raw_end"),
        )


def _number(row: Row | None, column: str) -> int | None:
    return int(row[column]) if row is not None and row.get(column) else None
