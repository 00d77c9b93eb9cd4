"""The output contract as data: every table, its columns, their types and what they mean.

The one place where columns are declared: `tables` builds rows in this order,
`nids-pipeline schema` prints it, and `datapackage.json` carries it.
"""

from __future__ import annotations

from pipeline.rules import words
from pipeline.tables.columns import DOC, FOUND, PLACE, SECTION, SENTENCE, SPAN, WORK, Column, Table, count, text

__all__ = ["TABLES", "Column", "Table"]

_MODS = ("START", "MID", "END", "APPROX", "EQUAL_OR_MORE", "MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS")
_BOUNDS = ("APPROX", "EQUAL_OR_MORE", "MORE_THAN", "LESS_THAN", "EQUAL_OR_LESS")
_KINDS = ("money", "percent", "count", "length", "area", "volume", "mass", "speed", "ratio", "other")
_LABELS = ("PERSON", "GPE", "LOC", "FAC", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "POLICY")
_ACTIONS = tuple(row["class"] for row in words("event_classes"))
_CSL = (
    "book", "chapter", "article-journal", "article-newspaper", "article-magazine", "webpage", "report", "speech",
    "broadcast", "post", "treaty", "legislation", "interview", "document",
)  # fmt: skip

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
ENTITIES = Table(
    "entities",
    "mention and thing it names (中露 gives two rows)",
    (
        *SPAN,
        text("label", "OntoNotes label, or POLICY", required=True, enum=_LABELS),
        text("subtype", "finer kind: state, ministry, missile, treaty …"),
        text("entity_id", "the thing (entity_index.entity_id): an ISO 3166-1 alpha-3 code for a state", required=True),
        text("name", "its canonical name", required=True),
        text("role", "title or office the mention gives the person"),
        *FOUND,
        *PLACE,
    ),
    ("mention_id", "entity_id"),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("entity_id", "entity_index")),
)
ENTITY_INDEX = Table(
    "entity_index",
    "distinct thing",
    (
        text("entity_id", "the thing", required=True),
        text("label", "OntoNotes label, or POLICY", required=True, enum=_LABELS),
        text("subtype", "finer kind"),
        text("name", "canonical name", required=True),
        text("aliases", "other forms found in the documents, joined with |"),
        text("iso3166", "ISO 3166-1 alpha-3 code of a state or territory (SUN: the former code of the Soviet Union)"),
        count("mentions", "mentions in all documents", required=True),
        count("documents", "documents that mention it", required=True),
    ),
    ("entity_id",),
)
DATES = Table(
    "dates",
    "mention",
    (
        *SPAN,
        text(
            "type",
            "TIMEX3 type: DATE, TIME (of day), DURATION (a length of time), SET (a recurrence)",
            required=True,
            enum=("DATE", "TIME", "DURATION", "SET"),
        ),
        text(
            "value",
            "EDTF for DATE and TIME (2023/2024 a range, 2018/.. from 2018 on, 201X the 2010s, 2022-21 spring), FY2020 for a fiscal year; "
            "ISO 8601 for DURATION (P3Y); the period or the recurring date for SET (P1Y, XXXX-03); unknown digits are X",
        ),
        text("mod", "TIMEX3 modifier: 前半 START, 半ば MID, 末 END, 約 APPROX, 以上 EQUAL_OR_MORE, 未満 LESS_THAN …", enum=_MODS),
        text("earliest", "first day the words allow, START, MID and END counted in, ISO date; empty where open or unknown"),
        text("latest", "last day the words allow, START, MID and END counted in, ISO date; empty where open or unknown"),
        text("anchor_id", "the mention a relative or incomplete date leaned on (dates.mention_id); empty where it leaned on none"),
        *FOUND,
        *PLACE,
    ),
    ("mention_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("anchor_id", "dates")),
)
QUANTITIES = Table(
    "quantities",
    "mention",
    (
        *SPAN,
        text("kind", "what kind of number it is", required=True, enum=_KINDS),
        Column("value", "number", "the number, powers applied; the low end of a range; empty where its digits are unknown (数十人)"),
        Column("value_max", "number", "the high end of a range; empty for a single number"),
        text(
            "unit",
            "ISO 4217 for money, % for shares (割 times ten), UCUM for measures, x for multiples, the counter as written for counts; "
            "empty for fractions and where the text does not settle it",
        ),
        text("unit_text", "the unit as written"),
        text("mod", "modifier: 約 APPROX, 以上 EQUAL_OR_MORE, 余り MORE_THAN, 最大 EQUAL_OR_LESS, 未満 LESS_THAN …", enum=_BOUNDS),
        text("per", "what a rate is per: ISO 8601 duration (P1Y in 年380億立方メートル) or counter (人, 隻)"),
        text("change", "whether the text says it rose or fell", enum=("increase", "decrease")),
        text("basis", "what the change is measured against (前年比)"),
        text("item", "what is counted or measured (砲弾 in 砲弾420万発); empty where the text does not settle it"),
        *FOUND,
        *PLACE,
        Column("value_si", "number", "value in unit_si, 12 digits; of measures only, not of money, counts, shares and ratios"),
        text("unit_si", "SI unit of the same kind, UCUM code (m, m2, kg, m/s, J); what `per` says stays as it is"),
        Column("value_si_max", "number", "value_max in unit_si"),
    ),
    ("mention_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences")),
)
EVENTS = Table(
    "events",
    "dated or sourced action",
    (
        text("event_id", "the event; made from the place of its predicate in the source, and .2 … for its further dates", required=True),
        DOC,
        SENTENCE,
        text("text", "the predicate, as in the sentence from start to end: 署名, 述べ", required=True),
        count("start", "first code point in the sentence's text", required=True),
        count("end", "one past the last code point in the sentence's text", required=True),
        text("action", "the predicate's dictionary form: 署名する, 述べる", required=True),
        text("action_class", "what kind of action it is (data/event_classes.csv)", required=True, enum=_ACTIONS),
        text("date_id", "its date (dates.mention_id): of its clause, or carried into it; empty where it has none"),
        text("earliest", "first day of that date, ISO date; empty where open or unknown"),
        text("latest", "last day of that date, ISO date; empty where open or unknown"),
        text("actors", "who does it (entities.entity_id), joined with |; empty where the doer is no entity or uncertain"),
        text("targets", "to whom or with whom it is done (entities.entity_id), joined with |"),
        text("objects", "words of what it is about, joined with |"),
        text("quantities", "amounts in what it is about (quantities.mention_id), joined with |"),
        text("place", "where it is done (entities.entity_id), joined with |"),
        text("polarity", "negative: it is said not to have been done", required=True, enum=("positive", "negative")),
        text(
            "modality",
            "asserted; reported (と報じた, という); possible (可能性がある, とみられる); planned (予定, 方針, よう求めた); "
            "denied (を否定した)",
            required=True,
            enum=("asserted", "reported", "possible", "planned", "denied"),
        ),
        text("said_by", "who reports, plans, thinks or denies it (entities.entity_id), joined with |; empty where nobody is named"),
        *FOUND,
        *PLACE,
    ),
    ("event_id",),
    (("doc_id", "documents"), ("sentence_id", "sentences"), ("date_id", "dates")),
    (
        *((column, "entity_index") for column in ("actors", "targets", "place", "said_by")),
        ("quantities", "quantities"),
    ),
)
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
SOURCE_KINDS = ("official", "state_media", "media", "scholarship", "think_tank", "interview", "unknown", "none")
CLAIMS = Table(
    "claims",
    "sentence that has quantities or events, with what it rests on",
    (
        SENTENCE,
        DOC,
        text("quantities", "its quantities (quantities.mention_id), joined with |"),
        text("events", "its events (events.event_id), joined with |"),
        text("sourced", "whether a note of the sentence cites anything", required=True, enum=("yes", "no")),
        count("citations", "citations that back it (evidence.citation_id)", required=True),
        text("source_ids", "the works these are of (sources.source_id), each once, joined with |"),
        text(
            "kinds",
            "kinds of these sources, each once, joined with |: official (primary document of a government, its organs, or an international "
            "organisation), state_media, media (independent), scholarship, think_tank, interview (the author's own), unknown, or none",
            required=True,
        ),
        text("languages", "languages of these sources, BCP 47, each once, joined with |"),
        text("countries", "countries of these sources as far as known, ISO 3166-1 alpha-3, each once, joined with |"),
    ),
    ("sentence_id",),
    (("sentence_id", "sentences"), ("doc_id", "documents")),
    (("quantities", "quantities"), ("events", "events"), ("source_ids", "sources")),
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
PROBLEMS = Table(
    "problems",
    "thing a person should look at",
    (
        DOC,
        text("severity", "error, warning or info", required=True, enum=("error", "warning", "info")),
        text("code", "kind of problem (docs/problems.md)", required=True, enum=tuple(row["code"] for row in words("problems"))),
        text("message", "what is wrong, in plain words", required=True),
        text("sentence_id", "the sentence concerned (sentences.sentence_id)"),
        count("raw_start", "first character in the decoded source text"),
        count("raw_end", "one past the last character in the decoded source text"),
    ),
    (),
    (("doc_id", "documents"), ("sentence_id", "sentences")),
)

REVIEW_LOG = Table(
    "review_log",
    "decision of a reviewer and what became of it",
    (
        text("decision_id", "the decision (reviews/decisions.csv); empty for a line that is none"),
        text("doc_id", "the document it is about, as its id is now; one that is orphaned may name a document that is not there any more"),
        text("table", "the table of the row"),
        text("row_id", "the row's key, its columns joined with |, as it is now"),
        text("verdict", "accept, correct, reject, add, or undo (of another decision)", enum=("accept", "correct", "reject", "add", "undo")),
        text("scope", "what a correction of an entity holds for", enum=("mention", "document", "all")),
        text(
            "state",
            "applied (it changed the tables); unchanged (the machine reads the same without it); reopened (the machine now reads something "
            "else); orphaned (its place is not found); superseded (a later one took its place); undone; unreadable (a line that is none)",
            required=True,
            enum=("applied", "unchanged", "reopened", "orphaned", "superseded", "undone", "unreadable"),
        ),
        text("reviewer", "who decided"),
        text("time", "when, UTC"),
        text("sentence_id", "the sentence (of a citation: the note) it is about, as its id is now; of one that is orphaned, as it was"),
        text("quote", "the words it was made about"),
        count("raw_start", "first character in the decoded source text, as it is now; of one that is orphaned, as it was"),
        count("raw_end", "one past the last character in the decoded source text"),
        text("machine", "what the machine had read when it was decided: a JSON object"),
        text("values", "what the reviewer put in its place: a JSON object"),
        text("reason", "why it is in this state, in plain words"),
        text("comment", "what the reviewer remarked; of an unreadable line, the line"),
    ),
)

TABLES = (
    DOCUMENTS, SECTIONS, SENTENCES, ENTITIES, ENTITY_INDEX, DATES, QUANTITIES, EVENTS,
    NOTES, CITATIONS, SOURCES, EVIDENCE, CLAIMS, FIGURES, TABLE_CELLS, PROBLEMS, REVIEW_LOG,
)  # fmt: skip
GATHERED = ("entity_index", "sources", "review_log")  # made when documents are put together
