"""A quantity in brackets → the noun before them: 榴弾（122mm）, 総人口は2010年（1億2,800万人）に."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items import nouns
from pipeline.extract.quantities.items.fit import counted, standing
from pipeline.extract.quantities.items.phrases import Phrase
from pipeline.extract.quantities.items.scene import Scene, named, says, topic
from pipeline.model import Mention, Quantity

_REACH = 60
_CLOSING = '」』〉》”"'
_QUOTED = re.compile(r"[「『“]([^「」『』“”]{1,24})[」』”]\Z")
_MEASURES = frozenset({"mass", "length", "volume", "area", "speed", "other"})


def opening(text: str, start: int, starts: Sequence[int], ends: Sequence[int]) -> int:
    """Where the bracket opens that holds nothing but quantities and words like それぞれ up to `start`, or -1.

    `starts` and `ends` are those of the sentence's quantities.
    """
    found = max(text.rfind(mark, max(0, start - _REACH), start) for mark in "（(")
    if found < 0 or any(mark in text[found:start] for mark in "）)"):
        return -1
    at, inside = found + 1, []
    for index in range(bisect_right(starts, found), bisect_left(starts, start)):
        inside.append(text[at : starts[index]])
        at = ends[index]
    inside.append(text[at:start])
    return found if all(reads("and", part) for part in inside) else -1


def item(view: Scene, mention: Mention, value: Quantity) -> str | None:
    """The noun before the brackets that the quantity stands in; of a time before them, the topic. None outside of such brackets.

    "" where no noun fits, and behind another quantity: what they share is seen when that one is known.
    """
    at = opening(view.text, mention.start, view.starts, view.ends)
    before = view.last(at) if at > 0 else None
    if before is None:
        return None
    if _ends_at(view.ends, at):
        return ""
    quoted = _QUOTED.search(view.text, max(0, at - _REACH), at)
    if quoted and value.kind in _MEASURES:
        return quoted[1]
    if says(view.verb(before), "rank"):  # 最も多いのは甲（30人）, read as one phrase
        return _ranked(view, before, value)
    if before.index in view.counted or view.text[before.end : at].strip(_CLOSING):
        return None
    if nouns.is_time(view.text, before):
        return topic(view, before, mention.start)
    if before.proper and value.kind not in _MEASURES and not nouns.is_troops(nouns.bare(view.text, before)):
        return _ranked(view, before, value)
    return standing(view, before, value)


def _ranked(view: Scene, name: Phrase, value: Quantity) -> str:
    """By what names are ranked: 避難民の数が最も多いのは甲（30人）、次いで乙（20人）."""
    for phrase in view.back_from(name.start):
        if phrase.particle == "が" and phrase.index not in view.counted and says(view.text[phrase.stop : phrase.stop + _REACH], "rank"):
            return counted(view, named(view, phrase), value)
    return ""


def _ends_at(ends: Sequence[int], place: int) -> bool:
    index = bisect_left(ends, place)
    return index < len(ends) and ends[index] == place


def is_distance(text: str, start: int) -> bool:
    """Whether a length at `start` is the way to somewhere: 北西80km, 沖合30km."""
    return any(rule.pattern.search(text, max(0, start - _REACH), start) for rule in _rules() if rule.id == "direction")


def reads(rule_id: str, part: str) -> bool:
    """Whether a rule of item_links.toml reads the whole of `part`."""
    return any(rule.pattern.fullmatch(part) for rule in _rules() if rule.id == rule_id)


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return rules.load("item_links")
