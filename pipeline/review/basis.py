"""A reviewed row → the row that a decision about it is made on, and where that stands."""

from __future__ import annotations

from pipeline.review.anchors import anchor_of
from pipeline.review.apply import Reviewed
from pipeline.review.model import Anchor, Row
from pipeline.review.rows import SPANS, DocumentRows


def base(rows: DocumentRows, now: DocumentRows, one: Reviewed) -> tuple[Row, Anchor]:
    """The row a decision is about, with its anchor: the machine's, or the one that was added as it was added.

    `rows` are the machine's, `now` those that reviewers left.
    """
    if one.machine is not None:
        return one.machine, anchor_of(rows, one.table, one.machine)
    assert one.now is not None  # a row that is in no table is the machine's
    anchor = one.decision.anchor if one.decision else Anchor()
    sentence = rows.sentences.get(anchor.sentence_id)
    if one.table not in SPANS or sentence is None or sentence["text"][anchor.start : anchor.end] != anchor.quote:
        return one.now, anchor_of(now, one.table, one.now)
    place = {"text": anchor.quote, "sentence_id": anchor.sentence_id, "start": str(anchor.start), "end": str(anchor.end)}
    return {**one.now, **place}, anchor
