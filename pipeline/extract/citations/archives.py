"""Names behind the title of a paper in an archive → what keeps it and where; the name of such a paper, or of an act, told from others.

“Title,” March 5, 1969, Box 12, Lake Files, Lee Presidential Library, Oslo, CA; Telegram 12, Oslo to Department of Lakes, …, RG 84,
National Archives, College Park, MD.
"""

from __future__ import annotations

from functools import cache

from pipeline import rules
from pipeline.extract.citations import places
from pipeline.extract.citations.draft import Draft

UNIT = "citations_parts.toml:archive-unit"
"""The rule that reads a box, folder or record group."""

PAPER = "citations_reports.toml:paper-of-an-office"
"""The rule that knows a memorandum or telegram by its name."""

ACT = "citations_reports.toml:act"
"""The rule that knows a decree or order by its name."""

_KEEPER = "citations_reports.toml:archive"
_TOWN_WORDS = 3
_COLLECTION = ("Files", "Papers", "Records", "Collection", "Series")


@cache
def _rule(reads: str) -> rules.Rule:
    return next(rule for rule in rules.load("citations_reports") if rule.fields["reads"] == reads)


def is_paper(name: str) -> bool:
    """Whether a text names a paper of an office (Telegram 12, Oslo to …; Memorandum of Conversation)."""
    return bool(_rule("paper").pattern.search(name))


def names_act(name: str) -> bool:
    """Whether a name behind a title is that of a decree or order (Указ Президента № 12, Executive Order 12)."""
    return bool(_rule("act").pattern.search(name))


def keeps(name: str) -> bool:
    """Whether a name is that of an archive or a library that keeps papers (National Archives, Lee Presidential Library)."""
    return bool(_rule("archive").pattern.search(name))


def read(draft: Draft, names: list[str], *, shelved: bool) -> bool:
    """Takes the archive as container and its town as place; the collections before it no field holds. False where none keeps it.

    `shelved` says that a box or record group is named, or that the title is that of a paper of an office. A work that stands alone
    (*Title*, March 1978, Lake Archive) is only held there: it stays what it is.
    """
    at = next((i for i in reversed(range(len(names))) if keeps(names[i])), None)
    if at is None or draft.container or not draft.title:
        return False
    if draft.bracketed_title and not shelved:
        if draft.place or draft.publisher or len(names) > 1:
            return False
        draft.contain(names[at], "plain", _KEEPER)
        return True
    if not shelved and draft.genre != "document":
        return False
    draft.contain(names[at], "plain", _KEEPER)
    draft.put("genre", "document", draft.rules.get("genre", UNIT) if draft.genre == "document" else UNIT)
    behind = names[at + 1 :]
    if _is_town(behind):
        draft.put("place", ", ".join(behind), "archives.py:behind-archive")
        behind = []
    draft.unread += [*names[:at], *behind]
    return True


def _is_town(names: list[str]) -> bool:
    """Whether what stands behind the archive is where it is: a town, or a town and its state."""
    if not names or len(names) > 2 or names[0].endswith(_COLLECTION):
        return False
    short = all(name[:1].isupper() and len(name.split()) <= _TOWN_WORDS and not any(c.isdigit() for c in name) for name in names)
    return short and (len(names) == 1 or places.is_region(names[1]))
