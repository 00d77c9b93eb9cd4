"""A page's edges and rows of glyphs → its ruled tables, cell by cell.

Only what is ruled into rows and columns is a table: a frame around a column, a caption's band or the axes of a chart are not. What is
drawn tells at little cost whether a page can hold a table; only then are its edges read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import NamedTuple

from pipeline.read.pdf import markers
from pipeline.read.pdf.edges import Edge
from pipeline.read.pdf.grids import LEAST, grids, promising
from pipeline.read.pdf.page import Box, Cell, Glyph, Graphics, Row, Table
from pipeline.read.pdf.runs import to_page
from pipeline.read.pdf.strands import strands

_FILLED = 0.4  # share of the cells that hold text; the squares of a chart's grid are empty
_CROSSING = 0.3  # share of the lines of text that run over a cell's border: of a chart many, of a table one that is too long
_TOUCH = 0.1  # em between characters of one word
_PROSE = (4, 5, 0.75)  # a frame around a column: so few cells hold text, one of them that many lines and that share of the characters
_LINES_APART = 0.5  # em between baselines of two lines of a cell
_CJK_FROM = 0x2E80
_HYPHENS = "-‐‑"
_URL = re.compile(r"(?:https?://|www\.)\S*$")


class _Slot(NamedTuple):
    """A cell's place in the grid: its first row and column, counted from the top left."""

    row: int
    column: int


@dataclass(slots=True)
class _Piece:
    """Glyphs of one row that lie in one cell."""

    row: Row
    places: list[int] = field(default_factory=list)


def find(ruled: Callable[[], Sequence[Edge]], graphics: Graphics, rows: Sequence[Row], size: tuple[float, float]) -> list[Table]:
    """The ruled tables of a page of this size, from the top down; `ruled` reads its edges.

    Boxes are in points as the edges, `graphics` and `rows` have them; a merged cell stands at its upper left place, the others it covers
    are empty. Lines of a cell are joined as Japanese is, with a space between words of an alphabet.
    """
    if not promising(graphics, rows, size):
        return []
    made = [_table(cells, rows) for cells in grids(ruled())]
    return sorted((table for table in made if table), key=lambda table: (-table.box.top, table.box.left))


def _table(cells: Sequence[Box], rows: Sequence[Row]) -> Table | None:
    """The table of a grid's cells, or None where its text says that it is none."""
    tops, lefts = _lines([cell.top for cell in cells], -1), _lines([cell.left for cell in cells], 1)
    if len(tops) < LEAST or len(lefts) < LEAST:
        return None
    box = Box(min(c.left for c in cells), min(c.bottom for c in cells), max(c.right for c in cells), max(c.top for c in cells))
    slots = {_Slot(tops.index(cell.top), lefts.index(cell.left)): cell for cell in cells}
    pieces, crossing = _pieces(slots, box, rows)
    filled = sum(bool(inside) for inside in pieces.values())
    characters = sum(len(piece.places) for inside in pieces.values() for piece in inside)
    if not _ranked(slot for slot, inside in pieces.items() if inside):
        return None
    if filled < _FILLED * len(slots) or crossing > _CROSSING or _is_frame(pieces, characters):
        return None
    written = {slot: _text(pieces.get(slot, ())) for slot in slots}
    made = [[_cell(_Slot(row, column), slots, written, tops, lefts, box) for column in range(len(lefts))] for row in range(len(tops))]
    kept = [row for row in made if any(cell.text for cell in row)]
    filled_columns = [column for column in range(len(lefts)) if any(row[column].text for row in kept)]
    if len(kept) < LEAST or len(filled_columns) < LEAST:
        return None
    return Table(box, [[row[column] for column in filled_columns] for row in kept])


def _lines(values: Sequence[float], order: int) -> list[float]:
    return sorted(set(values), key=lambda value: order * value)


def _cell(slot: _Slot, slots: dict[_Slot, Box], written: dict[_Slot, str], tops: list[float], lefts: list[float], box: Box) -> Cell:
    if slot in slots:
        return Cell(slots[slot], written[slot])
    right = lefts[slot.column + 1] if slot.column + 1 < len(lefts) else box.right
    bottom = tops[slot.row + 1] if slot.row + 1 < len(tops) else box.bottom
    return Cell(Box(lefts[slot.column], bottom, right, tops[slot.row]), "")


def _pieces(slots: dict[_Slot, Box], box: Box, rows: Sequence[Row]) -> tuple[dict[_Slot, list[_Piece]], float]:
    """The glyphs in each cell row by row, and the share of rows with words that run over a border."""
    made: dict[_Slot, list[_Piece]] = {}
    inside: set[int] = set()
    crossing: set[int] = set()
    for number, row in enumerate(rows):
        if row.slanted or min(row.box.top - box.bottom, box.top - row.box.bottom, row.box.right - box.left, box.right - row.box.left) <= 0:
            continue
        near = [(*cell, slot) for slot, cell in slots.items() if cell.bottom < row.box.top and row.box.bottom < cell.top]
        last: tuple[_Slot, Glyph] | None = None
        for place, glyph in enumerate(row.glyphs):
            if glyph.text.isspace():
                last = None
                continue
            slot = _slot(near, row, glyph)
            if slot is None:
                continue
            pieces = made.setdefault(slot, [])
            if not pieces or pieces[-1].row is not row:
                pieces.append(_Piece(row))
            pieces[-1].places.append(place)
            inside.add(number)
            if last is not None and last[0] != slot and glyph.left - last[1].right < _TOUCH * glyph.size:
                crossing.add(number)
            last = (slot, glyph)
    return made, len(crossing) / max(1, len(inside))


def _slot(near: Sequence[tuple[float, float, float, float, _Slot]], row: Row, glyph: Glyph) -> _Slot | None:
    """The cell that the middle of a glyph lies in, of some with their sides."""
    _, left, bottom, right, top, *_ = glyph
    if row.vertical:
        left, bottom, right, top = to_page(Box(left, bottom, right, top))
    x, y = (left + right) / 2, (bottom + top) / 2
    for first, low, last, high, slot in near:
        if first <= x < last and low <= y < high:
            return slot
    return None


def _ranked(filled: Iterable[_Slot]) -> bool:
    """Whether text stands side by side in a row, and one above the other in a column."""
    slots = list(filled)
    rows, columns = Counter(slot.row for slot in slots), Counter(slot.column for slot in slots)
    return max(rows.values(), default=0) >= LEAST and max(columns.values(), default=0) >= LEAST


def _is_frame(pieces: dict[_Slot, list[_Piece]], characters: int) -> bool:
    """Whether almost all text is the prose of one cell: a box around a column, beside its title."""
    cells, lines, share = _PROSE
    if len(pieces) > cells:
        return False
    most = max(pieces.values(), key=lambda inside: sum(len(piece.places) for piece in inside), default=[])
    return len(most) >= lines and sum(len(piece.places) for piece in most) > share * characters


def _text(pieces: Sequence[_Piece]) -> str:
    """A cell's text: its lines from the top, the pieces of one line from left to right."""
    if not pieces:
        return ""
    if sum(piece.row.vertical for piece in pieces) * 2 > len(pieces):
        ordered = sorted(pieces, key=lambda piece: (-piece.row.base, piece.row.glyphs[piece.places[0]].left))
        return _joined([_written(piece) for piece in ordered])
    em = median(piece.row.size for piece in pieces)
    lines: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.row.base):
        if lines and abs(lines[-1][0].row.base - piece.row.base) < _LINES_APART * em:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return _joined([" ".join(_written(piece) for piece in sorted(line, key=_left)) for line in lines])


def _left(piece: _Piece) -> float:
    return piece.row.glyphs[piece.places[0]].left


def _written(piece: _Piece) -> str:
    """The piece's characters, blanks between them kept, raised digits as superscripts."""
    first, last = piece.places[0], piece.places[-1] + 1
    row = replace(piece.row, strands=strands(piece.row.glyphs[first:last]), readings=(), _glyphs=None)
    parts = [glyph.text for glyph in row.glyphs]
    for mark in markers.find(row, ()):
        parts[mark.start : mark.end] = [mark.text, *[""] * (mark.end - mark.start - 1)]
    return "".join(parts)


def _joined(lines: Sequence[str]) -> str:
    made = ""
    for line in (line.strip(" \u3000") for line in lines):
        made += " " + line if made and line and _apart(made, line) else line
    return made


def _apart(before: str, after: str) -> bool:
    """Whether a line break stands for a space: between words of an alphabet, not inside an address or after a hyphen."""
    if ord(before[-1]) >= _CJK_FROM or ord(after[0]) >= _CJK_FROM:
        return False
    return before[-1] not in _HYPHENS and not _URL.search(before)
