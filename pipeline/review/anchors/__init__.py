"""Anchors of decisions → where those places are in the text as it is read now, or why they cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.review.anchors.placing import Found, Lost, place_all
from pipeline.review.folding import fold, folded
from pipeline.review.model import Anchor, Row
from pipeline.review.rows import DocumentRows
from pipeline.review.streams import CONTEXT, Stream, Unit

__all__ = ["CONTEXT", "Found", "Lost", "Stream", "anchor_of", "find"]


_BESIDE = 8  # characters


def find(stream: Stream, anchors: Sequence[Anchor], *, same_source: bool) -> list[Found | Lost]:
    """Where each anchor's words are in the stream now, in the order given; never a guess.

    The anchors are best all those made on one reading of the document: neighbours settle what a quotation alone does not.
    `same_source` says that they were made on the same source as the stream: their offsets are then tried first.
    """
    kept = [_unmoved(stream, anchor) if same_source else None for anchor in anchors]
    sought = [anchor for anchor, place in zip(anchors, kept, strict=True) if place is None]
    others = iter(place_all(stream, sought) if sought else ())
    return [place or next(others) for place in kept]


def _unmoved(stream: Stream, anchor: Anchor) -> Found | None:
    """The place that the offsets name, if the words and what is next to them are there; else what its source became."""
    if anchor.start is None or anchor.end is None or not anchor.quote:
        return None
    unit = stream.by_id.get(anchor.sentence_id)
    if unit is not None and unit.text[anchor.start : anchor.end] == anchor.quote and _beside_same(stream, unit.at, anchor):
        return Found(unit.id, anchor.start, anchor.end, anchor.quote, 1.0)
    if anchor.raw_start is None or anchor.raw_end is None:
        return None
    became = stream.of_source(anchor.raw_start, anchor.raw_end)
    if became is None:
        return None
    unit, start, end = became
    text = unit.text[start:end]
    return Found(unit.id, start, end, text, 1.0) if fold(text) == fold(anchor.quote) else None


def _beside_same(stream: Stream, at: int, anchor: Anchor) -> bool:
    """Whether what is next to the words, on one side at least, is what was there."""
    first, last = at + (anchor.start or 0), at + (anchor.end or 0)
    before, after = anchor.prefix[-_BESIDE:], anchor.suffix[:_BESIDE]
    return stream.text[first - len(before) : first] == before or stream.text[last : last + len(after)] == after


def anchor_of(rows: DocumentRows, table: str, row: Row) -> Anchor:
    """The anchor of a row of any reviewed table: a mention's words, a citation in its note, what a problem is about.

    A problem that is in no sentence has the words of the source it points to; a document has an empty anchor.
    Raises `KeyError` where a mention's sentence or a citation's note is not there.
    """
    if table == "documents":
        return Anchor()
    if table == "citations":
        return _of_citation(rows, row)
    stream = rows.sentence_stream
    if table == "problems":
        return _of_problem(stream, row)
    return stream.anchor(row["sentence_id"], int(row["start"]), int(row["end"]), row)


def _of_citation(rows: DocumentRows, row: Row) -> Anchor:
    """The n-th of the note's citations that read alike has the n-th place where they stand."""
    stream, note = rows.note_stream, rows.notes[row["note_id"]]
    raw = row["raw"]
    earlier = [one for one in rows.tables["citations"] if one["note_id"] == row["note_id"] and int(one["sequence"]) < int(row["sequence"])]
    at = 0
    for one in earlier:
        found = note["text"].find(one["raw"].strip(), at)
        at = found + len(one["raw"].strip()) if found >= 0 else at
    start = note["text"].find(raw.strip(), at)
    if start < 0:
        return stream.anchor(note["note_id"], 0, len(note["text"]), note)
    end = start + len(raw.strip())
    raw_start, raw_end = _in_source(stream, stream.by_id[note["note_id"]], start, end)
    return stream.anchor(note["note_id"], start, end, {"raw_start": str(raw_start), "raw_end": str(raw_end)})


def _of_problem(stream: Stream, row: Row) -> Anchor:
    unit = stream.by_id.get(row["sentence_id"])
    if not row["raw_start"]:
        return stream.anchor(unit.id, 0, len(unit.text)) if unit else Anchor()
    became = stream.of_source(int(row["raw_start"]), int(row["raw_end"]))
    if unit is not None:
        start, end = became[1:] if became and became[0] is unit else (0, len(unit.text))
        return stream.anchor(unit.id, start, end, row)
    first, last = int(row["raw_start"]), int(row["raw_end"])
    source = stream.source
    return Anchor(
        quote=source[first:last],
        prefix=source[max(0, first - CONTEXT) : first],
        suffix=source[last : last + CONTEXT],
        raw_start=first,
        raw_end=last,
    )


def _in_source(stream: Stream, unit: Unit, start: int, end: int) -> tuple[int, int]:
    """Where the words of a note are in the source: the whole note where they cannot be told."""
    words = fold(unit.text[start:end])
    here = folded(stream.source[unit.raw_start : unit.raw_end])
    at = here.text.find(words, len(fold(unit.text[:start]))) if words else -1
    if at < 0:
        return unit.raw_start, unit.raw_end
    first, last = here.span(at, at + len(words))
    return unit.raw_start + first, unit.raw_start + last
