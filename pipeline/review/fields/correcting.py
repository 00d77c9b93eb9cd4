"""What a reviewer changed of a row as it was shown → the values of the correction: what differs from the row it is about."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.review.fields.completing import completed
from pipeline.review.model import Row
from pipeline.review.rows import READING

BOUNDS = frozenset(("earliest", "latest"))
# What the bounds of a date follow of.
BOUNDED = frozenset(("type", "value", "mod"))


def differing(table: str, changed: Mapping[str, str], words: str, seen: Row, row: Row) -> dict[str, str]:
    """The fields of `seen` with `changed` that are not as in `row`, but for the words themselves.

    The bounds of a date are among them only where a reviewer has given them: those that followed of what was shown follow again.
    `words` are the mention's as corrected. Rows may be their `rows.reading`.
    """
    now = {name: changed.get(name, seen.get(name, "")) for name in READING[table]}
    values = {name: cell for name, cell in now.items() if name != "text" and cell != row.get(name, "")}
    if table == "events":  # its bounds are those of its date: given with it, else they follow
        bounds = {name: now[name] for name in BOUNDS} if "date_id" in values else {}
        return {name: cell for name, cell in values.items() if name not in BOUNDS} | bounds
    if table != "dates":
        return values
    before, following = _following(seen, seen.get("text", "")), _following(now, words)
    anew = bool(BOUNDED & values.keys())
    for name in BOUNDS & values.keys():
        if not now[name] or (name not in changed and now[name] == before[name]) or (anew and now[name] == following[name]):
            del values[name]
    return values


def _following(row: Row, words: str) -> Mapping[str, str]:
    """The bounds that follow of a date's other fields."""
    date = dict.fromkeys(READING["dates"], "") | dict(row) | dict.fromkeys(BOUNDS, "") | {"text": words}
    return {name: completed("dates", date, "")[name] for name in BOUNDS}
