"""Reading plain text: encodings, newlines, pages, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import PipelineError
from pipeline.read import read
from pipeline.settings import Settings


def write(folder: Path, data: bytes) -> Path:
    file = folder / "report"
    file.write_bytes(data)
    return file


def test_newlines_and_pages(tmp_path: Path) -> None:
    file = write(tmp_path, "一行目\r\n二行目\r三行目\f四行目".encode())
    source = read(file, doc_id="d", name="report", settings=Settings())
    assert source.text == "一行目\n二行目\n三行目\f四行目"
    assert source.page_starts == (0, 12)
    assert source.encoding == "utf-8"


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    source = read(
        write(tmp_path, ("首脳会談は\x00延期となった。" + "首脳会談は延期となった。" * 19).encode() + "次".encode()[:2]),
        doc_id="d",
        name="report",
        settings=Settings(),
    )
    assert source.text == "首脳会談は延期となった。" * 20
    assert [problem.code for problem in source.problems] == ["unprintable-left-out", "last-character-cut"]


def test_signs_of_direction_and_lone_surrogates_do_no_harm(tmp_path: Path) -> None:
    text = "\u202b首脳\u202c会談\u200f。" * 30
    assert read(write(tmp_path, text.encode()), doc_id="d", name="report", settings=Settings()).text == text
    half = "会談".encode("utf-16-le") * 100 + b"\x00\xd8" + "会談".encode("utf-16-le")
    with pytest.raises(PipelineError, match="damaged"):
        read(write(tmp_path, b"\xff\xfe" + half), doc_id="d", name="report", settings=Settings())


def test_one_long_line(tmp_path: Path) -> None:
    text = "首脳会談は延期となった" * 11_000
    for encoding in ("utf-8", "cp932", "euc_jp", "utf-16-le"):
        assert read(write(tmp_path, text.encode(encoding)), doc_id="d", name="report", settings=Settings()).text == text
    with pytest.raises(PipelineError, match="max_chars"):
        read(write(tmp_path, text.encode()), doc_id="d", name="report", settings=Settings(max_chars=len(text) - 1))


REFUSED = [
    (b"", "empty"),
    (b"\xef\xbb\xbf \n\n", "no text"),
    (b"\x89PNG\r\n", "PNG"),
    (bytes(range(256)) * 20, "binary"),
    (b"\x00\x01\x02\x03" * 500, "binary"),
    (b"\xff\xfea", "damaged"),
]


@pytest.mark.parametrize(("data", "reason"), REFUSED, ids=[reason for _, reason in REFUSED])
def test_what_is_no_text_is_refused_in_plain_words(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(PipelineError, match=reason):
        read(write(tmp_path, data), doc_id="d", name="report", settings=Settings())


def test_missing_folder_and_too_large(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="no such file"):
        read(tmp_path / "none.txt", doc_id="d", name="none.txt", settings=Settings())
    with pytest.raises(PipelineError, match="folder"):
        read(tmp_path, doc_id="d", name="x", settings=Settings())
    with pytest.raises(PipelineError, match="max_bytes"):
        read(write(tmp_path, b"x" * 50), doc_id="d", name="report", settings=Settings(max_bytes=49))
