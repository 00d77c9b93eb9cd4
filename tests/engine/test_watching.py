"""Watching: when a file is complete, and when there is something to do."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from upath import UPath

from pipeline.engine.watching import Watch
from pipeline.model import PipelineError

OLD = 1000.0  # seconds since a file's last change


def put(file: Path, text: str = "text", age: float = OLD) -> Path:
    file.write_text(text, encoding="utf-8")
    os.utime(file, (time.time() - age,) * 2)
    return file


def test_what_arrives_changes_and_leaves_is_something_to_do(tmp_path: Path) -> None:
    watch = Watch([str(tmp_path)], settled=60)
    assert not watch.look()  # nothing is there
    put(tmp_path / "a.txt")
    assert watch.look()
    watch.processed()
    assert not watch.look()
    put(tmp_path / "b.txt")
    assert watch.look()
    watch.processed()
    put(tmp_path / "a.txt", "longer")
    assert watch.look()
    watch.processed()
    (tmp_path / "a.txt").unlink()
    assert watch.look()
    watch.processed()
    assert not watch.look()


@pytest.mark.parametrize("name", ["a.pdf.part", "a.pdf.crdownload", "a.TMP", "a.download"])
def test_a_download_on_its_way_is_not_complete(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    watch = Watch([str(tmp_path)], settled=0)
    assert not watch.look()
    assert watch.incomplete() == [name]


def test_a_file_that_is_still_written_waits_and_does_not_hold_others_up(tmp_path: Path) -> None:
    put(tmp_path / "a.txt")
    put(tmp_path / "growing.txt", age=0)
    watch = Watch([str(tmp_path)], settled=60)
    assert watch.look()
    assert watch.incomplete() == ["growing.txt"]
    watch.processed()
    put(tmp_path / "growing.txt", "more text", age=0)
    assert not watch.look()
    put(tmp_path / "growing.txt", "more text still", age=61)
    assert watch.look()
    assert watch.incomplete() == []


def test_a_time_in_the_future_is_settled_by_looking(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", age=-OLD)
    watch = Watch([str(tmp_path)], settled=0.05)
    assert not watch.look()
    time.sleep(0.06)
    assert watch.look()


def test_a_document_that_is_being_replaced_stays_as_it_was(tmp_path: Path) -> None:
    file = put(tmp_path / "a.txt")
    watch = Watch([str(tmp_path)], settled=60)
    assert watch.look()
    watch.processed()
    put(file, "half of a new ver", age=0)
    assert not watch.look()


def test_what_is_watched_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no such folder"):
        Watch([str(tmp_path / "none")], settled=1)


def test_an_object_is_complete_when_it_is_there() -> None:
    folder = UPath("memory://watched")
    (folder / "a.txt").write_bytes(b"text")
    watch = Watch([str(folder)], settled=3600)
    assert watch.look()
    watch.processed()
    assert not watch.look()
    (folder / "a.txt").write_bytes(b"another")
    assert watch.look()


def test_new_decisions_are_something_to_do(tmp_path: Path) -> None:
    folder, decisions = tmp_path / "raw", tmp_path / "reviews" / "decisions.csv"
    folder.mkdir()
    decisions.parent.mkdir()
    (folder / "a.txt").write_text("海")
    watch = Watch([str(folder)], settled=0, decisions=decisions)
    assert watch.look()
    watch.processed()
    assert not watch.look()
    for change in (lambda: decisions.write_text("one"), lambda: decisions.write_text("one, two"), decisions.unlink):
        change()
        assert watch.look()
        watch.processed()
        assert not watch.look()
