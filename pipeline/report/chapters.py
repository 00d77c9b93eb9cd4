"""A document's sections → its chapters (sections of the first level), and which of them each sentence stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.review.app.layout import titled
from pipeline.review.rows import DocumentRows
from pipeline.tables.cells import unguarded


@dataclass(frozen=True, slots=True)
class Chapters:
    """The names of the chapters in order, and of the one each sentence stands in; "" is what stands before the first."""

    names: tuple[str, ...]
    of_sentence: Mapping[str, str]


def chapters(rows: DocumentRows) -> Chapters:
    """The chapters of a document. Two of one name (はじめに) count as one."""
    parents = {row["section_id"]: row["parent_id"] for row in rows.tables["sections"]}
    titles = {row["section_id"]: unguarded(titled(row)) for row in rows.tables["sections"]}

    def top(section_id: str) -> str:
        seen = set[str]()
        while parents.get(section_id) and section_id not in seen:
            seen.add(section_id)
            section_id = parents[section_id]
        return titles.get(section_id, "")

    names = dict.fromkeys(["", *(titles[name] for name, parent in parents.items() if not parent)])
    return Chapters(tuple(names), {row["sentence_id"]: top(row["section_id"]) for row in rows.tables["sentences"]})
