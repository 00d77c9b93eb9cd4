"""Every type that crosses a stage. Imports nothing of ours.

All offsets are half-open Unicode code points. `Text` carries the way back: for each
character of cleaned text, where in the decoded source it came from. Values follow
published vocabularies: TIMEX3 and EDTF for dates, UCUM and ISO 4217 for quantities,
OntoNotes labels for names, CSL types and variables for citations.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Layer = Literal["entities", "dates", "quantities"]
BlockKind = Literal["body", "heading", "list", "caption", "table", "front"]
Severity = Literal["error", "warning", "info"]
Status = Literal["ok", "partial", "failed"]
FigureKind = Literal["figure", "table", "photo"]
HintKind = Literal["title", "heading", "paragraph", "list", "caption", "table", "note", "marker", "left-out"]
CitationForm = Literal["full", "short", "supra", "ibid"]


class PipelineError(Exception):
    """Broken input, settings or rules: says what, where, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Text:
    """Cleaned text with, for each character, the source range it came from.

    `starts[i]`/`ends[i]` bound the source characters behind `text[i]`. Ranges never
    decrease; they may leave gaps (what the cleaner took out) and may repeat (one
    source character that became several, such as ㎞ → km).
    """

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Text:
        """Text that is its own source, beginning at source offset `start`."""
        return cls(text, array("q", range(start, start + len(text))), array("q", range(start + 1, start + len(text) + 1)))

    @classmethod
    def join(cls, parts: Iterable[Text]) -> Text:
        """The parts one after the other, each keeping its own way back."""
        kept = list(parts)
        starts, ends = array("q"), array("q")
        for part in kept:
            starts.extend(part.starts)
            ends.extend(part.ends)
        return cls("".join(part.text for part in kept), starts, ends)

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int) -> Text:
        """Characters `start` to `end` (both within the text)."""
        return Text(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def strip(self, chars: str | None = None) -> Text:
        """Without white space (or the characters given) at either end."""
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self.slice(min(left, right), right)

    def without(self, spans: Iterable[tuple[int, int]]) -> Text:
        """The text with the given sorted, disjoint spans taken out."""
        parts, at = [], 0
        for start, end in spans:
            parts.append(self.slice(at, start))
            at = end
        parts.append(self.slice(at, len(self.text)))
        return Text.join(parts)

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The source range behind characters `start` to `end`; empty spans have none."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no source range for [{start}, {end}) in a text of {len(self.text)} characters")
        return self.starts[start], self.ends[end - 1]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should look at; `raw_start`/`raw_end` are source offsets."""

    severity: Severity
    code: str
    message: str
    raw_start: int | None = None
    raw_end: int | None = None
    sentence_id: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What the format says of source characters `start` to `end` and the text alone does not.

    `heading`: `number` is its level from 1. `note`: the note's text without its printed label, `number` its number, `key` its
    name within the source; pieces with one key are one note. `marker`: the printed reference to the note `key`, here with
    `number`. `table`: all rows of one table. `paragraph`, `list`: complete, neither cut nor to be joined with the next.
    `left-out`: no text of the report; `key` is the code of the problem row that says so (`running-head`, `page-number`, `boilerplate`).
    """

    kind: HintKind
    start: int
    end: int
    number: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document, or the file it came in, says of itself; `published` is EDTF."""

    title: str = ""
    subtitle: str = ""
    series: str = ""
    number: str = ""
    authors: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One input file, read: its text in reading order, where its pages start, and what the format says of the text.

    `text` is what every `raw_start`/`raw_end` counts in. `page_starts` holds the offset of each page's first character, or
    nothing where the format has no pages. `hints` are sorted by start. `declared` is what the file's properties state
    (PDF and DOCX properties, HTML metadata): used only where the text does not say. `problems` are what reading met.
    """

    doc_id: str
    name: str
    sha256: str
    media_type: str
    encoding: str
    text: str
    page_starts: tuple[int, ...] = ()
    hints: tuple[Hint, ...] = ()
    declared: Metadata = Metadata()
    problems: tuple[Problem, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Name:
    """What an entity mention names. `ids` holds one (entity_id, canonical name) pair per thing: 中露 has two."""

    label: str
    subtype: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Date:
    """A point, period or recurrence: TIMEX3 `type` and `mod`, EDTF or ISO 8601 duration `value`.

    `earliest`/`latest` are inclusive ISO dates, empty where open or unknown. `relation`
    says what an unresolved expression leans on (`same-year`, `next-year`, `year-of-context` …);
    the resolver empties it. `anchor` is the source offset of the mention that was leaned on.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str = ""
    earliest: str = ""
    latest: str = ""
    relation: str = ""
    anchor: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `value` is None where digits are unknown (数十人); `value_max` only closes a range."""

    kind: str
    value: float | None
    unit: str
    value_max: float | None = None
    unit_text: str = ""
    mod: str = ""
    per: str = ""
    change: str = ""
    basis: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of one layer: `text` is the sentence's characters `start` to `end`, `method` what found it, `score` 0–1."""

    layer: Layer
    start: int
    end: int
    text: str
    value: Name | Date | Quantity
    method: str
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to one source, in CSL terms; offsets are into the note's text.

    `raw` is the note's text from `start` to `end`. `refers_to` is the index, among the
    document's citations, of the one that holds the full form; the resolver sets it.
    `rules` pairs each field that is filled with what read it: a rule or row of data (citations_parts.toml:pages,
    media.csv:新華社) or a reader that knows it by its place (eastern_tail.py:before-title).
    """

    start: int
    end: int
    raw: str
    form: CitationForm
    type: str
    score: float
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    refers_to: int | None = None
    rules: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class ReadNote:
    """A note with what was read in it: its citations in order and the comment that is left."""

    note: Note
    citations: tuple[Citation, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class NoteLink:
    """A note's marker: the sentence it stands in and the place in that sentence's cleaned text."""

    note: int
    sentence_id: str
    position: int


@dataclass(frozen=True, slots=True)
class Document:
    """Everything one input gave: what `tables` turns into rows. A failed input has a status and an error only."""

    doc_id: str
    name: str
    sha256: str = ""
    media_type: str = ""
    encoding: str = ""
    status: Status = "ok"
    error: str = ""
    chars: int = 0
    page_starts: tuple[int, ...] = ()
    report: Report | None = None
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[tuple[str, Mention], ...] = ()
    notes: tuple[ReadNote, ...] = ()
    links: tuple[NoteLink, ...] = ()
    problems: tuple[Problem, ...] = ()
    source_text: str = field(default="", repr=False)
