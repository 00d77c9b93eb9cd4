"""An output folder and the decisions about its rows → what the app shows, reread whenever either changes."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from threading import RLock

from pipeline.review import outputs, rows
from pipeline.review.app.interim import Applied, Decided, Decisions, apply
from pipeline.storage import Place
from pipeline.write.part_files import read_part

_KEPT = 24  # documents held in memory


class Unknown(LookupError):
    """There is no such document, row or decision."""


class Site:
    """What the app knows: the documents of an output folder, and every decision in a folder of reviews."""

    def __init__(self, output: Place, reviews: Path, reviewer: str) -> None:
        self.output = output
        self.decisions = Decisions(reviews)
        self.reviewer = reviewer
        self._rows: OrderedDict[Place, rows.DocumentRows] = OrderedDict()
        self._applied: OrderedDict[tuple[Place, str], Applied] = OrderedDict()
        self._lock = RLock()

    def ids(self) -> tuple[str, ...]:
        """The documents, in order."""
        return tuple(outputs.parts(self.output))

    def documents(self) -> tuple[Applied, ...]:
        """All documents with the decisions as they are now, in order of their ids."""
        return tuple(self.document(doc_id) for doc_id in self.ids())

    def document(self, doc_id: str) -> Applied:
        """A document with the decisions as they are now. Raises `Unknown` where there is none of that id."""
        folder = outputs.parts(self.output).get(doc_id)
        if folder is None:
            raise Unknown(doc_id)
        decided = self.decisions.read()
        with self._lock:
            key = (folder, decided.digest)
            if key not in self._applied:
                self._applied[key] = apply(self._read(folder), decided)
            self._applied.move_to_end(key)
            while len(self._applied) > _KEPT:
                self._applied.popitem(last=False)
            return self._applied[key]

    def decided(self) -> Decided:
        """Every decision as it is now."""
        return self.decisions.read()

    def _read(self, folder: Place) -> rows.DocumentRows:
        if folder not in self._rows:
            self._rows[folder] = rows.read(read_part(folder))
        self._rows.move_to_end(folder)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        return self._rows[folder]
