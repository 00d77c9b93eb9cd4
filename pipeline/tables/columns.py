"""What a column and a table of the contract are, and the columns that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["string", "integer", "number"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: Frictionless type, meaning, and what its values must satisfy."""

    name: str
    type: Type
    description: str
    required: bool = False
    enum: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV: what a row stands for, its columns in order, its key, and the tables its columns point to (column → table).

    `lists` are the columns that point to several rows, ids joined with |.
    """

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """Its columns' names in order."""
        return [column.name for column in self.columns]


def text(name: str, description: str, *, required: bool = False, enum: tuple[str, ...] = ()) -> Column:
    """A column of text; `enum` are the only values it takes."""
    return Column(name, "string", description, required, enum)


def count(name: str, description: str, *, required: bool = False) -> Column:
    """A column of whole numbers."""
    return Column(name, "integer", description, required)


DOC = text("doc_id", "the document (documents.doc_id)", required=True)
SENTENCE = text("sentence_id", "the sentence it stands in (sentences.sentence_id)", required=True)
SECTION = text("section_id", "the section it stands in (sections.section_id); empty before the first heading")
PLACE = (
    count("page", "page of the source, from 1; empty where the source has no pages"),
    count("raw_start", "first character in the decoded source text (outputs/text/<doc_id>.txt)", required=True),
    count("raw_end", "one past its last character in the decoded source text", required=True),
)
SPAN = (
    text("mention_id", "the mention; made from its place in the source, so that it stays the same from run to run", required=True),
    DOC,
    SENTENCE,
    text("text", "the words of the mention, as in the sentence from start to end", required=True),
    count("start", "first code point in the sentence's text", required=True),
    count("end", "one past the last code point in the sentence's text", required=True),
)
FOUND = (
    text("method", "what found the row: rule:<name>, gazetteer, ginza, abbreviation, coreference …", required=True),
    Column("score", "number", "confidence from 0 to 1; low scores are reviewed first", True),
)
WORK = (
    text("authors", "authors as written, joined with |"),
    text("editors", "editors as written, joined with |"),
    text("translators", "translators as written, joined with |"),
    text("title", "title as written, without its brackets"),
    text("container", "journal, newspaper, site, series or book that contains it"),
    text("publisher", "publisher"),
    text("place", "place of publication"),
    text("issued", "date of publication, EDTF"),
    text("volume", "volume"),
    text("issue", "issue"),
    text("pages", "pages, ranges with a hyphen"),
    text("url", "URL as written"),
)
