"""The file under the cache, with several processes: shared, one killed, one without rights."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from pipeline.parse import disk, store
from pipeline.parse.store import Store
from tests.parse.stores import ROOM, SMALL, fill, hurried, kept, key, value

__all__ = ["hurried"]

pytestmark = pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="processes are made by fork here")


def in_process(target: Callable[..., None], *given: object) -> object:
    """What `target` sends from a process of its own."""
    context = multiprocessing.get_context("fork")
    mine, theirs = context.Pipe()
    process = context.Process(target=target, args=(*given, theirs))
    process.start()
    theirs.close()
    sent = mine.recv() if mine.poll(30) else None
    process.join(30)
    return sent


def test_an_unwritable_folder(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "parses.sqlite"
    fill(path, range(5))
    for file in path.parent.iterdir():
        file.chmod(0o444)
    path.parent.chmod(0o555)
    sent = in_process(unprivileged, path)
    path.parent.chmod(0o755)
    assert sent == ("folder/parses.sqlite: [Errno 13] Permission denied: 'folder/parses.sqlite.open'", [])


def unprivileged(path: Path, pipe: Connection) -> None:
    os.chdir(path.parent.parent)  # the folders above it may be closed to others
    path = Path(path.parent.name, path.name)
    if os.geteuid() == 0:  # root may write everywhere
        Path().chmod(0o755)
        os.setgid(65534)
        os.setuid(65534)
    entries = Store(path, max_bytes=ROOM)
    entries.put(key(9), value(9))
    entries.close()
    pipe.send((entries.trouble, kept(path, range(9, 10))))


def busy(path: Path, numbers: range, pipe: Connection) -> None:
    """Reads and writes; sends how many values were wrong, and the trouble."""
    entries, wrong = Store(path, max_bytes=SMALL), 0
    for number in numbers:
        data = entries.get(key(number % 300))
        wrong += data not in (None, value(number % 300))
        if data is None:
            entries.put(key(number % 300), value(number % 300))
        if number % 20 == 0:
            entries.flush()
    entries.close()
    pipe.send((wrong, entries.trouble))


@pytest.mark.parametrize("networked", [False, True])
def test_processes_share_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, networked: bool) -> None:
    monkeypatch.setattr(store, "_WAIT", 20.0)
    monkeypatch.setattr(disk, "is_networked", lambda folder: networked)
    path, context = tmp_path / "parses.sqlite", multiprocessing.get_context("fork")
    pipes = [context.Pipe() for _ in range(3)]
    processes = [context.Process(target=busy, args=(path, range(50 * n, 500 + 50 * n), theirs)) for n, (_, theirs) in enumerate(pipes)]
    for process in processes:
        process.start()
    assert [mine.recv() for mine, _ in pipes if mine.poll(60)] == [(0, "")] * 3
    for process in processes:
        process.join(30)
    assert kept(path, range(300), SMALL) == list(range(300))
    assert not path.with_name("parses.sqlite.damaged").exists()


def endless(path: Path, pipe: Connection) -> None:
    entries, number = Store(path, max_bytes=ROOM), 0
    while True:
        entries.put(key(number), value(number))
        number += 1
        if number % store._MOST_WAITING == 0:
            pipe.send(number)


@pytest.mark.parametrize("networked", [False, True])
def test_a_killed_process_loses_its_last_batch_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, networked: bool) -> None:
    monkeypatch.setattr(disk, "is_networked", lambda folder: networked)
    path, context = tmp_path / "parses.sqlite", multiprocessing.get_context("fork")
    for batches in range(1, 4):
        mine, theirs = context.Pipe()
        process = context.Process(target=endless, args=(path, theirs))
        process.start()
        written = [mine.recv() for _ in range(batches)][-1]
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join(30)
        assert kept(path, range(written)) == list(range(written))
        with sqlite3.connect(path) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert not path.with_name("parses.sqlite.damaged").exists()
