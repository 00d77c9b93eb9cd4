"""Rows of one rule or one entity → all of them accepted at once, after they were listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app import forms
from pipeline.review.app.cards import Context, context
from pipeline.review.app.judging import accepted
from pipeline.review.app.rendering import render, reviewer, site
from pipeline.review.app.standing import standing
from pipeline.review.app.state import Document, Site
from pipeline.review.apply import Reviewed
from pipeline.review.model import Row
from pipeline.review.rows import READING, REVIEWED

_ASKED = ("doc", "table", "method", "entity_id")


@dataclass(frozen=True, slots=True)
class Listed:
    """A row that would be accepted: its document, itself, the words around it."""

    document: Document
    one: Reviewed
    row: Row
    context: Context | None

    @property
    def name(self) -> str:
        """What names it among all rows of all documents."""
        return f"{self.document.machine.doc_id}/{self.one.table}/{self.one.row_id}"

    @property
    def reading(self) -> str:
        """What the machine read, but for the words themselves."""
        return " · ".join(self.row[name] for name in READING[self.one.table][1:] if self.row[name])


async def page(request: Request) -> Response:
    """What would be accepted (GET), or the acceptance of what was listed (POST)."""
    form = await forms.read(request) if request.method == "POST" else None
    asked = {name: (form.get(name) if form else request.query_params.get(name, "")) for name in _ASKED}
    if asked["table"] not in REVIEWED or bool(asked["method"]) == bool(asked["entity_id"]):
        raise HTTPException(400)
    listed = list(_listed(site(request), asked))
    mark = _mark(listed)
    context: dict[str, Any] = {"asked": asked, "mark": mark, "doc": _document(site(request), asked["doc"])}
    if form is None:
        return render(request, "bulk.html", listed=listed, changed=False, saved=(), **context)
    if form.get("mark") != mark:
        return render(request, "bulk.html", status=409, listed=listed, changed=True, saved=(), **context)
    left_out = set(form.all("without"))
    comment = f"{asked['method'] or asked['entity_id']}: {len(listed)} rows at once"
    made = [accepted(one.document, one.one, reviewer(request), comment) for one in listed if one.name not in left_out]
    site(request).append(made)
    return render(request, "bulk.html", listed=(), changed=False, saved=made, **context)


def _listed(known: Site, asked: Mapping[str, str]) -> Iterator[Listed]:
    """The rows asked for that nobody has decided about."""
    for doc_id in [asked["doc"]] if asked["doc"] else known.ids():
        document = known.known(doc_id)
        for one in document.applied.reviewed[asked["table"]]:
            row = one.machine
            if row is None or standing(one) != "undecided":
                continue
            if all(row.get(name, "") == asked[name] for name in ("method", "entity_id") if asked[name]):
                yield Listed(document, one, row, context(document, one))


def _mark(listed: Sequence[Listed]) -> str:
    """Changes whenever other rows are listed, or the same with another reading."""
    return sha256("\n".join(f"{one.name} {sorted(one.row.items())}" for one in listed).encode("utf-8", "surrogatepass")).hexdigest()


def _document(known: Site, doc_id: str) -> Row:
    return known.document(doc_id).rows.document if doc_id else {}
