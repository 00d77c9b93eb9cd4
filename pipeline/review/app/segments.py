"""A sentence's text, the mentions in it and its note markers → runs of text that share the same mentions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.review.model import Row


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention as it is coloured: its row, its place in the sentence's text (code points), how a review has left it.

    `state` is `undecided`, `accepted`, `corrected`, `rejected`, `added` or `reopened`.
    """

    table: str
    row_id: str
    sentence_id: str
    start: int
    end: int
    state: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Text with the marks that cover it, the shortest first, and the notes whose markers stand at its end."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: bool = False
    notes: tuple[Row, ...] = ()

    @property
    def classes(self) -> str:
        """How it is coloured: each layer with the state of its shortest mark there that stands, `gone` where all are rejected."""
        layers: dict[str, str] = {}
        for mark in sorted(self.marks, key=lambda mark: mark.state == "rejected"):
            layers.setdefault(mark.table, mark.state)
        gone = ["gone"] if set(layers.values()) == {"rejected"} else []
        return " ".join([f"{layer}-{state}" for layer, state in layers.items()] + gone)


def segments(text: str, marks: Iterable[Mark], notes: Sequence[Row] = (), cuts: Iterable[int] = ()) -> list[Segment]:
    """The text in pieces that join to it exactly, cut where a mark begins or ends, where a note's marker stands, and at `cuts`.

    A mark that does not lie in the text colours what of it does. A segment `opens` where a mark begins.
    """
    size = len(text)
    within = [mark for mark in marks if mark.start < min(mark.end, size)]
    places: dict[int, list[Row]] = {}
    for note in notes:
        places.setdefault(min(int(note["marker_start"] or size), size), []).append(note)
    bounds = {0, size, *places, *(min(mark.end, size) for mark in within), *(mark.start for mark in within)}
    ordered = sorted(bounds | {cut for cut in cuts if cut < size})
    starts = {mark.start for mark in within}
    covering = _covering(within, ordered)
    made = [Segment(0, "", notes=tuple(places[0]))] if 0 in places else []
    for start, end in pairwise(ordered):
        made.append(Segment(start, text[start:end], covering[start], start in starts, tuple(places.get(end, ()))))
    return made


def _covering(marks: Sequence[Mark], bounds: Sequence[int]) -> dict[int, tuple[Mark, ...]]:
    """The marks over the text behind each bound, the shortest first."""
    found: dict[int, list[Mark]] = {bound: [] for bound in bounds}
    for mark in sorted(marks, key=lambda mark: (mark.end - mark.start, mark.start)):
        for bound in bounds:
            if mark.start <= bound < mark.end:
                found[bound].append(mark)
    return {bound: tuple(marks) for bound, marks in found.items()}


def cells(row: Iterable[Segment]) -> list[list[Segment]]:
    """The segments of a table's row by cell; the tab that ends a cell stays with it, so that they still join to the text."""
    made: list[list[Segment]] = [[]]
    for segment in row:
        made[-1].append(segment)
        if segment.text.endswith("\t"):
            made.append([])
    return made


def tabs(text: str) -> list[int]:
    """Where a table's row is cut into cells."""
    return [at + 1 for at, char in enumerate(text) if char == "\t"]
