"""Works cited in each document → one row for each work cited anywhere: sources. The rows of a document come from `cited`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.tables.cells import Row

WORK = ("authors", "editors", "translators", "title", "container", "publisher", "place", "issued", "volume", "issue", "pages", "url")
_FIELDS = ("type", *WORK, "language")


class Sources:
    """The works cited in the documents added so far. Memory grows with the distinct works, not with the documents."""

    def __init__(self) -> None:
        self._fields: dict[str, tuple[Any, ...]] = {}
        self._citations: Counter[str] = Counter()
        self._documents: Counter[str] = Counter()

    def add(self, cited: Iterable[Row]) -> None:
        """Counts in what `cited.works_cited` found in one document; the first document that cites a work in full gives its fields."""
        for row in cited:
            work = row["source_id"]
            self._citations[work] += row["citations"]
            self._documents[work] += 1
            if row.get("type") and work not in self._fields:
                self._fields[work] = tuple(row[field] for field in _FIELDS)

    def rows(self) -> Iterator[Row]:
        """The rows of sources.csv, in order of the first full citation; a work that is cited in full nowhere has none."""
        for work, fields in self._fields.items():
            counts = {"citations": self._citations[work], "documents": self._documents[work]}
            yield {"source_id": work, **dict(zip(_FIELDS, fields, strict=True)), **counts}
