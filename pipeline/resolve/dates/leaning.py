"""What an anchor gives to a date that leans on it, and which of two anchors is meant."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.dates.values import complete
from pipeline.model import Sentence
from pipeline.resolve.dates.anchors import Anchor
from pipeline.resolve.dates.bounds import days
from pipeline.resolve.dates.shift import Point, Relation, apply, point
from pipeline.resolve.dates.standing import Mood

UNSURE = frozenset(("perhaps", "future"))


@dataclass(frozen=True, slots=True)
class Found:
    """A finished value with the anchor it took; or no value and `ambiguous` where two anchors disagree.

    `crosses` says that the narrative may have gone on to the year after its anchor, `looks_back` that it was told as done
    and would lie after publication in the year of its anchor, so that it is of the year before: later dates do not lean on it.
    """

    value: str | None
    anchor: Anchor | None = None
    ambiguous: bool = False
    crosses: bool = False
    looks_back: bool = False


NONE = Found(None)


def weighed(told: Found, aim: Found, goal: Anchor, to: Relation, mood: Mood, *, bare: bool, same_sentence: bool) -> Found:
    """What an event told gives against what the nearer `goal` gives.

    What was done leans on what was told, 同年 of a plan on the plan; a bare month does not say which and stays open
    unless both agree.
    """
    if told.value and told.value == aim.value:
        return told
    if goal.standing in UNSURE and told.value and aim.value:
        return Found(None, goal, ambiguous=True)
    if goal.standing in UNSURE:
        return aim if aim.value else told
    if mood == "done":
        if to.base == "context":
            return Found(None, goal, ambiguous=True) if runs_backwards(told) else told
        if bare and same_sentence and to.distance == 0 and told.value:
            return Found(None, goal, ambiguous=True)
        return told if told.value or told.ambiguous else aim
    if mood == "ahead" and (to.base != "context" or told.value is None):
        return aim
    return Found(None, goal, ambiguous=bool(told.value and aim.value))


def runs_backwards(found: Found) -> bool:
    """A month that lies before the event it leans on, so that the narrative may have gone on to another year."""
    if not (found.value and found.anchor):
        return False
    spot, event = days(found.value.split("/")[0]), days(found.anchor.ends[0])
    return bool(spot and event and spot[1] < event[0])


def is_restated(anchor: Anchor, sentence: Sentence, start: int, to: Relation) -> bool:
    """90日後の翌年1月22日: the second says again, more precisely, what the first said by its distance."""
    return to.base != "context" and anchor.sentence.id == sentence.id and sentence.text[anchor.end : start] in ("の", "の、")


def follows_closely(anchor: Anchor, sentence: Sentence, start: int) -> bool:
    """1987年10月の暴落の翌日: nothing but the event itself stands between."""
    return anchor.sentence.id == sentence.id and not set("、。") & set(sentence.text[anchor.end : start])


def take(value: str, to: Relation, anchor: Anchor) -> Found:
    """The value that `anchor` gives; where it has several years or months, the one that lies inside it."""
    years = anchor.group if all(len(end) == 4 for end in anchor.group) else anchor.group[-1:]
    if to.distance == 0 and len(set(years)) > 1:
        return Found(None, anchor, ambiguous=True)
    if to.distance or len(anchor.ends) == 1 or to.unit == "after":
        at = anchor.leant_on(to)
        return Found(apply(value, to, at) if at else None, anchor)
    points = _between(anchor)
    if len({at.year for at in points}) == 1 and to.unit == "year":
        return Found(apply(value, to, points[0]), anchor)
    if len({(at.year, at.month) for at in points}) == 1 and to.unit == "month":
        return Found(apply(value, to, points[0]), anchor)
    kept = {filled for at in points if (filled := apply(value, to, at)) and _inside(filled, anchor)}
    return Found(kept.pop(), anchor) if len(kept) == 1 else Found(None, anchor, ambiguous=len(kept) > 1)


def _between(anchor: Anchor) -> list[Point]:
    """Both ends of a range, and each year between them."""
    first, last = point(anchor.ends[0]), point(anchor.ends[-1])
    if first is None or last is None or first.year is None or last.year is None:
        return []
    return [first, *(Point(year=year) for year in range(first.year + 1, last.year)), last]


def _inside(value: str, anchor: Anchor) -> bool:
    spot, first, last = days(value.split("/")[0]), days(anchor.ends[0]), days(anchor.ends[-1])
    return bool(spot and first and last and first[0] <= spot[1] and spot[0] <= last[1])


def fill(first: str, value: str, to: Relation) -> str | None:
    """The second end of a range from its first: 4月29日～5月4日, 2023年12月から翌年1月."""
    if to.unit == "within":
        return f"{first[:4]}{value[4:]}" if first[:4].isdigit() else None
    if not to.distance:
        done = complete(first, value)
        return None if done == value and "XX" in value[:4] else done
    at = point(first)
    return apply(value, to, at) if at else None
