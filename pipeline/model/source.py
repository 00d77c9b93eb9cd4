"""What `read` gives: decoded text and what the file's format says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]
HintKind = Literal["title", "heading", "paragraph", "list", "caption", "table", "note", "marker", "left-out"]


class PipelineError(Exception):
    """Broken input, settings or rules: says what, where, and what to do about it."""


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

    `title`: the title's line; a second one is the subtitle. `heading`: `number` is its level from 1. `note`: the note's text
    without its printed label, `number` its number, `key` its name within the source; pieces with one key are one note.
    `marker`: the printed reference to the note `key`, here with `number`. `table`: all rows of one table. `paragraph`, `list`:
    complete, neither cut nor to be joined with the next. `left-out`: no text of the report; `key` is the code of the problem
    row that says so (`running-head`, `page-number`, `boilerplate`, `figure-text`).
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
