"""Notes as read → notes whose back references point to the citation that holds the full form; and a key a cited work.

One ordered pass a scope. Every kind of reference has its own resolver (antecedents, shorts); a link is made only where exactly one
work fits, else a problem is reported and the chain of 同上 behind it is broken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Citation, Note, Problem, ReadNote, Section
from pipeline.resolve.citations import chapters
from pipeline.resolve.citations.antecedents import resolve_one
from pipeline.resolve.citations.history import History
from pipeline.resolve.citations.sources import source_id, source_key, source_keys

__all__ = ["resolve", "source_id", "source_key", "source_keys"]


def resolve(
    notes: Sequence[ReadNote], *, sections: Sequence[Section] = (), authors: Sequence[str] = ()
) -> tuple[list[ReadNote], list[Problem]]:
    """The notes, in document order, with `form`, `type` and `refers_to` of back references set, and what could not be linked.

    Reads 同上, 同書, 前掲書, 前掲論文, 前掲記事, 前掲注12, 第1章注34, 著者「短題」, 拙稿, Ibid., op. cit. and the like; `refers_to` is
    an index into all citations of the document in order. Fields stay as written. `authors` are the document's, `sections` may name
    those of a chapter: 拙稿 is by the one who is told.
    """
    histories: dict[str, History] = {}
    for read in notes:
        if read.note.scope not in histories:
            histories[read.note.scope] = History(_writers(read.note, sections, authors))
    scopes = list(histories)
    resolved: list[ReadNote] = []
    problems: list[Problem] = []
    index = 0
    for read in notes:
        history = histories[read.note.scope]
        history.begin()
        citations: list[Citation] = []
        for citation in read.citations:
            named = chapters.named(citation, read.note.scope, scopes)
            asked = None if named is None else histories[named]
            linked = resolve_one(citation, index, read.note.number, history, asked)
            citations.append(linked)
            if linked.form != "full" and linked.refers_to is None:
                problems.append(_problem(read, linked))
            index += 1
        resolved.append(replace(read, citations=tuple(citations)))
    return resolved, problems


def _writers(note: Note, sections: Sequence[Section], authors: Sequence[str]) -> tuple[str, ...]:
    """The authors named under the heading of the chapter the note belongs to, else those of the document."""
    at = note.section
    while at is not None and at < len(sections):
        if sections[at].authors:
            return sections[at].authors
        at = sections[at].parent
    return tuple(authors)


def _problem(read: ReadNote, citation: Citation) -> Problem:
    start, end = read.note.content.raw(citation.start, citation.end)
    message = f"note {read.note.number}: no single earlier source fits {citation.raw!r}"
    return Problem("warning", "citation-unresolved", message, start, end)
