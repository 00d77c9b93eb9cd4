"""A bare month far back from the event told before it → that year, the next, or neither: the narrative may have crossed New Year.

After 2023年11月 a bare 2月17日 is of 2023 where the text looks back, of 2024 where it goes on; where no word, no weekday
and no date of publication settles it, it stays open. Rules: data/rules/date_moods.toml (`back`, `onward`, `chain`).
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.model import Sentence
from pipeline.resolve.dates.bounds import days
from pipeline.resolve.dates.shift import Point
from pipeline.resolve.dates.standing import Mood
from pipeline.rules import Rule

_MOST_BACK = 6  # months; a narrative often steps back a little, a step of more is as often a step across New Year
_REACH = 60
_SOON = 3  # months
_LONGEST_CHAIN = 160
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")


def is_crossing(value: str, event: Point | None) -> bool:
    """True where `value` ends more than six months before the month of `event`; 1月から11月 told in December does not."""
    spot = days(value.split("/")[-1])
    if spot is None or event is None or event.year is None or event.month is None:
        return False
    return (event.year - spot[0].year) * 12 + event.month - spot[0].month > _MOST_BACK


def is_onward(value: str, sentence: Sentence, start: int, event: Point | None, today: Point | None) -> bool:
    """True where words go on to a month that lies before that of `event`, so that it is one of the next year: 6月 … その後、3月."""
    spot = days(value.split("/")[-1])
    if spot is None or event is None or event.year is None or event.month is None:
        return False
    back = (spot[0].year, spot[0].month) < (event.year, event.month)
    return back and _goes_on_by_words(sentence, start) and not is_after(next_year(value), today)


def chained(value: str, text: str, end: int, start: int, mood: Mood, event: Point | None, today: Point | None) -> str:
    """How a month before that of `event` goes on from it in one sentence: "onward" to the next year, "open", or "".

    9月に公表し、審議を経て、1月に採択した is told as what came of it; 9月に公表し、5月に採択した may list or go on.
    `text` is the sentence, `end` where the event's date ends and `start` where the month begins.
    """
    spot = days(value.split("/")[-1])
    if mood != "done" or start - end > _LONGEST_CHAIN or spot is None or event is None or event.year is None or event.month is None:
        return ""
    if (spot[0].year, spot[0].month) >= (event.year, event.month) or is_after(next_year(value), today):
        return ""
    between = _BRACKETS.sub("", text[end:start])
    if any(rule.pattern.search(between) for rule in _rules("back")):
        return ""
    if any(rule.pattern.match(text, start, start + _REACH) for rule in _rules("chain-described")):
        return ""
    return next((str(rule.fields["reads"]) for rule in _rules("chain") if rule.pattern.match(between)), "")


def settle(value: str, sentence: Sentence, start: int, mood: Mood, today: Point | None, event: Point | None = None) -> str | None:
    """`value` or the same month of the next year, whichever the words or the day of publication speak for; None for neither."""
    later = next_year(value)
    if _goes_on_by_words(sentence, start):
        return later
    if any(rule.pattern.match(sentence.text, start, start + _REACH) for rule in _rules("back-clause")):
        return value
    if any(rule.pattern.search(sentence.text, max(0, start - _REACH), start) for rule in _rules("back")):
        return value
    if event is not None and _goes_on(later, event, today):
        return later
    if is_after(later, today):
        return {"done": value, "ahead": later, "unclear": None}[mood]
    return None


def next_year(value: str) -> str:
    """Each end of `value` a year later."""
    return "/".join(f"{int(end[:4]) + 1:04d}{end[4:]}" if end[:4].isdigit() else end for end in value.split("/"))


def _goes_on_by_words(sentence: Sentence, start: int) -> bool:
    return any(rule.pattern.search(sentence.text, max(0, start - _REACH), start) for rule in _rules("onward"))


def _goes_on(value: str, event: Point, today: Point | None) -> bool:
    """True for 12月 … 1月 in a text published soon after that January: a narrative goes on by a month rather than back by eleven."""
    spot = days(value.split("/")[0])
    if spot is None or today is None or today.year is None or today.month is None or event.year is None or event.month is None:
        return False
    months = spot[0].year * 12 + spot[0].month
    since = today.year * 12 + today.month - months
    return 0 <= since <= _SOON and 0 < months - event.year * 12 - event.month <= 1


def is_after(value: str, today: Point | None) -> bool:
    """Whether a value begins after the day of publication."""
    spot = days(value.split("/")[0])
    if spot is None or today is None or today.year is None:
        return False
    return (spot[0].year, spot[0].month, spot[0].day) > (today.year, today.month or 12, today.day or 31)


@cache
def _rules(where: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules.load("date_moods") if rule.fields["where"] == where)
