"""Tables → a workbook, a sheet each, and a sheet that says what the columns mean.

Text is text for every spreadsheet, whatever it looks like; numbers are numbers. What a cell cannot hold is told, and never cut
without a sign.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.model import PipelineError
from pipeline.review.workbook import cells
from pipeline.tables import schema
from pipeline.write.exports.tables import Tables, Value, Values

COLUMNS = "columns"  # the sheet that describes the others
MOST_ROWS = 1_048_575  # of a sheet, below its header
_CUT = "… [cut; the whole text is in {file}]"
_HEADER, _TEXT = "nids header", "nids text"
_FONT = "Yu Gothic"
_EXACT = 10**15  # a spreadsheet keeps 15 digits
_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"))
_WIDE = frozenset(("text", "raw", "title", "message", "comment", "caption", "item", "name"))


def write(tables: Tables, file: Path) -> list[str]:
    """Writes the workbook over `file`; gives what could not go along as it is, in words.

    Raises `PipelineError` where a table has more rows than a sheet holds.
    """
    book = Workbook(write_only=True)
    for style in (_header(), NamedStyle(_TEXT, Font(name=_FONT, size=10), number_format="@")):
        book.add_named_style(style)
    remarks = []
    try:
        for table in schema.TABLES:
            remarks += _Sheet(book, table).fill(tables)
    except BaseException:
        for sheet in book.worksheets:
            sheet.close()  # what is half written gives its file free
        raise
    _describe(book)
    book.save(file)
    return remarks


class _Sheet:
    """The sheet of a table while it is written."""

    def __init__(self, book: Workbook, table: schema.Table) -> None:
        self._table = table
        self._sheet = _opened(book, table.name, table.names)
        self._trouble: Counter[str] = Counter()

    def fill(self, tables: Tables) -> list[str]:
        """Writes all rows, and gives what was changed in them."""
        lines = 0
        for values in tables.rows(self._table):
            lines += 1
            if lines > MOST_ROWS:
                raise PipelineError(
                    f"{self._table.name}: more rows than a sheet holds ({MOST_ROWS:,}); export some documents with --document, "
                    "or use --format sqlite or parquet"
                )
            self._sheet.append(self._line(values))
        last = get_column_letter(len(self._table.columns))
        self._sheet.auto_filter.ref = f"A1:{last}{max(lines + 1, 2)}"
        return [f"{self._table.name}: {count:,} {what}" for what, count in self._trouble.items()]

    def _line(self, values: Values) -> list[Cell | int | float | None]:
        return [self._cell(value) for value in values]

    def _cell(self, value: Value) -> Cell | int | float | None:
        if isinstance(value, str):
            return _text(self._sheet, self._held(value))
        if isinstance(value, int) and abs(value) >= _EXACT:
            self._trouble["numbers of more digits than a spreadsheet keeps, written as text"] += 1
            return _text(self._sheet, str(value))
        return value

    def _held(self, text: str) -> str:
        """The text as far as a cell holds it."""
        shown = cells.shown(text)
        if cells.REPLACED in shown and shown.count(cells.REPLACED) > text.count(cells.REPLACED):
            self._trouble[f"cells with characters that no workbook can hold, which are {cells.REPLACED} there"] += 1
        if cells.units(shown) <= cells.LIMIT:
            return shown
        self._trouble[f"cells longer than {cells.LIMIT:,} characters, cut and marked"] += 1
        mark = _CUT.format(file=f"{self._table.name}.csv")
        return _first_units(shown, cells.LIMIT - len(mark)) + mark


def _first_units(text: str, most: int) -> str:
    """As much of a text as has so many UTF-16 units, no character cut in two."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _text(sheet: Worksheet, text: str) -> Cell:
    """A cell that is text for every text: none is a formula, a date, a number or an error for a spreadsheet."""
    made = WriteOnlyCell(sheet)
    made.style = _TEXT
    made.value = text
    made.data_type = "s"
    made.quotePrefix = text.startswith(cells.FORMULA) or text in _ERRORS
    return made


def _opened(book: Workbook, title: str, headers: list[str]) -> Worksheet:
    sheet: Worksheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(headers, 1):
        sheet.column_dimensions[get_column_letter(number)].width = 48 if name in _WIDE else max(12, min(len(name) + 4, 28))
    heads = []
    for name in headers:
        head = WriteOnlyCell(sheet, name)
        head.style = _HEADER
        heads.append(head)
    sheet.append(heads)
    return sheet


def _describe(book: Workbook) -> None:
    sheet = _opened(book, COLUMNS, ["table", "column", "type", "required", "refers to", "values", "description"])
    for table in schema.TABLES:
        targets = dict(table.refers)
        for column in table.columns:
            needed = "yes" if column.required else ""
            line = (table.name, column.name, column.type, needed, targets.get(column.name, ""), "|".join(column.enum), column.description)
            sheet.append([_text(sheet, cells.shown(text)) if text else None for text in line])
    sheet.column_dimensions["G"].width = 100
    sheet.auto_filter.ref = f"A1:G{sum(len(table.columns) for table in schema.TABLES) + 1}"


def _header() -> NamedStyle:
    white = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
    return NamedStyle(_HEADER, white, PatternFill("solid", fgColor="44546A"), alignment=Alignment(vertical="center"), number_format="@")
