"""An interview that the author of the report held → its fields: 筆者による湖沼省職員へのインタビュー、京都、2016年3月10日."""

from __future__ import annotations

from pipeline import rules
from pipeline.extract.citations import parts
from pipeline.extract.citations.brackets import Masked
from pipeline.extract.citations.draft import Draft


def read(source: Masked, start: int, end: int) -> Draft | None:
    """The interview between two offsets, or None: what names it is the title, what stands beside the date the place."""
    rule = next(rule for rule in rules.load("citations_reports") if rule.fields["reads"] == "interview")
    found = rule.pattern.match(source.mask, start, end)
    if found is None:
        return None
    draft = Draft(start, end)
    by = f"citations_reports.toml:{rule.id}"
    draft.put("genre", "interview", by)
    draft.entitle(source.text[start : found.end()].strip(), by)
    for part in parts.read(source, found.end(), end):
        if part.kind == "url":
            draft.add_url(part)
        elif part.kind == "paren":
            imprint = parts.imprint(part.text)
            draft.fill(imprint.values, imprint.rules)
            draft.fill({"place": imprint.place or imprint.publisher}, "interviews.py:beside-date")
        elif part.kind == "fields":
            draft.fill(part.values, part.rule)
        elif not draft.place:
            draft.put("place", part.text, "interviews.py:beside-date")
        else:
            draft.unread.append(part.text)
    return draft if draft.issued else None
