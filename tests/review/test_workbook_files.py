"""Files that someone sends back: what is no workbook of ours is refused before it does harm."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from pipeline.model import PipelineError
from pipeline.review.workbook import opening
from pipeline.review.workbook.cells import Cell, Mangled, packed, typed
from pipeline.review.workbook.opening import opened
from pipeline.review.workbook.sheets import FORMAT

# a cell, the kind of its field, what stood there before → the text that is meant, or a part of why that is not known
TYPED: list[tuple[Cell, Any, str, str]] = [
    (Cell("2024-03", "s"), "edtf", "", "2024-03"),
    (Cell(" 2024-03 ", "s"), "edtf", "", "2024-03"),
    (Cell("=1+1", "s"), "text", "", "=1+1"),
    (Cell("a_x005F_x0041_", "s"), "text", "", "a_x0041_"),
    (Cell("a_x0041_", "s"), "text", "a_x0041_", "a_x0041_"),
    (Cell("a�b", "s"), "text", "a\x00b", "a\x00b"),
    (Cell(" spaces ", "s"), "text", " spaces ", " spaces "),
    (Cell(None, "n"), "text", "before", ""),
    (Cell(2024, "n"), "edtf", "", "2024"),
    (Cell(2024, "n"), "number", "", "2024"),
    (Cell(0.1, "n"), "number", "", "0.1"),
    (Cell(-3.0, "n"), "number", "", "-3"),
    (Cell(123, "n"), "text", "00123", "00123"),
    (Cell(100000.0, "n"), "text", "1E5", "1E5"),
    (Cell(datetime(2024, 3, 1), "d", "mmm-yy"), "text", "2024-03", "2024-03"),
    (Cell(datetime(2024, 3, 1), "d", "yyyy/m/d"), "edtf", "", "2024-03-01"),
    (Cell(datetime(2024, 3, 1), "d", 'yyyy"年"m"月"d"日"'), "iso-date", "", "2024-03-01"),
    (Cell(datetime(2024, 3, 1), "d", "[$-411]yyyy/m"), "edtf", "", "2024-03"),
]
REFUSED: list[tuple[Cell, Any, str, str]] = [
    (Cell("=1+1", "f"), "text", "", "a formula"),
    (Cell("=1+1", "f"), "number", "2", "a formula"),
    (Cell("a�c", "s"), "text", "a\x00b", "a workbook cannot hold"),
    (Cell(datetime(2024, 1, 2), "d", "d-mmm"), "edtf", "1-2", "made a date"),
    (Cell(datetime(2024, 3, 2), "d", "mmm-yy"), "edtf", "", "made a date"),
    (Cell(datetime(2024, 3, 1, 9), "d", "yyyy/m/d h:mm"), "edtf", "", "made a date"),
    (Cell(datetime(2024, 3, 1), "d", "yyyy/m/d"), "text", "", "made a date"),
    (Cell(12, "n"), "text", "", "made the number 12"),
    (Cell(0.5, "n", "0%"), "number", "", "made the number 0.5"),
    (Cell(12.5, "n"), "edtf", "", "made the number 12.5"),
    (Cell(float("inf"), "n"), "number", "", "made the number inf"),
    (Cell(True, "b"), "text", "", "holds True"),
    (Cell("#N/A", "e"), "text", "", "holds #N/A"),
    (Cell(time(9, 30), "d", "h:mm"), "text", "", "holds 09:30"),
]


@pytest.mark.parametrize(("cell", "kind", "before", "meant"), TYPED)
def test_the_text_that_is_meant(cell: Cell, kind: Any, before: str, meant: str) -> None:
    assert typed(cell, kind, before) == meant


@pytest.mark.parametrize(("cell", "kind", "before", "reason"), REFUSED)
def test_a_text_that_is_not_certain(cell: Cell, kind: Any, before: str, reason: str) -> None:
    with pytest.raises(Mangled, match=reason):
        typed(cell, kind, before)


@pytest.mark.parametrize("text", ["a\x00\x0b", "\ud800", "_x0041_", '"\\', "＝1", "\ufffe", "𠮷", "\r\n\t"])
def test_what_is_packed_is_exact(text: str) -> None:
    import json

    assert json.loads(packed({"text": text})) == {"text": text}
    assert all(char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff" for char in packed({"text": text}))
    assert "_x" not in packed({"text": text})


def zipped(file: Path, parts: dict[str, bytes]) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def ours(file: Path, extra: dict[str, bytes] | None = None) -> Path:
    """The least that is read as a workbook of ours, with files beside it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["fact", "is"])
    sheet.append(["format", FORMAT])
    book.save(file)
    with ZipFile(file, "a", ZIP_DEFLATED) as archive:
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return file


def test_the_least_of_ours_is_read(tmp_path: Path) -> None:
    assert opened(ours(tmp_path / "x.xlsx", {"xl/vbaProject.bin": b"Sub AutoOpen()"})).facts == {"format": FORMAT}


DOCTYPE = '<?xml version="1.0"?><!-- x --><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    far = b" " * ((1 << 20) - 40)  # so that it lies over the end of what is read at a time
    with pytest.raises(PipelineError, match=r"xl/evil\.xml has a document type"):
        opened(ours(tmp_path / "x.xlsx", {"xl/evil.xml": far + DOCTYPE.encode(encoding)}))


def test_what_is_packed_too_tightly_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="what is packed in it is larger"):
        opened(ours(tmp_path / "x.xlsx", {"xl/bomb.xml": b"0" * 30_000_000}))


def test_what_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "x.xlsx"
    with file.open("wb") as held:
        held.truncate(100_000_001)  # takes no room on the disk
    with pytest.raises(PipelineError, match="larger than 100 MB"):
        opened(file)
    monkeypatch.setattr(opening, "_EXPANDED", 5_000)
    with pytest.raises(PipelineError, match="what is packed in it is larger"):
        opened(ours(tmp_path / "y.xlsx"))


def test_other_files_are_told(tmp_path: Path) -> None:
    for name, data in (("a.xlsx", b""), ("b.xlsx", b"PK\x03\x04"), ("c.xls", b"\xd0\xcf\x11\xe0" * 200), ("d.csv", b"a,b\n")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(PipelineError, match="no workbook that can be read"):
            opened(tmp_path / name)
    with pytest.raises(PipelineError, match="no workbook that can be read"):
        opened(zipped(tmp_path / "e.xlsx", {"[Content_Types].xml": b"<a", "x": b""}))
    with pytest.raises(PipelineError, match="no workbook that can be read"):
        opened(tmp_path)
    with pytest.raises(PipelineError, match="there is no such file"):
        opened(tmp_path / "none.xlsx")
    Workbook().save(tmp_path / "f.xlsx")
    with pytest.raises(PipelineError, match=r"not a workbook that this version of `nids-pipeline review --export` has made"):
        opened(tmp_path / "f.xlsx")


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_damaged_file_is_told(tmp_path: Path, cut: float) -> None:
    data = ours(tmp_path / "x.xlsx").read_bytes()
    (tmp_path / "y.xlsx").write_bytes(data[: int(len(data) * cut)] + b"\x00" * 100 + data[int(len(data) * cut) + 100 :])
    with pytest.raises(PipelineError, match=r"no workbook that can be read|not a workbook that this version"):
        opened(tmp_path / "y.xlsx")
