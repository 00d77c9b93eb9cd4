"""Requests about one row: what it is, its form, and the decisions that are kept before the answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.review.app import forms, judging, queue
from pipeline.review.app.cards import Card, card, nameable
from pipeline.review.app.forms import Form
from pipeline.review.app.rendering import is_fragment, render, reviewer, site, url
from pipeline.review.app.standing import shown
from pipeline.review.app.state import Document, Unknown
from pipeline.review.apply import Reviewed
from pipeline.review.fields import FIELDS, Invalid
from pipeline.review.fields.correcting import BOUNDS
from pipeline.review.model import Decision, Row
from pipeline.review.rows import MENTIONS, READING, REVIEWED

_SCOPES = ("mention", "document", "all")


async def row(request: Request) -> Response:
    """What is shown of a row."""
    document, one = _asked(request)
    return _row(request, card(document, one))


async def edit(request: Request) -> Response:
    """The form that corrects a row."""
    document, one = _asked(request)
    return _form(request, card(document, one), shown(one), dict(request.query_params))


async def new(request: Request) -> Response:
    """The form that adds a mention over the words chosen (`sentence_id`, `start`, `end`)."""
    document, table = site(request).known(request.path_params["doc_id"]), request.path_params["table"]
    asked = Form({name: [value] for name, value in request.query_params.items()})
    return _new(request, document, table, asked)


async def decide(request: Request) -> Response:
    """Keeps what a reviewer decided about a row; the answer shows the row anew, or the next one of the queue."""
    form = await forms.read(request)
    document = site(request).known(request.path_params["doc_id"])
    one = document.find(form.get("table"), form.get("id"))
    before = queue.asked(site(request), form, document.machine.doc_id, one.table, one.row_id)
    try:
        made = judging.judged(document, one, form, reviewer(request))
    except Invalid as error:
        values = {field.name: form.get(field.name) for field in FIELDS[one.table] if field.name in form}
        return _form(request, card(document, one), {**shown(one), **values}, _fields(form), error)
    dissent = _dissent(one, form, made[-1])
    site(request).append(made)
    if form.get("view") == "queue":
        return queue.after(request, before, made, dissent)
    return _answer(request, made, one.row_id, dissent)


async def add(request: Request) -> Response:
    """Keeps a mention that the machine missed."""
    form = await forms.read(request)
    document = site(request).known(request.path_params["doc_id"])
    try:
        made = judging.added(document, form, reviewer(request))
    except Invalid as error:
        return _new(request, document, form.get("table"), form, error)
    site(request).append([made])
    return _answer(request, [made], "", None)


async def undo(request: Request) -> Response:
    """Takes decisions back (`decision`, once or more often); the answer shows the row as it stands without."""
    form = await forms.read(request)
    known = {decision.id: decision for decision in site(request).decided().decisions}
    undone = site(request).decided().undone()
    asked = list(dict.fromkeys(form.all("decision")))
    if not asked or any(name not in known for name in asked):
        raise Unknown("decision")
    last = known[asked[-1]]
    before = queue.asked(site(request), form, last.doc_id, last.table, last.id)
    back = [known[name] for name in asked if name not in undone]
    site(request).append([judging.undo(decision, reviewer(request)) for decision in back])
    if form.get("view") == "queue":
        return queue.returned(request, before, last)
    return _answer(request, [last], last.row_id, None, said="said.undone")


def _dissent(one: Reviewed, form: Form, made: Decision) -> Decision | None:
    """The decision that came between a form and what it decided, where that says something else."""
    held = one.decision
    if held is None or "last" not in form or held.id == form.get("last"):
        return None
    return held if (held.verdict, held.values) != (made.verdict, made.values) else None


def _answer(request: Request, made: list[Decision], row_id: str, dissent: Decision | None, said: str = "") -> Response:
    """The row as it stands now, with a word on what was kept."""
    last = made[-1]
    if not is_fragment(request):
        return RedirectResponse(url(request, "d", last.doc_id, at=last.anchor.sentence_id), 303)
    document = site(request).known(last.doc_id)
    one = document.decided_by(last.id)
    try:
        one = one or document.find(last.table, row_id)
    except Unknown:
        return _telling(render(request, "_gone.html", made=made, said=said or f"said.{last.verdict}"), last)
    return _telling(_row(request, card(document, one, dissent), made=made, said=said or f"said.{last.verdict}"), last)


def _telling(response: Response, last: Decision) -> Response:
    """The page is told which row has changed, so that it can show it so elsewhere."""
    told = {"doc_id": last.doc_id, "table": last.table, "row_id": last.row_id, "scope": last.scope}
    response.headers["hx-trigger"] = json.dumps({"decided": told})
    return response


def _row(request: Request, shown: Card, **context: Any) -> Response:
    defaults: dict[str, Any] = {"made": [], "said": "", "dissent": None}  # the row itself tells of another decision
    return render(request, "_row.html", card=shown, view="row", kept={"view": "row"}, **(defaults | context))


def _form(request: Request, shown: Card, values: Row, kept: Mapping[str, str], error: Invalid | None = None) -> Response:
    text, known = "", nameable(site(request).known(shown.document["doc_id"]), shown.one)
    if shown.table in MENTIONS:
        text = site(request).document(shown.document["doc_id"]).rows.sentences[shown.row["sentence_id"]]["text"]
    response = render(
        request,
        "_edit.html",
        status=422 if error else 200,
        card=shown,
        fields=FIELDS[shown.table],
        values=values,
        span=(kept.get("start", shown.row.get("start", "")), kept.get("end", shown.row.get("end", ""))),
        text=text,
        beside=known.beside() if known else None,
        scopes=_SCOPES if shown.table == "entities" and shown.one.machine else (),
        kept={name: value for name, value in kept.items() if name in queue.KEPT},
        scope=kept.get("scope", "mention"),
        comment=kept.get("comment", ""),
        error=error,
        last=kept.get("last", shown.last),
        seen=kept.get("seen") or json.dumps({name: shown.row.get(name, "") for name in READING[shown.table]}, ensure_ascii=False),
    )
    return _in_place(response, f"#edit-{shown.key}") if error else response


def _new(request: Request, document: Document, table: str, form: Form, error: Invalid | None = None) -> Response:
    sentence = document.machine.sentences.get(form.get("sentence_id"))
    if table not in MENTIONS or sentence is None:
        raise Unknown(table)
    start, end = form.get("start"), form.get("end")
    if not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit() and len(start + end) < 18):
        raise HTTPException(400)
    words = sentence["text"][int(start) : int(end)]
    alike = next((one for one in document.applied.rows.tables[table] if one["text"] == words), {})
    alike = {name: cell for name, cell in alike.items() if name not in BOUNDS}  # they follow of what is typed
    values = {field.name: form.get(field.name) if error else alike.get(field.name, "") for field in FIELDS[table]}
    context = {"doc": document.machine.document, "table": table, "sentence": sentence, "span": (start, end)}
    fields = [field for field in FIELDS[table] if field.name != "text"]
    status = 422 if error else 200
    comment = form.get("comment")
    response = render(request, "_new.html", status=status, fields=fields, values=values, error=error, comment=comment, **context)
    return _in_place(response, "#new") if error else response


def _in_place(response: Response, target: str) -> Response:
    """A form that was refused takes its own place again."""
    response.headers["hx-retarget"], response.headers["hx-reswap"] = target, "outerHTML"
    return response


def _fields(form: Form) -> dict[str, str]:
    return {name: form.get(name) for name in (*queue.KEPT, "start", "end", "scope", "comment", "last", "seen") if name in form}


def _asked(request: Request) -> tuple[Document, Reviewed]:
    """The document and the row in the address. Raises `Unknown`."""
    document, table = site(request).known(request.path_params["doc_id"]), request.path_params["table"]
    if table not in REVIEWED:
        raise Unknown(table)
    return document, document.find(table, request.query_params.get("id", ""))
