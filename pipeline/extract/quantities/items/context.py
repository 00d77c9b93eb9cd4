"""A sentence's quantities together → items that follow from each other's and from the words between them.

Parts of a whole (駆逐艦5隻のうち2隻), a whole behind its part (12機を含む軍用機50機), what continues
(貿易は730億ドル、翌年は760億ドル), the noun before a bracket (榴弾（122mm）).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items import nouns
from pipeline.model import Mention, Quantity

_BRACKET_REACH = 60
_MOST_BETWEEN = 3
_ONWARD = ("part", "continued", "from-to", "listed")


def continued(text: str, mentions: Sequence[Mention], items: Sequence[str]) -> list[str]:
    """The items, empty ones filled from the quantities before and behind where the words between leave no doubt."""
    found = list(items)
    for index in range(len(mentions) - 1, -1, -1):
        found[index] = found[index] or _bracketed(text, mentions, index) or _preceding(text, mentions, found, index)
    for index in range(1, len(mentions)):
        found[index] = found[index] or _following(text, mentions, found, index)
    return found


def _preceding(text: str, mentions: Sequence[Mention], found: Sequence[str], index: int) -> str:
    """What the next quantity is of, for its part before it and for where it came from."""
    if index + 1 == len(mentions) or not _alike(mentions[index], mentions[index + 1]):
        return ""
    between = text[mentions[index].end : mentions[index + 1].start]
    return found[index + 1] if _reads("including", between) or _reads("from-to", between) else ""


def _following(text: str, mentions: Sequence[Mention], found: Sequence[str], index: int) -> str:
    if found[index - 1] and _reads("increase-to", text[mentions[index - 1].end : mentions[index].start]):
        return found[index - 1]
    near = range(index - 1, max(-1, index - 1 - _MOST_BETWEEN), -1)
    before = next((at for at in near if _alike(mentions[at], mentions[index])), None)
    if before is None or not found[before]:
        return ""
    between = text[mentions[before].end : mentions[index].start]
    return found[before] if any(_reads(rule, between) for rule in _ONWARD) else ""


def _bracketed(text: str, mentions: Sequence[Mention], index: int) -> str:
    """The noun before the bracket that holds nothing but quantities up to this one."""
    mention = mentions[index]
    value = mention.value
    opening = max(text.rfind(mark, max(0, mention.start - _BRACKET_REACH), mention.start) for mark in "（(")
    if opening < 0 or not isinstance(value, Quantity) or value.kind in ("percent", "count", "ratio"):
        return ""
    inside = text[opening + 1 : mention.start]
    for at in range(index - 1, -1, -1):
        if mentions[at].start <= opening:
            break
        inside = inside.replace(mentions[at].text, "", 1)
    before = re.search(r"[A-Za-z一-龥々ァ-ヶー・]{1,24}\Z", text[max(0, opening - 24) : opening])
    return before[0] if before and _reads("and", inside) and not nouns.is_uncounted(before[0]) else ""


def _alike(one: Mention, other: Mention) -> bool:
    first, second = one.value, other.value
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return False
    return (first.kind, first.unit or first.unit_text) == (second.kind, second.unit or second.unit_text)


def _reads(rule_id: str, between: str) -> bool:
    return any(rule.pattern.fullmatch(between) for rule in _rules() if rule.id == rule_id)


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return rules.load("item_links")
