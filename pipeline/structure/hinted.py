"""Notes that the source's format sets apart: footnotes of a DOCX, linked notes of a page, notes at the foot of a printed page."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.structure.lines import Layout, Line, chapter, role
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
    heads = [line for line in layout.free() if role(line.text, "notes") and _noted(layout, line.index + 1)]
    layout.claim("heading", *(line.index for line in heads))
    made = list(drafts.values())
    if any(count > 1 for count in Counter((draft.scope, draft.number) for draft in made).values()):
        for region, draft in enumerate(made, start=1):
            draft.region = region  # numbers come back: each note belongs to the chapter it stands in
    return heads, made


def _scope(layout: Layout, line: Line) -> str:
    following = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
    if following is None or not following.hinted("note"):
        return ""
    bare = chapter(line.text)
    printed = bare["label"] if bare and bare.groupdict().get("label") and not bare.groupdict().get("heading") else ""
    return scope_of(line) or re.sub(r"\s+", "", printed)


def _noted(layout: Layout, index: int) -> bool:
    return index < len(layout.lines) and layout.claims[index] in ("note", "note-scope")
