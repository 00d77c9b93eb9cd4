"""A workbook → the same with cells typed in, as a reviewer would; and what stands in its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.review import outputs
from pipeline.review.model import Decision
from pipeline.review.rows import DocumentRows, read
from pipeline.write.part_files import read_part

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Edit = tuple[str, int, Mapping[str, Any]]  # sheet, line below its header from 0, column → what is typed


def names(sheet: Worksheet) -> list[str]:
    """The columns' names, in order."""
    return [str(cell.value or "").rpartition("\n")[2] for cell in sheet[1]]


def column(sheet: Worksheet, name: str) -> list[Any]:
    at = names(sheet).index(name) + 1
    return [sheet.cell(line, at).value for line in range(2, sheet.max_row + 1)]


def edited(file: Path, edits: list[Edit] = [], also: Callable[[Workbook], None] = lambda book: None) -> Path:  # noqa: B006
    """A copy of a workbook beside it, with cells typed in."""
    book = load_workbook(file)
    for title, line, typed in edits:
        sheet = book[title]
        for name, value in typed.items():
            sheet.cell(line + 2, names(sheet).index(name) + 1).value = value
    also(book)
    copy = file.with_name(f"{file.stem}-edited.xlsx")
    book.save(copy)
    return copy


def document(output: Path, doc_id: str) -> DocumentRows:
    return read(read_part(outputs.parts(output)[doc_id]))


def sheets(file: Path) -> Iterator[tuple[str, Any]]:
    """Each sheet's XML."""
    with ZipFile(file) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                yield name, etree.fromstring(archive.read(name))


def same(made: Decision) -> Decision:
    """A decision without what no two have in common."""
    return replace(made, id="", time="")
