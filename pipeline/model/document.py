"""Everything one input gave."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.model.citation import NoteLink, ReadNote
from pipeline.model.event import Event
from pipeline.model.mention import Mention
from pipeline.model.report import Report, Sentence
from pipeline.model.source import Problem

Status = Literal["ok", "partial", "failed"]


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
    events: tuple[tuple[str, Event], ...] = ()
    notes: tuple[ReadNote, ...] = ()
    links: tuple[NoteLink, ...] = ()
    problems: tuple[Problem, ...] = ()
    source_text: str = field(default="", repr=False)
