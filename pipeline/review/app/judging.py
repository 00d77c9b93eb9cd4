"""What a reviewer chose for a row in a form → the decisions that say so."""

from __future__ import annotations

import json
from typing import cast, get_args

from pipeline.review import decisions
from pipeline.review.app.cards import nameable
from pipeline.review.app.forms import Form
from pipeline.review.app.standing import shown, standing
from pipeline.review.app.state import Document, Unknown
from pipeline.review.apply import Reviewed
from pipeline.review.basis import base
from pipeline.review.fields import FIELDS, Invalid, checked, corrected
from pipeline.review.model import Decision, Row, Scope, Verdict
from pipeline.review.rows import MENTIONS, READING

_LONGEST = 2_000  # characters of a field or comment
_MOVED = ("text", "offset")
CHOICES = ("accept", "machine", "reject", "correct")


def judged(document: Document, one: Reviewed, form: Form, reviewer: str) -> list[Decision]:
    """The decisions of a form about a row: one, or two where all rows with the same words are meant and this one was decided by itself.

    `accept` keeps the row as it is shown, `machine` as the machine read it. Raises `Invalid` for a value that cannot be.
    """
    choice, (row, anchor) = form.get("verdict"), base(document.machine, document.applied.rows, one)
    comment, scope = _bounded(form, "comment"), _scope(form, one)
    if choice not in CHOICES or (choice == "machine" and one.machine is None):
        raise Invalid("verdict", f"{choice!r} is no verdict", "verdict")
    values = _typed(document, one, form, row) if choice == "correct" else _kept(document, one, row) if choice == "accept" else {}
    verdict = "reject" if choice == "reject" else "correct" if values else "accept"
    if choice == "correct" and not values and standing(one) == "undecided":
        raise Invalid("", "nothing is changed", "unchanged")
    if verdict == "reject" and one.table == "documents":
        raise Invalid("verdict", "a document cannot be rejected: take its file away", "verdict")
    if verdict == "accept":
        scope = "mention"
    if scope != "mention" and any(name in values for name in _MOVED):
        raise Invalid("scope", "words that are moved hold for this mention only", "scope-moved")
    by_itself = one.decision is not None and one.effective
    scopes: list[Scope] = [scope, "mention"] if scope != "mention" and by_itself else [scope]
    return [
        decisions.new(
            cast(Verdict, verdict),
            one.table,
            reviewer=reviewer,
            document=document.machine.document,
            row=row,
            anchor=anchor,
            values=values,
            scope=reach,
            comment=comment,
        )
        for reach in scopes
    ]


def added(document: Document, form: Form, reviewer: str) -> Decision:
    """The decision that adds a mention. Raises `Invalid`, and `Unknown` for a sentence that is not there."""
    table, sentence = form.get("table"), document.machine.sentences.get(form.get("sentence_id"))
    if table not in MENTIONS or sentence is None:
        raise Unknown(table)
    start, end = _span(form, sentence["text"])
    typed = {field.name: _bounded(form, field.name) for field in FIELDS[table] if field.name in form and field.name != "text"}
    values = checked(table, typed, None)
    for one in document.applied.reviewed[table]:
        if one.now and _at(one.now) == (sentence["sentence_id"], start, end) and one.now.get("entity_id") == values.get("entity_id"):
            raise Invalid("text", "this stands in the table already", "exists")
    anchor = document.machine.sentence_stream.anchor(sentence["sentence_id"], start, end)
    made = document.machine.document
    comment = _bounded(form, "comment")
    return decisions.new("add", table, reviewer=reviewer, document=made, row=None, anchor=anchor, values=values, comment=comment)


def accepted(document: Document, one: Reviewed, reviewer: str, comment: str) -> Decision:
    """The decision that a row is right as the machine read it."""
    row, anchor = base(document.machine, document.applied.rows, one)
    made = document.machine.document
    return decisions.new("accept", one.table, reviewer=reviewer, document=made, row=row, anchor=anchor, comment=comment)


def undo(decision: Decision, reviewer: str) -> Decision:
    """The decision that takes another back, with its place so that a reader of the file sees what it is about."""
    made = {"doc_id": decision.doc_id, "source_file": decision.source_file, "sha256": decision.sha256}
    return decisions.new(
        "undo",
        decision.table,
        reviewer=reviewer,
        document=made,
        row=None,
        anchor=decision.anchor,
        scope=decision.scope,
        of=decision.id,
    )


def _kept(document: Document, one: Reviewed, row: Row) -> dict[str, str]:
    """What the row that stands has otherwise than the one a decision is about."""
    return corrected(one.table, _moved(one.table, one.now, row), one.now, row, nameable(document, one)) if one.now else {}


def _typed(document: Document, one: Reviewed, form: Form, row: Row) -> dict[str, str]:
    """The fields of a correction; a form tells all that it has shown, so that only what was changed there is taken as typed."""
    typed = {field.name: _bounded(form, field.name) for field in FIELDS[one.table] if field.name in form and field.name != "text"}
    now = dict(shown(one))
    if one.table in MENTIONS and "start" in form:
        sentence = document.machine.sentences[row["sentence_id"]]
        start, end = _span(form, sentence["text"])
        place = {"sentence_id": sentence["sentence_id"], "start": str(start), "end": str(end)}
        now |= place | {"text": sentence["text"][start:end]}
    return corrected(one.table, typed | _moved(one.table, now, row), {**shown(one), **_seen(one, form)}, row, nameable(document, one))


def _moved(table: str, now: Row, row: Row) -> dict[str, str]:
    """The words and offset of a mention that stands elsewhere than the one a decision is about."""
    if table not in MENTIONS or _at(now) == _at(row):
        return {}
    return {"text": now["text"], "offset": str(int(now["start"]) - int(row["start"]))}


def _seen(one: Reviewed, form: Form) -> dict[str, str]:
    """The row as a form has shown it, which may have been decided about since; nothing for a form that does not tell."""
    try:
        seen = json.loads(form.get("seen") or "{}")
    except (ValueError, RecursionError):
        seen = None
    if not isinstance(seen, dict) or not all(name in READING[one.table] and isinstance(cell, str) for name, cell in seen.items()):
        raise Invalid("", "the form does not tell what it has shown", "verdict")
    return seen


def _span(form: Form, text: str) -> tuple[int, int]:
    """First code point of the words meant, and one past the last."""
    given = form.get("start"), form.get("end")
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in given):
        raise Invalid("text", "the place of the words is not given", "text")
    start, end = int(given[0]), int(given[1])
    if not start < end <= len(text):
        raise Invalid("text", "the words lie outside the sentence", "text")
    if text[start:end] != text[start:end].strip():
        raise Invalid("text", "the words of a mention have no spaces around them", "text")
    return start, end


def _at(row: Row) -> tuple[str, int, int]:
    return row["sentence_id"], int(row["start"]), int(row["end"])


def _scope(form: Form, one: Reviewed) -> Scope:
    scope = form.get("scope") or "mention"
    if scope not in get_args(Scope) or (scope != "mention" and (one.table != "entities" or one.machine is None)):
        raise Invalid("scope", f"{scope!r} is no scope of {one.table}", "scope")
    return cast(Scope, scope)


def _bounded(form: Form, name: str) -> str:
    value = form.get(name)
    if len(value) > _LONGEST:
        raise Invalid(name, f"more than {_LONGEST} characters", "long")
    return value
