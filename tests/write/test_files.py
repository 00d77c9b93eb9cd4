"""Writing: every file whole, all files or none, and a folder that cannot be used is found out before the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import PipelineError
from pipeline.write.files import probe, write


def test_all_files_are_replaced(tmp_path: Path) -> None:
    write({tmp_path / "a.csv": b"1", tmp_path / "text" / "b.txt": b"2"})
    write({tmp_path / "a.csv": b"3", tmp_path / "text" / "b.txt": b"4"})
    assert (tmp_path / "a.csv").read_bytes() + (tmp_path / "text" / "b.txt").read_bytes() == b"34"
    assert sorted(file.name for file in tmp_path.rglob("*")) == ["a.csv", "b.txt", "text"]


def test_none_is_replaced_where_one_cannot_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {tmp_path / name: b"old" for name in ("a.csv", "b.csv", "c.csv")}
    write(files)
    whole = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if Path(target).name == "b.csv" and self.suffix == ".new":
            raise PermissionError(13, "Permission denied")
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PipelineError, match=r"b\.csv: cannot be written"):
        write(dict.fromkeys(files, b"new"))
    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == [b"old"] * 3


def test_a_crash_while_writing_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write({tmp_path / "a.csv": b"old", tmp_path / "b.csv": b"old"})

    def full(path: Path, data: bytes) -> None:
        path.write_bytes(data[:1])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pipeline.write.files._write", full)
    with pytest.raises(PipelineError, match="No space left"):
        write({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"new"})
    assert [file.read_bytes() for file in sorted(tmp_path.iterdir())] == [b"old", b"old"]


def test_probe(tmp_path: Path) -> None:
    probe(tmp_path / "new" / "folder")
    assert list((tmp_path / "new" / "folder").iterdir()) == []
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(PipelineError, match="a folder of their own"):
            probe(folder)
