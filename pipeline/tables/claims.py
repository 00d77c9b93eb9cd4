"""The rows of one document → one row for each sentence that has quantities or events, with the sources it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.tables.cells import Row
from pipeline.tables.source_kinds import NONE, kind_of

_Rows = Iterable[Mapping[str, Any]]


def claims(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Row]:
    """The rows of claims.csv in order of the sentences, from the document's other tables, printed or not yet."""
    counted, told = _by_sentence(tables["quantities"], "mention_id"), _by_sentence(tables.get("events", ()), "event_id")
    cited, works = _by_sentence(tables["evidence"], "citation_id"), originals(tables["citations"])
    for sentence in tables["sentences"]:
        name = sentence["sentence_id"]
        if name in counted or name in told:
            found = {"quantities": counted.get(name, ()), "events": told.get(name, ())}
            yield {"sentence_id": name, "doc_id": sentence["doc_id"]} | found | _sources([works[one] for one in cited.get(name, ())])


def originals(citations: _Rows) -> dict[str, Mapping[str, Any]]:
    """The citation that has the fields of the work each one is of: the one a back reference leads to, else itself."""
    by_id = {row["citation_id"]: row for row in citations}
    found = {}
    for name, row in by_id.items():
        seen = {name}
        while (further := row["refers_to"]) in by_id and further not in seen:
            seen.add(further)
            row = by_id[further]
        found[name] = row
    return found


def _by_sentence(rows: _Rows, column: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["sentence_id"]].append(row[column])
    return found


def _sources(works: Sequence[Mapping[str, Any]]) -> Row:
    kinds = [kind_of(work) for work in works]
    return {
        "sourced": "yes" if works else "no",
        "source_ids": _distinct(work["source_id"] for work in works),
        "kinds": _distinct(kind.kind for kind in kinds) or (NONE,),
        "languages": _distinct(work["language"] for work in works),
        "countries": _distinct(kind.country for kind in kinds),
        "citations": len(works),
    }


def _distinct(cells: Iterable[str]) -> tuple[str, ...]:
    """What is filled, each once, in order."""
    return tuple(dict.fromkeys(cell for cell in cells if cell))
