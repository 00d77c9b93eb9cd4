"""The words next to a span → what is counted or measured (data/rules/quantities_items.toml).

Only what the surface leaves no doubt about: 砲弾420万発, 原油を400万バレル, 20隻の輸送船, 署名国は50カ国, 射程300km.
Everything else waits for the sentence's dependencies and stays empty here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.units import Unit

_REACH = 32
_MEASURED = frozenset({"mass", "volume"})
_PEOPLE = frozenset({"人", "名"})


@dataclass(frozen=True, slots=True)
class _ItemRule:
    before: bool
    kinds: frozenset[str]
    fits: bool
    pattern: re.Pattern[str]
    unlike: re.Pattern[str]
    not_for: re.Pattern[str]
    people: re.Pattern[str]
    then: re.Pattern[str]


def item(text: str, start: int, end: int, unit: Unit, kind: str) -> str:
    """The noun beside the span `start`–`end` that the quantity counts or measures, or "" where the words leave doubt.

    `start` is where the words of the quantity begin, those of its rate included (日量, 年間). Occurrences (3回) have no
    item here; money, shares and distances only where a dimension (予算, 成長率, 射程) stands right before them.
    """
    counted = unit.role == "count" or kind in _MEASURED
    start = _before_total(text, start)
    for rule in _rules():
        if not (kind in rule.kinds if rule.kinds else counted) or rule.not_for.search(unit.surface) or not rule.then.match(text, end):
            continue
        found = rule.pattern.search(text, max(0, start - _REACH), start) if rule.before else rule.pattern.match(text, end)
        if found and _is_counted(found["item"], unit, rule):
            return nouns.without_lead(found["item"])
    return ""


def fits(noun: str, counter: str) -> bool:
    """Whether a noun ends as counted_things.csv says of what a counter counts: 署名国 and カ国, 巡視船 and 隻."""
    ends = _things().get(counter)
    return ends is not None and bool(ends.search(noun))


def is_listed(counter: str) -> bool:
    """Whether counted_things.csv says what a counter counts."""
    return counter in _things()


def is_state(noun: str) -> bool:
    """Whether a noun is the name of a state, which is never counted."""
    return noun in _states()


def _is_counted(noun: str, unit: Unit, rule: _ItemRule) -> bool:
    if rule.unlike.search(noun) or is_state(noun):
        return False
    if rule.kinds:
        return True
    if noun.endswith(_uncounted()) and not (unit.surface in _PEOPLE and nouns.is_people(noun)):
        return False
    if rule.fits:
        return fits(noun, unit.surface)
    if unit.surface not in _PEOPLE:
        return not (unit.role == "count" and nouns.is_span(noun))
    return nouns.is_people(noun) if rule.before else bool(rule.people.search(noun))


def _before_total(text: str, start: int) -> int:
    """`start` without the 延べ of 軍用機延べ3機, the 合計 of 艦艇は合計20隻."""
    found = _total().search(text, max(0, start - _REACH), start)
    return found.start() if found else start


@cache
def _rules() -> tuple[_ItemRule, ...]:
    return tuple(
        _ItemRule(
            rule.fields["side"] == "before",
            frozenset(rule.fields.get("kinds", ())),
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
def _total() -> re.Pattern[str]:
    return next(rule.pattern for rule in rules.load("item_links") if rule.id == "total")


@cache
def _uncounted() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rules.words("uncounted_nouns"))


@cache
def _states() -> frozenset[str]:
    return frozenset(row["name"] for row in rules.words("gazetteer/states"))
