"""Runs on a Dask cluster of real processes on this machine: the same bytes as without one, whatever happens to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from pipeline.engine import cluster, hands, inputs, ledger
from pipeline.engine.cluster import Dask
from pipeline.engine.hands import Job
from pipeline.engine.inputs import Input
from pipeline.engine.program import fingerprint
from pipeline.engine.run import run
from pipeline.engine.task import Task
from pipeline.model import PipelineError
from pipeline.settings import Settings
from tests.engine import poison
from tests.test_golden import rows

distributed = pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
LONG = 60.0  # seconds after which something that should happen has not
SETTINGS = Settings(cache=False)
QUIET = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0", "--no-dashboard")


class Processes:
    """A scheduler and its workers, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._started: list[psutil.Popen] = []
        self.staying: psutil.Popen
        self._file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", *QUIET, "--port", "0", "--scheduler-file", str(self._file))
        self.address = ""

    def __enter__(self) -> Processes:
        try:
            until(lambda: self._file.exists() and self._file.read_text(encoding="utf-8").endswith("}"))
        except BaseException:
            self.__exit__()
            raise
        self.address = str(json.loads(self._file.read_text(encoding="utf-8"))["address"])
        return self

    def worker(self) -> psutil.Popen:
        started = self._start("worker", self.address, *QUIET, "--nthreads", "1", "--no-nanny", "--memory-limit", "0")
        with distributed.Client(self.address, set_as_default=False) as client:
            until(lambda: started.pid in client.run(os.getpid).values())
        return started

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._started):
            with suppress(psutil.NoSuchProcess):
                process.kill()
            process.wait()

    def _start(self, what: str, *options: str) -> psutil.Popen:
        with (self._folder / f"{what}{len(self._started)}.log").open("wb") as log:
            environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(self._folder)}
            command = [sys.executable, "-m", "dask", what, *options]
            process = psutil.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        self._started.append(process)
        return process


def until(true: Callable[[], object]) -> None:
    """Waits for something to become true."""
    end = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module")
def processes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Processes]:
    with Processes(tmp_path_factory.mktemp("dask")) as started:
        started.staying = started.worker()
        yield started


def tables(output: Path) -> dict[str, bytes]:
    """All tables and texts of an output folder."""
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in [*output.glob("*.csv"), *output.glob("text/*")]}


def test_a_worker_that_is_killed_has_its_documents_done_elsewhere(
    processes: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        poison.write(tmp_path / "raw", number, "slow")
    lost = processes.worker()
    hands_of_lost: list[psutil.Process] = []
    heard = []

    def report(doc_id: str, stage: str, share: float) -> None:
        heard.append((doc_id, stage))
        if stage == "done" and not hands_of_lost:
            hands_of_lost.extend(lost.children())
            lost.kill()

    monkeypatch.chdir(tmp_path)  # of a folder that is not the workers' own
    made = run("raw", "dask", settings=SETTINGS, engine=Dask(processes.address, work=poison.RULES), report=report)
    assert hands_of_lost
    assert not made.failed
    assert [stage for doc_id, stage in heard if doc_id == "r000"][-1] == "done"
    assert {stage for _, stage in heard} >= {"read", "structure", "parse", "done"}
    run("raw", "local", settings=SETTINGS, engine=poison.engine(1, poison.RULES))
    assert tables(tmp_path / "dask") == tables(tmp_path / "local")
    assert len(rows(tmp_path / "dask" / "dates.csv")) >= 12
    psutil.wait_procs(hands_of_lost, timeout=LONG)
    assert not any(process.is_running() for process in hands_of_lost)


def test_a_document_that_kills_its_process_costs_no_worker(processes: Processes, tmp_path: Path) -> None:
    for number, does in enumerate(("nothing", "segfault", "raise", "nothing")):
        poison.write(tmp_path / "raw", number, does)
    made = run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(processes.address, work=poison.QUICK))
    reasons = {outcome.doc_id: outcome.error for outcome in made.failed}
    assert reasons.keys() == {"r001", "r002"}
    assert "SIGSEGV" in reasons["r001"]
    assert "RuntimeError" in reasons["r002"]
    assert processes.staying.is_running()


def test_what_is_interrupted_ends_on_the_workers(processes: Processes, tmp_path: Path) -> None:
    poison.write(tmp_path / "raw", 0, "breed")

    def stop(doc_id: str, stage: str, share: float) -> None:
        if stage == "parse":
            until(partial(bred, processes))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(processes.address, work=poison.QUICK), report=stop)
    until(lambda: not bred(processes))


CLIENT = """
import sys
from pipeline.engine.cluster import Dask
from pipeline.engine.hands import Job
from pipeline.engine.inputs import Input
from pipeline.engine.program import fingerprint
from pipeline.engine.run import run
from pipeline.engine.task import Task
run(sys.argv[2], sys.argv[3], engine=Dask(sys.argv[1], work="tests.engine.poison:quick"))
"""


def test_what_a_killed_run_has_begun_ends_on_the_workers(processes: Processes, tmp_path: Path) -> None:
    poison.write(tmp_path / "raw", 0, "breed")
    arguments = (processes.address, tmp_path / "raw", tmp_path / "out")
    with subprocess.Popen([sys.executable, "-c", CLIENT, *arguments], cwd=ROOT) as client:
        until(lambda: bred(processes) or client.poll() is not None)
        assert client.poll() is None
        client.kill()
    until(lambda: not bred(processes))
    poison.write(tmp_path / "raw", 0)
    assert not run(tmp_path / "raw", tmp_path / "out", engine=Dask(processes.address, work=poison.QUICK)).failed


def bred(processes: Processes) -> bool:
    """Whether a process that a document has started is there."""
    return any(process.name() == "sleep" for process in processes.staying.children(recursive=True))


def test_a_worker_of_another_version_is_told(processes: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poison.write(tmp_path / "raw", 0)
    monkeypatch.setattr(cluster, "fingerprint", lambda: "another")
    with pytest.raises(PipelineError, match="another version"):
        run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(processes.address, work=poison.QUICK))
    assert not list(tmp_path.glob("out/*.csv"))


def test_a_scheduler_that_is_lost(tmp_path: Path) -> None:
    poison.write(tmp_path / "raw", 0, "hang")
    with Processes(tmp_path) as started:
        with pytest.raises(PipelineError, match="no workers"):
            run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(started.address, wait=0.1, work=poison.QUICK))
        started.worker()

        def lose(doc_id: str, stage: str, share: float) -> None:
            started.scheduler.kill()

        with pytest.raises(PipelineError, match="is lost"):
            run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(started.address, wait=5, work=poison.QUICK), report=lose)


ADDRESSES = ["tcp://127.0.0.1:1", "127.0.0.1:1", "tpc://127.0.0.1:1", "tls://127.0.0.1:1", "no such host"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_scheduler_at_the_address(address: str, tmp_path: Path) -> None:
    poison.write(tmp_path / "raw", 0)
    with pytest.raises(PipelineError, match="no scheduler answers"):
        run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(address, wait=0.1))


@pytest.mark.parametrize("hidden", ["item", "output"])
def test_a_machine_that_does_not_see_a_file_is_told(hidden: str, tmp_path: Path) -> None:
    item = Input("r", "r.txt", poison.write(tmp_path, 0))
    (tmp_path / ledger.NAME).touch()
    task = Task(item, "key", inputs.identity(item), SETTINGS, tmp_path)
    job = Job("run", task, poison.QUICK, fingerprint(), present=True)
    hands.check(job, "tcp://there")
    elsewhere = tmp_path / "elsewhere"
    task = replace(task, item=replace(item, path=elsewhere)) if hidden == "item" else replace(task, output=elsewhere)
    with pytest.raises(PipelineError, match=r"elsewhere: the worker tcp://there .* does not see this"):
        hands.check(replace(job, task=task), "tcp://there")


def test_an_input_that_is_missing_everywhere_is_no_fault_of_a_worker(processes: Processes, tmp_path: Path) -> None:
    made = run([tmp_path / "none.txt"], tmp_path / "out", settings=SETTINGS, engine=Dask(processes.address, work=poison.QUICK))
    assert [outcome.status for outcome in made.documents] == ["failed"]
    assert "no such file" in made.documents[0].error


SCRIPT = """
import sys
from pipeline.engine.cluster import Dask
from pipeline.engine.hands import Job
from pipeline.engine.inputs import Input
from pipeline.engine.program import fingerprint
from pipeline.engine.run import run
from pipeline.engine.task import Task
print(run("raw", "out", engine=Dask(workers=2, work="tests.engine.poison:quick")).rows["documents"])
"""


def test_a_cluster_on_this_machine_from_a_plain_script(tmp_path: Path) -> None:
    for number in range(3):
        poison.write(tmp_path / "raw", number)
    (tmp_path / "temporary").mkdir()
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    environment = os.environ | {"TMPDIR": str(tmp_path / "temporary"), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=LONG)
    assert (done.stdout, done.stderr, done.returncode) == ("3\n", "", 0)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "raw", "script.py", "temporary"]
    assert not list((tmp_path / "temporary").iterdir())
    run(tmp_path / "raw", tmp_path / "local", settings=SETTINGS, engine=poison.engine(1))
    assert tables(tmp_path / "out") == tables(tmp_path / "local")


def test_a_cluster_on_this_machine_is_stopped_without_a_word(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    poison.write(tmp_path / "raw", 0, "hang")

    def stop(doc_id: str, stage: str, share: float) -> None:
        if stage == "parse":
            raise KeyboardInterrupt

    before = set(psutil.Process().children())
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=Dask(workers=1, work=poison.QUICK), report=stop)
    assert set(psutil.Process().children()) <= before
    assert capfd.readouterr() == ("", "")


def test_a_document_whose_workers_all_died_has_failed(tmp_path: Path) -> None:
    item = Input("r", "r.txt", poison.write(tmp_path, 0))
    task = Task(item, "key", inputs.identity(item), SETTINGS, tmp_path)

    def result() -> None:
        raise distributed.KilledWorker("key", SimpleNamespace(address="tcp://there"), 3)

    outcome = cluster._outcome(SimpleNamespace(client=None, result=result), task)
    assert outcome.status == "failed"
    assert "worker of the cluster" in outcome.error
    assert task.part.is_dir()
