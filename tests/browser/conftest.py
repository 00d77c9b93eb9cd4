"""The review app as a reviewer has it: the command's own server, and the distribution's Chromium driven by Playwright."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

_URL = re.compile(r"http://127\.0\.0\.1:\d+/\S+")
_WAIT = 30  # seconds for the server to end
_REFUSED = "status of 422"  # the browser logs every answer that is an error; this one is how a form says what is wrong


@dataclass
class Server:
    """`nids-pipeline review` on an output folder."""

    outputs: Path
    process: subprocess.Popen[str]
    url: str

    @classmethod
    def start(cls, outputs: Path) -> Server:
        """Starts it and waits for its address."""
        command = [sys.executable, "-m", "pipeline", "review", str(outputs), "--no-browser", "--reviewer", "検査"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8")
        assert process.stdout is not None
        for line in process.stdout:
            if found := _URL.search(line):
                return cls(outputs, process, found[0])
        raise AssertionError(f"the server ended with {process.wait()} before it said its address")

    def stop(self, how: signal.Signals = signal.SIGINT) -> str:
        """Ends it as a person does, and gives what it said last."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        said, _ = self.process.communicate(timeout=_WAIT)
        return said


@pytest.fixture
def outputs(sample_outputs: Path, tmp_path: Path) -> Path:
    """A copy of the sample outputs that decisions may be made about."""
    return Path(shutil.copytree(sample_outputs, tmp_path / "outputs"))


@pytest.fixture
def serve(outputs: Path) -> Iterator[Callable[[], Server]]:
    """Starts the app on the outputs, as often as it is asked to."""
    started: list[Server] = []

    def start() -> Server:
        started.append(Server.start(outputs))
        return started[-1]

    yield start
    for server in started:
        server.stop()


@pytest.fixture
def pages(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """New pages in Japanese; an error in a page's console or a request to elsewhere fails the test."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def new(width: int = 1280, height: int = 900, *, language: str = "ja-JP", touch: bool = False) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, locale=language, has_touch=touch)
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda message: (
                wrong.append(f"{message.text} {message.location}") if message.type == "error" and _REFUSED not in message.text else None
            ),
        )
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(("http://127.0.0.1:", "data:")) else wrong.append(request.url))
        return page

    yield new
    for context in contexts:
        context.close()
    assert wrong == []
