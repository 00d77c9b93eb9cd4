"""A document's rows → everything its page shows."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report import actors as named
from pipeline.report.amounts import Series, series
from pipeline.report.sources import Sources, sources
from pipeline.report.timeline import Timeline, timeline
from pipeline.report.together import Together, together
from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows

_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Report:
    """What a document holds, one field a question."""

    rows: DocumentRows
    actors: list[named.Thing]
    places: list[named.Thing]
    timeline: Timeline
    together: Together
    series: list[Series]
    sources: Sources
    problems: list[Row]

    @property
    def document(self) -> Row:
        """Its row of documents.csv."""
        return self.rows.document

    @property
    def file(self) -> str:
        """The name of its page; a document called index leaves index.html to the list of all."""
        name = self.rows.doc_id
        return "index.report.html" if name.casefold() == "index" else f"{name}.html"

    def count(self, table: str) -> int:
        """Rows it has in a table."""
        return len(self.rows.tables.get(table, ()))


def report(rows: DocumentRows) -> Report:
    """Gathers all figures of a document."""
    return Report(
        rows,
        named.actors(rows),
        named.places(rows),
        timeline(rows),
        together(rows),
        series(rows),
        sources(rows),
        sorted(rows.tables["problems"], key=lambda row: _SEVERITIES.index(row["severity"])),
    )
