"""Small documents for the structure tests: text in, report out."""

from __future__ import annotations

from pipeline.clean import clean
from pipeline.model import Report, Source
from pipeline.structure import structure


def report(text: str) -> Report:
    source = Source("d", "d.txt", "", "text/plain", "utf-8", text)
    return structure(clean(source))


def outline(made: Report) -> list[tuple[int, str, str]]:
    return [(section.level, section.label, section.heading) for section in made.sections]


def texts(made: Report, kind: str) -> list[str]:
    return [block.content.text for block in made.blocks if block.kind == kind]


def marked(made: Report) -> list[tuple[int, str]]:
    """Each marker with the text that stood just before it."""
    return [(m.number, block.content.text[max(0, m.position - 4) : m.position]) for block in made.blocks for m in block.markers]
