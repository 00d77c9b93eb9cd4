"""Folders looked at again and again → whether there is something to do, and which files are complete."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from pipeline import storage
from pipeline.engine import inputs
from pipeline.engine.inputs import Input
from pipeline.model import PipelineError

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")  # what browsers and copying programs call a file on its way
Stamp = tuple[int | None, float | str]  # size in bytes, and the time of the last change or an object's mark


class Watch:
    """What was seen of the files below `paths`. A file is complete when it has not changed for `settled` seconds.

    The time of its last change tells that at once; where clocks differ or a copy keeps the time of its original, it has to be
    seen unchanged for as long.
    """

    def __init__(self, paths: Sequence[str], settled: float) -> None:
        for path in paths:
            if storage.facts(storage.place(path)) is None:
                raise PipelineError(f"{path}: there is no such folder or file to watch")
        self._paths = paths
        self._settled = settled
        self._seen: dict[Input, tuple[Stamp, float]] = {}  # with the moment it was first seen so
        self._complete: dict[Input, Stamp] = {}
        self._processed: dict[Input, Stamp] | None = None

    def look(self) -> bool:
        """Looks again; whether the complete files are others than those that were processed."""
        try:
            found = inputs.find(self._paths)
        except PipelineError:  # nothing has arrived yet
            return False
        seen = {item: stamp for item in found if (stamp := _stamp(item)) is not None}
        now = time.monotonic()
        self._seen = {
            item: (stamp, self._seen[item][1] if item in self._seen and self._seen[item][0] == stamp else now)
            for item, stamp in seen.items()
        }
        self._complete = {item: stamp for item, (stamp, since) in self._seen.items() if self._is_complete(item, stamp, now - since)}
        standing = {item: stamp for item, stamp in (self._processed or {}).items() if item in self._seen and item not in self._complete}
        return bool(self._complete) and {**standing, **self._complete} != self._processed

    def complete(self, item: Input) -> bool:
        """Whether a file was complete at the last look."""
        return item in self._complete

    def incomplete(self) -> list[str]:
        """The files that were not, by name."""
        return sorted(item.name for item in self._seen if item not in self._complete)

    def processed(self) -> None:
        """The files of the last look are processed."""
        standing = {item: stamp for item, stamp in (self._processed or {}).items() if item in self._seen}
        self._processed = standing | self._complete

    def _is_complete(self, item: Input, stamp: Stamp, unchanged: float) -> bool:
        if item.name.lower().endswith(_UNFINISHED):
            return False
        if not isinstance(item.path, Path):  # an object store shows an object once it is whole
            return True
        return unchanged >= self._settled or time.time() - float(stamp[1]) >= self._settled


def _stamp(item: Input) -> Stamp | None:
    """None for a file that has just gone."""
    if not isinstance(item.path, Path):
        return item.size, item.mark
    try:
        facts = item.path.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime
