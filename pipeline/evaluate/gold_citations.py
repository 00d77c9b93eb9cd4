"""Gold notes and the tables of notes and citations → figures.

A note is looked for by its number and its text; its citations are matched to the rows of the note, those first that share
their words, then those that agree in most fields. Fields are compared without brackets, marks and case.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.evaluate.figures import Figure
from pipeline.evaluate.gold import Disagreement, squashed
from pipeline.review.model import Row

FIELDS = (
    "form", "type", "authors", "editors", "translators", "title", "container", "publisher", "place", "issued", "volume", "issue",
    "pages", "url",
)  # fmt: skip
_MARKS = re.compile('[「」『』“”"«».,、。]')
_HEAD, _MENDED = 30, 12  # a note is the same whose first characters are, and whose length is nearly
_SAME_WORDS = 20  # counts more than all fields together


@dataclass(frozen=True, slots=True)
class _Notes:
    """The notes by number, those taken left out; the citations of each note in order; the place of each citation by its id."""

    by_number: Mapping[int, list[tuple[str, str]]]
    citations: Mapping[str, Sequence[Row]]
    places: Mapping[str, str]

    def take(self, number: int, text: str) -> str | None:
        """The id of the note of this number with this text, or nearly; it is not given again."""
        waiting = self.by_number.get(number, [])
        same = next((note for note in waiting if note[0] == text), None)
        near = next((note for note in waiting if note[0][:_HEAD] == text[:_HEAD] and abs(len(note[0]) - len(text)) < _MENDED), None)
        if taken := same or near:
            waiting.remove(taken)
        return taken[1] if taken else None


def citation_figures(tables: Mapping[str, Sequence[Row]], golds: Sequence[Mapping[str, Any]]) -> tuple[list[Figure], list[Disagreement]]:
    """Whole citations, fields, notes cut into citations and back-references, and what differs."""
    notes, counts, differing = _notes(tables), Counter[tuple[str, str]](), []
    for gold in golds:
        where = f"{gold.get('scope') or ''}:{gold['number']}"
        note_id = notes.take(gold["number"], squashed(gold["text"])[0])
        rows = notes.citations.get(note_id or "", ())
        if note_id is None:
            differing.append(Disagreement("notes", "note", where, gold["text"][:40]))
        counts["notes", "right"] += note_id is not None
        counts["citations", "wanted"] += len(gold["citations"])
        counts["citations", "predicted"] += len(rows)
        counts["segments", "right"] += len(rows) == len(gold["citations"])
        if len(rows) != len(gold["citations"]):
            differing.append(Disagreement("citations", "segments", where, gold["text"][:60], str(len(gold["citations"])), str(len(rows))))
        for one, row in _matched(gold["citations"], rows):
            differing += _compared(one, row, where, notes.places, counts)
    return _figures(counts, len(golds)), differing


def _figures(counts: Counter[tuple[str, str]], notes: int) -> list[Figure]:
    def figure(by: str, table: str, name: str, measure: str, key: str) -> Figure:
        return Figure(by, table, name, measure, counts[key, "right"], counts[key, "predicted"], counts[key, "wanted"])

    for name, what in ((name, what) for name in FIELDS for what in ("right", "predicted", "wanted")):
        counts["fields", what] += counts[name, what]
    return [
        Figure("table", "notes", "", "found", counts["notes", "right"], None, notes),
        Figure("table", "notes", "", "cut into citations", counts["segments", "right"], None, notes),
        figure("table", "citations", "", "right", "citations"),
        figure("table", "citations", "", "fields", "fields"),
        Figure("table", "citations", "", "references", counts["references", "right"], None, counts["references", "wanted"]),
        *(figure("field", "citations", name, "right", name) for name in FIELDS),
    ]


def _compared(
    gold: Mapping[str, Any], row: Row | None, where: str, places: Mapping[str, str], counts: Counter[tuple[str, str]]
) -> Iterable[Disagreement]:
    same = row is not None
    for name in FIELDS:
        wanted, got = _flat(gold.get(name)), _flat(row[name] if row else "")
        counts[name, "wanted"] += bool(wanted)
        counts[name, "predicted"] += bool(got)
        counts[name, "right"] += bool(wanted) and wanted == got
        same = same and wanted == got
        if row is not None and wanted != got:
            yield Disagreement("citations", "field", where, name, _listed(gold.get(name)), row[name])
    counts["citations", "right"] += same
    if gold.get("refers_to"):
        linked = places.get(row["refers_to"], "") if row else ""
        counts["references", "wanted"] += 1
        counts["references", "right"] += linked == gold["refers_to"]
        if linked != gold["refers_to"]:
            yield Disagreement("citations", "reference", where, str(gold.get("raw", ""))[:60], str(gold["refers_to"]), linked)


def _matched(golds: Sequence[Mapping[str, Any]], rows: Sequence[Row]) -> Iterable[tuple[Mapping[str, Any], Row | None]]:
    """Each citation of the gold with the row that it agrees with most, each row once."""
    waiting = list(rows)
    for gold in golds:
        scored = [(_agreeing(gold, row), -at) for at, row in enumerate(waiting)]
        agreeing, at = max(scored, default=(0, 0))
        yield gold, waiting.pop(-at) if agreeing else None


def _agreeing(gold: Mapping[str, Any], row: Row) -> int:
    wanted, got = _flat(gold.get("raw")), _flat(row["raw"])
    shared = bool(wanted and wanted in got) or bool(got and got in wanted)
    return sum(_flat(gold.get(name)) == _flat(row[name]) for name in FIELDS) + _SAME_WORDS * shared


def _notes(tables: Mapping[str, Sequence[Row]]) -> _Notes:
    numbers = {row["note_id"]: int(row["number"] or 0) for row in tables["notes"]}
    by_number: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for row in tables["notes"]:
        by_number[numbers[row["note_id"]]].append((squashed(row["text"])[0], row["note_id"]))
    citations: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(tables["citations"], key=lambda row: int(row["sequence"] or 0)):
        if row["note_id"] in numbers:
            citations[row["note_id"]].append(row)
    places = {row["citation_id"]: f"{numbers[note_id]}.{int(row['sequence'] or 0)}" for note_id, rows in citations.items() for row in rows}
    return _Notes(by_number, citations, places)


def _listed(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _flat(value: object) -> str:
    return _MARKS.sub("", squashed(_listed(value))[0]).casefold()
