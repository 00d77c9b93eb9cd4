"""An output folder and its decisions → every row that was decided, and how many rows there are of each sort."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.agreement import Agreement, Disagreement, agreement
from pipeline.evaluate.judged import Judged, judged
from pipeline.model import PipelineError
from pipeline.review import decisions as decisions_file
from pipeline.review import outputs, rows
from pipeline.review.apply import apply
from pipeline.review.apply.derived import LEANT
from pipeline.review.model import Row
from pipeline.storage import Place
from pipeline.write.part_files import read_part

_FLOOR, _STEPS = 0.5, 10  # bands of a tenth; what is below the floor is one band: it is rare


@dataclass(frozen=True, slots=True, order=True)
class Sort:
    """Rows that the program made in the same way and is as sure of."""

    table: str
    method: str
    band: str


@dataclass(frozen=True, slots=True)
class Collected:
    """What there is to measure. `rows` counts all of the machine's rows, decided or not; `documents` names every document."""

    documents: Sequence[str]
    judged: Sequence[Judged]
    rows: Mapping[Sort, int]
    agreement: Sequence[Agreement]
    differing: Sequence[Disagreement]
    unreadable: int


def collected(output: Place, reviews: Place) -> Collected:
    """Reads all documents, one after the other. Raises `PipelineError` where there are no outputs or no decisions."""
    parts = outputs.parts(output)
    decided = decisions_file.read(reviews)
    if not decided.decisions:
        raise PipelineError(
            f"{reviews / decisions_file.FILE}: no decisions are there; `nids-pipeline review` makes them, `--gold` needs none"
        )
    found: list[Judged] = []
    counts: Counter[Sort] = Counter()
    places: dict[str, str] = {}
    for doc_id, folder in parts.items():
        applied = apply(rows.read(read_part(folder)), decided)
        for row in (row for table in applied.reviewed.values() for row in table):
            if row.machine is not None and row.machine.get("code") == LEANT:
                continue  # a problem that comes of the decisions
            if row.machine is not None:
                counts[sort_of(row.table, row.machine)] += 1
            if one := judged(doc_id, row):
                found.append(one)
        places |= {line["decision_id"]: line["row_id"] for line in applied.log}
    return Collected(list(parts), found, counts, *agreement(decided.decisions, decided.undone(), places), len(decided.unreadable))


def sort_of(table: str, row: Row) -> Sort:
    """The sort of a row of a table."""
    return Sort(table, row.get("method", ""), band(row.get("score", "")))


def band(score: str) -> str:
    """The band of a score as printed: 0.9-1, 0.8-0.9 …, 0-0.5; "" where the table has no score."""
    if not score:
        return ""
    value = float(score)
    if value < _FLOOR:
        return f"0-{_FLOOR}"
    low = min(int(round(value * 1000) // (1000 // _STEPS)), _STEPS - 1)
    return f"{low / _STEPS:g}-{(low + 1) / _STEPS:g}"
