"""Reading plain text: encodings, newlines, pages, and files that are no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import PipelineError
from pipeline.read import read
from pipeline.read.text import decode
from pipeline.settings import Settings

SAMPLES = (
    "令和六年度の防衛白書は、北朝鮮の弾道ミサイルについて詳しく述べている。",
    "ロシアとウクライナの間で、2024年6月に捕虜の交換が行われた。",
    "インド太平洋における航行の自由をめぐり、各国の海軍が演習を重ねた。（注）",
)
ENCODINGS = ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", SAMPLES)
def test_encoding_is_found(encoding: str, text: str) -> None:
    assert decode((text * 4).encode(encoding))[1] == text * 4


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


REFUSED = [
    (b"", "empty"),
    (b"\xef\xbb\xbf \n\n", "no text"),
    (b"%PDF-1.7 ...", "PDF"),
    (b"PK\x03\x04....", "zip"),
    (b"\x89PNG\r\n", "PNG"),
    (b"<!DOCTYPE html><html>", "HTML"),
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
