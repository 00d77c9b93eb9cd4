"""A sentence's quantities together → items that follow from each other's and from the words between them.

Parts of a whole (駆逐艦5隻のうち2隻), a whole behind its part (12機を含む軍用機50機), what continues
(貿易は730億ドル、翌年は760億ドル), the noun before a bracket (榴弾（122mm）).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items import brackets, nouns
from pipeline.model import Mention, Quantity

_MOST_BETWEEN = 3
_ONWARD = ("part", "continued", "earlier", "crossing", "next-date", "from-to", "listed")


def continued(text: str, mentions: Sequence[Mention], items: Sequence[str]) -> list[str]:
    """The items, empty ones filled from the quantities before and behind where the words between leave no doubt."""
    found = list(items)
    starts, ends = [mention.start for mention in mentions], [mention.end for mention in mentions]
    for index in range(len(mentions) - 1, -1, -1):
        found[index] = found[index] or _preceding(text, mentions, found, index)
    for index in range(len(mentions)):
        if not found[index]:
            at = brackets.opening(text, starts[index], starts, ends)
            outside = bisect_right(ends, at) - 1
            found[index] = _bracketed(text, mentions, found, index, at, outside) if at >= 0 else ""
        found[index] = found[index] or _following(text, mentions, found, index)
    return found


def _preceding(text: str, mentions: Sequence[Mention], found: Sequence[str], index: int) -> str:
    """What the next quantity is of, for its part before it and for where it came from."""
    if index + 1 == len(mentions):
        return ""
    between = text[mentions[index].end : mentions[index + 1].start]
    if _reads("joined", between) or (_reads("comma", between) and text.startswith(f"の{found[index + 1]}", mentions[index + 1].end)):
        return found[index + 1]
    if not _alike(mentions[index], mentions[index + 1]):
        return ""
    return found[index + 1] if _reads("including", between) or _reads("from-to", between) else ""


def _following(text: str, mentions: Sequence[Mention], found: Sequence[str], index: int) -> str:
    if not index:
        return ""
    directly = text[mentions[index - 1].end : mentions[index].start]
    if found[index - 1] and (_reads("increase-to", directly) or (_reads("growth", directly) and _is_share(mentions[index]))):
        return found[index - 1]
    if found[index - 1] and _is_percent_restated(mentions[index - 1], mentions[index]) and _reads("restated", directly):
        return found[index - 1]
    near = range(index - 1, max(-1, index - 1 - _MOST_BETWEEN), -1)
    before = next((at for at in near if _alike(mentions[at], mentions[index])), None)
    if before is None or not found[before]:
        return ""
    between = text[mentions[before].end : mentions[index].start]
    item = found[before]
    between = between.removeprefix(f"の{item}")  # 30人の兵士が負傷し
    return item if any(_reads(rule, between) for rule in _ONWARD) else ""


def _bracketed(text: str, mentions: Sequence[Mention], found: Sequence[str], index: int, at: int, outside: int) -> str:
    """What the quantity right before the bracket at `at` is of, `outside` being its index; else the noun there, of a measure or money."""
    value = mentions[index].value
    if not isinstance(value, Quantity):
        return ""
    if outside >= 0 and mentions[outside].end == at:
        return found[outside] if value.kind == "percent" or _alike_kind(mentions[outside], mentions[index]) else ""
    if value.kind in ("percent", "count", "ratio"):
        return ""
    before = re.search(r"[A-Za-z一-龥々ァ-ヶー・]{1,24}\Z", text[max(0, at - 24) : at])
    return before[0] if before and not nouns.is_uncounted(before[0]) and not nouns.is_moment(before[0]) else ""


def _alike_kind(one: Mention, other: Mention) -> bool:
    """Whether one amount can be the other told in another unit: 55海里（約102km）."""
    first, second = one.value, other.value
    if not isinstance(first, Quantity) or not isinstance(second, Quantity) or first.kind != second.kind:
        return False
    return first.kind != "count" or first.unit_text == second.unit_text


def _is_percent_restated(one: Mention, other: Mention) -> bool:
    """Whether a fraction stands behind a percentage: 20%、5分の1."""
    first, second = one.value, other.value
    return isinstance(second, Quantity) and second.kind == "ratio" and second.unit == "" and _is_share(one) and isinstance(first, Quantity)


def _is_share(mention: Mention) -> bool:
    return isinstance(mention.value, Quantity) and mention.value.kind == "percent"


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
