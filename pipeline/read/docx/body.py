"""The block level of a story (`w:body`, a note, a table cell, a text box) → blocks and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from pipeline.read.docx.formats import ParagraphFormat, paragraph_format
from pipeline.read.docx.inline import PARAGRAPH, Content, Inline, chosen
from pipeline.read.docx.numbering import Numbering
from pipeline.read.docx.sections import Section, section
from pipeline.read.docx.spans import Span, lines, merged
from pipeline.read.docx.styles import Styles
from pipeline.read.docx.tables import Row, rows_of, unfolded
from pipeline.read.docx.xml import Node, child, named, value

Kind = Literal["title", "subtitle", "heading", "caption", "contents", "list", "body"]

BLOCKS = ("w:p", "w:tbl", "w:sdt", "w:sectPr", "w:altChunk", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent")
_WRAPPERS = ("w:customXml", "w:ins", "w:moveTo", "w:sdtContent", "w:smartTag")
_CAPTION = re.compile(r"図|表|写真|グラフ|地図|(?:Fig|Figure|Table|Chart|Photo)\b", re.IGNORECASE)
_LONGEST_CAPTION = 200
_CONTENTS_HEAD = re.compile(r"目[ \u3000]*次|(?:Table of )?Contents", re.IGNORECASE)
_LONGEST_HEADING = 150


@dataclass(slots=True)
class Block:
    """A paragraph as lines of spans (a line break parts them): `label` is what its list prints before it, `level` a heading's level.

    `item` names the list and level of a list's paragraph.
    """

    kind: Kind
    lines: list[list[Span]]
    label: str = ""
    level: int = 0
    indented: bool = False
    item: tuple[str, int] | None = None


@dataclass(slots=True)
class Table:
    """Rows of cells of blocks."""

    rows: list[list[list[Block]]]


Item = Block | Table | Section


@dataclass(slots=True)
class Missing:
    """Parts that the text calls in and that are not read: other documents, chunks of another format."""

    names: list[str] = field(default_factory=list)


class Body:
    """Reads block after block; lists count on from one story to the next."""

    def __init__(self, styles: Styles, numbering: Numbering, inline: Inline, missing: Missing) -> None:
        self._styles = styles
        self._numbering = numbering
        self._inline = inline
        self._missing = missing
        self._carried: list[Span] = []
        self._in_contents = 0

    def story(self, nodes: Iterable[Node], depth: int) -> Iterator[Item]:
        """The blocks of a story in order; sections only from the story that has them."""
        for node in nodes:
            yield from self._block(node, depth)
        if self._carried:
            carried, self._carried = self._carried, []
            yield Block("body", lines(merged(carried)))

    def _block(self, node: Node, depth: int) -> Iterator[Item]:
        self._inline.count(depth)
        match named(node):
            case "w:p":
                yield from self._paragraph(node, depth)
            case "w:tbl":
                yield from self._table(node, depth)
            case "w:sdt":
                yield from self._control(node, depth)
            case "w:sectPr":
                yield section(node)
            case "w:altChunk":
                self._missing.names.append("altChunk")
            case "mc:AlternateContent":
                for way in chosen(node):
                    yield from self._within(way, depth + 2)
            case name if name in _WRAPPERS:
                yield from self._within(node, depth + 1)

    def _within(self, node: Node, depth: int) -> Iterator[Item]:
        for inner in node:
            yield from self._block(inner, depth)

    def _control(self, node: Node, depth: int) -> Iterator[Item]:
        """A content control; one of Word's gallery of tables of contents holds such a table."""
        gallery = value(child(child(child(node, "w:sdtPr"), "w:docPartObj"), "w:docPartGallery")) or ""
        content = child(node, "w:sdtContent")
        if content is None or child(child(node, "w:sdtPr"), "w:showingPlcHdr") is not None:
            return
        self._in_contents += gallery == "Table of Contents"
        yield from self._within(content, depth + 2)
        self._in_contents -= gallery == "Table of Contents"

    def _paragraph(self, node: Node, depth: int) -> Iterator[Item]:
        self._inline.count(depth, PARAGRAPH)
        told = paragraph_format(child(node, "w:pPr"))
        content = self._inline.read(node, told.style, depth + 1)
        spans = self._carried + content.spans
        self._carried = []
        if told.joins_next and told.section is None:
            self._carried = spans  # its end was deleted: it runs on into the next
        else:
            yield self._made(told, content, spans)
        for box in content.boxes:
            yield from self._boxed(box, depth + 2)
        if told.section is not None:
            yield section(told.section)

    def _boxed(self, box: Node, depth: int) -> Iterator[Item]:
        carried, self._carried = self._carried, []
        yield from (item for item in self.story(box, depth) if not isinstance(item, Section))
        self._carried = carried

    def _made(self, told: ParagraphFormat, content: Content, spans: list[Span]) -> Block:
        role, level = self._styles.role(told)
        list_id, list_level, by_style, indented = self._styles.paragraph(told)
        block = Block("body", lines(merged(spans)), indented=indented)
        if list_id is not None and list_id != "0":
            if list_level is None or by_style:
                told_level = self._numbering.level_of(list_id, told.style or by_style)
                list_level = told_level if told_level is not None else list_level
            label = self._numbering.label(list_id, list_level or 0)
            if label is not None:
                block.label, block.kind, block.item = label, "list", (list_id, list_level or 0)
        text = "".join(span.text for line in block.lines for span in line)
        if self._in_contents or (content.in_contents and role != "heading") or role == "contents" or _CONTENTS_HEAD.fullmatch(text.strip()):
            block.kind = "contents"
        elif role == "heading" and not (len(text) > _LONGEST_HEADING or text.rstrip().endswith("。")):
            block.kind, block.level = "heading", level
        elif role in ("title", "subtitle", "caption"):
            block.kind = role
        elif content.sequences and len(text) <= _LONGEST_CAPTION and _CAPTION.match(text.strip()):
            block.kind = "caption"
        return block

    def _table(self, node: Node, depth: int) -> Iterator[Item]:
        """A table, or what stands in it where it only lays text out."""
        rows = rows_of(node, self._inline.count, depth + 1)
        if unfolded(rows):
            for row in rows:
                for cell in row.cells:
                    if cell.node is not None:
                        yield from self.story(cell.node, cell.depth)
        else:
            yield Table([self._cells(row) for row in rows])

    def _cells(self, row: Row) -> list[list[Block]]:
        made: list[list[Block]] = []
        for cell in row.cells:
            made.append(list(flat(self.story(cell.node, cell.depth))) if cell.node is not None else [])
            made.extend([] for _ in range(cell.span - 1))
        return made


def flat(items: Iterable[Item]) -> Iterator[Block]:
    """Blocks alone, those of tables cell by cell."""
    for item in items:
        if isinstance(item, Block):
            yield item
        elif isinstance(item, Table):
            for row in item.rows:
                for cell in row:
                    yield from cell
