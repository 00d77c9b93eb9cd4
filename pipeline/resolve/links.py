"""Note markers in sentences × notes → which note is cited where; what does not fit becomes a problem."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Note, NoteLink, Problem, Section, Sentence


def link(notes: Sequence[Note], sentences: Sequence[Sentence], sections: Sequence[Section]) -> tuple[tuple[NoteLink, ...], list[Problem]]:
    """One link for each note that has a marker: the first in its chapter. Every other marker and every other note is reported."""
    index = {(note.scope, note.number): i for i, note in reversed(list(enumerate(notes))) if not note.key}
    keyed = {note.key: i for i, note in enumerate(notes) if note.key}
    scopes = {note.scope for note in notes}
    links: dict[int, NoteLink] = {}
    problems: list[Problem] = []
    for sentence in sentences:
        scope = _scope(sentence, sections, scopes)
        for marker in sentence.markers:
            target = keyed[marker.key] if marker.key in keyed else index.get((scope, marker.number))
            if target is None:
                code, message = "marker-without-note", f"marker {marker.number} has no note {_in(scope)}".rstrip()
            elif target in links:
                code, message = "marker-repeated", f"note {marker.number} {_in(scope)} already has a marker".replace("  ", " ")
            else:
                links[target] = NoteLink(target, sentence.id, marker.position)
                continue
            problems.append(Problem("warning", code, message, marker.raw_start, marker.raw_end, sentence.id))
    for i, note in enumerate(notes):
        if i not in links and (note.key or index[(note.scope, note.number)] == i):
            problems.append(_of(note, "note-without-marker", f"no marker in the text for note {note.number} {_in(note.scope)}".rstrip()))
    return tuple(links[i] for i in sorted(links)), problems


def _of(note: Note, code: str, message: str) -> Problem:
    return Problem("warning", code, message, *note.content.raw(0, len(note.content)))


def _in(scope: str) -> str:
    return f"in {scope}" if scope else ""


def _scope(sentence: Sentence, sections: Sequence[Section], scopes: set[str]) -> str:
    """The label of the enclosing section whose notes are numbered on their own; "" where numbering runs through the document."""
    at = sentence.section
    while at is not None:
        if sections[at].label in scopes:
            return sections[at].label
        at = sections[at].parent
    return ""
