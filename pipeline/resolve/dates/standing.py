"""The words around a date → how it stands in its sentence: an event told, a goal, a comparison, a name, background; and its mood.

Rules: data/rules/date_anchors.toml and date_moods.toml. A goal (2035年までに) or a comparison (2007年2月以来17年ぶり)
is not where the narrative has got to, so that a bare month, 同年 or 翌年 after it leans on an event told before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from pipeline import rules
from pipeline.model import PipelineError
from pipeline.rules import Rule

Standing = Literal["told", "future", "goal", "perhaps", "compared", "name", "background"]
Mood = Literal["done", "ahead", "unclear"]

_STANDINGS: Mapping[str, Standing] = {name: name for name in get_args(Standing)}
_REACH = 100
_LEAD = 24
_SENTENCE = 200


def standing(text: str, start: int, end: int, *, coarse: bool) -> Standing:
    """How the date at `start`–`end` stands; `coarse` says that it names no month."""
    for rule in _rules("after"):
        if rule.fields.get("coarse") and not coarse:
            continue
        if (own := rule.fields.get("mention")) and not _ending(own).search(text, start, end):
            continue
        if rule.pattern.match(text, end, end + _REACH):
            return _named(rule)
    for rule in _rules("before"):
        if _ending(rule.regex).search(text, max(0, start - _LEAD), start):
            return _named(rule)
    return "told"


def mood(text: str, start: int, end: int) -> Mood:
    """Whether what is told of the date has been done (…した), lies ahead (…する予定), or the words leave it open."""
    stands = standing(text, start, end, coarse=True)
    if stands == "goal":
        return "ahead"
    if stands == "background" or _clause(text, end):
        return "done"
    match _end(text, end):
        case "done":
            return "done"
        case "ahead" | "lasting":
            return "ahead"
        case _:
            return "unclear"


def is_to_come(text: str, end: int) -> bool:
    """True where the sentence ends in a verb of what happens once (…を配備する), which for a year not yet told is mostly still ahead."""
    return _end(text, end) == "ahead" and not _clause(text, end)


def is_report(text: str, end: int) -> bool:
    """True where the sentence reports what was said or made known (…と発表した)."""
    return any(rule.pattern.match(text, end, end + _SENTENCE) for rule in _moods("report"))


def is_news(text: str, end: int) -> bool:
    """True where the sentence tells what was said, made known or decided (…を採択した, …に公表した調査によると)."""
    return is_report(text, end) or any(rule.pattern.match(text, end, end + _SENTENCE) for rule in _moods("news"))


def is_due(text: str, end: int) -> bool:
    """True where what is told of the date is due (…される予定だが)."""
    return any(rule.pattern.match(text, end, end + _SENTENCE) for rule in _moods("due")) and not _clause(text, end)


def tells_in_brackets(text: str, start: int, end: int) -> bool:
    """True where the brackets that a date opens tell an event of what stands before them: 条約（1967年発効）, 条約（1967年）."""
    behind = next((rule for rule in _moods("bracketed") if rule.pattern.match(text[end : end + _LEAD])), None)
    named = any(_ending(rule.regex).search(text, max(0, start - _LEAD), start) for rule in _moods("bracketed-name"))
    return behind is not None and (bool(behind.fields["tells"]) or named)


def _clause(text: str, end: int) -> bool:
    """True where the date's own clause says that it was done."""
    return any(rule.pattern.match(text, end, end + _REACH) for rule in _moods("clause"))


def _end(text: str, end: int) -> str:
    """What the end of the sentence says: `done`, `ahead`, `lasting`, or "" where no rule reads it."""
    stop = _without_aside(text, end)
    tail = max(end, stop - _LEAD)
    return next((str(rule.fields["mood"]) for rule in _moods("end") if rule.pattern.search(text, tail, stop)), "")


def _without_aside(text: str, end: int) -> int:
    """Where the sentence ends but for brackets behind its verb: 発表した（次節を参照）。"""
    stem = len(text) - text.endswith("。")
    if not text.endswith(("）", ")"), 0, stem):
        return len(text)
    opened = max(text.rfind("（", end, stem), text.rfind("(", end, stem))
    return opened if opened > 0 and text[opened - 1] == "た" else len(text)


def _named(rule: Rule) -> Standing:
    found = _STANDINGS.get(rule.fields["standing"])
    if found is None:
        raise PipelineError(f"data/rules/date_anchors.toml: rule {rule.id!r}: standing must be one of {', '.join(_STANDINGS)}")
    return found


@cache
def _rules(side: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules.load("date_anchors") if rule.fields["side"] == side)


@cache
def _moods(where: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules.load("date_moods") if rule.fields["where"] == where)


@cache
def _ending(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})\Z")
