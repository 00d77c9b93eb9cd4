"""An output folder → the right to work in it, which one run has at a time.

In a folder of this machine it is a lock of the operating system on `.lock`: it ends with its process however that ends, and child
processes do not have it. On an object store it is a lease, `.lock/<number>.json`, renewed while the run lives (`_Lease`).
"""

from __future__ import annotations

import errno
import json
import os
import re
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.storage import Place
from pipeline.storage.faults import told

if TYPE_CHECKING:
    from upath import UPath

NAME = ".lock"
_RENEWED = 30.0  # seconds between two signs of life of a lease
_STALE = 180.0  # seconds without one after which a lease may be taken over
_TRIES = 5  # to be the next, where others try too
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_REFUSED = ("PreconditionFailed", "ConditionalRequestConflict")  # what stores like S3 say of an object that is there, or being made
_LEASE = re.compile(r"(\d{8})\.json", re.ASCII)
_FAR = 1 << 30  # where Windows locks a byte: a locked one cannot be read, and the holder's name stands at the start
_held: set[int] = set()  # open lock files of this process


@dataclass(frozen=True, slots=True)
class Holder:
    """The run that works in a folder: its process, since when (ISO 8601), and a token of its own."""

    host: str
    pid: int
    since: str
    token: str
    released: bool = False

    @classmethod
    def this(cls) -> Holder:
        """This process, from now on."""
        return cls(socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat(timespec="seconds"), uuid4().hex)

    @classmethod
    def read(cls, data: bytes | None) -> Holder | None:
        """None where it cannot be told: the file is damaged, or its writer has not come to it yet."""
        try:
            read: Any = json.loads(data or b"")
            holder = cls(**read)
            datetime.fromisoformat(holder.since)
        except (ValueError, TypeError):
            return None
        return holder

    def to_json(self) -> bytes:
        """As it stands in the lock."""
        return json.dumps(asdict(self)).encode("ascii")

    def __str__(self) -> str:
        since = datetime.fromisoformat(self.since).astimezone()
        today = since.date() == datetime.now().astimezone().date()
        return f"process {self.pid} on {self.host} since {since:{'%H:%M' if today else '%Y-%m-%d %H:%M'}}"


class Lock:
    """While a `with` block runs, no other run works in `output`: it gets a `PipelineError` that names this one.

    `renewed` and `stale` are seconds, for leases on object stores: a run that is killed there keeps others out until its lease is stale.
    """

    def __init__(self, output: Place, *, renewed: float = _RENEWED, stale: float = _STALE) -> None:
        self._kept: _File | _Lease = _File(output) if isinstance(output, Path) else _Lease(output, renewed, stale)
        self._pid = 0

    def __enter__(self) -> Lock:
        self._kept.take()
        self._pid = os.getpid()
        return self

    def __exit__(self, *_: object) -> None:
        if os.getpid() == self._pid:  # a forked child that leaves the block has no lock to give back
            self._kept.release()

    def check(self) -> None:
        """Raises `PipelineError` where a lease was lost to another run. To be asked before anything is replaced."""
        self._kept.check()


class _File:
    """A lock of the operating system. Its file stays: were it removed, one run could lock the old file and another a new one."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._fd = -1

    def take(self) -> None:
        file = self._output / NAME
        with told(self._output, "locked"):
            self._output.mkdir(parents=True, exist_ok=True)
            # Not followed: what a link leads to would be emptied.
            fd = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        try:
            with told(self._output, "locked"):
                if not _try(fd, self._output):
                    raise _busy(self._output, Holder.read(_start(fd)), "wait for it")
                os.ftruncate(fd, 0)
                os.write(fd, Holder.this().to_json())
        except BaseException:
            os.close(fd)
            raise
        self._fd = fd
        _held.add(fd)

    def release(self) -> None:
        _held.discard(self._fd)
        with suppress(OSError):  # a full disk may refuse it; closing is what counts
            os.ftruncate(self._fd, 0)
        os.close(self._fd)

    def check(self) -> None:
        """The system keeps it."""


class _Lease:
    """Leases are numbered, and the highest holds. Whoever finds it released or stale creates the next, which only one can.

    No lease is ever replaced by another run or removed while it is the highest, so that one who was slow cannot take what has been
    taken meanwhile. Age is told by the store's own clock. It rests on the store refusing to create an object that is there
    (`If-None-Match`: S3, MinIO, R2; GCS, Azure). On a store that cannot refuse, two runs that begin in the same second may both
    go on; what was written is read back, here, at each renewal and in `check`, and only the run whose lease is then there stays.
    """

    def __init__(self, output: UPath, renewed: float, stale: float) -> None:
        self._output = output
        self._folder = output / NAME
        self._renewed, self._stale = renewed, stale
        self._number = 0
        self._me = Holder.this()
        self._over = Event()
        self._thread: Thread | None = None

    def take(self) -> None:
        self._me = Holder.this()
        for _ in range(_TRIES):
            number, holder = self._highest()
            if number and self._lives(number, holder):
                raise _busy(self._output, holder, f"wait for it ({self._stale / 60:.0f} minutes where it was killed)")
            self._number = number + 1
            self._create()
            if self._mine():
                break
        else:
            raise _busy(self._output, None, "wait for it")
        self._thread = Thread(target=self._keep, daemon=True, name="lease")
        self._thread.start()
        try:
            for older in self._numbers():
                if older < self._number:
                    storage.remove(self._at(older))
        except BaseException:
            self.release()
            raise

    def release(self) -> None:
        self._over.set()
        if self._thread:
            self._thread.join()
        with suppress(PipelineError):  # the work is done, and another run can begin when the lease is stale
            if self._mine():
                storage.put(self._at(self._number), replace(self._me, released=True).to_json())

    def check(self) -> None:
        if not self._mine():
            raise PipelineError(
                f"{self._output}: this run has lost its lock (it gave no sign of life for {self._stale / 60:.0f} minutes, "
                "or the lock was deleted), and another may be working here; run it again when that is over"
            )

    def _keep(self) -> None:
        while not self._over.wait(self._renewed):
            with suppress(PipelineError):  # the store may answer the next time; whether the lease was lost is for `check` to say
                if self._mine():
                    storage.put(self._at(self._number), self._me.to_json())

    def _mine(self) -> bool:
        number, holder = self._highest()
        return number == self._number and holder is not None and holder.token == self._me.token

    def _highest(self) -> tuple[int, Holder | None]:
        number = max(self._numbers(), default=0)
        return number, Holder.read(storage.get(self._at(number))) if number else None

    def _numbers(self) -> list[int]:
        return [int(match[1]) for one in storage.below(self._folder) if (match := _LEASE.fullmatch(one.place.name))]

    def _lives(self, number: int, holder: Holder | None) -> bool:
        if holder and holder.released:
            return False
        trial = self._folder / f"{self._me.token}.clock"
        storage.put(trial, b"")
        with told(self._folder, "read"):
            try:
                age = trial.fs.modified(trial.path) - trial.fs.modified(self._at(number).path)
            except FileNotFoundError:  # another run has just taken it over
                return True
            finally:
                storage.remove(trial)
        return bool(age.total_seconds() < self._stale)

    def _create(self) -> None:
        """Where another run was quicker, or an answer of the store was lost and asked for again, the object is there already."""
        lease = self._at(self._number)
        with told(self._output, "locked"):
            try:
                lease.fs.pipe_file(lease.path, self._me.to_json(), mode="create")
            except OSError as error:
                said = str(error.__cause__)
                if not isinstance(error, FileExistsError) and not any(code in said for code in _REFUSED):
                    raise

    def _at(self, number: int) -> UPath:
        return self._folder / f"{number:08}.json"


def _busy(output: Place, holder: Holder | None, waiting: str) -> PipelineError:
    who = f" ({holder})" if holder else ""
    return PipelineError(f"{output}: another run is working here{who}; {waiting} or use another folder with -o")


def _start(fd: int) -> bytes:
    os.lseek(fd, 0, os.SEEK_SET)
    return os.read(fd, 4096)


def _try(fd: int, output: Path) -> bool:
    """Locks an open file; False where another run has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(fd, _FAR, os.SEEK_SET)
            msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)
            os.lseek(fd, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _TAKEN:
            return False
        if error.errno in _NO_LOCKS:
            raise PipelineError(f"{output}: this disk keeps no locks ({error.strerror}); use a folder on another one with -o") from error
        raise
    return True


def _forget() -> None:
    """A forked child closes its copies: with one of them the lock would outlive its process."""
    for fd in _held:
        with suppress(OSError):
            os.close(fd)
    _held.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
