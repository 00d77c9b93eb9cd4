"""The tables of documents and their text: what was read, its headings, sentences, figures and tables."""

from __future__ import annotations

from pipeline.tables.columns import DOC, PLACE, SECTION, Table, count, text

DOCUMENTS = Table(
    "documents",
    "input file",
    (
        DOC,
        text("source_file", "the file's name, below the folder that was given", required=True),
        text("sha256", "SHA-256 of the file's bytes"),
        text("media_type", "what the content is"),
        text("encoding", "character encoding of the file"),
        text(
            "status",
            "ok; partial (read, with errors among its problems); failed (not read)",
            required=True,
            enum=("ok", "partial", "failed"),
        ),
        text("error", "why it failed, in plain words"),
        text("title", "title"),
        text("subtitle", "subtitle"),
        text("series", "series it appeared in"),
        text("number", "number in the series"),
        text("authors", "authors, joined with |"),
        text("publisher", "publisher"),
        text("published", "date of publication, EDTF"),
        count("pages", "pages of the source, where it has pages"),
        count("chars", "characters of the decoded source text"),
        count("sections", "headings"),
        count("paragraphs", "paragraphs and list items"),
        count("sentences", "sentences of all kinds"),
        count("notes", "notes"),
        text("affiliations", "affiliations of the authors as printed, joined with |"),
    ),
    ("doc_id",),
)
SECTIONS = Table(
    "sections",
    "heading",
    (
        text("section_id", "the section", required=True),
        DOC,
        text("parent_id", "the section that contains it (sections.section_id)"),
        count("level", "depth from 1", required=True),
        text("label", "label as printed: 第1章, 2, (1), はじめに"),
        text("heading", "the heading without its label"),
        text("authors", "authors named under the heading, joined with |"),
        *PLACE,
    ),
    ("section_id",),
    (("doc_id", "documents"), ("parent_id", "sections")),
)
SENTENCES = Table(
    "sentences",
    "sentence",
    (
        text("sentence_id", "the sentence", required=True),
        DOC,
        SECTION,
        count("paragraph", "paragraph of the document, from 1", required=True),
        count("sentence", "sentence of the paragraph, from 1", required=True),
        text("kind", "what it is part of", required=True, enum=("body", "heading", "list", "caption", "table", "front")),
        text(
            "text",
            "cleaned text without note markers; a text that a spreadsheet would take for a formula has a space before it",
            required=True,
        ),
        *PLACE,
    ),
    ("sentence_id",),
    (("doc_id", "documents"), ("section_id", "sections")),
)
FIGURES = Table(
    "figures",
    "figure, table or photo",
    (
        text("figure_id", "the figure", required=True),
        DOC,
        SECTION,
        text("kind", "figure, table or photo", required=True, enum=("figure", "table", "photo")),
        text("label", "label as printed (図1-1)"),
        text("caption", "caption"),
        text("credit", "source or photographer"),
        *PLACE,
    ),
    ("figure_id",),
    (("doc_id", "documents"), ("section_id", "sections")),
)
TABLE_CELLS = Table(
    "table_cells",
    "cell of a table",
    (
        text("figure_id", "the table (figures.figure_id)", required=True),
        DOC,
        count("row", "row below the header, from 1; 0 is the header", required=True),
        count("column", "column, from 1", required=True),
        text("header", "the header of its column"),
        text("text", "what the cell holds"),
    ),
    ("figure_id", "row", "column"),
    (("figure_id", "figures"), ("doc_id", "documents")),
)
