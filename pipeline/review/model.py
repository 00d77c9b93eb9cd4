"""The types of the review: a decision, and where in a text it holds. Every cell is a string, as its CSV prints it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Row = Mapping[str, str]
Verdict = Literal["accept", "correct", "reject", "add", "undo"]
Scope = Literal["mention", "document", "all"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a row stands, so that it is found again in another reading of the text.

    `quote`, `prefix` and `suffix` are a W3C TextQuoteSelector over the document's sentences put together (for citations: its
    notes), cleaned text, at most `anchors.CONTEXT` characters on each side. The rest are its offsets when it was made: `start`
    and `end` code points of the sentence's (or note's) text, `raw_start` and `raw_end` of the source's. A row that stands for
    a whole document has an empty anchor.
    """

    quote: str = ""
    prefix: str = ""
    suffix: str = ""
    sentence_id: str = ""
    start: int | None = None
    end: int | None = None
    raw_start: int | None = None
    raw_end: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What one reviewer decided about one row at one time; a later decision about the same row takes its place.

    `row_id` is `rows.row_id` of the row when it was decided ("" for an added mention). `sha256` and `source_file` say which
    file it was read from. `values` are the fields a correction or an added mention gives, and only those; a correction that
    moves the mention has `text` (the words meant) and `offset` (how far its start moves, in code points) among them. `machine`
    is what the program had read (`rows.reading`). With the scope `document` or `all` a correction of an entity holds for every
    mention with the same words. `of` is the decision that an `undo` takes back. `time` is UTC, ISO 8601 with microseconds.
    """

    id: str
    time: str
    reviewer: str
    verdict: Verdict
    table: str
    doc_id: str
    row_id: str = ""
    source_file: str = ""
    sha256: str = ""
    scope: Scope = "mention"
    anchor: Anchor = Anchor()
    values: Mapping[str, str] = field(default_factory=dict)
    machine: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""
    of: str = ""
