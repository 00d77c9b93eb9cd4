"""The part of a document → its rows as a review sees them: which tables are reviewed, what names a row, what a reviewer judges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.review.model import Row
from pipeline.review.streams import Stream
from pipeline.tables import schema
from pipeline.tables.sources import WORK

if TYPE_CHECKING:
    from pipeline.write.part_files import Part  # loads Arrow: what only asks for a row's reading does without

MENTIONS = ("entities", "dates", "quantities")
SPANS = (*MENTIONS, "events")  # the tables whose rows stand on words of a sentence
# What of a row a person judges, in the order in which it is shown; the rest says where it stands or how it was found.
READING: Mapping[str, tuple[str, ...]] = {
    "entities": ("text", "label", "subtype", "entity_id", "name", "role"),
    "dates": ("text", "type", "value", "mod", "earliest", "latest"),
    "quantities": ("text", "kind", "value", "value_max", "unit", "unit_text", "mod", "per", "change", "basis", "item"),
    "events": (
        "text", "action", "action_class", "date_id", "earliest", "latest", "actors", "targets", "objects", "place", "polarity",
        "modality", "said_by",
    ),
    "citations": ("form", "type", *WORK, "accessed", "language"),
    "documents": ("title", "subtitle", "series", "number", "authors", "affiliations", "publisher", "published"),
    "problems": ("severity", "code", "message"),
}  # fmt: skip
REVIEWED = tuple(READING)
_BY_NAME = {table.name: table for table in schema.TABLES}


@dataclass(frozen=True)
class DocumentRows:
    """The rows of one document by table, in the order of the tables, cells as printed; `text` is its source as decoded."""

    doc_id: str
    tables: Mapping[str, Sequence[Row]]
    text: str = ""

    @property
    def document(self) -> Row:
        """Its row of documents.csv."""
        return self.tables["documents"][0]

    @cached_property
    def sentences(self) -> Mapping[str, Row]:
        """Its sentences by id, in order."""
        return {row["sentence_id"]: row for row in self.tables["sentences"]}

    @cached_property
    def notes(self) -> Mapping[str, Row]:
        """Its notes by id, in order."""
        return {row["note_id"]: row for row in self.tables["notes"]}

    @cached_property
    def sentence_stream(self) -> Stream:
        """What mentions and problems stand in."""
        return Stream.of_sentences(self)

    @cached_property
    def note_stream(self) -> Stream:
        """What citations stand in."""
        return Stream.of_notes(self)

    def with_problems(self, problems: Sequence[Row]) -> DocumentRows:
        """The same document with other problems; what was worked out of its text is kept, which takes long for a long one."""
        made = replace(self, tables={**self.tables, "problems": problems})
        vars(made).update({name: getattr(self, name) for name in ("sentences", "notes", "sentence_stream", "note_stream")})
        return made


def read(part: Part) -> DocumentRows:
    """All rows of a part. Raises `PartError` where the part is damaged."""
    from pipeline.write.part_files import TABLES, TEXT

    tables = {name: _rows(part, _BY_NAME[name]) for name in TABLES}
    return DocumentRows(part.folder.parent.name, tables, part.files.get(TEXT, b"").decode("utf-8", "surrogatepass"))


def _rows(part: Part, table: schema.Table) -> list[Row]:
    names = table.names
    return [
        dict(zip(names, cells, strict=True))
        for columns in part.batches(table)
        for cells in zip(*(column.to_pylist() for column in columns), strict=True)
    ]


def row_id(table: str, row: Row) -> str:
    """What names a row in its table: its key; for a problem, which has none, all that tells it from others."""
    if table == "problems":
        return "|".join((row["doc_id"], row["code"], row["raw_start"], row["raw_end"], row["sentence_id"], row["message"]))
    return "|".join(row[column] for column in _BY_NAME[table].key)


def reading(table: str, row: Row) -> dict[str, str]:
    """What a person judges of a row: its fields that are filled."""
    return {name: row[name] for name in READING[table] if row[name]}
