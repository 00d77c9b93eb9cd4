"""Matches of the duration rules → readings."""

from __future__ import annotations

import re

from pipeline.extract import numerals
from pipeline.extract.dates.values import LENGTH, Reading, integer
from pipeline.rules import words

UNITS = {row["unit"]: row["code"] for row in words("date_units")}
SPANS = {row["word"]: row["value"] for row in words("date_spans")}
_MOON = re.compile(r"[かカヶヵケ箇個ｶ][ \u3000]?月")
_HALF = {"Y": (6, "M"), "M": (15, "D"), "D": (12, "TH"), "TH": (30, "TM"), "TM": (30, "TS"), "C": (50, "Y")}
_WORTH = {"C": (100, "Y"), "Q": (3, "M"), "H": (6, "M")}
# Of an amount only the number of its digits is known: 数年 PXY, 十数年 P1XY, 数十年 PXXY.
_VAGUE = {"数": "X", "十数": "1X", "数十": "XX", "数百": "XXX", "数千": "XXXX"}


def unit_code(text: str) -> str:
    """The duration code of a unit as written (年 Y, ヶ月 M, 時間 TH), or "" for none."""
    plain = _MOON.sub("か月", text).replace(" ", "").replace("\u3000", "")
    if plain[:1] in "かカヶヵケ箇" and plain.endswith("年"):
        plain = "年"
    if plain not in UNITS and plain.endswith("間"):
        plain = plain[:-1]
    return UNITS.get(plain, "")


def amount_text(text: str) -> str | None:
    """An amount as ISO 8601 writes it: 3, 1.5, XX for 数十; None where it is no number."""
    if text in _VAGUE:
        return _VAGUE[text]
    value = numerals.parse(text)
    return None if value is None else f"{value:f}"


def iso_duration(parts: list[tuple[str, str]]) -> str | None:
    """An ISO 8601 duration of (amount, unit code) pairs in falling order; centuries become years, quarters months."""
    date, time = "", ""
    for amount, code in parts:
        if code in _WORTH:
            worth, code = _WORTH[code]
            if "X" in amount and worth != 100:
                return None
            amount = f"{amount}{'X' * 2}" if "X" in amount else f"{float(amount) * worth:g}"
        if code.startswith("T"):
            time += f"{amount}{code[1]}"
        elif time:
            return None
        else:
            date += f"{amount}{code}"
    return f"P{date}" + (f"T{time}" if time else "") if date or time else None


def duration(found: re.Match[str]) -> Reading | None:
    """3年間, 6年半, 1年3カ月, 数十年, 20～25年, 百余年."""
    groups = found.groupdict()
    if months := groups.get("n_only") or groups.get("n_bound"):
        return Reading("DURATION", f"P{integer(months)}M") if integer(months) else None
    code = unit_code(groups.get("u") or ("日" if groups.get("ud") else "分"))
    amount = amount_text(groups["n"])
    if amount is None or not code:
        return None
    mod = "MORE_THAN" if groups.get("over") else ""
    parts = [(amount, code), *_smaller(groups)]
    if groups.get("half") and code == "W" and len(parts) == 1 and amount.isdigit():
        return Reading("DURATION", f"P{amount}.5W", mod=mod)
    if groups.get("half") and (code not in _HALF or len(parts) > 1):
        return None
    if groups.get("half"):
        parts.append((str(_HALF[code][0]), _HALF[code][1]))
    value = iso_duration(parts)
    if value is None or not groups.get("n2"):
        return None if value is None else Reading("DURATION", value, mod=mod)
    return _two_lengths(groups, amount, parts, mod)


def _smaller(groups: dict[str, str | None]) -> list[tuple[str, str]]:
    """The second, smaller unit of 1年3カ月 or 2時間15分, its half included."""
    if not groups.get("n3"):
        return []
    code = unit_code(groups.get("u3") or ("分" if groups.get("u3m") else "日"))
    amount = amount_text(groups["n3"] or "")
    if not code or amount is None:
        return [("", "")]
    half = [(str(_HALF[code][0]), _HALF[code][1])] if groups.get("half3") and code in _HALF else []
    seconds = [(groups["n4"] or "", "TS")] if groups.get("n4") else []
    days = [(str(integer(groups["n5"])), "D")] if groups.get("n5") else []
    return [(amount, code), *half, *seconds, *days]


def _two_lengths(groups: dict[str, str | None], first: str, parts: list[tuple[str, str]], mod: str) -> Reading | None:
    last = amount_text(groups["n2"] or "")
    if last is None or "X" in first + last or float(last) <= float(first) or ("." in first and "." not in last):
        return None
    ends = [iso_duration([(amount, parts[0][1]), *(parts[1:] if amount is last else [])]) for amount in (first, last)]
    return Reading("DURATION", "/".join(end for end in ends if end), mod=mod) if all(ends) else None


def perhaps_year(found: re.Match[str]) -> Reading | None:
    """24年には, 23、24年は: a length unless the document says which year; 07年 and 98～02年 can only be years."""
    ends = [integer(text) for text in (found["short_year"], found["y2"]) if text]
    numbers = [number for number in ends if number is not None]
    told = [text for text in (found["short_year"], found["y2"]) if text]
    if any(text.startswith("0") for text in told) or (sorted(numbers) != numbers and min(map(len, told)) > 1):
        years = "/".join(f"XX{number:02d}" for number in numbers)
        return Reading("DATE", years, "/".join(["context:century+0", "start:year+0"][: len(numbers)]))
    if len(set(numbers)) != len(numbers) or sorted(numbers) != numbers or not min(numbers):
        return None
    return Reading("DURATION", "/".join(f"P{number}Y" for number in numbers), "/".join([LENGTH] * len(numbers)))


def counted_days(found: re.Match[str]) -> Reading | None:
    """延べ10日, 3泊4日, 三日三晩, 二昼夜: so many days."""
    groups = found.groupdict()
    days = integer(groups["after_nights"] or groups["days"] or groups["whole"] or groups["counted"])
    nights, evenings = integer(groups["nights"]), integer(groups["evenings"])
    if not days or (evenings and evenings != days) or (nights and not nights <= days <= nights + 2):
        return None
    return Reading("DURATION", f"P{days}D")


def duration_word(found: re.Match[str]) -> Reading | None:
    """半年, 半世紀, 四半世紀, ひと月半, 一両日."""
    value = SPANS[found["word"]]
    return Reading("DURATION", f"{value}{_HALF['M'][0]}D" if found["half"] else value)
