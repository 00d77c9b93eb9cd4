"""A place in a sentence → where a proverb or the title of a work ends there, whose numbers are no dates.

Proverbs are data/date_idioms.csv: 三年 behind 石の上にも, 明日は我が身. A title is what stands in 『』 (『1984年』) and neither is
a sentence nor is quoted with と.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.rules import words

_TITLE = re.compile(r"『(?P<name>[^『』。！？]{1,60}+)』(?!と(?:述|言[いっ]|いっ|発言|語|話|答|呼びかけ|主張|訴|説明|強調)|との|って)")
_SENTENCE = re.compile(r"(?:[うくぐすつぬぶむるたいだ]|です|ます|せん|まで|から|までに)\Z")
_QUOTES = "「」"


def titles(text: str) -> list[tuple[int, int]]:
    """Where titles of works stand in 『』; inside 「」 the marks 『』 quote a speaker's words."""
    found = []
    depth = at = 0
    for title in _TITLE.finditer(text):
        for char in text[at : title.start()]:
            depth = depth + 1 if char == _QUOTES[0] else max(0, depth - 1) if char == _QUOTES[1] else depth
        at = title.start()
        if not depth and not _SENTENCE.search(title["name"]):
            found.append(title.span())
    return found


def proverb(text: str, position: int) -> int:
    """The end of the proverb whose words with a number or a day begin at `position`, or `position` where there is none."""
    for phrase, before in _proverbs().get(text[position : position + 1], ()):
        if text.startswith(phrase, position) and text.endswith(before, 0, position):
            return position + len(phrase)
    return position


@cache
def _proverbs() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By their first character, the longest first: the words that would be read as a date, and what must stand before them."""
    index: dict[str, list[tuple[str, str]]] = {}
    for row in sorted(words("date_idioms"), key=lambda row: -len(row["words"])):
        index.setdefault(row["words"][0], []).append((row["words"], row["before"]))
    return {char: tuple(entries) for char, entries in index.items()}
