"""Notes as read → notes whose back references point to the citation that holds the full form; and a key a cited work.

One ordered pass a scope. Every kind of reference has its own resolver (antecedents); a link is made only where exactly one
work fits, else a problem is reported and the chain of 同上 behind it is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Citation, Problem, ReadNote
from pipeline.resolve.citations.antecedents import History, resolve_one
from pipeline.resolve.citations.sources import source_id, source_key

__all__ = ["resolve", "source_id", "source_key"]


def resolve(notes: Sequence[ReadNote]) -> tuple[list[ReadNote], list[Problem]]:
    """The notes, in document order, with `form`, `type` and `refers_to` of back references set, and what could not be linked.

    Reads 同上, 同書, 前掲書, 前掲論文, 前掲記事, 前掲注12, 著者「短題」, Ibid., op. cit. and the like; `refers_to` is an index into
    all citations of the document in order. Fields stay as written.
    """
    histories: dict[str, History] = {}
    resolved: list[ReadNote] = []
    problems: list[Problem] = []
    index = 0
    for read in notes:
        history = histories.setdefault(read.note.scope, History())
        citations: list[Citation] = []
        for citation in read.citations:
            linked = resolve_one(citation, index, read.note.number, history)
            citations.append(linked)
            if linked.form != "full" and linked.refers_to is None:
                problems.append(_problem(read, linked))
            index += 1
        resolved.append(replace(read, citations=tuple(citations)))
    return resolved, problems


def _problem(read: ReadNote, citation: Citation) -> Problem:
    start, end = read.note.content.raw(citation.start, citation.end)
    message = f"note {read.note.number}: no single earlier source fits {citation.raw!r}"
    return Problem("warning", "citation-unresolved", message, start, end)
