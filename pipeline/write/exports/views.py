"""Questions that people ask of the tables, as views: SQL that SQLite and DuckDB both understand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A view: the question it answers, and its query."""

    name: str
    answers: str
    sql: str


def _mentions_of(table: str, label: str, value: str, number: str = "NULL", unit: str = "NULL") -> str:
    return f"""
SELECT '{table}' AS layer, m.mention_id, m.doc_id, d.title AS document, m.sentence_id, m.text, {label} AS label, {value} AS value,
    {number} AS number, {unit} AS unit, m.method, m.score, m.page, s.kind, m."start", m."end", s.text AS sentence
FROM {table} m JOIN sentences s ON s.sentence_id = m.sentence_id JOIN documents d ON d.doc_id = m.doc_id"""


def _names(column: str) -> str:
    """The names of the things whose ids an event has in a column."""
    return f"""(SELECT group_concat(n.name, '|') FROM (
        SELECT i.name FROM entity_index i WHERE instr('|' || t.{column} || '|', '|' || i.entity_id || '|') > 0 ORDER BY i.name) n)"""


_PLACE = "s.text AS sentence, d.title AS document, {row}.page, {row}.doc_id, {row}.sentence_id"

VIEWS = (
    View(
        "mentions",
        "every entity, date and quantity with its sentence and document; `value` is the canonical name or the EDTF value, "
        "`number` and `unit` are those of quantities",
        "\nUNION ALL".join(
            (
                _mentions_of("entities", "m.label", "m.name"),
                _mentions_of("dates", "m.type", "m.value"),
                _mentions_of("quantities", "m.kind", "NULL", "m.value", "m.unit"),
            )
        ),
    ),
    View(
        "timeline",
        "what is said of which day: dates with a known first day in order of time, with their sentences and whom these name",
        f"""
SELECT t.earliest, t.latest, t.value, t.mod, t.text AS date,
    (SELECT group_concat(n.name, '|') FROM (
        SELECT DISTINCT e.name FROM entities e WHERE e.sentence_id = t.sentence_id ORDER BY e.name) n) AS names,
    {_PLACE.format(row="t")}, t.mention_id
FROM dates t JOIN sentences s ON s.sentence_id = t.sentence_id JOIN documents d ON d.doc_id = t.doc_id
WHERE t.earliest IS NOT NULL AND t.type IN ('DATE', 'TIME')
ORDER BY t.earliest, t.latest, t.doc_id, t.raw_start""",
    ),
    View(
        "events_told",
        "who did what to whom, in order of time, with the names of those who did it and to whom it was done",
        f"""
SELECT t.earliest, t.latest, {_names("actors")} AS actors, t.action, t.action_class, {_names("targets")} AS targets, t.objects,
    {_names("place")} AS place, t.polarity, t.modality, {_names("said_by")} AS said_by, t.score, {_PLACE.format(row="t")}, t.event_id
FROM events t JOIN sentences s ON s.sentence_id = t.sentence_id JOIN documents d ON d.doc_id = t.doc_id
ORDER BY t.earliest IS NULL, t.earliest, t.latest, t.doc_id, t.raw_start""",
    ),
    View(
        "sources_by_document",
        "which works a document cites, and how often",
        """
SELECT c.doc_id, d.title AS document, c.source_id, w.type, w.authors, w.title, w.container, w.publisher, w.issued, w.language, w.url,
    count(*) AS citations, count(DISTINCT c.note_id) AS notes
FROM citations c JOIN sources w ON w.source_id = c.source_id JOIN documents d ON d.doc_id = c.doc_id
GROUP BY c.doc_id, d.title, c.source_id, w.type, w.authors, w.title, w.container, w.publisher, w.issued, w.language, w.url
ORDER BY c.doc_id, count(*) DESC, c.source_id""",
    ),
    View(
        "evidence_read",
        "what a sentence rests on: its notes and citations in full",
        """
SELECT e.doc_id, d.title AS document, e.sentence_id, s.text AS sentence, n.number AS note, n.text AS note_text, c.form, c.type,
    c.raw AS citation, w.authors, w.title, w.issued, w.url, e.note_id, e.citation_id, e.source_id
FROM evidence e JOIN sentences s ON s.sentence_id = e.sentence_id JOIN documents d ON d.doc_id = e.doc_id
    JOIN notes n ON n.note_id = e.note_id JOIN citations c ON c.citation_id = e.citation_id
    LEFT JOIN sources w ON w.source_id = e.source_id""",
    ),
    View(
        "names_by_document",
        "who and what a document names, and how often",
        """
SELECT e.doc_id, d.title AS document, e.entity_id, e.label, i.subtype, i.name, count(*) AS mentions,
    count(DISTINCT e.sentence_id) AS sentences
FROM entities e JOIN entity_index i ON i.entity_id = e.entity_id JOIN documents d ON d.doc_id = e.doc_id
GROUP BY e.doc_id, d.title, e.entity_id, e.label, i.subtype, i.name
ORDER BY e.doc_id, count(*) DESC, e.entity_id""",
    ),
    View(
        "named_together",
        "which two things stand in how many sentences together",
        """
SELECT a.entity_id, min(a.name) AS name, b.entity_id AS other_id, min(b.name) AS other, count(DISTINCT a.sentence_id) AS sentences,
    count(DISTINCT a.doc_id) AS documents
FROM entities a JOIN entities b ON b.sentence_id = a.sentence_id AND a.entity_id < b.entity_id
GROUP BY a.entity_id, b.entity_id
ORDER BY count(DISTINCT a.sentence_id) DESC, a.entity_id, b.entity_id""",
    ),
)  # fmt: skip
