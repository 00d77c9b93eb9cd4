"""Tables → one DuckDB file: the same tables, keys and views as in SQLite, descriptions as comments.

References from a table to itself (the anchor of a date, the section above) are not declared: DuckDB would ask each row to come
after the one it points to.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.tables.columns import Type
from pipeline.write.exports.arrow import batches
from pipeline.write.exports.sqlite import quoted
from pipeline.write.exports.tables import Tables, ordered, references, unsound
from pipeline.write.exports.views import VIEWS

if TYPE_CHECKING:
    import duckdb

_TYPES: dict[Type, str] = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"}
_ROWS = "rows_to_insert"
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",  # nothing is fetched from anywhere
    "autoload_known_extensions": "false",
    "default_block_size": "16384",  # the least there is: each index of each table takes whole blocks
}


def check() -> None:
    """Raises `PipelineError` where DuckDB is not installed."""
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise PipelineError("--format duckdb needs a package that is not installed: pip install nids-pipeline[duckdb]") from error


def write(tables: Tables, file: Path) -> None:
    """Makes the file in the place of an empty one. Raises `PipelineError` where keys do not hold."""
    check()
    import duckdb

    file.unlink()  # it takes no empty file for its own

    with duckdb.connect(str(file), config=_SETTINGS) as db:
        db.execute("BEGIN TRANSACTION")
        for table in ordered():
            db.execute(_create(table))
            for rows in batches(tables, table):
                db.register(_ROWS, rows)
                try:
                    db.execute(f"INSERT INTO {quoted(table.name)} SELECT * FROM {_ROWS}")
                except duckdb.ConstraintException as error:
                    raise unsound(tables.folder, table.name, str(error).splitlines()[0]) from error
                db.unregister(_ROWS)
            _comment(db, table)
        for view in VIEWS:
            db.execute(f"CREATE VIEW {quoted(view.name)} AS{view.sql}")
            db.execute(f"COMMENT ON VIEW {quoted(view.name)} IS {_text(view.answers)}")
        db.execute("COMMIT")
        db.execute("CHECKPOINT")
    with file.open("rb") as made:
        os.fsync(made.fileno())


def _create(table: schema.Table) -> str:
    lines = [f"{quoted(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}" for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
    lines += [
        f"FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(target)} ({quoted(key)})"
        for column, target, key in references(table)
        if target != table.name
    ]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(lines)})"


def _comment(db: duckdb.DuckDBPyConnection, table: schema.Table) -> None:
    db.execute(f"COMMENT ON TABLE {quoted(table.name)} IS {_text(f'one row per {table.row}')}")
    for column in table.columns:
        db.execute(f"COMMENT ON COLUMN {quoted(table.name)}.{quoted(column.name)} IS {_text(column.description)}")


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
