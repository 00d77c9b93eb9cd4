"""Keys → bytes in one SQLite file that several processes share. Bounded: what was used longest ago goes first.

Nothing here raises. Where the file cannot be used – locked, on a full disk, in a folder that cannot be written to – there
is nothing in it and nothing goes in, `trouble` says why, and it is tried again a minute later. A file that is damaged or
something else is renamed to `….damaged` and a new one begun, once; a lock beside the file makes sure that no other
process has it open then.

The log (WAL) lets others read while one writes. It needs memory shared by all processes, so on a network's disk, and
wherever SQLite cannot have it, the rollback journal does its work. A process killed while writing loses that batch only.
"""

from __future__ import annotations

import math
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from pipeline.parse import disk

_T = TypeVar("_T")

_APPLICATION = 0x6E696473  # "nids", in the file's header
_VERSION = 1
_PAGE = 4096  # bytes
_INCREMENTAL = 2
_SCHEMA = (
    # `used` stands before `data`, so that it is read and written without the pages that long data go on to
    "CREATE TABLE parses (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, used INTEGER NOT NULL, data BLOB NOT NULL)",
    "CREATE INDEX parses_used ON parses (used)",
)
_PUT = "INSERT INTO parses (key, used, data) VALUES (?, ?, ?) ON CONFLICT (key) DO UPDATE SET used = excluded.used, data = excluded.data"
_DROP = "DELETE FROM parses WHERE id IN (SELECT id FROM parses ORDER BY used, id LIMIT ?)"
_FEWEST = 256  # pages; a store with less room keeps nothing
_MOST_WAITING, _DELAY = 64, 2.0  # entries of a batch, seconds before it is written
_MOST_SEEN = 4096
_SYNCHRONOUS = "NORMAL"  # a file is sound after a power cut too
_WAIT = 3.0  # seconds for another process to finish its transaction
_REST = 60.0  # seconds until a file that could not be used is tried again
_FRESH = 3600  # seconds: an entry's time of use is not written more often
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


class _NotOursError(sqlite3.DatabaseError):
    """The file is sound, as a database, and not one of this module."""


class Store:
    """The entries of one file; opened with the first call, so that making one costs nothing. Not for use across a fork."""

    def __init__(self, path: Path, *, max_bytes: int) -> None:
        self.trouble = ""
        self._path = path
        pages = max_bytes // _PAGE
        self._log = min(max(pages // 8, 1), 1000)  # pages after which the log goes into the file
        self._most = pages - 2 * self._log  # pages of the file; the rest is for the log and for batches that come at one moment
        self._batch = min(self._most * _PAGE // 32, 1 << 18)  # bytes
        self._slice = min(max(self._most // 16, 1), 512)  # entries that one transaction removes
        self._until = 0.0 if pages >= _FEWEST else math.inf
        self._db: sqlite3.Connection | None = None
        self._handle: int | None = None
        self._identity = (0, 0)
        self._renewed = False
        self._waiting: dict[bytes, bytes] = {}
        self._since = 0.0  # when the first of them came
        self._seen: set[bytes] = set()

    def get(self, key: bytes) -> bytes | None:
        """The bytes of a key; None where there are none."""
        if key in self._waiting:
            return self._waiting[key]
        row = self._do(lambda db: db.execute("SELECT used, data FROM parses WHERE key = ?", (key,)).fetchone(), None)
        if row is None or not isinstance(row[0], int) or not isinstance(row[1], bytes):
            return None
        if abs(time.time() - row[0]) > _FRESH:
            self._seen.add(key)
            if len(self._seen) >= _MOST_SEEN:
                self.flush()
        return row[1]

    def put(self, key: bytes, data: bytes) -> None:
        """Keeps bytes in place of what the key had; written with others, after two seconds at the latest with the next one."""
        if len(data) > self._batch:
            return
        now = time.monotonic()
        if not self._waiting:
            self._since = now
        self._waiting[key] = data
        full = len(self._waiting) >= _MOST_WAITING or sum(map(len, self._waiting.values())) > self._batch
        if full or now - self._since > _DELAY:
            self.flush()

    def flush(self) -> None:
        """Writes what was put, and which entries were used, as one transaction."""
        if self._waiting or self._seen:
            self._do(self._write, None)
            self._waiting.clear()
            self._seen.clear()

    def close(self) -> None:
        """Writes what is left to write and closes the file; another call opens it again."""
        self.flush()
        self._leave()

    def _do(self, work: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
        """What `work` gives, `otherwise` where the file cannot be used; done again where a damaged file could be renewed."""
        for _ in range(2):
            if time.monotonic() < self._until:
                break
            try:
                if self._db is None:
                    self._db = self._open()
                return work(self._db)
            except (sqlite3.Error, OSError, MemoryError, UnicodeDecodeError) as error:
                self._leave()
                self.trouble = f"{self._path}: {error}"
                code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest tells variants apart
                # Python cannot read a message of SQLite that shows a damaged schema
                damaged = code in _DAMAGED or isinstance(error, (_NotOursError, UnicodeDecodeError))
                if not damaged or self._renewed or not self._set_aside():
                    self._until = time.monotonic() + _REST
        return otherwise

    def _leave(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None
        if self._handle is not None:
            disk.unlock(self._handle)
            self._handle = None

    def _beside(self, suffix: str) -> Path:
        return self._path.with_name(self._path.name + suffix)

    def _lock(self, *, shared: bool) -> int:
        return disk.lock(self._beside(".open"), shared=shared, seconds=_WAIT)

    def _set_aside(self) -> bool:
        """Renames the file and removes its log, unless another process already has; whether that was possible."""
        try:
            handle = self._lock(shared=False)
        except OSError:  # others have it open, which will find the same
            return False
        try:
            if _identity(self._path) == self._identity:
                for suffix in ("-wal", "-shm", "-journal"):
                    self._beside(suffix).unlink(missing_ok=True)
                self._path.replace(self._beside(".damaged"))
        except OSError:
            return False
        finally:
            disk.unlock(handle)
        self._renewed = True
        return True

    def _open(self) -> sqlite3.Connection:
        self._leave()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._handle = self._lock(shared=True)
        db = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        db.text_factory = lambda text: text.decode("utf-8", "replace")  # of a damaged file's schema, which is looked at
        try:
            self._identity = _identity(self._path)
            self._prepare(db)
        except BaseException as error:
            db.close()
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode == sqlite3.SQLITE_ERROR:
                raise _NotOursError(str(error)) from error  # its header is that of a later SQLite, or looks like one
            raise
        return db

    def _prepare(self, db: sqlite3.Connection) -> None:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", f"synchronous = {_SYNCHRONOUS}", "wal_autocheckpoint = 0"):
            db.execute(f"PRAGMA {setting}")
        if _schema(db):
            _check(db)  # before anything in it is changed
            self._choose_journal(db)
            return
        db.execute(f"PRAGMA page_size = {_PAGE}")
        db.execute(f"PRAGMA auto_vacuum = {_INCREMENTAL}")  # must come before the file's first page
        self._choose_journal(db)
        with _transaction(db):
            if not _schema(db):  # no other process has been quicker
                for statement in (*_SCHEMA, f"PRAGMA application_id = {_APPLICATION}", f"PRAGMA user_version = {_VERSION}"):
                    db.execute(statement)
        _check(db)

    def _choose_journal(self, db: sqlite3.Connection) -> None:
        """The log where it works; several processes that open a new file at once get in each other's way for a moment."""
        mode = "TRUNCATE" if disk.is_networked(self._path.parent) else "WAL"
        until = time.monotonic() + _WAIT
        while True:
            try:
                if db.execute(f"PRAGMA journal_mode = {mode}").fetchone() == (mode.lower(),) or mode == "TRUNCATE":
                    return
                mode = "TRUNCATE"
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
                if busy and time.monotonic() < until:
                    time.sleep(0.02)
                elif not busy and mode == "WAL":
                    mode = "TRUNCATE"
                else:
                    raise

    def _write(self, db: sqlite3.Connection) -> None:
        now = int(time.time())
        with _transaction(db):
            db.executemany("UPDATE parses SET used = ? WHERE key = ?", [(now, key) for key in self._seen])
            db.executemany(_PUT, [(key, now, data) for key, data in self._waiting.items()])
        if _number(db, "page_count") > self._most or _used(db) > self._most:
            while self._shrink(db):
                self._empty_log(db)
        self._empty_log(db)

    def _empty_log(self, db: sqlite3.Connection) -> None:
        """Moves a long log into the file. SQLite's own way never waits for readers, and where there always is one the log has no bound."""
        try:
            pages = self._beside("-wal").stat().st_size // _PAGE
        except FileNotFoundError:  # there is a rollback journal instead
            return
        if pages > self._log:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _shrink(self, db: sqlite3.Connection) -> bool:
        """Removes a few of the entries used longest ago and gives pages beyond the bound back; whether there was anything to do."""
        with _transaction(db):
            # some room more than is wanted now, not to come here again with every batch
            removed = db.execute(_DROP, (self._slice,)).rowcount if _used(db) > self._most - self._most // 20 else 0
            pages = _number(db, "page_count")
            if pages > self._most:
                most = min(pages - self._most, max(self._log // 4, 1))
                db.execute(f"PRAGMA incremental_vacuum({most})").fetchall()  # a page with each step
            return removed > 0 or _number(db, "page_count") < pages


@contextmanager
def _transaction(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


def _schema(db: sqlite3.Connection) -> list[str]:
    return sorted(str(sql) for (sql,) in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))


def _check(db: sqlite3.Connection) -> None:
    found = [_number(db, name) for name in ("application_id", "user_version", "page_size", "auto_vacuum")]
    if found != [_APPLICATION, _VERSION, _PAGE, _INCREMENTAL] or _schema(db) != sorted(_SCHEMA):
        raise _NotOursError("is not a parse cache of this version")


def _number(db: sqlite3.Connection, name: str) -> int:
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def _used(db: sqlite3.Connection) -> int:
    return _number(db, "page_count") - _number(db, "freelist_count")


def _identity(path: Path) -> tuple[int, int]:
    """Which file this is; by asking for its state, as opening and closing it would end the locks that SQLite has on it."""
    state = path.stat()
    return state.st_dev, state.st_ino
