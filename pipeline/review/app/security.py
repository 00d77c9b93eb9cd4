"""What may reach the app: requests that know the secret, come from this machine's pages, and are small."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 1 << 20  # bytes of a request
MAX_ADDRESS = 1 << 13  # bytes of path and query
_DRAINED = 1 << 26  # bytes of a body too large that are read and forgotten, so that the browser hears the answer
_HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Lets a request through to the app, or answers it with a number and nothing else.

    The app sees the path without the secret. `hosts` are what a browser may call this server (`127.0.0.1:8000`): any other name
    is one that a page from elsewhere has bound to this machine.
    """

    def __init__(self, app: ASGIApp, *, token: str, hosts: frozenset[str]) -> None:
        self._app, self._token, self._hosts = app, token.encode(), hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; what is neither HTTP nor the server's own start and end is not answered."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        path = self._path(scope, headers)
        if path is None:
            await Response(status_code=403)(scope, receive, _hardened(send))
            return
        if len(scope.get("raw_path", b"")) + len(scope["query_string"]) > MAX_ADDRESS:
            await Response(status_code=414)(scope, receive, _hardened(send))
            return
        body = await _body(headers, receive)
        if body is None:
            await Response(status_code=413)(scope, receive, _hardened(send))
            return
        below = {**scope, "path": path, "raw_path": path.encode("utf-8", "surrogatepass")}
        await self._app(below, _replayed(body, receive), _hardened(send))

    def _path(self, scope: Scope, headers: Headers) -> str | None:
        """The path below the secret, None for a request that has no business here."""
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return None
        secret, _, rest = scope["path"].removeprefix("/").partition("/")
        if not hmac.compare_digest(secret.encode("utf-8", "surrogatepass"), self._token):
            return None
        if scope["method"] not in ("GET", "HEAD") and not self._is_ours(headers):
            return None
        return f"/{rest}"

    def _is_ours(self, headers: Headers) -> bool:
        """Whether one of our pages sent it. A form's Origin is `null` under our referrer policy; the browser then says where it is from."""
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if site is not None and site != "same-origin":
            return False
        if origin is None or origin == "null":
            return site == "same-origin"
        return origin in {f"http://{host}" for host in self._hosts}


async def _body(headers: Headers, receive: Receive) -> bytes | None:
    """The whole body, None where it is too large; it is then read on, and forgotten."""
    body, length, more = b"", 0, True
    while more and length <= _DRAINED:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk, more = message.get("body", b""), message.get("more_body", False)
        length += len(chunk)
        body = body + chunk if length <= MAX_BODY else b""
    return body if length <= MAX_BODY else None


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


def _hardened(send: Send) -> Send:
    """Puts the headers that keep a browser from running or telling anything of a page."""

    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await send(message)

    return hardened
