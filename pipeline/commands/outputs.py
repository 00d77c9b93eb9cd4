"""The folder of a run → its documents, chapters, notes and citations as they stand in the tables."""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.numerals import parse
from pipeline.model import PipelineError

Row = Mapping[str, str]

_COLUMNS = {
    "documents": ("doc_id", "source_file", "authors"),
    "sections": ("section_id", "doc_id", "level", "label", "heading", "authors"),
    "sentences": ("sentence_id", "section_id", "text"),
    "notes": ("note_id", "doc_id", "section_id", "number", "sentence_id", "marker_start", "text", "comment"),
    "citations": ("citation_id", "note_id", "sequence", "form", "type", "title", "container", "refers_to", "source_id", "raw"),
}
_NUMBERS = ("level", "number", "marker_start", "sequence")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The tables that notes are in, rows as the CSVs hold them. `sections` is by id, `citations` by the note that holds them."""

    documents: Mapping[str, Row]
    sections: Mapping[str, Row]
    sentences: Mapping[str, Row]
    notes: Sequence[Row]
    citations: Mapping[str, Sequence[Row]]

    def chapter(self, note: Row) -> str:
        """The label of the chapter whose numbering the note follows, or its heading; "" where numbering runs through the document."""
        section = self.sections.get(note["section_id"])
        return section["label"] or section["heading"] if section else ""

    def name(self, note: Row, sequence: int = 0) -> str:
        """The note as one asks for it, 第1章:34, or a citation in it, 第1章:34.2."""
        chapter = self.chapter(note)
        number = f"{note['number']}.{sequence}" if sequence else note["number"]
        return f"{chapter}:{number}" if chapter else number

    def citation_name(self, citation_id: str) -> str:
        """The name of a citation by its id; the id where no note holds it."""
        for note in self.notes:
            for cells in self.citations.get(note["note_id"], ()) if citation_id else ():
                if cells["citation_id"] == citation_id:
                    return self.name(note, int(cells["sequence"]))
        return citation_id

    def find(self, number: str, chapter: str, document: str) -> list[Row]:
        """The notes of that number, in the chapter and the document named or in any where "" is given.

        A chapter is named by its label, its heading, both, or its number; a document by its id or its file.
        """
        return [
            note
            for note in self.notes
            if note["number"] == number
            and (not chapter or self._is_called(self.sections.get(note["section_id"]), chapter))
            and (not document or document in (note["doc_id"], self.documents.get(note["doc_id"], {}).get("source_file")))
        ]

    @staticmethod
    def _is_called(section: Row | None, chapter: str) -> bool:
        if section is None:
            return False
        asked, label, heading = _folded(chapter), _folded(section["label"]), _folded(section["heading"])
        return asked in (label, heading, label + heading) or (asked.isdigit() and asked == _number(label))


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _number(label: str) -> str:
    """The number of a chapter's label: 1 for 第1章 and 第一章; "" where it has none."""
    bare = label.strip("第章部節編.、()")
    value = parse(bare)
    return f"{value:f}" if value is not None else ""


def read(folder: Path) -> Outputs:
    """The tables of a run. Raises `PipelineError` naming the file that is missing or is no table of ours."""
    csv.field_size_limit(sys.maxsize)
    tables = {name: _table(folder, name) for name in _COLUMNS}
    citations: dict[str, list[Row]] = {}
    for row in tables["citations"]:
        citations.setdefault(row["note_id"], []).append(row)
    return Outputs(
        documents={row["doc_id"]: row for row in tables["documents"]},
        sections={row["section_id"]: row for row in tables["sections"]},
        sentences={row["sentence_id"]: row for row in tables["sentences"]},
        notes=tables["notes"],
        citations=citations,
    )


def _table(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Row] = list(csv.DictReader(file))
    except FileNotFoundError as error:
        raise PipelineError(f"{path}: there is no such file; `nids-pipeline run` makes it, `-o` says where to look for it") from error
    except OSError as error:
        raise PipelineError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise PipelineError(f"{path}: not a table that a run wrote ({error}); run again") from error
    if rows and (lacking := [column for column in _COLUMNS[name] if rows[0].get(column) is None]):
        raise PipelineError(f"{path}: has no column {lacking[0]}; an editor may have changed it: run again")
    numbers = [column for column in _COLUMNS[name] if column in _NUMBERS]
    for line, row in enumerate(rows, start=2):
        if odd := next((column for column in numbers if not _is_number(row[column], column)), None):
            raise PipelineError(f"{path}: row {line} has {row[odd]!r} for {odd}; an editor may have changed it: run again")
    return rows


def _is_number(cell: str, column: str) -> bool:
    """Whether a cell is a whole number, or the place of a marker that was not found."""
    return (cell.isascii() and cell.isdigit()) or (column == "marker_start" and not cell)
