"""Two numbers that bound one amount → a range: 20万から30万発, 3隻から5隻, 2、3隻, 30±2%, 100人以上200人未満."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from pipeline.extract.quantities import numbers, surroundings, units
from pipeline.extract.quantities.amounts import Amount, Outcome, amount, piece, scaled, unit_at
from pipeline.extract.quantities.numbers import Number
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

INSIDE_A_CODE = re.compile(r"(?:[0-9][-‐–—−－.,/]|[A-Za-z][-‐–—−－.])\Z")
YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_POWERS = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1000.0, "万": 1e4, "億": 1e8, "兆": 1e12}
_SPAN = re.compile(r"の(?:範囲|間|幅|レンジ)")
_DASHES = frozenset("-‐–—−－")
_BELOW = frozenset("マ-−－▲△")
_MINUS = ("マイナス", "▲", "△", "-", "−", "－")


def ranged(first: Amount, text: str) -> Outcome:
    """The amount, or the range it opens when a joiner and a number of the same unit follow: 3隻から5隻, 5%以上10%以下."""
    return _banded(first, text) or _joined(first, text) or ([first], first.end)


def between(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """Two numbers before one unit: 20万から30万発, 2～3割."""
    first, second = numbers.read(found["num"]), numbers.read(found["num2"])
    if first is None or second is None or INSIDE_A_CODE.search(text, max(0, found.start() - 2), found.start()):
        return [], found.end()
    if YEAR.fullmatch(first.text) and len(second.text) == 2 and second.text.isdigit():
        return [], found.end()
    first = numbers.shared(first.text, second) or first
    unit = unit_at(text, found.start(), second, found.end())
    if unit is None:
        if not (first.powered and second.powered and piece("bare-end").match(text, found.end())):
            return [], found.end()
        unit = Unit("", "count")
    if unit.role in units.NOT_A_UNIT:
        return [], found.end() + unit.length
    whole = amount(rule, found.start(), found.end(), second, unit)
    low, high = scaled(first.value, unit), whole.value
    if unit.counted and found["join"] in _DASHES and (not found.start() or (low is not None and high is not None and high <= low)):
        return [], found.end()  # a heading's number (2-1 調査方法), a score
    if _is_change(found["join"], low, high, text, whole.end, {unit.kind}):
        return [replace(whole, end=found.end("num"), value=low), replace(whole, start=found.start("num2"))], whole.end
    return [replace(whole, value=low, value_max=high)], whole.end


def neighbours(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """2、3隻 is two or three of them; 五、六十人 fifty or sixty; 1万2、3千円; 17、18歳."""
    ends = _tens(found) if found["tens"] else _digits(found)
    if ends is None:
        return None
    low, high = ends
    unit = unit_at(text, found.start(), low, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return None
    whole = amount(rule, found.start(), found.end(), low, unit)
    return [replace(whole, value_max=scaled(high, unit))], whole.end


def _tens(found: re.Match[str]) -> tuple[Number, float] | None:
    low, high = int(found["tens"]), int(found["tens2"])
    return (Number(found["tens"], float(low)), float(high)) if high == low + 1 else None


def _digits(found: re.Match[str]) -> tuple[Number, float] | None:
    """The two values: the head stands before both digits (二十五、六), the powers behind the second belong to both (五、六十万)."""
    last, following = numbers.read(found["last"]), numbers.read(found["next"])
    head = numbers.read(found["head"]) if found["head"] else Number("", 0.0)
    if last is None or following is None or head is None or head.value is None:
        return None
    if last.value is None or following.value is None or following.value != last.value + 1:
        return None
    small, large = _POWERS[found["small"]], _POWERS[found["large"]]
    if head.value % (small * 10):
        return None
    return Number(found["num"], (head.value + last.value * small) * large), (head.value + following.value * small) * large


def plus_minus(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """30±2% runs from 28 to 32, ±5m from −5 to 5."""
    middle = numbers.read(found["num"]) if found["num"] else Number("0", 0.0)
    spread = numbers.read(found["num2"])
    if middle is None or spread is None or middle.value is None or spread.value is None:
        return [], found.end()
    unit = unit_at(text, found.start(), spread, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return [], found.end()
    whole = amount(rule, found.start(), found.end(), Number(found[0], middle.value - spread.value), unit)
    return [replace(whole, value_max=scaled(middle.value + spread.value, unit))], whole.end


def _banded(first: Amount, text: str) -> Outcome | None:
    """100人以上200人未満, 5%を超え10%以下: a lower and an upper bound of one unit."""
    second = _second("lower-bound", first, text)
    if second is None:
        return None
    joined, number, unit = second
    closed = piece("upper-bound").match(text, joined.end("num") + unit.length)
    return None if closed is None else ([replace(first, end=closed.end(), value_max=scaled(number.value, unit))], closed.end())


def _joined(first: Amount, text: str) -> Outcome | None:
    """5人から8人, −2%～1%: two ends with a unit each."""
    second = _second("second-end", first, text)
    if second is None:
        return None
    joined, number, unit = second
    end, high, sign = joined.end("num") + unit.length, scaled(number.value, unit), joined["sign"]
    if sign and high is not None and sign[0] in _BELOW:
        high = -high
    low = -first.value if sign and first.value is not None and text.endswith(_MINUS, 0, first.start) else first.value
    if _is_change(joined["join"], low, high, text, end, {unit.kind, "signed"} if sign else {unit.kind}):
        return None
    return [replace(first, end=end, value_max=high, max_signed=bool(sign), apart=True)], end


def _second(joint: str, first: Amount, text: str) -> tuple[re.Match[str], Number, Unit] | None:
    """The second end behind the piece `joint`: its match, its number, and its unit, which is that of the first."""
    joined = piece(joint).match(text, first.end)
    number = numbers.read(joined["num"]) if joined else None
    if not joined or number is None:
        return None
    unit = unit_at(text, joined.start("num"), number, joined.end("num"))
    return None if unit is None or not _alike(unit, first.unit) else (joined, number, unit)


def _alike(second: Unit, first: Unit) -> bool:
    """Whether the second end has the unit of the first: written alike, or another name of it (km, キロメートル)."""
    return second.surface == first.surface or (second.code == first.code and second.kind == first.kind)


def _is_change(join: str, low: float | None, high: float | None, text: str, end: int, kinds: Collection[str]) -> bool:
    """30人から50人に増えた moves from one level to another; 30人から50人 is a range."""
    if join != "から":
        return False
    if low is not None and high is not None and high < low:
        return not _SPAN.match(text, end)
    return surroundings.is_change_of_level(text, end, kinds)
