"""An output folder → the app that shows it, and the server on 127.0.0.1 that a browser talks to."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from pipeline.model import PipelineError
from pipeline.review.app import bulk, deciding, documents, naming, notes, panel, queue, reading, search, tables
from pipeline.review.app.errors import HANDLERS
from pipeline.review.app.security import Guard
from pipeline.review.app.state import Site

ADDRESS = "127.0.0.1"
_PATIENCE = 3  # seconds that answers under way get when the server ends
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".txt": "text/plain"}
_ROUTES = (
    Route("/", documents.page),
    Route("/d/{doc_id}", reading.page),
    Route("/d/{doc_id}/section/{number:int}", reading.section),
    Route("/d/{doc_id}/panel", panel.fragment),
    Route("/d/{doc_id}/note", notes.note),
    Route("/d/{doc_id}/notes", notes.page),
    Route("/d/{doc_id}/table/{table}", tables.page),
    Route("/d/{doc_id}/row/{table}", deciding.row),
    Route("/d/{doc_id}/edit/{table}", deciding.edit),
    Route("/d/{doc_id}/add/{table}", deciding.new),
    Route("/d/{doc_id}/decide", deciding.decide, methods=["POST"]),
    Route("/d/{doc_id}/add", deciding.add, methods=["POST"]),
    Route("/d/{doc_id}/undo", deciding.undo, methods=["POST"]),
    Route("/reviewer", naming.choose, methods=["POST"]),
    Route("/bulk", bulk.page, methods=["GET", "POST"]),
    Route("/queue", queue.page),
    Route("/search", search.page),
)


def build(site: Site, *, token: str, port: int) -> ASGIApp:
    """The app as one ASGI callable: everything lies below `/<token>/`, and nothing is answered to other names of this machine."""
    app = Starlette(routes=[*_ROUTES, Route("/static/{name}", _static)], exception_handlers=HANDLERS)
    app.state.site = site
    app.state.token = token
    app.state.static = {file.name: file.read_bytes() for file in files("pipeline.review.app").joinpath("static").iterdir()}
    return Guard(app, token=token, hosts=frozenset((f"{ADDRESS}:{port}", f"localhost:{port}")))


async def _static(request: Request) -> Response:
    """A file of the package, one of those that were there at the start."""
    name = request.path_params["name"]
    data = request.app.state.static.get(name)
    if data is None:
        return Response(status_code=404)
    return Response(data, media_type=_MEDIA[name[name.rindex(".") :]])


class Serving:
    """The app on a port of this machine, from when it is made until `run` returns; a browser's address is `url`."""

    def __init__(self, site: Site, port: int = 0) -> None:
        try:
            self._socket = socket.create_server((ADDRESS, port))
        except OSError as error:
            raise PipelineError(f"port {port}: cannot be used ({error.strerror}); give another one, or none") from error
        self.port = int(self._socket.getsockname()[1])
        token = secrets.token_urlsafe(24)
        self.url = f"http://{ADDRESS}:{self.port}/{token}/"
        self._app = build(site, token=token, port=self.port)

    def run(self) -> None:
        """Answers until Ctrl-C."""
        import uvicorn

        config = uvicorn.Config(
            self._app,
            log_level="warning",
            access_log=False,  # addresses hold the secret
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_PATIENCE,
        )
        with suppress(KeyboardInterrupt):  # told to the server first, which has ended then
            uvicorn.Server(config).run(sockets=[self._socket])
