"""Folders looked at again and again → whether there is something to do, and which files are complete."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from pipeline import storage
from pipeline.engine import inputs
from pipeline.engine.inputs import Input
from pipeline.model import PipelineError
from pipeline.storage import Place

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp")  # what browsers and copying programs call a file on its way
Stamp = tuple[int | None, float | str]  # size in bytes, and the time of the last change or an object's mark


class Watch:
    """What was seen of the files below `paths`. A file is complete when it has not changed for `settled` seconds.

    The time of its last change tells that at once; where clocks differ or a copy keeps the time of its original, it has to be
    seen unchanged for as long. What is in the file of `decisions` counts as soon as it is there: it grows by whole lines.
    """

    def __init__(self, paths: Sequence[str], settled: float, decisions: Place | None = None) -> None:
        for path in paths:
            if storage.facts(storage.place(path)) is None:
                raise PipelineError(f"{path}: there is no such folder or file to watch")
        self._paths = paths
        self._settled = settled
        self._decisions = decisions
        self._decided: tuple[Stamp | None, Stamp | None] = None, None  # at the last look, and when it was processed
        self._seen: dict[Input, tuple[Stamp, float]] = {}  # with the moment it was first seen so
        self._complete: dict[Input, Stamp] = {}
        self._processed: dict[Input, Stamp] | None = None

    def look(self) -> bool:
        """Looks again; whether the complete files, or the decisions, are others than those that were processed."""
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
        self._decided = _stamp_of(self._decisions) if self._decisions else None, self._decided[1]
        if not self._complete:
            return False
        return {**standing, **self._complete} != self._processed or self._decided[0] != self._decided[1]

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
        self._decided = self._decided[0], self._decided[0]

    def _is_complete(self, item: Input, stamp: Stamp, unchanged: float) -> bool:
        if item.name.lower().endswith(_UNFINISHED):
            return False
        if not isinstance(item.path, Path):  # an object store shows an object once it is whole
            return True
        return unchanged >= self._settled or time.time() - float(stamp[1]) >= self._settled


def _stamp(item: Input) -> Stamp | None:
    """None for a file that has just gone."""
    return _stamp_of(item.path) if isinstance(item.path, Path) else (item.size, item.mark)


def _stamp_of(place: Place) -> Stamp | None:
    """None where there is no file."""
    if not isinstance(place, Path):
        found = storage.facts(place)
        return (found.size, found.mark) if found else None
    try:
        facts = place.stat()
    except OSError:
        return None
    return facts.st_size, facts.st_mtime
