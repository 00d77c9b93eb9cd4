"""The page of all documents: how far each is reviewed, what in it wants a look."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.rendering import render, site
from pipeline.review.app.summary import Summary
from pipeline.review.rows import REVIEWED


async def page(request: Request) -> Response:
    """All documents, those that want a look most first, then those with least decided."""
    known = site(request)
    summaries = sorted(known.summaries(), key=_order)
    elsewhere = {one.doc_id for one in known.decided().decisions} - {one.document["doc_id"] for one in summaries}
    return render(
        request,
        "documents.html",
        summaries=summaries,
        tables=REVIEWED,
        totals=_totals(summaries),
        unreadable=known.decided().unreadable,
        elsewhere=sorted(elsewhere),
    )


def _order(summary: Summary) -> tuple[int, float, str]:
    wanted = summary.states["orphaned"] + summary.states["reopened"] + summary.problems["error"] + summary.problems["warning"]
    return -wanted, _share(summary), summary.document["doc_id"]


def _share(summary: Summary) -> float:
    return sum(summary.decided.values()) / max(1, sum(summary.rows.values()))


def _totals(summaries: Sequence[Summary]) -> dict[str, int]:
    return {
        "decided": sum(sum(one.decided.values()) for one in summaries),
        "rows": sum(sum(one.rows.values()) for one in summaries),
    }
