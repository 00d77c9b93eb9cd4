"""What went wrong with a request → a page that says so, without a traceback."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from pipeline.model import PipelineError
from pipeline.review.app.rendering import is_fragment, render
from pipeline.review.app.state import Unknown


async def _unknown(request: Request, error: Exception) -> Response:
    return _shown(request, 404)


async def _refused(request: Request, error: Exception) -> Response:
    return _shown(request, error.status_code if isinstance(error, HTTPException) else 500)


async def _told(request: Request, error: Exception) -> Response:
    return _shown(request, 503, str(error))


async def _fault(request: Request, error: Exception) -> Response:
    return _shown(request, 500)


def _shown(request: Request, status: int, told: str = "") -> Response:
    """A page, or a fragment that goes where the page tells what was kept: what was asked for stays as it is."""
    if not is_fragment(request):
        return render(request, "error.html", status=status, number=status, told=told)
    response = render(request, "_error.html", status=status, number=status, told=told)
    response.headers["hx-retarget"], response.headers["hx-reswap"] = "#message", "innerHTML"
    return response


HANDLERS: Mapping[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
    Unknown: _unknown,
    PipelineError: _told,
    HTTPException: _refused,
    Exception: _fault,
}
