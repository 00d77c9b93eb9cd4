"""The file under the cache: bounded, and never in the way."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.parse import disk, store
from pipeline.parse.store import Store
from tests.parse.stores import ROOM, SMALL, fill, hurried, kept, key, size, value

__all__ = ["hurried"]


@pytest.fixture(params=["local", "network", "no shared memory"])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place for a file: with the log, on a network's disk, and where SQLite cannot have shared memory."""
    if request.param == "network":
        monkeypatch.setattr(disk, "is_networked", lambda folder: True)
    if request.param == "no shared memory":
        connect = sqlite3.connect
        monkeypatch.setattr(store.sqlite3, "connect", lambda path, **options: connect(f"file:{path}?vfs=unix-dotfile", uri=True, **options))
    yield tmp_path / "folder" / "parses.sqlite"
    journal = sqlite3.connect(tmp_path / "folder" / "parses.sqlite").execute("PRAGMA journal_mode").fetchone()[0]
    assert (journal == "wal") == (request.param == "local")


def test_entries_are_there_the_next_time(place: Path) -> None:
    fill(place, range(70))
    assert kept(place, range(80)) == list(range(70))


@pytest.mark.parametrize("networked", [False, True])
def test_the_file_keeps_to_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, networked: bool) -> None:
    monkeypatch.setattr(disk, "is_networked", lambda folder: networked)
    path = tmp_path / "parses.sqlite"
    entries, most = Store(path, max_bytes=SMALL), 0
    for number in range(700):
        entries.put(key(number), value(number))
        most = max(most, size(path) if path.exists() else 0)
    entries.close()
    assert SMALL // 2 < size(path) <= most <= SMALL
    found = kept(path, range(700), SMALL)
    assert found == list(range(found[0], 700))


def test_a_lower_bound_shrinks_the_file(tmp_path: Path) -> None:
    path = tmp_path / "parses.sqlite"
    fill(path, range(900))
    assert size(path) > 1.5 * SMALL
    fill(path, range(900, 901), SMALL)
    assert size(path) <= SMALL
    found = kept(path, range(901), SMALL)
    assert found == list(range(found[0], 901))


def test_what_was_used_lately_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, clock = tmp_path / "parses.sqlite", [1_000_000]
    monkeypatch.setattr(store.time, "time", lambda: clock[0])
    fill(path, range(200), SMALL)
    clock[0] += 2 * store._FRESH
    assert kept(path, range(10, 20), SMALL) == list(range(10, 20))
    clock[0] += 2 * store._FRESH
    fill(path, range(200, 400), SMALL)
    found = kept(path, range(400), SMALL)
    assert found == [*range(10, 20), *range(found[10], 400)]
    assert found[10] > 20


def test_reading_again_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "parses.sqlite"
    fill(path, range(50))
    before = path.read_bytes()
    assert kept(path, range(50)) == list(range(50))
    assert path.read_bytes() == before


@pytest.mark.parametrize("max_bytes", [0, 100_000])
def test_a_store_without_room_makes_no_file(tmp_path: Path, max_bytes: int) -> None:
    fill(tmp_path / "parses.sqlite", range(100), max_bytes)
    assert list(tmp_path.iterdir()) == []


def test_an_entry_beyond_the_bound_is_not_kept(tmp_path: Path) -> None:
    entries = Store(tmp_path / "parses.sqlite", max_bytes=SMALL)
    entries.put(b"large", bytes(SMALL // 2))
    entries.put(b"small", b"!")
    assert (entries.get(b"large"), entries.get(b"small")) == (None, b"!")
    entries.close()


def headless(path: Path) -> None:
    path.write_bytes(b"\x00" * 100 + path.read_bytes()[100:])


def of_a_later_format(path: Path) -> None:
    contents = bytearray(path.read_bytes())
    contents[47] = 200
    path.write_bytes(contents)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def scrambled(path: Path) -> None:
    contents = path.read_bytes()
    path.write_bytes(contents[:4096] + bytes(reversed(contents[4096:])))


def renamed_table(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE parses", b"CREATE TABLE purses"))


def another_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE letters (text)")


def another_version(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")


def text(path: Path) -> None:
    path.write_text("no database at all\n" * 500, "utf-8")


@pytest.mark.parametrize("harm", [headless, of_a_later_format, cut, scrambled, renamed_table, another_database, another_version, text])
def test_a_file_that_is_no_store_is_set_aside(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    path = tmp_path / "parses.sqlite"
    fill(path, range(300))
    harm(path)
    damaged = path.read_bytes()
    entries = Store(path, max_bytes=ROOM)
    assert {entries.get(key(number)) for number in range(300)} <= {None, *(value(number) for number in range(300))}
    entries.put(key(1), value(1))
    entries.close()
    assert path.with_name("parses.sqlite.damaged").read_bytes() == damaged
    assert "parses.sqlite" in entries.trouble
    assert kept(path, range(2)) == [1]


def test_a_damaged_file_stays_while_another_process_has_it_open(tmp_path: Path) -> None:
    path = tmp_path / "parses.sqlite"
    path.write_text("no database at all", "utf-8")
    other = disk.lock(tmp_path / "parses.sqlite.open", shared=True, seconds=0)
    entries = Store(path, max_bytes=ROOM)
    assert entries.get(key(1)) is None
    assert path.read_text("utf-8") == "no database at all"
    disk.unlock(other)
    assert entries.get(key(1)) is None  # it rests
    assert kept(path, range(1)) == []
    assert path.with_name("parses.sqlite.damaged").exists()


def test_a_file_renewed_by_another_process_is_not_set_aside_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "parses.sqlite"
    path.write_text("no database at all", "utf-8")
    entries, leave = Store(path, max_bytes=ROOM), Store._leave

    def left(self: Store) -> None:
        leave(self)
        if self is entries and self._identity != (0, 0):
            monkeypatch.setattr(Store, "_leave", leave)
            path.replace(tmp_path / "elsewhere")
            fill(path, range(5))

    monkeypatch.setattr(Store, "_leave", left)
    assert entries.get(key(3)) == value(3)
    entries.close()
    assert not path.with_name("parses.sqlite.damaged").exists()


def test_a_locked_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "parses.sqlite"
    fill(path, range(5))
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    db.close()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN EXCLUSIVE")
    entries = Store(path, max_bytes=ROOM)
    assert entries.get(key(1)) is None
    entries.put(key(7), value(7))
    entries.close()
    assert "locked" in entries.trouble
    db.close()
    assert kept(path, range(10)) == list(range(5))


def test_a_store_rests_and_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").write_text("in the way", "utf-8")
    entries = Store(tmp_path / "folder" / "parses.sqlite", max_bytes=ROOM)
    assert entries.get(key(1)) is None
    (tmp_path / "folder").unlink()
    fill(tmp_path / "folder" / "parses.sqlite", range(5))
    assert entries.get(key(1)) is None
    now = store.time.monotonic()
    monkeypatch.setattr(store.time, "monotonic", lambda: now + store._REST + 1)
    assert entries.get(key(1)) == value(1)
    entries.close()


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "parses.sqlite").mkdir()
    assert kept(tmp_path / "parses.sqlite", range(2)) == []
    entries = Store(tmp_path / "parses.sqlite", max_bytes=ROOM)
    entries.put(key(1), value(1))
    entries.close()
    assert "unable to open" in entries.trouble


def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "parses.sqlite"
    fill(path, range(5))
    opened = Store._open

    def full(self: Store) -> sqlite3.Connection:
        db = opened(self)
        db.execute("PRAGMA max_page_count = 1")  # SQLite says the same as where the disk is full
        return db

    with monkeypatch.context() as patch:
        patch.setattr(Store, "_open", full)
        entries = Store(path, max_bytes=ROOM)
        for number in range(1000, 1100):
            entries.put(key(number), value(number))
        entries.close()
    assert "full" in entries.trouble
    assert kept(path, range(1100)) == list(range(5))
