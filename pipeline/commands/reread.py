"""The notes of one document, as the tables of a run hold them → the same notes read by the present rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.commands.outputs import Outputs, Row
from pipeline.extract import citations
from pipeline.model import Citation, Note, ReadNote, Section, Text
from pipeline.resolve import citations as resolve_citations

FIELDS = (
    "authors", "editors", "translators", "title", "container", "publisher", "place", "issued", "volume", "issue", "pages", "url",
    "accessed", "language",
)  # fmt: skip
"""The fields of a citation, in the order of the tables."""


@dataclass(frozen=True, slots=True)
class Again:
    """The notes of a document read again, and the name of each citation among them: 第1章:34.2."""

    notes: tuple[ReadNote, ...]
    names: tuple[str, ...]

    def citations(self) -> list[Citation]:
        """All citations in order: the list `refers_to` points into."""
        return [citation for note in self.notes for citation in note.citations]


def reread(outputs: Outputs, doc_id: str) -> tuple[Again, dict[str, ReadNote]]:
    """Every note of the document read and linked again, and each under its note_id."""
    rows = [row for row in outputs.notes if row["doc_id"] == doc_id]
    sections = [row for row in outputs.sections.values() if row["doc_id"] == doc_id]
    authors = outputs.documents.get(doc_id, {}).get("authors", "")
    read = [citations.read(note) for note in _notes(outputs, rows, [row["section_id"] for row in sections])]
    linked, _ = resolve_citations.resolve(read, sections=_sections(sections), authors=_listed(authors))
    names = [outputs.name(row, k) for row, note in zip(rows, linked, strict=True) for k in range(1, len(note.citations) + 1)]
    again = Again(tuple(linked), tuple(names))
    return again, {row["note_id"]: note for row, note in zip(rows, linked, strict=True)}


def _notes(outputs: Outputs, rows: Sequence[Row], sections: Sequence[str]) -> Iterator[Note]:
    """The rows as notes; where the table names no chapter, a note 1 begins a new one."""
    untold, last = 0, 0
    for row in rows:
        number = int(row["number"])
        scope = outputs.chapter(row)
        if not row["section_id"]:
            untold += number == 1 and last > 1
            scope = f"({untold})" if untold else ""
        last = number
        section = sections.index(row["section_id"]) if row["section_id"] in sections else None
        yield Note(number, scope, Text.of(plain(row["text"])), section)


def _sections(rows: Sequence[Row]) -> tuple[Section, ...]:
    """Sections as far as linking needs them: in order, with label and authors."""
    return tuple(
        Section(i, int(row["level"]), row["label"], row["heading"], 0, 0, None, _listed(row["authors"])) for i, row in enumerate(rows)
    )


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def plain(cell: str) -> str:
    """A cell without the space that keeps a spreadsheet from running it as a formula."""
    return cell.removeprefix(" ")


def shown(citation: Citation, field: str) -> str:
    """A field as the tables print it."""
    value = getattr(citation, field)
    return "|".join(value) if isinstance(value, tuple) else str(value)


def differences(outputs: Outputs, row: Row, note: ReadNote, again: Again) -> Iterator[tuple[str, str, str]]:
    """Where the present rules read a note otherwise than the tables: (what, in the tables, now)."""
    stored = outputs.citations.get(row["note_id"], ())
    if len(stored) != len(note.citations):
        yield "citations", str(len(stored)), str(len(note.citations))
    for k, (cells, citation) in enumerate(zip(stored, note.citations, strict=False), start=1):
        for field in ("form", "type", "raw", *FIELDS):
            was, now = plain(cells.get(field, "")), plain(shown(citation, field))
            if was != now:
                yield f"{k} {field}", was, now
        was = outputs.citation_name(cells["refers_to"])
        now = again.names[citation.refers_to] if citation.refers_to is not None else ""
        if was != now:
            yield f"{k} refers to", was, now
    if plain(row["comment"]) != plain(note.comment):
        yield "comment", plain(row["comment"]), note.comment
