"""What became of the rows, document by document → counts by table and by what found them, and the first examples of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.compare.model import KINDS, Change, Compared, Kind


@dataclass(slots=True)
class Method:
    """What one method (of problems: one code) gained, lost and reads otherwise, and the first examples of each kind."""

    counts: dict[Kind, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    examples: dict[Kind, list[Change]] = field(default_factory=lambda: {kind: [] for kind in KINDS})

    @property
    def differing(self) -> int:
        """All its rows that differ."""
        return sum(self.counts.values())


@dataclass(slots=True)
class Table:
    """The rows of one table in all documents."""

    old: int = 0
    new: int = 0
    same: int = 0
    moved: int = 0
    methods: dict[str, Method] = field(default_factory=dict)

    def count(self, kind: Kind) -> int:
        """The rows that were gained, lost or changed."""
        return sum(method.counts[kind] for method in self.methods.values())

    @property
    def figures(self) -> dict[str, int]:
        """Its counts by name, in the order in which they are shown."""
        counts = {"old": self.old, "new": self.new, "same": self.same, "moved": self.moved}
        return counts | {kind: self.count(kind) for kind in KINDS}

    def ordered(self) -> list[tuple[str, Method]]:
        """Its methods, those with most differences first."""
        return sorted(self.methods.items(), key=lambda item: (-item[1].differing, item[0]))


@dataclass(slots=True)
class Tally:
    """All counts. `kept` examples are held of each method and kind."""

    kept: int
    tables: dict[str, Table] = field(default_factory=dict)

    def add(self, compared: Compared) -> None:
        """Counts the rows of a table of one document."""
        table = self.tables.setdefault(compared.table, Table())
        table.old += compared.old
        table.new += compared.new
        table.same += compared.same
        table.moved += compared.moved
        for change in compared.changes:
            method = table.methods.setdefault(change.found, Method())
            method.counts[change.kind] += 1
            if len(method.examples[change.kind]) < self.kept:
                method.examples[change.kind].append(change)

    @property
    def differing(self) -> Mapping[str, Table]:
        """The tables in which rows differ."""
        return {name: table for name, table in self.tables.items() if table.methods}
