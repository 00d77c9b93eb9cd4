"""Text → Report: front matter, sections, paragraphs, captions, tables, notes and the markers that point to them.

Each pass claims the lines it is sure of, from the most certain to the least: page
furniture, table of contents, abbreviations, notes, title page and back matter, figures,
headings. What is left is body text. Nothing is dropped: a line left out of the text
has a row in `problems.csv`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from pipeline.clean import close_spaces
from pipeline.model import Block, BlockKind, Figure, Hint, Metadata, Note, Problem, Report, Section, Text
from pipeline.structure import (
    contents,
    figures,
    front,
    furniture,
    hinted,
    markers,
    noise,
    notes,
    outline,
    paragraphs,
    plain_markers,
    unwrapping,
)
from pipeline.structure.joining import Joiner
from pipeline.structure.lines import Layout, Line, apart, role, split

_LABEL = re.compile(
    r"(?:第[ \u3000]*(?:[0-9]+|[一二三四五六七八九十Ⅰ-Ⅻ]+)[ \u3000]*[章部節編]|[序終補結]章"
    r"|[0-9]{1,2}(?:[-.．][0-9]{1,2})*[.．、]?|[(（][0-9]{1,2}[)）]|[0-9]{1,2}[)）]"
    r"|(?:図表|図|表|写真)[ \u3000]?[0-9]+(?:[-‐–－−.．・][0-9]+)?)[ \u3000]+"
)
_FRONT = ("contents", "abbreviation", "front", "note-scope")


def structure(text: Text, *, hints: Sequence[Hint] = (), declared: Metadata | None = None) -> Report:
    """The report that a cleaned text prints.

    `hints` are what the source's format says of its blocks and markers; they go before what the text's forms suggest.
    `declared` is what its properties state; it fills what the text does not say.
    """
    layout = _lines(text, hints)
    entries = contents.claim_contents(layout)
    abbreviation_head, abbreviations = contents.claim_abbreviations(layout)
    note_heads, note_drafts = hinted.claim_notes(layout)
    if not note_drafts:
        note_heads, note_drafts, numbering = notes.claim(layout)
    else:
        numbering = []
    metadata = _filled(front.claim(layout), declared)
    figure_drafts = figures.claim(layout)
    extra = [line for line in (abbreviation_head, *note_heads, front.back_head(layout)) if line]
    layout.claim("heading", *(line.index for line in extra))
    heading_drafts = outline.claim(layout, entries, metadata.authors, extra)
    sections = outline.sections(heading_drafts)
    opening = _Opening(heading_drafts)
    made_notes = _notes(note_drafts, sections, opening, hinted.marked(layout, hints))
    blocks = _blocks(layout, heading_drafts, figure_drafts, paragraphs.gather(layout), opening)
    marked, doubts = _mark(blocks, made_notes, sections, [hint for hint in hints if hint.kind == "marker"])
    made_figures = tuple(_figure(draft, opening) for draft in figure_drafts)
    problems = (*furniture.left_out(layout), *numbering, *outline.missing(entries, sections), *doubts)
    sections, made_figures = _unmarked_heads(sections, made_figures, marked)
    return Report(metadata, sections, marked, made_figures, made_notes, abbreviations, problems)


def _lines(text: Text, hints: Sequence[Hint]) -> Layout:
    """The lines of a text, what is no text of the report claimed; without hints it may be a saved page, or wrapped by a printer."""
    layout = split(text, hints)
    if not hints:
        noise.claim(layout)
    furniture.claim(layout)
    return layout if hints else unwrapping.unwrap(layout)


def _filled(printed: Metadata, declared: Metadata | None) -> Metadata:
    """What the text says, and from the file's properties what it does not."""
    if declared is None:
        return printed
    missing = [field.name for field in fields(Metadata) if not getattr(printed, field.name)]
    return replace(printed, **{name: getattr(declared, name) for name in missing})


class _Opening:
    """Which section a line lies in."""

    def __init__(self, drafts: Sequence[outline.Draft]) -> None:
        self._begin = [draft.lines[0].index for draft in drafts]

    def of(self, line: Line) -> int | None:
        return bisect_right(self._begin, line.index) - 1 if self._begin and self._begin[0] <= line.index else None


def _notes(drafts: Sequence[notes.Draft], sections: Sequence[Section], opening: _Opening, marked: Mapping[str, Line]) -> tuple[Note, ...]:
    """Drafts as notes: scope by the chapter's head in the list or, with a list for each chapter, by the chapter its marker stands in.

    `marked` are the lines of the markers whose notes the format tells; where it does not, the chapter is the one the list stands in.
    """
    regions = {draft.region for draft in drafts}
    by_label = {section.label: section.index for section in reversed(sections) if section.label}
    joiner = Joiner()
    made = []
    for draft in drafts:
        first, *rest = draft.lines
        pieces = [first.content.slice(draft.text_start, len(first.content)), *(line.content for line in rest)]
        content = joiner.join([piece for piece in pieces if len(piece)]).strip()
        if not len(content):
            content = first.content
        section = by_label.get(draft.scope)
        scope = draft.scope
        if not scope and len(regions) > 1:
            section = _chapter(sections, opening.of(marked.get(draft.key, first)))
            scope = sections[section].label if section is not None else ""
        made.append(Note(draft.number, scope, close_spaces(content, note=True), section, draft.key))
    return tuple(made)


def _chapter(sections: Sequence[Section], index: int | None) -> int | None:
    """The chapter a section lies in; a head 「注」 beside the chapters counts to the one before it."""
    while index is not None and (parent := sections[index].parent) is not None and not re.fullmatch("第.+[部編]", sections[parent].label):
        index = parent
    while index is not None and index > 0 and role(sections[index].heading, "notes"):
        index -= 1
        index = _chapter(sections, index)
    return index


def _blocks(
    layout: Layout,
    headings: Sequence[outline.Draft],
    drawn: Sequence[figures.Draft],
    paragraphs_: Sequence[paragraphs.Draft],
    opening: _Opening,
) -> list[Block]:
    """All that stands in the document as blocks, in order of where each begins."""

    def block(kind: BlockKind, content: Text, line: Line) -> Block:
        closed = _cells(content) if kind == "table" else close_spaces(content, note=kind == "front")
        return Block(kind, closed.strip(" \u3000"), (), opening.of(line))

    blocks = [block("front", line.content, line) for line in layout.lines if layout.claims[line.index] in _FRONT]
    blocks += [Block("heading", _spaced(draft.lines), (), opening.of(draft.lines[0])) for draft in headings]
    for draft in drawn:
        blocks += [Block("caption", _spaced([line]), (), opening.of(line)) for line in draft.lines]
        blocks += [block("table", line.content, line) for line in draft.rows]
    blocks += [block(draft.kind, draft.content, draft.first) for draft in paragraphs_]
    return sorted((b for b in blocks if b.content.text.strip()), key=lambda b: b.content.starts[0])


def _spaced(lines: Sequence[Line]) -> Text:
    """A heading or caption in one line: one space behind its label and between its lines, stray spaces taken out elsewhere."""
    parts: list[Text] = []
    for line in lines:
        label = _LABEL.match(line.text) if line is lines[0] else None
        cut = label.end() if label else 0
        pieces = [line.content.slice(0, cut).strip(" \u3000"), line.content.slice(cut, len(line.content)).strip(" \u3000")]
        parts += [close_spaces(piece) for piece in pieces if len(piece)]
    return apart(parts)


def _cells(row: Text) -> Text:
    """A table's row, stray spaces taken out of each cell, the tabs between cells kept."""
    parts, at = [], 0
    for found in re.finditer(r"\t|$", row.text):
        parts += [close_spaces(row.slice(at, found.start()).strip(" \u3000")), row.slice(*found.span())]
        at = found.end()
    return Text.join(parts)


def _mark(
    blocks: Sequence[Block], made: Sequence[Note], sections: Sequence[Section], linked: Sequence[Hint]
) -> tuple[tuple[Block, ...], list[Problem]]:
    """The blocks with their note markers taken out, each fitted to the notes of its chapter, and what stays in doubt."""
    scopes: dict[str, markers.Scope] = {}
    for label in {note.scope for note in made}:
        scopes[label] = markers.Scope(frozenset(note.number for note in made if note.scope == label))
    empty = markers.Scope(frozenset())
    marked: list[Block] = []
    labels: list[str] = []
    for block in blocks:
        chapter = _chapter(sections, block.section)
        label = sections[chapter].label if chapter is not None else ""
        scope = scopes.get(label) or scopes.get("") or empty
        content, taken = (block.content, ()) if block.kind == "front" else markers.take(block.content, scope, linked)
        if len(content):
            marked.append(Block(block.kind, content, taken, block.section))
            labels.append(label if label in scopes else "")
    return (tuple(marked), []) if linked else plain_markers.recover(marked, labels, made)


def _unmarked_heads(
    sections: Sequence[Section], drawn: Sequence[Figure], blocks: Sequence[Block]
) -> tuple[tuple[Section, ...], tuple[Figure, ...]]:
    """Sections and figures without the plain digits in their heads that turned out to be note markers."""
    heads = [block for block in blocks if block.markers and block.kind in ("heading", "caption")]

    def bare(printed: str, raw_start: int, raw_end: int) -> str:
        return plain_markers.unprinted(printed, raw_start, raw_end, heads) if heads else printed

    return (
        tuple(replace(s, heading=bare(s.heading, s.raw_start, s.raw_end)) for s in sections),
        tuple(replace(f, caption=bare(f.caption, f.raw_start, f.raw_end), credit=bare(f.credit, f.raw_start, f.raw_end)) for f in drawn),
    )


def _unmarked(printed: str) -> str:
    """A caption, credit or cell without stray spaces and note markers."""
    text, _ = markers.take(Text.of(printed), markers.Scope(frozenset()))
    return close_spaces(text).text.strip()


def _figure(draft: figures.Draft, opening: _Opening) -> Figure:
    lines = sorted(draft.lines + draft.rows, key=lambda line: line.index)
    rows = tuple(tuple(_unmarked(cell) for cell in line.text.split("\t")) for line in draft.rows)
    return Figure(
        kind=draft.kind,
        label=re.sub(r"\s+", "", draft.label),
        caption=_unmarked(draft.caption),
        credit=_unmarked(draft.credit),
        raw_start=lines[0].raw[0],
        raw_end=lines[-1].raw[1],
        section=opening.of(lines[0]),
        rows=rows,
    )
