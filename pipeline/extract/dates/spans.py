"""Matches of the duration, recurrence and clock rules → readings."""

from __future__ import annotations

import re

from pipeline.extract import numerals
from pipeline.extract.dates.values import LENGTH, Reading, day_text, integer
from pipeline.rules import words

_UNITS = {row["unit"]: row["code"] for row in words("date_units")}
_SPANS = {row["word"]: row["value"] for row in words("date_spans")}
_MOON = re.compile(r"[かカヶヵケ箇個ｶ][ \u3000]?月")
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_WEEKDAYS = "月火水木金土日"
_ZONES = {"UTC": "Z", "GMT": "Z", "Z": "Z", "JST": "+09:00", "KST": "+09:00"}
_HALF = {"Y": (6, "M"), "M": (15, "D"), "TH": (30, "TM"), "TM": (30, "TS"), "C": (50, "Y")}
_WORTH = {"C": (100, "Y"), "Q": (3, "M"), "H": (6, "M")}
_MORNINGS = ("午前", "未明", "早朝", "朝")
# From which hour of the clock the word means the second half of the day: 夜8時 is 20:00, 夜1時 is not 13:00.
_LATER = {"午後": (0,), "夕方": (3,), "夜": (5,), "昼": (1,)}
# Of an amount only the number of its digits is known: 数年 PXY, 十数年 P1XY, 数十年 PXXY.
_VAGUE = {"数": "X", "十数": "1X", "数十": "XX", "数百": "XXX", "数千": "XXXX"}


def unit_code(text: str) -> str:
    """The duration code of a unit as written (年 Y, ヶ月 M, 時間 TH), or "" for none."""
    plain = _MOON.sub("か月", text).replace(" ", "").replace("\u3000", "")
    if plain[:1] in "かカヶヵケ箇" and plain.endswith("年"):
        plain = "年"
    if plain not in _UNITS and plain.endswith("間"):
        plain = plain[:-1]
    return _UNITS.get(plain, "")


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
    code = unit_code(groups.get("u") or ("日" if groups.get("ud") else "分"))
    amount = amount_text(groups["n"])
    if amount is None or not code:
        return None
    mod = "MORE_THAN" if groups.get("over") else ""
    parts = [(amount, code), *_smaller(groups)]
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
    return [(amount, code), *half, *seconds]


def _two_lengths(groups: dict[str, str | None], first: str, parts: list[tuple[str, str]], mod: str) -> Reading | None:
    last = amount_text(groups["n2"] or "")
    if last is None or "X" in first + last or float(last) <= float(first):
        return None
    ends = [iso_duration([(amount, parts[0][1]), *(parts[1:] if amount is last else [])]) for amount in (first, last)]
    return Reading("DURATION", "/".join(end for end in ends if end), mod=mod) if all(ends) else None


def perhaps_year(found: re.Match[str]) -> Reading | None:
    """24年には, 23、24年は: a length unless the document says which year; 07年 and 98～02年 can only be years."""
    ends = [integer(text) for text in (found["short_year"], found["y2"]) if text]
    numbers = [number for number in ends if number is not None]
    if min(numbers) < 10 or sorted(numbers) != numbers:
        years = "/".join(f"XX{number:02d}" for number in numbers)
        return Reading("DATE", years, "/".join(["context:century+0", "start:year+0"][: len(numbers)]))
    if len(set(numbers)) != len(numbers):
        return None
    return Reading("DURATION", "/".join(f"P{number}Y" for number in numbers), "/".join([LENGTH] * len(numbers)))


def duration_word(found: re.Match[str]) -> Reading | None:
    """半年, 半世紀, 四半世紀."""
    return Reading("DURATION", _SPANS[found["word"]])


def every(found: re.Match[str]) -> Reading | None:
    """毎年, 毎年3月, 例年10月, 毎週火曜日, 毎年夏."""
    unit = found["u"] or "年"
    if found["wd"]:
        return Reading("SET", f"XXXX-WXX-{_WEEKDAYS.index(found['wd']) + 1}") if unit in ("週", "年") else Reading("SET", "P1M")
    if found["md"]:
        return Reading("SET", f"XXXX-XX-{integer(found['md']):02d}")
    if found["m"] or found["season"]:
        month, day = integer(found["m"]), integer(found["d"])
        value = f"XXXX-{_SEASONS[found['season']]}" if found["season"] else day_text("XXXX", month, day)
        return Reading("SET", value) if value and unit == "年" else None
    if unit in _SEASONS:
        return Reading("SET", f"XXXX-{_SEASONS[unit]}")
    value = iso_duration([("1", "Y" if unit == "年度" else "M" if unit == "月" else _UNITS[unit])])
    return None if value is None else Reading("SET", value)


def every_other(found: re.Match[str]) -> Reading | None:
    """隔年, 隔週."""
    return Reading("SET", f"P2{'M' if found['u'] == '月' else _UNITS[found['u']]}")


def times_per(found: re.Match[str]) -> Reading | None:
    """年2回, 週に1度."""
    return Reading("SET", f"P1{'M' if found['u'] == '月' else _UNITS[found['u']]}")


def once_in(found: re.Match[str]) -> Reading | None:
    """4年に1度, 3カ月ごと, 四半期ごと, 1年おき."""
    if found["word"]:
        return Reading("SET", "P3M" if found["word"] == "四半期" else _SPANS[found["word"]])
    amount, code = amount_text(found["n"]), unit_code(found["u"])
    if amount is None or not code:
        return None
    if found.group().endswith("おき") and amount == "1":
        amount = "2"
    value = iso_duration([(amount, code)])
    return None if value is None else Reading("SET", value)


def clock(found: re.Match[str]) -> Reading | None:
    """午後3時, 11時20分, 9時半, 正午, 14:05, 9～17時 of a day still to be said."""
    groups = found.groupdict()
    zone = _ZONES[groups["zone"]] if groups["zone"] else ""
    if groups["noon"]:
        return Reading("TIME", f"XXXX-XX-XXT12:00{zone}", "context:day+0")
    half = groups["half"] or groups["half2"] or ""
    hours = [_hour(text, half) for text in (groups["h"] or groups["H"] or groups["hh"], groups["h2"] or groups["H2"]) if text]
    minute = integer(groups["min"] or groups["Min"] or groups["mm"])
    second = integer(groups["sec"] or groups["Sec"] or groups["ss"])
    if groups["thirty"] or groups["Thirty"]:
        minute = 30
    if any(hour is None for hour in hours) or (minute or 0) > 59 or (second or 0) > 59 or (hours[0] == 24 and minute):
        return None
    tail = f":{minute or 0:02d}" + (f":{second:02d}" if second is not None else "")
    times = [f"XXXX-XX-XXT{hour:02d}{tail if hour == hours[-1] else ':00'}{zone}" for hour in hours]
    return Reading("TIME", "/".join(times), "context:day+0" + "/start:day+0" * (len(times) - 1))


def _hour(text: str, half: str) -> int | None:
    """The hour of the 24-hour day; None for an hour that part of the day does not have."""
    hour = integer(text)
    if hour is None or hour > 24 or (half in _MORNINGS and hour > 12):
        return None
    return hour + 12 if half in _LATER and _LATER[half][0] <= hour < 12 else hour
