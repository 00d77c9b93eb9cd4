"""The words next to a span → what is counted or measured (data/rules/quantities_items.toml).

Only what the surface leaves no doubt about: 砲弾420万発, 原油を400万バレル, 20隻の輸送船.
Everything else waits for the sentence's dependencies and stays empty here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.units import Unit

_REACH = 32
_MEASURED = frozenset({"mass", "volume"})
_PEOPLE = frozenset({"人", "名"})


@dataclass(frozen=True, slots=True)
class _ItemRule:
    pattern: re.Pattern[str]
    unlike: re.Pattern[str]
    not_for: re.Pattern[str]
    people: re.Pattern[str]


def item(text: str, start: int, end: int, unit: Unit, kind: str) -> str:
    """The noun beside the span `start`–`end` that the quantity counts or measures, or "" where the words leave doubt.

    `start` is where the words of the quantity begin, those of its rate included (日量, 年間). Occurrences (3回)
    and what is not counted or weighed (money, shares, distances) have no item here.
    """
    if unit.role != "count" and kind not in _MEASURED:
        return ""
    return next(_candidates(text, start, end, unit), "")


def _candidates(text: str, start: int, end: int, unit: Unit) -> Iterator[str]:
    for side in ("before", "after"):
        for rule in _rules(side):
            found = rule.pattern.search(text, max(0, start - _REACH), start) if side == "before" else rule.pattern.match(text, end)
            if not found or rule.not_for.search(unit.surface) or rule.unlike.search(found["item"]):
                continue
            if side == "before" or unit.surface not in _PEOPLE or rule.people.search(found["item"]):
                yield found["item"]


@cache
def _rules(side: str) -> tuple[_ItemRule, ...]:
    chosen = (rule for rule in rules.load("quantities_items") if rule.fields["side"] == side)
    return tuple(
        _ItemRule(
            rule.pattern,
            re.compile(rule.fields["unlike"]),
            re.compile(rule.fields["not_for"]),
            re.compile(rule.fields.get("people", "")),
        )
        for rule in chosen
    )
