"""What `structure` and `sentences` make of a text: sections, blocks, notes, sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.model.source import Metadata, Problem
from pipeline.model.text import Text

BlockKind = Literal["body", "heading", "list", "caption", "table", "front"]
FigureKind = Literal["figure", "table", "photo"]


@dataclass(frozen=True, slots=True)
class Marker:
    """A note marker taken out of a block: the note's number, where it stood in the cleaned text, and its source range.

    `key` is the note's, where the format itself links the two; else "" and the number decides.
    """

    number: int
    position: int
    raw_start: int
    raw_end: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, caption, table row or piece of front matter, cleaned and without note markers."""

    kind: BlockKind
    content: Text
    markers: tuple[Marker, ...] = ()
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what it opens. `parent` is the index of the enclosing section; `level` counts from 1."""

    index: int
    level: int
    label: str
    heading: str
    raw_start: int
    raw_end: int
    parent: int | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A captioned figure, table or photo. `rows` are the cells of a table, the header row first."""

    kind: FigureKind
    label: str
    caption: str
    credit: str
    raw_start: int
    raw_end: int
    section: int | None = None
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note. `scope` is the label of the chapter whose numbering it follows ("" when it runs through the document).

    `key` names it where the format links markers to notes; numbers of such notes may come back on every page.
    """

    number: int
    scope: str
    content: Text
    section: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A structured document: what `structure` makes of a cleaned text."""

    metadata: Metadata
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Note, ...]
    abbreviations: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block: the unit in which mentions are found and counted.

    `paragraph` counts blocks and `number` sentences of a block, both from 1.
    `markers` are those that stand in the sentence, positions relative to its text.
    """

    id: str
    kind: BlockKind
    content: Text
    paragraph: int
    number: int
    section: int | None = None
    markers: tuple[Marker, ...] = ()

    @property
    def text(self) -> str:
        """The cleaned text, without note markers."""
        return self.content.text
