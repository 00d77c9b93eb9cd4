"""Two output folders → what became of the rows of each table, document by document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.compare.differ import Differ
from pipeline.compare.documents import Tables, joined, renamed
from pipeline.compare.folders import Folder, by_document, equal
from pipeline.compare.gathered import Works, sources, things, works
from pipeline.compare.match import match
from pipeline.compare.model import Compared, Row
from pipeline.model import PipelineError
from pipeline.tables import schema


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is to be compared. Nothing in `tables` or `documents` means all of them; `places`: also where rows stand."""

    old: Folder
    new: Folder
    tables: Collection[str] = ()
    documents: Collection[str] = ()
    places: bool = False
    _equal: dict[str, bool] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """The tables that are compared, in order."""
        return [name for name in self._comparable() if not self.tables or name in self.tables]

    def told(self) -> tuple[str, ...]:
        """What cannot be compared: tables and columns that only one folder has."""
        return tuple(line for table in schema.TABLES if not self.tables or table.name in self.tables for line in self._told(table.name))

    def results(self) -> Iterator[Compared]:
        """What became of each table's rows, for each document; tables that are made of all documents come last.

        Holds one document at a time, and the works and things of both folders. Raises `PipelineError` where a table is damaged.
        """
        names = self.names
        if not self.documents and all(self._is_equal(name) for name in names):
            for name in names:
                rows = self.old.files[name].count()
                yield Compared(name, "", rows, rows, rows, 0)
            return
        cited = self._works()
        if any(name not in schema.GATHERED for name in names):
            yield from self._by_document(names, cited)
        for name in names:
            if name in schema.GATHERED and not self.documents:
                yield self._gathered(name, cited)

    def _comparable(self) -> list[str]:
        both = [table.name for table in schema.TABLES if table.name in self.old.files and table.name in self.new.files]
        return [name for name in both if not self.old.files[name].lacking and not self.new.files[name].lacking]

    def _told(self, name: str) -> Iterator[str]:
        old, new = self.old.files.get(name), self.new.files.get(name)
        if not old or not new:
            if old or new or self.tables:
                which = "neither" if not old and not new else "only the old" if old else "only the new"
                yield f"{name}: {which} folder has this table; it is not compared"
            return
        for file, which in ((old, "old"), (new, "new")):
            if file.lacking:
                yield f"{name}: the {which} folder has no column {', '.join(file.lacking)}; the table is not compared"
                return
        for one, other, which in ((old, new, "old"), (new, old, "new")):
            if only := [column for column in one.columns if column not in other.columns]:
                yield f"{name}: only the {which} folder has the column {', '.join(only)}; it is not compared"

    def _is_equal(self, name: str) -> bool:
        if name not in self._equal:
            self._equal[name] = equal(self.old.files[name], self.new.files[name])
        return self._equal[name]

    def _columns(self, name: str) -> list[str]:
        return [column for column in self.new.files[name].columns if column in self.old.files[name].columns]

    def _by_document(self, names: Sequence[str], cited: Works) -> Iterator[Compared]:
        every = [name for name in self._comparable() if name not in schema.GATHERED]
        columns = {name: self._columns(name) for name in every}
        differing = [name for name in every if not self._is_equal(name)]
        files = [self.old.files[name] for name in every] + [self.new.files[name] for name in differing]
        ids: dict[str, str] = {}
        if "documents" in differing:
            ids = renamed(self.old.files["documents"], self.new.files["documents"])
        missing = set(self.documents)
        for document in joined(_split(by_document(files), every, differing), ids):
            old, new, doc_id = document.old, document.new, document.new_id or document.old_id
            missing -= {document.old_id, document.new_id}
            if self.documents and document.old_id not in self.documents and document.new_id not in self.documents:
                continue
            if old == new:
                yield from (Compared(name, doc_id, len(old[name]), len(old[name]), len(old[name]), 0) for name in names if name in old)
                continue
            differ = Differ(match(old, new), columns, cited, self.places)
            yield from (differ.compared(name, doc_id) for name in names if name in old)
        if missing:
            raise PipelineError(f"no document {', '.join(sorted(missing))} in either folder; documents.csv lists their ids (doc_id)")

    def _works(self) -> Works:
        if "sources" not in self._comparable():
            return Works()
        return works(self.old.files["sources"], self.new.files["sources"])

    def _gathered(self, name: str, cited: Works) -> Compared:
        old, new = self.old.files[name], self.new.files[name]
        if self._is_equal(name):
            rows = old.count()
            return Compared(name, "", rows, rows, rows, 0)
        return sources(cited, self._columns(name)) if name == "sources" else things(old, new, self._columns(name), self.places)


def _split(
    documents: Iterable[tuple[str, Sequence[Sequence[Row]]]], every: Sequence[str], differing: Sequence[str]
) -> Iterator[tuple[str, Tables, Tables]]:
    """The tables of each document in the old and in the new folder; those whose files are equal were read once."""
    for doc_id, rows in documents:
        old = dict(zip(every, rows, strict=False))
        yield doc_id, old, old | dict(zip(differing, rows[len(every) :], strict=True))
