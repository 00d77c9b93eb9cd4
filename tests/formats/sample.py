"""A clean sample of raw/ → the parts a typesetter needs: what each piece of text is, where its note markers stand, what its notes say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from pipeline.clean import clean, close_spaces, uniform
from pipeline.model import Block, Figure, Report, Source
from pipeline.read import read
from pipeline.settings import Settings
from pipeline.structure import structure

RAW = Path(__file__).parents[2] / "raw"
NAMES = ("sample-annual-report", "sample-commentary", "sample-memo")

Role = Literal[
    "title", "subtitle", "front", "contents-head", "contents", "abbreviation", "chapter", "heading", "body", "list", "figure", "notes", "back"
]  # fmt: skip

# Words that get a reading in the copies that can print one, the first time each stands in running text.
READINGS = {
    "砕氷船": "さい,ひょう,せん",
    "覚書": "おぼえがき",
    "島嶼": "とう,しょ",
    "密漁船": "みつ,りょう,せん",
    "砲弾": "ほう,だん",
    "枠": "わく",
}

_ITALIC = re.compile(r"\*([^*]+)\*")
_LEADER = re.compile(r"\t?([0-9]+)$")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters set in one way. `note` is the index of the note a marker points to; `ruby` has a reading a character, or one for all."""

    text: str
    note: int | None = None
    italic: bool = False
    ruby: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the report in reading order. `lines` are its printed lines; a figure has `rows` and captions above and below them."""

    role: Role
    lines: tuple[tuple[Run, ...], ...]
    level: int = 0
    bullet: str = ""
    kind: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    below: tuple[tuple[Run, ...], ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note as printed: its number, the chapter whose numbering it follows, and its text."""

    number: int
    scope: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """A report ready to be typeset."""

    name: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    publisher: str
    published: str
    parts: tuple[Part, ...]
    notes: tuple[Footnote, ...]

    def noted(self, scope: str | None = None) -> list[tuple[int, Footnote]]:
        """The notes of a chapter, or all, with their indexes."""
        return [(index, note) for index, note in enumerate(self.notes) if scope in (None, note.scope)]


def load(name: str) -> Sample:
    """The sample `raw/<name>.txt`, as the pipeline reads it from its clean text."""
    source = read(RAW / f"{name}.txt", doc_id=name, name=name, settings=Settings())
    report = structure(clean(source))
    notes = tuple(Footnote(note.number, note.scope, _italics(note.content.text)) for note in report.notes)
    parts = _ruby(list(_parts(source, report)))
    said = report.metadata
    return Sample(name, said.title, said.subtitle, said.authors, said.publisher, said.published, tuple(parts), notes)


def plain(runs: Sequence[Run]) -> str:
    """The characters of the runs without note markers."""
    return "".join(run.text for run in runs if run.note is None)


def _parts(source: Source, report: Report) -> Iterator[Part]:
    figures = {figure.raw_start: figure for figure in report.figures}
    pending = list(report.blocks)
    scope, region = "", "title-page"
    while pending:
        block = pending.pop(0)
        start, end = block.content.raw(0, len(block.content))
        figure = next((f for begin, f in figures.items() if begin <= start < f.raw_end), None)
        if figure is not None:
            inside = [block]
            while pending and pending[0].content.starts[0] < figure.raw_end:
                inside.append(pending.pop(0))
            yield _figure(inside, figure, report, scope)
        elif block.kind == "heading":
            section = next(s for s in report.sections if s.raw_start == start)
            region = "back" if section.heading == "著者一覧" else section.heading
            if section.label.startswith("第"):
                scope = section.label
            role: Role = "chapter" if section.label.startswith("第") else "notes" if section.heading == "注" else "heading"
            printed = tuple(_heading_lines(source.text[start:end])) if role == "chapter" else (_runs(block, report, scope),)
            yield Part(role, printed, section.level, scope=scope)
        elif block.kind == "front":
            region = "contents" if block.content.text == "目次" else region
            printed_line = source.text[_line_start(source, start) : end].rstrip("\n")
            if region != "注":
                yield _front(printed_line, region, report)
        else:
            bullet = source.text[_line_start(source, start) : start].strip() if block.kind == "list" else ""
            yield Part("list" if block.kind == "list" else "body", (_runs(block, report, scope),), bullet=bullet, scope=scope)


def _line_start(source: Source, at: int) -> int:
    return source.text.rfind("\n", 0, at) + 1


def _heading_lines(printed: str) -> Iterator[tuple[Run, ...]]:
    """A chapter's head as printed; its label without stray spaces, its author's name with the space between its halves."""
    for line in filter(None, (line.strip() for line in printed.splitlines())):
        yield (Run(close_spaces(uniform(line)).text if line.startswith("第") else line),)


def _front(line: str, region: str, report: Report) -> Part:
    if region == "contents" and line != "目次":
        found = _LEADER.search(line)
        entry = line[: found.start()] if found else line
        return Part("contents", ((Run(entry.strip().replace("\t", " ")),),), rows=((found[1],),) if found else ())
    if region == "略語表":
        return Part("abbreviation", (), rows=(tuple(line.split("\t")),))
    bare = re.sub(r"\s", "", line)
    titled = region == "title-page" and bare.startswith(re.sub(r"\s", "", report.metadata.title))
    role: Role = "contents-head" if line == "目次" else "title" if titled else "back" if region == "back" else "front"
    if region == "title-page" and not titled and report.metadata.subtitle and report.metadata.subtitle[:6] in line:
        role = "subtitle"
    return Part(role, ((Run(line.strip()),),))


def _figure(inside: Sequence[Block], figure: Figure, report: Report, scope: str) -> Part:
    """Captions above the picture or table and below it: a photo has all of them below, a figure its source only."""
    rows = tuple(tuple(block.content.text.split("\t")) for block in inside if block.kind == "table")
    captions = [(_runs(block, report, scope), block.content.starts[0]) for block in inside if block.kind == "caption"]
    first_row = next((block.content.starts[0] for block in inside if block.kind == "table"), None)
    if first_row is not None:
        above = [runs for runs, start in captions if start < first_row]
    else:
        above = [runs for runs, _ in captions[:1]] if figure.kind == "figure" else []
    below = [runs for runs, _ in captions[len(above) :]]
    return Part("figure", tuple(above), kind=figure.kind, rows=rows, below=tuple(below), scope=scope)


def _runs(block: Block, report: Report, scope: str) -> tuple[Run, ...]:
    """A block's text with its markers back in their places."""
    runs, at = [], 0
    scopes = {note.scope for note in report.notes}
    for marker in block.markers:
        note = next(i for i, n in enumerate(report.notes) if n.number == marker.number and n.scope == (scope if scope in scopes else ""))
        runs += [Run(block.content.text[at : marker.position]), Run(str(marker.number), note=note)]
        at = marker.position
    runs.append(Run(block.content.text[at:]))
    return tuple(run for run in runs if run.text)


def _italics(text: str) -> tuple[Run, ...]:
    """The clean text writes italics between asterisks."""
    return tuple(Run(piece, italic=bool(i % 2)) for i, piece in enumerate(_ITALIC.split(text)) if piece)


def _ruby(parts: list[Part]) -> list[Part]:
    waiting = dict(READINGS)
    for number, part in enumerate(parts):
        if part.role not in ("body", "list"):
            continue
        runs = list(part.lines[0])
        for base in list(waiting):
            place = next((i for i, run in enumerate(runs) if base in run.text and not run.ruby), None)
            if place is None:
                continue
            before, _, after = runs[place].text.partition(base)
            runs[place : place + 1] = [Run(before), Run(base, ruby=tuple(waiting.pop(base).split(","))), Run(after)]
        parts[number] = replace(part, lines=(tuple(run for run in runs if run.text),))
    return parts
