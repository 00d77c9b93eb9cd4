"""An output folder and its decisions → a workbook, one sheet a reviewed table, to be typed in and imported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model import PipelineError
from pipeline.review import decisions, outputs
from pipeline.review.apply import Reviewed, apply
from pipeline.review.decisions.line import stamp
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS, REVIEWED, read
from pipeline.review.workbook import guide, looks
from pipeline.review.workbook.lines import Lines, TooLong
from pipeline.review.workbook.sheets import ADDED_LINES, FORMAT, GUIDE, LISTS, READ, SENTENCES, Column, added, columns
from pipeline.storage import Place
from pipeline.write.files import write
from pipeline.write.part_files import read_part

MOST_LINES = 1_048_575  # of a sheet, below its header
_DOCUMENT = ("doc_id", "source_file", "sha256")


@dataclass(frozen=True, slots=True)
class Exported:
    """What a workbook holds: the rows of each reviewed table.

    `replaced` are lines with characters that no cell can hold (U+FFFD stands for them), `left_out` rows, by table, with a text
    that is longer than a cell.
    """

    rows: Mapping[str, int] = field(default_factory=dict)
    replaced: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)


def export(output: Place, reviews: Place, file: Path) -> Exported:
    """Writes the rows of all documents with what was decided about them.

    Raises `PipelineError` where the file is there already (it may hold verdicts that were not imported), no run has been, or a
    table has more rows than a sheet.
    """
    if file.exists():
        raise PipelineError(f"{file}: is there already, and may hold verdicts; import it, then move it away or give another name")
    book = _Book()
    decided = decisions.read(reviews)
    documents: list[Row] = []
    for folder in outputs.parts(output).values():
        rows = read(read_part(folder))
        documents.append(rows.document)
        applied = apply(rows, decided)
        lines = Lines(rows, applied.rows)
        for table, reviewed in applied.reviewed.items():
            for one in reviewed:
                book.add(table, lines, one)
        for values in lines.sentences():
            book.sheet(SENTENCES).add(values)
    data = book.finished(documents)
    write({file: data})
    return Exported({table: book.sheets[table].lines for table in REVIEWED}, book.replaced, dict(book.left_out))


class _Sheet:
    """A sheet that is being written, line by line."""

    def __init__(self, sheet: Worksheet, made_of: Sequence[Column]) -> None:
        self.sheet, self.columns, self.lines = sheet, made_of, 0

    def add(self, values: Sequence[looks.Value]) -> None:
        if self.lines == MOST_LINES:
            raise PipelineError(f"{self.sheet.title}: more rows than a sheet holds ({MOST_LINES:,}); export the documents in several runs")
        self.sheet.append(looks.line(self.sheet, self.columns, values))
        self.lines += 1


class _Book:
    """The workbook while it is made: its sheets by table, in order."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        looks.add_styles(self.book)
        self.replaced = 0
        self.left_out: Counter[str] = Counter()
        self._guide()
        ordered = ("documents", *(table for table in REVIEWED if table != "documents"))
        self.sheets = {table: self._sheet(table, columns(table), f"row:{table}") for table in ordered}
        self._added = {table: self._sheet(f"add {table}", added(table), f"add:{table}") for table in MENTIONS}
        self.sheets[SENTENCES] = self._sheet(SENTENCES, READ)
        named = (column.choices for sheet in (*self.sheets.values(), *self._added.values()) for column in sheet.columns)
        self._lists = list(dict.fromkeys(choices for choices in named if choices))

    def sheet(self, name: str) -> _Sheet:
        return self.sheets[name]

    def add(self, table: str, lines: Lines, one: Reviewed) -> None:
        """Adds a row's line."""
        sheet = self.sheets[table]
        try:
            line = lines.line(sheet.columns, one)
        except TooLong:
            self.left_out[table] += 1
            return
        sheet.add(line.values)
        self.replaced += bool(line.replaced)

    def finished(self, documents: Sequence[Row]) -> bytes:
        """The workbook's bytes."""
        for sheet in self._added.values():
            for _ in range(ADDED_LINES):
                sheet.add([""] * len(sheet.columns))
        for sheet in (*self.sheets.values(), *self._added.values()):
            looks.close_sheet(sheet.sheet, sheet.columns, self._lists, sheet.lines)
        self._hidden(documents)
        held = BytesIO()
        self.book.save(held)
        return held.getvalue()

    def _sheet(self, title: str, made_of: Sequence[Column], mark: str = "") -> _Sheet:
        return _Sheet(looks.open_sheet(self.book, title, made_of, mark), made_of)

    def _guide(self) -> None:
        sheet = self.book.create_sheet(GUIDE)
        sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 78
        sheet.sheet_view.showGridLines = False
        sheet.append([looks.cell(sheet, guide.TITLE, looks.TITLE)])
        for line in guide.LINES:
            sheet.append([looks.cell(sheet, text, looks.PROSE) for text in line])
        looks.protect(sheet)

    def _hidden(self, documents: Sequence[Row]) -> None:
        """The values of drop-downs, and what the import has to know: when this was exported, and which files the rows were read from."""
        sheet = self.book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        facts = [("format", FORMAT), ("exported_at", stamp(datetime.now(UTC)))]
        lists: list[list[str]] = [["list", *choices] for choices in self._lists]
        lists += [[name, *(row[name] for row in documents)] for name in _DOCUMENT]
        lists += [["fact", *(name for name, _ in facts)], ["is", *(value for _, value in facts)]]
        for line in zip_longest(*lists, fillvalue=""):
            sheet.append([looks.cell(sheet, text, looks.PROSE) if text else None for text in line])
        looks.protect(sheet)
