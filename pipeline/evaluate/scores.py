"""What was decided → the figures of an evaluation: by table, kind, method, document and score, and for all rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.collected import Collected, Sort, sort_of
from pipeline.evaluate.figures import Figure
from pipeline.evaluate.intervals import Share, Stratum, stratified
from pipeline.evaluate.judged import Judged
from pipeline.review.kinds import KINDS
from pipeline.review.rows import REVIEWED

MEASURES: Mapping[str, Callable[[Judged], bool]] = {
    "found": lambda one: one.found,
    "typed": lambda one: one.typed,
    "right": lambda one: one.right,
}
_ENOUGH = 5  # decisions without which a stratum says nothing by itself


@dataclass(frozen=True, slots=True)
class RuleErrors:
    """How often what a rule found was rejected or corrected; `fields` are the fields corrected most, with their counts."""

    table: str
    method: str
    decided: int
    rejected: int
    corrected: int
    fields: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How often rows of a score band were right, beside the mean of their scores."""

    figure: Figure
    mean_score: float


@dataclass(frozen=True, slots=True)
class Population:
    """The precision to be expected of all rows of a table, and what part of them the decisions can speak for."""

    table: str
    measure: str
    rows: int
    covered: int
    decided: int
    share: Share | None


def figures(collected: Collected) -> list[Figure]:
    """Every table, kind, method and document that has decisions, with each measure that it can have."""
    made: list[Figure] = []
    for table in REVIEWED:
        rows = [one for one in collected.judged if one.table == table]
        if not rows:
            continue
        made += _counted("table", table, "", rows)
        made += _by_kind(table, rows) if table in KINDS else []
        for method in sorted({one.row["method"] for one in rows if one.row and one.row.get("method")}):
            of = [one for one in rows if one.row and one.row["method"] == method]
            made += _counted("method", table, method, of)
        for document in sorted({one.doc_id for one in rows}):
            of = [one for one in rows if one.doc_id == document]
            made += _counted("document", table, document, of)
    return made


def _counted(by: str, table: str, name: str, rows: Sequence[Judged]) -> list[Figure]:
    predicted = [one for one in rows if one.row is not None]
    due = sum(one.wanted for one in rows) if _missed(rows) else None
    return [
        Figure(by, table, name, measure, sum(map(holds, predicted)), len(predicted), due)
        for measure, holds in MEASURES.items()
        if measure != "typed" or table in KINDS
    ]


def _missed(rows: Iterable[Judged]) -> bool:
    """Whether reviewers added what the machine has not found: only then is it known what there should be."""
    return any(one.row is None for one in rows)


def _by_kind(table: str, rows: list[Judged]) -> list[Figure]:
    """A row counts as predicted for the kind it has, as wanted for the kind it should have, and as right where these are one."""
    column = KINDS[table]
    kinds = {one.row[column] for one in rows if one.row} | {one.kind for one in rows if one.kind}
    made, complete = [], _missed(rows)
    for kind in sorted(kinds):
        predicted = [one for one in rows if one.row and one.row[column] == kind]
        due = sum(one.kind == kind for one in rows) if complete else None
        for measure in ("typed", "right"):
            made.append(Figure("kind", table, kind, measure, sum(map(MEASURES[measure], predicted)), len(predicted), due))
    return made


def rules(collected: Collected) -> list[RuleErrors]:
    """The methods of which anything was rejected or corrected, those with most of it first."""
    by_method: dict[tuple[str, str], list[Judged]] = {}
    for one in collected.judged:
        if one.row and one.row.get("method"):
            by_method.setdefault((one.table, one.row["method"]), []).append(one)
    made = []
    for (table, method), rows in by_method.items():
        rejected = sum(not one.wanted for one in rows)
        corrected = sum(bool(one.wrong) for one in rows)
        fields: dict[str, int] = {}
        for name in (name for one in rows for name in one.wrong):
            fields[name] = fields.get(name, 0) + 1
        if rejected or corrected:
            most = tuple(sorted(fields.items(), key=lambda field: (-field[1], field[0])))
            made.append(RuleErrors(table, method, len(rows), rejected, corrected, most))
    return sorted(made, key=lambda rule: (-rule.rejected - rule.corrected, rule.decided, rule.table, rule.method))


def calibration(collected: Collected) -> list[Calibration]:
    """Each score band of each table, the highest first."""
    by_band: dict[tuple[str, str], list[Judged]] = {}
    for one in collected.judged:
        if one.row and one.row.get("score"):
            by_band.setdefault((one.table, sort_of(one.table, one.row).band), []).append(one)
    made = []
    for (table, band), rows in sorted(by_band.items(), key=lambda item: (REVIEWED.index(item[0][0]), -float(item[0][1].split("-")[1]))):
        mean = sum(float(one.row["score"]) for one in rows if one.row) / len(rows)
        made.append(Calibration(Figure("score", table, band, "right", sum(one.right for one in rows), len(rows)), mean))
    return made


def population(collected: Collected) -> list[Population]:
    """For each table and measure, the precision of all its rows: strata of the same method and score, each weighted by its rows.

    A stratum with fewer than five decisions joins the others of its method that are too small, these join the rest of their
    table; what is left with fewer than five is not covered.
    """
    made = []
    for table in REVIEWED:
        rows = [one for one in collected.judged if one.table == table and one.row is not None]
        sizes = {sort: count for sort, count in collected.rows.items() if sort.table == table}
        if not rows:
            continue
        for measure, holds in MEASURES.items():
            if measure != "typed" or table in KINDS:
                strata = _strata(sizes, rows, holds)
                covered = sum(stratum.size for stratum in strata)
                made.append(Population(table, measure, sum(sizes.values()), covered, len(rows), stratified(strata)))
    return made


def _strata(sizes: Mapping[Sort, int], rows: Iterable[Judged], holds: Callable[[Judged], bool]) -> list[Stratum]:
    strata = {sort: Stratum(size, 0, 0) for sort, size in sizes.items()}
    for one in rows:
        if one.row is not None:
            sort = sort_of(one.table, one.row)
            before = strata[sort]
            strata[sort] = Stratum(before.size, before.sampled + 1, before.right + holds(one))
    kept: list[Stratum] = []
    for level in (lambda sort: sort, lambda sort: Sort(sort.table, sort.method, ""), lambda sort: Sort(sort.table, "", "")):
        joined: dict[Sort, Stratum] = {}
        for sort, stratum in sorted(strata.items()):
            before = joined.get(level(sort), Stratum(0, 0, 0))
            joined[level(sort)] = Stratum(before.size + stratum.size, before.sampled + stratum.sampled, before.right + stratum.right)
        kept += [stratum for stratum in joined.values() if stratum.sampled >= min(_ENOUGH, stratum.size)]
        strata = {sort: stratum for sort, stratum in joined.items() if stratum.sampled < min(_ENOUGH, stratum.size)}
    return kept
