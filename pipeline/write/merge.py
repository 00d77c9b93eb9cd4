"""The parts of all documents, as reviewers left them → the tables of a run, streamed, and the texts of their sources."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline import storage
from pipeline.review.decisions import Decided
from pipeline.review.model import Row as Cells
from pipeline.storage import Place
from pipeline.tables import schema
from pipeline.tables.cells import Row, printed
from pipeline.tables.index import EntityIndex
from pipeline.tables.sources import Sources
from pipeline.write.arrays import arrays
from pipeline.write.csv import header, lines
from pipeline.write.files import TEXTS, Batch, NewFile, sweep
from pipeline.write.part_files import TABLES, TEXT, Part, read_part

if TYPE_CHECKING:
    from pipeline.review.apply.merging import Reviews

_ID = re.compile(r"[\w-]+")
_AHEAD = 8  # parts that are read while one is written: a remote store answers slowly
_ROWS = 10_000  # printed at a time
_UNDECIDED = Decided()


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge has written: the rows of each table by its name, and the sha256 of each file by its path below the output."""

    rows: dict[str, int]
    files: dict[str, str]


def merge(parts: Sequence[Place], output: Place, extra: Mapping[str, bytes], decided: Decided = _UNDECIDED) -> Merged:
    """Writes all tables, the texts and the `extra` files (name → bytes) to the output folder, all of them or none.

    A part is the folder `…/<doc_id>/<version>`; the order in which they are given does not matter. What reviewers `decided` goes
    before what the parts hold, which stay as they are. Memory grows with the distinct things named and works cited, the decisions,
    and the largest document decided about, not with the documents. Texts that the last merge left and no part has are removed.
    No other process may be writing to the folder. Raises `PipelineError` where a part is damaged or a file cannot be written.
    """
    ordered = sorted(parts, key=_doc_id)
    before = _texts(output)
    if isinstance(output, Path):
        sweep(output)
        sweep(output / TEXTS)
    with Batch() as batch:
        sheets = {table.name: _Sheet(table, batch.open(output / f"{table.name}.csv")) for table in schema.TABLES}
        texts = _spread(ordered, _reviews(decided, ordered), sheets, output / TEXTS, batch)
        others = {name: _written(batch.open(output / name), data) for name, data in extra.items()}
        for doc_id in before - texts.keys():
            batch.remove(output / TEXTS / f"{doc_id}.txt")
        batch.commit(last=sheets["documents"].file)
    files = {f"{name}.csv": sheet.file.sha256 for name, sheet in sheets.items()} | others
    files |= {f"{TEXTS}/{doc_id}.txt": digest for doc_id, digest in texts.items()}
    return Merged({name: sheet.rows for name, sheet in sheets.items()}, files)


class _Sheet:
    """A table's file as it is written."""

    def __init__(self, table: schema.Table, file: NewFile) -> None:
        self.table, self.file, self.rows = table, file, 0
        file.write(header(table))

    def add(self, columns: Sequence[pa.Array]) -> None:
        self.rows += len(columns[0])
        self.file.write(lines(columns))

    def add_rows(self, rows: Iterable[Row]) -> None:
        remaining = iter(rows)
        while some := list(islice(remaining, _ROWS)):
            self.add(arrays(printed(self.table, some)))

    def add_printed(self, rows: Sequence[Cells]) -> None:
        for start in range(0, len(rows), _ROWS):
            some = rows[start : start + _ROWS]
            self.add(arrays([[row[name] for row in some] for name in self.table.names]))


def _reviews(decided: Decided, parts: Sequence[Place]) -> Reviews | None:
    """The decisions, part by part; None where there are none: what applies them need not be loaded."""
    if not decided.decisions and not decided.unreadable:
        return None
    from pipeline.review.apply.merging import Reviews

    return Reviews(decided, parts)


def _spread(parts: Sequence[Place], reviews: Reviews | None, sheets: Mapping[str, _Sheet], folder: Place, batch: Batch) -> dict[str, str]:
    """Each part's rows to the tables, and its text to the texts' folder; gives the texts' sha256 by the document's id."""
    texts: dict[str, str] = {}
    things, works = EntityIndex(), Sources()
    for part in _read(parts):
        reviewed = reviews.of(part) if reviews else None
        for name in TABLES:
            if reviewed and name in reviewed.changed:
                sheets[name].add_printed(reviewed.rows.tables[name])
                continue
            for columns in part.batches(sheets[name].table):
                sheets[name].add(columns)
        namings, cited = (reviewed.namings(), reviewed.works()) if reviewed else (None, None)
        things.add(part.namings() if namings is None else namings)
        works.add(part.works() if cited is None else cited)
        if text := part.files.get(TEXT):
            doc_id = _doc_id(part.folder)
            texts[doc_id] = _text(text, folder / f"{doc_id}.txt", batch)
    sheets["entity_index"].add_rows(things.rows())
    sheets["sources"].add_rows(works.rows())
    sheets["review_log"].add_printed(reviews.log() if reviews else ())
    return texts


def _text(text: bytes, place: Place, batch: Batch) -> str:
    """Writes a text unless it stands there already."""
    if storage.get(place) == text:
        return sha256(text).hexdigest()
    return _written(batch.open(place), text)


def _written(file: NewFile, data: bytes) -> str:
    file.write(data)
    file.close()
    return file.sha256


def _doc_id(part: Place) -> str:
    return part.parent.name


def _read(folders: Sequence[Place]) -> Iterator[Part]:
    """The parts in order, the next ones being read meanwhile."""
    with ThreadPoolExecutor(_AHEAD) as pool:
        remaining = iter(folders)
        waiting = deque(pool.submit(read_part, folder) for folder in islice(remaining, _AHEAD))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(pool.submit(read_part, folder) for folder in islice(remaining, 1))


def _texts(output: Place) -> set[str]:
    """The documents whose texts the last merge left here, as its own documents.csv names them; none where that is not readable."""
    try:
        table = (storage.get(output / "documents.csv") or b"").decode("utf-8-sig")
        names = {row.get("doc_id") or "" for row in csv.DictReader(StringIO(table, newline=""))}
    except (UnicodeDecodeError, csv.Error):
        return set()
    return {name for name in names if _ID.fullmatch(name)}  # the file may have been edited: nothing outside the folder is touched
