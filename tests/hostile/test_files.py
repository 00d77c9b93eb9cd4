"""What lies in raw/ and is no report: pipes, sockets, devices, loops, files that vanish, names that are no text. Nothing may block."""

from __future__ import annotations

import os
import socket
import tempfile
from pathlib import Path

import pytest

from pipeline.engine import inputs
from pipeline.engine.document import process
from pipeline.engine.run import run
from pipeline.model import PipelineError
from pipeline.settings import Settings
from tests.hostile import encodings, markup, pdfs, words
from tests.hostile.conftest import Process
from tests.test_golden import rows

GOOD = "海の秩序\n\n1 背景\n\n2024年3月5日、中国とロシアは北京で会談した。\n"
posix = pytest.mark.skipif(os.name != "posix", reason="files of POSIX")


def reason(path: Path, **settings: int) -> str:
    return process(inputs.Input("d", path.name, path), Settings(**settings), None).error


@posix
def test_pipes_sockets_and_devices_named_outright(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "pipe, socket or device" in reason(tmp_path / "pipe.txt")
    assert "pipe, socket or device" in reason(Path("/dev/zero"))
    with tempfile.TemporaryDirectory(dir="/tmp") as short, socket.socket(socket.AF_UNIX) as opened:
        opened.bind(f"{short}/s.pdf")
        assert "pipe, socket or device" in reason(Path(short, "s.pdf"))


@posix
def test_a_folder_of_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "folder.pdf").mkdir()
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    assert [item.name for item in inputs.find([tmp_path])] == ["good.txt"]


@posix
def test_a_link_to_itself_named_outright(tmp_path: Path) -> None:
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert reason(tmp_path / "self.txt").startswith(("the file cannot be read", "there is no such file"))


def test_a_folder_named_like_a_file(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").mkdir()
    assert "folder" in reason(tmp_path / "report.pdf")


def test_a_file_that_vanishes(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(GOOD, encoding="utf-8")
    (item,) = inputs.find([tmp_path])
    file.unlink()
    assert "no such file" in process(item, Settings(), None).error


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the owner of the machine may read all files")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text(GOOD, encoding="utf-8")
    file.chmod(0)
    assert "cannot be read (Permission denied)" in reason(file)


def test_limits_of_size(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"a" * 1_001)
    assert "max_bytes = 1,000" in reason(file, max_bytes=1_000)
    file.write_text("両国は会談した。" * 200, encoding="utf-8")
    assert "max_chars = 1,000" in reason(file, max_chars=1_000)


# a name that lies about what is inside → what is inside
DISGUISED = [
    ("report.txt", pdfs.pdf(pdfs.page()), "application/pdf"),
    ("report.pdf", markup.FILES["sound"](1), "text/html"),
    ("report.html", words.FILES["sound"](1), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("report.docx", GOOD.encode("cp932"), "text/plain"),
    ("report", GOOD.encode(), "text/plain"),
]


@pytest.mark.parametrize(("name", "data", "media_type"), DISGUISED, ids=[f"{name} is {kind}" for name, _, kind in DISGUISED])
def test_a_wrong_ending(name: str, data: bytes, media_type: str, processed: Process) -> None:
    assert processed(data, name).media_type == media_type


@pytest.mark.model
@pytest.mark.parametrize("workers", [1, 2])
def test_the_others_of_the_same_run_are_done(tmp_path: Path, workers: int) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    raw.mkdir()
    bad = {
        "locked.pdf": pdfs.FILES["locked"](1),
        "bomb.docx": words.FILES["bomb, honest"](1),
        "deep.html": markup.FILES["30,000 deep, div"](1),
        "random.txt": encodings.FILES["random bytes"],
        "line\nbreak.pdf": b"%PDF-1.7\n",
        "=1+1.txt": b"\0" * 100,
    }
    for name, data in bad.items():
        (raw / name).write_bytes(data)
    if os.name == "posix":
        os.mkfifo(raw / "pipe.txt")
        Path(os.fsdecode(os.fsencode(raw) + b"/\xff\xfe.txt")).write_bytes(b"")
    (raw / "good.txt").write_text(GOOD, encoding="utf-8")
    result = run(raw, out, settings=Settings(cache=False, workers=workers))
    made = {row["doc_id"]: row for row in rows(out / "documents.csv")}
    assert made["good"]["status"] == "ok"
    assert all(row["status"] == "failed" and row["error"] for key, row in made.items() if key != "good")
    assert len(result.failed) == len(bad) + (os.name == "posix")
    assert [row["text"] for row in rows(out / "dates.csv")] == ["2024年3月5日"]


def test_nothing_but_bad_files_is_still_a_run(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no reports"):
        inputs.find([tmp_path])
