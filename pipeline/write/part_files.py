"""A folder with the rows of one document → its tables, as the files that `parts` has written there.

Every cell is held as its CSV prints it, so that `merge` needs nothing else: no rules, no layer, no document in memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from pipeline import storage
from pipeline.storage import Place
from pipeline.tables import schema
from pipeline.tables.cells import Row
from pipeline.tables.index import Naming
from pipeline.write.faults import PartError

TEXT = "text.txt"
TABLES = {table.name: f"{table.name}.parquet" for table in schema.TABLES if table.name not in schema.GATHERED}
NAMINGS = "_namings.parquet"
WORKS = "_works.parquet"
SUMS = "_sha256.json"
FILES = (*TABLES.values(), NAMINGS, WORKS, SUMS, TEXT)

SOURCES = next(table for table in schema.TABLES if table.name == "sources")
COUNT = "count"
_ROWS = 10_000  # read at a time: a few megabytes


def read_part(folder: Place) -> Part:
    """What `parts.write_part` has written to a folder. Raises `PartError` where that is not there any more."""
    listed = storage.get(folder / SUMS) or b""
    try:
        sums = dict(json.loads(listed))
    except (ValueError, TypeError) as error:
        raise PartError(folder, f"{SUMS}: {error}" if listed else f"{SUMS} is missing") from error
    files = {}
    for name in FILES:
        if name in sums:
            files[name] = storage.get(folder / name) or b""
            if sha256(files[name]).hexdigest() != sums[name]:
                raise PartError(folder, f"{name} is missing or was changed")
    if TABLES["documents"] not in files or sums.keys() != files.keys():
        raise PartError(folder, f"{SUMS} was changed")
    return Part(folder, files)


def rows_of(folder: Place, table: schema.Table) -> Iterator[dict[str, str]]:
    """The rows of one table of a part, without the rest of it being read or checked; none where it has none."""
    data = storage.get(folder / TABLES[table.name])
    part = Part(folder, {} if data is None else {TABLES[table.name]: data})
    for columns in part.batches(table):
        for cells in zip(*(column.to_pylist() for column in columns), strict=True):
            yield dict(zip(table.names, cells, strict=True))


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one document, as bytes of the files that hold them."""

    folder: Place
    files: Mapping[str, bytes]

    def batches(self, table: schema.Table) -> Iterator[list[pa.Array]]:
        """The rows it has of a table, some thousand at a time, as columns of cells."""
        return (batch.columns for batch in self._batches(TABLES[table.name], table.names))

    def namings(self) -> dict[Naming, int]:
        """How often the document names things how."""
        found: dict[Naming, int] = {}
        for batch in self._batches(NAMINGS, [*Naming._fields, COUNT]):
            *columns, counts = (column.to_pylist() for column in batch.columns)
            for values, count in zip(zip(*columns, strict=True), counts, strict=True):
                found[Naming(*(value.decode("utf-8", "surrogatepass") for value in values))] = count
        return found

    def works(self) -> Iterator[Row]:
        """The works the document cites, as `cited.works_cited` gives them, cells printed."""
        for batch in self._batches(WORKS, SOURCES.names):
            for row in batch.to_pylist():
                yield row | {"citations": int(row["citations"])}

    def _batches(self, name: str, columns: list[str]) -> Iterator[Any]:
        if name not in self.files:
            return
        file = parquet.ParquetFile(pa.BufferReader(self.files[name]))
        if file.schema_arrow.names != columns:
            raise PartError(self.folder, f"{name}: columns of another version of the program")
        yield from file.iter_batches(_ROWS, use_threads=False)
