"""A document and its decisions → any of its tables as the tables of a run have it, sorted, filtered, in pages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.folds import fold
from pipeline.review.app.paging import paged
from pipeline.review.app.rendering import render, site
from pipeline.review.app.standing import shown, standing
from pipeline.review.apply import Applied, derived
from pipeline.review.model import Row
from pipeline.review.rows import READING, REVIEWED
from pipeline.tables import schema
from pipeline.tables.cells import printed
from pipeline.tables.columns import Column, Table
from pipeline.tables.index import EntityIndex
from pipeline.tables.sources import Sources

_A_PAGE = 200
_TABLES = {table.name: table for table in schema.TABLES}
_STATE = "state"
_OFFSETS = ("start", "end", "raw_start", "raw_end", "sha256")


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown: how the review has left it ("" where nothing of its table is reviewed), its name in a reviewed table,
    the sentence where it stands ("" where there is none).
    """

    row: Row
    state: str = ""
    row_id: str = ""
    sentence_id: str = ""


async def page(request: Request) -> Response:
    """A table: `sort` and `desc`, `q` in the column `column` or in any (`exact`: the whole cell), `page`."""
    table = _TABLES.get(request.path_params["table"])
    if table is None:
        raise HTTPException(404)
    applied = site(request).document(request.path_params["doc_id"])
    asked = {name: request.query_params.get(name, "") for name in ("sort", "desc", "q", "column", "exact")}
    everything = lines(applied, table)
    some = filtered(everything, asked["q"], asked["column"], exact=bool(asked["exact"]))
    found = ordered(table, some, asked["sort"], falling=bool(asked["desc"]))
    return render(
        request,
        "table.html",
        doc=applied.rows.document,
        table=table,
        tables=tuple(_TABLES),
        columns=_columns(table),
        reviewed=table.name in REVIEWED,
        asked=asked,
        total=len(everything),
        lines=paged(found, request, _A_PAGE),
    )


def _columns(table: Table) -> list[Column]:
    """Its columns as they are shown: what a person judges, then the rest, then ids and offsets."""
    judged = READING.get(table.name, ())
    names = {column: at for at, column in enumerate(judged)}

    def place(column: Column) -> int:
        if column.name in names:
            return names[column.name]
        return len(names) + (column.name.endswith("_id") or column.name in _OFFSETS)

    return sorted(table.columns, key=place)


def lines(applied: Applied, table: Table) -> list[Line]:
    """The rows of a table: of a reviewed one all that the machine read and all that were added, of others what stands in it."""
    places = _Places(applied)
    if table.name in REVIEWED:
        return [
            Line(row, standing(one), one.row_id, places.of(table.name, row))
            for one in applied.reviewed[table.name]
            for row in (shown(one),)
        ]
    return [Line(row, sentence_id=places.of(table.name, row)) for row in _rows(applied, table)]


def _rows(applied: Applied, table: Table) -> Sequence[Row]:
    if table.name == "review_log":
        return applied.log
    if table.name == "entity_index":
        things = EntityIndex()
        things.add(derived.namings(applied.rows.tables["entities"]))
        return _printed(table, things.rows())
    if table.name == "sources":
        works = Sources()
        works.add(derived.works_cited(applied.rows.tables["citations"]))
        return _printed(table, works.rows())
    return applied.rows.tables[table.name]


def _printed(table: Table, rows: Iterable[dict[str, object]]) -> list[Row]:
    return [dict(zip(table.names, cells, strict=True)) for cells in zip(*printed(table, rows), strict=True)]


class _Places:
    """The sentence at which a row stands."""

    def __init__(self, applied: Applied) -> None:
        self._rows = applied.rows

    @cached_property
    def _starts(self) -> tuple[list[int], list[str]]:
        """Where the sentences begin in the source, in order, and which they are."""
        ordered = sorted((int(row["raw_start"]), row["sentence_id"]) for row in self._rows.tables["sentences"])
        return [start for start, _ in ordered], [sentence_id for _, sentence_id in ordered]

    @cached_property
    def _figures(self) -> Mapping[str, Row]:
        return {row["figure_id"]: row for row in self._rows.tables["figures"]}

    def of(self, table: str, row: Row) -> str:
        """By its own sentence, the one of its note or table, or the last one that begins at its place in the source or before."""
        if row.get("sentence_id") or table == "notes":
            return row["sentence_id"]
        if row.get("note_id"):
            return self._rows.notes[row["note_id"]]["sentence_id"]
        raw_start = (self._figures.get(row["figure_id"], row) if table == "table_cells" else row).get("raw_start", "")
        if not raw_start:
            return ""
        starts, sentences = self._starts
        at = bisect_right(starts, int(raw_start))
        return sentences[at - 1] if at else ""


def filtered(rows: Sequence[Line], sought: str, column: str, *, exact: bool = False) -> list[Line]:
    """The rows that have the words sought in a column, or in any where none is given; `exact` where they are all of the cell."""
    if exact:
        return [line for line in rows if sought in _cells(line, column)]
    words = fold(sought)
    return [line for line in rows if any(words in fold(cell) for cell in _cells(line, column))] if words else list(rows)


def _cells(line: Line, column: str) -> Iterable[str]:
    return (line.row.get(column, ""),) if column else line.row.values()


def ordered(table: Table, rows: Sequence[Line], sort: str, *, falling: bool) -> list[Line]:
    """The rows by a column, numbers as numbers; empty cells last. In their own order where there is no such column."""
    if sort == _STATE:
        return sorted(rows, key=lambda line: line.state, reverse=falling)
    column = next((one for one in table.columns if one.name == sort), None)
    if column is None:
        return list(rows)
    filled = [line for line in rows if line.row[sort]]
    empty = [line for line in rows if not line.row[sort]]
    return sorted(filled, key=lambda line: _key(column, line.row[sort]), reverse=falling) + empty


def _key(column: Column, cell: str) -> tuple[float, str]:
    return (0, fold(cell)) if column.type == "string" else (float(cell), "")
