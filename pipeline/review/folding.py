"""Text → the same text as it is compared: no white space, one form for each character, with the way back.

Two readings of a page differ in white space, widths, old and simplified forms, dashes, hyphens at line ends, and in
characters that scanned pages confuse (力 and カ). None of these may hide a place; digits stay what they are.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cache

from pipeline import rules

_CLASSES = (
    "ー一‐‑‒–—―−─━-",  # dashes, the long-vowel mark and the kanji for one
    "力カ",
    "口ロ囗",
    "工エェ",
    "夕タ",
    "卜ト",
    "二ニ",
    "八ハ",
    "千チ",
    "へヘ",
    "べベ",
    "ぺペ",
    "日曰",
    "己已巳",
    "・･·•",
    ",、",
    ".。",
    "~〜～",
    "'‘’`´",
    '"“”',
    "[〔【",
    "]〕】",
    "アァ",
    "イィ",
    "ウゥ",
    "オォ",
    "ツッ",
    "ヤャ",
    "ユュ",
    "ヨョ",
    "つっ",
    "やゃ",
    "ゆゅ",
    "よょ",
)
_DROPPED = "*\u00ad\u200b\u200c\u200d\u2060\ufeff"
_HYPHENS = re.compile("(?<=[a-z])ー(?=[a-z])")
NUMERALS = frozenset("0123456789〇零ーニ三四五六七ハ九十百チ万億兆")  # as folded
SURE_NUMERALS = NUMERALS - frozenset("ーニハチ")  # the others are dashes and kana as well


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is compared; `origin` gives for each of its characters the offset of the one it was made from."""

    text: str
    origin: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original text that the folded span was made from; it is not empty."""
        return self.origin[start], self.origin[end - 1] + 1


def folded(text: str) -> Folded:
    """`text` as it is compared, with the way back."""
    parts = [_folded_character(char) for char in text]
    origin = array("q")
    for at, part in enumerate(parts):
        if len(part) == 1:
            origin.append(at)
        else:
            origin.extend([at] * len(part))
    joined = "".join(parts)
    hyphens = [found.start() for found in _HYPHENS.finditer(joined)]
    if hyphens:
        dropped = frozenset(hyphens)
        origin = array("q", (at for index, at in enumerate(origin) if index not in dropped))
        joined = _HYPHENS.sub("", joined)
    return Folded(joined, origin)


def fold(text: str) -> str:
    """`text` as it is compared."""
    return _HYPHENS.sub("", "".join(map(_folded_character, text)))


def without_first_dropped(text: str) -> str:
    """`text` from the first character on that comparison does not drop."""
    return next((text[at:] for at, char in enumerate(text) if _folded_character(char)), "")


@cache
def _folded_character(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char).casefold()
    return "".join(_standard().get(one, one) for one in plain if not one.isspace() and one not in _DROPPED)


@cache
def _standard() -> dict[str, str]:
    forms = {row["variant"]: row["standard"] for row in rules.words("character_variants")}
    alike = {one: lookalikes[0] for lookalikes in _CLASSES for one in lookalikes}
    return {variant: alike.get(standard, standard) for variant, standard in forms.items()} | alike
