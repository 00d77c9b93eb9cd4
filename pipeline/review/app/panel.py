"""A place in the text and the rows about it → the panel beside the reading view: what was found there, and where else."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.layout import Layout, laid_out
from pipeline.review.app.rendering import render, site
from pipeline.review.app.standing import shown, standing
from pipeline.review.app.state import Unknown
from pipeline.review.apply import Applied, Reviewed
from pipeline.review.rows import MENTIONS

_SAME = 30  # other mentions that are listed
_DIGITS = 9
_AROUND = 18  # characters of context on each side of one
# What two rows share that are about the same thing.
_THING = {"entities": ("entity_id",), "dates": ("type", "value"), "quantities": ("kind", "value", "value_max", "unit", "unit_text")}


@dataclass(frozen=True, slots=True)
class Mentioned:
    """Another place: its sentence, the words there and around them."""

    table: str
    row_id: str
    sentence_id: str
    piece: int
    before: str
    text: str
    after: str


async def fragment(request: Request) -> Response:
    """What is told of a row (`table`, `id`), or of the mentions at a place (`sentence`, `at`): the shortest first, with tabs."""
    document, asked = site(request).known(request.path_params["doc_id"]), request.query_params
    applied = document.applied
    one = document.find(asked.get("table", ""), asked["id"]) if asked.get("id") else None
    here = _here(applied, one, asked.get("sentence", ""), asked.get("at", ""))
    one = one or (here[0] if here else None)
    if one is None:
        raise Unknown("row")
    layout = laid_out(applied.rows)
    same = [_mentioned(applied, layout, other) for other in _same(applied, one)]
    return render(
        request,
        "_panel.html",
        doc=applied.rows.document,
        one=one,
        asked={"sentence": asked.get("sentence", ""), "at": asked.get("at", "")},
        here=[(other, shown(other), standing(other)) for other in here],
        same=same[:_SAME],
        more=len(same) - len(same[:_SAME]),
    )


def _here(applied: Applied, one: Reviewed | None, sentence_id: str, at: str) -> list[Reviewed]:
    """The mentions at a place of a sentence, or where `one` begins if no place is given, the shortest first."""
    if one is not None and one.table not in MENTIONS:
        return [one]
    if one is not None and not at:
        sentence_id, at = shown(one)["sentence_id"], shown(one)["start"]
    if not at.isdecimal() or len(at) > _DIGITS:
        return []
    found = [
        (int(row["end"]) - int(row["start"]), other)
        for table in MENTIONS
        for other in applied.reviewed[table]
        if (row := shown(other))["sentence_id"] == sentence_id and int(row["start"]) <= int(at) < int(row["end"])
    ]
    return [other for _, other in sorted(found, key=lambda pair: pair[0])]


def _same(applied: Applied, one: Reviewed) -> list[Reviewed]:
    """The other mentions of the same thing that stand in the tables."""
    names = _THING.get(one.table, ())
    thing = [shown(one)[name] for name in names]
    if not any(thing):
        return []
    return [
        other
        for other in applied.reviewed[one.table]
        if other.now is not None and other.row_id != one.row_id and [other.now[name] for name in names] == thing
    ]


def _mentioned(applied: Applied, layout: Layout, one: Reviewed) -> Mentioned:
    row = shown(one)
    text = applied.rows.sentences[row["sentence_id"]]["text"]
    start, end = int(row["start"]), int(row["end"])
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    piece = layout.piece_of[row["sentence_id"]]
    return Mentioned(one.table, one.row_id, row["sentence_id"], piece, before.lstrip(), text[start:end], after.rstrip())
