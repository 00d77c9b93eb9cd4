"""`w:sym` → the character: symbol fonts number their signs in an area of their own (F020–F0FF)."""

from __future__ import annotations

import re

_HEX = re.compile(r"[0-9A-Fa-f]{2,5}")
_GREEK = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ"
_GREEK_SMALL = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ"
_SYMBOL = (
    {0x41 + place: sign for place, sign in enumerate(_GREEK)}
    | {0x61 + place: sign for place, sign in enumerate(_GREEK_SMALL)}
    | {0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×"}
    | {0xB5: "∝", 0xB7: "・", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD6: "√", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫"}
)
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "・", 0xA7: "■", 0xA8: "□",
    0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_CIRCLED = {0x80: "⓪"} | {0x81 + place: chr(ord("①") + place) for place in range(10)}
_CIRCLED_BLACK = {0x8B: "⓿"} | {0x8C + place: chr(ord("❶") + place) for place in range(10)}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS | _CIRCLED | _CIRCLED_BLACK}


def symbol(font: str, code: str) -> str | None:
    """The character of a font's sign; None for a sign of a symbol font that is not known here."""
    if not _HEX.fullmatch(code):
        return None
    number = int(code, 16)
    if 0xF000 <= number <= 0xF0FF:
        return _FONTS.get(font.strip().lower(), {}).get(number - 0xF000)
    table = _FONTS.get(font.strip().lower())
    if table is not None and number < 0x100:
        return table.get(number)
    return chr(number) if 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE or 0x10000 <= number < 0xE0000 else None
