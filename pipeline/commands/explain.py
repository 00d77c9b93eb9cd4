"""nids-pipeline explain: a row of the tables → what it was read from, and the rule behind each of its fields."""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.model import Citation, PipelineError, ReadNote

if TYPE_CHECKING:
    from pipeline.commands.outputs import Outputs, Row
    from pipeline.commands.reread import Again

_ASKED = re.compile(r"(?:(?P<chapter>.*\S)\s*[:：]\s*)?(?:注\s*)?(?P<number>\d{1,6})", re.DOTALL)
_WIDEST = 120
_LISTED = 12  # notes named in an error
_RULES = 62  # cells of a line that a field's name and its rule may need
# What no single rule fills: the form of a citation that is no back reference, and the language.
_OTHERWISE = {"form": "no phrase refers back", "language": "language.py"}


@click.group()
def explain() -> None:
    """Show how a row of the tables came about."""


@explain.command()
@click.argument("which", metavar="NOTE")
@click.option(
    "-o", "--outputs", "folder", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True, help="A run's folder."
)
@click.option("--document", metavar="DOC_ID", default="", help="The document, where several have such a note: its id or its file.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def note(which: str, folder: Path, document: str, debug: bool) -> None:
    """Print a note, the sentence of its marker, its citations and the rule behind each field.

    NOTE is a chapter and a number (第1章:34, 1:34, or the chapter's heading), or the number alone where numbering runs through
    the document. The tables of a run say what the note is; the present rules read it again, and what they read otherwise is told.

    \b
    nids-pipeline explain note 第1章:34
    nids-pipeline explain note 12 --document report
    """
    from pipeline.commands import outputs as tables
    from pipeline.commands.reread import reread

    asked = _ASKED.fullmatch(unicodedata.normalize("NFKC", which).strip())
    if asked is None:
        raise PipelineError(f"{which!r} names no note: say a chapter and a number (第1章:34), or a number alone")
    outputs = tables.read(folder)
    found = _only(outputs, str(int(asked["number"])), asked["chapter"] or "", document)
    again, notes = reread(outputs, found[0]["doc_id"])
    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that lacks a character gets its number instead of an error
        sys.stdout.reconfigure(errors="backslashreplace")
    width = min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)
    for row in found:
        for line in _explained(outputs, row, notes[row["note_id"]], again, width):
            click.echo(line)


def _only(outputs: Outputs, number: str, chapter: str, document: str) -> list[Row]:
    """The note asked for, or both where a number stands twice in one chapter; `PipelineError` where several could be meant."""
    from pipeline.commands.terminal import visible

    found = outputs.find(number, chapter, document)
    named = dict.fromkeys(f"{outputs.name(note)} of {note['doc_id']}" for note in found)
    if len(named) == 1:
        return found
    if found:
        what = f"{len(named)} chapters or documents have such a note: {visible(_some(named))}"
        raise PipelineError(f"{what}; name one (第1章:{number}) or give --document")
    held = [(note["doc_id"], outputs.documents.get(note["doc_id"], {}).get("source_file")) for note in outputs.notes]
    if document and not any(document in names for names in held):
        there = visible(_some(name for name, _ in held))
        raise PipelineError(f"no notes of a document {visible(document)!r}; there are notes of {there}")
    chapters = [label for note in outputs.notes if (label := outputs.chapter(note))]
    hint = f"; there are notes of {visible(_some(chapters))}" if chapters else ""
    raise PipelineError(f"no note {visible(f'{chapter}:{number}' if chapter else number)}{hint}")


def _some(names: Iterable[str]) -> str:
    distinct = list(dict.fromkeys(names))
    return ", ".join(distinct[:_LISTED]) + (f" and {len(distinct) - _LISTED} more" if len(distinct) > _LISTED else "")


def _explained(outputs: Outputs, row: Row, note: ReadNote, again: Again, width: int) -> Iterator[str]:
    from pipeline.commands.reread import differences, plain
    from pipeline.commands.terminal import visible, wrapped

    page = f", page {row['page']}" if row.get("page") else ""
    yield f"note {visible(outputs.name(row))} of {visible(row['doc_id'])}{page}"
    yield from wrapped(visible(plain(row["text"])), width, "  ")
    yield ""
    yield from _marked(outputs, row, width)
    for sequence, citation in enumerate(note.citations, start=1):
        yield ""
        yield f"citation {sequence}"
        yield from wrapped(visible(citation.raw), width, "  ")
        yield from _fields(citation, width)
        yield from _reference(citation, again, width)
    if note.comment:
        yield ""
        yield "comment"
        yield from wrapped(visible(note.comment), width, "  ")
    if not note.citations:
        yield ""
        yield "no citation was read in it"
    if changed := list(differences(outputs, row, note, again)):
        yield ""
        yield "The present rules read this note otherwise than the tables have it (they are of an earlier run):"
        for what, was, now in changed:
            yield f"  {visible(what)}"
            yield from wrapped(f"in the tables: {visible(was)}", width, "    ")
            yield from wrapped(f"now: {visible(now)}", width, "    ")


def _marked(outputs: Outputs, row: Row, width: int) -> Iterator[str]:
    """The sentence of the marker, with the marker where it stood."""
    from pipeline.commands.terminal import visible, wrapped

    sentence = outputs.sentences.get(row["sentence_id"])
    if sentence is None or not row["marker_start"]:
        yield "no marker in the text points to it"
        return
    at, text = int(row["marker_start"]), sentence["text"]
    yield f"its marker ⟦{row['number']}⟧ stands in {visible(sentence['sentence_id'])}"
    marked = f"{visible(text[:at])}⟦{row['number']}⟧{visible(text[at:])}"
    yield from wrapped(marked.lstrip(" "), width, "  ")


def _fields(citation: Citation, width: int) -> Iterator[str]:
    """A line for each field that is filled: its name, its value, the rule behind it; a long value has lines of its own."""
    from pipeline.commands.reread import FIELDS, shown
    from pipeline.commands.terminal import aligned, visible, wide, wrapped

    rules = dict(citation.rules)
    rows: list[tuple[str, str, str]] = []
    long: dict[str, list[str]] = {}
    for field in ("form", "type", *FIELDS):
        if not (value := visible(shown(citation, field))):
            continue
        told = (
            "the work it refers to" if field == "type" and citation.refers_to is not None else rules.get(field, _OTHERWISE.get(field, ""))
        )
        if wide(value) > max(20, width - _RULES):
            long[field], value = wrapped(value, width, "      "), ""
        rows.append((field, value, f"← {visible(told.replace(':', ': ', 1))}"))
    for row, line in zip(rows, aligned(rows, "    "), strict=True):
        yield line
        yield from long.get(row[0], ())


def _reference(citation: Citation, again: Again, width: int) -> Iterator[str]:
    """The citation a back reference means, by its name and title."""
    from pipeline.commands.terminal import visible, wrapped

    if citation.refers_to is not None:
        full = again.citations()[citation.refers_to]
        yield from wrapped(
            visible(f"refers to {again.names[citation.refers_to]}, {full.title or full.container or full.raw}"), width, "    "
        )
    elif citation.form != "full":
        yield "    refers to nothing that can be told"
