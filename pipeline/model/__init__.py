"""Every type that crosses a stage. Imports nothing of ours.

All offsets are half-open Unicode code points. `Text` carries the way back: for each
character of cleaned text, where in the decoded source it came from.
"""

from pipeline.model.citation import Citation, CitationForm, NoteLink, ReadNote
from pipeline.model.document import Document, Status
from pipeline.model.event import Event, Modality
from pipeline.model.mention import Date, Layer, Mention, Name, Quantity
from pipeline.model.report import Block, BlockKind, Figure, FigureKind, Marker, Note, Report, Section, Sentence
from pipeline.model.source import Hint, HintKind, Metadata, PipelineError, Problem, Severity, Source
from pipeline.model.text import Text

__all__ = [
    "Block",
    "BlockKind",
    "Citation",
    "CitationForm",
    "Date",
    "Document",
    "Event",
    "Figure",
    "FigureKind",
    "Hint",
    "HintKind",
    "Layer",
    "Marker",
    "Mention",
    "Metadata",
    "Modality",
    "Name",
    "Note",
    "NoteLink",
    "PipelineError",
    "Problem",
    "Quantity",
    "ReadNote",
    "Report",
    "Section",
    "Sentence",
    "Severity",
    "Source",
    "Status",
    "Text",
]
