"""Documents that take their process with them, runs that are stopped or killed, disks that are full: what stays is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Mapping, Sequence
from functools import partial
from pathlib import Path

import psutil
import pytest

from pipeline.engine import ledger
from pipeline.engine.run import run
from pipeline.engine.task import Outcome, Report, Task
from pipeline.model import PipelineError
from pipeline.settings import Settings
from tests.engine import poison
from tests.test_golden import rows

resource = pytest.importorskip("resource")

ROOT = Path(__file__).parents[2]
LONG = 60.0  # seconds after which a process that should be gone is not
SETTINGS = Settings(cache=False, document_seconds=3, document_memory=500_000_000)
POISONED = {
    7: ("raise", "RuntimeError"),
    27: ("hang", "document_seconds = 3"),
    47: ("eat", "document_memory = 500 MB"),
    67: ("segfault", "SIGSEGV"),
    87: ("kill", "was killed"),
}
OTHER_ENDS = {
    0: ("exit", "exit code 1"),
    1: ("leave", "exit code 3"),
    2: ("breed", "document_seconds = 3"),
}


def tables(output: Path) -> dict[str, bytes]:
    """All tables and texts of an output folder; what a killed run was writing aside (`.….new`) is neither."""
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in [*output.glob("*.csv"), *output.glob("text/[!.]*")]}


def offspring() -> set[psutil.Process]:
    return set(psutil.Process().children(recursive=True))


def gone(processes: set[psutil.Process]) -> bool:
    return not psutil.wait_procs(processes, timeout=LONG)[1]


@pytest.fixture(scope="module")
def hundred(tmp_path_factory: pytest.TempPathFactory) -> Path:
    raw = tmp_path_factory.mktemp("hundred") / "raw"
    for number in range(100):
        poison.write(raw, number, POISONED[number][0] if number in POISONED else "nothing")
    return raw


@pytest.fixture(scope="module")
def others() -> set[psutil.Process]:
    """What tests before these have left running for those after them (a tracker of multiprocessing)."""
    return offspring()


@pytest.fixture(scope="module")
def one_worker(hundred: Path, others: set[psutil.Process]) -> Path:
    """The tables that one worker makes."""
    output = hundred.parent / "one"
    run(hundred, output, settings=SETTINGS, engine=poison.engine(1))
    return output


def test_poisoned_documents_cost_nothing_but_themselves(one_worker: Path, others: set[psutil.Process]) -> None:
    made = rows(one_worker / "documents.csv")
    assert len(made) == 100
    failed = {row["doc_id"]: row["error"] for row in made if row["status"] != "ok"}
    assert failed.keys() == {f"r{number:03}" for number in POISONED}
    for number, (_, reason) in POISONED.items():
        assert reason in failed[f"r{number:03}"]
    told = {row["doc_id"]: row["message"] for row in rows(one_worker / "problems.csv") if row["severity"] == "error"}
    assert told.keys() == failed.keys()
    assert not offspring() - others


@pytest.mark.parametrize("workers", [2, 3])
def test_the_number_of_workers_changes_nothing(
    workers: int, hundred: Path, one_worker: Path, others: set[psutil.Process], tmp_path: Path
) -> None:
    run(hundred, tmp_path / "out", settings=SETTINGS, engine=poison.engine(workers))
    assert tables(tmp_path / "out") == tables(one_worker)
    assert not offspring() - others


def test_failures_are_tried_again_when_asked_for_and_heal_with_their_files(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for number in range(6):
        poison.write(raw, number, "raise" if number in (1, 4) else "nothing")
    again = partial(run, raw, out, settings=SETTINGS, engine=poison.engine(1))
    assert {outcome.doc_id for outcome in again().failed} == {"r001", "r004"}
    first = tables(out)
    assert not again().done
    assert again(retry_failed=True).done == ("r001", "r004")
    assert tables(out) == first
    poison.write(raw, 4)
    healed = again()
    assert healed.done == ("r004",)
    assert [outcome.doc_id for outcome in healed.failed] == ["r001"]
    assert [row["status"] for row in rows(out / "documents.csv")] == ["ok", "failed", "ok", "ok", "ok", "ok"]


def test_other_ends_of_a_process(tmp_path: Path) -> None:
    for number, (does, _) in OTHER_ENDS.items():
        poison.write(tmp_path / "raw", number, does)
    bred: set[psutil.Process] = set()

    def report(doc_id: str, stage: str, share: float) -> None:
        while (doc_id, stage) == ("r002", "parse") and not bred:
            bred.update(process for process in offspring() if process.name() == "sleep")

    made = run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=poison.engine(2), report=report)
    reasons = {outcome.doc_id: outcome.error for outcome in made.failed}
    for number, (_, reason) in OTHER_ENDS.items():
        assert reason in reasons[f"r{number:03}"]
    assert bred
    assert gone(bred)


class Command:
    """`nids-pipeline run` with quick work, as a process."""

    def __init__(self, raw: Path, out: Path, *options: str, most: int = 0) -> None:
        command = [sys.executable, "-m", "tests.engine.poison", "run", str(raw), "-o", str(out), "--workers", "2", "--no-cache", *options]
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, most)) if most else None
        self.process = psutil.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", preexec_fn=limit
        )
        self.shown: list[str] = []

    def wait_for(self, documents: int) -> None:
        """Reads what it shows until it has done so many documents."""
        while sum(line.startswith("[") for line in self.shown) < documents and (line := self.process.stderr.readline()):
            self.shown.append(line)

    def end(self) -> tuple[int, str, str]:
        """Its exit code, and all it has printed on standard output and error."""
        output, error = self.process.communicate(timeout=LONG)
        return self.process.returncode, output, "".join(self.shown) + error


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, bytes]]:
    """A folder of reports and the tables they give."""
    folder = tmp_path_factory.mktemp("undisturbed")
    for number in range(20):
        poison.write(folder / "raw", number, "slow")
    run(folder / "raw", folder / "out", settings=SETTINGS, engine=poison.engine(2))
    return folder / "raw", tables(folder / "out")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_stopped_goes_on_later(sent: signal.Signals, undisturbed: tuple[Path, Mapping[str, bytes]], tmp_path: Path) -> None:
    raw, expected = undisturbed
    out = tmp_path / "out"
    command = Command(raw, out)
    command.wait_for(2)
    workers = set(command.process.children(recursive=True))
    assert workers
    command.process.send_signal(sent)
    code, output, error = command.end()
    assert code == 128 + sent
    assert not output
    *_, last = error.splitlines()
    assert last.startswith("stopped: ")
    done = int(last.split()[1])
    assert 2 <= done < 20
    assert f"{done} of 20 documents are done and kept" in last
    assert "Traceback" not in error
    assert gone(workers)
    assert not tables(out)
    with ledger.opened(out) as known:
        assert known.runs()[0]["ended"] == "stopped"
        assert {entry.state for entry in known.entries().values()} == {"done", "waiting"}
    later = run(raw, out, settings=SETTINGS, engine=poison.engine(2))
    assert len(later.done) == 20 - done
    assert tables(out) == expected
    stands_in_order(out)


def test_what_was_written_but_not_yet_told_of_counts_when_a_run_is_stopped(tmp_path: Path) -> None:
    for number in range(4):
        poison.write(tmp_path / "raw", number)
    told: list[tuple[str, str]] = []

    def stopped(tasks: Sequence[Task], report: Report) -> Generator[Outcome]:
        outcomes = poison.engine(1)(tasks[:2], report)  # the other two are in nobody's hands
        yield next(outcomes)
        next(outcomes)  # its part stands; nobody hears of it
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(
            tmp_path / "raw",
            tmp_path / "out",
            settings=SETTINGS,
            engine=stopped,
            report=lambda doc_id, stage, _: told.append((doc_id, stage)),
        )
    with ledger.opened(tmp_path / "out") as known:
        assert {doc_id: entry.state for doc_id, entry in known.entries().items()} == {
            "r000": "done", "r001": "done", "r002": "waiting", "r003": "waiting"
        }  # fmt: skip
        assert known.runs()[0]["done"] == 2
    assert {doc_id for doc_id, stage in told if stage == "done"} == {"r000", "r001"}
    assert run(tmp_path / "raw", tmp_path / "out", settings=SETTINGS, engine=poison.engine(1)).done == ("r002", "r003")


def test_a_run_killed_at_any_moment_loses_nothing_but_what_was_in_hand(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    for number in range(12):
        poison.write(raw, number)
    run(raw, tmp_path / "undisturbed", settings=SETTINGS, engine=poison.engine(2))
    expected = tables(tmp_path / "undisturbed")
    for documents in (1, 4, 8, 11, 12, 12, 12):  # after the last one the tables are written
        command = Command(raw, out, *random.choice([(), ("--force",)]))
        command.wait_for(documents)
        time.sleep(random.random() * 0.1)
        workers = set(command.process.children(recursive=True))
        command.process.kill()
        command.end()
        assert gone(workers)
        assert tables(out).items() <= expected.items()
    run(raw, out, settings=SETTINGS, engine=poison.engine(2))
    assert tables(out) == expected
    stands_in_order(out)


def stands_in_order(out: Path) -> None:
    """Nothing half-done is left in an output folder, and the ledger knows what is there."""
    documents = {row["doc_id"] for row in rows(out / "documents.csv")}
    assert {path.name for path in out.glob("parts/*")} == documents
    assert len(list(out.glob("parts/*/*"))) == len(documents)
    assert (out / "run.json").is_file()
    assert not [path for path in out.rglob("*") if path.suffix in (".new", ".old", ".tmp", ".probe")]
    with ledger.opened(out) as known:
        assert {doc_id: entry.state for doc_id, entry in known.entries().items()} == dict.fromkeys(documents, "done")


MOST = 300_000  # bytes a file may have: as good as a full disk
TOO_LARGE = [("。" * MOST, "text.txt"), ("。\n" * 30_000, "problems.csv")]  # more text in a report, and the file that does not fit


def test_a_full_disk_leaves_the_old_tables(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    file = poison.write(raw, 0)
    run(raw, out, settings=SETTINGS, engine=poison.engine(1))
    old = tables(out)
    for more, first in TOO_LARGE:
        file.write_text(poison.text(0) + more, encoding="utf-8")
        code, output, error = Command(raw, out, most=MOST).end()
        assert code == 1
        assert not output
        assert error.splitlines()[-1].startswith("Error: ")
        assert f"{first}: cannot be written" in error.splitlines()[-1]
        assert "Traceback" not in error
        assert tables(out) == old
    code, _, error = Command(raw, out, most=2_000).end()
    assert code == 1
    assert "ledger.sqlite: cannot be " in error.splitlines()[-1]
    assert tables(out) == old
    run(raw, out, settings=SETTINGS, engine=poison.engine(1))
    assert len(tables(out)["problems.csv"]) > MOST
    stands_in_order(out)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="for root no folder is read-only")
def test_a_folder_that_cannot_be_written_to_stays_as_it_is(tmp_path: Path) -> None:
    raw, out = tmp_path / "raw", tmp_path / "out"
    poison.write(raw, 0)
    run(raw, out, settings=SETTINGS, engine=poison.engine(1))
    old = tables(out)
    poison.write(raw, 1)
    out.chmod(0o500)
    try:
        with pytest.raises(PipelineError, match="cannot be written to"):
            run(raw, out, settings=SETTINGS, engine=poison.engine(1))
        assert tables(out) == old
    finally:
        out.chmod(0o700)
