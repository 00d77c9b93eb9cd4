"""Sentence → its dates, durations, recurrences and times of day.

What can be read from the sentence alone has its value; what leans on another mention or on
the date of publication has X for the unknown part and a `relation` (see `values`), which
`pipeline.resolve.dates` follows.
"""

from __future__ import annotations

from pipeline.extract.dates import compose, idioms, scan
from pipeline.extract.dates.values import year_of
from pipeline.model import Date, Mention

__all__ = ["find"]

_CERTAIN, _LEANING = 0.95, 0.8


def find(text: str) -> list[Mention]:
    """The date mentions of one cleaned sentence, in order and disjoint.

    Values are EDTF or ISO 8601 durations; unknown digits are X. Reads 2022年2月24日, 令和7年（2025年）11月,
    2023～24年, 2010年代後半, 同年7月, 3年半, 24年ぶり, 毎年3月, 午前11時20分 and their like.
    """
    trigger = scan.trigger()
    mentions: list[Mention] = []
    position, year = 0, None
    titles = idioms.titles(text)[::-1] if "『" in text else []
    while found := trigger.search(text, position):
        position = max(idioms.proverb(text, found.start()), _end_of_title(titles, found.start()))
        if position > found.start():
            continue
        atom = scan.at(text, found.start(), year=year)
        if atom is None:
            position = found.end()
            continue
        whole = compose.expression(text, atom, mentions[-1].end if mentions else 0)
        if whole is None:
            position = atom.end
            continue
        mentions.append(_mention(text, whole))
        position = whole.end
        year = year_of(whole.value.split("/")[-1]) or year
    return mentions


def _end_of_title(titles: list[tuple[int, int]], position: int) -> int:
    """Where the title around `position` ends, or `position` outside titles; of `titles`, the first last, those passed are dropped."""
    while titles and titles[-1][1] <= position:
        titles.pop()
    return titles[-1][1] if titles and titles[-1][0] <= position else position


def _mention(text: str, whole: compose.Expression) -> Mention:
    value = Date(whole.type, whole.value, whole.mod, relation=whole.relation)
    score = _LEANING if whole.relation else _CERTAIN
    return Mention("dates", whole.start, whole.end, text[whole.start : whole.end], value, whole.method, score)
