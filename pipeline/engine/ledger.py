"""What was done with which document, kept in SQLite beside the tables: a run does only what the ledger does not know.

The ledger is an index. What counts is in the parts, each with its mark: a ledger that is lost or damaged is made again from them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline import storage
from pipeline.engine.task import Outcome, Task
from pipeline.model import PipelineError
from pipeline.storage import Place

NAME = "ledger.sqlite"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
    doc_id TEXT PRIMARY KEY,
    source TEXT NOT NULL,      -- the input, JSON: a file's name may hold bytes that are no characters
    key TEXT NOT NULL,         -- of content, name, settings and program
    settings TEXT NOT NULL,    -- JSON
    program TEXT NOT NULL,     -- fingerprint of code, rules, lists and libraries
    state TEXT NOT NULL,       -- waiting, working, done
    stage TEXT NOT NULL DEFAULT '',
    started TEXT, finished TEXT,
    tries INTEGER NOT NULL DEFAULT 0,
    outcome TEXT               -- JSON; of the version in the tables while a newer one is waiting
);
CREATE TABLE IF NOT EXISTS runs (
    run INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, engine TEXT NOT NULL,
    documents INTEGER NOT NULL, to_do INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, failed INTEGER NOT NULL DEFAULT 0,
    ended TEXT NOT NULL DEFAULT ''  -- finished, stopped, error; empty while it works or where it was killed
);
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_COLUMNS = {
    "documents": ("doc_id", "source", "key", "state", "stage", "started", "finished", "tries", "outcome"),
    "runs": ("run", "started", "finished", "engine", "documents", "to_do", "done", "failed", "ended"),
    "facts": ("name", "value"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the ledger knows it; `outcome` is that of its last finished version."""

    doc_id: str
    source: str
    key: str
    state: str
    stage: str
    started: str
    finished: str
    tries: int
    outcome: Outcome | None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables as they were last written: which versions they hold, rows per table, sha256 per file."""

    holds: str
    rows: dict[str, int]
    files: dict[str, str]


class Ledger:
    """The ledger in a folder. Every change is kept at once; other processes may read while one writes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        try:
            self._db = _open(file)
        except _Foreign:
            _set_aside(file)
            self._db = _open(file)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    def entries(self) -> dict[str, Entry]:
        """All documents by id."""
        found = self._db.execute(f"SELECT {', '.join(_COLUMNS['documents'])} FROM documents ORDER BY doc_id")
        return {row[0]: _entry(row) for row in found}

    def begin(self, engine: str, documents: int, to_do: int) -> int:
        """Notes a run; gives its number."""
        with self._writing():
            values = (_now(), engine, documents, to_do)
            return int(self._db.execute("INSERT INTO runs (started, engine, documents, to_do) VALUES (?, ?, ?, ?)", values).lastrowid or 0)

    def end(self, run: int, ended: str) -> None:
        """Notes how a run ended, and that nothing is being worked on any more."""
        with self._writing():
            self._db.execute("UPDATE runs SET finished = ?, ended = ? WHERE run = ?", (_now(), ended, run))
            self._db.execute("UPDATE documents SET state = 'waiting', stage = '' WHERE state = 'working'")

    def runs(self) -> list[dict[str, Any]]:
        """The runs, newest first."""
        found = self._db.execute(f"SELECT {', '.join(_COLUMNS['runs'])} FROM runs ORDER BY run DESC")
        return [dict(zip(_COLUMNS["runs"], row, strict=True)) for row in found]

    def wait(self, tasks: Iterable[Task], program: str) -> None:
        """Notes what is to be done; an older outcome stays until the new one is there."""
        rows = [(t.item.doc_id, json.dumps(str(t.item.path)), t.key, json.dumps(asdict(t.settings)), program) for t in tasks]
        with self._writing():
            self._db.executemany(
                "INSERT INTO documents (doc_id, source, key, settings, program, state) VALUES (?, ?, ?, ?, ?, 'waiting') "
                "ON CONFLICT (doc_id) DO UPDATE SET source = excluded.source, key = excluded.key, settings = excluded.settings, "
                "program = excluded.program, state = 'waiting', stage = '', tries = iif(key = excluded.key, tries, 0)",
                rows,
            )

    def working(self, doc_id: str, stage: str) -> None:
        """Notes the stage a document is in."""
        with self._writing():
            self._db.execute(
                "UPDATE documents SET stage = ?, started = iif(state = 'working', started, ?), state = 'working' WHERE doc_id = ?",
                (stage, _now(), doc_id),
            )

    def finish(self, outcome: Outcome, run: int) -> None:
        """Notes what became of a document; once."""
        with self._writing():
            noted = self._db.execute(
                "UPDATE documents SET state = 'done', stage = ?, finished = ?, tries = tries + 1, outcome = ? "
                "WHERE doc_id = ? AND state != 'done'",
                (outcome.stage, _now(), outcome.to_json().decode("ascii"), outcome.doc_id),
            )
            failed = outcome.status == "failed"
            if noted.rowcount:
                self._db.execute("UPDATE runs SET done = done + ?, failed = failed + ? WHERE run = ?", (not failed, failed, run))

    def keep(self, outcomes: Iterable[Outcome]) -> None:
        """Notes documents that were done, where a run was killed before it could."""
        with self._writing():
            self._db.executemany(
                "UPDATE documents SET state = 'done', stage = ?, outcome = ? WHERE doc_id = ? AND key = ? AND state != 'done'",
                [(one.stage, one.to_json().decode("ascii"), one.doc_id, one.key) for one in outcomes],
            )

    def forget(self, doc_ids: Iterable[str]) -> None:
        """Takes out documents that are no longer among the inputs."""
        with self._writing():
            self._db.executemany("DELETE FROM documents WHERE doc_id = ?", [(doc_id,) for doc_id in doc_ids])

    def tables(self) -> Tables | None:
        """The tables as last written; None where none were."""
        row = self._db.execute("SELECT value FROM facts WHERE name = 'tables'").fetchone()
        return Tables(**json.loads(row[0])) if row else None

    def wrote(self, tables: Tables) -> None:
        """Notes the tables as they are now."""
        with self._writing():
            self._db.execute("INSERT OR REPLACE INTO facts VALUES ('tables', ?)", (json.dumps(asdict(tables)),))

    def data(self) -> bytes:
        """The whole ledger as the bytes of its file."""
        return self._db.serialize()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with self._db:
                yield
        except sqlite3.Error as error:
            raise PipelineError(f"{self._file}: cannot be written ({error}); is the disk full?") from error


@contextmanager
def opened(output: Place, *, made: bool = True, allowed: Callable[[], None] = lambda: None) -> Iterator[Ledger]:
    """The ledger of an output folder. That of an object store is brought here, and put back when the block ends, however it ends.

    It is not put back where `allowed` raises: another run has the folder then. Raises `PipelineError` where there is no ledger and it
    is not to be `made`.
    """
    file = output / NAME
    if not made and storage.facts(file) is None:
        raise PipelineError(f"{file}: there is no such file; `nids-pipeline run` makes it")
    if isinstance(file, Path):
        with Ledger(file) as ledger:
            yield ledger
        return
    with TemporaryDirectory() as folder:
        here = Path(folder) / NAME
        if (data := storage.get(file)) is not None:
            here.write_bytes(data)
        with Ledger(here) as ledger:
            try:
                yield ledger
            finally:
                if made:
                    allowed()
                    storage.put(file, ledger.data())


class _Foreign(Exception):
    """A file that is no ledger of ours, or damaged."""


def _open(file: Path) -> sqlite3.Connection:
    """Raises `_Foreign` for what can only be made anew, `PipelineError` where the place does not allow to."""
    db = None
    try:
        db = sqlite3.connect(file, timeout=30)
        db.execute("PRAGMA journal_mode = WAL")  # where the disk cannot do it another mode stays, which is slower
        db.execute("PRAGMA synchronous = NORMAL")
        db.executescript(_SCHEMA)
        for table, columns in _COLUMNS.items():
            db.execute(f"SELECT count(*), {', '.join(f'max({column})' for column in columns)} FROM {table}")
    except sqlite3.DatabaseError as error:
        if db:
            db.close()
        if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:  # that one is: other columns
            raise PipelineError(f"{file}: cannot be written ({error})") from error
        raise _Foreign from error
    return db


def _set_aside(file: Path) -> None:
    """Keeps a damaged ledger for a person to look at; its journals go."""
    file.replace(file.with_suffix(".damaged"))
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _entry(row: tuple[Any, ...]) -> Entry:
    doc_id, source, key, state, stage, started, finished, tries, outcome = row
    known = None
    if outcome:
        with suppress(PipelineError):
            known = Outcome.from_json(outcome)
    return Entry(doc_id, json.loads(source), key, state, stage, started or "", finished or "", tries, known)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
