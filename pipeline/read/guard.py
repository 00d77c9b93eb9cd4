"""Bytes of a formatted file → Source, read in a process of its own within a limit of time and of memory.

A file that hangs its reader, crashes it (the PDF and XML libraries are C) or unfolds to more than the memory there is, costs
itself and nothing else: it ends in a `PipelineError` that says which. Plain text needs none of this.

Where the system cannot limit a process's memory (Windows, macOS) only the time is limited.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict

from pipeline.model import PipelineError, Source
from pipeline.read import wire
from pipeline.settings import Settings

# The process finds modules where this one does, so that both run the same version of the program.
_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1])['path']; from pipeline.read.child import main; main()"
_WANT_OF_MEMORY = frozenset(("SIGABRT", "SIGILL", "SIGKILL", "SIGTRAP"))  # how C libraries and systems end a process that gets none
_LONGEST_REASON = 500


class ReaderFault(RuntimeError):
    """A fault of the program in a reader; the text holds the traceback of the process it ran in."""


def run(module: str, data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
    """What `read` of the reader in `module` (`pipeline.read.pdf` …) makes of a file's bytes.

    Raises `PipelineError` with the reader's reason, or when reading took longer than `read_seconds`, more memory than
    `read_memory`, or ended the process; `ReaderFault` for a fault of ours.
    """
    facts = {"doc_id": doc_id, "name": name, "sha256": sha256}
    request = {"path": [os.path.abspath(entry) for entry in sys.path], "module": module, "settings": asdict(settings), **facts}
    answer = wire.unpack(_ask(json.dumps(request), data, settings))
    if "source" in answer:
        return wire.source(answer["source"], **facts)
    if "memory" in answer:
        raise PipelineError(f"reading took more memory than read_memory = {settings.read_memory // 1_000_000:,} MB allows")
    if "reason" in answer:
        raise PipelineError(" ".join(answer["reason"].split())[:_LONGEST_REASON])
    raise ReaderFault(answer["fault"])


def _ask(request: str, data: bytes, settings: Settings) -> bytes:
    """The child's answer. Whatever happens, interruption included, no process is left behind."""
    command = [sys.executable, "-I", "-c", _START, request]
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=settings.longest_reading if hasattr(signal, "alarm") else settings.read_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PipelineError(f"reading took longer than read_seconds = {settings.read_seconds} allows") from None
    except OSError as error:
        raise PipelineError(f"the reader could not be started ({error.strerror})") from error
    if done.returncode:
        raise PipelineError(_death(done.returncode, settings))
    return done.stdout


def _death(code: int, settings: Settings) -> str:
    """How a process ended, in words; a negative code is the signal that ended it."""
    if hasattr(signal, "SIGALRM") and code == -signal.SIGALRM:
        return f"reading took longer than read_seconds = {settings.read_seconds} allows"
    if code > 0:
        return f"the reader died (exit code {code})"
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = ""
    memory = f", perhaps for want of memory: read_memory is {settings.read_memory // 1_000_000:,} MB" if name in _WANT_OF_MEMORY else ""
    return f"the reader died (signal {-code}){memory}"
