"""The words next to a span → what is counted or measured (data/rules/quantities_items.toml).

Only what the surface leaves no doubt about: 砲弾420万発, 原油を400万バレル, 20隻の輸送船, 署名国は50カ国.
Everything else waits for the sentence's dependencies and stays empty here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.units import Unit

_REACH = 32
_MEASURED = frozenset({"mass", "volume"})
_PEOPLE = frozenset({"人", "名"})


@dataclass(frozen=True, slots=True)
class _ItemRule:
    before: bool
    fits: bool
    pattern: re.Pattern[str]
    unlike: re.Pattern[str]
    not_for: re.Pattern[str]
    people: re.Pattern[str]
    then: re.Pattern[str]


def item(text: str, start: int, end: int, unit: Unit, kind: str) -> str:
    """The noun beside the span `start`–`end` that the quantity counts or measures, or "" where the words leave doubt.

    `start` is where the words of the quantity begin, those of its rate included (日量, 年間). Occurrences (3回)
    and what is not counted or weighed (money, shares, distances) have no item here.
    """
    if unit.role != "count" and kind not in _MEASURED:
        return ""
    for rule in _rules():
        if rule.not_for.search(unit.surface) or not rule.then.match(text, end):
            continue
        found = rule.pattern.search(text, max(0, start - _REACH), start) if rule.before else rule.pattern.match(text, end)
        if found and _is_counted(found["item"], unit, rule):
            return found["item"]
    return ""


def _is_counted(noun: str, unit: Unit, rule: _ItemRule) -> bool:
    if rule.unlike.search(noun) or noun.endswith(_uncounted()) or noun in _states():
        return False
    if rule.fits:
        ends = _things().get(unit.surface)
        return ends is not None and bool(ends.search(noun))
    return rule.before or unit.surface not in _PEOPLE or bool(rule.people.search(noun))


@cache
def _rules() -> tuple[_ItemRule, ...]:
    return tuple(
        _ItemRule(
            rule.fields["side"] == "before",
            rule.fields.get("fits", False),
            rule.pattern,
            re.compile(rule.fields["unlike"]),
            re.compile(rule.fields["not_for"]),
            re.compile(rule.fields.get("people", "")),
            re.compile(rule.fields.get("then", "")),
        )
        for rule in rules.load("quantities_items")
    )


@cache
def _things() -> Mapping[str, re.Pattern[str]]:
    """For each counter, what a noun it counts ends with."""
    return {row["counter"]: re.compile(rf"(?:{row['ends']})\Z") for row in rules.words("counted_things")}


@cache
def _uncounted() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rules.words("uncounted_nouns"))


@cache
def _states() -> frozenset[str]:
    return frozenset(row["name"] for row in rules.words("gazetteer/states"))
