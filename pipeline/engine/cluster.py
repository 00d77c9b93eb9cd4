"""Tasks → Outcomes on a Dask cluster (extra `cluster`): many machines, the same rows.

Each thread of each Dask worker has a worker process of ours (`hands`), with its limits of time and memory: a document that takes its
process with it costs no Dask worker. A Dask worker that is lost has its documents done elsewhere. Rows go from where they are
made to the output folder, which every machine must reach under the same name: a URL or a shared folder; so must the inputs.
"""

from __future__ import annotations

import asyncio
import logging
import queue
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pipeline.engine.local import cores
from pipeline.engine.program import fingerprint
from pipeline.engine.task import Outcome, Report, Task
from pipeline.engine.work import record
from pipeline.engine.worker import WORK
from pipeline.model import PipelineError
from pipeline.storage import is_remote

if TYPE_CHECKING:
    from distributed import Client, Future

    from pipeline.engine.hands import Job

_WAIT = 30.0
_LOOPBACK = "127.0.0.1:0"  # Dask listens in any case
# A cluster on this machine is nobody's but ours: no sampling of its threads, no pages to look at.
_ALONE = {"distributed.worker.profile.enabled": False, "distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}


class Dask:
    """An engine of `pipeline.engine.run`: `scheduler` is an address (tcp://…), "" for a cluster of `workers` on this machine.

    A scheduler and its first worker have `wait` seconds to answer. On a cluster with an address parses are kept only where the
    settings name a `cache_dir`, which each machine then has for itself: SQLite files cannot be shared over a network.
    """

    name = "dask"

    def __init__(self, scheduler: str = "", *, workers: int = 0, wait: float = _WAIT, work: str = WORK) -> None:
        self._scheduler = scheduler
        self._workers = workers
        self._wait = wait
        self._work = work

    def __call__(self, tasks: Sequence[Task], report: Report) -> Generator[Outcome]:
        """The outcomes as they come; tasks begin in the order given. When the caller stops taking, all work on them is ended.

        Raises `PipelineError` where no scheduler answers or it is lost, and where a worker has another version of the program
        or does not see a folder.
        """
        with self._client(len(tasks)) as client:
            yield from _outcomes(client, [self._job(task) for task in tasks], report)

    def _job(self, task: Task) -> Job:
        """A task that means the same in every working folder."""
        from pipeline.engine.hands import Job

        item, output, cache = task.item, task.output, task.cache
        if not is_remote(item.path):
            item = replace(item, path=item.path.absolute())
        if not is_remote(output):
            output = output.absolute()
        if self._scheduler and not task.settings.cache_dir:
            cache = None
        task = replace(task, item=item, output=output, cache=cache)
        return Job("", task, self._work, fingerprint(), not is_remote(item.path) and item.path.exists())

    @contextmanager
    def _client(self, tasks: int) -> Iterator[Client]:
        try:
            import dask
            from distributed import Client, LocalCluster
        except ImportError as error:
            raise PipelineError("the dask engine needs more packages: pip install 'nids-pipeline[cluster]'") from error
        if self._scheduler:
            with self._connected(Client) as client:
                yield client
            return
        # Threads of this process are enough: each has a process of ours that does the work.
        with (
            TemporaryDirectory(prefix="nids-") as folder,
            dask.config.set(_ALONE | {"temporary-directory": folder}),
            LocalCluster(
                n_workers=1,
                threads_per_worker=min(self._workers or cores(), tasks),
                processes=False,
                memory_limit=0,
                silence_logs=logging.CRITICAL,  # what goes wrong is an outcome or an error of ours
                scheduler_kwargs={"dashboard": False, "dashboard_address": _LOOPBACK},
                worker_dashboard_address=_LOOPBACK,
            ) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            yield client

    @contextmanager
    def _connected(self, connect: type[Client]) -> Iterator[Client]:
        try:
            with ThreadPoolExecutor(1) as thread:  # the caller's own may have an event loop already
                thread.submit(asyncio.run, _reach(self._scheduler, self._wait)).result()
            client = connect(self._scheduler, timeout=self._wait, set_as_default=False)
        except (OSError, ValueError, RuntimeError, TypeError) as error:
            raise PipelineError(f"{self._scheduler}: no scheduler answers ({error or 'timed out'}); is it running there?") from error
        with client:
            try:
                client.wait_for_workers(1, timeout=self._wait)
            except TimeoutError as error:
                raise PipelineError(
                    f"{self._scheduler}: the scheduler has no workers; start one with `dask worker {self._scheduler}`"
                ) from error
            yield client


async def _reach(address: str, seconds: float) -> None:
    """Raises where nobody answers. A client that fails to connect closes itself once it is garbage, in any thread, and may block there."""
    from distributed import Security
    from distributed.comm.core import connect

    comm = await connect(address, timeout=seconds, **Security().get_connection_args("client"))
    comm.abort()


def _outcomes(client: Client, jobs: Sequence[Job], report: Report) -> Iterator[Outcome]:
    from distributed import Future

    from pipeline.engine import hands

    run = f"{hands.NAME}-{uuid4().hex}"
    heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
    with _told(client):
        client.register_plugin(hands.Hands())
    client.subscribe_topic(hands.NAME, lambda event: heard.put(event[1]))
    # One group of keys, in order: the scheduler then keeps to itself what no worker is free for, and begins with the first.
    keys = [(run, f"{number:09}") for number in range(len(jobs))]
    futures = client.map(hands.do, [replace(job, run=run) for job in jobs], key=keys, pure=False)
    waiting = {job.task.item.doc_id: (future, job.task) for future, job in zip(futures, jobs, strict=True)}
    names = {future.key: doc_id for doc_id, (future, _) in waiting.items()}
    for future in futures:
        future.add_done_callback(heard.put)
    del futures, future
    try:
        while waiting:
            message = heard.get()
            if isinstance(message, Future):
                outcome = _outcome(message, waiting.pop(names[message.key])[1])
                report(outcome.doc_id, "done", 1.0)
                yield outcome
            elif message[0] == run and message[1] in waiting:
                report(*message[1:])
    finally:
        with suppress(OSError, RuntimeError, CancelledError):  # a scheduler that is gone has nothing to call off
            client.cancel([future for future, _ in waiting.values()])
            client.unsubscribe_topic(hands.NAME)


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
    """What a job gave; a document whose workers died one after the other has failed."""
    from distributed import KilledWorker

    with _told(future.client):
        try:
            return future.result()
        except KilledWorker:
            return record(task, "every worker of the cluster that worked on it died")


@contextmanager
def _told(client: Client) -> Iterator[None]:
    """What a cluster cannot do, in words."""
    try:
        yield
    except PipelineError:
        raise
    except (CancelledError, OSError) as error:
        address = client.scheduler.address if client.scheduler else "the scheduler"
        raise PipelineError(f"{address}: the scheduler is lost; what is done is kept, run again to go on") from error
    except Exception as error:
        raise PipelineError(
            f"a worker of the cluster cannot work ({type(error).__name__}: {error}); is this program installed there?"
        ) from error
