"""A command → what the whole of it took, start-up and all processes it started: time, processor time, memory.

Processor time is what the system counted for the process and all that it waited for. Memory is looked at ten times a second.
Of each process it is the most it ever held (VmHWM), where the system tells that; the whole is the most that all held at one
moment, pages they share counted for each.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import psutil

_LOOK = 0.1  # seconds between two looks
# A user's program chooses its threads itself, and finds its modules compiled.
_NOT_INHERITED = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of wall time and of processor time; bytes at most in the whole and in its largest process."""

    wall: float
    processor: float
    whole: int
    largest: int


class Failed(Exception):
    """The command ended with an error; says what it printed last."""


def spend(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Spent:
    """Runs a command in `folder` and measures it, threads left to its own choice unless `environment` sets them. Raises `Failed`."""
    inherited = {name: value for name, value in os.environ.items() if name not in _NOT_INHERITED}
    with TemporaryFile() as printed:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=inherited | dict(environment or {}), stdout=printed, stderr=printed)
        memory = _Memory(process.pid)
        memory.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        memory.ended.set()
        memory.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            printed.seek(0)
            last = printed.read().decode("utf-8", "replace").strip()[-2000:]
            raise Failed(f"{' '.join(command)} ended with {process.returncode}: {last}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, memory.whole, max(memory.most.values(), default=0))


class _Memory(threading.Thread):
    """Looks at a process and all below it until it has `ended`."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.ended = threading.Event()
        self.whole = 0
        self.most: dict[int, int] = {}

    def run(self) -> None:
        """Looks and sleeps, in turn."""
        while not self.ended.is_set():
            held = 0
            for process in _tree(self._pid):
                now, most = _held(process)
                held += now
                self.most[process.pid] = max(most, self.most.get(process.pid, 0))
            self.whole = max(self.whole, held)
            self.ended.wait(_LOOK)


def _tree(pid: int) -> list[psutil.Process]:
    try:
        first = psutil.Process(pid)
        return [first, *first.children(recursive=True)]
    except psutil.Error:
        return []


def _held(process: psutil.Process) -> tuple[int, int]:
    """Bytes resident now, and the most ever; 0 for a process that is gone."""
    try:
        now = int(process.memory_info().rss)
        if sys.platform != "linux":
            return now, now
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8", errors="replace")
    except (psutil.Error, OSError):
        return 0, 0
    most = next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM:")), now)
    return now, max(now, most)
