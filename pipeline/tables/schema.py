"""The output contract as data: every table, its columns, their types and what they mean.

The one place where columns are declared: `tables` builds rows in this order,
`nids-pipeline schema` prints it, and `datapackage.json` carries it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.rules import words

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
    """One CSV: what a row stands for, its columns in order, its key, and the tables its columns point to (column → table)."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> list[str]:
        """Its columns' names in order."""
        return [column.name for column in self.columns]


def _text(name: str, description: str, *, required: bool = False, enum: tuple[str, ...] = ()) -> Column:
    return Column(name, "string", description, required, enum)


def _count(name: str, description: str, *, required: bool = False) -> Column:
    return Column(name, "integer", description, required)


_DOC = _text("doc_id", "the document (documents.doc_id)", required=True)
_SENTENCE = _text("sentence_id", "the sentence it stands in (sentences.sentence_id)", required=True)
_SECTION = _text("section_id", "the section it stands in (sections.section_id); empty before the first heading")
_PLACE = (
    _count("page", "page of the source, from 1; empty where the source has no pages"),
    _count("raw_start", "first character in the decoded source text (outputs/text/<doc_id>.txt)", required=True),
    _count("raw_end", "one past its last character in the decoded source text", required=True),
)
_SPAN = (
    _text("mention_id", "the mention; made from its place in the source, so that it stays the same from run to run", required=True),
    _DOC,
    _SENTENCE,
    _text("text", "the words of the mention, as in the sentence from start to end", required=True),
    _count("start", "first code point in the sentence's text", required=True),
    _count("end", "one past the last code point in the sentence's text", required=True),
)
_FOUND = (
    _text("method", "what found the row: rule:<name>, gazetteer, ginza, abbreviation, coreference …", required=True),
    Column("score", "number", "confidence from 0 to 1; low scores are reviewed first", True),
)
_WORK = (
    _text("authors", "authors as written, joined with |"),
    _text("editors", "editors as written, joined with |"),
    _text("translators", "translators as written, joined with |"),
    _text("title", "title as written, without its brackets"),
    _text("container", "journal, newspaper, site, series or book that contains it"),
    _text("publisher", "publisher"),
    _text("place", "place of publication"),
    _text("issued", "date of publication, EDTF"),
    _text("volume", "volume"),
    _text("issue", "issue"),
    _text("pages", "pages, ranges with a hyphen"),
    _text("url", "URL as written"),
)
_MODS = ("START", "MID", "END", "APPROX", "EQUAL_OR_MORE", "MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS")
_LABELS = ("PERSON", "GPE", "LOC", "FAC", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "POLICY")
_CSL = (
    "book", "chapter", "article-journal", "article-newspaper", "article-magazine", "webpage", "report", "speech",
    "broadcast", "post", "treaty", "legislation", "interview", "document",
)  # fmt: skip

DOCUMENTS = Table(
    "documents",
    "input file",
    (
        _DOC,
        _text("source_file", "the file's name, below the folder that was given", required=True),
        _text("sha256", "SHA-256 of the file's bytes"),
        _text("media_type", "what the content is"),
        _text("encoding", "character encoding of the file"),
        _text(
            "status",
            "ok; partial (read, with errors among its problems); failed (not read)",
            required=True,
            enum=("ok", "partial", "failed"),
        ),
        _text("error", "why it failed, in plain words"),
        _text("title", "title"),
        _text("subtitle", "subtitle"),
        _text("series", "series it appeared in"),
        _text("number", "number in the series"),
        _text("authors", "authors, joined with |"),
        _text("publisher", "publisher"),
        _text("published", "date of publication, EDTF"),
        _count("pages", "pages of the source, where it has pages"),
        _count("chars", "characters of the decoded source text"),
        _count("sections", "headings"),
        _count("paragraphs", "paragraphs and list items"),
        _count("sentences", "sentences of all kinds"),
        _count("notes", "notes"),
        _text("affiliations", "affiliations of the authors as printed, joined with |"),
    ),
    ("doc_id",),
)
SECTIONS = Table(
    "sections",
    "heading",
    (
        _text("section_id", "the section", required=True),
        _DOC,
        _text("parent_id", "the section that contains it (sections.section_id)"),
        _count("level", "depth from 1", required=True),
        _text("label", "label as printed: 第1章, 2, (1), はじめに"),
        _text("heading", "the heading without its label"),
        _text("authors", "authors named under the heading, joined with |"),
        *_PLACE,
    ),
    ("section_id",),
    (("doc_id", "documents"), ("parent_id", "sections")),
)
SENTENCES = Table(
    "sentences",
    "sentence",
    (
        _text("sentence_id", "the sentence", required=True),
        _DOC,
        _SECTION,
        _count("paragraph", "paragraph of the document, from 1", required=True),
        _count("sentence", "sentence of the paragraph, from 1", required=True),
        _text("kind", "what it is part of", required=True, enum=("body", "heading", "list", "caption", "table", "front")),
        _text(
            "text",
            "cleaned text without note markers; a text that a spreadsheet would take for a formula has a space before it",
            required=True,
        ),
        *_PLACE,
    ),
    ("sentence_id",),
    (("doc_id", "documents"), ("section_id", "sections")),
)
ENTITIES = Table(
    "entities",
    "mention and thing it names (中露 gives two rows)",
    (
        *_SPAN,
        _text("label", "OntoNotes label, or POLICY", required=True, enum=_LABELS),
        _text("subtype", "finer kind: state, ministry, missile, treaty …"),
        _text("entity_id", "the thing (entity_index.entity_id): an ISO 3166-1 alpha-3 code for a state", required=True),
        _text("name", "its canonical name", required=True),
        _text("role", "title or office the mention gives the person"),
        *_FOUND,
        *_PLACE,
    ),
    ("mention_id", "entity_id"),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("entity_id", "entity_index")),
)
ENTITY_INDEX = Table(
    "entity_index",
    "distinct thing",
    (
        _text("entity_id", "the thing", required=True),
        _text("label", "OntoNotes label, or POLICY", required=True, enum=_LABELS),
        _text("subtype", "finer kind"),
        _text("name", "canonical name", required=True),
        _text("aliases", "other forms found in the documents, joined with |"),
        _text("iso3166", "ISO 3166-1 alpha-3 code of a state or territory (SUN: the former code of the Soviet Union)"),
        _count("mentions", "mentions in all documents", required=True),
        _count("documents", "documents that mention it", required=True),
    ),
    ("entity_id",),
)
DATES = Table(
    "dates",
    "mention",
    (
        *_SPAN,
        _text("type", "TIMEX3 type", required=True, enum=("DATE", "TIME", "DURATION", "SET")),
        _text("value", "EDTF; ISO 8601 for durations; FY2020 for fiscal years; unknown digits are X"),
        _text("mod", "TIMEX3 mod", enum=_MODS),
        _text("earliest", "first day of the value, ISO date; empty where open or unknown"),
        _text("latest", "last day of the value, ISO date; empty where open or unknown"),
        _text("anchor_id", "the mention it leaned on (dates.mention_id)"),
        *_FOUND,
        *_PLACE,
    ),
    ("mention_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("anchor_id", "dates")),
)
QUANTITIES = Table(
    "quantities",
    "mention",
    (
        *_SPAN,
        _text("kind", "money, percent, count, length, area, volume, mass, speed, ratio, other", required=True),
        Column("value", "number", "the number, powers applied; empty where its digits are unknown (数十人)"),
        Column("value_max", "number", "the upper end of a range"),
        _text("unit", "ISO 4217, %, UCUM code, x for multiples, or the counter as written"),
        _text("unit_text", "the unit as written"),
        _text("mod", "TIMEX3-style modifier", enum=_MODS),
        _text("per", "base of a rate: ISO 8601 duration or counter"),
        _text("change", "whether the text says it rose or fell", enum=("increase", "decrease")),
        _text("basis", "what the change is measured against (前年比)"),
        _text("item", "what is counted or measured"),
        *_FOUND,
        *_PLACE,
    ),
    ("mention_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences")),
)
NOTES = Table(
    "notes",
    "note",
    (
        _text("note_id", "the note", required=True),
        _DOC,
        _text("section_id", "the chapter whose numbering it follows; empty where numbering runs through the document"),
        _count("number", "number as printed", required=True),
        _text("sentence_id", "the sentence its marker stands in; empty where no marker was found"),
        _count("marker_start", "where in that sentence's cleaned text the marker stood"),
        _text("text", "the note's text", required=True),
        _text("comment", "what is not citation"),
        _count("citations", "citations read in it", required=True),
        *_PLACE,
    ),
    ("note_id",),
    (("doc_id", "documents"), ("section_id", "sections"), ("sentence_id", "sentences")),
)
CITATIONS = Table(
    "citations",
    "citation in a note",
    (
        _text("citation_id", "the citation", required=True),
        _text("note_id", "the note (notes.note_id)", required=True),
        _DOC,
        _count("sequence", "place in the note, from 1", required=True),
        _text("form", "full, short, supra (前掲書) or ibid (同上)", required=True, enum=("full", "short", "supra", "ibid")),
        _text("type", "CSL type", required=True, enum=_CSL),
        *_WORK,
        _text("accessed", "date of access as written"),
        _text("language", "language of the citation, BCP 47"),
        _text("refers_to", "the citation that holds the full form (citations.citation_id)"),
        _text("source_id", "the work (sources.source_id)"),
        _text("raw", "the citation as it stands in the note", required=True),
        Column("score", "number", "confidence from 0 to 1", True),
    ),
    ("citation_id",),
    (("note_id", "notes"), ("doc_id", "documents"), ("refers_to", "citations"), ("source_id", "sources")),
)
SOURCES = Table(
    "sources",
    "distinct work cited",
    (
        _text("source_id", "the work", required=True),
        _text("type", "CSL type", required=True, enum=_CSL),
        *_WORK,
        _text("language", "language, BCP 47"),
        _count("citations", "citations of it, in every form", required=True),
        _count("documents", "documents that cite it", required=True),
    ),
    ("source_id",),
)
EVIDENCE = Table(
    "evidence",
    "sentence and citation that backs it",
    (
        _SENTENCE,
        _DOC,
        _text("note_id", "the note (notes.note_id)", required=True),
        _text("citation_id", "the citation (citations.citation_id)", required=True),
        _text("source_id", "the work (sources.source_id)"),
    ),
    ("sentence_id", "citation_id"),
    (("sentence_id", "sentences"), ("doc_id", "documents"), ("note_id", "notes"), ("citation_id", "citations"), ("source_id", "sources")),
)
FIGURES = Table(
    "figures",
    "figure, table or photo",
    (
        _text("figure_id", "the figure", required=True),
        _DOC,
        _SECTION,
        _text("kind", "figure, table or photo", required=True, enum=("figure", "table", "photo")),
        _text("label", "label as printed (図1-1)"),
        _text("caption", "caption"),
        _text("credit", "source or photographer"),
        *_PLACE,
    ),
    ("figure_id",),
    (("doc_id", "documents"), ("section_id", "sections")),
)
TABLE_CELLS = Table(
    "table_cells",
    "cell of a table",
    (
        _text("figure_id", "the table (figures.figure_id)", required=True),
        _DOC,
        _count("row", "row below the header, from 1; 0 is the header", required=True),
        _count("column", "column, from 1", required=True),
        _text("header", "the header of its column"),
        _text("text", "what the cell holds"),
    ),
    ("figure_id", "row", "column"),
    (("figure_id", "figures"), ("doc_id", "documents")),
)
PROBLEMS = Table(
    "problems",
    "thing a person should look at",
    (
        _DOC,
        _text("severity", "error, warning or info", required=True, enum=("error", "warning", "info")),
        _text("code", "kind of problem (docs/problems.md)", required=True, enum=tuple(row["code"] for row in words("problems"))),
        _text("message", "what is wrong, in plain words", required=True),
        _text("sentence_id", "the sentence concerned (sentences.sentence_id)"),
        _count("raw_start", "first character in the decoded source text"),
        _count("raw_end", "one past the last character in the decoded source text"),
    ),
    (),
    (("doc_id", "documents"), ("sentence_id", "sentences")),
)

TABLES = (
    DOCUMENTS, SECTIONS, SENTENCES, ENTITIES, ENTITY_INDEX, DATES, QUANTITIES, NOTES,
    CITATIONS, SOURCES, EVIDENCE, FIGURES, TABLE_CELLS, PROBLEMS,
)  # fmt: skip
