"""Tables → one SQLite file: keys, indexes, full-text search and views; and the file's description for Datasette.

`_tables` and `_columns` say what everything means. Full-text search (FTS5, trigrams: any three characters or more, also in the
midst of a word) keeps no second copy of the text.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.tables.columns import Type
from pipeline.write.exports.tables import Tables, ordered, references, unsound
from pipeline.write.exports.views import VIEWS

VERSION = 1  # PRAGMA user_version: of the tables beside those of the contract, and of the views
APPLICATION = 0x4E494453  # PRAGMA application_id: NIDS
SEARCHED = {"sentences": ("text",), "notes": ("text",)}
_LEAST = (3, 34)  # the first SQLite with trigrams
_TYPES: dict[Type, str] = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}
_OWN = (
    "CREATE TABLE _tables (name TEXT PRIMARY KEY, kind TEXT NOT NULL, description TEXT NOT NULL)",
    "CREATE TABLE _columns (table_name TEXT NOT NULL REFERENCES _tables, name TEXT NOT NULL, position INTEGER NOT NULL, type TEXT NOT NULL,"
    " required INTEGER NOT NULL, description TEXT NOT NULL, allowed TEXT, PRIMARY KEY (table_name, name))",
)


def write(tables: Tables, file: Path) -> None:
    """Fills an empty file in one transaction. The same rows give the same bytes with one version of SQLite.

    Raises `PipelineError` where two rows share a key or one points to a row that is not there, or this Python's SQLite cannot search text.
    """
    _check_library()
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for setting in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", f"application_id = {APPLICATION}"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN EXCLUSIVE")
        for table in ordered():
            db.execute(_create(table))
            marks = ", ".join("?" * len(table.columns))
            try:
                for rows in tables.chunks(table):
                    db.executemany(f"INSERT INTO {quoted(table.name)} VALUES ({marks})", rows)
            except sqlite3.IntegrityError as error:
                raise unsound(tables.folder, table.name, f"two rows share a key ({error})") from error
        _check_references(db, tables.folder)
        for statement in (*_indexes(), *_searches()):
            db.execute(statement)
        for view in VIEWS:
            db.execute(f"CREATE VIEW {quoted(view.name)} AS{view.sql}")
        _describe(db)
        db.execute(f"PRAGMA user_version = {VERSION}")
        db.execute("COMMIT")
        db.execute("PRAGMA optimize")


def quoted(name: str) -> str:
    """A name in SQL: some columns (`end`, `table`, `values`) are words of the language."""
    return '"' + name.replace('"', '""') + '"'


def metadata(name: str) -> bytes:
    """What Datasette shows of a file called `<name>.db`, for its option --metadata: descriptions, facets and queries to begin with."""
    described: dict[str, dict[str, Any]] = {
        table.name: {"description": _told(table), "columns": {column.name: column.description for column in table.columns}}
        for table in schema.TABLES
    }
    described |= {view.name: {"description": view.answers} for view in VIEWS}
    described["entities"]["facets"] = ["label", "subtype", "method"]
    described["sentences"]["facets"] = ["doc_id", "kind"]
    described |= {name: {"hidden": True} for name in ("_tables", "_columns")}
    database = {"title": "Entities, dates, quantities, notes and sources of policy-research reports", "tables": described}
    return (json.dumps({"databases": {name: database}}, ensure_ascii=False, indent=2) + "\n").encode()


def _told(table: schema.Table) -> str:
    return f"one row per {table.row}"


def _create(table: schema.Table) -> str:
    lines = [f"{quoted(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.required else ''}" for column in table.columns]
    if table.key:
        lines.append(f"PRIMARY KEY ({', '.join(map(quoted, table.key))})")
    lines += [f"FOREIGN KEY ({quoted(column)}) REFERENCES {quoted(target)} ({quoted(key)})" for column, target, key in references(table)]
    return f"CREATE TABLE {quoted(table.name)} ({', '.join(lines)})"


def _indexes() -> Iterator[str]:
    """One for every column that points to another table, or that another table's rows are found by; keys have theirs already."""
    for table in schema.TABLES:
        named = dict.fromkeys(column for column in table.names if column.endswith("_id") and (column,) != table.key[:1])
        for column in named:
            yield f"CREATE INDEX {quoted(f'{table.name}_{column}')} ON {quoted(table.name)} ({quoted(column)})"
    yield "CREATE INDEX dates_earliest ON dates (earliest, latest)"


def _searches() -> Iterator[str]:
    for table, columns in SEARCHED.items():
        search = f"{table}_fts"
        yield f"""CREATE VIRTUAL TABLE {search} USING fts5({", ".join(columns)}, content="{table}", tokenize="trigram")"""
        yield f"INSERT INTO {search} ({search}) VALUES ('rebuild')"
        yield f"INSERT INTO {search} ({search}) VALUES ('optimize')"


def _describe(db: sqlite3.Connection) -> None:
    for statement in _OWN:
        db.execute(statement)
    kinds = [(table.name, "table", _told(table)) for table in schema.TABLES] + [(view.name, "view", view.answers) for view in VIEWS]
    db.executemany("INSERT INTO _tables VALUES (?, ?, ?)", kinds)
    db.executemany(
        "INSERT INTO _columns VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (table.name, column.name, number, column.type, column.required, column.description, "|".join(column.enum) or None)
            for table in schema.TABLES
            for number, column in enumerate(table.columns, 1)
        ],
    )


def _check_references(db: sqlite3.Connection, folder: Path) -> None:
    for table, row, target, _ in db.execute("PRAGMA foreign_key_check"):
        raise unsound(folder, table, f"row {row} points to a row of {target}.csv that is not there")


def _check_library() -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        able = sqlite3.sqlite_version_info >= _LEAST and db.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0]
    if not able:
        raise PipelineError(
            f"--format sqlite needs SQLite {_LEAST[0]}.{_LEAST[1]} or later with FTS5; this Python has {sqlite3.sqlite_version}: "
            "use another Python, or --format duckdb"
        )
