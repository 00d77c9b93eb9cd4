"""Notes that the source's format sets apart: footnotes of a DOCX, linked notes of a page, notes at the foot of a printed page."""

from __future__ import annotations

from collections import Counter

from pipeline.structure.lines import Layout, Line, role
from pipeline.structure.notes import Draft


def claim_notes(layout: Layout) -> tuple[list[Line], list[Draft]]:
    """Claims every line that a hint says is of a note; gives the heads 「注」 above such lines and the notes as drafts.

    Pieces with one key are one note, however many pages lie between them.
    """
    drafts: dict[str, Draft] = {}
    for line in layout.lines:
        hint = line.hint
        if hint is None or hint.kind != "note" or layout.claims[line.index]:
            continue
        layout.claim("note", line.index)
        if hint.key and hint.key in drafts:
            drafts[hint.key].lines.append(line)
            continue
        label = next((i for i, start in enumerate(line.content.starts) if start >= hint.start), 0)
        drafts[hint.key or f"line {line.index}"] = Draft(hint.number, "", 1, [line], label, hint.key)
    heads = [line for line in layout.free() if role(line.text, "notes") and _noted(layout, line)]
    layout.claim("heading", *(line.index for line in heads))
    made = list(drafts.values())
    if any(count > 1 for count in Counter(draft.number for draft in made).values()):
        for region, draft in enumerate(made, start=1):
            draft.region = region  # numbers come back: each note belongs to the chapter it stands in
    return heads, made


def _noted(layout: Layout, line: Line) -> bool:
    following = layout.lines[line.index + 1] if line.index + 1 < len(layout.lines) else None
    return following is not None and layout.claims[following.index] == "note"
