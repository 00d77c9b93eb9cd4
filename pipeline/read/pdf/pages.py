"""A page of PDFium → a `Page`: its lines in reading order, readings and marks told, tables taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import accumulate
from typing import Any

import pypdfium2.raw as pdfium

from pipeline.read.pdf import areas, edges, lines, markers, ruby, tables
from pipeline.read.pdf.edges import Edge
from pipeline.read.pdf.glyphs import Frame, Printed, frame, printed, sideways, turned_glyph
from pipeline.read.pdf.graphics import graphics
from pipeline.read.pdf.layout import Layout
from pipeline.read.pdf.objects import objects
from pipeline.read.pdf.page import Box, Font, Gap, Glyph, Graphics, Line, LineKind, Mark, Page, Row, Span, Strand, Table
from pipeline.read.pdf.runs import SPARSE, runs
from pipeline.read.pdf.strands import BLANKS, strands
from pipeline.read.pdf.styles import Fonts

_CELL = 4.0  # points: how exactly it is told whether a white letter stands on a tint
_RULE, _RULES = 20.0, 500  # points and number of the rules that are kept: one of them may stand above notes
_PICTURE = 40.0  # points: the same of pictures, under which a caption may stand
_PAGE_GUTTERS = 8  # places of columns remembered from the pages before


@dataclass(slots=True)
class Reader:
    """Reads the pages of one document."""

    fonts: Fonts = field(default_factory=Fonts)
    _setting: lines.Setting = field(default_factory=lines.Setting)
    _vertical: int = 0  # pages of vertical lines more than of others
    _sizes: Counter[float] = field(default_factory=Counter)
    _gutters: dict[bool, list[float]] = field(default_factory=lambda: {False: [], True: []})

    def page(self, page: Any, number: int) -> Page:
        """The page with its number from 1. A page without text has no lines."""
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            shown = frame(page)
            made, white, texts = printed(text_page, self.fonts, shown) if text_page else Printed([], [], frozenset())
        finally:
            if text_page:
                pdfium.FPDFText_ClosePage(text_page)
        if not made:
            return Page(number, *shown.size, [], Graphics())
        turns = sideways(made)
        listed = objects(page, texts)
        drawn, ruled = graphics(listed, shown), partial(edges.edges, listed, shown)
        if white and not drawn.ground:
            made = _without(made, white, [*drawn.shapes, *drawn.images])
        if turns:
            around = Frame(0.0, 0.0, *shown.size, turns)
            made, drawn, shown = _upright(made, drawn, around)
            return self._read(made, drawn, lambda: edges.turned(ruled(), around), shown, number)
        return self._read(made, drawn, ruled, shown, number)

    def _read(self, made: list[Strand], drawn: Graphics, ruled: Callable[[], list[Edge]], shown: Frame, number: int) -> Page:
        rows, readings, vertical = _rows(made, self._setting, self._vertical > 0)
        if sum(len(strand.lefts) for strand in made) > SPARSE:
            self._vertical += 1 if vertical else -1
        found = tables.find(ruled, drawn, rows, shown.size)
        if found:
            rows = [row for row in rows if not any(areas.holds(table.box, row.box) for table in found)]
        for row in rows:
            self._sizes[round(row.size, 1)] += row.count
        laid = Layout(rows, found, drawn, vertical=vertical, em=self._em(), known=self._gutters[vertical], setting=self._setting)
        rules = [rule for rule in drawn.rules if _length(rule) > _RULE][:_RULES]
        page = Page(number, *shown.size, [], Graphics(rules, [image for image in drawn.images if _length(image) > _PICTURE][:_RULES]))
        for region, (part, kind) in enumerate(laid.regions()):
            if isinstance(part, Table):
                page.tables.append((len(page.lines), part))
                continue
            around = areas.hull([row.box for row in part])
            for row in part:
                row.readings = _readings(row, readings)
                page.lines.append(_line(row, self.fonts.table, region, around, kind))
        known = self._gutters[vertical]
        known.extend(laid.gutters)
        del known[:-_PAGE_GUTTERS]
        return page

    def _em(self) -> float:
        """The size that takes up most of the paper so far: that of the body, also where notes have more characters."""
        return max(self._sizes, key=lambda size: self._sizes[size] * size * size, default=10.0)


def _length(rule: Box) -> float:
    return max(rule.right - rule.left, rule.top - rule.bottom)


def _without(made: list[Strand], white: list[Glyph], grounds: list[Box]) -> list[Strand]:
    """The strands without white glyphs on white paper."""
    grounded = areas.covered(grounds, _CELL)
    unseen = {glyph for glyph in white if not grounded(Box(*glyph[1:5]))}
    lines = {(glyph.base, glyph.size, glyph.font) for glyph in unseen}
    kept: list[Strand] = []
    for strand in made:
        if (strand.base, strand.size, strand.font) in lines:
            kept += strands(glyph for glyph in strand.glyphs if glyph not in unseen)
        else:
            kept.append(strand)
    return kept


def _upright(made: list[Strand], drawn: Graphics, around: Frame) -> tuple[list[Strand], Graphics, Frame]:
    """Everything on a page turned as `around` says."""
    upright = strands(turned_glyph(glyph, around.shown(glyph[1:5]), around.turns) for strand in made for glyph in strand.glyphs)
    rules, images, shapes = ([Box(*around.shown(box)) for box in boxes] for boxes in (drawn.rules, drawn.images, drawn.shapes))
    moved = Graphics(rules, images, shapes, drawn.ground)
    return upright, moved, Frame(0.0, 0.0, *around.size, 0)


def _rows(made: list[Strand], setting: lines.Setting, usual: bool) -> tuple[list[Row], ruby.Readings, bool]:
    pieces, slanted, vertical = runs(made, usual)
    plain, readings = ruby.taken(lines.joined(pieces))
    setting.bases = ruby.ends(readings)
    setting.learn(plain)
    rows = [lines.row(run, setting) for run in lines.raised_in(plain)]
    rows += [lines.slanted_row(part) for part in slanted if any(strand.text.strip() for strand in part)]
    return rows, readings, vertical


def _readings(row: Row, readings: ruby.Readings) -> tuple[tuple[int, int, str], ...]:
    if not readings:
        return ()
    places: dict[int, int] = {}  # of the glyphs that may be known to a reading, by their `id`s
    first = 0
    for strand in row.strands:
        if strand.opened:
            places.update((id(glyph), at) for at, glyph in enumerate(strand.glyphs, first))
        first += len(strand.lefts)
    made: list[tuple[int, int, str]] = []
    for name, index in places.items():
        if name not in readings:
            continue
        last, text = readings[name]
        end = places.get(id(last), index) + 1
        if made and index < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]), made[-1][2] + text)
        else:
            made.append((index, end, text))
    return tuple(made)


def _line(row: Row, fonts: Sequence[Font], region: int, around: Box, kind: LineKind) -> Line:
    marks = () if row.slanted else markers.find(row, fonts)
    text, spans, gaps = _spelled(row, marks)
    font = fonts[row.font]
    settled: LineKind = "figure-text" if row.slanted else kind
    return Line(text, row.box, row.size, row.base, row.font, font.weight, font.gothic, row.vertical, region, around, spans, settled, gaps)


def _spelled(row: Row, marks: Sequence[Mark]) -> tuple[str, tuple[Span, ...], tuple[Gap, ...]]:
    """A row's text with what is raised written as superscripts, and where marks, bases of readings and wide gaps stand in it."""
    wide = _wide(row)
    if not marks and not row.readings and not wide:
        return row.text, (), ()
    written = [text for strand in row.strands for text in strand.texts]
    for mark in marks:
        written[mark.start : mark.end] = [mark.text, *[""] * (mark.end - mark.start - 1)]
    places = [0, *accumulate(map(len, written))]
    for mark in marks:
        places[mark.start : mark.end] = [places[mark.start]] * (mark.end - mark.start)
    spans = [
        Span("marker" if mark.number else "raised", places[mark.start], places[mark.start] + len(mark.text), mark.number) for mark in marks
    ]
    spans += [Span("ruby", places[start], places[end], 0, reading) for start, end, reading in row.readings]
    gaps = (Gap(places[at], blank.rights[0], blank.rights[0] - blank.lefts[0]) for at, blank in wide)
    return "".join(written), tuple(sorted(spans, key=lambda span: span.start)), tuple(gaps)


def _wide(row: Row) -> list[tuple[int, Strand]]:
    """The blanks of a row that are wider than a character, each with its place among the glyphs."""
    if " " not in row.text and "\u3000" not in row.text:
        return []
    places = accumulate((len(strand.lefts) for strand in row.strands), initial=0)
    return [
        (at, strand)
        for at, strand in zip(places, row.strands, strict=False)
        if strand.text in BLANKS and strand.rights[0] - strand.lefts[0] > row.size
    ]
