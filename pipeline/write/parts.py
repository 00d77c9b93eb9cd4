"""One Document → a folder with its rows: a Parquet file a table, every cell as its CSV prints it, and the text of its source.

A part is all that the tables need of a document, so that documents can be processed in different places and put together by
`merge` without any of them in memory. Beside its own rows it holds what the document adds to the tables that are made of all
documents: how it names things and which works it cites.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256

import pyarrow as pa
from pyarrow import parquet

from pipeline import storage
from pipeline.model import Document
from pipeline.storage import Place
from pipeline.tables import cited, schema
from pipeline.tables import document as tables
from pipeline.tables.cells import printed
from pipeline.tables.index import Naming
from pipeline.tables.namings import namings
from pipeline.write.arrays import arrays, exact, numbers
from pipeline.write.files import Batch
from pipeline.write.part_files import COUNT, FILES, NAMINGS, SOURCES, SUMS, TABLES, TEXT, WORKS


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
        cells = printed(table, found[table.name])
        if cells[0]:
            rows[table.name] = len(cells[0])
            files[TABLES[table.name]] = _parquet(dict(zip(table.names, arrays(cells), strict=True)))
    files |= _gathered(document, works)
    if document.source_text:
        files[TEXT] = document.source_text.encode("utf-8", "surrogatepass")
    sums = json.dumps({name: sha256(data).hexdigest() for name, data in files.items()}, sort_keys=True)
    files[SUMS] = sums.encode("ascii")
    with Batch() as batch:
        for name, data in files.items():
            batch.open(folder / name).write(data)
        for left in storage.below(folder):
            if left.place.name in FILES and left.place.name not in files:
                batch.remove(left.place)
        batch.commit()
    return rows


def _gathered(document: Document, works: cited.Works) -> dict[str, bytes]:
    """What the tables of all documents need. Names are counted and sorted later: they are kept as they are, not as printed."""
    files = {}
    if named := namings(document):
        columns = [exact(column) for column in zip(*named, strict=True)]
        files[NAMINGS] = _parquet(dict(zip(Naming._fields, columns, strict=True)) | {COUNT: numbers(named.values())})
    if found := cited.works_cited(document, works):
        files[WORKS] = _parquet(dict(zip(SOURCES.names, arrays(printed(SOURCES, found)), strict=True)))
    return files


def _parquet(columns: Mapping[str, pa.Array]) -> bytes:
    """Columns as a file: small, and without what varies from writer to writer."""
    fields = [pa.field(name, column.type, nullable=False) for name, column in columns.items()]
    table = pa.Table.from_arrays(list(columns.values()), schema=pa.schema(fields))
    out = pa.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd", use_dictionary=False, write_statistics=False, store_schema=False)
    data: bytes = out.getvalue().to_pybytes()
    return data
