"""One Japanese numeral as written → its exact value.

`NUMERAL` is a regular-expression fragment (no groups) that finds one numeral; `parse`
reads it. ASCII and full-width digits with grouping commas and decimals (1,902 １２．５),
kanji with units (千二百三十), kanji by position (二〇一五), and mixtures (5万6千, 2兆3,400億,
3.3億). Where digits are unknown or the writing is broken (数十, 1,90) there is no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_ASCII = "0-9０-９"
_KANJI = "〇零一二三四五六七八九"
_SMALL = "十百千"
_LARGE = "万億兆京"
_PLAIN = rf"(?:[{_ASCII}]{{1,3}}(?:[,，][{_ASCII}]{{3}})++(?![{_ASCII}])|[{_ASCII}]++)(?:[.．][{_ASCII}]++)?"
_SECTION = rf"(?:{_PLAIN}|[{_KANJI}{_SMALL}])++"

# A numeral never begins inside another one, so that a search over any text stays linear.
_NOT_INSIDE = rf"(?<![{_ASCII}{_KANJI}{_SMALL}{_LARGE}])(?<![{_ASCII}][,，.．])(?!(?<=[数何幾])[{_SMALL}])"

NUMERAL: str = rf"(?:{_NOT_INSIDE}{_SECTION}(?:[{_LARGE}](?:{_SECTION})?)*+)"

_FOLD = str.maketrans("０１２３４５６７８９，．零", "0123456789,.〇")
_DIGIT = {kanji: digit for digit, kanji in enumerate("〇一二三四五六七八九")}
_SMALL_VALUE = {"十": 10, "百": 100, "千": 1000}
_LARGE_VALUE = {"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16}
_TOKEN = re.compile(r"[0-9][0-9,]*+(?:\.[0-9]++)?|[〇一二三四五六七八九]++|[十百千]")
_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})++|[0-9]++)(?:\.[0-9]++)?")
_LONGEST = 40


def parse(text: str) -> Decimal | None:
    """The value of one numeral, or None where `text` is not exactly one well-formed numeral.

    Reads 1,902億 · 千二百三十 · 二〇一五 · 5万6千 · １２．５; not 数十, 1,90, 3億5兆. Longer than 40 characters is no numeral.
    """
    if not text or len(text) > _LONGEST:
        return None
    total, ceiling, broken = Decimal(0), 10**20, False
    for section, unit in _sections(text.translate(_FOLD)):
        value = _section(section)
        if value is None or broken or unit >= ceiling or (total and value * unit >= ceiling):
            return None
        # A decimal closes the numeral: 3.3億 reads, 3.3億5000万 does not.
        broken = value != int(value)
        total, ceiling = total + value * unit, unit
    return total


def _sections(text: str) -> Iterator[tuple[str, int]]:
    """Each stretch up to a large unit with that unit's value; the last one may have none."""
    start = 0
    for position, char in enumerate(text):
        if char in _LARGE_VALUE:
            yield text[start:position], _LARGE_VALUE[char]
            start = position + 1
    if start < len(text):
        yield text[start:], 1


def _section(text: str) -> Decimal | None:
    """A stretch below 万: plain digits, kanji by position, or units in falling order."""
    tokens = _TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return None
    if len(tokens) == 1 and tokens[0] not in _SMALL_VALUE:
        return _plain(tokens[0])
    if len(tokens) == 2 and tokens[0][0].isascii() and tokens[1] in ("百", "千"):
        return _times(_plain(tokens[0]), _SMALL_VALUE[tokens[1]])
    return _units(tokens)


def _units(tokens: list[str]) -> Decimal | None:
    total, ceiling, pending = Decimal(0), 10**4, None
    for token in tokens:
        if token in _SMALL_VALUE:
            unit = _SMALL_VALUE[token]
            if unit >= ceiling:
                return None
            total, ceiling, pending = total + (Decimal(1) if pending is None else pending) * unit, unit, None
            continue
        digit = _plain(token)
        if digit is None or pending is not None or digit >= 10 or digit != int(digit):
            return None
        pending = digit
    return total if pending is None else total + pending


def _plain(token: str) -> Decimal | None:
    if token[0] in _DIGIT:
        return Decimal("".join(str(_DIGIT[char]) for char in token))
    if not _NUMBER.fullmatch(token):
        return None
    return Decimal(token.replace(",", ""))


def _times(value: Decimal | None, unit: int) -> Decimal | None:
    return None if value is None else value * unit
