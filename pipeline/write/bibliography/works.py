"""documents.csv, sources.csv and citations.csv of an outputs folder → the works cited, in the order of sources.csv."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import PipelineError
from pipeline.write.bibliography.kinds import KINDS, Kind
from pipeline.write.bibliography.names import PersonName, read_name
from pipeline.write.bibliography.published import Published, read_date

_PLAIN = ("title", "container", "publisher", "place", "issued", "volume", "issue", "pages", "url", "language")  # in the order of Work
_COLUMNS = {
    "documents": ("doc_id",),
    "sources": ("source_id", "type", "authors", "editors", "translators", *_PLAIN),
    "citations": ("doc_id", "source_id", "accessed"),
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9:._-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"[\t-\r\x1c-\x1f\x85\u2028\u2029 ]+")  # all that any reader takes for the end of a line is a space
_LONGEST_CELL = 2**31 - 1
_SHOWN = 10

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Work:
    """One distinct work: the cells of sources.csv on one line each, lists as tuples; `accessed` is from citations.csv."""

    source_id: str
    type: str
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    publisher: str = ""
    place: str = ""
    issued: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    url: str = ""
    language: str = ""
    accessed: str = ""

    @property
    def kind(self) -> Kind:
        """What its type is called in each format."""
        return KINDS[self.type]

    @property
    def published(self) -> Published:
        """The date of publication, read."""
        return read_date(self.issued)

    @property
    def visited(self) -> Published:
        """The date of access, read."""
        return read_date(self.accessed)

    def people(self, role: str) -> list[PersonName]:
        """The names under a role (authors, editors, translators), in order."""
        listed: dict[str, tuple[str, ...]] = {"authors": self.authors, "editors": self.editors, "translators": self.translators}
        return [read_name(name, self.language) for name in listed[role]]

    @property
    def variables(self) -> dict[str, str]:
        """The plain CSL variables that have a value."""
        given = {
            "title": self.title, "container-title": self.container, "publisher": self.publisher, "publisher-place": self.place,
            "volume": self.volume, "issue": self.issue, "page": self.pages, "URL": self.url, "language": self.language,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value}

    @property
    def remarks(self) -> list[str]:
        """`variable: value` for what Zotero's item of this type has no field for, or date parts cannot say.

        Zotero reads such lines in its Extra field as the CSL variables they name.
        """
        lines = [f"{name}: {self.variables[name]}" for name in self.kind.lacking if name in self.variables]
        dates = (("issued", self.published), ("accessed", self.visited))
        return lines + [f"{name}: {date.text}" for name, date in dates if date.text and not date.exact]


def works(folder: Path, documents: Sequence[str] = ()) -> list[Work]:
    """The works cited in these documents, or in all; a work's access date is the first that a citation of it there states.

    Raises `PipelineError` for missing or broken tables and for an unknown document.
    """
    known = [row["doc_id"] for row in _rows(folder, "documents")]
    for unknown in (name for name in documents if name not in known):
        listed = ", ".join(known[:_SHOWN]) + (f" … ({len(known)} in all)" if len(known) > _SHOWN else "")
        raise PipelineError(f"{unknown}: no document of {folder} has this id; it has {listed or 'none'}")
    accessed: dict[str, str] = {}
    for row in _rows(folder, "citations"):
        if row["source_id"] and (not documents or row["doc_id"] in documents):
            accessed[row["source_id"]] = accessed.get(row["source_id"]) or one_line(row["accessed"])
    rows = _rows(folder, "sources")
    made = [_work(row, accessed.get(row["source_id"], ""), folder) for row in rows if not documents or row["source_id"] in accessed]
    ids = [work.source_id for work in made]
    if len(set(ids)) != len(ids):
        twice = next(name for name in ids if ids.count(name) > 1)
        raise PipelineError(f"{folder / 'sources.csv'}: two rows share the id {twice}; run nids-pipeline run again")
    return made


def one_line(text: str) -> str:
    """The text without control characters, each run of breaks and spaces one space, none at the ends.

    The space that keeps a spreadsheet from running a cell as a formula goes with them.
    """
    return _SPACE.sub(" ", _CONTROL.sub("", text)).strip()


def _work(row: Row, accessed: str, folder: Path) -> Work:
    if not _ID.fullmatch(row["source_id"]) or row["type"] not in KINDS:
        where = f"{folder / 'sources.csv'}: {one_line(row['source_id']) or 'a row without source_id'}"
        fault = f"no CSL type is called {row['type']!r}" if _ID.fullmatch(row["source_id"]) else "an id has letters and digits only"
        raise PipelineError(f"{where}: {fault}; run nids-pipeline run again")
    authors, editors, translators = (_list(row[role]) for role in ("authors", "editors", "translators"))
    plain = {name: one_line(row[name]) for name in _PLAIN}
    return Work(row["source_id"], row["type"], authors, editors, translators, accessed=accessed, **plain)


def _list(cell: str) -> tuple[str, ...]:
    return tuple(name for name in (one_line(part) for part in cell.split("|")) if name)


def _rows(folder: Path, name: str) -> list[Row]:
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(_checked(path, _reader(file), _COLUMNS[name]))
    except FileNotFoundError as error:
        raise PipelineError(f"{path}: no such table; make it with nids-pipeline run -o {folder}, or name another folder") from error
    except OSError as error:
        raise PipelineError(f"{path}: cannot be read ({error.strerror})") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise PipelineError(f"{path}: is no UTF-8 CSV ({error}); make it anew with nids-pipeline run -o {folder}") from error


def _reader(file: Iterable[str]) -> csv.DictReader[str]:
    csv.field_size_limit(_LONGEST_CELL)  # a note as long as a chapter is still a note
    return csv.DictReader(file, restval="", strict=True)


def _checked(path: Path, reader: csv.DictReader[str], columns: Sequence[str]) -> Iterable[Row]:
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise PipelineError(f"{path}: has no column {missing[0]}; make it anew with nids-pipeline run")
    return reader
