"""outputs/ → all tables in another form: a workbook, a folder of Parquet, a database, documents as JSON, pages, words, linked data.

The CSVs are read through the schema, so that every table that it declares goes along. Report text is data in every form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

from pipeline.model import PipelineError

Export = Literal["xlsx", "parquet", "sqlite", "duckdb", "jsonl", "displacy", "conllu", "jsonld"]
EXPORTS: tuple[Export, ...] = get_args(Export)
STREAMED = ("jsonl", "conllu", "jsonld")  # text, which can go to standard output
FOLDERS = ("parquet", "displacy")

Tell = Callable[[str], None]


def stream(form: Export, folder: Path, documents: Sequence[str], tell: Tell) -> Iterator[bytes]:
    """The text of an export as it is made. `tell` is told of what is not there as one may expect.

    Raises `PipelineError` where the folder has no tables, a document is not in them, or a table is broken.
    """
    from pipeline.write.exports.tables import Tables

    match form:
        case "jsonl":
            from pipeline.write.exports.jsonl import lines
        case "conllu":
            from pipeline.write.exports.conllu import lines
        case "jsonld":
            from pipeline.write.exports.jsonld import lines
        case _:
            raise PipelineError(f"--format {form} is written to {'a folder' if form in FOLDERS else 'a file'}: name it with -o")
    tables = Tables(folder, tuple(documents))
    tables.check()
    return (text.encode() for text in lines(tables, tell))


def write(form: Export, folder: Path, output: Path, documents: Sequence[str], tell: Tell) -> list[Path]:
    """Writes an export to a file, or to files in the folder `output`, all of them or none; gives what was written.

    Raises `PipelineError` as `stream` does, and where a file cannot be written or the format cannot hold the tables.
    """
    from pipeline.write.exports.tables import Tables
    from pipeline.write.files import Batch

    tables = Tables(folder, tuple(documents))
    tables.check()
    with Batch() as batch:
        match form:
            case "parquet":
                from pipeline.write.exports import parquet

                parquet.write(tables, output, batch)
            case "displacy":
                from pipeline.write.exports import displacy

                displacy.write(tables, output, batch)
            case "xlsx":
                from pipeline.write.exports import xlsx

                for remark in xlsx.write(tables, batch.open(output).aside):
                    tell(remark)
            case "sqlite":
                from pipeline.write.exports import sqlite

                sqlite.write(tables, batch.open(output).aside)
                batch.open(_beside(output)).write(sqlite.metadata(output.stem))
            case "duckdb":
                from pipeline.write.exports import duckdb

                duckdb.check()
                duckdb.write(tables, batch.open(output).aside)
            case _:
                file = batch.open(output)
                for chunk in stream(form, folder, documents, tell):
                    file.write(chunk)
        batch.commit()
    return [output, _beside(output)] if form == "sqlite" else [output]


def _beside(output: Path) -> Path:
    """Where the description for Datasette stands."""
    return output.with_name(f"{output.stem}.metadata.json")
