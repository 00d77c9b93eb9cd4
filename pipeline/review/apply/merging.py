"""Decisions + the parts of all documents → each document as reviewers left it, and the log of all decisions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.review import rows
from pipeline.review.apply import log
from pipeline.review.apply.elsewhere import moved
from pipeline.review.apply.words import Reach, for_words
from pipeline.review.decisions import Decided
from pipeline.review.model import Decision, Row
from pipeline.storage import Place
from pipeline.tables import schema
from pipeline.write.part_files import Part

if TYPE_CHECKING:
    from pipeline.review.apply import Applied

_ENTITIES = next(table for table in schema.TABLES if table.name == "entities")
_GONE = "its document is not among the tables"


class Reviews:
    """The decisions of a run; each part is to be asked for once, then the log."""

    def __init__(self, decided: Decided, parts: Sequence[Place]) -> None:
        undone, known = decided.undone(), {decision.id for decision in decided.decisions}
        here = {part.parent.name for part in parts}
        now_called = moved((decision for decision in decided.decisions if decision.verdict != "undo"), parts)
        self._log = log.unreadable(decided.unreadable)
        self._by_document: dict[str, list[tuple[int, Decision]]] = defaultdict(list)
        self._for_all: list[tuple[int, Decision]] = []
        for number, made in enumerate(decided.decisions):
            decision = replace(made, doc_id=now_called.get(made.doc_id, made.doc_id))
            if decision.id in undone or decision.verdict == "undo":
                self._log.append(log.taken_back(decision, undone, known))
            elif for_words(decision) and decision.scope == "all":
                self._add_for_all(number, decision)
            elif decision.doc_id in here:
                self._by_document[decision.doc_id].append((number, decision))
            else:
                self._log.append(log.entry(decision, "orphaned", _GONE))
        self._words = {decision.anchor.quote for _, decision in self._for_all}
        self._reach = {decision.id: Reach() for _, decision in self._for_all}

    def of(self, part: Part) -> Applied | None:
        """A document as reviewers left it; None where no decision is about it."""
        own = self._by_document.get(part.folder.parent.name, [])
        for_all = self._for_all if self._words and (own or self._named(part)) else []
        if not own and not for_all:
            return None
        from pipeline.review.apply import apply  # loads what reads citations: only where somebody has decided something

        ordered = tuple(decision for _, decision in sorted([*own, *for_all], key=lambda one: one[0]))
        applied = apply(rows.read(part), Decided(ordered))
        self._log += applied.log
        for name, reach in applied.reach.items():
            self._reach[name].add(reach)
        return applied

    def _add_for_all(self, number: int, decision: Decision) -> None:
        from pipeline.review.apply.sound import Unsound, sound

        try:
            self._for_all.append((number, sound(decision)))
        except Unsound as fault:
            self._log.append(log.entry(decision, "unreadable", str(fault)))

    def log(self) -> list[Row]:
        """The rows of review_log.csv."""
        for_all = [log.entry(decision, *self._reach[decision.id].state(decision)) for _, decision in self._for_all]
        return log.ordered([*self._log, *for_all])

    def _named(self, part: Part) -> bool:
        """Whether a mention of the document has words that were decided about for all."""
        at = _ENTITIES.names.index("text")
        return any(not self._words.isdisjoint(columns[at].to_pylist()) for columns in part.batches(_ENTITIES))
