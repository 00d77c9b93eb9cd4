"""Bytes → the end of a file, on the disk, while other processes append to it too and people may replace it."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

from pipeline.model import PipelineError
from pipeline.write.files import sync

_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
_ADVICE = {
    errno.ENOSPC: "make room on the disk and decide again",
    errno.EDQUOT: "make room on the disk and decide again",
    errno.EROFS: "the disk is read-only; keep the decisions in another folder",
    errno.EACCES: "ask for the right to write there, or keep the decisions in another folder",
}
_TRIES = 10  # where the file is replaced each time
_FAR = 1 << 30  # where Windows locks a byte: a locked one cannot be read
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)


def append(path: Path, made: Callable[[bytes], bytes]) -> None:
    """Adds to the end of a file what `made` makes of all that stands in it; no other process appends in between.

    The file and its folders are made where they are missing. When it returns, the bytes are on the disk in the file that has
    the name: where an editor or git has put another in its place meanwhile, they are added to that one. Raises `PipelineError`
    where they cannot be written; a part of them may then stand there.
    """
    try:
        for _ in range(_TRIES):
            if _append(path, made):
                return
    except OSError as error:
        advice = "this disk keeps no locks; keep the decisions on another" if error.errno in _NO_LOCKS else _ADVICE.get(error.errno or 0)
        raise _not_saved(path, error.strerror or str(error), advice or "is it open in another program?") from error
    raise _not_saved(path, "another program replaces the file again and again", "close that program and decide again")


def _append(path: Path, made: Callable[[bytes], bytes]) -> bool:
    """Whether the bytes stand in the file that has the name."""
    _make(path.parent)
    fd = os.open(path, _FLAGS, 0o666)
    try:
        _lock(fd)
        if not _has_name(fd, path):
            return False
        held = _all(fd)
        data = made(held)
        if os.write(fd, data) < len(data):
            raise OSError(errno.ENOSPC, "only a part could be written")
        os.fsync(fd)
        if not held:
            sync([path.parent])
        return _has_name(fd, path)
    finally:
        os.close(fd)  # ends the lock


def _make(folder: Path) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        sync([one.parent])


def _has_name(fd: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


def _all(fd: int) -> bytes:
    os.lseek(fd, 0, os.SEEK_SET)
    with os.fdopen(fd, "rb", closefd=False) as file:
        return file.read()


def _lock(fd: int) -> None:
    """Waits until no other process has the file locked."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(fd, _FAR, os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(fd, fcntl.LOCK_EX)


def _not_saved(path: Path, why: str, advice: str) -> PipelineError:
    return PipelineError(f"{path}: the decision is not saved ({why}); {advice}")
