"""Task → rows in the task's part and an Outcome. This is what a worker does, whichever engine runs it."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace

from pipeline import parse, storage
from pipeline.engine import inputs
from pipeline.engine.document import Progress, failed, process
from pipeline.engine.task import MARK, Outcome, Task
from pipeline.model import Document, PipelineError
from pipeline.parse.cache import Cache
from pipeline.read.guard import ReaderFault
from pipeline.write.parts import write_part

_BYTES = "sha256:"  # how `inputs.identity` begins where it is made of the file's bytes


def work(task: Task, progress: Progress, *, debug: bool = False) -> Outcome:
    """Processes one document and keeps its rows. A fault of ours gives a failed document; with `debug` it is raised."""
    started = time.perf_counter()
    stages = _Stages(progress)
    remarks: list[str] = []
    try:
        with storage.fetch(task.item.path, max_bytes=task.settings.max_bytes) as file, _parses(task) as cache:
            document = process(replace(task.item, path=file), task.settings, cache, stages)
            remarks = _remarks(task, cache)
            if task.held != _held(task, document):
                document = failed(task.item, "the file was changed while the run was going on; run again")
    except PipelineError as error:  # the file could not be brought here
        document = failed(task.item, str(error))
    except Exception as error:  # a fault of ours in one document must not cost the others
        if debug:
            raise
        document = failed(task.item, f"a fault in the program: {_fault(error)} (run again with --debug to see it)")
    stage = stages.last if document.status == "failed" else ""
    return _kept(task, document, stage, time.perf_counter() - started, remarks=remarks)


def _parses(task: Task) -> AbstractContextManager[Cache | None]:
    """The parses that are kept, where any are."""
    if task.cache is None:
        return nullcontext()
    return Cache(task.cache, fingerprint=parse.fingerprint(task.settings.model), max_bytes=task.settings.cache_bytes)


def _remarks(task: Task, cache: Cache | None) -> list[str]:
    """What makes a run slower than it could be."""
    remarks = []
    if cache and cache.trouble:
        remarks.append(f"parses are not kept: {cache.trouble}")
    if parse.means(task.settings.model) == "spacy":
        remarks.append(f"{task.settings.model} is run by spaCy itself, which is slower: this program does not know its architecture")
    return remarks


def _held(task: Task, document: Document) -> str:
    """What the file held when it was read, as far as that can be told now."""
    if storage.is_remote(task.item.path):
        return inputs.identity(task.item, fresh=True)
    return _BYTES + document.sha256 if document.sha256 and task.held.startswith(_BYTES) else task.held


def record(task: Task, reason: str, *, stage: str = "", seconds: float = 0.0, peak: int = 0) -> Outcome:
    """Keeps the row of a document that took its worker with it, or was taken from it."""
    return _kept(task, failed(task.item, reason), stage, seconds, peak)


def _kept(task: Task, document: Document, stage: str, seconds: float, peak: int = 0, remarks: Sequence[str] = ()) -> Outcome:
    """The part is written first and its mark last, so that a part with a mark is whole."""
    rows = write_part(task.part, document)
    outcome = Outcome(
        doc_id=document.doc_id,
        name=document.name,
        key=task.key,
        status=document.status,
        error=document.error,
        stage=stage,
        rows=rows,
        problems=dict(sorted(Counter(problem.severity for problem in document.problems).items())),
        notes_linked=len(document.links),
        seconds=round(seconds, 3),
        peak=peak,
        remarks=tuple(remarks),
    )
    storage.put(task.part / MARK, outcome.to_json())
    return outcome


class _Stages:
    """Passes progress on and remembers the stage, which a failed document is listed with."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.last = "read"

    def __call__(self, stage: str, share: float, chars: int) -> None:
        self.last = stage
        self._progress(stage, share, chars)


def _fault(error: Exception) -> str:
    """What went wrong and where: in a reader, which runs in a process of its own, the last line it told."""
    if isinstance(error, ReaderFault):
        return str(error).strip().splitlines()[-1]
    return f"{type(error).__name__} in {traceback.extract_tb(error.__traceback__)[-1].name}"
