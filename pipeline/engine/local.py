"""Inputs → Documents on this machine, in this process or in several. The result does not depend on how many."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from queue import Empty
from threading import Event, Thread
from typing import Any

from pipeline.engine.document import failed, process
from pipeline.engine.inputs import Input
from pipeline.model import Document
from pipeline.read.guard import ReaderFault
from pipeline.settings import Settings

Report = Callable[[str, str, float], None]  # doc_id of the input, stage, share of the stage that is done

_stages: Any = None  # in a worker process: the queue its stages are told to


def run(inputs: Sequence[Input], settings: Settings, cache_dir: Path | None, report: Report, *, debug: bool = False) -> list[Document]:
    """All documents, in the order of the inputs. A fault in one gives it a `failed` row; with `debug` it is raised."""
    if settings.workers <= 1 or len(inputs) <= 1:
        return [_guarded(item, settings, cache_dir, partial(report, item.doc_id), debug) for item in inputs]
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        stages = manager.Queue()
        with _listening(stages, report):
            return _spread(inputs, settings, cache_dir, context, stages, debug)


def _spread(inputs: Sequence[Input], settings: Settings, cache_dir: Path | None, context: Any, stages: Any, debug: bool) -> list[Document]:
    """The inputs over worker processes, the largest first so that none is left alone at the end."""
    done: dict[str, Document] = {}
    waiting = sorted(inputs, key=lambda item: (-_size(item.path), item.doc_id))
    workers = min(settings.workers, len(inputs))
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_begin, initargs=(stages,)) as pool:
        futures: dict[Future[Document], Input] = {pool.submit(_work, item, settings, cache_dir, debug): item for item in waiting}
        for future in as_completed(futures):
            try:
                done[futures[future].doc_id] = future.result()
            except BrokenProcessPool:
                continue
    for item in waiting:
        if item.doc_id not in done:
            done[item.doc_id] = _alone(item, settings, cache_dir, context, stages, debug)
    return [done[item.doc_id] for item in inputs]


def _alone(item: Input, settings: Settings, cache_dir: Path | None, context: Any, stages: Any, debug: bool) -> Document:
    """One input in a process of its own: when a worker has died, this tells the document that kills it from those that were with it."""
    with ProcessPoolExecutor(1, mp_context=context, initializer=_begin, initargs=(stages,)) as pool:
        try:
            return pool.submit(_work, item, settings, cache_dir, debug).result()
        except BrokenProcessPool:
            return failed(item, "the process that worked on it died, perhaps for want of memory")


def _begin(stages: Any) -> None:
    global _stages
    _stages = stages


def _work(item: Input, settings: Settings, cache_dir: Path | None, debug: bool) -> Document:
    return _guarded(item, settings, cache_dir, lambda stage, share: _stages.put((item.doc_id, stage, share)), debug)


def _guarded(item: Input, settings: Settings, cache_dir: Path | None, progress: Callable[[str, float], None], debug: bool) -> Document:
    try:
        document = process(item, settings, cache_dir, progress)
    except Exception as error:  # a fault of ours in one document must not cost the others
        if debug:
            raise
        document = failed(item, f"a fault in the program: {_fault(error)} (run again with --debug to see it)")
    progress("done", 1)
    return document


def _fault(error: Exception) -> str:
    """What went wrong and where: in a reader, which runs in a process of its own, the last line it told."""
    if isinstance(error, ReaderFault):
        return str(error).strip().splitlines()[-1]
    return f"{type(error).__name__} in {traceback.extract_tb(error.__traceback__)[-1].name}"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class _listening:
    """Passes what workers tell to `report` while the block runs."""

    def __init__(self, stages: Any, report: Report) -> None:
        self._stages, self._report, self._over = stages, report, Event()
        self._thread = Thread(target=self._pass_on, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _pass_on(self) -> None:
        for told in self._told():
            self._report(*told)

    def _told(self) -> Iterator[tuple[str, str, float]]:
        while True:
            try:
                yield self._stages.get(timeout=0.1)
            except Empty:
                if self._over.is_set():
                    return
