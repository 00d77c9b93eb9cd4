"""A document and its decisions → the reading view: its text as it reads, in pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.layout import Piece, laid_out
from pipeline.review.app.rendering import render, site
from pipeline.review.app.segments import Segment, cells, segments, tabs
from pipeline.review.app.standing import STATES, marks
from pipeline.review.apply import Applied
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS

_AT_ONCE = 2  # pieces that a page comes with


async def page(request: Request) -> Response:
    """The text, from its beginning or at the sentence asked for (`at`); a row asked for (`table`, `id`) opens beside it."""
    applied = site(request).document(request.path_params["doc_id"])
    layout = laid_out(applied.rows)
    asked = request.query_params.get("at", "")
    first = layout.piece_of.get(asked, 1)
    ready = [piece for piece in layout.pieces if first <= piece.number < first + _AT_ONCE]
    return render(
        request,
        "reading.html",
        doc=applied.rows.document,
        layout=layout,
        ready={piece.number for piece in ready},
        at=asked if asked in layout.piece_of else "",
        lost=bool(asked) and asked not in layout.piece_of,
        table=request.query_params.get("table", ""),
        row_id=request.query_params.get("id", ""),
        layers=MENTIONS,
        states=STATES,
        drawing=Drawing(applied, ready),
    )


async def section(request: Request) -> Response:
    """One piece of the text."""
    applied = site(request).document(request.path_params["doc_id"])
    piece = laid_out(applied.rows).piece(request.path_params["number"])
    if piece is None:
        raise HTTPException(404)
    return render(request, "_section.html", doc=applied.rows.document, piece=piece, drawing=Drawing(applied, [piece]))


class Drawing:
    """What a template asks of each sentence of some pieces."""

    def __init__(self, applied: Applied, pieces: Sequence[Piece]) -> None:
        rows = [sentence for piece in pieces for block in piece.blocks for sentence in block.sentences]
        self._marks = marks(applied, (row["sentence_id"] for row in rows))
        self._turns = {row["sentence_id"]: row["page"] for piece in pieces for row in _turns(piece)}
        self._notes: dict[str, list[Row]] = {}
        for note in applied.rows.tables["notes"]:
            self._notes.setdefault(note["sentence_id"], []).append(note)

    def runs(self, sentence: Row, cuts: Iterable[int] = ()) -> list[Segment]:
        """Its text in segments."""
        sentence_id = sentence["sentence_id"]
        return segments(sentence["text"], self._marks[sentence_id], self._notes.get(sentence_id, ()), cuts)

    def cells(self, sentence: Row) -> list[list[Segment]]:
        """Its text in segments, cell by cell, where it is a row of a table."""
        return cells(self.runs(sentence, tabs(sentence["text"])))

    def turn(self, sentence: Row) -> str:
        """The page of the source that begins with it, or in it; empty where none does."""
        return self._turns.get(sentence["sentence_id"], "")


def _turns(piece: Piece) -> Iterator[Row]:
    """The sentences with which a page of the source begins."""
    page = piece.before
    for sentence in (sentence for block in piece.blocks for sentence in block.sentences):
        if sentence["page"] != page:
            page = sentence["page"]
            yield sentence
