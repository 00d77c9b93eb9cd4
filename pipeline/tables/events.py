"""One document → the rows of events.csv."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.model import Date, Document, Event, Mention, Sentence
from pipeline.tables.cells import Row
from pipeline.tables.rows import page, shift


def events(document: Document) -> Iterator[Row]:
    """The rows of events.csv."""
    by_id = {sentence.id: sentence for sentence in document.sentences}
    told: Counter[str] = Counter()
    for sentence_id, event in document.events:
        row = _row(document, by_id[sentence_id], event)
        told[row["event_id"]] += 1
        if (times := told[row["event_id"]]) > 1:  # a predicate with several dates is several rows
            row["event_id"] += f".{times}"
        yield row


def _row(document: Document, sentence: Sentence, event: Event) -> Row:
    start, end = sentence.content.raw(event.start, event.end)
    moved = shift(sentence)
    date = event.date.value if event.date else None

    def mention_id(letter: str, mention: Mention) -> str:
        return f"{document.doc_id}:{letter}{sentence.content.raw(mention.start, mention.end)[0]}"

    return {
        "event_id": f"{document.doc_id}:v{start}",
        "doc_id": document.doc_id,
        "sentence_id": sentence.id,
        "text": event.text,
        "start": event.start + moved,
        "end": event.end + moved,
        "action": event.action,
        "action_class": event.action_class,
        "date_id": mention_id("d", event.date) if event.date else "",
        "earliest": date.earliest if isinstance(date, Date) else "",
        "latest": date.latest if isinstance(date, Date) else "",
        "actors": event.actors,
        "targets": event.targets,
        "objects": event.objects,
        "quantities": tuple(mention_id("q", amount) for amount in event.quantities),
        "place": event.places,
        "polarity": "negative" if event.negative else "positive",
        "modality": event.modality,
        "said_by": event.said_by,
        "method": event.method,
        "score": round(event.score, 3),
        "page": page(document, start),
        "raw_start": start,
        "raw_end": end,
    }
