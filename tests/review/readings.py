"""A report in any format → its rows, without GiNZA: rules and lists find mentions enough."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipeline.review.rows import DocumentRows
from pipeline.tables import cited, document, schema
from pipeline.tables.cells import printed
from tests.formats.compare import read_without_model

_COLUMNS = {table.name: table for table in schema.TABLES}


@cache
def rows_of(path: Path) -> DocumentRows:
    """The rows a run makes of a file, cells as printed."""
    read = read_without_model(path)
    made = document.of(read, cited.works([read]))
    tables = {name: _printed(_COLUMNS[name], [dict(row) for row in rows]) for name, rows in made.items()}
    return DocumentRows(read.doc_id, tables, read.source_text)


def _printed(table: schema.Table, rows: list[dict[str, object]]) -> list[dict[str, str]]:
    return [dict(zip(table.names, cells, strict=True)) for cells in zip(*printed(table, rows), strict=True)]


@cache
def source_of(path: Path) -> dict[tuple[str, int], int]:
    """Where in the source each character of the sentences and notes came from, by the sentence or note and the offset in its text."""
    read = read_without_model(path)
    rows = rows_of(path)
    contents = {sentence.id: sentence.content for sentence in read.sentences}
    contents |= {f"{read.doc_id}:n{one.note.content.starts[0]}": one.note.content for one in read.notes}
    found: dict[tuple[str, int], int] = {}
    for id_, row in (*rows.sentences.items(), *rows.notes.items()):
        shift = len(row["text"]) - len(contents[id_].text)
        found |= {(id_, shift + at): start for at, start in enumerate(contents[id_].starts)}
    return found
