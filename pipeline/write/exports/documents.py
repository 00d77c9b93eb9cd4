"""Tables → one document after the other with all its rows; in memory are one document and the tables that all documents share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from pipeline.model import PipelineError
from pipeline.tables import schema
from pipeline.write.exports.tables import DOC_ID, Tables, Value

Row = Mapping[str, Value]

_DOCUMENT = (DOC_ID, "documents")
OWN = tuple(table for table in schema.TABLES if _DOCUMENT in table.refers)  # rows in the order of documents
GATHERED = tuple(table for table in schema.TABLES if _DOCUMENT not in table.refers and table.name != "documents")


@dataclass(frozen=True)
class Whole:
    """A document's row, and the rows of every other table that are about it or that its rows point to, by table."""

    row: Row
    tables: Mapping[str, Sequence[Row]]

    @property
    def doc_id(self) -> str:
        """Its id."""
        return str(self.row[DOC_ID])

    @cached_property
    def _of_sentences(self) -> Mapping[str, Mapping[str, Sequence[Row]]]:
        return {name: grouped(self.tables[name], "sentence_id") for name in ("entities", "dates", "quantities")}

    def mentions(self, table: str, sentence_id: str) -> Sequence[Row]:
        """A sentence's rows of a table of mentions, in their order."""
        return self._of_sentences[table].get(sentence_id, ())


def wholes(tables: Tables) -> Iterator[Whole]:
    """The documents in the order of documents.csv. Raises `PipelineError` where a table's rows are not in that order."""
    streams = {table.name: groupby(_rows(tables, table), key=lambda row: row[DOC_ID]) for table in OWN}
    waiting = {name: next(stream, None) for name, stream in streams.items()}
    shared = Shared(tables)
    for row in _rows(tables, _BY_NAME["documents"]):
        held: dict[str, Sequence[Row]] = {}
        for name, stream in streams.items():
            group = waiting[name]
            held[name] = list(group[1]) if group and group[0] == row[DOC_ID] else []
            if held[name]:
                waiting[name] = next(stream, None)
        yield Whole(row, held | shared.of(str(row[DOC_ID]), held))
    for name, left in waiting.items():
        if left:
            raise PipelineError(
                f"{tables.folder / name}.csv: the rows of {left[0]} are not in the order of documents.csv; run nids-pipeline run again"
            )


class Shared:
    """The tables that are made of all documents: what is counted over them (things, works), and what was decided about them."""

    def __init__(self, tables: Tables) -> None:
        self._about: dict[str, dict[str, list[Row]]] = {}  # table → document → rows
        self._keyed: dict[str, dict[Value, Row]] = {}  # table → key → row
        for table in GATHERED:
            if DOC_ID in table.names:
                self._about[table.name] = grouped(_rows(tables, table), DOC_ID)
            else:
                self._keyed[table.name] = {row[table.key[0]]: row for row in _rows(tables, table)}

    def of(self, doc_id: str, held: Mapping[str, Sequence[Row]]) -> dict[str, Sequence[Row]]:
        """What is about a document, and what its rows point to, in the order of the tables."""
        found: dict[str, Sequence[Row]] = {name: rows.get(doc_id, []) for name, rows in self._about.items()}
        for name, rows in self._keyed.items():
            pointers = [(table.name, column) for table in OWN for column, target in table.refers if target == name]
            wanted = {row[column] for table, column in pointers for row in held[table]}
            found[name] = [row for key, row in rows.items() if key in wanted] if wanted else []
        return found


def about_none(tables: Tables) -> dict[str, int]:
    """How many rows of each table are about no document of documents.csv."""
    known = {row[DOC_ID] for row in _rows(tables, _BY_NAME["documents"])}
    counts = {table.name: sum(row[DOC_ID] not in known for row in _rows(tables, table)) for table in GATHERED if DOC_ID in table.names}
    return {name: count for name, count in counts.items() if count}


def grouped(rows: Iterator[Row] | Sequence[Row], column: str) -> dict[str, list[Row]]:
    """Rows by what they have in a column."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row[column] or "")].append(row)
    return dict(found)


def _rows(tables: Tables, table: schema.Table) -> Iterator[Row]:
    names = table.names
    return (dict(zip(names, values, strict=True)) for values in tables.rows(table))


_BY_NAME = {table.name: table for table in schema.TABLES}
