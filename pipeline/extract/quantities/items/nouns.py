"""A phrase of a sentence → the noun that may be an item, as written, or "" where none may."""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.items.phrases import Phrase

_QUOTES = "「」『』〈〉《》“”\"'（）()［］[]〔〕、。・—―–-~～：: "
_DATED = re.compile(
    r"(?:[0-9]{1,4}(?:年代|年度|年半|年間|年|月末|月|日)|同年度?|[昨翌今前本]年度?|当初|同[月日期])+(?:以降|以来|末|初め|時点|現在|前半|後半|当初|頃|ごろ)?の?"
)
_LISTED = re.compile(r"[0-9０-９]*[^0-9]")


def noun(text: str, phrase: Phrase, *, names: bool = False) -> str:
    """The compound noun of `phrase` without brackets, dates before it and 等, 双方 behind it.

    Empty for pronouns, dates, formal nouns (こと, ため) and what only sets a mark (目標, 上限); for proper nouns unless `names`.
    """
    if phrase.pronoun or (phrase.proper and not names):
        return ""
    written = bare(text, phrase)
    return "" if not written or written in _words("formal") or written.endswith(_ends("standard")) else written


def bare(text: str, phrase: Phrase) -> str:
    """The noun as written, whatever it is."""
    written = text[phrase.start : phrase.end].strip(_QUOTES)
    dated = _DATED.match(written)
    if dated:
        written = written[dated.end() :]
    cut = True
    while cut:
        tail = next((end for end in _ends("tail") if written.endswith(end) and len(written) > len(end)), "")
        written, cut = written.removesuffix(tail), bool(tail)
    return written if _LISTED.match(written) else ""


def is_generic(written: str) -> bool:
    """Whether a noun only says that something is counted: 数, 割合, 規模."""
    return written in _words("generic")


def is_change(written: str) -> bool:
    """Whether a noun says that something grows or shrinks: 増加, 減少, 伸び."""
    return written in _words("change")


def is_passed(written: str) -> bool:
    """Whether what is compounded behind a quantity leaves it to what follows: 増 of 3%増の, 分 of 130億ドル分の."""
    return is_change(written) or is_generic(written) or written in _words("portion")


def is_outlook(written: str) -> bool:
    """Whether a noun only says how sure or how planned its clause is: 見通し, 計画, こと."""
    return written in _words("outlook")


def is_troops(written: str) -> bool:
    """Whether a name is that of a body of soldiers or a people."""
    return written.endswith(_ends("troops"))


def is_dimension(written: str) -> bool:
    """Whether a noun names what of a thing is measured: 射程, 面積, 兵力, 貿易額."""
    return written.endswith(_ends("dimension")) and not is_generic(written)


def is_people(written: str) -> bool:
    """Whether a noun names people or a body of them."""
    return written.endswith(_ends("people"))


def is_uncounted(written: str) -> bool:
    """Whether a noun is an act or an amount rather than a thing that is counted."""
    return written.endswith(_uncounted()) and not is_dimension(written)


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rules.words("item_words") if row["role"] == role)


@cache
def _ends(role: str) -> tuple[str, ...]:
    return tuple(sorted(_words(role), key=lambda word: (-len(word), word)))


@cache
def _uncounted() -> tuple[str, ...]:
    return tuple(row["ending"] for row in rules.words("uncounted_nouns"))
