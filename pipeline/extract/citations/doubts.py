"""A citation as read → the same without the fields that cannot be right: a publisher with a title's brackets, pages or a date in it."""

from __future__ import annotations

import re

from pipeline.extract import calendar
from pipeline.extract.citations.draft import Draft
from pipeline.extract.citations.people import ROLES

DOUBTFUL = 0.25
"""The score of a citation one of whose fields was emptied because it held what belongs to another."""

_MISPLACED = re.compile(r"[「」『』《》]|\d\s?(?:頁|ページ|页|쪽)|第\s?\d+\s?[号期]|https?:|www\.|" + calendar.DATE)
_PAGED = re.compile(r"\d\s?(?:頁|ページ|页|쪽)")


def clear(draft: Draft) -> bool:
    """Empties the fields that hold what belongs to another; whether there were any. What they held stays in the citation's text."""
    wrong = [name for name in ("publisher", "place") if _MISPLACED.search(getattr(draft, name))]
    if _PAGED.search(draft.container):
        wrong.append("container")
    draft.drop(*wrong)
    emptied = bool(wrong)
    for role in ROLES:
        names: list[str] = getattr(draft.people, role)
        kept = [name for name in names if not _MISPLACED.search(name)]
        if len(kept) < len(names):
            emptied = True
            names[:] = kept
            if not kept:
                draft.rules.pop(role, None)
    return emptied
