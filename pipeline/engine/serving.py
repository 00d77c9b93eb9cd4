"""Tasks on standard input → Outcomes on standard output: what runs in a worker process, one task at a time.

Both ways carry pickles between two processes of one run. What libraries print goes to standard error, never among the answers.
"""

from __future__ import annotations

import faulthandler
import gc
import importlib
import os
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any, BinaryIO

from pipeline.engine import character_sets, patterns
from pipeline.engine.patterns import Patterns
from pipeline.engine.task import Outcome, Task
from pipeline.model import PipelineError

Work = Callable[[Task, Callable[[str, float, int], None]], Outcome]

_GARBAGE = 10_000  # objects more than there were, before some is looked for; the model, loaded with the first text, is made of many
_TELLS = 0.2  # seconds between two words on how far a stage is
_ORPHANED_AFTER = 3600.0  # seconds without a word from a task: nobody is left to end this process


def main() -> None:
    """Serves until standard input ends; then, whatever is being done, this process and all it started are over."""
    gc.disable()  # what is loaded stays: looking for garbage among it takes a tenth of the start
    character_sets.remember()  # before any rule is loaded
    kept = patterns.remember()
    try:
        _serve(kept)
    finally:
        os._exit(1)  # past the interpreter's own end, which cannot come while a thread listens


def _serve(kept: Patterns | None) -> None:
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this one
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    try:
        work = _named(tasks.get())
    except Exception:
        _tell(answers, ("broken", traceback.format_exc()))
        return
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    gc.enable()
    _tell(answers, ("ready", os.getpid()))
    while True:
        answer = _answer(work, tasks.get(), answers)
        if kept:
            kept.keep()  # now: after the last answer this process is ended at once
        _tell(answers, answer)


def _answer(work: Work, task: Task, answers: BinaryIO) -> tuple[str, object]:
    told, until = "", 0.0

    def progress(stage: str, share: float, chars: int) -> None:
        nonlocal told, until
        now = time.monotonic()
        if stage == told and not chars and now < until:
            return
        told, until = stage, now + _TELLS
        faulthandler.dump_traceback_later(_ORPHANED_AFTER, exit=True)  # fires even where C code never lets go of the interpreter
        _tell(answers, ("stage", (stage, share, chars)))

    try:
        return "done", work(task, progress)
    except PipelineError as error:  # the rows could not be kept: this ends the run, not the document
        return "error", str(error)
    except Exception:
        return "fault", traceback.format_exc()
    finally:
        faulthandler.cancel_dump_traceback_later()


def _named(reference: str) -> Work:
    module, _, name = reference.partition(":")
    work: Work = getattr(importlib.import_module(module), name)
    return work


def _listen(requests: BinaryIO, tasks: queue.SimpleQueue[Any]) -> None:
    """Takes tasks until the process that gives them is gone, however it went."""
    while True:
        try:
            tasks.put(pickle.load(requests))
        except (EOFError, OSError, pickle.UnpicklingError):
            _end()


def _end() -> None:
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)  # with the readers this worker has started; it leads a group of its own
    os._exit(1)


def _tell(answers: BinaryIO, message: tuple[str, object]) -> None:
    pickle.dump(message, answers)
    answers.flush()
