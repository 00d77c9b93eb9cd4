"""Decisions about all entities with the same words (この文書の『習』は習近平) → which of them holds for a row, and how many it reached."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.review.model import Decision, Row


@dataclass(slots=True)
class Reach:
    """What a decision found: rows with its words, those decided about by themselves, those it holds for, those it changed."""

    matched: int = 0
    by_itself: int = 0
    held: int = 0
    changed: int = 0

    def add(self, other: Reach) -> None:
        """Counts in what it found in another document."""
        self.matched += other.matched
        self.by_itself += other.by_itself
        self.held += other.held
        self.changed += other.changed

    def state(self, decision: Decision) -> tuple[str, str]:
        """What became of the decision, and why."""
        if self.changed:
            return "applied", f"{self.changed} rows"
        if not self.matched:
            gone = "no mention has these words"
            return ("unchanged", gone) if decision.verdict == "reject" else ("orphaned", gone)
        if self.held:
            return "unchanged", f"the machine reads {self.held} rows so by itself"
        if self.by_itself == self.matched:
            return "unchanged", "every mention with these words was decided about by itself"
        return "superseded", "by other decisions about these words"


def for_words(decision: Decision) -> bool:
    """Whether a decision is about all entities with the same words."""
    return decision.table == "entities" and decision.scope != "mention" and decision.verdict in ("correct", "reject")


class ByWords:
    """The decisions about words that hold in one document."""

    def __init__(self, decisions: Iterable[Decision], entities: Sequence[Row]) -> None:
        self.reach: dict[str, Reach] = {}
        self.decisions: dict[str, Decision] = {}
        self._by_words: dict[str, list[Decision]] = defaultdict(list)
        self._things = Counter(row["mention_id"] for row in entities)
        for decision in decisions:
            self.reach[decision.id] = Reach()
            self.decisions[decision.id] = decision
            self._by_words[decision.anchor.quote].append(decision)

    def of(self, row: Row, *, by_itself: bool) -> Decision | None:
        """The decision that holds for a row of the machine's, unless that was decided about by itself.

        The last about the document goes before the last about all. A mention that names several things (中露) has a row each: there
        a decision is only about the thing it was made about.
        """
        holding: Decision | None = None
        for decision in self._by_words.get(row["text"], ()):
            machine = decision.machine
            if machine.get("label", row["label"]) != row["label"]:
                continue
            if self._things[row["mention_id"]] > 1 and machine.get("entity_id") != row["entity_id"]:
                continue
            self.reach[decision.id].matched += 1
            self.reach[decision.id].by_itself += by_itself
            if holding is None or decision.scope == "document" or holding.scope == "all":
                holding = decision
        if holding is None or by_itself:
            return None
        self.reach[holding.id].held += 1
        return holding
