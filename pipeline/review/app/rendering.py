"""A request and a template's context → the page or fragment, in the reviewer's language.

Every template knows `t(key, **values)`, `name(group, value)`, `lang`, `url(*segments, **query)`, `reviewer`, `here` (the path
below the secret prefix) and `languages` (this page in each). Everything put into a template is escaped; a name that is missing is an error.
"""

from __future__ import annotations

import unicodedata
from typing import Any
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from pipeline.review.app import words
from pipeline.review.app.state import Site

LANGUAGE_COOKIE = "nids-review-language"
REVIEWER_COOKIE = "nids-review-reviewer"
_LONGEST_NAME = 80  # characters
_YEAR = 365 * 24 * 3600  # seconds

_TEMPLATES = Environment(
    loader=PackageLoader("pipeline.review.app"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> Response:
    """A template as an answer: a page, or a fragment where its name begins with an underscore."""
    spoken = words.of(language(request))
    shown = {
        "t": spoken,
        "name": spoken.name,
        "lang": spoken.language,
        "url": lambda *segments, **query: url(request, *segments, **query),
        "reviewer": reviewer(request),
        "here": request.url.path,
        "languages": _languages(request),
    }
    response = HTMLResponse(_TEMPLATES.get_template(template).render(shown | context), status)
    if request.query_params.get("lang") in words.LANGUAGES:
        response.set_cookie(LANGUAGE_COOKIE, spoken.language, max_age=_YEAR, httponly=True, samesite="strict")
    return response


def _languages(request: Request) -> dict[str, str]:
    """This page in each language."""
    asked = {name: value for name, value in request.query_params.items() if name != "lang"}
    here = f"/{request.app.state.token}{request.url.path}" if request.method == "GET" else url(request)
    return {one: f"{here}?{urlencode({**asked, 'lang': one})}" for one in words.LANGUAGES}


def site(request: Request) -> Site:
    """What the app knows."""
    known: Site = request.app.state.site
    return known


def is_fragment(request: Request) -> bool:
    """Whether the page asks for a part of itself, not the browser for a page (or a page once more, to go back to it)."""
    return "hx-request" in request.headers and "hx-history-restore-request" not in request.headers


def url(request: Request, *segments: object, **query: object) -> str:
    """An address of the app: `url("d", doc_id, "row", table, id=row_id)`. Values of the query that are empty are left out."""
    path = "/".join(quote(str(segment), safe="") for segment in segments)
    asked = urlencode({key: value for key, value in query.items() if value not in ("", None)}, doseq=True)
    return f"/{request.app.state.token}/{path}" + (f"?{asked}" if asked else "")


def language(request: Request) -> str:
    """The language asked for in the address, chosen before, or set in the browser, in this order."""
    for chosen in (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if chosen in words.LANGUAGES:
            return str(chosen)
    return words.preferred(request.headers.get("accept-language", ""))


def reviewer(request: Request) -> str:
    """Who decides: the name chosen in the app, or the one the app was started with."""
    chosen = unquote(request.cookies.get(REVIEWER_COOKIE, ""))
    return chosen if chosen and is_name(chosen) else site(request).reviewer  # another program's page on this machine can set cookies too


def is_name(name: str) -> bool:
    """Whether a reviewer's name reads as what it is: on one line, without characters that are not seen."""
    return len(name) <= _LONGEST_NAME and not any(unicodedata.category(char).startswith("C") for char in name)
