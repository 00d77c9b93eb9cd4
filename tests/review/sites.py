"""Output folders made of documents by hand, the app over them, and what a browser would read of its pages."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from pipeline.engine import ledger as ledgers
from pipeline.engine.inputs import Input
from pipeline.engine.task import Outcome, Task
from pipeline.model import Document
from pipeline.review.app.server import build
from pipeline.review.app.state import Site
from pipeline.settings import Settings
from pipeline.write.parts import write_part

PORT = 8000
TOKEN = "t"
_VOID = frozenset(("meta", "link", "input", "br", "img", "hr"))


def made(output: Path, documents: Sequence[Document]) -> Path:
    """An output folder with these documents, as a run leaves it but for its tables; one that is there gets them in addition."""
    output.mkdir(parents=True, exist_ok=True)
    with ledgers.opened(output) as ledger:
        run = ledger.begin("made", len(documents), len(documents))
        for one in documents:
            task = Task(Input(one.doc_id, one.name, Path(one.name)), "0" * 64, "", Settings(), output)
            ledger.wait([task], "made")
            write_part(task.part, one)
            ledger.finish(Outcome(one.doc_id, one.name, task.key, one.status), run)
        ledger.end(run, "done")
    return output


class Browser:
    """What asks an app for pages by its secret address; paths are below that."""

    def __init__(self, app: ASGIApp, lang: str) -> None:
        self._app = app
        self._headers = {"accept-language": lang, "origin": f"http://127.0.0.1:{PORT}"}

    def get(self, path: str, params: Mapping[str, str] | None = None) -> httpx.Response:
        """A page."""
        return asyncio.run(self._asked("GET", path, params=params))

    def post(self, path: str, data: Mapping[str, str | list[str]], headers: Mapping[str, str] | None = None) -> httpx.Response:
        """What a form is answered."""
        return asyncio.run(self._asked("POST", path, data=data, headers=headers))

    async def _asked(self, method: str, path: str, **given: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url=f"http://127.0.0.1:{PORT}", headers=self._headers) as client:
            return await client.request(method, f"/{TOKEN}{path}", **given)


def client(output: Path, reviews: Path, *, lang: str = "ja") -> Browser:
    """A browser at the app over an output folder and a folder of reviews."""
    return Browser(build(Site(output, reviews, "山田"), token=TOKEN, port=PORT), lang)


class Page(HTMLParser):
    """What is in a page: the text of each sentence without what only decorates it, tags, attributes, marked words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.sentences: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.marked: list[str] = []
        self._open: list[tuple[str, str, bool]] = []  # tag, sentence, whether what is in it counts
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps a tag, and whose text what follows is."""
        held = {name: value or "" for name, value in attrs}
        self.tags.append((tag, held))
        if tag in _VOID:
            return
        _, sentence, counts = self._open[-1] if self._open else ("", "", True)
        sentence = held.get("data-sentence", sentence)
        if "data-sentence" in held:
            self.sentences[sentence] = ""
        self._open.append((tag, sentence, counts and "data-skip" not in held))

    def handle_endtag(self, tag: str) -> None:
        """Closes a tag."""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Keeps text."""
        self.text += data
        if self._open and self._open[-1][0] == "mark":
            self.marked.append(data)
        _, sentence, counts = self._open[-1] if self._open else ("", "", True)
        if sentence and counts:
            self.sentences[sentence] += data

    def all(self, tag: str = "", **attributes: str) -> list[dict[str, str]]:
        """The attributes of the tags that have these; `_` stands for `-` in their names, and a class is one of several."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [held for name, held in self.tags if tag in ("", name) and all(_has(held, *one) for one in wanted.items())]

    @property
    def inline(self) -> list[str]:
        """What a strict policy would stop: scripts and styles in the page, handlers, addresses that are scripts."""
        found = [tag for tag, held in self.tags if tag == "style" or (tag == "script" and not held.get("src", "").startswith("/"))]
        for tag, held in self.tags:
            found += [f"{tag} {name}" for name in held if name == "style" or name.startswith(("on", "hx-on"))]
            found += [f"{tag} {value}" for value in held.values() if value.strip().lower().startswith("javascript:")]
        return found


def _has(held: dict[str, str], name: str, value: str) -> bool:
    return value in held.get(name, "").split() if name == "class" else held.get(name) == value
