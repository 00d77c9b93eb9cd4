"""Other tools of the same kind, each in a process of its own, in the virtual environment that `make bench` sets up for them.

Their requirements never meet ours. A tool that is not installed there is None, and its row says so.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv" / "bench" / "bin" / "python"
_WORKER = Path(__file__).with_name("peer.py")


class Peer:
    """A tool at work: `load` gives it texts, each call reads them all once and returns the seconds that took."""

    def __init__(self, process: subprocess.Popen[str], version: str) -> None:
        self.version = version
        self._process = process

    def load(self, texts: Sequence[str]) -> None:
        """The texts that the next rounds read."""
        self._ask({"texts": list(texts)})

    def __call__(self) -> float:
        """Seconds to read the texts once."""
        return float(self._ask({"round": True})["seconds"])

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate()

    def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(message) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer


def start(name: str, python: Path = PYTHON) -> Peer | None:
    """The tool called `name` (ja-timex, pynormalizenumexp), or None where it is not installed."""
    if not python.exists():
        return None
    command = [str(python), "-I", "-X", "utf8", str(_WORKER), name]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    first = process.stdout.readline()
    if not first:
        process.communicate()
        return None
    return Peer(process, json.loads(first)["version"])
