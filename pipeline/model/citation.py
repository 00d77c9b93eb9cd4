"""What is read in notes: citations in CSL types and variables, and where notes are cited."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.model.report import Note

CitationForm = Literal["full", "short", "supra", "ibid"]


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
