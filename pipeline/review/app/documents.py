"""The page of all documents: how far each is reviewed."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from pipeline.review.app.rendering import render, site


async def page(request: Request) -> Response:
    """All documents, those that want most work first."""
    return render(request, "documents.html", documents=[applied.rows.document for applied in site(request).documents()])
