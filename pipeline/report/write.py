"""An output folder → its report pages, written to a folder."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.compare.folders import Folder
from pipeline.model import PipelineError
from pipeline.report.documents import documents
from pipeline.report.overview import Overview
from pipeline.report.page import index, page
from pipeline.report.report import report
from pipeline.storage import Place
from pipeline.write.files import Batch

FOLDER = "report"
INDEX = "index.html"
_ID = re.compile(r"[\w-]+")


def write(outputs: Place, folder: Place, language: str, only: Sequence[str] = ()) -> list[str]:
    """Writes a page for each document, or for those of the ids given, all or none; gives the names of the files.

    The index lists all documents: it is not written where only some are asked for. Raises `PipelineError`.
    """
    names = []
    overview = Overview()
    with Folder(outputs) as tables, Batch() as batch:
        for rows in documents(tables, only):
            if not _ID.fullmatch(rows.doc_id):  # the file may have been edited: nothing outside the folder is touched
                raise PipelineError(f"{outputs}: documents.csv has {rows.doc_id!r} for an id; an editor may have changed it: run again")
            made = report(rows)
            _add(batch, folder / made.file, page(made, language))
            names.append(made.file)
            overview.add(made)
        if not only:
            _add(batch, folder / INDEX, index(overview, language))
            names.append(INDEX)
        batch.commit()
    return names


def _add(batch: Batch, place: Place, data: bytes) -> None:
    file = batch.open(place)
    file.write(data)
    file.close()  # as many files as documents: none is left open
