"""The app answers only those who know the secret, from this machine's own pages, and shows a report's text as text."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.types import ASGIApp

from pipeline.model import Name
from pipeline.review.app.rendering import REVIEWER_COOKIE
from pipeline.review.app.security import MAX_ADDRESS, MAX_BODY
from pipeline.review.app.server import build
from pipeline.review.app.state import Site
from pipeline.review.decisions import Decisions
from tests.review.sites import Page, made
from tests.write.documents import document

TOKEN = "an-address-nobody-guesses"
HOST = "127.0.0.1:8000"
OURS = {"origin": f"http://{HOST}"}
DECIDE = f"/{TOKEN}/d/d/decide"
HOSTILE = "<img src=x onerror=alert(1)>\"'{{ 7*7 }}</script>=1+1"


@pytest.fixture
def app(tmp_path: Path) -> ASGIApp:
    held = document("d", [f"日本{HOSTILE}"], [("日", Name("ORG", HOSTILE, ((f"ORG:{HOSTILE}", HOSTILE),)))])
    return build(Site(made(tmp_path / "outputs", [held]), tmp_path / "reviews", HOSTILE), token=TOKEN, port=8000)


def ask(app: ASGIApp, path: str, method: str = "GET", **given: Any) -> httpx.Response:
    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}") as client:
            return await client.request(method, path, **given)

    return asyncio.run(asked())


@pytest.mark.parametrize(
    "path", ["/", "/queue", "/x/", f"/{TOKEN[:-1]}/", f"/{TOKEN}x/", f"/{TOKEN.upper()}/", f"//{TOKEN}/", "/日本/", "/static/app.css"]
)
def test_without_the_secret_nothing_is_said(app: ASGIApp, path: str) -> None:
    for method in ("GET", "POST", "PUT", "OPTIONS"):
        answer = ask(app, path, method, headers=OURS)
        assert (answer.status_code, answer.content) == (403, b"")


@pytest.mark.parametrize(("host", "status"), [
    (HOST, 200), ("localhost:8000", 200), ("127.0.0.1:8001", 403), ("127.0.0.1", 403), ("evil.example:8000", 403),
    ("127.0.0.1.evil.example:8000", 403), ("[::1]:8000", 403), ("", 403),
])  # fmt: skip
def test_only_this_machine_s_names_are_answered(app: ASGIApp, host: str, status: int) -> None:
    assert ask(app, f"/{TOKEN}/", headers={"host": host}).status_code == status


@pytest.mark.parametrize(("headers", "status"), [
    (OURS, 404),
    ({"origin": "http://localhost:8000"}, 404),
    ({"origin": "null", "sec-fetch-site": "same-origin"}, 404),  # a form of ours, under our referrer policy
    ({"sec-fetch-site": "same-origin"}, 404),
    ({}, 403),
    ({"origin": "null"}, 403),
    ({"origin": "http://evil.example"}, 403),
    ({"origin": f"https://{HOST}"}, 403),
    ({"origin": "http://127.0.0.1:8001"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"sec-fetch-site": "none"}, 403),
    ({**OURS, "sec-fetch-site": "cross-site"}, 403),
])  # fmt: skip
def test_only_our_pages_decide(app: ASGIApp, headers: dict[str, str], status: int) -> None:
    assert ask(app, DECIDE, "POST", headers=headers, data={"table": "entities", "id": "none"}).status_code == status


PAGES = [
    "",
    "queue",
    "queue?state=all",
    "d/d",
    "d/d/notes",
    "d/d/table/entities",
    "search?q=日",
    "bulk?table=entities&method=rule:made",
    "d/none",
]


@pytest.mark.parametrize("path", [*PAGES, "static/app.js", "static/none"])
def test_every_answer_forbids_what_a_page_must_not_do(app: ASGIApp, path: str) -> None:
    answer = ask(app, f"/{TOKEN}/{path}")
    policy = dict(part.strip().partition(" ")[::2] for part in answer.headers["content-security-policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:", "connect-src": "'self'",
        "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
    }  # fmt: skip
    assert (answer.headers["x-content-type-options"], answer.headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_report_s_text_is_text(app: ASGIApp, path: str, language: str) -> None:
    page = Page(ask(app, f"/{TOKEN}/{path}", params={"lang": language} if "?" not in path else None).text)
    assert not page.inline
    assert not page.all("img")
    assert "49" not in page.text
    assert HOSTILE in page.text  # the reviewer's name, at least


def test_what_a_form_says_is_text(app: ASGIApp) -> None:
    entities = f"d:e0|ORG:{HOSTILE}"
    form = {"table": "entities", "id": entities, "verdict": "correct", "entity_id": HOSTILE, "comment": HOSTILE}
    for headers in (OURS, OURS | {"hx-request": "true"}):
        answer = ask(app, DECIDE, "POST", headers=headers, data=form)
        page = Page(answer.text)
        assert (answer.status_code, page.inline, page.all("img")) == (422, [], [])
        assert page.all("input", name="comment")[0]["value"] == HOSTILE


@pytest.mark.parametrize("path", [
    "static/../server.py", "static/..%2fserver.py", "static/%2e%2e%2fserver.py", "static/%2e%2e/%2e%2e/state.py", "static/%00", "static/",
    "static//etc/passwd", "static/app.css/..", "static/..%5cserver.py", "d/..%2f..%2fetc%2fpasswd", "d/%2e%2e", "d/../d", "d/d%00", "d/d%2f..%2fd",
    "d/..%2fd/table/entities", "d/d/table/..%2fdocuments", "d/d/row/..%2fentities?id=1", "d/d/row/entities?id=none", "d/d/row/none?id=1",
    "d/d/edit/entities?id=", "d/d/add/problems?sentence_id=d:s0&start=0&end=1", "d/d/add/entities?sentence_id=none&start=0&end=1", "d/d/section/9",
    "d/d/table/none", "d/none/notes", "none", "d/d/decide/x",
])  # fmt: skip
def test_what_is_not_there_is_not_found(app: ASGIApp, path: str) -> None:
    answer = asyncio.run(_exact(app, f"/{TOKEN}/{path}"))
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


async def _exact(app: ASGIApp, path: str) -> httpx.Response:
    """Asks with the very bytes of a path: a client would tidy them up."""
    raw, _, query = path.partition("?")
    sent: list[Any] = []
    scope = {
        "type": "http", "method": "GET", "path": _unquoted(raw), "raw_path": raw.encode(), "query_string": query.encode(), "scheme": "http",
        "headers": [(b"host", HOST.encode())], "http_version": "1.1", "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 1), "root_path": "",
    }  # fmt: skip

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return httpx.Response(sent[0]["status"], content=b"".join(one.get("body", b"") for one in sent[1:]))


def _unquoted(path: str) -> str:
    from urllib.parse import unquote

    return unquote(path)


@pytest.mark.parametrize("form", [
    {"x": "y"}, {"table": "entities"}, {"table": "none", "id": "x", "verdict": "accept"}, {"table": "entities", "id": "x" * 10_000, "verdict": "accept"},
    {"table": "../x", "id": "../../x"},
])  # fmt: skip
def test_decisions_about_what_is_not_there_are_not_kept(app: ASGIApp, tmp_path: Path, form: dict[str, str]) -> None:
    assert ask(app, DECIDE, "POST", headers=OURS, data=form).status_code == 404
    for path, data in (("/d/none/decide", form), ("/d/d/undo", {"decision": "none"}), ("/d/d/undo", {"x": "y"}), ("/d/d/add", form)):
        assert ask(app, f"/{TOKEN}{path}", "POST", headers=OURS, data=data).status_code == 404
    assert not (tmp_path / "reviews").exists()


@pytest.mark.parametrize(("size", "status"), [(MAX_BODY, 404), (MAX_BODY + 1, 413), (10 << 20, 413)])
@pytest.mark.parametrize("told", [True, False])
def test_large_requests_are_refused(app: ASGIApp, size: int, status: int, told: bool) -> None:
    start = b"table=entities&id=none&comment="

    async def parts() -> AsyncIterator[bytes]:
        yield start
        for at in range(len(start), size, 1 << 16):
            yield b"x" * min(1 << 16, size - at)

    body: Any = start + b"x" * (size - len(start)) if told else parts()
    headers = OURS | {"content-type": "application/x-www-form-urlencoded"}
    assert ask(app, DECIDE, "POST", headers=headers, content=body).status_code == status


@pytest.mark.parametrize(("path", "status"), [
    ("queue?label=" + "x" * 4_000, 200), ("search?q=" + "x" * 4_000, 200), ("queue?at=" + "%2F" * 2_000, 200),
    ("queue?label=" + "x" * MAX_ADDRESS, 414), ("search?q=" + "x" * 60_000, 414), ("x" * MAX_ADDRESS, 414),
])  # fmt: skip
def test_long_addresses_do_no_harm(app: ASGIApp, path: str, status: int) -> None:
    assert ask(app, f"/{TOKEN}/{path}").status_code == status


@pytest.mark.parametrize(("media", "body", "status"), [
    ("application/json", b"{}", 415), ("multipart/form-data; boundary=x", b"--x--", 415), ("", b"table=entities", 415),
    ("application/x-www-form-urlencoded", b"table=%ff", 400), ("application/x-www-form-urlencoded", "table=日".encode(), 400),
    ("application/x-www-form-urlencoded", b"a=1&" * 30_000, 400),
])  # fmt: skip
def test_what_is_no_form_is_refused(app: ASGIApp, media: str, body: bytes, status: int) -> None:
    answer = ask(app, DECIDE, "POST", headers=OURS | {"content-type": media}, content=body)
    assert (answer.status_code, "Traceback" in answer.text) == (status, False)


@pytest.mark.parametrize(
    ("path", "method"), [("", "DELETE"), ("queue", "POST"), ("d/d/decide", "GET"), ("d/d/undo", "GET"), ("reviewer", "GET")]
)
def test_other_methods_are_refused(app: ASGIApp, path: str, method: str) -> None:
    assert ask(app, f"/{TOKEN}/{path}", method, headers=OURS).status_code == 405


@pytest.mark.parametrize("name", ["x" * 81, "a\nb", "a\x00b", "\u202ex"])
def test_names_that_could_deceive_are_refused(app: ASGIApp, name: str) -> None:
    assert ask(app, f"/{TOKEN}/reviewer", "POST", headers=OURS, data={"reviewer": name}).status_code == 422


@pytest.mark.parametrize("name", ["x" * 81, "a%0Ab", "%00", "%E2%80%AEx", "%FF"])
def test_names_that_another_page_has_set_are_not_taken(app: ASGIApp, tmp_path: Path, name: str) -> None:
    form = {"table": "documents", "id": "d", "verdict": "accept"}
    assert ask(app, DECIDE, "POST", headers=OURS | {"cookie": f"{REVIEWER_COOKIE}={name}"}, data=form).status_code == 303
    (decision,) = Decisions(tmp_path / "reviews").read().decisions
    assert decision.reviewer == (HOSTILE if name != "%FF" else "\ufffd")


def test_a_fault_shows_no_traceback(app: ASGIApp, tmp_path: Path) -> None:
    (tmp_path / "outputs" / "parts" / "d").rename(tmp_path / "elsewhere")
    answer = ask(app, f"/{TOKEN}/")
    assert answer.status_code == 503
    assert "Traceback" not in answer.text


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The command's own server: its address and its process."""
    output = made(tmp_path / "outputs", [document("d")])
    command = [sys.executable, "-m", "pipeline", "review", str(output), "--no-browser", "--reviewer", "検査"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8") as process:
        assert process.stdout
        found = re.search(r"http://127\.0\.0\.1:(\d+)/([\w-]{32})/", process.stdout.readline())
        assert found
        yield found[0], process
        process.kill()


def test_the_server_itself(served: tuple[str, subprocess.Popen[str]]) -> None:
    url, process = served
    port = int(url.split(":")[2].split("/")[0])
    assert httpx.get(url).status_code == 200
    assert httpx.get(f"http://127.0.0.1:{port}/").status_code == 403
    headers = {"origin": f"http://127.0.0.1:{port}"}
    large = b"comment=" + b"x" * (10 << 20)
    assert httpx.post(f"{url}d/d/decide", headers=headers, content=large).status_code == 413
    assert httpx.post(f"{url}d/d/decide", headers=headers, content=iter([large[:100], large])).status_code == 413
    assert httpx.post(f"{url}d/d/decide", headers=headers, data={"table": "documents", "id": "d", "verdict": "accept"}).status_code == 303
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port))
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "1 decisions saved" in said
    assert "nids-pipeline run" in said
