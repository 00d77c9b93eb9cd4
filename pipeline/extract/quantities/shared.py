"""A sentence and its quantities → the same quantities with the change and the basis they share with their neighbours.

輸出は3%、輸入は5%増えた: both grew. 40人（2%）減少した: both fell. 輸入は同5%増: 同 is the basis said last.
前年に比べ、輸出は5%増え、輸入は3%減った: 前年 is the basis of both. 1日30トンの増産、同20トンの減産: 同 is per day too.
Rules: data/rules/quantities_changes.toml, quantities_bases.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import surroundings
from pipeline.model import Mention, Quantity

_FRAME_REACH, _LEVEL_REACH, _SAME_REACH, _EACH_REACH = 60, 30, 4, 15
_EACH = "それぞれ"
_GROWS = frozenset({"percent", "ratio"})
_POINT = "ポイント"
_BARE_LINKS = frozenset({"と", "、"})
_BEFORE = frozenset({"level", "same"})
_FILES = ("quantities_changes", "quantities_bases")
_CLOSING = frozenset(")）")


def complete(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions of one sentence with what they share; a change or a basis of their own is kept."""
    found = [mention.value for mention in mentions if isinstance(mention.value, Quantity)]
    if not found or len(found) != len(mentions):
        return list(mentions)
    changing = any(value.change or value.basis for value in found)
    if not changing and "同" not in text and not any(value.per for value in found):
        return list(mentions)
    spans = [(mention.start, mention.end) for mention in mentions]
    if changing:
        _bracketed(text, spans, found)
        _listed(text, spans, found)
    _same(text, spans, found)
    _moved(text, spans, found)
    if changing:
        _framed(text, spans, found)
    return [mention if mention.value is value else replace(mention, value=value) for mention, value in zip(mentions, found, strict=True)]


def _bracketed(text: str, spans: Sequence[tuple[int, int]], found: list[Quantity]) -> None:
    """40人（2%）減少した: what stands in brackets directly behind a change restates it."""
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        opened = _pattern("in-brackets").fullmatch(text, spans[index - 1][1], spans[index][0])
        if before.change and not here.change and opened and text[spans[index][1] : spans[index][1] + 1] in _CLOSING:
            found[index] = replace(here, change=before.change, basis=here.basis or before.basis)


def _listed(text: str, spans: Sequence[tuple[int, int]], found: list[Quantity]) -> None:
    """輸出は3%、輸入は5%増えた: from the last item of a list back to its first, the verb behind it holds for each."""
    for index in range(len(found) - 2, -1, -1):
        here, following = found[index], found[index + 1]
        if here.change or not following.change or (following.basis and not here.basis):
            continue
        if _is_restated(text, spans, index, here, following):
            found[index + 1] = replace(following, basis=here.basis)
        elif not (_alike(here, following) and _is_listed(text, spans, index, here.kind, against=bool(here.basis))):
            continue
        found[index] = replace(here, change=following.change)


def _is_restated(text: str, spans: Sequence[tuple[int, int]], index: int, here: Quantity, following: Quantity) -> bool:
    """前年比で300件、5%増えた: the second says the first again as a share."""
    between = text[spans[index][1] : spans[index + 1][0]]
    return between == "、" and bool(here.basis) and not following.basis and following.kind == "percent" != here.kind


def _is_listed(text: str, spans: Sequence[tuple[int, int]], index: int, kind: str, *, against: bool) -> bool:
    """Whether only a topic of its own stands between two items of a kind, so that the verb behind the second can hold for both.

    `against` says that the first has a basis and so is no level.
    """
    (start, end), (second, second_end) = spans[index], spans[index + 1]
    link = _pattern("parallel").fullmatch(text, end, second)
    if link is None or surroundings.is_signed(text, start) or surroundings.grows(text, second, kind):
        return False
    if link[0] in _BARE_LINKS:
        return _EACH in text[max(0, start - _EACH_REACH) : second_end + len(_EACH)]
    return against or not _pattern("level").search(text, max(0, start - _LEVEL_REACH), start)


def _alike(here: Quantity, following: Quantity) -> bool:
    """Two items of one list: of one unit, and no level (20人, 50億円) that the change beside it is a part of."""
    if (here.unit, here.kind) != (following.unit, following.kind) or here.unit_text != following.unit_text:
        return False
    return here.kind in _GROWS or here.unit == _POINT or bool(here.basis)


def _same(text: str, spans: Sequence[tuple[int, int]], found: list[Quantity]) -> None:
    """前年比5%増、輸入は同3%減: 同 takes what was said last, a basis, or what an amount of the same unit is per."""
    said: int | None = None
    rated: dict[str, str] = {}
    for index, (start, _) in enumerate(spans):
        here = found[index]
        if not here.basis and _pattern("same").search(text, max(0, start - _SAME_REACH), start):
            found[index] = _like_before(text, spans, found, index, said)
            if found[index] == here and not here.per and here.unit in rated:
                found[index] = replace(here, per=rated[here.unit])
        if found[index].basis:
            said = index
        if found[index].per:
            rated[here.unit] = found[index].per


def _like_before(text: str, spans: Sequence[tuple[int, int]], found: Sequence[Quantity], index: int, said: int | None) -> Quantity:
    """A quantity behind 同 with the basis said before, and the change: its sign's, or a growth noun's (伸びは前年比5%、翌年は同3%)."""
    here, start = found[index], spans[index][0]
    signed = surroundings.is_signed(text, start)
    if said is None and (here.change or not signed or here.kind != "percent"):
        return here
    if said is None:
        return replace(here, change=surroundings.signed_change(here.value, ""))
    before, change = found[said], here.change
    if not change and signed:
        change = surroundings.signed_change(here.value, before.basis)
    if not change and before.kind == here.kind:
        change = surroundings.grows(text, spans[said][0], before.kind)
    if change or signed or (not before.change and before.kind == here.kind):
        return replace(here, change=change, basis=before.basis)
    return here


def _moved(text: str, spans: Sequence[tuple[int, int]], found: list[Quantity]) -> None:
    """月4万発から10万発に増やす: both are per month; 対GDP比は1%だったが、2020年には2%: both are of GDP."""
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        linked = (here.unit, here.kind) == (before.unit, before.kind)
        if not linked or not _pattern("next-level").fullmatch(text, spans[index - 1][1], spans[index][0]):
            continue
        basis = here.basis or (before.basis if surroundings.is_share(before.basis) else "")
        found[index] = replace(here, per=here.per or before.per, basis=basis)


def _framed(text: str, spans: Sequence[tuple[int, int]], found: list[Quantity]) -> None:
    """前年に比べ、輸出は5%増え、輸入は3%減った: a basis that opens a clause is that of the changes behind it, of one unit."""
    for opening in _pattern("frame").finditer(text, 0, spans[-1][0]):
        basis = next(group for group in opening.groups() if group)
        unit, last = None, opening.end()
        for index in range(bisect_left(spans, (opening.end(), 0)), len(spans)):
            here, (start, end) = found[index], spans[index]
            if start - opening.end() > _FRAME_REACH or (unit is not None and _pattern("new-time").search(text, last, start)):
                break
            last = end
            if not here.change:
                continue
            if here.basis not in ("", basis) or unit not in (None, here.unit):
                break
            unit = here.unit
            found[index] = replace(here, basis=basis)


@cache
def _pattern(side: str) -> re.Pattern[str]:
    """The one rule of a side that serves a sentence as a whole; what stands before a quantity ends where it begins."""
    rule = next(rule for name in _FILES for rule in rules.load(name) if rule.fields["side"] == side)
    return re.compile(rf"(?:{rule.regex})\Z") if side in _BEFORE else rule.pattern
