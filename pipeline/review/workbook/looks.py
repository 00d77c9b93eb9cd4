"""A sheet as it looks: styles of its cells, widths, drop-downs, filters, protection; texts with marked words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.review.workbook import cells
from pipeline.review.workbook.sheets import LISTS, MACHINE, Column, Look

TEXT = "@"  # the number format under which a spreadsheet leaves what is typed alone
HEADER, TYPED_HEADER, TITLE, PROSE = "nids header", "nids typed header", "nids title", "nids prose"
_FONT = "Yu Gothic"
_LINE = Side(style="thin", color="D9D9D9")
_EDIT = PatternFill("solid", fgColor="FFF9DB")
_CHANGED = PatternFill("solid", bgColor="FFD08A")
_LOW = PatternFill("solid", bgColor="F8CBAD")
_DARK, _TYPED = PatternFill("solid", fgColor="44546A"), PatternFill("solid", fgColor="8A6D00")
_LOW_SCORE = "0.6"
_COLOURS = {"mention": "C00000", "around": "808080", "entities": "1F4E9E", "dates": "2E7D32", "quantities": "B45F06"}
Piece = tuple[str, str]  # a text, and what marks it: a key of the colours, or "" for none

Value = str | float | CellRichText


def add_styles(book: Workbook) -> None:
    """Makes the styles known to a workbook, by the names that `line` uses."""
    top = Alignment(vertical="top", wrap_text=True)
    flat = Alignment(vertical="top")
    box = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    font, grey = Font(name=_FONT, size=10), Font(name=_FONT, size=10, color="595959")
    white = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
    locked = Protection(locked=True)
    looks = [
        NamedStyle(_style("machine"), grey, border=box, alignment=top, number_format=TEXT, protection=locked),
        NamedStyle(_style("edit"), font, _EDIT, box, top, TEXT, Protection(locked=False)),
        NamedStyle(_style("context"), font, border=box, alignment=top, number_format=TEXT, protection=locked),
        NamedStyle(_style("number"), grey, border=box, alignment=flat, number_format="0.000", protection=locked),
        NamedStyle(_style("before"), grey, alignment=flat, number_format=TEXT, protection=locked),
        NamedStyle(_style("key"), grey, alignment=flat, number_format=TEXT, protection=locked),
        NamedStyle(HEADER, white, _DARK, box, Alignment(vertical="center", wrap_text=True), TEXT, locked),
        NamedStyle(TYPED_HEADER, white, _TYPED, box, Alignment(vertical="center", wrap_text=True), TEXT, locked),
        NamedStyle(TITLE, Font(name=_FONT, size=14, bold=True), number_format=TEXT),
        NamedStyle(PROSE, Font(name=_FONT, size=11), alignment=top, number_format=TEXT),
    ]
    for look in looks:
        book.add_named_style(look)


def _style(look: Look) -> str:
    return f"nids {look}"


def cell(sheet: Worksheet, value: Value, style: str) -> Cell:
    """A cell that is text for every text: none is a formula, a date, a number or an error for a spreadsheet."""
    made = WriteOnlyCell(sheet)
    made.style = style
    if isinstance(value, float):
        made.value = value
        return made
    if value == "":
        return made
    made.value = value if isinstance(value, CellRichText) else cells.shown(value)
    made.data_type = "s"
    if str(value).startswith(cells.FORMULA):
        made.quotePrefix = True
    return made


def line(sheet: Worksheet, columns: Sequence[Column], values: Sequence[Value]) -> list[Cell | None]:
    """The cells of a line; an empty one is left out unless it can be typed in."""
    return [
        cell(sheet, value, _style(column.look)) if value != "" or column.look == "edit" else None
        for column, value in zip(columns, values, strict=True)
    ]


def painted(pieces: Iterable[Piece]) -> CellRichText | str:
    """A text with its marked pieces bold and coloured, those around it grey."""
    made = [_block(text, mark) for text, mark in pieces if text]
    return CellRichText(made) if any(isinstance(one, TextBlock) for one in made) else "".join(str(one) for one in made)


def _block(text: str, mark: str) -> TextBlock | str:
    return TextBlock(_INLINE[mark], cells.shown(text)) if mark else cells.shown(text)


_INLINE = {mark: InlineFont(rFont=_FONT, sz=10, b=mark != "around", color=Color(rgb=f"FF{colour}")) for mark, colour in _COLOURS.items()}


def open_sheet(book: Workbook, title: str, columns: Sequence[Column], mark: str = "") -> Worksheet:
    """A sheet with its header; `mark` takes the place of its key column's header."""
    sheet: Worksheet = book.create_sheet(title)
    for number, column in enumerate(columns, start=1):
        width = sheet.column_dimensions[get_column_letter(number)]
        width.width = column.width
        width.hidden = column.hidden
    sheet.freeze_panes = "B2"
    heads = []
    for column in columns:
        head = mark if column.look == "key" else column.header
        heads.append(cell(sheet, head, TYPED_HEADER if column.look == "edit" else HEADER))
    sheet.row_dimensions[1].height = 32
    sheet.append(heads)
    return sheet


def close_sheet(sheet: Worksheet, columns: Sequence[Column], lists: Sequence[Sequence[str]], lines: int) -> None:
    """What stands behind a sheet's lines: filter, drop-downs, colours of what was changed and of low scores, protection."""
    last = max(lines + 1, 2)
    letters = {column.name: get_column_letter(number) for number, column in enumerate(columns, start=1)}
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    for column in columns:
        area = f"{letters[column.name]}2:{letters[column.name]}{last}"
        if column.look == "edit" and (column.choices or column.hint):
            rule = _drop_down(column, lists)
            rule.add(area)
            sheet.data_validations.append(rule)
        if column.look == "number":
            sheet.conditional_formatting.add(
                area, Rule("cellIs", operator="lessThan", formula=(_LOW_SCORE,), dxf=DifferentialStyle(fill=_LOW))
            )
        if before := letters.get(MACHINE + column.name):
            differs = f"NOT(EXACT({letters[column.name]}2,{before}2))"
            sheet.conditional_formatting.add(area, Rule("expression", formula=(differs,), dxf=DifferentialStyle(fill=_CHANGED)))
    protect(sheet)


def protect(sheet: Worksheet) -> None:
    """Only cells that are to be typed in can be changed; there is no password."""
    rights = sheet.protection
    rights.sheet = True
    rights.autoFilter = rights.sort = rights.formatColumns = rights.formatRows = False  # False: not forbidden


def _drop_down(column: Column, lists: Sequence[Sequence[str]]) -> DataValidation:
    if not column.choices:
        return DataValidation(showInputMessage=True, promptTitle=column.name, prompt=column.hint, allow_blank=True)
    place = get_column_letter(lists.index(column.choices) + 1)
    rule = DataValidation("list", f"{LISTS}!${place}$2:${place}${len(column.choices) + 1}", allow_blank=True)
    rule.showErrorMessage = True
    rule.errorTitle, rule.error = column.name, "choose one of the list · 一覧から選んでください"
    return rule
