"""Writing: every file whole, all files or none, nothing left aside."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from upath import UPath

from pipeline.model import PipelineError
from pipeline.write.files import Batch, sweep, write


def held(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_all_files_are_replaced(tmp_path: Path) -> None:
    write({tmp_path / "a.csv": b"1", tmp_path / "text" / "b.txt": b"2"})
    write({tmp_path / "a.csv": b"3", tmp_path / "text" / "b.txt": b"4"})
    assert held(tmp_path) == {"a.csv": b"3", "text/b.txt": b"4"}


def test_nothing_is_seen_before_all_is_written(tmp_path: Path) -> None:
    write({tmp_path / "a.csv": b"old"})
    with Batch() as batch:
        batch.open(tmp_path / "a.csv").write(b"new")
        batch.remove(tmp_path / "b.csv")
        assert (tmp_path / "a.csv").read_bytes() == b"old"
    assert held(tmp_path) == {"a.csv": b"old"}


def test_files_that_are_to_go(tmp_path: Path) -> None:
    write({tmp_path / "a.csv": b"1", tmp_path / "b.csv": b"2"})
    with Batch() as batch:
        batch.remove(tmp_path / "a.csv")
        batch.remove(tmp_path / "missing.csv")
        batch.open(tmp_path / "c.csv").write(b"3")
        batch.commit()
    assert held(tmp_path) == {"b.csv": b"2", "c.csv": b"3"}


@pytest.mark.parametrize("links", [True, False])
def test_none_is_replaced_where_one_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    """Nor where the disk knows no second names of a file."""
    write({tmp_path / name: b"old" for name in ("a.csv", "b.csv", "c.csv", "gone.csv")})
    whole = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "b.csv" and self.suffix == ".new":
            raise PermissionError(13, "Permission denied")
        return whole(self, target)

    def unknown(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(Path, "replace", locked)
    if not links:
        monkeypatch.setattr(os, "link", unknown)
    with Batch() as batch:
        for name in ("new.csv", "a.csv", "b.csv", "c.csv"):
            batch.open(tmp_path / name).write(b"new")
        batch.remove(tmp_path / "gone.csv")
        with pytest.raises(PipelineError, match=r"b\.csv: cannot be written \(Permission denied\); is it open in another program\?"):
            batch.commit()
    assert held(tmp_path) == dict.fromkeys(("a.csv", "b.csv", "c.csv", "gone.csv"), b"old")


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(PipelineError, match=r"b\.csv: cannot be written \(a folder has its name\)"):
        write({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert held(tmp_path) == {}
    assert (tmp_path / "b.csv").is_dir()


# (what the disk says, what is told to the user)
FULL = [
    (OSError(errno.ENOSPC, "No space left on device"), "No space left on device.*make room on the disk"),
    (OSError(errno.EROFS, "Read-only file system"), "Read-only file system.*choose another folder with -o"),
]


@pytest.mark.parametrize(("error", "told"), FULL)
def test_a_disk_that_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str) -> None:
    write({tmp_path / "a.csv": b"old", tmp_path / "b.csv": b"old"})

    def refuse(handle: int) -> None:
        raise error

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(PipelineError, match=told):
        write({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert held(tmp_path) == {"a.csv": b"old", "b.csv": b"old"}


def test_what_a_killed_process_has_left(tmp_path: Path) -> None:
    others = (".hidden.new", "report.new", ".0a1b2c3d-x.new")
    for name in (".0a1b2c3d-0.new", ".0a1b2c3d-12.old", ".4711-3.new", *others):
        (tmp_path / name).write_bytes(b"")
    sweep(tmp_path)
    sweep(tmp_path / "missing")
    assert sorted(held(tmp_path)) == sorted(others)


def test_on_a_store_the_last_file_comes_last() -> None:
    store = UPath("memory://last")
    store.fs.store.clear()
    write({store / "old.csv": b"1"})
    with Batch() as batch:
        last = batch.open(store / "last.csv")
        last.write(b"2")
        for number in range(5):
            batch.open(store / f"{number}.csv").write(b"3")
        batch.remove(store / "old.csv")
        batch.commit(last)
    assert sorted(file.name for file in store.iterdir()) == [*(f"{n}.csv" for n in range(5)), "last.csv"]
    assert max(store.iterdir(), key=lambda file: store.fs.created(file.path)).name == "last.csv"
