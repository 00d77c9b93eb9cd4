"""Blocks and numbered notes → the text and hints of a Source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.model import HintKind
from pipeline.read.building import Builder, Piece
from pipeline.read.docx.body import Block, Item, Table
from pipeline.read.docx.numbering import BULLET
from pipeline.read.docx.sections import Section
from pipeline.read.docx.spans import Reference, Span, apart, printed, run_on, strip

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹０１２３４５６７８９", "01234567890123456789")
_SENTENCE_END = re.compile(r"[。．！？!?…][」』）)】”’\"]*$")
_TYPED_LABEL = re.compile(
    r"(?:第?[0-9０-９一二三四五六七八九十]{1,4}[章部節編条項]?|[（(]?[0-9０-９一二三四五六七八九十ア-ンa-zA-Z]{1,3}[)）.．、]"
    r"|[①-⑳・●○■□◆◇※])\t"
)
_LONGEST_ROW = 100  # a longer line with a tab in it is a sentence with a gap, not a row of words set under each other
_LONGEST_HEAD = 40
_HINTS: dict[str, HintKind] = {"heading": "heading", "caption": "caption", "list": "list", "body": "paragraph"}


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of the notes by their keys, and the keys of those that are there to be pointed to."""

    numbers: Mapping[str, int]
    there: frozenset[str]


class Writer:
    """Writes a story's items into a builder."""

    def __init__(self, builder: Builder, notes: Numbers) -> None:
        self._builder = builder
        self._notes = notes
        self._titled = False  # whether the title has been written
        self._titling = False  # whether the block before was a line of it

    def items(self, items: Sequence[Item]) -> None:
        """All blocks and tables in order."""
        blocks = [item for item in items if not isinstance(item, Section)]
        for index, item in enumerate(blocks):
            if isinstance(item, Table):
                self._builder.table([self.pieces(cell(blocks_)) for blocks_ in row] for row in item.rows)
                self._titling = False
            elif item.lines:
                self._block(item, alone=item.kind == "list" and _stands_alone(blocks, index))
                self._titling = self._titling and item.kind in ("title", "subtitle")

    def _block(self, block: Block, *, alone: bool) -> None:
        if block.kind == "body":
            for index, line in enumerate(_paragraphs(block.lines)):
                lead = "\u3000" if block.indented and not index and not _indented(line) else ""
                self._builder.block([Piece(lead), *self.pieces(_untabbed(line))], "paragraph")
            return
        labelled = [Span(block.label)] if block.label else []
        flush = [strip(line) for line in block.lines]
        if block.kind == "contents":
            self._builder.block(self.pieces(labelled + apart(flush, " ")))
        elif block.kind == "list":
            self._builder.block(self.pieces(labelled + _untabbed(run_on(flush))), None if alone else "list")
        else:
            spans = labelled + [_spaced(span) for span in apart(flush, " ")]
            self._builder.block(self.pieces(spans), self._hint(block), number=block.level)

    def _hint(self, block: Block) -> HintKind | None:
        """The title and the lines of title and subtitle directly under it are the title's; such a style further on tells nothing."""
        if block.kind in ("title", "subtitle") and (block.kind == "title" or self._titling) and (self._titling or not self._titled):
            self._titled = self._titling = True
            return "title"
        return _HINTS.get(block.kind)

    def note(self, reference: Reference, own_mark: str, blocks: Iterable[Block]) -> None:
        """A note on one line of its own: its number, raised, then its text.

        Numbers are written in digits, also where Word prints letters or signs for them (i, ii … of endnotes): they are what links.
        """
        number = self._number(reference, own_mark)
        label = own_mark if reference.own and own_mark else str(number).translate(_SUPERSCRIPTS)
        spans = strip([_spaced(span) for span in cell(blocks)])
        self._builder.block(self.pieces(spans), "note", number=number, key=reference.key, label=f"{label} ")

    def left_out(self, text: str, code: str) -> None:
        """A line that is no text of the report."""
        self._builder.block(text, "left-out", key=code)

    def pieces(self, spans: Iterable[Span]) -> list[Piece]:
        """Spans with the numbers of the notes they refer to."""
        return [self._marker(span, span.note) if span.note else Piece(span.text, ruby=span.ruby, italic=span.italic) for span in spans]

    def _marker(self, span: Span, note: Reference) -> Piece:
        number = self._number(note, span.text)
        if note.own and span.text:
            text = span.text + span.after
        else:
            digits = str(number)
            text = f"{span.text}{digits}{span.after}" if span.after or _worded(span.text) else span.text + digits.translate(_SUPERSCRIPTS)
        return Piece(text, "marker", number, note.key if note.key in self._notes.there else "")

    def _number(self, note: Reference, mark: str) -> int:
        """A note's number; that of a mark written by hand is what it prints, 0 for * and its like."""
        if note.key in self._notes.numbers:
            return self._notes.numbers[note.key]
        found = re.search(r"[0-9]{1,4}", mark.translate(_DIGITS))
        return int(found[0]) if found else 0


def cell(blocks: Iterable[Block]) -> list[Span]:
    """Blocks as one line, with their labels."""
    made = [([Span(block.label)] if block.label else []) + run_on([strip(line) for line in block.lines]) for block in blocks if block.lines]
    return apart(made, " ")


def _indented(line: Sequence[Span]) -> bool:
    return printed(line[:1]).startswith("\u3000")


def _worded(text: str) -> bool:
    return bool(re.search(r"[注註(（\[［〔]", text))


def _spaced(span: Span) -> Span:
    return replace(span, text=span.text.replace("\t", "\u3000")) if "\t" in span.text else span


def _untabbed(line: Sequence[Span]) -> list[Span]:
    """A tab behind a label typed by hand, or in a sentence, as a space; words set under each other by tabs keep them."""
    text = printed(line)
    if "\t" not in text:
        return list(line)
    if not _TYPED_LABEL.match(text) and len(text) <= _LONGEST_ROW and not _SENTENCE_END.search(text):
        return list(line)
    return [_spaced(span) for span in line]


def _paragraphs(made: Sequence[list[Span]]) -> Iterator[list[Span]]:
    """The lines of one paragraph as paragraphs: a break after a full stop or before an indent begins another, any other only a line."""
    gathered: list[list[Span]] = []
    for line in made:
        if gathered and (_indented(line) or _SENTENCE_END.search(printed(gathered[-1]))):
            yield run_on(gathered)
            gathered = []
        gathered.append(line)
    if gathered:
        yield run_on(gathered)


def _stands_alone(blocks: Sequence[Block | Table], index: int) -> bool:
    """Whether a numbered paragraph is no item of a list but may head what follows: short, no sentence, no item of its list beside it."""
    block = blocks[index]
    if not isinstance(block, Block) or block.label in ("", BULLET) or len(block.lines) > 1:
        return False
    text = printed(block.lines[0]).strip()
    if len(text) > _LONGEST_HEAD or _SENTENCE_END.search(text):
        return False
    beside = [blocks[other] for other in (index - 1, index + 1) if 0 <= other < len(blocks)]
    return not any(isinstance(other, Block) and other.item == block.item for other in beside)
