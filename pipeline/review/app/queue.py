"""The queue: one row after the other, the least certain first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.rendering import render


async def page(request: Request) -> Response:
    """The row to decide next."""
    return render(request, "queue.html")
