"""Matches of the recurrence rules → readings: the period (毎年 P1Y) or the date that comes again (毎年3月 XXXX-03)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.extract.dates.spans import SPANS, UNITS, amount_text, iso_duration, unit_code
from pipeline.extract.dates.values import WEEKDAYS, Reading, day_text, integer

_DAILY = ("朝", "晩", "夜", "夕")
_WORDS = {"四半期": "P3M", "半期": "P6M", "週末": "XXXX-WXX-6/XXXX-WXX-7"}
_SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}


def every(found: re.Match[str]) -> Reading | None:
    """毎年, 毎年3月, 例年10月, 毎週火・木曜日, 毎月1日と15日, 毎年夏, 毎週末."""
    groups = found.groupdict()
    unit = groups["u"] or "年"
    if groups["end"]:
        return Reading("SET", "XXXX-WXX-6/XXXX-WXX-7")
    if groups["wd"]:
        return _weekdays(groups) if unit in ("週", "年") and not groups["nth"] else Reading("SET", "P1M")
    if groups["md"]:
        return _listed([f"XXXX-XX-{day:02d}" for day in (integer(groups["md"]), integer(groups["md2"])) if day])
    if groups["m"] or groups["season"]:
        return _of_year(groups) if unit == "年" else None
    if unit in _SEASONS:
        return Reading("SET", f"XXXX-{_SEASONS[unit]}")
    value = iso_duration([("1", "Y" if unit == "年度" else "M" if unit == "月" else UNITS[unit])])
    return None if value is None else Reading("SET", value)


def _of_year(groups: Mapping[str, str | None]) -> Reading | None:
    if groups["season"]:
        return Reading("SET", f"XXXX-{_SEASONS[groups['season']]}")
    value = day_text("XXXX", integer(groups["m"]), integer(groups["d"]))
    last = day_text("XXXX", integer(groups["m2"]), None) if groups["m2"] else None
    if value is None or not groups["m2"]:
        return None if value is None else Reading("SET", value)
    if last is None or groups["d"]:
        return None
    return Reading("SET", f"{value}/{last}") if groups["mto"] else _listed([value, last])


def _weekdays(groups: Mapping[str, str | None]) -> Reading:
    named = [f"XXXX-WXX-{WEEKDAYS.index(groups[key] or '') + 1}" for key in ("wd", "wd2", "wd3") if groups[key]]
    return Reading("SET", "/".join(named)) if groups["wto"] else _listed(named)


def _listed(values: list[str]) -> Reading:
    return Reading("SET", values[0] if len(values) == 1 else f"{{{','.join(values)}}}")


def every_part(found: re.Match[str]) -> Reading | None:
    """毎朝, 毎晩, 毎時, 毎分, 毎正時, 毎日曜日, 月ごと."""
    if found["wd"]:
        return Reading("SET", f"XXXX-WXX-{WEEKDAYS.index(found['wd']) + 1}")
    unit = found["u"][:1] if found["u"] and found["u"] != "正時" else found["u"] or found["u2"]
    code = "D" if unit in _DAILY else "TH" if unit == "正時" else "M" if unit == "月" else "Y" if unit == "年度" else UNITS[unit]
    value = iso_duration([("1", code)])
    return None if value is None else Reading("SET", value)


def every_other(found: re.Match[str]) -> Reading | None:
    """隔年, 隔週."""
    return Reading("SET", f"P2{'M' if found['u'] == '月' else UNITS[found['u']]}")


def times_per(found: re.Match[str]) -> Reading | None:
    """年2回, 週に1度."""
    return Reading("SET", f"P1{'M' if found['u'] == '月' else UNITS[found['u']]}")


def once_in(found: re.Match[str]) -> Reading | None:
    """4年に1度, 3カ月ごと, 四半期ごと, 1年おき."""
    if found["word"]:
        return Reading("SET", _WORDS[found["word"]] if found["word"] in _WORDS else SPANS[found["word"]])
    amount, code = amount_text(found["n"]), unit_code(found["u"])
    if amount is None or not code:
        return None
    if found.group().endswith("おき") and amount == "1" and not code.startswith("T"):
        amount = "2"
    value = iso_duration([(amount, code)])
    return None if value is None else Reading("SET", value)
