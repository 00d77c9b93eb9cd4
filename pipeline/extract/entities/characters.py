"""Japanese text → the same text with variant characters folded one for one, and tests of where a name may begin and end.

Folding never changes the length, so every offset into the folded text is one into the original.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline import rules

KATAKANA = "ァ-ヺー"
KANJI = "一-鿿㐀-䶿々〆"
# What a bracket between a name and its title holds: 金明遠（キム・ミョンウォン）, ゴイル（Assan Goil）, 山田太郎（54）.
_READING = re.compile(rf"[（(](?:[{KATAKANA}・＝= ]+|[ぁ-んー・ ]+|[A-Za-zÀ-ɏ.' -]+|[0-9]{{2}}歳?)[）)]")
_LONGEST_READING = 42
# What follows the number of a date, but for states that open with 日 (G7|日本).
_DATE_OPENS = frozenset("年月日令平昭大明")
_DATE_TAIL = re.compile(
    r"(?:(?:(?:令和|平成|昭和|大正|明治)[元一二三四五六七八九十]{1,3})?年(?:度|代|末|初頭|前半|後半|[春夏秋冬](?![一-鿿]))?"
    r"|月(?:[上中下]旬|末)?|日(?!本(?!部)|[米中韓英欧印豪露ロ独仏台朝]|EU|ASEAN))(?:付け?|以来|以降|以後|以前|当時|頃|現在)?"
)
_DATE, _LONGEST_DATE = re.compile("[0-9元](?:年度?|月|日)$"), 3
# 第74|回, 20|期: what counts the name behind it and begins none.
_COUNTERS, _COUNTED = frozenset("回次期届"), re.compile("[0-9一二三四五六七八九十百]$")
_INDO, _PACIFIC = "インド", "太平洋"
# An initial may stand between the parts: エドワード・M・アーモンド.
_KATAKANA_RUN = re.compile(rf"[{KATAKANA}]+(?:[・＝=](?:[A-Z][.．]?[・＝=])?[{KATAKANA}]+)*")


@cache
def _table() -> dict[int, int]:
    return {ord(row["variant"]): ord(row["standard"]) for row in rules.words("character_variants")}


def fold(text: str) -> str:
    """The text with old, simplified and OCR variants written as in Japanese (國, 国务, 韩, ･)."""
    return text.translate(_table())


def is_katakana(char: str) -> bool:
    """True for katakana and the long-vowel mark."""
    return "ァ" <= char <= "ヺ" or char == "ー"


def is_kanji(char: str) -> bool:
    """True for kanji and 々."""
    return "一" <= char <= "鿿" or "㐀" <= char <= "䶿" or char in "々〆"


def is_latin(char: str) -> bool:
    """True for ASCII letters and digits and accented Latin letters."""
    return char.isalnum() and (char.isascii() or "À" <= char <= "ɏ")


def stands_alone(text: str, start: int, end: int) -> bool:
    """True where neither end of the span cuts a katakana or Latin word in two (タイ is not in タイプ, EU not in EUC)."""
    before, after = text[start - 1 : start], text[end : end + 1]
    for inside, outside in ((text[start], before), (text[end - 1], after)):
        if outside and ((is_katakana(inside) and is_katakana(outside)) or (is_latin(inside) and is_latin(outside))):
            return False
    return True


def before_reading(text: str, at: int) -> int:
    """Where the bracket that ends at the place begins, if it gives a reading, another spelling or an age; else the place itself."""
    if text[at - 1 : at] not in ("）", ")"):
        return at
    start = max(text.rfind("（", max(0, at - _LONGEST_READING), at), text.rfind("(", max(0, at - _LONGEST_READING), at))
    return start if start > 0 and _READING.fullmatch(text, start, at) else at


def past_reading(text: str, at: int) -> int:
    """Where such a bracket that begins at the place ends; else the place itself."""
    found = _READING.match(text, at, at + _LONGEST_READING)
    return found.end() if found else at


def past_date(text: str, at: int) -> int:
    """Where the rest of a date ends that the place cuts (令和6|年|能登半島, 令和元年|能登半島); the place itself where it cuts none."""
    if text[at] not in _DATE_OPENS or (text[at] in "年月日" and text[max(0, at - 1)] not in "0123456789元"):
        return at
    found = _DATE_TAIL.match(text, at)
    return found.end() if found else at


def cuts_number(text: str, at: int) -> bool:
    """True where the counter of a number stands at the place: 第74|回世界保健総会."""
    return text[at] in _COUNTERS and at > 0 and _COUNTED.match(text, at - 1, at) is not None


def is_behind_date(text: str, at: int) -> bool:
    """True where a date ends at the place: 2024年|能登半島."""
    return text[at - 1 : at] in ("年", "度", "月", "日") and _DATE.search(text, max(0, at - _LONGEST_DATE), at) is not None


def katakana_runs(text: str) -> list[tuple[int, int]]:
    """Spans of katakana words, parts joined by ・ or ＝ kept together (セルゲイ・ショイグ).

    What 太平洋 follows ends before インド, where anything stands before that: ダナ・ペンワース|インド太平洋調整官.
    """
    return [(found.start(), found.end() - _ocean(text, *found.span())) for found in _KATAKANA_RUN.finditer(text)]


def _ocean(text: str, start: int, end: int) -> int:
    joined = end - start > len(_INDO) and text.endswith(_INDO, start, end) and text.startswith(_PACIFIC, end)
    return len(_INDO) if joined else 0
