"""Tables → a Parquet file each: typed columns, zstd, keys and descriptions in the metadata of the schema."""

from __future__ import annotations

from pathlib import Path

from pyarrow import parquet

from pipeline.tables import schema
from pipeline.write.exports.arrow import batches, schema_of
from pipeline.write.exports.tables import Tables
from pipeline.write.files import Batch


def write(tables: Tables, folder: Path, batch: Batch) -> None:
    """Writes `<table>.parquet` for every table. The same rows give the same bytes with one version of Arrow."""
    for table in schema.TABLES:
        file = batch.open(folder / f"{table.name}.parquet")
        with parquet.ParquetWriter(file.aside, schema_of(table), compression="zstd") as writer:
            for rows in batches(tables, table):
                writer.write_batch(rows)
        file.close()
