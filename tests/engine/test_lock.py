"""One run at a time in an output folder: who is kept out, what he is told, and when the folder is free again."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import storage
from pipeline.engine import lock
from pipeline.engine.lock import Holder, Lock
from pipeline.model import PipelineError

posix = pytest.mark.skipif(os.name != "posix", reason="processes of POSIX")
BUSY = r"another run is working here \(process {pid} on .+ since \d\d:\d\d\); wait for it.* or use another folder with -o"
# what a process does that has the lock, after it has said so
HOLDS = """
import os, subprocess, sys
from pathlib import Path
from pipeline.engine.lock import Lock
with Lock(Path(sys.argv[1])):
    {after}
"""
WAITS = "print(os.getpid(), flush=True); sys.stdin.read()"
# a child that lives on while the holder is killed: forked, and begun with all files it can inherit
FORKS = """
    if not os.fork():
        print(os.getpid(), flush=True)
    sys.stdin.read()
"""
BEGINS = """
    child = subprocess.Popen([sys.executable, '-c', 'import sys; sys.stdin.read()'], close_fds=False)
    print(child.pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def memory() -> storage.Place:
    return storage.place(f"memory://{uuid4().hex}/outputs")


@pytest.fixture(params=["path", "memory"])
def output(request: pytest.FixtureRequest, tmp_path: Path, memory: storage.Place) -> storage.Place:
    return tmp_path / "outputs" if request.param == "path" else memory


def holding(output: Path, after: str = WAITS) -> subprocess.Popen[str]:
    code = HOLDS.format(after=after.strip())
    return subprocess.Popen([sys.executable, "-c", code, str(output)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def said(process: subprocess.Popen[str]) -> int:
    assert process.stdout is not None
    return int(process.stdout.readline())


def until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        time.sleep(0.02)
    pytest.fail("never came")


def test_one_at_a_time_and_one_after_the_other(output: storage.Place) -> None:
    for _ in range(3):
        with Lock(output) as held:
            held.check()
            with pytest.raises(PipelineError, match=BUSY.format(pid=os.getpid())) as raised, Lock(output):
                pass
            assert str(raised.value).startswith(f"{output}: ")
            held.check()


def test_a_run_that_fails_gives_the_folder_back(output: storage.Place) -> None:
    with pytest.raises(ZeroDivisionError), Lock(output):
        _ = 1 / 0
    with Lock(output):
        pass


def test_what_is_left_does_not_grow(output: storage.Place) -> None:
    for _ in range(5):
        with Lock(output):
            pass
    assert len(storage.below(output)) == 1


def test_other_folders_are_free(output: storage.Place) -> None:
    with Lock(output) as one, Lock(output / "other") as other:
        one.check()
        other.check()
        with pytest.raises(PipelineError, match="another run is working here"), Lock(output / "other"):
            pass


@posix
def test_another_process_keeps_it_until_it_is_killed(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        pid = said(process)
        with pytest.raises(PipelineError, match=BUSY.format(pid=pid)), Lock(tmp_path):
            pass
        process.kill()
        process.wait()
        with Lock(tmp_path):
            pass


@posix
@pytest.mark.parametrize("after", [FORKS, BEGINS], ids=["forked", "begun"])
def test_children_of_a_killed_run_do_not_keep_it(after: str, tmp_path: Path) -> None:
    with holding(tmp_path, after) as process:
        child = said(process)
        try:
            process.kill()
            process.wait()
            os.kill(child, 0)  # it lives
            with Lock(tmp_path):
                pass
        finally:
            os.kill(child, signal.SIGKILL)


@posix
def test_a_forked_child_that_ends_does_not_give_it_back(output: storage.Place) -> None:
    class Ended(BaseException):
        pass

    child = -1
    try:
        with Lock(output):
            child = os.fork()
            if not child:
                raise Ended  # leaves the block, as a forked worker might
            os.waitpid(child, 0)
            with pytest.raises(PipelineError, match="another run"), Lock(output):
                pass
    except Ended:
        os._exit(0)


@posix
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    (tmp_path / ".lock").symlink_to(tmp_path / "mine.txt")
    with pytest.raises(PipelineError, match="cannot be locked"), Lock(tmp_path):
        pass
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_locked(tmp_path: Path) -> None:
    (tmp_path / "outputs").write_bytes(b"")
    with pytest.raises(PipelineError, match=r"outputs: cannot be locked \(.+\)"), Lock(tmp_path / "outputs"):
        pass


@posix
def test_a_disk_without_locks_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    def refuses(*_: object) -> None:
        raise OSError(lock._NO_LOCKS[0], "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuses)
    with pytest.raises(PipelineError, match=r"keeps no locks \(No locks available\); use a folder on another"), Lock(tmp_path):
        pass


def test_a_stale_lease_is_taken_over_and_its_run_is_told(memory: storage.Place) -> None:
    slow = Lock(memory)
    with slow:
        with Lock(memory, stale=0) as other:
            with pytest.raises(PipelineError, match="has lost its lock"):
                slow.check()
            other.check()
        before = storage.below(memory)
    assert storage.below(memory) == before  # what has lost its lease does not touch the other's
    with Lock(memory):
        pass


def test_a_lease_is_renewed_while_it_is_held(memory: storage.Place) -> None:
    lease = memory / ".lock" / "00000001.json"
    slow = Lock(memory, renewed=0.01)
    with slow:
        first = storage.facts(lease)
        until(lambda: storage.facts(lease) != first)
        with Lock(memory, stale=-1) as other:
            time.sleep(0.05)  # several times its turn
            other.check()
            with pytest.raises(PipelineError, match="has lost its lock"):
                slow.check()


def test_a_lease_that_is_deleted_is_lost(memory: storage.Place) -> None:
    with Lock(memory) as held:
        storage.remove_tree(memory)
        with pytest.raises(PipelineError, match="the lock was deleted"):
            held.check()


def test_who_was_slow_to_take_over_stays_out(memory: storage.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two find the same stale lease; one takes it, works and ends, and another has the folder, before the second goes on."""
    dead = lock._Lease(memory, 30, 180)
    dead.take()
    slow = lock._Lease(memory, 30, 0)
    create, done = slow._create, []

    def late() -> None:
        if not done:
            done.append(True)
            for _ in range(2):
                with Lock(memory, stale=0):
                    pass
            storage.put(memory / ".lock" / "00000009.json", Holder.this().to_json())
            monkeypatch.setattr(slow, "_stale", 180)
        create()

    monkeypatch.setattr(slow, "_create", late)
    with pytest.raises(PipelineError, match="another run is working here"):
        slow.take()
    dead.release()


def test_of_two_that_begin_together_the_first_has_it(memory: storage.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = Lock(memory), lock._Lease(memory, 30, 180)
    create = second._create

    def after_the_first() -> None:
        first.__enter__()
        create()

    monkeypatch.setattr(second, "_create", after_the_first)
    with pytest.raises(PipelineError, match="another run is working here"):
        second.take()
    first.check()
    first.__exit__()


@pytest.mark.parametrize("code", [*lock._REFUSED, "InternalError"])
def test_how_stores_refuse(code: str, memory: storage.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not each says it with a FileExistsError."""

    def refuses(*_: object, mode: str = "overwrite") -> None:
        if mode == "create":
            raise OSError(22, "no") from RuntimeError(f"An error occurred ({code}) when calling the PutObject operation")

    monkeypatch.setattr(type(memory.fs), "pipe_file", refuses)
    expected = "cannot be locked" if code == "InternalError" else "another run is working here; wait for it or"
    with pytest.raises(PipelineError, match=expected), Lock(memory):
        pass


def test_a_lease_that_was_taken_in_vain_is_given_back(memory: storage.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with Lock(memory):
        pass
    with monkeypatch.context() as patched:
        patched.setattr(storage, "remove", interrupted)
        with pytest.raises(KeyboardInterrupt), Lock(memory):
            pass
    with Lock(memory):
        pass


def test_a_lease_that_cannot_be_refused_goes_to_one(memory: storage.Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that overwrites where it should refuse: whose lease is there afterwards has the folder."""
    first, second = Lock(memory), Lock(memory)
    with first:
        (lease,) = storage.below(memory)
        other = Holder("elsewhere", 7, datetime.now(UTC).isoformat(), "other")
        storage.put(lease.place, other.to_json())
        with pytest.raises(PipelineError, match="has lost its lock"):
            first.check()
        with pytest.raises(PipelineError, match="process 7 on elsewhere"), second:
            pass


@given(st.one_of(st.binary(max_size=60), st.sampled_from([b"{}", b"[]", b'{"host": 1}', b"null"])))
def test_a_damaged_name_is_no_name(data: bytes) -> None:
    assert Holder.read(data) is None


@pytest.mark.parametrize(("ago", "form"), [(timedelta(), r"\d\d:\d\d"), (timedelta(days=40), r"\d{4}-\d\d-\d\d \d\d:\d\d")])
def test_how_a_holder_is_named(ago: timedelta, form: str) -> None:
    holder = Holder(socket.gethostname(), 12, (datetime.now(UTC) - ago).isoformat(timespec="seconds"), "t")
    assert Holder.read(holder.to_json()) == holder
    assert re.fullmatch(rf"process 12 on {re.escape(socket.gethostname())} since {form}", str(holder))


def test_a_lock_whose_holder_is_not_known(tmp_path: Path) -> None:
    with Lock(tmp_path):
        (tmp_path / ".lock").write_bytes(b"\0damaged")
        with pytest.raises(PipelineError, match=r": another run is working here; wait for it"), Lock(tmp_path):
            pass
