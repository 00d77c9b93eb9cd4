"""A numeral as a sentence writes it → its value, or nothing where its digits are unknown.

`pipeline.extract.numerals` reads exact numerals; here are the forms only quantities take:
数十, 何百, 十数 (unknown digits), 1・5 (a decimal), 2～3万 (a shared power).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract import numerals

_POWERS = "十百千万億兆京"
_LARGE = "万億兆京"
_VAGUE = "数何幾"
_PADDED = re.compile(r"0[0-9]")
_LEGAL = str.maketrans("壱弐参肆伍陸漆捌玖拾佰阡萬", "一二三四五六七八九十百千万")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral: its text and value; `value` is None where digits are unknown (数十)."""

    text: str
    value: float | None

    @property
    def kanji(self) -> bool:
        """Written in kanji from the start (三, 十五, 数百)."""
        return not self.text[0].isdigit()

    @property
    def powered(self) -> bool:
        """Certainly a number without any unit: it has a large power or unknown digits (10万, 数百)."""
        return any(char in _LARGE for char in self.text) or (self.value is None and self.text[-1] in _POWERS)


def read(text: str) -> Number | None:
    """The number `text` writes, or None where it is not one (2.3.4, 億, 二五千, 007).

    Reads 1,902億 · 千二百三十 · 5万6千 · 2・5, in deeds 壱百弐拾参万; 数十, 十数万, 何百 with no value.
    """
    if not text or text[0] in _LARGE or _PADDED.match(text):
        return None
    if any(char in _VAGUE for char in text):
        return Number(text, None) if _vague(text) else None
    exact = numerals.parse(text.replace("・", ".").translate(_LEGAL))
    value = _kanji_decimal(text) if exact is None else float(exact)
    return None if value is None else Number(text, value)


def shared(first: str, second: Number) -> Number | None:
    """`first` with the power it shares with the end of its range: 2 in 2～3万 is 20,000; None where it stands for itself."""
    mantissa = second.text.rstrip(_POWERS)
    suffix = second.text[len(mantissa) :]
    if not suffix or not mantissa or first[-1] in _POWERS:
        return None
    low, high, power = numerals.parse(first), numerals.parse(mantissa), numerals.parse(suffix if suffix[0] not in _LARGE else "1" + suffix)
    if low is None or high is None or power is None or low >= high:
        return None
    return Number(first + suffix, float(low * power))


def _vague(text: str) -> bool:
    """数 or 何 stands at the head (数十) or after a well-formed number (十数, 20数)."""
    at = next(index for index, char in enumerate(text) if char in _VAGUE)
    tail = text[at + 1 :]
    if any(char not in _POWERS for char in tail):
        return False
    return at == 0 or numerals.parse(text[:at]) is not None


def _kanji_decimal(text: str) -> float | None:
    """二・五 → 2.5: kanji digits around a middle dot."""
    whole, dot, part = text.partition("・")
    if not dot:
        return None
    left, right = numerals.parse(whole), numerals.parse(part)
    if left is None or right is None or any(char in _POWERS for char in part):
        return None
    return float(f"{left}.{str(right).zfill(len(part))}")
