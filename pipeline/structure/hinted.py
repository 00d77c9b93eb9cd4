"""Notes that the source's format sets apart: footnotes of a DOCX, linked notes of a page, notes at the foot of a printed page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from pipeline.model import Hint
from pipeline.structure.lines import LEFT_OUT, Layout, Line, chapter, role
from pipeline.structure.notes import Draft, scope_of


def claim_notes(layout: Layout) -> tuple[list[Line], list[Draft]]:
    """Claims every line that a hint says is of a note; gives the heads 「注」 above such lines and the notes as drafts.

    Pieces with one key are one note, however many pages lie between them. A chapter's label directly above notes (［第1章］) is
    their scope.
    """
    drafts: dict[str, Draft] = {}
    scope = ""
    for line in layout.lines:
        hint = line.hint
        if layout.claims[line.index]:
            continue
        if hint is None or hint.kind != "note":
            if label := _scope(layout, line):
                scope = label
                layout.claim("note-scope", line.index)
            continue
        layout.claim("note", line.index)
        if hint.key and hint.key in drafts:
            drafts[hint.key].lines.append(line)
            continue
        begin = next((i for i, start in enumerate(line.content.starts) if start >= hint.start), 0)
        drafts[hint.key or f"line {line.index}"] = Draft(hint.number, scope, 1, [line], begin, hint.key)
    heads = [line for line in layout.free() if role(line.text, "notes") and _noted(layout, line)]
    layout.claim("heading", *(line.index for line in heads))
    made = list(drafts.values())
    if any(count > 1 for count in Counter((draft.scope, draft.number) for draft in made).values()):
        for region, draft in enumerate(made, start=1):
            draft.region = region  # numbers come back: each note belongs to the chapter it stands in
    return heads, made


def marked(layout: Layout, hints: Sequence[Hint]) -> dict[str, Line]:
    """For each note that the format links, the line its first marker stands in."""
    found: dict[str, Line] = {}
    begins = [line.raw[0] for line in layout.lines]
    for hint in hints:
        if hint.kind == "marker" and hint.key and hint.key not in found:
            place = bisect_right(begins, hint.start) - 1
            if place >= 0:
                found[hint.key] = layout.lines[place]
    return found


def _scope(layout: Layout, line: Line) -> str:
    bare = chapter(line.text)
    printed = bare["label"] if bare and bare.groupdict().get("label") and not bare.groupdict().get("heading") else ""
    label = scope_of(line) or re.sub(r"\s+", "", printed)
    following = _below(layout, line) if label else None
    return label if following is not None and following.hinted("note") else ""


def _noted(layout: Layout, line: Line) -> bool:
    following = _below(layout, line)
    return following is not None and layout.claims[following.index] in ("note", "note-scope")


def _below(layout: Layout, line: Line) -> Line | None:
    """The next line of the report: a page's foot and head may stand between a head and its notes."""
    rest = range(line.index + 1, len(layout.lines))
    return next((layout.lines[index] for index in rest if layout.claims[index] not in LEFT_OUT), None)
