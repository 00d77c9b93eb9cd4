"""The words around an amount → its full span with mod and sign, the rate's base, and growth or fall with its basis.

Rules: quantities_modifiers.toml (約, 以上), quantities_rates.toml (1日当たり), quantities_changes.toml (増, 伸びは),
quantities_bases.toml (前年比).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import units
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

_LEAD_REACH, _RATE_REACH, _BASIS_REACH, _SAID_BEFORE, _SAID_BEHIND = 8, 28, 30, 40, 20
_MOST_MODIFIERS = 3
_OPENING, _CLOSING = ("（", "("), ("）", ")")
_SIGNED = re.compile(r"(?:約|およそ)?(?:プラス|マイナス|[▲△+＋−－-])")
_BRACKETED = re.compile(r"[（(][^（）()。]{0,20}[0-9][^（）()。]{0,20}[)）]")
_ONE = re.compile(r"[1一](?![0-9〇一二三四五六七八九十百千万億兆.,])")


@dataclass(frozen=True, slots=True)
class Frame:
    """A span widened by its modifiers, with the mod they give and the sign."""

    start: int
    end: int
    mod: str
    sign: int


@dataclass(frozen=True, slots=True)
class Rate:
    """What an amount is per: the place its words begin, an ISO 8601 duration or a counter, and the time a speed is over."""

    start: int
    per: str
    over: str = ""


def frame(text: str, start: int, end: int, mod: str, *, apart: bool = False) -> Frame:
    """The span with 約, 最大で, マイナス before it and 以上, 余り, 程度 behind it; bounds beat APPROX, two bounds that differ give none.

    `apart`: the span is a range that has a unit at each end, so what stands before it is of the first and what stands behind
    it of the second; where they differ (約10人から20人以上) there is none.
    """
    mods, sign = [mod] if mod else [], 1
    for _ in range(_MOST_MODIFIERS):
        lead = _ending(_anchored("quantities_modifiers", "lead"), text, start, _LEAD_REACH)
        if lead is None:
            break
        start, mods, sign = lead[1].start(), [*mods, lead[0].fields["mod"]], sign * lead[0].fields.get("sign", 1)
    leading = _strongest(mods)
    for _ in range(_MOST_MODIFIERS):
        trail = _starting(_sided("quantities_modifiers", "trail"), text, end)
        if trail is None:
            break
        end, mods = trail[1].end(), [*mods, trail[0].fields["mod"]]
    mods.append(_behind_brackets(text, end))
    differ = apart and leading and any(mod not in ("", leading) for mod in mods)
    return Frame(start, end, "" if differ else _strongest(mods), sign)


def _behind_brackets(text: str, end: int) -> str:
    """The mod of 以上, 超 … behind the restatement of the span in brackets: 20億ドル（約3,000億円）超."""
    restated = _BRACKETED.match(text, end) if text[end : end + 1] in _OPENING else None
    trail = _starting(_sided("quantities_modifiers", "trail"), text, restated.end()) if restated else None
    return str(trail[0].fields["mod"]) if trail else ""


def rate(text: str, start: int, end: int) -> Rate | None:
    """The rate's base next to the span: 年間50万バレル is per P1Y, 人口10万人当たり5人 per 10万人."""
    before = _ending(_anchored("quantities_rates", "before"), text, start, _RATE_REACH)
    if before is not None:
        rule, found = before
        return Rate(found.start(), _per(rule, found), rule.fields.get("over", ""))
    after = _starting(_sided("quantities_rates", "after"), text, end)
    return None if after is None else Rate(start, _per(*after))


def change(text: str, start: int, end: int, unit: Unit, kind: str) -> str:
    """`increase` or `decrease` where the words behind the span say so, or a growth noun before it; else empty."""
    for rule in _sided("quantities_changes", "after"):
        if kind not in rule.fields.get("kinds", (kind,)) or (
            unit.counted and unit.surface not in rule.fields.get("counters", (unit.surface,))
        ):
            continue
        if rule.pattern.match(text, end + _closed(text, start, end)):
            return "" if _is_said(rule, text, start, end) else str(rule.fields["change"])
    return grows(text, start, kind)


def _is_said(rule: Rule, text: str, start: int, end: int) -> bool:
    """Whether the words around the span say what a rule must not be read beside: 2円安 of an exchange rate is no fall of 2円."""
    unless = rule.fields.get("unless")
    return unless is not None and bool(_compiled(unless).search(text, max(0, start - _SAID_BEFORE), end + _SAID_BEHIND))


def signed_change(value: float | None, basis: str) -> str:
    """What the sign of an amount with a basis says: 前年比▲3% fell; a level (対GDP比▲3%), and 0, say nothing."""
    if not value or is_share(basis):
        return ""
    return "decrease" if value < 0 else "increase"


def is_share(basis: str) -> bool:
    """Whether what is measured against this basis is a share of a whole (対GDP比)."""
    return any(rule.pattern.fullmatch(basis) for rule in _sided("quantities_bases", "share-of"))


def _closed(text: str, start: int, end: int) -> int:
    """1 where the span is all that stands in its brackets and these are part of the clause: 前年比（4%）増, 輸入は（4%）減."""
    in_brackets = text[end : end + 1] in _CLOSING and _ending(_anchored("quantities_changes", "opened"), text, start, _LEAD_REACH)
    return 1 if in_brackets else 0


def grows(text: str, start: int, kind: str) -> str:
    """`increase` or `decrease` where the quantity is what a growth noun before it amounts to (伸びは5%); a signed one says it itself."""
    if is_signed(text, start):
        return ""
    said = _endings(_anchored("quantities_changes", "topic"), text, start, _BASIS_REACH)
    return next((str(rule.fields["change"]) for rule, _ in said if kind in rule.fields["kinds"]), "")


def is_signed(text: str, start: int) -> bool:
    """Whether the span that begins at `start` has a sign of its own (マイナス3%, 約−2%)."""
    return bool(_SIGNED.match(text, start))


def basis(text: str, start: int, end: int, *, changed: bool) -> str:
    """What the amount is measured against, as written: 前年比, 2013年比, 前の年 (に比べ); some words only say so of a change."""
    for rule, found in _endings(_anchored("quantities_bases", "before"), text, start, _BASIS_REACH):
        if changed or rule.fields.get("said") != "change":
            return next(group for name, group in found.groupdict().items() if group and name.startswith("basis"))
    behind = _starting(_sided("quantities_bases", "behind"), text, end)
    return "" if behind is None else behind[1]["basis"]


def is_change_of_level(text: str, end: int, kinds: Collection[str]) -> bool:
    """Whether the words behind a span of one of these kinds make から a move from one level to another (…から50人に増えた)."""
    return any(
        rule.pattern.match(text, end)
        for rule in _sided("quantities_changes", "from-to")
        if any(kind in kinds for kind in rule.fields.get("kinds", kinds))
    )


def _strongest(mods: Iterable[str]) -> str:
    said = {mod for mod in mods if mod}
    bounds = said - {"APPROX"}
    if len(bounds) > 1:
        return ""
    return next(iter(bounds or said), "")


def _per(rule: Rule, found: re.Match[str]) -> str:
    """What the rule states, or its groups `base`, `base2` …: 1隻 → 隻, 1平方キロメートル → km2; another number keeps it: 10万人."""
    written = next((found[group] for group in rule.pattern.groupindex if group.startswith("base") and found[group]), None)
    if written is None:
        return str(rule.fields.get("per", ""))
    one = _ONE.match(written)
    if one is None:
        return written if written[0].isdigit() else (_code(written) or written)
    return _code(written[one.end() :]) or written[one.end() :]


def _code(surface: str) -> str:
    unit = units.by_surface(surface)
    return "" if unit is None or unit.role in units.NOT_A_UNIT else unit.code


def _ending(choices: tuple[tuple[Rule, re.Pattern[str]], ...], text: str, end: int, reach: int) -> tuple[Rule, re.Match[str]] | None:
    """The first rule whose words end exactly at `end`, looking back `reach` characters; its `then` must follow."""
    return next(_endings(choices, text, end, reach), None)


def _endings(choices: tuple[tuple[Rule, re.Pattern[str]], ...], text: str, end: int, reach: int) -> Iterator[tuple[Rule, re.Match[str]]]:
    for rule, pattern in choices:
        found = pattern.search(text, max(0, end - reach), end)
        if found and ("then" not in rule.fields or _compiled(rule.fields["then"]).match(text, end)):
            yield rule, found


def _starting(choices: tuple[Rule, ...], text: str, start: int) -> tuple[Rule, re.Match[str]] | None:
    for rule in choices:
        found = rule.pattern.match(text, start)
        if found:
            return rule, found
    return None


def _sided(name: str, side: str) -> tuple[Rule, ...]:
    return _by_side(name)[side]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _by_side(name: str) -> dict[str, tuple[Rule, ...]]:
    sides: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.load(name):
        side = rule.fields["side"]
        sides[side] = (*sides.get(side, ()), rule)
    return sides


@cache
def _anchored(name: str, side: str) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Each rule of a side with its pattern made to end where the search ends."""
    return tuple((rule, re.compile(rf"(?:{rule.regex})\Z")) for rule in _sided(name, side))
