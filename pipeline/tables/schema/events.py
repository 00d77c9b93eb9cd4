"""The table of actions that are dated or sourced, and that of what the sentences with such content rest on."""

from __future__ import annotations

from pipeline.rules import words
from pipeline.tables.columns import DOC, FOUND, PLACE, SENTENCE, Table, count, text

_ACTIONS = tuple(row["class"] for row in words("event_classes"))

EVENTS = Table(
    "events",
    "dated or sourced action",
    (
        text("event_id", "the event; made from the place of its predicate in the source, and .2 … for its further dates", required=True),
        DOC,
        SENTENCE,
        text("text", "the predicate, as in the sentence from start to end: 署名, 述べ, 会談を行い", required=True),
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
