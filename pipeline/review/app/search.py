"""A view of a document."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.rendering import render


async def page(request: Request) -> Response:
    """The view."""
    return render(request, "queue.html")
