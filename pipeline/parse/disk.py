"""A place on disk → whether other machines may write there; locks that die with their process."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, which by itself refuses to rename a file that another process has open
    fcntl = None  # type: ignore[assignment]

_MOUNTS = Path("/proc/self/mountinfo")
_NETWORKED = ("9p", "afs", "beegfs", "ceph", "cifs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "orangefs", "panfs", "smb3", "smbfs")
_WAIT = 0.02  # seconds between two tries for a lock


def is_networked(folder: Path) -> bool:
    """Whether a folder lies on a network's file system. Told on Linux only; elsewhere every folder is taken for local."""
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    place = str(folder.resolve())
    nearest, kind = "", ""
    for mount in mounts:
        left, _, right = mount.partition(" - ")
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), left.split(" ")[4])
        covers = place == point or place.startswith(point.rstrip("/") + "/")
        if covers and len(point) >= len(nearest):  # of two mounts on one point the later lies above
            nearest, kind = point, right.split(" ")[0]
    return kind in _NETWORKED or kind.startswith("fuse.")


def lock(path: Path, *, shared: bool, seconds: float) -> int:
    """A lock on the file `path`, which is made; the handle is for `unlock`. Raises `OSError` where it is not to be had in time."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    until = time.monotonic() + seconds
    while fcntl is not None:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
            break
        except OSError as error:
            if not isinstance(error, BlockingIOError) or time.monotonic() > until:
                os.close(handle)
                raise
        time.sleep(_WAIT)
    return handle


def unlock(handle: int) -> None:
    """Gives a lock up."""
    os.close(handle)
