"""Files of an output folder, replaced together: all written aside and synced, then all put in their places; all of them or none."""

from __future__ import annotations

import errno
import os
import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Any

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.storage import Place
from pipeline.storage.faults import told

_Step = tuple[Place, Path | None]  # a place and the file that is to be there; None: it is to go

_AT_ONCE = 8  # files on the way to a remote store
TEXTS = "text"  # the folder of the sources' texts in an output folder
_LEFT = re.compile(r"\.(?:[0-9a-f]+-[0-9]+\.(?:new|old)|[0-9]+\.probe)")  # what is written aside here and in `storage`
_ADVICE = {
    errno.ENOSPC: "make room on the disk and run again",
    errno.EROFS: "choose another folder with -o",
}


class NewFile:
    """A file on its way to its place: what is written to it waits aside."""

    def __init__(self, place: Place, aside: Path) -> None:
        self.place, self.aside = place, aside
        self._digest = sha256()
        try:
            aside.parent.mkdir(parents=True, exist_ok=True)
            self._file = aside.open("xb")
        except OSError as error:
            raise cannot(place, error) from error

    @property
    def sha256(self) -> str:
        """The digest of what was written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, data: Any) -> None:
        """Writes bytes, or what holds bytes (a buffer of Arrow's)."""
        try:
            self._file.write(data)
        except OSError as error:
            raise cannot(self.place, error) from error
        self._digest.update(data)

    def close(self) -> None:
        """Makes sure that all of it is on the disk. Nothing can be written afterwards."""
        if self._file.closed:
            return
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        except OSError as error:
            raise cannot(self.place, error) from error

    def discard(self) -> None:
        """Takes away what waits aside, if it has not been put in its place."""
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self.aside.unlink(missing_ok=True)


class Batch:
    """Files that are put in their places together.

    On this machine a crash before `commit` leaves all old files as they were, no file is ever half-written, and where one cannot
    be replaced those already replaced are put back. A remote store has no renaming: there files go one after the other, each
    whole, once all are written.
    """

    def __init__(self) -> None:
        self._name = secrets.token_hex(4)
        self._files: list[NewFile] = []
        self._gone: list[Place] = []
        self._folder: TemporaryDirectory[str] | None = None

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for file in self._files:
            file.discard()
        if self._folder:
            self._folder.cleanup()

    def open(self, place: Place) -> NewFile:
        """A file to write; what is written is found at `place` after `commit`."""
        name = f".{self._name}-{len(self._files)}.new"
        if isinstance(place, Path):
            aside = place.with_name(name)
        else:
            aside = self._elsewhere(place) / name
        file = NewFile(place, aside)
        self._files.append(file)
        return file

    def _elsewhere(self, place: Place) -> Path:
        try:
            self._folder = self._folder or TemporaryDirectory(prefix="nids-")
        except OSError as error:
            raise cannot(place, error) from error
        return Path(self._folder.name)

    def remove(self, place: Place) -> None:
        """Takes a file away on `commit`; it may be missing."""
        self._gone.append(place)

    def commit(self, last: NewFile | None = None) -> None:
        """Puts all files in their places and takes away those to remove, `last` at the very end. Raises `PipelineError` naming the path."""
        for file in self._files:
            file.close()
        first: list[_Step] = [(file.place, file.aside) for file in self._files if file is not last]
        first += [(place, None) for place in self._gone]
        final: list[_Step] = [(last.place, last.aside)] if last else []
        _replace([(place, aside) for place, aside in first + final if isinstance(place, Path)], self._name)
        for steps in (first, final):
            _upload([(place, aside) for place, aside in steps if storage.is_remote(place)])


def write(files: Mapping[Place, bytes]) -> None:
    """Replaces every path by its bytes, all of them or none. Raises `PipelineError` naming the path."""
    with Batch() as batch:
        for place, data in files.items():
            file = batch.open(place)
            file.write(data)
            file.close()
        batch.commit()


def sweep(folder: Path) -> None:
    """Takes away what a process that was killed has left aside in a folder in which no other one is writing."""
    with suppress(OSError):
        for path in [path for path in folder.iterdir() if _LEFT.fullmatch(path.name)]:
            path.unlink(missing_ok=True)


def cannot(place: Place, error: OSError) -> PipelineError:
    """The error of a file that cannot be written, with what to do about it."""
    advice = _ADVICE.get(error.errno or 0, "is it open in another program?")
    return PipelineError(f"{place}: cannot be written ({error.strerror or error}); {advice}")


def _replace(steps: Sequence[tuple[Path, Path | None]], name: str) -> None:
    kept: dict[Path, Path] = {}
    made: list[Path] = []
    path = Path()
    try:
        for number, (path, _) in enumerate(steps):
            if path.exists():
                kept[path] = path.with_name(f".{name}-{number}.old")
                _keep(path, kept[path])
        for path, aside in steps:
            if aside:
                made.append(path)
                aside.replace(path)
            else:
                path.unlink(missing_ok=True)
    except BaseException as error:
        _put_back(kept, made)
        if isinstance(error, OSError):
            raise cannot(path, error) from error
        raise
    finally:
        for old in kept.values():
            with suppress(OSError):
                old.unlink(missing_ok=True)
    sync({path.parent for path in made})


def _keep(path: Path, old: Path) -> None:
    """A second name for the file, so that its place is never empty; its only name where the disk knows no second ones (FAT)."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "a folder has its name")
    try:
        os.link(path, old)
    except OSError:
        path.replace(old)


def _put_back(kept: Mapping[Path, Path], made: Iterable[Path]) -> None:
    for path in made:
        if path not in kept:
            with suppress(OSError):
                path.unlink()
    for path, old in kept.items():
        with suppress(OSError):
            old.replace(path)


def sync(folders: Iterable[Path]) -> None:
    """New names are on the disk with the folder they stand in; systems that open no folders keep them by themselves."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _upload(steps: Sequence[_Step]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for _ in pool.map(_send, steps):
            pass


def _send(step: _Step) -> None:
    place, aside = step
    if aside is None:
        storage.remove(place)
    elif not isinstance(place, Path):
        with told(place, "written"):
            place.fs.put_file(str(aside), place.path)
