"""The queue: one row after the other, what wants a decision most first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.review.app.cards import card
from pipeline.review.app.choosing import STATES, Choice, Chosen, chosen
from pipeline.review.app.forms import Form
from pipeline.review.app.rendering import is_fragment, render, reviewer, site, url
from pipeline.review.app.state import Site, Unknown
from pipeline.review.app.summary import OPEN, Item, Summary
from pipeline.review.model import Decision, Row
from pipeline.review.rows import REVIEWED

_NEXT = 24  # items listed beside the card
_PREFIX = "q-"  # of the choice among the fields of a form
KEPT = ("view", *(f"{_PREFIX}{name}" for name in Choice.__slots__))


@dataclass(frozen=True, slots=True)
class Asked:
    """Where in the queue a form was sent from."""

    choice: Choice
    item: Item | None


async def page(request: Request) -> Response:
    """The item asked for (`at`), or the first that fits the choice."""
    choice = Choice.of(request.query_params)
    items = chosen(_items(site(request)), choice)
    asked_for = request.query_params.get("at", "")
    item = items.at(asked_for) or _item(site(request), asked_for)
    return _shown(request, choice, items, item or (items.items[0] if items.items else None), missing=bool(asked_for) and item is None)


def asked(known: Site, form: Form, doc_id: str, table: str, row_id: str) -> Asked:
    """Where a form was sent from, before anything is decided."""
    given = {name: form.get(f"{_PREFIX}{name}") for name in Choice.__slots__}
    return Asked(Choice.of(given), _item(known, f"{doc_id}/{table}/{row_id}"))


def after(request: Request, before: Asked, made: Sequence[Decision], dissent: Decision | None) -> Response:
    """The next item once one is decided."""
    items = chosen(_items(site(request)), before.choice)
    following = items.following(before.item, 1) if before.item else ()
    others = (item for item in items.items if before.item is None or item.name != before.item.name)
    item = following[0] if following else next(others, None)
    return _shown(request, before.choice, items, item, made=made, said=f"said.{made[-1].verdict}", dissent=dissent)


def returned(request: Request, before: Asked, last: Decision) -> Response:
    """The row whose decision was taken back; where it is gone, what comes next."""
    items = chosen(_items(site(request)), before.choice)
    item = _item(site(request), f"{last.doc_id}/{last.table}/{last.row_id}")
    if item is None and items.items:
        following = items.following(before.item, 1) if before.item else ()
        item = following[0] if following else items.items[0]
    return _shown(request, before.choice, items, item, made=[last], said="said.undone")


def _shown(request: Request, choice: Choice, items: Chosen, item: Item | None, **told: Any) -> Response:
    here = url(request, "queue", **choice.query(), at=item.name if item else "")
    if request.method == "POST" and not is_fragment(request):
        return RedirectResponse(here, 303)
    known = site(request)
    summaries, lost = known.summaries(), _lost(known, item)
    response = render(
        request,
        "_queue.html" if is_fragment(request) else "queue.html",
        choice=choice,
        items=items,
        item=item,
        card=_card(known, item),
        lost=lost,
        lost_values=json.loads(lost["values"] or "{}") if lost else {},
        lost_machine=json.loads(lost["machine"] or "{}") if lost else {},
        view="queue",
        kept={"view": "queue", **{f"{_PREFIX}{name}": value for name, value in choice.query().items()}},
        following=items.following(item, _NEXT) if item else (),
        previous=items.before(item) if item else None,
        place=items.place(item) if item else 0,
        bulk=_bulk(summaries, item),
        titles={one.document["doc_id"]: one.document["title"] or one.document["source_file"] for one in summaries},
        tables=REVIEWED,
        states=STATES,
        last=_last(known, reviewer(request)),
        **({"made": (), "said": "", "dissent": None, "missing": False} | told),
    )
    if is_fragment(request):
        response.headers["hx-replace-url"] = here
    return response


def _card(known: Site, item: Item | None) -> Any:
    if item is None or item.state == "orphaned":
        return None
    document = known.known(item.doc_id)
    return card(document, document.find(item.table, item.row_id))


def _lost(known: Site, item: Item | None) -> Row | None:
    """The log's row of a decision whose place is lost."""
    if item is None or item.state != "orphaned":
        return None
    return next(row for row in known.document(item.doc_id).log if row["decision_id"] == item.row_id)


def _items(known: Site) -> list[Item]:
    return [item for summary in known.summaries() for item in summary.items]


def _item(known: Site, name: str) -> Item | None:
    """An item by its name, whatever is chosen."""
    doc_id, _, rest = name.partition("/")
    try:
        summaries = known.summaries(doc_id) if rest else ()
    except Unknown:
        return None
    return next((item for summary in summaries for item in summary.items if item.name == name), None)


def _bulk(summaries: Sequence[Summary], item: Item | None) -> Sequence[tuple[str, Mapping[str, str], int]]:
    """What can be accepted at once together with an item: the kind, what to ask for, and how many rows."""
    if item is None or item.state not in OPEN or not (item.method or item.entity_id):
        return ()
    undecided = [one for summary in summaries for one in summary.items if one.table == item.table and one.state == "undecided"]
    found = []
    for kind, column, value in (("entity", "entity_id", item.entity_id), ("method", "method", item.method)):
        same = [one for one in undecided if value and getattr(one, column) == value]
        here = sum(one.doc_id == item.doc_id for one in same)
        asked_for = {"table": item.table, column: value}
        if here > 1:
            found.append((f"bulk.{kind}-here", {"doc": item.doc_id, **asked_for}, here))
        if len(same) > max(here, 1):
            found.append((f"bulk.{kind}-all", asked_for, len(same)))
    return found


def _last(known: Site, name: str) -> Decision | None:
    """The reviewer's latest decision that is not taken back."""
    decided = known.decided()
    undone = decided.undone()
    made = (one for one in reversed(decided.decisions) if one.reviewer == name and one.verdict != "undo" and one.id not in undone)
    return next(made, None)
