"""The name under which a reviewer decides."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from pipeline.review.app import forms
from pipeline.review.app.rendering import REVIEWER_COOKIE, is_name, url


async def choose(request: Request) -> Response:
    """Keeps the name given until the app ends; an empty one is that with which the app was started. Raises `HTTPException` (422)."""
    name = (await forms.read(request)).get("reviewer").strip()
    if not is_name(name):
        raise HTTPException(422)
    response = RedirectResponse(url(request), 303)
    path = f"/{request.app.state.token}/"
    if name:
        response.set_cookie(REVIEWER_COOKIE, quote(name, safe=""), path=path, httponly=True, samesite="strict")
    else:
        response.delete_cookie(REVIEWER_COOKIE, path=path)
    return response
