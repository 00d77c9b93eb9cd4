"""The CSVs of an output folder → typed rows, table by table, of all documents or of some.

Every table that the schema declares goes along, so that a table added there is in every export.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.tables.columns import Type

Value = str | int | float | None
Values = tuple[Value, ...]

DOC_ID = "doc_id"
_CHUNK = 10_000  # rows that are held at a time
_MOST = 2**63  # what the integers of databases hold
_SHOWN = 10
_AGAIN = "an editor may have changed it: run nids-pipeline run again"


@dataclass(frozen=True)
class Tables:
    """The tables in a folder; where `documents` are named, only rows about them and what these point to.

    Reading raises `PipelineError` for a table that is missing or is not as the schema says, naming file and line.
    """

    folder: Path
    documents: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises `PipelineError` for a table that is missing or of another version, and for a document that is not there."""
        for table in schema.TABLES:
            next(self._lines(table), None)
        if self.documents:
            known = [str(values[0]) for values in self._typed(_BY_NAME["documents"])]
            for unknown in (name for name in self.documents if name not in known):
                listed = ", ".join(known[:_SHOWN]) + (f" … ({len(known)} in all)" if len(known) > _SHOWN else "")
                raise PipelineError(f"{unknown}: no document of {self.folder} has this id; it has {listed or 'none'}")

    def rows(self, table: schema.Table) -> Iterator[Values]:
        """The rows of a table in its order: text as its CSV prints it, numbers as numbers, None for an empty cell."""
        if not self.documents:
            return self._typed(table)
        if DOC_ID in table.names:
            at, kept = table.names.index(DOC_ID), frozenset(self.documents)
        else:
            at, kept = table.names.index(table.key[0]), self._pointed_to[table.name]
        return (values for values in self._typed(table) if values[at] in kept)

    def chunks(self, table: schema.Table) -> Iterator[list[Values]]:
        """The rows of a table, some thousand at a time."""
        rows = self.rows(table)
        while some := list(islice(rows, _CHUNK)):
            yield some

    @cached_property
    def _pointed_to(self) -> dict[str, frozenset[str]]:
        """The keys of tables of all documents (things, works) that rows of the documents chosen have."""
        found: dict[str, set[str]] = {table.name: set() for table in schema.TABLES if DOC_ID not in table.names}
        for table in schema.TABLES:
            columns = [(table.names.index(column), target) for column, target in table.refers if target in found]
            if columns and DOC_ID in table.names:
                for values in self.rows(table):
                    for at, target in columns:
                        found[target].add(str(values[at]))
        return {name: frozenset(keys) for name, keys in found.items()}

    def _typed(self, table: schema.Table) -> Iterator[Values]:
        readers = [_reader(column) for column in table.columns]
        names = table.names
        for line, cells in self._lines(table):
            at = 0
            try:
                if len(cells) != len(names):
                    raise PipelineError(f"{self._file(table)}: line {line} has {len(cells)} cells, not {len(names)}; {_AGAIN}")
                values = []
                for at, cell in enumerate(cells):
                    values.append(readers[at](cell))
                yield tuple(values)
            except ValueError as error:
                raise PipelineError(f"{self._file(table)}: line {line}: {names[at]} {error}; {_AGAIN}") from error

    def _lines(self, table: schema.Table) -> Iterator[tuple[int, list[str]]]:
        """The lines of a table's file that hold rows, with their numbers."""
        file = self._file(table)
        csv.field_size_limit(sys.maxsize)
        try:
            with file.open(encoding="utf-8-sig", newline="") as opened:
                reader = csv.reader(opened, strict=True)
                if next(reader, []) != table.names:
                    raise PipelineError(f"{file}: has not the columns of this version; run nids-pipeline run again")
                for cells in reader:
                    yield reader.line_num, cells
        except FileNotFoundError as error:
            raise PipelineError(
                f"{file}: no such table; make it with nids-pipeline run -o {self.folder}, or name another folder"
            ) from error
        except OSError as error:
            raise PipelineError(f"{file}: cannot be read ({error.strerror})") from error
        except (UnicodeDecodeError, csv.Error) as error:
            raise PipelineError(f"{file}: is no UTF-8 CSV ({error}); make it anew with nids-pipeline run -o {self.folder}") from error

    def _file(self, table: schema.Table) -> Path:
        return self.folder / f"{table.name}.csv"


def unsound(folder: Path, table: str, fault: str) -> PipelineError:
    """The error of a table whose keys do not hold."""
    return PipelineError(f"{folder / table}.csv: {fault}; the tables are not of one run: run nids-pipeline run again")


def references(table: schema.Table) -> list[tuple[str, str, str]]:
    """The columns of a table that point to others: the column, the other table, its key."""
    return [(column, target, _BY_NAME[target].key[0]) for column, target in table.refers]


def ordered() -> list[schema.Table]:
    """All tables, each after those that it points to."""
    waiting, done = list(schema.TABLES), list[schema.Table]()
    while waiting:
        names = {table.name for table in waiting}
        ready = [table for table in waiting if not any(target in names and target != table.name for _, target in table.refers)]
        if not ready:
            raise ValueError(f"tables point to each other in a circle: {', '.join(sorted(names))}")
        done += ready
        waiting = [table for table in waiting if table not in ready]
    return done


_BY_NAME = {table.name: table for table in schema.TABLES}


def _reader(column: schema.Column) -> Callable[[str], Value]:
    """What makes a cell of the column a value. Raises `ValueError` saying what is wrong with the cell."""
    read: dict[Type, Callable[[str], Value]] = {"string": str, "integer": _integer, "number": _number}
    typed = read[column.type]
    required = column.required

    def value(cell: str) -> Value:
        if cell:
            return typed(cell)
        if required:
            raise ValueError("is empty")
        return None

    return value


def _integer(cell: str) -> int:
    if not (cell.isascii() and cell.removeprefix("-").isdigit()) or not -_MOST <= int(cell) < _MOST:
        raise ValueError(f"is no whole number: {cell[:40]!r}")
    return int(cell)


def _number(cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"is no number: {cell[:40]!r}")
    return value


def column_values(rows: Sequence[Values], count: int) -> list[list[Value]]:
    """Rows as `count` columns."""
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(count)]
