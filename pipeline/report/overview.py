"""Reports, one after the other → figures over all of them, for the index."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipeline.report.report import Report
from pipeline.report.sources import Share
from pipeline.review.model import Row


@dataclass(frozen=True, slots=True)
class Line:
    """A document as the index lists it."""

    document: Row
    file: str
    mentions: int
    events: int
    citations: int
    share: Share
    warnings: int


@dataclass
class Overview:
    """The documents added so far. Memory grows with documents and distinct actors, not with the documents' rows."""

    lines: list[Line] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    mentions: Counter[str] = field(default_factory=Counter)
    documents: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Counts in one document."""
        mentions = sum(report.count(table) for table in ("entities", "dates", "quantities"))
        open_ones = sum(row["severity"] != "info" for row in report.problems)
        share = report.sources.text
        self.lines.append(Line(report.document, report.file, mentions, report.count("events"), report.sources.citations, share, open_ones))
        for thing in report.actors:
            self.names.setdefault(thing.entity_id, thing.name)
            self.mentions[thing.entity_id] += thing.mentions
            self.documents[thing.entity_id] += 1
        self.kinds.update(dict(report.sources.kinds))

    def actors(self) -> list[tuple[str, int, int]]:
        """Name, mentions and documents of each actor, the most mentioned first."""
        ordered = sorted(self.mentions, key=lambda one: (-self.mentions[one], self.names[one]))
        return [(self.names[one], self.mentions[one], self.documents[one]) for one in ordered]

    def by_kind(self) -> list[tuple[str, int]]:
        """Citations by kind of source, the most frequent first, unknown last."""
        return sorted(self.kinds.items(), key=lambda one: (one[0] == "unknown", -one[1], one[0]))
