"""The rows of a document → its text as it reads: headings, paragraphs, lists, captions and tables, in pieces that load one by one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows

_ENOUGH = 1_500  # characters after which a heading begins a new piece
_MOST = 4_000  # characters after which any block does
_LINE = 38  # characters of a line as the page is set
_GATHERED = ("table", "list")  # kinds of which neighbouring paragraphs are one block


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a heading or a caption (one paragraph), a list (a paragraph an item), a table (a paragraph a row).

    `level` is a heading's, from 1. `header` says that a table's first row names its columns.
    """

    kind: str
    paragraphs: tuple[tuple[Row, ...], ...]
    level: int = 0
    header: bool = False

    @property
    def sentences(self) -> Iterator[Row]:
        """Its sentences in order."""
        return (sentence for paragraph in self.paragraphs for sentence in paragraph)

    def numbered(self, paragraph: Sequence[Row]) -> bool:
        """Whether an item of a list begins with a number of its own (①, ⑴)."""
        return unicodedata.category(paragraph[0]["text"][:1] or " ") == "No"

    @property
    def chars(self) -> int:
        """Length of its text."""
        return sum(len(sentence["text"]) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that are loaded together; `number` from 1, `before` is the page of what stands before it."""

    number: int
    blocks: tuple[Block, ...]
    before: str

    @property
    def lines(self) -> int:
        """About how many lines it takes on a wide screen, in steps of 20, at most 400: what holds its place until it is loaded."""
        lines = sum(2 * len(block.paragraphs) + block.chars // _LINE for block in self.blocks)
        return min(max(20, round(lines / 20) * 20), 400)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section as the sidebar lists it; `sentence_id` is where it begins in the text ("" where no sentence of it is left)."""

    section_id: str
    level: int
    label: str
    heading: str
    sentence_id: str
    piece: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A document as it reads."""

    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]
    piece_of: Mapping[str, int] = field(repr=False)

    def piece(self, number: int) -> Piece | None:
        """The piece with that number."""
        return self.pieces[number - 1] if 0 < number <= len(self.pieces) else None


def laid_out(rows: DocumentRows) -> Layout:
    """The document's sentences in the order of the table."""
    pieces = tuple(_pieces(_blocks(rows)))
    piece_of = {sentence["sentence_id"]: piece.number for piece in pieces for block in piece.blocks for sentence in block.sentences}
    return Layout(pieces, tuple(_headings(rows, piece_of)), piece_of)


def _blocks(rows: DocumentRows) -> Iterator[Block]:
    levels = {row["section_id"]: int(row["level"]) for row in rows.tables["sections"]}
    tables = _Headers(rows)
    paragraphs = [tuple(group) for _, group in groupby(rows.tables["sentences"], key=lambda row: (row["section_id"], row["paragraph"]))]
    for (kind, _, alone), group in groupby(enumerate(paragraphs), key=_block_of):
        found = tuple(paragraph for _, paragraph in group)
        first = found[0][0]
        level = levels[first["section_id"]] if kind == "heading" and first["section_id"] else 0
        yield Block(kind, found, level, alone < 0 and kind == "table" and tables.names(first))


def _block_of(numbered: tuple[int, Sequence[Row]]) -> tuple[str, str, int]:
    """What neighbouring paragraphs must share to be one block; the number of a paragraph that stands alone, or -1."""
    number, paragraph = numbered
    first = paragraph[0]
    return first["kind"], first["section_id"], -1 if first["kind"] in _GATHERED else number


class _Headers:
    """Which rows of the text are the header of a table."""

    def __init__(self, rows: DocumentRows) -> None:
        cells: dict[str, list[str]] = {}
        for cell in rows.tables["table_cells"]:
            if cell["row"] == "0":
                cells.setdefault(cell["figure_id"], []).append(cell["text"].strip())
        self._tables = [
            (int(figure["raw_start"]), int(figure["raw_end"]), cells[figure["figure_id"]])
            for figure in rows.tables["figures"]
            if figure["figure_id"] in cells
        ]

    def names(self, sentence: Row) -> bool:
        at, texts = int(sentence["raw_start"]), [text.strip() for text in sentence["text"].split("\t")]
        return any(start <= at < end and texts == header for start, end, header in self._tables)


def _pieces(blocks: Iterable[Block]) -> Iterator[Piece]:
    number, page, held = 0, "", list[Block]()
    for block in blocks:
        chars = sum(one.chars for one in held)
        if held and (chars >= _MOST or (block.kind == "heading" and chars >= _ENOUGH)):
            number += 1
            yield Piece(number, tuple(held), page)
            page, held = _last_page(held), []
        held.append(block)
    if held:
        yield Piece(number + 1, tuple(held), page)


def _last_page(blocks: Sequence[Block]) -> str:
    return [sentence["page"] for block in blocks for sentence in block.sentences][-1]


def titled(section: Row) -> str:
    """A section's label and heading, once where they are the same."""
    return section["heading"] if section["label"] == section["heading"] else f"{section['label']} {section['heading']}".strip()


def _headings(rows: DocumentRows, piece_of: Mapping[str, int]) -> Iterator[Heading]:
    first: dict[str, str] = {}
    for sentence in rows.tables["sentences"]:
        first.setdefault(sentence["section_id"], sentence["sentence_id"])
    for row in rows.tables["sections"]:
        sentence_id = first.get(row["section_id"], "")
        label = "" if row["label"] == row["heading"] else row["label"]
        yield Heading(row["section_id"], int(row["level"]), label, row["heading"], sentence_id, piece_of.get(sentence_id, 0))
