"""Numbers in the forms that Word's lists print: 1, １, ①, Ⅳ, イ, 甲, 十二 …"""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壱弐参四伍六七八九"
_HIGHEST = 9_999  # Word counts no list further in letters or words; beyond, digits are printed


def numeral(number: int, form: str) -> str | None:
    """`number` as Word prints it in the form (`w:numFmt`); None for a form that is not known here.

    A number outside what a form can say (⑳ is the last of its kind in most fonts, 0 has no letter) is printed in digits, as Word does.
    """
    make = _FORMS.get(form)
    if make is None:
        return None
    return make(number) if 0 <= number <= _HIGHEST else str(number)


def _wide(number: int) -> str:
    return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    made = ""
    for size, letters in _ROMAN:
        made += letters * (number // size)
        number %= size
    return made


def _letters(number: int) -> str:
    """a … z, aa, bb …: the letter again, once more for each round."""
    return _LATIN[(number - 1) % 26] * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _listed(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else str(number)


def _run(first: int, last: int, begin: str) -> Callable[[int], str]:
    """Characters that follow each other in Unicode: `begin` is that of `first`."""
    return lambda number: chr(ord(begin) + number - first) if first <= number <= last else str(number)


def _circled(number: int) -> str:
    for first, last, begin in ((0, 0, "⓪"), (1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= number <= last:
            return chr(ord(begin) + number - first)
    return str(number)


def _counted(number: int, digits: str = _DIGITS, powers: str = "千百十", *, ones: bool = False) -> str:
    """十二, 百五; `ones` writes the one before a power: 壱拾弐."""
    if number == 0:
        return digits[0]
    made = ""
    for size, power in zip((1000, 100, 10), powers, strict=True):
        count, number = divmod(number, size)
        if count:
            made += (digits[count] if count > 1 or ones else "") + power
    return made + (digits[number] if number else "")


def _digitwise(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalZero": lambda number: f"{number:02}",
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "ordinal": _ordinal,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _run(1, 20, "⑴"),
    "decimalEnclosedFullstop": _run(1, 20, "⒈"),
    "aiueo": _cycle(_AIUEO),
    "aiueoFullWidth": _cycle(_AIUEO),
    "iroha": _cycle(_IROHA),
    "irohaFullWidth": _cycle(_IROHA),
    "ideographDigital": _digitwise,
    "japaneseDigitalTenThousand": _digitwise,
    "japaneseCounting": _counted,
    "chineseCounting": _counted,
    "chineseCountingThousand": _counted,
    "taiwaneseCounting": _counted,
    "taiwaneseCountingThousand": _counted,
    "japaneseLegal": lambda number: _counted(number, _LEGAL, "阡百拾", ones=True),
    "ideographEnclosedCircle": _run(1, 10, "㊀"),
    "ideographTraditional": _listed("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _listed("子丑寅卯辰巳午未申酉戌亥"),
}
