"""A job → its Outcome, in a Dask worker: each thread of it has a worker process of ours at hand.

Needs the extra `cluster`, on the scheduler's machine too: a scheduler unpacks what it is given.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from distributed import Reschedule, get_worker
from distributed import Worker as DaskWorker
from distributed.diagnostics.plugin import WorkerPlugin

from pipeline.engine.ledger import NAME as LEDGER
from pipeline.engine.program import fingerprint
from pipeline.engine.task import Outcome, Task
from pipeline.engine.worker import Stopped, Told, Worker
from pipeline.model import PipelineError
from pipeline.storage import is_remote

NAME = "nids-pipeline"  # of the plugin, of the topic of what it tells, and what the keys of its jobs begin with
_IDLE = 60.0  # seconds after which a process that has nothing to do is ended
_TELLS = 1.0  # seconds between two words on how far a stage is


@dataclass(frozen=True, slots=True)
class Job:
    """A task of one run. `present`: whether the machine that gives it sees the input, so that every other one has to.

    `work` names what is to be done (`worker.WORK`), `program` is the fingerprint of the program that wants it done.
    """

    run: str
    task: Task
    work: str
    program: str
    present: bool


def do(job: Job) -> Outcome:
    """Does a job in a thread of a Dask worker. Raises `PipelineError` where this machine cannot."""
    dask = get_worker()
    check(job, dask.address)
    hands = cast(Hands, dask.plugins[NAME])
    return hands.do(_current(dask), job, _Voice(dask, job))


class Hands(WorkerPlugin):
    """The worker processes of one Dask worker. One whose job is called off, because the run has ended or died, is ended with it."""

    name = NAME
    idempotent = True  # one for all runs, as long as the Dask worker lives

    def setup(self, worker: DaskWorker) -> None:
        """Begins with none."""
        self._lock = threading.Lock()
        self._busy: dict[object, Worker] = {}
        self._free: dict[Worker, tuple[str, threading.Timer]] = {}
        self._called_off: set[object] = set()
        self._closed = False

    def teardown(self, worker: DaskWorker) -> None:
        """Ends them all: the Dask worker closes."""
        with self._lock:
            self._closed = True
            hands = [*self._busy.values(), *self._free]
            self._free.clear()
        for hand in hands:
            hand.stop()

    def transition(self, key: Any, start: str, finish: str, **kwargs: Any) -> None:
        """Dask gives up a job that runs, but cannot end it: its thread would go on writing for a run that is over."""
        if start not in ("executing", "long-running") or finish != "released":
            return
        if not isinstance(key, tuple) or not str(key[0]).startswith(NAME):  # somebody else's
            return
        with self._lock:
            self._called_off.add(key)
            hand = self._busy.get(key)
        if hand:
            hand.stop()

    def do(self, key: object, job: Job, told: Told) -> Outcome:
        """Has a process do it. Where it is called off, the scheduler, if it still wants it, has it done elsewhere."""
        hand = self._take(job.work)
        with self._lock:
            self._busy[key] = hand
            off = key in self._called_off or self._closed
        try:
            if off:
                raise Stopped
            outcome = hand.do(job.task, told)
        except Stopped:
            raise Reschedule from None
        except BaseException:
            hand.stop()
            raise
        finally:
            with self._lock:
                del self._busy[key]
                self._called_off.discard(key)
        self._put_back(hand, job.work)
        return outcome

    def _take(self, work: str) -> Worker:
        with self._lock:
            for hand, (does, timer) in self._free.items():
                if does == work:
                    timer.cancel()
                    del self._free[hand]
                    return hand
        return Worker(work)

    def _put_back(self, hand: Worker, work: str) -> None:
        timer = threading.Timer(_IDLE, self._retire, [hand])
        timer.daemon = True
        with self._lock:
            if not self._closed:
                self._free[hand] = (work, timer)
                timer.start()
                return
        hand.stop()

    def _retire(self, hand: Worker) -> None:
        with self._lock:
            if self._free.pop(hand, None) is None:  # taken in the meantime
                return
        hand.stop()


class _Voice:
    """Tells the run which stage a document is in, and now and then how far."""

    def __init__(self, dask: DaskWorker, job: Job) -> None:
        self._say = partial(dask.log_event, NAME)
        self._who = (job.run, job.task.item.doc_id)
        self._stage = ""
        self._said = 0.0

    def __call__(self, stage: str, share: float) -> None:
        now = time.monotonic()
        if stage != self._stage or now - self._said > _TELLS:
            self._stage, self._said = stage, now
            self._say([*self._who, stage, share])


def check(job: Job, address: str) -> None:
    """Raises `PipelineError` where the Dask worker at `address` runs another program, or does not see what the job needs."""
    if fingerprint() != job.program:
        raise PipelineError(
            f"the worker {address} of the cluster has another version of this program or of its libraries; "
            "install the same everywhere and start the workers anew"
        )
    task = job.task
    unseen = [
        *([task.output] if not is_remote(task.output) and not (task.output / LEDGER).exists() else ()),
        *([task.item.path] if job.present and not is_remote(task.item.path) and not task.item.path.exists() else ()),
    ]
    if unseen:
        raise PipelineError(
            f"{unseen[0]}: the worker {address} of the cluster does not see this; use a folder that all machines share, or URLs"
        )


def _current(dask: DaskWorker) -> object:
    """The key of the job this thread does."""
    key: object = dask.get_current_task()
    return key
