"""The counts and examples of a comparison → lines for a terminal, one object for programs, and the lines of its CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from io import StringIO
from typing import Any

from pipeline.commands.terminal import aligned, visible, wrapped
from pipeline.compare.model import KINDS, Change, Quote
from pipeline.compare.tally import Method, Table, Tally
from pipeline.tables.cells import guarded

CSV_COLUMNS = (
    "table", "doc_id", "change", "method_old", "method_new", "row_old", "row_new", "text", "sentence", "field", "old", "new",
)  # fmt: skip
_SIGNS = {"gained": "+", "lost": "-", "changed": "~"}
_AROUND = 40  # code points of the sentence that are shown on each side of the words
_SHOWN = 160  # code points of any other text


def lines(tally: Tally, told: Sequence[str], shown: int, width: int) -> Iterator[str]:
    """The report for a terminal, `shown` examples of each method and kind; nothing in it can act on the terminal."""
    if not tally.differing and not told:
        moved = sum(table.moved for table in tally.tables.values())
        yield "no differences" + (f" ({moved} rows moved)" if moved else "")
        return
    if tally.tables:
        figures = {name: table.figures for name, table in tally.tables.items()}
        yield from aligned(
            [["table", *next(iter(figures.values()))], *([name, *map(str, of.values())] for name, of in figures.items())], ""
        )
    for line in told:
        yield from wrapped(visible(line), width)
    for name, table in tally.differing.items():
        yield ""
        yield name
        yield from _methods(table)
        for method, found in table.ordered() if shown else ():
            yield from _examples(method, found, shown, width)


def _methods(table: Table) -> Iterator[str]:
    if list(table.methods) != [""]:
        rows = [[visible(method) or "-", *(str(found.counts[kind]) for kind in KINDS)] for method, found in table.ordered()]
        yield from aligned([["method", *KINDS], *rows])


def _examples(method: str, found: Method, shown: int, width: int) -> Iterator[str]:
    for kind in KINDS:
        for change in found.examples[kind][:shown]:
            yield from _example(change, width)
        if (more := found.counts[kind] - shown) > 0:
            yield f"    {more:,} more {kind}" + (f" by {visible(method)}" if method else "")


def _example(change: Change, width: int) -> Iterator[str]:
    method = f"  {visible(change.found)}" if change.found else ""
    yield from wrapped(f"{_SIGNS[change.kind]} {visible(change.row[1] or change.row[0] or change.doc_id)}{method}", width, "  ")
    before, words, after = marked(change.quote)
    if words:
        yield from wrapped(visible(f"{before}⟦{words}⟧{after}" if before or after else words), width, "      ")
    for field in change.fields:
        yield from wrapped(visible(f"{field.name}: {clipped(field.old) or '(empty)'} → {clipped(field.new) or '(empty)'}"), width, "      ")
    if change.reading:
        yield from wrapped(visible(clipped(change.reading)), width, "      ")


def marked(quote: Quote) -> tuple[str, str, str]:
    """The words and what stands before and after them in their sentence, where it is told at which place; long texts are cut."""
    if not 0 <= quote.start < quote.end <= len(quote.sentence):
        return "", clipped(quote.words), ""
    before, words, after = quote.sentence[: quote.start], quote.sentence[quote.start : quote.end], quote.sentence[quote.end :]
    before = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
    return before, clipped(words), after if len(after) <= _AROUND else f"{after[:_AROUND]}…"


def clipped(text: str) -> str:
    """A text that is too long to be shown, cut."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def as_object(tally: Tally, told: Sequence[str], shown: int) -> dict[str, Any]:
    """The counts, what could not be compared, and `shown` examples of each method and kind."""
    tables = {
        name: table.figures | {"methods": [_method(method, found, shown) for method, found in table.ordered()]}
        for name, table in tally.tables.items()
    }
    return {"tables": tables, "not_compared": list(told)}


def _method(name: str, found: Method, shown: int) -> dict[str, Any]:
    examples = [asdict(change) for kind in KINDS for change in found.examples[kind][:shown]]
    return {"method": name} | dict(found.counts) | {"examples": examples}


def csv_lines(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as lines of CSV; a spreadsheet takes none of their cells for a formula."""
    held = StringIO(newline="")
    csv.writer(held, lineterminator="\n").writerows([guarded(cell) for cell in row] for row in rows)
    return held.getvalue().encode("utf-8", "backslashreplace")


def csv_rows(change: Change) -> Iterator[tuple[str, ...]]:
    """A change as rows of the CSV: one a field, and one for a row that was gained or lost, with what was read in `new` or `old`."""
    head = (change.table, change.doc_id, change.kind, *change.method, *change.row, change.quote.words, change.quote.sentence)
    for field in change.fields:
        yield (*head, field.name, field.old, field.new)
    if change.kind == "gained":
        yield (*head, "", "", change.reading)
    elif change.kind == "lost":
        yield (*head, "", change.reading, "")
