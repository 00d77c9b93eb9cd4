"""An evaluation → lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.commands.terminal import aligned, visible
from pipeline.evaluate.evaluation import ByDecisions, ByGold, first_of_each
from pipeline.evaluate.figures import Figure
from pipeline.evaluate.gold import Disagreement
from pipeline.evaluate.intervals import Share
from pipeline.evaluate.judged import Judged

_TITLES = {"kind": "by kind", "method": "by method", "document": "by document", "field": "by field of citations"}
_RULES = 20  # the list is for the rules to mend next


def gold_lines(found: ByGold, errors: int) -> Iterator[str]:
    """Figures in tables, then at most `errors` differences of each table."""
    yield f"against {found.paragraphs} paragraphs and {found.notes} notes of gold"
    yield from _figures(found.figures)
    if errors and found.errors:
        yield from _table(
            "differences", ["table", "what", "where", "text", "gold", "got"], map(_difference, first_of_each(found.errors, errors))
        )


def decision_lines(found: ByDecisions, errors: int) -> Iterator[str]:
    """What was decided, figures, population, calibration, rules, agreement, and at most `errors` rows of each table that were not right."""
    told = ", ".join(f"{table} {found.decided.get(table, 0)} of {rows}" for table, rows in found.rows.items() if rows)
    yield f"{len(found.documents)} documents; rows decided: {told}"
    if found.unreadable:
        yield f"{found.unreadable} lines of the decisions cannot be read: they count for nothing"
    yield from _figures(found.figures)
    population = [
        [one.table, one.measure, share(one.share), str(one.rows), _percent(one.covered / one.rows if one.rows else 0)]
        for one in found.population
    ]
    yield from _table(
        "all rows, each method and score weighted by its rows", ["table", "measure", "precision", "rows", "covered"], population
    )
    bands = [
        [one.figure.table, one.figure.name, str(one.figure.predicted), f"{one.mean_score:.2f}", share(one.figure.precision)]
        for one in found.calibration
    ]
    yield from _table("right by score", ["table", "score", "decided", "mean score", "right"], bands)
    rules = [
        [
            rule.table,
            visible(rule.method),
            str(rule.decided),
            str(rule.rejected),
            str(rule.corrected),
            " ".join(f"{n}:{c}" for n, c in rule.fields),
        ]
        for rule in found.rules[:_RULES]
    ]
    yield from _table("rejected or corrected most", ["table", "method", "decided", "rejected", "corrected", "fields"], rules)
    yield from _agreement(found)
    if errors and found.errors:
        head = ["table", "verdict", "text", "method", "said", "machine", "reviewer"]
        yield from _table("not right", head, map(_error, first_of_each(found.errors, errors)))


def share(found: Share | None) -> str:
    """95.0 % (91.2–97.3)"""
    return f"{_percent(found.value)} ({found.low * 100:.1f}–{found.high * 100:.1f})" if found else ""


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %"


def _figures(figures: Sequence[Figure]) -> Iterator[str]:
    """All measures of each table with their counts; then each grouping with a line for each group."""
    head = ["table", "measure", "right", "of", "wanted", "precision", "recall", "F1"]
    yield from _table("by table", head, (_in_full(one) for one in figures if one.by == "table"))
    for by, title in _TITLES.items():
        groups: dict[tuple[str, str], list[Figure]] = {}
        for one in figures:
            if one.by == by:
                groups.setdefault((one.table, one.name), []).append(one)
        measures = list(dict.fromkeys(one.measure for of in groups.values() for one in of))
        head = [
            "table",
            "",
            "of",
            "wanted",
            *measures[:-1],
            *(f"{name} (95 %)" for name in measures[-1:]),
            f"recall ({''.join(measures[:1])})",
        ]
        yield from _table(title, head, (_in_short(of, measures) for of in groups.values()))


def _in_full(one: Figure) -> list[str]:
    counts = [_count(one.right), _count(one.predicted), _count(one.wanted)]
    return [one.table, one.measure, *counts, share(one.precision), share(one.recall), "" if one.f1 is None else f"{one.f1:.4f}"]


def _in_short(group: Sequence[Figure], measures: Sequence[str]) -> list[str]:
    first, by_name = group[0], {one.measure: one.precision for one in group}
    shares = [_percent(found.value) if (found := by_name.get(name)) else "" for name in measures[:-1]]
    recall = _percent(first.recall.value) if first.recall else ""
    return [
        first.table,
        visible(first.name),
        _count(first.predicted),
        _count(first.wanted),
        *shares,
        share(by_name.get(measures[-1])),
        recall,
    ]


def _count(value: int | None) -> str:
    return "" if value is None else str(value)


def _agreement(found: ByDecisions) -> Iterator[str]:
    rows = [
        [
            one.table,
            visible(" / ".join(one.reviewers)),
            str(one.rows),
            share(one.share),
            "" if one.kappa is None else f"{one.kappa:.3f}",
            str(one.same_values),
        ]
        for one in found.agreement
    ]
    yield from _table("reviewers who decided the same rows", ["table", "reviewers", "rows", "same verdict", "kappa", "same values"], rows)
    differing = [
        [
            one.place[1],
            one.place[2],
            one.first.anchor.quote,
            *(f"{by.reviewer}: {by.verdict} {_values(by.values)}" for by in (one.first, one.second)),
        ]
        for one in found.differing
    ]
    yield from _table("they differ on", ["table", "row", "text", "", ""], ([visible(cell) for cell in row] for row in differing))


def _values(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items())


def _difference(one: Disagreement) -> list[str]:
    return [visible(cell) for cell in (one.table, one.what, one.where, one.text, one.wanted, one.got)]


def _error(one: Judged) -> list[str]:
    row = one.row or {}
    machine = {name: row.get(name, "") for name in one.wrong}
    text = row.get("text") or row.get("raw") or row.get("message") or one.decision.anchor.quote
    cells = (
        one.table,
        one.decision.verdict,
        text,
        row.get("method", ""),
        _values(one.decision.values),
        _values(machine),
        one.decision.reviewer,
    )
    return [visible(cell) for cell in cells]


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A titled table; nothing where it has no rows."""
    if body := list(rows):
        yield ""
        yield title
        yield from aligned([list(head), *map(list, body)])
