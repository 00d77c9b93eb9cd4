"""An output folder and decisions, or gold files → an evaluation, and that as JSON and CSV."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from io import StringIO
from typing import Any

from pipeline.evaluate import scores
from pipeline.evaluate.agreement import Agreement
from pipeline.evaluate.agreement import Disagreement as Differing
from pipeline.evaluate.collected import Collected, collected
from pipeline.evaluate.figures import COLUMNS, Figure
from pipeline.evaluate.gold import Disagreement, read_gold, read_tables
from pipeline.evaluate.gold_citations import citation_figures
from pipeline.evaluate.gold_spans import span_figures
from pipeline.evaluate.intervals import Share
from pipeline.evaluate.judged import Judged
from pipeline.storage import Place
from pipeline.tables.cells import guarded

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ByGold:
    """What gold files say of the tables: the figures, and each thing that differs."""

    paragraphs: int
    notes: int
    figures: Sequence[Figure]
    errors: Sequence[Disagreement]

    def as_json(self, errors: int) -> str:
        """One object; at most `errors` differences of each table."""
        listed = [asdict(one) for one in first_of_each(self.errors, errors)]
        found = {"against": "gold", "paragraphs": self.paragraphs, "notes": self.notes}
        return _json(found | {"figures": [figure.record() for figure in self.figures], "errors": listed})

    def records(self) -> list[Record]:
        """The lines of the CSV."""
        return [figure.record() for figure in self.figures]


@dataclass(frozen=True, slots=True)
class ByDecisions:
    """What the reviewers' decisions say of the machine's rows. `rows` and `decided` count these by table."""

    documents: Sequence[str]
    rows: Mapping[str, int]
    decided: Mapping[str, int]
    unreadable: int
    figures: Sequence[Figure]
    population: Sequence[scores.Population]
    calibration: Sequence[scores.Calibration]
    rules: Sequence[scores.RuleErrors]
    agreement: Sequence[Agreement]
    differing: Sequence[Differing]
    errors: Sequence[Judged]

    def as_json(self, errors: int) -> str:
        """One object; at most `errors` rows that were not right of each table."""
        found: Record = {"against": "decisions", "documents": len(self.documents), "unreadable": self.unreadable}
        found["rows"] = {table: {"rows": self.rows[table], "decided": self.decided.get(table, 0)} for table in self.rows}
        found["figures"] = [figure.record() for figure in self.figures]
        found["population"] = [_population(one) | {"covered": one.covered, "decided": one.decided} for one in self.population]
        found["calibration"] = [one.figure.record() | {"mean_score": round(one.mean_score, 4)} for one in self.calibration]
        found["rules"] = [asdict(rule) | {"fields": dict(rule.fields)} for rule in self.rules]
        found["agreement"] = [asdict(one) | _shares("share", one.share) for one in self.agreement]
        found["disagreements"] = [_differing(one) for one in self.differing]
        found["errors"] = [_error(one) for one in first_of_each(self.errors, errors)]
        return _json(found)

    def records(self) -> list[Record]:
        """The lines of the CSV."""
        bands = [one.figure.record() for one in self.calibration]
        return [*(figure.record() for figure in self.figures), *map(_population, self.population), *bands]


def by_gold(output: Place, files: Iterable[Place]) -> ByGold:
    """Scores the tables as they stand. Raises `PipelineError` where gold or tables cannot be read."""
    gold, tables = read_gold(files), read_tables(output)
    figures, errors = span_figures(tables, gold.paragraphs) if gold.paragraphs else ([], [])
    cited, wrong = citation_figures(tables, gold.notes) if gold.notes else ([], [])
    return ByGold(len(gold.paragraphs), len(gold.notes), [*figures, *cited], [*errors, *wrong])


def by_decisions(output: Place, reviews: Place) -> ByDecisions:
    """Scores the machine's rows. Raises `PipelineError` where there are no outputs or no decisions."""
    found = collected(output, reviews)
    return ByDecisions(
        found.documents,
        *_counts(found),
        found.unreadable,
        scores.figures(found),
        scores.population(found),
        scores.calibration(found),
        scores.rules(found),
        found.agreement,
        found.differing,
        [one for one in found.judged if not one.right],
    )


def csv_of(records: Iterable[Record]) -> bytes:
    """The records as CSV (UTF-8 with a byte-order mark, as the tables): a line each, the columns of `figures.COLUMNS`."""
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for record in records:
        writer.writerow({name: guarded(cell) if isinstance(cell, str) else cell for name, cell in record.items()})
    return out.getvalue().encode("utf-8-sig")


def first_of_each(found: Sequence[Any], most: int) -> list[Any]:
    """At most so many of each table, in order."""
    counts: Counter[str] = Counter()
    kept = []
    for one in found:
        counts[one.table] += 1
        if counts[one.table] <= most:
            kept.append(one)
    return kept


def _counts(found: Collected) -> tuple[dict[str, int], dict[str, int]]:
    rows: Counter[str] = Counter()
    for sort, count in found.rows.items():
        rows[sort.table] += count
    return dict(rows), dict(Counter(one.table for one in found.judged if one.row is not None))


def _population(one: scores.Population) -> Record:
    cells: Record = dict.fromkeys(COLUMNS)
    return (
        cells
        | {"by": "population", "table": one.table, "name": "", "measure": one.measure, "predicted": one.rows}
        | _shares("precision", one.share)
    )


def _shares(name: str, share: Share | None) -> Record:
    values = (None, None, None) if share is None else (share.value, share.low, share.high)
    return {
        column: None if value is None else round(value, 4)
        for column, value in zip((name, f"{name}_low", f"{name}_high"), values, strict=True)
    }


def _differing(one: Differing) -> Record:
    doc_id, table, row_id = one.place
    decisions = [{"reviewer": by.reviewer, "verdict": by.verdict, "values": dict(by.values)} for by in (one.first, one.second)]
    return {"doc_id": doc_id, "table": table, "row_id": row_id, "text": one.first.anchor.quote, "decisions": decisions}


def _error(one: Judged) -> Record:
    said = one.decision
    row = {name: cell for name, cell in one.row.items() if cell} if one.row else {}
    return {
        "doc_id": one.doc_id,
        "table": one.table,
        "row_id": said.row_id,
        "verdict": said.verdict,
        "text": row.get("text") or said.anchor.quote,
        "wrong": list(one.wrong),
        "machine": {name: row.get(name, "") for name in one.wrong},
        "values": dict(said.values),
        "reviewer": said.reviewer,
    }


def _json(found: Record) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)
