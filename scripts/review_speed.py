"""How long a reviewer waits: `python -m scripts.review_speed OUTPUTS [--document ID]` measures the app's own server in a fresh process.

Prints the first view of a document, the same once more, a section as it is scrolled to, a decision with the card that follows,
each in milliseconds on the server's side of the connection, and the server's memory. Decisions go to a folder that is thrown away.
"""

from __future__ import annotations

import argparse
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path

import httpx
import psutil

_SECTION = re.compile(r'hx-get="([^"]*/section/\d+)"')
_FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
_ACTION = re.compile(r'<form class="actions" method="post" action="([^"]+)"')


@contextmanager
def served(outputs: Path, reviews: Path) -> Iterator[tuple[httpx.Client, psutil.Process, float]]:
    """A client whose addresses begin with the secret, the server's process, and the seconds until it told its address."""
    command = [sys.executable, "-m", "pipeline", "review", str(outputs), "--reviews", str(reviews), "--no-browser", "--reviewer", "bench"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().split()[-1]
        ready = time.perf_counter() - begun
        origin = url[: url.index("/", len("http://"))]
        try:
            with httpx.Client(base_url=url, headers={"origin": origin, "hx-request": "true"}, timeout=60) as client:
                yield client, psutil.Process(process.pid), ready
        finally:
            process.kill()


def timed(ask: Callable[[], httpx.Response]) -> tuple[float, httpx.Response]:
    """Milliseconds until an answer is there, and the answer."""
    begun = time.perf_counter()
    answer = ask()
    answer.raise_for_status()
    return (time.perf_counter() - begun) * 1000, answer


def reading(client: httpx.Client, doc_id: str) -> None:
    """The reading view of a document."""
    page = {"hx-request": ""}
    first, answer = timed(lambda: client.get(f"d/{doc_id}", headers=page))
    again, _ = timed(lambda: client.get(f"d/{doc_id}", headers=page))
    print(f"first view of {doc_id}: {first:.0f} ms, once more {again:.0f} ms, {len(answer.content):,} bytes")
    sections = list(dict.fromkeys(_SECTION.findall(answer.text)))
    times = [timed(partial(client.get, client.base_url.join(path)))[0] for path in sections]
    if times:
        print(f"sections as they are scrolled to: {len(times)}, median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")


def queue(client: httpx.Client, process: psutil.Process, decisions: int) -> None:
    """Accepting row after row, as by key; the time that the server computed tells what a machine with other work has added."""
    first, answer = timed(lambda: client.get("queue"))
    times = []
    before = sum(process.cpu_times()[:2])
    for _ in range(decisions):
        action = _ACTION.search(answer.text)
        if action is None:
            break
        fields = dict(_FIELD.findall(answer.text[action.end() :].partition("</form>")[0]))
        fields = {name: unescape(value) for name, value in fields.items()} | {"verdict": "accept"}
        took, answer = timed(partial(client.post, client.base_url.join(action[1]), data=fields))
        times.append(took)
    if times:
        computed = (sum(process.cpu_times()[:2]) - before) * 1000 / len(times)
        told = f"median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms, {computed:.0f} ms of computing each"
        print(f"queue: first card {first:.0f} ms; decision to next card, {len(times)} times: {told}")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m scripts.review_speed", description=__doc__)
    parser.add_argument("outputs", type=Path)
    parser.add_argument("--document", default="", help="the one to open (default: the first that is listed)")
    parser.add_argument("--decisions", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as reviews, served(asked.outputs, Path(reviews)) as (client, process, ready):
        print(f"address told after {ready:.1f} s")
        doc_id = asked.document or re.findall(r'/d/([^/"?]+)', client.get("", headers={"hx-request": ""}).text)[0]
        reading(client, doc_id)
        queue(client, process, asked.decisions)
        print(f"memory: {process.memory_info().rss / 2**20:.0f} MB")


if __name__ == "__main__":
    main()
