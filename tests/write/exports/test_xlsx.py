"""The workbook, read back by calamine and by openpyxl: text stays text, numbers are numbers, limits are told."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.tables.schema.text import DOCUMENTS
from pipeline.write.exports import write, xlsx
from tests.write.exports.folders import TEXTS, held, make

ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


def shown(value: Any) -> Any:
    """What a workbook can hold of a value, as calamine gives it: every number a float, nothing as ""."""
    if value is None:
        return ""
    return ILLEGAL.sub("\ufffd", value) if isinstance(value, str) else float(value)


def unescaped(value: Any) -> Any:
    return value.replace("_x005F_", "_") if isinstance(value, str) else value


def exported(folder: Path, target: Path) -> list[str]:
    told: list[str] = []
    write("xlsx", folder, target, (), told.append)
    return told


def test_every_row_is_read_back(outputs: Path, tmp_path: Path) -> None:
    exported(outputs, tmp_path / "a.xlsx")
    book = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
    assert book.sheet_names == [*(table.name for table in schema.TABLES), xlsx.COLUMNS]
    for table in schema.TABLES:
        head, *rows = book.get_sheet_by_name(table.name).to_python(skip_empty_area=False)
        assert head == table.names
        found = [tuple(map(unescaped, row)) + ("",) * (len(head) - len(row)) for row in rows]
        assert found == [tuple(map(shown, row)) for row in held(outputs, table.name)]


def test_nothing_is_a_formula_a_date_or_an_error(hostile: Path, tmp_path: Path) -> None:
    exported(hostile, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as made:
        for name in made.namelist():
            assert b"<f>" not in made.read(name)
    book = openpyxl.load_workbook(tmp_path / "a.xlsx", rich_text=False)
    for table in schema.TABLES:
        sheet = book[table.name]
        assert (sheet.freeze_panes, sheet.auto_filter.ref.split(":")[0]) == ("A2", "A1")
        for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None):
            assert cell.data_type == ("s" if isinstance(cell.value, str) else "n")
            assert (cell.number_format == "@") == isinstance(cell.value, str)
            if str(cell.value).startswith(("=", "+", "-", "@")) and isinstance(cell.value, str):
                assert cell.quotePrefix


def test_what_no_cell_can_hold_is_told(tmp_path: Path) -> None:
    limit = 32_767
    folder = make(tmp_path / "outputs", ["海" * (limit + 1), "😀" * (limit // 2 + 1), "空" * limit, "\0"])
    told = exported(folder, tmp_path / "a.xlsx")
    assert "notes: 4 cells longer than 32,767 characters, cut and marked" in told  # `text` and `comment` of two notes
    assert any(line.startswith("notes: 2 cells with characters that no workbook can hold") for line in told)
    sheet = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_name("notes").to_python()
    at = sheet[0].index("text")
    for row, first in ((sheet[1], "海"), (sheet[2], "😀")):
        text = str(row[at])
        assert len(text.encode("utf-16-le")) // 2 in (limit, limit - 1)
        assert re.fullmatch(f"{first}+… \\[cut; the whole text is in notes\\.csv\\]", text)
    assert sheet[3][at] == "空" * limit


def test_more_rows_than_a_sheet_holds_are_refused(hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", len(TEXTS) - 1)
    with pytest.raises(PipelineError, match="more rows than a sheet holds"):
        exported(hostile, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setattr(xlsx, "MOST_ROWS", len(TEXTS))
    exported(hostile, tmp_path / "a.xlsx")


def test_numbers_of_many_digits_are_text(tmp_path: Path) -> None:
    folder = make(tmp_path / "outputs", ["海"])
    file = folder / "documents.csv"
    at = DOCUMENTS.names.index("chars")
    head, line = file.read_text("utf-8-sig").splitlines()
    cells = line.split(",")
    cells[at] = "1234567890123456789"
    file.write_text(f"\ufeff{head}\n{','.join(cells)}\n", encoding="utf-8")
    assert exported(folder, tmp_path / "a.xlsx") == ["documents: 1 numbers of more digits than a spreadsheet keeps, written as text"]
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["documents"].cell(2, at + 1).value == "1234567890123456789"
