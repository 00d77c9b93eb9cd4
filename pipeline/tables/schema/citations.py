"""The tables of notes, what they cite, the works cited, and which sentences these back."""

from __future__ import annotations

from pipeline.tables.columns import DOC, PLACE, SENTENCE, WORK, Column, Table, count, text

_CSL = (
    "book", "chapter", "article-journal", "article-newspaper", "article-magazine", "webpage", "report", "speech",
    "broadcast", "post", "treaty", "legislation", "interview", "document",
)  # fmt: skip

NOTES = Table(
    "notes",
    "note",
    (
        text("note_id", "the note", required=True),
        DOC,
        text("section_id", "the chapter whose numbering it follows; empty where numbering runs through the document"),
        count("number", "number as printed", required=True),
        text("sentence_id", "the sentence its marker stands in; empty where no marker was found"),
        count("marker_start", "where in that sentence's cleaned text the marker stood"),
        text("text", "the note's text", required=True),
        text("comment", "what is not citation"),
        count("citations", "citations read in it", required=True),
        *PLACE,
    ),
    ("note_id",),
    (("doc_id", "documents"), ("section_id", "sections"), ("sentence_id", "sentences")),
)
CITATIONS = Table(
    "citations",
    "citation in a note",
    (
        text("citation_id", "the citation", required=True),
        text("note_id", "the note (notes.note_id)", required=True),
        DOC,
        count("sequence", "place in the note, from 1", required=True),
        text("form", "full, short, supra (前掲書) or ibid (同上)", required=True, enum=("full", "short", "supra", "ibid")),
        text("type", "CSL type", required=True, enum=_CSL),
        *WORK,
        text("accessed", "date of access as written"),
        text("language", "language of the citation, BCP 47"),
        text("refers_to", "the citation that holds the full form (citations.citation_id)"),
        text("source_id", "the work (sources.source_id)"),
        text("raw", "the citation as it stands in the note", required=True),
        Column("score", "number", "confidence from 0 to 1", True),
    ),
    ("citation_id",),
    (("note_id", "notes"), ("doc_id", "documents"), ("refers_to", "citations"), ("source_id", "sources")),
)
SOURCES = Table(
    "sources",
    "distinct work cited",
    (
        text("source_id", "the work", required=True),
        text("type", "CSL type", required=True, enum=_CSL),
        *WORK,
        text("language", "language, BCP 47"),
        count("citations", "citations of it, in every form", required=True),
        count("documents", "documents that cite it", required=True),
    ),
    ("source_id",),
)
EVIDENCE = Table(
    "evidence",
    "sentence and citation that backs it",
    (
        SENTENCE,
        DOC,
        text("note_id", "the note (notes.note_id)", required=True),
        text("citation_id", "the citation (citations.citation_id)", required=True),
        text("source_id", "the work (sources.source_id)"),
    ),
    ("sentence_id", "citation_id"),
    (("sentence_id", "sentences"), ("doc_id", "documents"), ("note_id", "notes"), ("citation_id", "citations"), ("source_id", "sources")),
)
