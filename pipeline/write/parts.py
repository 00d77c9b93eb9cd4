"""One Document ↔ a folder with its rows: a Parquet file a table, every cell as its CSV prints it, and the text of its source.

A part is all that the tables need of a document, so that documents can be processed in different places and put together by
`merge` without any of them in memory. Beside its own rows it holds what the document adds to the tables that are made of all
documents: how it names things and which works it cites.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from pipeline import storage, tables
from pipeline.model import Document
from pipeline.storage import Place
from pipeline.tables import cited, index, schema
from pipeline.tables.index import Naming
from pipeline.write.csv import arrays
from pipeline.write.faults import PartError
from pipeline.write.files import Batch

TEXT = "text.txt"
TABLES = {table.name: f"{table.name}.parquet" for table in schema.TABLES if table.name not in tables.GATHERED}
_NAMINGS = "_namings.parquet"
_WORKS = "_works.parquet"
_SUMS = "_sha256.json"
FILES = (*TABLES.values(), _NAMINGS, _WORKS, _SUMS, TEXT)

_SOURCES = next(table for table in schema.TABLES if table.name == "sources")
_COUNT = "count"
_ROWS = 10_000  # read at a time: a few megabytes


def write_part(folder: Place, document: Document) -> dict[str, int]:
    """Writes the rows of a document, and gives their number for each table that has any.

    The same document gives the same bytes. What an earlier attempt has left in the folder is replaced. Raises `PipelineError`
    where the folder cannot be written.
    """
    works = cited.works([document])
    rows: dict[str, int] = {}
    files: dict[str, bytes] = {}
    found = tables.of(document, works)
    for table in (table for table in schema.TABLES if table.name in TABLES):
        cells = tables.printed(table, found[table.name])
        if cells[0]:
            rows[table.name] = len(cells[0])
            files[TABLES[table.name]] = _parquet(dict(zip(table.names, arrays(cells), strict=True)))
    files |= _gathered(document, works)
    if document.source_text:
        files[TEXT] = document.source_text.encode("utf-8", "surrogatepass")
    sums = json.dumps({name: sha256(data).hexdigest() for name, data in files.items()}, sort_keys=True)
    files[_SUMS] = sums.encode("ascii")
    with Batch() as batch:
        for name, data in files.items():
            batch.open(folder / name).write(data)
        for left in storage.below(folder):
            if left.place.name in FILES and left.place.name not in files:
                batch.remove(left.place)
        batch.commit()
    return rows


def read_part(folder: Place) -> Part:
    """What `write_part` has written to a folder. Raises `PartError` where that is not there any more."""
    listed = storage.get(folder / _SUMS) or b""
    try:
        sums = dict(json.loads(listed))
    except (ValueError, TypeError) as error:
        raise PartError(folder, f"{_SUMS}: {error}" if listed else f"{_SUMS} is missing") from error
    files = {}
    for name in FILES:
        if name in sums:
            files[name] = storage.get(folder / name) or b""
            if sha256(files[name]).hexdigest() != sums[name]:
                raise PartError(folder, f"{name} is missing or was changed")
    if TABLES["documents"] not in files or sums.keys() != files.keys():
        raise PartError(folder, f"{_SUMS} was changed")
    return Part(folder, files)


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
        for batch in self._batches(_NAMINGS, [*Naming._fields, _COUNT]):
            *columns, counts = (column.to_pylist() for column in batch.columns)
            for values, count in zip(zip(*columns, strict=True), counts, strict=True):
                found[Naming(*(value.decode("utf-8", "surrogatepass") for value in values))] = count
        return found

    def works(self) -> Iterator[tables.Row]:
        """The works the document cites, as `cited.works_cited` gives them, cells printed."""
        for batch in self._batches(_WORKS, _SOURCES.names):
            for row in batch.to_pylist():
                yield row | {"citations": int(row["citations"])}

    def _batches(self, name: str, columns: list[str]) -> Iterator[Any]:
        if name not in self.files:
            return
        file = parquet.ParquetFile(pa.BufferReader(self.files[name]))
        if file.schema_arrow.names != columns:
            raise PartError(self.folder, f"{name}: columns of another version of the program")
        yield from file.iter_batches(_ROWS, use_threads=False)


def _gathered(document: Document, works: cited.Works) -> dict[str, bytes]:
    """What the tables of all documents need. Names are counted and sorted later: they are kept as they are, not as printed."""
    files = {}
    if namings := index.namings(document):
        columns = [_exact(column) for column in zip(*namings, strict=True)]
        counts = pa.array(namings.values(), pa.int64())
        files[_NAMINGS] = _parquet(dict(zip(Naming._fields, columns, strict=True)) | {_COUNT: counts})
    if found := cited.works_cited(document, works):
        files[_WORKS] = _parquet(dict(zip(_SOURCES.names, arrays(tables.printed(_SOURCES, found)), strict=True)))
    return files


def _exact(column: Iterable[str]) -> pa.Array:
    return pa.array([value.encode("utf-8", "surrogatepass") for value in column], pa.binary())


def _parquet(columns: Mapping[str, pa.Array]) -> bytes:
    """Columns as a file: small, and without what varies from writer to writer."""
    fields = [pa.field(name, column.type, nullable=False) for name, column in columns.items()]
    table = pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields))
    out = pa.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd", use_dictionary=False, write_statistics=False, store_schema=False)
    data: bytes = out.getvalue().to_pybytes()
    return data
