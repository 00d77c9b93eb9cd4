"""A document and its decisions → the notes view: each note's text beside its citations, and one note for the reading view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.layout import titled
from pipeline.review.app.paging import paged
from pipeline.review.app.rendering import render, site
from pipeline.review.app.standing import shown, standing
from pipeline.review.app.state import Unknown
from pipeline.review.apply import Applied, Reviewed
from pipeline.review.model import Row
from pipeline.review.rows import READING

FILTERS = ("all", "doubtful", "unresolved", "unread")
_BACK = ("ibid", "supra")  # forms that refer to an earlier citation
_A_PAGE = 50
_CITED = tuple(name for name in READING["citations"] if name != "form")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as it is shown: what was read of it, by field, and how the review has left it."""

    one: Reviewed
    row: Row
    standing: str
    fields: tuple[tuple[str, str], ...]

    @property
    def unresolved(self) -> bool:
        """Whether it refers back to no citation that is known."""
        return self.row["form"] in _BACK and not self.row["refers_to"]


@dataclass(frozen=True, slots=True)
class Noted:
    """A note: its row, its marker's sentence cut where the marker stands, its citations, the chapter whose numbering it follows."""

    note: Row
    before: str
    after: str
    citations: tuple[Cited, ...]
    chapter: str

    @property
    def score(self) -> float:
        """The lowest score of a citation that stands and is not decided yet; 1 where there is none."""
        return min((float(cited.row["score"]) for cited in self.citations if cited.standing == "undecided"), default=1)


async def page(request: Request) -> Response:
    """The notes in order, or the doubtful ones first (`filter`); those of one number (`number`)."""
    applied = site(request).document(request.path_params["doc_id"])
    everything = noted(applied)
    chosen = request.query_params.get("filter", "")
    chosen = chosen if chosen in FILTERS else FILTERS[0]
    number = request.query_params.get("number", "").strip()
    found = [one for one in filtered(everything, chosen) if not number or one.note["number"] == number]
    return render(
        request,
        "notes.html",
        doc=applied.rows.document,
        counts={name: len(filtered(everything, name)) for name in FILTERS},
        chosen=chosen,
        number=number,
        notes=paged(found, request, _A_PAGE),
    )


async def note(request: Request) -> Response:
    """One note (`id`) with its citations."""
    applied = site(request).document(request.path_params["doc_id"])
    asked = request.query_params.get("id", "")
    if asked not in applied.rows.notes:
        raise Unknown(asked)
    return render(request, "_note.html", doc=applied.rows.document, one=noted(applied, [applied.rows.notes[asked]])[0])


def noted(applied: Applied, notes: Sequence[Row] | None = None) -> list[Noted]:
    """The notes given, or all of the document, each with its citations."""
    citations: dict[str, list[Cited]] = {}
    for one in applied.reviewed["citations"]:
        row = shown(one)
        fields = tuple((name, row[name]) for name in _CITED if row[name])
        citations.setdefault(row["note_id"], []).append(Cited(one, row, standing(one), fields))
    chapters = {row["section_id"]: titled(row) for row in applied.rows.tables["sections"]}
    return [
        Noted(note, *_marked(applied, note), tuple(citations.get(note["note_id"], ())), chapters.get(note["section_id"], ""))
        for note in (applied.rows.tables["notes"] if notes is None else notes)
    ]


def _marked(applied: Applied, note: Row) -> tuple[str, str]:
    """The sentence of the note's marker, before and behind it."""
    sentence = applied.rows.sentences.get(note["sentence_id"])
    if sentence is None:
        return "", ""
    at = int(note["marker_start"] or len(sentence["text"]))
    return sentence["text"][:at], sentence["text"][at:]


def filtered(notes: Sequence[Noted], chosen: str) -> list[Noted]:
    """Those a filter shows: `all`; `doubtful`, undecided ones by score; `unresolved`, with back references; `unread`, without citation."""
    if chosen == "doubtful":
        return sorted((one for one in notes if one.score < 1), key=lambda one: one.score)
    if chosen == "unresolved":
        return [one for one in notes if any(cited.unresolved and cited.standing != "rejected" for cited in one.citations)]
    if chosen == "unread":
        return [one for one in notes if not any(cited.one.now for cited in one.citations)]
    return list(notes)
