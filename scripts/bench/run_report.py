"""Rows of whole runs → JSON for programs, Markdown tables for people, and how time and memory grow with the text."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from scripts.bench import runs
from scripts.bench.processes import Spent
from scripts.bench.runs import Row

_LEAST = 0.01  # seconds: what a text too short to be told from the start-up is taken to cost
_LINEAR = (0.9, 1.1)  # exponents called linear; memory that grows by no more than the second is called constant
_OURS = (runs.COLD, runs.WARM, runs.NOTHING)

_TIME = "seconds: fastest | median | slowest"


def as_json(rows: Sequence[Row]) -> dict[str, Any]:
    """Every round of every row, and the figures made from them; null for what was not measured."""
    return {
        "rows": [
            {
                "part": row.part,
                "work": row.work,
                "documents": row.documents,
                "chars": row.chars,
                "missing": row.missing,
                "seconds": [round(spent.wall, 3) for spent in row.spent],
                "processor_seconds": [round(spent.processor, 3) for spent in row.spent],
                "whole_bytes": [spent.whole for spent in row.spent],
                "largest_process_bytes": [spent.largest for spent in row.spent],
            }
            for row in rows
        ],
        "of_bare": {work: _rounded(_ratio(rows, work, runs.BARE)) for work in _OURS},
        "of_bare_one_thread": {work: _rounded(_ratio(rows, work, runs.BARE_ONE)) for work in _OURS},
        "of_bare_one_thread_in_processor_time": {
            work: _rounded(_ratio(rows, work, runs.BARE_ONE, attrgetter("processor"))) for work in _OURS
        },
        "speed_up": {work: _rounded(_ratio(rows, runs.ONE, work)) for work in (runs.TWO, runs.SIDE, runs.DASK)},
        "exponent": {"documents": _rounded(_documents_exponent(rows)), "length": _rounded(_length_exponent(rows))},
        "memory_growth": _rounded(_memory_growth(rows)),
    }


def tables(rows: Sequence[Row]) -> list[str]:
    """A table a part, each with what its figures say."""
    lines: list[str] = []
    for part, heads, cells, words in (
        ("one report", ["of bare GiNZA", "of that with one thread"], _beside_bare, lambda _: []),
        ("workers", ["× as fast as 1 worker", "the same without start-up"], _beside_one, lambda _: []),
        ("growth", ["characters/s", "the same without start-up"], _speeds, statements),
    ):
        listed = [row for row in rows if row.part == part]
        if listed:
            lines += ["", *_table(listed, heads, lambda row, cells=cells: cells(rows, row)), *words(rows)]  # type: ignore[misc]
    return lines


def statements(rows: Sequence[Row]) -> list[str]:
    """What the growth comes to, in words; nothing for what was not measured."""
    said = []
    for what, found in (("the number of documents", _documents_exponent(rows)), ("the length of a document", _length_exponent(rows))):
        if found is not None:
            judged = "less than linear" if found < _LINEAR[0] else "linear" if found <= _LINEAR[1] else "more than linear"
            said.append(f"Processor time without start-up grows with {what} to the power of {found:.2f}: {judged}.")
    grown, counts = _memory_growth(rows), _documents(rows)
    if grown is not None:
        judged = "constant" if grown <= _LINEAR[1] else "not constant"
        few, many = counts[-2].documents, counts[-1].documents
        said.append(f"A worker's memory for {many} documents is {grown:.2f} × that for {few}: {judged}.")
    return ["", *said] if said else []


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The power of x that y grows with, by least squares over the logarithms of both. Raises `ValueError` for fewer than two sizes."""
    xs, ys = [math.log(x) for x, _ in points], [math.log(y) for _, y in points]
    if len(set(xs)) < 2:
        raise ValueError("growth needs two sizes")
    return statistics.linear_regression(xs, ys).slope


def _table(rows: Sequence[Row], heads: list[str], cells: Callable[[Row], list[str]]) -> list[str]:
    columns = ["", "documents", "characters", *_TIME.split(" | "), "processor seconds", "MB in all", "MB, largest process", *heads]
    lines = [_line(columns), f"|---|{'--:|' * (len(columns) - 1)}"]
    for row in rows:
        begin = [row.work, f"{row.documents:,}", f"{row.chars:,}"]
        if not row.spent:
            lines.append(_line([*begin, row.missing, *[""] * (len(columns) - len(begin) - 1)]))
            continue
        walls = [spent.wall for spent in row.spent]
        figures = [f"{taken:.2f}" for taken in (min(walls), statistics.median(walls), max(walls), _processor(row))]
        memory = [f"{max(held) / 1e6:,.0f}" for held in ([s.whole for s in row.spent], [s.largest for s in row.spent])]
        lines.append(_line([*begin, *figures, *memory, *cells(row)]))
    return lines


def _line(cells: Sequence[str]) -> str:
    return "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def _beside_bare(rows: Sequence[Row], row: Row) -> list[str]:
    return [_shown(_ratio(rows, row.work, bare)) for bare in (runs.BARE, runs.BARE_ONE)]


def _beside_one(rows: Sequence[Row], row: Row) -> list[str]:
    """With start-up and without."""
    one, start = runs.named(rows, runs.ONE), runs.named(rows, runs.START)
    beyond = (_wall(one) - _wall(start)) / max(_wall(row) - _wall(start), _LEAST) if one and start else None
    return [_shown(_ratio(rows, runs.ONE, row.work)), _shown(beyond)]


def _speeds(rows: Sequence[Row], row: Row) -> list[str]:
    """Of wall time, with start-up and without."""
    start = runs.named(rows, runs.START)
    if start is None or row == start:
        return ["", ""]
    beyond = max(_wall(row) - _wall(start), _LEAST)
    return [f"{row.chars / _wall(row):,.0f}", f"{(row.chars - start.chars) / beyond:,.0f}"]


def _documents(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row.part == "growth" and " document" in row.work and row.spent]


def _documents_exponent(rows: Sequence[Row]) -> float | None:
    return _exponent(rows, _documents(rows))


def _length_exponent(rows: Sequence[Row]) -> float | None:
    return _exponent(rows, [row for row in rows if row.part == "growth" and row.work.endswith(" as long") and row.spent])


def _exponent(rows: Sequence[Row], sizes: Sequence[Row]) -> float | None:
    start = runs.named(rows, runs.START)
    if start is None or len(sizes) < 2:
        return None
    return exponent([(row.chars, max(_processor(row) - _processor(start), _LEAST)) for row in sizes])


def _memory_growth(rows: Sequence[Row]) -> float | None:
    """The largest process for the most documents by that for the second most."""
    sizes = _documents(rows)
    if len(sizes) < 2:
        return None
    before, after = (statistics.median(spent.largest for spent in row.spent) for row in sizes[-2:])
    return after / before


def _ratio(rows: Sequence[Row], work: str, by: str, of: Callable[[Spent], float] = attrgetter("wall")) -> float | None:
    """One work by another, in the round between the best and the worst for it: a slow moment falls on both."""
    one, other = runs.named(rows, work), runs.named(rows, by)
    if one is None or other is None:
        return None
    return statistics.median(of(mine) / max(of(others), 1e-9) for mine, others in zip(one.spent, other.spent, strict=True))


def _wall(row: Row) -> float:
    return _median(row, attrgetter("wall"))


def _processor(row: Row) -> float:
    return _median(row, attrgetter("processor"))


def _median(row: Row, of: Callable[[Spent], float]) -> float:
    return max(statistics.median(of(spent) for spent in row.spent), 1e-9)


def _shown(ratio: float | None) -> str:
    """Two figures after the point, three of small ones."""
    return "" if ratio is None else f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 3)
