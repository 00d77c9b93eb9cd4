"""An output folder and the decisions about its rows → what the app shows, reread whenever either changes."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from pipeline.engine import ledger
from pipeline.review import outputs, rows
from pipeline.review.app.summary import Summary, summed
from pipeline.review.apply import Applied, Reviewed, apply
from pipeline.review.apply.elsewhere import moved
from pipeline.review.decisions import Decided, Decisions
from pipeline.review.model import Decision
from pipeline.storage import Place
from pipeline.write.part_files import read_part

_KEPT = 24  # documents held in memory
_ALL = ""  # stands for every document
_Key = tuple[Place, tuple[str, ...]]
_Stamp = tuple[tuple[str, int, int], ...]


class Unknown(LookupError):
    """There is no such document, row or decision."""


class Document:
    """One document: the machine's rows, and those rows with the decisions."""

    def __init__(self, machine: rows.DocumentRows, applied: Applied) -> None:
        self.machine, self.applied = machine, applied

    @cached_property
    def _by_id(self) -> Mapping[tuple[str, str], Reviewed]:
        return {(one.table, one.row_id): one for table in rows.REVIEWED for one in self.applied.reviewed[table]}

    @cached_property
    def _by_decision(self) -> Mapping[str, Reviewed]:
        return {one.decision.id: one for one in self._by_id.values() if one.decision and one.effective}

    def find(self, table: str, row_id: str) -> Reviewed:
        """A row by its name. Raises `Unknown`."""
        try:
            return self._by_id[table, row_id]
        except KeyError:
            raise Unknown(row_id) from None

    def decided_by(self, decision_id: str) -> Reviewed | None:
        """The row about which this decision holds; a correction may have given it another name."""
        return self._by_decision.get(decision_id)


class Site:
    """What the app knows: the documents of an output folder, and every decision in a folder of reviews.

    It is asked by one thread at a time. `saved` counts the decisions kept since it was made.
    """

    def __init__(self, output: Place, reviews: Path, reviewer: str) -> None:
        self.output = output
        self.reviewer = reviewer
        self.saved = 0
        self._decisions = Decisions(reviews)
        self._rows: OrderedDict[Place, rows.DocumentRows] = OrderedDict()
        self._known: OrderedDict[_Key, Document] = OrderedDict()
        self._summaries: dict[str, tuple[_Key, Summary]] = {}
        self._decided: tuple[Decided, Mapping[str, Place], Decided] = (Decided(), {}, Decided())
        self._moved: tuple[object, Mapping[str, str]] = ((), {})
        self._keys: tuple[Decided, Mapping[str, Sequence[str]]] = (Decided(), {})
        self._parts: tuple[_Stamp | None, Mapping[str, Place]] = (None, {})

    def ids(self) -> tuple[str, ...]:
        """The documents, in order."""
        return tuple(self.parts())

    def parts(self) -> Mapping[str, Place]:
        """The folder of each document's rows, by id; read anew when a run has written there."""
        stamp = _stamp(self.output)
        if stamp is None or self._parts[0] != stamp:
            self._parts = stamp, outputs.parts(self.output)
        return self._parts[1]

    def documents(self) -> tuple[Applied, ...]:
        """All documents with the decisions as they are now, in order of their ids."""
        return tuple(self.document(doc_id) for doc_id in self.ids())

    def document(self, doc_id: str) -> Applied:
        """A document with the decisions as they are now. Raises `Unknown` where there is none of that id."""
        return self.known(doc_id).applied

    def known(self, doc_id: str) -> Document:
        """A document with what finds its rows. Raises `Unknown` where there is none of that id."""
        return self._document(self._key(self.parts(), doc_id))

    def summaries(self, chosen: str = "") -> tuple[Summary, ...]:
        """What is to be done in each document, or in the one chosen. Raises `Unknown` where there is none of that id."""
        parts = self.parts()
        made = []
        for doc_id in [chosen] if chosen else parts:
            key = self._key(parts, doc_id)
            if self._summaries.get(doc_id, (None,))[0] != key:
                self._summaries[doc_id] = key, summed(self._document(key).applied)
            made.append(self._summaries[doc_id][1])
        return tuple(made)

    def decided(self) -> Decided:
        """Every decision as it is now, those about a report that has got another id since under that id."""
        read, parts = self._decisions.read(), self.parts()
        if self._decided[0] is not read or self._decided[1] != parts:
            self._decided = read, parts, self._renamed(read, parts)
        return self._decided[2]

    def append(self, decisions: Sequence[Decision]) -> None:
        """Keeps decisions: they are on the disk when it returns. Raises `PipelineError` where they cannot be kept."""
        self._decisions.append(decisions)
        self.saved += len(decisions)

    def _key(self, parts: Mapping[str, Place], doc_id: str) -> _Key:
        """What a document's rows and the decisions that reach it are made of: others change nothing in it."""
        if doc_id not in parts:
            raise Unknown(doc_id)
        decided = self.decided()
        if self._keys[0] is not decided:
            self._keys = decided, _reaching(decided.decisions)
        return parts[doc_id], (*self._keys[1].get(doc_id, ()), *self._keys[1].get(_ALL, ()))

    def _renamed(self, read: Decided, parts: Mapping[str, Place]) -> Decided:
        about = [decision for decision in read.decisions if decision.doc_id not in parts and decision.verdict != "undo"]
        if not about:
            return read
        asked = frozenset(decision.doc_id for decision in about), tuple(parts.values())
        if self._moved[0] != asked:
            self._moved = asked, moved(about, asked[1])
        now = self._moved[1]
        return replace(read, decisions=tuple(replace(one, doc_id=now.get(one.doc_id, one.doc_id)) for one in read.decisions))

    def _document(self, key: _Key) -> Document:
        if key not in self._known:
            machine = self._machine(key[0])
            self._known[key] = Document(machine, apply(machine, self.decided()))
        self._known.move_to_end(key)
        while len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return self._known[key]

    def _machine(self, folder: Place) -> rows.DocumentRows:
        if folder not in self._rows:
            self._rows[folder] = rows.read(read_part(folder))
        self._rows.move_to_end(folder)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)
        return self._rows[folder]


def _reaching(decisions: Iterable[Decision]) -> Mapping[str, Sequence[str]]:
    """The ids of the decisions about each document, and of those about all (`_ALL`); what takes one back is about the same."""
    reached: dict[str, set[str]] = {}
    found: dict[str, list[str]] = defaultdict(list)
    for decision in decisions:
        reached[decision.id] = {_ALL if decision.scope == "all" else decision.doc_id} | reached.get(decision.of, set())
        for doc_id in reached[decision.id]:
            found[doc_id].append(decision.id)
    return found


def _stamp(output: Place) -> _Stamp | None:
    """Changes whenever a run notes something in its ledger; None for an output folder that is none of this machine."""
    if not isinstance(output, Path):
        return None
    found = []
    for name in (ledger.NAME, f"{ledger.NAME}-wal"):
        with suppress(FileNotFoundError):
            told = (output / name).stat()
            found.append((name, told.st_size, told.st_mtime_ns))
    return tuple(found) or None
