"""What the PDF reader makes of notes on pages made by hand, in a form that tests compare."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.read.pdf import notes
from pipeline.read.pdf.page import Page

BODY = 10.0  # points of the body's letters


def told(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Each piece's key and text without its label, lines joined with a slash."""
    made = []
    for note in notes.find(pages, BODY):
        texts = [one.text for one in pages[note.page].lines[note.first : note.last]]
        made.append((note.key, "/".join([texts[0][note.label :], *texts[1:]])))
    return made


def linked(pages: Sequence[Page]) -> list[str]:
    """The keys of the markers of lines, in order."""
    return [key for _, key in sorted(notes.link(pages, notes.find(pages, BODY)).items())]
