"""SQLite, DuckDB and Parquet, read back by DuckDB, sqlite3 and Arrow: every row of every table, keys, search and views."""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pyarrow import parquet

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.tables.schema.mentions import DATES
from pipeline.write.exports import Export, write
from pipeline.write.exports.views import VIEWS
from tests.write.exports.folders import dicts, held, make

NAMES = [table.name for table in schema.TABLES]
TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL"}


def exported(form: Export, folder: Path, target: Path, documents: Sequence[str] = ()) -> Path:
    told: list[str] = []
    assert target in write(form, folder, target, documents, told.append)
    assert told == []
    return target


def rows_of(db: Any, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in db.execute(query).fetchall()]


def test_parquet_holds_every_row_for_duckdb(outputs: Path, tmp_path: Path) -> None:
    exported("parquet", outputs, tmp_path / "tables")
    with duckdb.connect() as db:
        for name in NAMES:
            assert rows_of(db, f"SELECT * FROM '{tmp_path}/tables/{name}.parquet'") == held(outputs, name)


def test_parquet_says_what_columns_mean(hostile: Path, tmp_path: Path) -> None:
    exported("parquet", hostile, tmp_path / "tables")
    for table in schema.TABLES:
        file = parquet.ParquetFile(tmp_path / "tables" / f"{table.name}.parquet")
        made = file.schema_arrow
        assert [field.metadata[b"description"].decode() for field in made] == [column.description for column in table.columns]
        assert [str(field.type) for field in made] == [
            {"string": "string", "integer": "int64", "number": "double"}[column.type] for column in table.columns
        ]
        assert json.loads(made.metadata.get(b"primaryKey", b"[]")) == list(table.key)
        pointers = json.loads(made.metadata.get(b"foreignKeys", b"[]"))
        assert [(one["fields"][0], one["reference"]["resource"]) for one in pointers] == list(table.refers)
        assert file.metadata.row_group(0).column(0).compression == "ZSTD"


def test_sqlite_holds_every_row(outputs: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", outputs, tmp_path / "a.db"))) as db:
        for name in NAMES:
            assert rows_of(db, f'SELECT * FROM "{name}" ORDER BY rowid') == held(outputs, name)
        assert rows_of(db, "PRAGMA integrity_check") == [("ok",)]
        assert rows_of(db, "PRAGMA foreign_key_check") == []
        assert rows_of(db, "PRAGMA user_version") == [(1,)]


def test_sqlite_declares_types_keys_and_indexes(hostile: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", hostile, tmp_path / "a.db"))) as db:
        for table in schema.TABLES:
            columns = rows_of(db, f'PRAGMA table_info("{table.name}")')
            assert [(name, kind, bool(needed)) for _, name, kind, needed, _, _ in columns] == [
                (column.name, TYPES[column.type], column.required) for column in table.columns
            ]
            assert tuple(row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]) == table.key
            pointers = {(row[3], row[2]) for row in rows_of(db, f'PRAGMA foreign_key_list("{table.name}")')}
            assert pointers == set(table.refers)
        plan = rows_of(db, "EXPLAIN QUERY PLAN SELECT * FROM entities WHERE sentence_id = 'x'")
        assert "USING INDEX entities_sentence_id" in plan[0][3]


@pytest.mark.parametrize("table", ["sentences", "notes"])
def test_sqlite_finds_any_three_characters(outputs: Path, tmp_path: Path, table: str) -> None:
    with closing(sqlite3.connect(exported("sqlite", outputs, tmp_path / "a.db"))) as db:
        texts = [row["text"] for row in dicts(outputs, table)]
        for text in texts[:40]:
            part = text[len(text) // 2 :][:5]
            if len(part) < 3 or "\0" in text:  # a search stops at NUL, as SQLite does
                continue
            quoted = '"' + part.replace('"', '""') + '"'
            found = db.execute(f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ? ORDER BY rowid", (quoted,)).fetchall()
            assert [number for (number,) in found] == [n for n, one in enumerate(texts, 1) if part.casefold() in one.casefold()]
        sizes = dict(rows_of(db, "SELECT name, sql FROM sqlite_master WHERE name LIKE '%_fts_content'"))
        assert sizes == {}  # no second copy of the text


def test_sqlite_is_the_same_to_the_byte(outputs: Path, tmp_path: Path) -> None:
    first, second = (exported("sqlite", outputs, tmp_path / name).read_bytes() for name in ("a.db", "b.db"))
    assert first == second


def test_sqlite_says_what_it_holds(hostile: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", hostile, tmp_path / "reports.db"))) as db:
        described = dict(rows_of(db, "SELECT name, description FROM _tables"))
        columns = {(table, name): text for table, name, text in rows_of(db, "SELECT table_name, name, description FROM _columns")}
    told = json.loads((tmp_path / "reports.metadata.json").read_text("utf-8"))["databases"]["reports"]["tables"]
    for table in schema.TABLES:
        assert described[table.name] == told[table.name]["description"] == f"one row per {table.row}"
        for column in table.columns:
            assert columns[table.name, column.name] == told[table.name]["columns"][column.name] == column.description
    assert {view.name for view in VIEWS} <= described.keys() & told.keys()


def test_duckdb_holds_every_row_and_key(outputs: Path, tmp_path: Path) -> None:
    with duckdb.connect(exported("duckdb", outputs, tmp_path / "a.duckdb"), read_only=True) as db:
        for table in schema.TABLES:
            assert sorted(rows_of(db, f'SELECT * FROM "{table.name}"'), key=repr) == sorted(held(outputs, table.name), key=repr)
        keys = rows_of(db, "SELECT table_name, constraint_column_names FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'")
        assert {(name, tuple(columns)) for name, columns in keys} == {(table.name, table.key) for table in schema.TABLES if table.key}
        pointers = rows_of(
            db,
            "SELECT table_name, constraint_column_names[1], referenced_table FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY'",
        )
        assert set(pointers) == {(table.name, *one) for table in schema.TABLES for one in table.refers if one[1] != table.name}
        comments = dict(rows_of(db, "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'dates'"))
        assert comments == {column.name: column.description for column in DATES.columns}


@pytest.mark.model
def test_views_are_the_same_in_both(sample_outputs: Path, tmp_path: Path) -> None:
    lite, duck = exported("sqlite", sample_outputs, tmp_path / "a.db"), exported("duckdb", sample_outputs, tmp_path / "a.duckdb")
    with closing(sqlite3.connect(lite)) as one, duckdb.connect(duck, read_only=True) as other:
        for view in VIEWS:
            found = rows_of(one, f"SELECT * FROM {view.name}")
            assert sorted(found, key=repr) == sorted(rows_of(other, f"SELECT * FROM {view.name}"), key=repr)
            assert found or view.name.startswith("event")


@pytest.mark.model
def test_views_answer(sample_outputs: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(exported("sqlite", sample_outputs, tmp_path / "a.db"))) as db:
        mentions = rows_of(db, 'SELECT text, "start", "end", sentence FROM mentions')
        assert len(mentions) == sum(len(held(sample_outputs, name)) for name in ("entities", "dates", "quantities"))
        assert all(sentence[start:end] == text for text, start, end, sentence in mentions)
        days = [day for (day,) in rows_of(db, "SELECT earliest FROM timeline")]
        assert days == sorted(days)
        assert len(days) > 100
        cited = rows_of(db, "SELECT source_id, sum(citations) FROM sources_by_document GROUP BY source_id ORDER BY source_id")
        assert cited == sorted((row["source_id"], row["citations"]) for row in dicts(sample_outputs, "sources"))
        assert len(rows_of(db, "SELECT * FROM evidence_read")) == len(held(sample_outputs, "evidence"))


@pytest.mark.model
def test_one_document_with_all_it_points_to(sample_outputs: Path, tmp_path: Path) -> None:
    chosen = ("sample-commentary",)
    with closing(sqlite3.connect(exported("sqlite", sample_outputs, tmp_path / "a.db", chosen))) as db:
        assert rows_of(db, "PRAGMA foreign_key_check") == []
        for table in schema.TABLES:
            found = rows_of(db, f'SELECT * FROM "{table.name}" ORDER BY rowid')
            if "doc_id" in table.names:
                at = table.names.index("doc_id")
                assert found == [row for row in held(sample_outputs, table.name) if row[at] in chosen]
        for name, pointed in (("entity_index", "SELECT entity_id FROM entities"), ("sources", "SELECT source_id FROM citations")):
            wanted = {key for (key,) in rows_of(db, pointed) if key}
            assert {row[0] for row in rows_of(db, f"SELECT * FROM {name}")} == wanted
            assert 0 < len(wanted) < len(held(sample_outputs, name))


@pytest.mark.parametrize("form", ["sqlite", "duckdb"])
def test_rows_that_point_nowhere_are_refused(tmp_path: Path, form: Export) -> None:
    folder = make(tmp_path / "outputs", ["海", "空"])
    file = folder / "sentences.csv"
    file.write_bytes(b"\n".join(file.read_bytes().split(b"\n")[:2]) + b"\n")
    target = tmp_path / "made" / "a.db"
    target.parent.mkdir()
    target.write_bytes(b"before")
    with pytest.raises(PipelineError, match=r"\.csv: .*run nids-pipeline run again"):
        write(form, folder, target, (), print)
    assert [(file.name, file.read_bytes()) for file in target.parent.iterdir()] == [("a.db", b"before")]


def test_duckdb_that_is_not_installed(hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(PipelineError, match=r"pip install nids-pipeline\[duckdb\]"):
        write("duckdb", hostile, tmp_path / "a.duckdb", (), print)
    assert list(tmp_path.iterdir()) == []
