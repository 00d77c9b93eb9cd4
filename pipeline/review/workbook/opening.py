"""A file that someone sends back as a workbook → the lines of its sheets, or why it is not read."""

from __future__ import annotations

import re
import warnings
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import load_workbook

from pipeline.model import PipelineError
from pipeline.review.workbook.cells import EMPTY, Cell
from pipeline.review.workbook.sheets import FORMAT

_LARGEST = 100_000_000  # bytes of the file
_EXPANDED = 1_000_000_000  # bytes of all that is packed in it
_DENSE, _RATIO = 20_000_000, 200  # a part of more bytes than the first is packed no tighter than this
_CHUNK = 1 << 20
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_MARK = re.compile(r"(row|add):(\w+)")
_HEADER_WITHIN = 20  # lines: someone may have put a title above it
_MOST_COLUMNS = 200
_FAULTS = (
    BadZipFile, zlib.error, OSError, EOFError, SyntaxError, KeyError, ValueError, TypeError, AttributeError, IndexError,
    NotImplementedError, RuntimeError,
)  # fmt: skip  # what openpyxl and zipfile raise for files that are damaged


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of a sheet of rows (`row`) or of missed mentions (`add`): cells by their columns' names; `key` is its hidden cell."""

    sheet: str
    number: int
    purpose: str
    table: str
    key: Cell
    cells: Mapping[str, Cell]


@dataclass(slots=True)
class Opened:
    """What a workbook holds that an import asks for; `documents` are the files its rows were read from, by doc_id."""

    lines: list[TypedLine] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    documents: dict[str, dict[str, str]] = field(default_factory=dict)
    sentences: dict[str, str] = field(default_factory=dict)


def opened(file: Path) -> Opened:
    """The lines of a workbook that `export` has made, whatever its sheets are called now and in what order they stand.

    Nothing in it is run: formulas are read as such, macros and links are left alone. Raises `PipelineError` for a file that is no
    workbook, is not one of ours, or is larger than such a workbook can be.
    """
    try:
        if file.stat().st_size > _LARGEST:
            raise PipelineError(f"{file}: larger than {_LARGEST // 10**6} MB; a workbook of the review is not that large")
        with file.open("rb") as held:
            _check(file, held)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what openpyxl leaves out when it writes: nothing is written
                book = load_workbook(held, read_only=True, data_only=False, keep_vba=False, keep_links=False)
                found = _read(book)
    except FileNotFoundError as error:
        raise PipelineError(f"{file}: there is no such file") from error
    except _FAULTS as error:
        raise PipelineError(f"{file}: no workbook that can be read ({error}); save it as .xlsx, without a password") from error
    if found.facts.get("format") != FORMAT:
        raise PipelineError(f"{file}: not a workbook that this version of `nids-pipeline review --export` has made; export it anew")
    return found


def _check(file: Path, held: IO[bytes]) -> None:
    """Refuses what would take all memory, or would have entities expanded, before any of it is parsed."""
    with ZipFile(held) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > _EXPANDED or any(_dense(part) for part in parts):
            raise PipelineError(f"{file}: what is packed in it is larger than a workbook of the review can be; export it anew")
        for part in parts:
            with archive.open(part) as stream:
                last = b""
                while chunk := stream.read(_CHUNK):
                    if part.filename.endswith((".xml", ".rels")) and any(mark in last + chunk for mark in _DOCTYPES):
                        raise PipelineError(f"{file}: {part.filename} has a document type, which no spreadsheet writes; export it anew")
                    last = chunk[-20:]


def _dense(part: ZipInfo) -> bool:
    return part.file_size > _DENSE and part.file_size > _RATIO * part.compress_size


def _read(book: Any) -> Opened:
    found = Opened()
    for sheet in book.worksheets:
        lines = enumerate(sheet.iter_rows(min_row=1, max_col=_MOST_COLUMNS), start=1)
        header = _header(lines)
        if header is None:
            continue
        names, mark = header
        if mark:
            found.lines += _lines(sheet.title, names, mark, lines)
        elif "fact" in names:
            _facts(found, names, lines)
        else:
            found.sentences |= {_text(cells["sentence_id"]): _text(cells["sentence"]) for _, cells in _cells(names, lines)}
    return found


_Lines = Iterator[tuple[int, Sequence[Any]]]


def _header(lines: _Lines) -> tuple[list[str], re.Match[str] | None] | None:
    """The names of a sheet's columns, with the mark of what its lines are; None for a sheet that is none of ours."""
    for number, cells in lines:
        names = [str(cell.value or "").rpartition("\n")[2].strip() for cell in cells]
        mark = next((found for name in names if (found := _MARK.fullmatch(name))), None)
        if mark or {"fact", "is"} <= set(names) or {"sentence_id", "sentence"} <= set(names):
            return names, mark
        if number >= _HEADER_WITHIN:
            break
    return None


def _cells(names: Sequence[str], lines: _Lines) -> Iterator[tuple[int, dict[str, Cell]]]:
    for number, cells in lines:
        held = {name: _cell(cell) for name, cell in zip(names, cells, strict=False) if name}
        if any(cell is not EMPTY for cell in held.values()):
            yield number, held


def _cell(cell: Any) -> Cell:
    if cell.value is None or cell.value == "":
        return EMPTY
    return Cell(cell.value, cell.data_type, cell.number_format if cell.data_type in ("n", "d") else "")


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value)


def _lines(title: str, names: Sequence[str], mark: re.Match[str], lines: _Lines) -> Iterator[TypedLine]:
    for number, cells in _cells(names, lines):
        key = cells.pop(mark[0], EMPTY)
        yield TypedLine(title, number, mark[1], mark[2], key, cells)


def _facts(found: Opened, names: Sequence[str], lines: _Lines) -> None:
    for _, cells in _cells(names, lines):
        if name := _text(cells["fact"]):
            found.facts[name] = _text(cells["is"])
        if doc_id := _text(cells.get("doc_id", EMPTY)):
            found.documents[doc_id] = {name: _text(cells.get(name, EMPTY)) for name in ("doc_id", "source_file", "sha256")}
