"""Stores for the tests: numbers as keys, each with a value of its own."""

from hashlib import blake2b
from pathlib import Path

import pytest

from pipeline.parse import store
from pipeline.parse.store import Store

ROOM = 1 << 24
SMALL = 1 << 20


def key(number: int) -> bytes:
    return blake2b(str(number).encode(), digest_size=16).digest()


def value(number: int) -> bytes:
    return key(number) * (20 + number % 200)


def fill(path: Path, numbers: range, max_bytes: int = ROOM) -> None:
    entries = Store(path, max_bytes=max_bytes)
    for number in numbers:
        entries.put(key(number), value(number))
    entries.close()
    assert entries.trouble == ""


def kept(path: Path, numbers: range, max_bytes: int = ROOM) -> list[int]:
    """The numbers whose entry is there, each with its own value."""
    entries = Store(path, max_bytes=max_bytes)
    found = [number for number in numbers if (data := entries.get(key(number))) is not None and data == value(number)]
    entries.close()
    return found


def size(path: Path) -> int:
    return sum(file.stat().st_size for file in (path, path.with_name(path.name + "-wal")) if file.exists())


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_WAIT", 0.1)
    monkeypatch.setattr(store, "_SYNCHRONOUS", "OFF")  # no power cut comes here, and disks are slow
