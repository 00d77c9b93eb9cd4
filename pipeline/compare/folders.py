"""An output folder → its tables, document by document: no more of them in memory than one document's rows."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from pipeline import storage
from pipeline.compare.model import Row
from pipeline.model import PipelineError
from pipeline.storage import Place
from pipeline.tables import schema
from pipeline.tables.columns import Table

_CHUNK = 1 << 20  # bytes
_TABLES = {table.name: table for table in schema.TABLES}


@dataclass(frozen=True, slots=True)
class File:
    """One table's CSV on this machine, and the columns it has."""

    table: Table
    path: Path
    name: str
    columns: tuple[str, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The columns without which its rows cannot be told from one another."""
        needed = self.table.key if self.table.name in schema.GATHERED else ("doc_id", *self.table.key)
        return tuple(column for column in dict.fromkeys(needed) if column not in self.columns)

    def rows(self) -> Iterator[Row]:
        """Its rows in order; a column of the contract that it lacks is empty. Raises `PipelineError` where it is damaged."""
        missing = dict.fromkeys((name for name in self.table.names if name not in self.columns), "")
        for cells in self._cells():
            row = dict(zip(self.columns, cells, strict=True))
            yield row | missing if missing else row

    def _cells(self) -> Iterator[list[str]]:
        for line, cells in _read(self.path, self.name):
            if len(cells) != len(self.columns):
                what = f"line {line} has {len(cells)} cells and the header {len(self.columns)}"
                raise PipelineError(f"{self.name}: {what}; an editor may have changed it: run again")
            yield cells

    def documents(self) -> Iterator[tuple[str, list[Row]]]:
        """Its rows by document. Raises `PipelineError` where they are not in order of the documents' ids."""
        doc_id, rows = "", list[Row]()
        for row in self.rows():
            if row["doc_id"] != doc_id and rows:
                yield doc_id, rows
                rows = []
            if row["doc_id"] < doc_id:
                what = f"{row['doc_id']!r} stands after {doc_id!r}"
                raise PipelineError(f"{self.name}: {what}; it is not sorted by document as a run writes it: run again")
            doc_id = row["doc_id"]
            rows.append(row)
        if rows:
            yield doc_id, rows

    def count(self) -> int:
        """How many rows it has, from its line ends outside of quotes."""
        lines = quotes = 0
        last = b"\n"
        with self.path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                for number, piece in enumerate(chunk.split(b'"')):
                    quotes += number > 0
                    lines += 0 if quotes % 2 else piece.count(b"\n")
                last = chunk[-1:]
        return lines + (last != b"\n") - 1


class Folder:
    """The tables of an output folder, on this machine or in a store. Close it, or use it in a `with`."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._copies = ExitStack()
        csv.field_size_limit(sys.maxsize)
        try:
            self.files: Mapping[str, File] = {file.table.name: file for name in _TABLES if (file := self._file(name))}
        except BaseException:
            self._copies.close()
            raise
        if not self.files:
            self._copies.close()
            raise PipelineError(f"{place}: no tables are there; name a folder that `nids-pipeline run` wrote")

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._copies.close()

    def _file(self, name: str) -> File | None:
        place = self.place / f"{name}.csv"
        found = storage.facts(place)
        if found is None:
            return None
        path = self._copies.enter_context(storage.fetch(place, max_bytes=sys.maxsize))
        header = _header(path, str(place))
        return File(_TABLES[name], path, str(place), header)


def _header(path: Path, name: str) -> tuple[str, ...]:
    for _, cells in _lines(path, name):
        if len(set(cells)) < len(cells):
            raise PipelineError(f"{name}: two columns have one name; an editor may have changed it: run again")
        return tuple(cells)
    raise PipelineError(f"{name}: is empty, without even a header; run again")


def _read(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    lines = _lines(path, name)
    next(lines, None)
    return lines


def _lines(path: Path, name: str) -> Iterator[tuple[int, list[str]]]:
    """The number of the line on which each row ends, and its cells."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for cells in reader:
                yield reader.line_num, cells
    except OSError as error:
        raise PipelineError(f"{name}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise PipelineError(f"{name}: not a table that a run wrote ({error}); run again") from error


def equal(old: File, new: File) -> bool:
    """Whether two files have the same bytes."""
    if old.path.stat().st_size != new.path.stat().st_size:
        return False
    with old.path.open("rb") as one, new.path.open("rb") as other:
        while chunk := one.read(_CHUNK):
            if chunk != other.read(_CHUNK):
                return False
    return True


def by_document(files: Sequence[File]) -> Iterator[tuple[str, tuple[list[Row], ...]]]:
    """The rows of each document in each of the files, none where a file has none of it, in order of the ids."""
    streams = [file.documents() for file in files]
    ahead = [next(stream, None) for stream in streams]
    while waiting := [held[0] for held in ahead if held]:
        doc_id = min(waiting)
        rows: list[list[Row]] = []
        for number, held in enumerate(ahead):
            mine = held is not None and held[0] == doc_id
            rows.append(held[1] if held and mine else [])
            if mine:
                ahead[number] = next(streams[number], None)
        yield doc_id, tuple(rows)
