"""Tasks → Outcomes on this machine, in worker processes. The rows do not depend on how many."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Generator, Sequence
from functools import partial

import psutil

from pipeline.engine.task import Outcome, Report, Task
from pipeline.engine.worker import WORK, Stopped, Worker

_Results = queue.SimpleQueue[Outcome | tuple[str, str, float] | BaseException]  # what became of a task, a stage of one, or a fault
_WORKER = 1_500_000_000  # bytes: what a worker with the model takes, and a margin


class Processes:
    """An engine of `pipeline.engine.run`: worker processes, which may be started before their tasks are known.

    `workers` 0 takes as many as there are cores and memory for. `work` names (`module:function`) what a worker does with a task.
    """

    name = "local"

    def __init__(self, *, workers: int = 0, work: str = WORK) -> None:
        self._workers = workers
        self._work = work
        self._ready: list[Worker] = []

    def start(self, tasks: int) -> None:
        """Starts the processes that so many tasks will have: they get ready while the tasks are made. `close` ends them if none comes."""
        self._ready += [Worker(self._work) for _ in range(self._number(tasks) - len(self._ready))]
        for hand in self._ready:
            hand.start()

    def __call__(self, tasks: Sequence[Task], report: Report) -> Generator[Outcome]:
        """The outcomes as they come. Tasks begin in the order given; when the caller stops taking, all workers are ended."""
        hands = self._ready[: len(tasks)]
        del self._ready[: len(tasks)]
        self.close()
        hands += [Worker(self._work) for _ in range(self._number(len(tasks)) - len(hands))]
        yield from _outcomes(tasks, report, hands)

    def close(self) -> None:
        """Ends the processes that were started and have no task."""
        while self._ready:
            self._ready.pop().stop()

    def _number(self, tasks: int) -> int:
        return min(self._workers or cores(), tasks) if tasks else 0


def _outcomes(tasks: Sequence[Task], report: Report, hands: Sequence[Worker]) -> Generator[Outcome]:
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in tasks:
        waiting.put(task)
    results: _Results = queue.SimpleQueue()
    threads = [threading.Thread(target=_serve, args=(hand, waiting, results), daemon=True) for hand in hands]
    try:
        for thread in threads:
            thread.start()
        done = 0
        while done < len(tasks):
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            if isinstance(result, tuple):
                report(*result)
                continue
            done += 1
            report(result.doc_id, "done", 1.0)
            yield result
    finally:
        for hand in hands:
            hand.stop()
        for thread in threads:
            thread.join()


def _serve(hand: Worker, waiting: queue.SimpleQueue[Task], results: _Results) -> None:
    """One worker's tasks, one after the other, until none is left."""
    try:
        while True:
            try:
                task = waiting.get_nowait()
            except queue.Empty:
                break
            results.put(hand.do(task, partial(_tell, results, task.item.doc_id)))
    except Stopped:
        pass
    except BaseException as error:  # told to the thread that waits for results
        results.put(error)
    finally:
        hand.stop()


def _tell(results: _Results, doc_id: str, stage: str, share: float) -> None:
    results.put((doc_id, stage, share))


def cores() -> int:
    """How many workers suit this machine: one for each core this process may use, as far as the free memory goes."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(allowed, int(psutil.virtual_memory().available) // _WORKER))
