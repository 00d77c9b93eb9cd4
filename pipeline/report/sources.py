"""A document's citations → on what it rests: sources by kind, language, country and year, and how much of the text has one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.report.actors import RUNNING
from pipeline.report.chapters import chapters
from pipeline.review.rows import DocumentRows
from pipeline.tables.claims import originals
from pipeline.tables.schema.events import SOURCE_KINDS
from pipeline.tables.source_kinds import kind_of

_YEAR = re.compile(r"(\d{4})(?:-|$|/)")

Counted = Sequence[tuple[str, int]]  # what, and how often, the most frequent first


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some sentences have a source."""

    name: str
    sourced: int
    all: int

    @property
    def percent(self) -> int:
        """Rounded; 0 where there are no sentences."""
        return round(100 * self.sourced / self.all) if self.all else 0


@dataclass(frozen=True, slots=True)
class Sources:
    """Citations by kind, language and country of their source, and by year of issue and kind; what is not known counts as "".

    A back reference counts as what it refers to. `text` is the share of sentences of running text with a source, `claims` that of
    those among all that have quantities or events, `by_chapter` that of the running text of each chapter.
    """

    kinds: Counted
    languages: Counted
    countries: Counted
    years: Mapping[int, Mapping[str, int]]
    undated: int
    text: Share
    claims: Share
    by_chapter: Sequence[Share]

    @property
    def citations(self) -> int:
        """All citations."""
        return sum(count for _, count in self.kinds)


def sources(rows: DocumentRows) -> Sources:
    """What the citations of a document are."""
    works = list(originals(rows.tables["citations"]).values())
    told = [kind_of(work) for work in works]
    years: dict[int, Counter[str]] = defaultdict(Counter)
    undated = 0
    for work, kind in zip(works, told, strict=True):
        found = _YEAR.match(work["issued"])
        if found:
            years[int(found[1])][kind.kind] += 1
        else:
            undated += 1
    claims = rows.tables["claims"]
    return Sources(
        _counted(kind.kind for kind in told),
        _counted(work["language"] for work in works),
        _counted(kind.country for kind in told),
        {year: dict(years[year]) for year in sorted(years)},
        undated,
        *_shares(rows, sum(row["sourced"] == "yes" for row in claims), len(claims)),
    )


def kinds_of(years: Mapping[int, Mapping[str, int]]) -> list[str]:
    """The kinds that years have, in the order in which they are drawn."""
    return [kind for kind in SOURCE_KINDS if any(kind in counts for counts in years.values())]


def _counted(values: Iterable[str]) -> Counted:
    counts = Counter(values)
    return sorted(counts.items(), key=lambda one: (one[0] in ("", "unknown"), -one[1], one[0]))


def _shares(rows: DocumentRows, sourced: int, claims: int) -> tuple[Share, Share, list[Share]]:
    backed = {row["sentence_id"] for row in rows.tables["evidence"]}
    known = chapters(rows)
    found: dict[str, list[bool]] = {name: [] for name in known.names}
    for row in rows.tables["sentences"]:
        if row["kind"] in RUNNING:
            found[known.of_sentence[row["sentence_id"]]].append(row["sentence_id"] in backed)
    parts = [Share(name, sum(one), len(one)) for name, one in found.items() if one]
    whole = Share("", sum(part.sourced for part in parts), sum(part.all for part in parts))
    return whole, Share("", sourced, claims), parts
