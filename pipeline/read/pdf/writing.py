"""The pages of a document, read → the text and hints of its source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import HintKind
from pipeline.read.building import Builder, Piece
from pipeline.read.pdf import figures, frames, furniture, headings, joining, notes, stops
from pipeline.read.pdf.blocks import Block, Usual, blocks, rejoin, usual
from pipeline.read.pdf.cover import cover, printed_again
from pipeline.read.pdf.forms import heads_region, is_item, opens_section
from pipeline.read.pdf.markers import in_text
from pipeline.read.pdf.page import FoundNote, Line, Page, Span, Table

_EDGE = ("running-head", "page-number")
_UPPER = 1.7  # times the page's height: the middle of a line at the upper edge, twice
_AWAY = 1e6  # before and behind all lines of a page
_COVERS = 6  # pages: title pages follow a cover
_PROSE = 12  # characters: less may stand beside the text


@dataclass(slots=True)
class _Entry:
    """What is written at a place of a page: a block, a piece of a note, or a table by its number on the page."""

    place: float
    block: Block | None = None
    note: FoundNote | None = None
    table: int = -1
    level: int = 0
    title: bool = False
    whole: bool = False
    caption: bool = False


@dataclass(slots=True)
class Writer:
    """Writes pages to a builder."""

    pages: Sequence[Page]
    builder: Builder
    _links: Mapping[tuple[int, int, int], str] = field(default_factory=dict)
    _cells: Mapping[tuple[int, int, int, int], tuple[tuple[Span, str], ...]] = field(default_factory=dict)
    _places: dict[int, tuple[int, int]] = field(default_factory=dict)

    def write(self) -> None:
        """Tells furniture, notes, labels and headings apart and writes every page."""
        main = headings.body(self.pages)
        furniture.mark(self.pages, main.size)
        frames.reframe(self.pages)
        found = notes.find(self.pages, main.size)
        for note in found:
            for line in self.pages[note.page].lines[note.first : note.last]:
                line.kind = "note"
        self._links = notes.link(self.pages, found)
        self._cells = notes.link_cells(self.pages, found)
        figures.mark(self.pages, main.size)
        stops.mark(self.pages)
        self._places = {id(line): (at, index) for at, page in enumerate(self.pages) for index, line in enumerate(page.lines)}
        by_page: dict[int, list[FoundNote]] = {}
        for note in found:
            by_page.setdefault(note.page, []).append(note)
        known = usual(self.pages, main.size)
        entries = [_entries(page, by_page.get(at, []), known) for at, page in enumerate(self.pages)]
        rejoin([entry.block for page in entries for entry in page if entry.block is not None])
        _rank(entries, main)
        for page, page_entries in zip(self.pages, entries, strict=True):
            _settle(page_entries)
            _captions(page, page_entries, main.size)
        for at, page in enumerate(self.pages):
            self.builder.page()
            for entry in entries[at]:
                self._entry(at, page, entry)

    def _entry(self, at: int, page: Page, entry: _Entry) -> None:
        if entry.table >= 0:
            self._table(at, entry.table, page.tables[entry.table][1])
        elif entry.note is not None:
            self._note(page, entry.note)
        elif entry.block is not None:
            self._block(entry.block, entry)

    def _key(self, line: Line, span: Span) -> str:
        return self._links.get((*self._places[id(line)], span.start), "")

    def _block(self, block: Block, entry: _Entry) -> None:
        if block.kind != "body":
            text = "\u3000".join(line.text.strip() for line in block.lines)
            self.builder.block(text, "left-out", key=block.kind)
            return
        made = joining.pieces(block.lines, self._key)
        text = "".join(piece.text for piece in made)
        if entry.title:
            self.builder.block(made, "title")
        elif entry.caption or figures.is_caption(text):
            self.builder.block(made, "caption")
        elif entry.level:
            self.builder.block(made, "heading", number=entry.level)
        else:
            kind: HintKind | None = None
            if entry.whole and _is_text(text):
                kind = "list" if is_item(block.lines[0].text) else "paragraph"
            indent = block.indented and not block.item and "\t" not in text
            self.builder.block([Piece("\u3000"), *made] if indent else made, kind)

    def _note(self, page: Page, note: FoundNote) -> None:
        lines = page.lines[note.first : note.last]
        label = lines[0].text[: note.label]
        if label and not label.endswith((" ", "\u3000")):
            label += " "
        self.builder.block(joining.pieces(lines, self._key, note.label), "note", number=note.number, key=note.key, label=label)

    def _table(self, at: int, number: int, table: Table) -> None:
        self.builder.table(
            [
                [self._cell(cell.text, self._cells.get((at, number, row, column), ())) for column, cell in enumerate(cells)]
                for row, cells in enumerate(table.rows)
            ]
        )

    def _cell(self, text: str, marks: Sequence[tuple[Span, str]]) -> list[Piece]:
        keys = {span.start: key for span, key in marks}
        made: list[Piece] = []
        at = 0
        for span in in_text(text):
            if span.kind != "marker" or span.start not in keys:
                continue
            made += [Piece(text[at : span.start]), Piece(text[span.start : span.end], "marker", span.number, keys[span.start])]
            at = span.end
        return [*made, Piece(text[at:])]


def _entries(page: Page, found: Sequence[FoundNote], known: Usual) -> list[_Entry]:
    """A page's entries in order: its notes behind its text, before what stands at its lower edge."""
    made: list[_Entry] = []
    run: list[tuple[int, Line]] = []
    stops = {place for place, _ in page.tables}
    for index, line in enumerate(page.lines):
        if index in stops and run:
            made += _blocks(page, run, known)
            run = []
        if line.kind != "note":
            run.append((index, line))
    made += _blocks(page, run, known)
    made += [_Entry(place - 0.5, table=number) for number, (place, _) in enumerate(page.tables)]
    text = [entry.place for entry in made if entry.table >= 0 or (entry.block is not None and _is_prose(entry.block))]
    last = max(text, default=-1.0)
    made += [_Entry(_below(note, last + 0.25 + 0.2 * at / len(found)), note=note) for at, note in enumerate(found)]
    for entry in made:
        if entry.block is not None and entry.block.kind in _EDGE:
            box = entry.block.lines[0].box
            entry.place += -_AWAY if box.bottom + box.top > _UPPER * page.height else _AWAY
    return sorted(made, key=lambda entry: entry.place)


def _is_text(text: str) -> bool:
    """Whether a block is nothing that structure knows by its form: a heading, a credit, a row, an entry of a list in two columns."""
    return not (opens_section(text) or heads_region(text) or figures.is_credit(text) or "\t" in text or "\u3000" in text.strip())


def _below(note: FoundNote, last: float) -> float:
    """The place of a note: behind the page's text, but for endnotes, which stay where they are printed."""
    return float(note.first) if note.key.startswith("e") else max(float(note.first), last)


def _is_prose(block: Block) -> bool:
    """Whether a block is text of the body that no note may stand before."""
    return block.kind == "body" and len(block.text) > _PROSE


def _blocks(page: Page, run: Sequence[tuple[int, Line]], known: Usual) -> Iterator[_Entry]:
    for index, block in blocks(page, run, known):
        yield _Entry(float(index), block)


def _settle(entries: Sequence[_Entry]) -> None:
    """Tells which blocks are whole: neither the second half of what began in another column nor cut at the end of their own."""
    body = [entry for entry in entries if entry.block is not None and entry.block.kind == "body"]
    for at, entry in enumerate(body):
        block = entry.block
        if block is None:
            continue
        first, last = block.lines[0], block.lines[-1]
        before = body[at - 1].block if at else None
        after = body[at + 1].block if at + 1 < len(body) else None
        begins = block.indented or is_item(first.text) or (before is not None and before.lines[-1].region == first.region)
        ends = after is not None and after.lines[0].region == last.region
        entry.whole = begins and (ends or last.text.rstrip().endswith("。"))


def _captions(page: Page, entries: Sequence[_Entry], body: float) -> None:
    """Tells the captions of pictures, which say of themselves that they are captions only by their place."""
    above: Sequence[Line] = ()
    for entry in entries if page.graphics.images else ():
        block = entry.block
        if block is None or block.kind != "body":
            continue
        entry.caption = not entry.level and figures.under_picture(page, block.lines, above, body)
        above = block.lines if entry.caption else ()


def _rank(entries: Sequence[Sequence[_Entry]], main: headings.Body) -> None:
    """Settles the title and the levels of headings."""
    pages = [[entry for entry in page if entry.block is not None] for page in entries]
    first = next((at for at, page in enumerate(pages) if page), 0)
    shown = [[entry.block for entry in page if entry.block is not None] for page in pages]
    opening = shown[first] if shown else []
    found = cover(opening, [block for page in shown[first + 1 :] for block in page], main)
    for block in printed_again(opening, [block for page in shown[first + 1 : first + _COVERS] for block in page], found, main):
        block.kind = "running-head"
    for at, entry in enumerate(pages[first] if pages else ()):
        entry.title = at in (found.title, found.subtitle)
    passed = {id(pages[first][at]) for at in found.plain}
    listed: list[_Entry] = []
    blocks_found: list[tuple[Block, float]] = []
    for page in pages:
        above: Line | None = None
        for entry in page:
            if entry.block is None or entry.title:
                continue
            line = entry.block.lines[0]
            white = 2.0 if above is None or above.region != line.region else (above.base - line.base) / line.size - 1.7
            above = entry.block.lines[-1]
            if id(entry) not in passed:
                listed.append(entry)
                blocks_found.append((entry.block, white))
    for at, level in headings.levels(blocks_found, main).items():
        listed[at].level = level
