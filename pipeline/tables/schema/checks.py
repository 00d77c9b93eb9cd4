"""The tables for those who check: what a person should look at, and what became of what reviewers decided."""

from __future__ import annotations

from pipeline.rules import words
from pipeline.tables.columns import DOC, Table, count, text

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
