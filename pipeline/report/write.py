"""An output folder → its report pages, written to a folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import storage
from pipeline.compare.folders import Folder
from pipeline.model import PipelineError
from pipeline.report.documents import documents
from pipeline.report.overview import Overview
from pipeline.report.page import MARK, index, page
from pipeline.report.report import report
from pipeline.storage import Place
from pipeline.write.files import Batch

FOLDER = "report"
INDEX = "index.html"
_ID = re.compile(r"[\w-]+")
_HEAD = 1000  # bytes of a page that hold its mark


@dataclass(frozen=True, slots=True)
class Written:
    """The names of the pages that were written, and of those that were taken away."""

    pages: list[str]
    removed: list[str]


def write(outputs: Place, folder: Place, language: str, only: Sequence[str] = ()) -> Written:
    """Writes a page for each document, or for those of the ids given, all or none.

    The index lists all documents: it is not written where only some are asked for. With it go the pages in the folder that the
    program wrote before and the index does not list any more; other files stay. Raises `PipelineError`.
    """
    names: list[str] = []
    gone: list[str] = []
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
            for place in _left_over(folder, names):
                batch.remove(place)
                gone.append(place.name)
        batch.commit()
    return Written(names, gone)


def _left_over(folder: Place, names: Collection[str]) -> Iterator[Place]:
    """The pages in a folder that have the program's mark and none of the names."""
    files = sorted(folder.glob("*.html")) if isinstance(folder, Path) else [found.place for found in storage.below(folder)]
    written = {name.casefold() for name in names}  # some disks take names of two cases for one
    for file in files:
        other = file.parent == folder and file.suffix == ".html" and file.name.casefold() not in written
        if other and MARK.encode() in (storage.get(file) or b"")[:_HEAD]:
            yield file


def _add(batch: Batch, place: Place, data: bytes) -> None:
    file = batch.open(place)
    file.write(data)
    file.close()  # as many files as documents: none is left open
