"""Task → Outcome in a process of its own, within limits of time and memory. Whatever a document does there, its Outcome says so."""

from __future__ import annotations

import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from math import ceil
from typing import Any

import psutil

from pipeline.engine.task import Outcome, Task
from pipeline.model import PipelineError

WORK = "pipeline.engine.work:work"
CHARS = 100_000  # `document_seconds` is granted for every so many characters begun

# The process finds modules where this one does, so that both run the same version of the program.
_START = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); from pipeline.engine.serving import main; main()"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")  # a worker is one thread: cores are shared out by process
_LOOK = 0.1  # seconds between two looks at the clock and the memory

Told = Callable[[str, float], None]


class Stopped(Exception):
    """The worker was ended from outside while it had a task."""


class Worker:
    """One worker process, started with its first task and again after it was lost.

    One task at a time; `stop` may be called by any thread.
    """

    def __init__(self, work: str = WORK) -> None:
        self._work = work
        self._process: subprocess.Popen[bytes] | None = None
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._stopped = threading.Event()

    def __enter__(self) -> Worker:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Starts the process, so that it gets ready while the caller does something else. Done by `do` where it was not."""
        if self._process is not None or self._stopped.is_set():
            return
        one = dict.fromkeys(_THREADS, "1")
        self._inbox = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | one | {"MALLOC_ARENA_MAX": "2"},
            start_new_session=True,  # a group of its own, so that it goes with all it has started
        )
        threading.Thread(target=_receive, args=(self._process, self._inbox), daemon=True).start()
        self._send([os.path.abspath(entry) for entry in sys.path])
        self._send(self._work)

    def do(self, task: Task, told: Told | None = None) -> Outcome:
        """The outcome of a task; `told` hears of each stage.

        A document that takes too long, too much memory or its process with it has the status `failed` and a part that says
        why. Raises `PipelineError` where workers cannot be started or rows cannot be kept, `Stopped` where `stop` was called.
        """
        self.start()
        self._send(task)
        watch = _Watch(task, self._process)
        while True:
            try:
                message = self._inbox.get(timeout=_LOOK)
            except queue.Empty:
                message = ("quiet", None)
            if self._stopped.is_set():
                raise Stopped
            if message is None:
                return self._lost(task, watch, self._death())
            kind, told_of = message
            if kind == "done":
                self._renew(task)
                return watch.noted(told_of)
            if kind == "stage":
                watch.stage(*told_of)
                if told:
                    told(told_of[0], told_of[1])
            elif kind in ("error", "fault", "broken"):
                self._end()
                raise PipelineError(told_of if kind == "error" else f"a worker cannot work: {told_of}")
            if reason := watch.over():
                self._end()
                return self._lost(task, watch, reason)

    def stop(self) -> None:
        """Ends the process at once, with all it has started."""
        self._stopped.set()
        self._end()

    def _lost(self, task: Task, watch: _Watch, reason: str) -> Outcome:
        from pipeline.engine.work import record  # with all rules: needed where something went wrong

        self._end()
        return record(task, reason, stage=watch.last, seconds=watch.seconds, peak=watch.peak)

    def _renew(self, task: Task) -> None:
        """A process that has grown is replaced before the next document pays for what this one left behind."""
        if self._process and _memory(self._process.pid) > task.settings.document_memory // 2:
            self._end()

    def _death(self) -> str:
        """How the process ended, in words; a negative code is the signal that ended it."""
        code = self._process.wait() if self._process else 0
        if code == -signal.SIGKILL:
            return "the process that worked on it was killed, perhaps by the system for want of memory"
        with suppress(ValueError):
            return f"the process that worked on it died ({signal.Signals(-code).name})"
        return f"the process that worked on it died (exit code {code})"

    def _send(self, message: object) -> None:
        """A process that is gone cannot be written to; its end is told by the inbox."""
        process = self._process
        if process is None or process.stdin is None:  # another thread has just ended it
            raise Stopped
        with suppress(OSError, ValueError):
            pickle.dump(message, process.stdin)
            process.stdin.flush()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


class _Watch:
    """The clock and the memory of one task."""

    def __init__(self, task: Task, process: subprocess.Popen[bytes] | None) -> None:
        settings = task.settings
        self._settings = settings
        self._pid = process.pid if process else 0
        self._started = time.monotonic()
        self._until = self._started + settings.longest_reading + settings.document_seconds
        self._looked = 0.0
        self.peak = 0
        self.last = "read"

    @property
    def seconds(self) -> float:
        """Since the task was given."""
        return time.monotonic() - self._started

    def stage(self, stage: str, share: float, chars: int) -> None:
        """Once the length of the text is known the time for it is set."""
        self.last = stage
        if chars:
            self._until = time.monotonic() + self._settings.document_seconds * max(1, ceil(chars / CHARS))

    def over(self) -> str:
        """Which limit the task has gone over; "" for none."""
        now = time.monotonic()
        if now - self._looked < _LOOK:
            return ""
        self._looked = now
        self.peak = max(self.peak, _memory(self._pid))
        if self.peak > self._settings.document_memory:
            return f"it took more memory than document_memory = {self._settings.document_memory // 1_000_000:,} MB allows"
        if now > self._until:
            return f"it took longer than document_seconds = {self._settings.document_seconds} for every {CHARS:,} characters allows"
        return ""

    def noted(self, outcome: Outcome) -> Outcome:
        """The outcome with the most memory seen."""
        return replace(outcome, peak=max(self.peak, _memory(self._pid)))


def _memory(pid: int) -> int:
    """Resident memory of a process in bytes; 0 where it is gone."""
    try:
        return int(psutil.Process(pid).memory_info().rss)
    except psutil.Error:
        return 0


def _receive(process: subprocess.Popen[bytes], inbox: queue.SimpleQueue[Any]) -> None:
    """Passes on what a worker tells; None when it is gone."""
    assert process.stdout is not None
    while True:
        try:
            inbox.put(pickle.load(process.stdout))
        except (EOFError, OSError, ValueError, pickle.UnpicklingError):
            inbox.put(None)
            return
