"""Reading in a process of its own: what comes back, what each misbehaviour ends in, and that nothing is left behind."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from pipeline.model import Hint, Metadata, PipelineError, Problem, Source
from pipeline.read import guard, wire
from pipeline.settings import Settings
from tests.read import misbehaving

MODULE = misbehaving.__name__
FACTS = {"doc_id": "d", "name": "名\udc80前.pdf", "sha256": "0" * 64}
MEMORY_IS_LIMITED = sys.platform.startswith("linux")

# what the file makes its reader do → the reason of the row
REASONS = [
    (b"hang", "reading took longer than read_seconds = 1 allows"),
    (b"spin", "reading took longer than read_seconds = 1 allows"),
    (b"crash", f"the reader died (signal {int(signal.SIGSEGV)})"),
    (b"abort", f"the reader died (signal {int(signal.SIGABRT)}), perhaps for want of memory: read_memory is 1,000 MB"),
    (b"leave", "the reader died (exit code 3)"),
    (b"refuse", "locked with a password"),
]


def read(data: bytes, **changed: int) -> Source:
    return guard.run(MODULE, data, settings=Settings(**changed), **FACTS)


@pytest.mark.parametrize("data", [b"plain", b"noise " + "の\u2028\x01".encode(), b"x" * 3_000_000])
def test_the_source_is_the_one_the_reader_gave(data: bytes) -> None:
    assert read(data) == misbehaving.read(data, settings=Settings(), **FACTS)


@pytest.mark.parametrize(("data", "reason"), REASONS)
def test_what_a_file_does_to_its_reader_ends_in_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(PipelineError) as raised:
        read(data, read_seconds=20 if data not in (b"hang", b"spin") else 1)
    assert str(raised.value) == reason


@pytest.mark.skipif(not hasattr(signal, "alarm"), reason="this system has no alarm to renew")
def test_a_long_file_that_gets_on_has_its_time_renewed() -> None:
    assert read(b"plod", read_seconds=1).text == "plod"


@pytest.mark.skipif(not MEMORY_IS_LIMITED, reason="this system cannot limit the memory of a process")
def test_a_file_that_wants_all_memory() -> None:
    with pytest.raises(PipelineError, match=r"reading took more memory than read_memory = 300 MB allows"):
        read(b"hog", read_memory=300_000_000)


def test_a_fault_of_ours_carries_its_traceback() -> None:
    with pytest.raises(guard.ReaderFault, match=r"(?s)misbehaving\.py.*KeyError: 'font'") as raised:
        read(b"break")
    assert not isinstance(raised.value, PipelineError)


@pytest.mark.parametrize(("data", "fault"), [(b"surrogate", r"U\+D800 at 1"), (b"overrun", r"note hint at \[1, 3\) in a text of 2")])
def test_a_source_that_no_reader_may_give(data: bytes, fault: str) -> None:
    with pytest.raises(wire.ContractError, match=fault):
        read(data)


ODD = [
    {"hints": [["shout", 0, 1, 0, ""]]},
    {"hints": [["note", 0, 0, 0, ""]]},
    {"hints": [["note", 1, 2, 0, ""], ["note", 0, 1, 0, ""]]},
    {"hints": [["note", 0, 1, 0]]},
    {"hints": [["note", 0.0, 1, 0, ""]]},
    {"page_starts": [3, 0]},
    {"page_starts": [99]},
    {"text": None},
    {"text": "\x00"},
    {"declared": {"title": "x"}},
    {"problems": [["fatal", "c", "m", None, None]]},
    {"problems": [["info", "c", "m", 0, 99]]},
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: next(iter(odd)))
def test_an_answer_is_checked_before_it_is_believed(odd: dict[str, object]) -> None:
    made = json.loads(wire.pack(misbehaving.read(b"plain", settings=Settings(), **FACTS)))["source"]
    assert wire.source(made, **FACTS).text == "plain"
    with pytest.raises((wire.ContractError, ValueError)):
        wire.source(made | odd, **FACTS)


def test_any_field_crosses_unchanged() -> None:
    whole = Source(
        **FACTS,
        media_type="application/pdf",
        encoding="",
        text="甲¹\n\f乙\U0001f600",
        page_starts=(0, 4),
        hints=(Hint("marker", 1, 2, 1, "n1"),),
        declared=Metadata("a", "b", "c", "d", ("e",), ("f", "g"), "h", "2020-01"),
        problems=(Problem("error", "x", "y", 0, 0),),
    )
    assert wire.source(wire.unpack(wire.pack(whole))["source"], **FACTS) == whole


def test_a_python_that_is_not_there(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    with pytest.raises(PipelineError, match="the reader could not be started"):
        read(b"plain")


def _in_a_worker(data: bytes) -> str:
    try:
        return read(data, read_seconds=20).text
    except PipelineError as error:
        return str(error)


def test_it_works_inside_worker_processes() -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(_in_a_worker, [b"plain", b"crash", b"more"])) == ["plain", "the reader died (signal 11)", "more"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed in /proc")
@pytest.mark.parametrize("data", [b"hang", b"crash", b"plain"])
def test_no_process_is_left(data: bytes) -> None:
    _in_a_worker_with(data)
    assert _children(os.getpid()) == []


def _in_a_worker_with(data: bytes) -> None:
    try:
        read(data, read_seconds=1 if data == b"hang" else 20)
    except PipelineError:
        return


def _children(parent: int) -> list[str]:
    """The commands of the processes that have this parent, the dead ones that nobody waited for included."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            facts = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(facts[1]) == parent and b"resource_tracker" not in command:
            found.append(f"{folder.name} {command!r}")
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are listed in /proc")
def test_an_interrupted_run_takes_its_reader_with_it(tmp_path: Path) -> None:
    reading = tmp_path / "reading"
    script = (
        "from pipeline.read import guard; from pipeline.settings import Settings;"
        f"guard.run({MODULE!r}, {b'hang ' + os.fsencode(reading)!r}, settings=Settings(), doc_id='d', name='n', sha256='')"
    )
    with subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        deadline = time.monotonic() + 30
        while not reading.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        (reader,) = _children(process.pid)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert errors.splitlines()[-1] == b"KeyboardInterrupt"
    left = Path("/proc", reader.split()[0])
    while left.exists() and time.monotonic() < deadline:
        time.sleep(0.02)  # it is dead before the system has forgotten it
    assert not left.exists()
