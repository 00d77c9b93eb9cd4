"""An output folder → its documents with their rows, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compare.folders import Folder, by_document
from pipeline.model import PipelineError
from pipeline.review.rows import DocumentRows
from pipeline.tables import schema

_NEEDED = ("documents", "sentences")


def documents(folder: Folder, only: Sequence[str] = ()) -> Iterator[DocumentRows]:
    """The documents in order of their ids, or those of the ids given; a table that the folder lacks has no rows.

    Raises `PipelineError` where tables are missing or damaged, or there is no document of an id.
    """
    names = [table.name for table in schema.TABLES if table.name not in schema.GATHERED and table.name in folder.files]
    if missing := [name for name in _NEEDED if name not in names]:
        raise PipelineError(f"{folder.place}: {missing[0]}.csv is missing; `nids-pipeline run` makes it")
    files = [folder.files[name] for name in names]
    for file in files:
        if file.lacking:
            raise PipelineError(f"{file.name}: has no column {file.lacking[0]}; an editor may have changed it: run again")
    left = set(only)
    empty: dict[str, list[dict[str, str]]] = {table.name: [] for table in schema.TABLES if table.name not in schema.GATHERED}
    for doc_id, tables in by_document(files):
        rows = DocumentRows(doc_id, {**empty, **dict(zip(names, tables, strict=True))})
        if rows.tables["documents"] and (not only or doc_id in left):
            left.discard(doc_id)
            yield rows
    if left:
        raise PipelineError(f"{folder.place}: there is no document {min(left)!r}; documents.csv lists them")
