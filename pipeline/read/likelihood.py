"""Text → how likely a Japanese report is to hold it: a chain of kinds of characters, each kind's characters equally likely.

Decodings of one and the same bytes are compared by it. What counts is that wrong decodings change from kind to kind (a
katakana in half width, a rare ideograph, a sign) where written text stays, and that they hold characters nobody writes.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from math import log

# Kind → probability that it begins where another kind stood, that it goes on, and how many characters share it.
_KINDS = {
    "hiragana": (0.25, 0.60, 80),
    "katakana": (0.06, 0.80, 86),
    "ideograph": (0.25, 0.60, 2965),
    "rare-ideograph": (0.01, 0.10, 3390),
    "other-ideograph": (0.001, 0.10, 20000),
    "digit": (0.06, 0.60, 10),
    "latin": (0.05, 0.85, 52),
    "ascii": (0.06, 0.15, 33),
    "blank": (0.08, 0.40, 4),
    "japanese": (0.14, 0.10, 20),
    "wide": (0.02, 0.70, 90),
    "half-kana": (0.002, 0.88, 56),
    "half-sign": (0.001, 0.02, 6),
    "sign": (0.01, 0.15, 600),
    "european": (0.002, 0.30, 300),
    "cyrillic": (0.002, 0.85, 66),
    "greek": (0.0005, 0.30, 60),
    "hangul": (0.002, 0.80, 2350),
    "rare-hangul": (0.0002, 0.02, 8800),
    "control": (1e-5, 1e-5, 60),
    "private": (1e-6, 1e-6, 6400),
    "other": (1e-6, 1e-4, 60000),
}
_START = {kind: log(begins / size) for kind, (begins, _, size) in _KINDS.items()}
_STAY = {kind: log(stays / size) for kind, (_, stays, size) in _KINDS.items()}
_JAPANESE = "、。「」『』（）・：；！？〈〉《》【】…—―～"
_VOICED = "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎﾞ"
_ENOUGH = 40  # ideographs that say what language they write
_LONE_MARK = log(1e-4)
_RANGES = (
    ("hiragana", 0x3041, 0x309F),
    ("katakana", 0x30A1, 0x30FE),
    ("half-kana", 0xFF66, 0xFF9F),
    ("half-sign", 0xFF61, 0xFF65),
    ("wide", 0xFF01, 0xFF5E),
    ("cyrillic", 0x0410, 0x0451),
    ("private", 0xE000, 0xF8FF),
    ("other-ideograph", 0x3400, 0x9FFF),
    ("other-ideograph", 0xF900, 0xFAFF),
    ("other-ideograph", 0x20000, 0x3FFFF),
    ("european", 0xA0, 0x24F),
    ("european", 0x2010, 0x203F),
    ("greek", 0x391, 0x3C9),
    ("sign", 0x2070, 0x209F),
    ("sign", 0x2100, 0x27BF),
    ("sign", 0x3000, 0x33FF),
    ("sign", 0xFFE0, 0xFFE6),
)


def likelihood(text: str) -> float:
    """The natural logarithm of how likely the text is; of two readings of the same bytes the greater is the right one."""
    pairs: Counter[tuple[str, str]] = Counter()
    lone, before, kind_before = 0, "", ""
    for char in text:
        kind = _kind(char)
        pairs[kind_before, kind] += 1
        lone += char in "ﾞﾟ" and before not in _VOICED
        before, kind_before = char, kind
    return sum(count * (_STAY[b] if a == b else _START[b]) for (a, b), count in pairs.items()) + lone * _LONE_MARK


def mostly_rare(text: str) -> bool:
    """Whether a third of the ideographs are of the second level, as in Chinese that is read as Japanese."""
    kinds = Counter(_levels().get(char) for char in text)
    rare, usual = kinds["rare-ideograph"], kinds["ideograph"]
    return rare + usual >= _ENOUGH and rare * 3 > rare + usual


@cache
def _kind(char: str) -> str:
    if char < "\x80":
        return _ascii(char)
    if char in _JAPANESE:
        return "japanese"
    if (level := _levels().get(char)) is not None:
        return level
    if char == "\u3000":
        return "blank"
    if char == "\ufeff":
        return "control"
    code = ord(char)
    if unicodedata.category(char) == "Cn":
        return "other"
    if 0xAC00 <= code <= 0xD7A3:
        return "hangul" if _in_ksx(char) else "rare-hangul"
    return next(
        (kind for kind, first, last in _RANGES if first <= code <= last), "control" if unicodedata.category(char) == "Cc" else "other"
    )


def _ascii(char: str) -> str:
    if char in " \n\t\r":
        return "blank"
    if char.isdigit():
        return "digit"
    if char.isalpha():
        return "latin"
    return "ascii" if char.isprintable() or char == "\f" else "control"


@cache
def _levels() -> dict[str, str]:
    """The ideographs of JIS X 0208: those of its first level are what is written, those of its second are rare."""
    found = {"々": "ideograph"}
    for row in range(0xB0, 0xF5):
        for cell in range(0xA1, 0xFF):
            for char in bytes((row, cell)).decode("euc_jp", "ignore"):
                found[char] = "ideograph" if row < 0xD0 else "rare-ideograph"
    return found


def _in_ksx(char: str) -> bool:
    return len(char.encode("euc_kr")) == 2  # a syllable that KS X 1001 lacks is spelt out in eight bytes
