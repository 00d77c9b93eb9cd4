"""A place in a sentence where a number can begin → the amounts written there, each with its unit.

The shapes are rules (data/rules/quantities.toml); their field `reads` names one of the
readers below. A reader gives the amounts and where reading goes on; nothing at all where
its shape does not stand here, no amounts where a number stands that is not a quantity.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities import numbers, surroundings, units
from pipeline.extract.quantities.amounts import AMBIGUOUS, LISTED, UNITLESS, Amount, amount, piece, scaled, unit_at, with_parts
from pipeline.extract.quantities.numbers import Number
from pipeline.extract.quantities.units import Unit
from pipeline.model import PipelineError
from pipeline.rules import Rule

_INSIDE_A_CODE = re.compile(r"(?:[0-9][-‐–—−.,/]|[A-Za-z][-‐–—−.])\Z")
_YEAR = re.compile(r"(?:1[89]|20)[0-9]{2}")
_LEAST_COUNT, _BEFORE = 2, 20

Outcome = tuple[list[Amount], int]
Reader = Callable[[Rule, re.Match[str], str], Outcome | None]


def read(text: str, at: int) -> Outcome | None:
    """The amounts that begin at `at` and the place to read on from, or None where no number stands there."""
    for rule, reader in _readers():
        found = rule.pattern.match(text, at)
        if found:
            outcome = reader(rule, found, text)
            if outcome is not None:
                return outcome
    return None


def _single(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """One number: 3隻, 10余カ国, 3倍半; with a second one of the same unit after a joiner, a range: 3隻から5隻."""
    number = numbers.read(found["num"])
    skip: Outcome = ([], found.end("num"))
    if number is None or _INSIDE_A_CODE.search(text, max(0, found.start() - 2), found.start()):
        return skip
    over = found.groupdict().get("over")
    mod, at = ("MORE_THAN", found.end()) if over else ("", found.end("num"))
    unit = unit_at(text, found.start(), number, at)
    if unit is None:
        return _bare(rule, found, text, number)
    if unit.role in units.NOT_A_UNIT:
        return [], at + len(unit.surface)
    return _ranged(replace(with_parts(amount(rule, found.start(), at, number, unit), text), mod=mod), text)


def _decimal(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """4・5%: a newspaper's decimal point, before measures and money only (5・6年生 is a list)."""
    number = numbers.read(found["num"])
    unit = None if number is None else unit_at(text, found.start(), number, found.end())
    if number is None or unit is None or unit.role not in ("unit", "money"):
        return None
    whole = amount(rule, found.start(), found.end(), number, unit)
    return [whole], whole.end


def _bare(rule: Rule, found: re.Match[str], text: str, number: Number) -> Outcome:
    """No unit, yet certainly a number: 10万を超える兵力, 約40の港, 50を超えた (not 資料3の, 2024の, nor a heading's own number)."""
    start, end = found.start(), found.end("num")
    certain = number.powered and piece("bare-end").match(text, end)
    free = units.stands_free(text, start, number.text) and piece("of-things").match(text, end)
    if not certain and not free and not _is_exceeded(text, start, end, number):
        return [], end
    return [Amount(start, end, number.value, Unit("", "count"), rule.method, UNITLESS)], end


def _is_exceeded(text: str, start: int, end: int, number: Number) -> bool:
    """署名国は50を超えた, 1,000を超える目標: a whole number that things are counted against (not 指数は50を上回った, 1.5に達した)."""
    if number.value is None or number.value < _LEAST_COUNT or number.value != int(number.value) or not units.stands_apart(text, start):
        return False
    if _YEAR.fullmatch(number.text) and text.startswith("を超えて", end):
        return False
    return bool(piece("exceeding").match(text, end)) and not piece("no-count-before").search(text, max(0, start - _BEFORE), start)


def _ranged(first: Amount, text: str) -> Outcome:
    """The amount, or the range it opens when a joiner and a number of the same unit follow."""
    joined = piece("second-end").match(text, first.end)
    second = numbers.read(joined["num"]) if joined else None
    if not joined or second is None:
        return [first], first.end
    unit = unit_at(text, joined.start("num"), second, joined.end("num"))
    if unit is None or unit.code != first.unit.code or unit.kind != first.unit.kind:
        return [first], first.end
    end, high = joined.end("num") + len(unit.surface), scaled(second.value, unit)
    if _is_change(joined["join"], first.value, high, text, end):
        return [first], first.end
    return [replace(first, end=end, value_max=high)], end


def _range(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """Two numbers before one unit: 20万から30万発, 2～3割."""
    first, second = numbers.read(found["num"]), numbers.read(found["num2"])
    if first is None or second is None or _INSIDE_A_CODE.search(text, max(0, found.start() - 2), found.start()):
        return [], found.end()
    if _YEAR.fullmatch(first.text) and len(second.text) == 2 and second.text.isdigit():
        return [], found.end()
    first = numbers.shared(first.text, second) or first
    unit = unit_at(text, found.start(), second, found.end())
    if unit is None:
        if not (first.powered and second.powered and piece("bare-end").match(text, found.end())):
            return [], found.end()
        unit = Unit("", "count")
    if unit.role in units.NOT_A_UNIT:
        return [], found.end() + len(unit.surface)
    whole = amount(rule, found.start(), found.end(), second, unit)
    low, high = scaled(first.value, unit), whole.value
    if _is_change(found["join"], low, high, text, whole.end):
        return [replace(whole, end=found.end("num"), value=low), replace(whole, start=found.start("num2"))], whole.end
    return [replace(whole, value=low, value_max=high)], whole.end


def _is_change(join: str, low: float | None, high: float | None, text: str, end: int) -> bool:
    """30人から50人に増えた moves from one level to another; 30人から50人 is a range."""
    if join != "から":
        return False
    if low is not None and high is not None and high < low:
        return True
    return surroundings.is_change_of_level(text, end)


def _neighbours(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """2、3隻 is two or three of them; 五、六十人 fifty or sixty."""
    first, second = numbers.read(found["num"]), numbers.read(found["num2"])
    if first is None or second is None:
        return None
    last, head = numbers.read(found["num"][-1]), numbers.read(found["num2"][0])
    if last is None or head is None or last.value is None or head.value is None or head.value != last.value + 1:
        return None
    low = numbers.shared(first.text, second) or first
    unit = unit_at(text, found.start(), second, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT or low.value is None or second.value is None:
        return None
    high = second.value if low is not first or len(found["num"]) == 1 else low.value + 1
    whole = amount(rule, found.start(), found.end(), low, unit)
    return [replace(whole, value_max=high * unit.factor)], whole.end


def _plus_minus(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
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


def _fraction(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """3分の1 → 0.3333, to four places as the guideline writes it; unknown digits (数分の1) have no value."""
    over, under = numbers.read(found["num"]), numbers.read(found["den"])
    if over is None or under is None or under.value == 0:
        return [], found.end()
    value = None if over.value is None or under.value is None else round(over.value / under.value, 4)
    return [Amount(found.start(), found.end(), value, Unit("", "unit", "", "ratio"), rule.method, LISTED)], found.end()


def _tenths(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """4割5分 → 45 %."""
    parts = [numbers.read(found[group]) for group in ("num", "tenth")]
    parts.append(numbers.read(found["hundredth"]) if found["hundredth"] else Number("0", 0.0))
    values = [part.value for part in parts if part is not None and part.value is not None]
    if len(values) != 3:
        return [], found.end()
    value = round(values[0] * 10 + values[1] + values[2] / 10, 4)
    return [Amount(found.start(), found.end(), value, Unit("割", "unit", "%", "percent"), rule.method, LISTED)], found.end()


def _power_of_ten(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """3×10の4乗 → 30000, where a unit follows."""
    factor = numbers.read(found["num"]) if found["num"] else Number("1", 1.0)
    if factor is None or factor.value is None:
        return [], found.end()
    number = Number(found[0], factor.value * 10 ** int(found["exponent"]))
    unit = unit_at(text, found.start(), number, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return [], found.end()
    whole = amount(rule, found.start(), found.end(), number, unit)
    return [whole], whole.end


def _symbol(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """$120, EUR 3億."""
    unit, number = units.symbol(found["symbol"]), numbers.read(found["num"])
    if unit is None or number is None:
        return None
    return [Amount(found.start(), found.end(), number.value, unit, rule.method, LISTED)], found.end()


def _mach(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """マッハ5: the unit stands before the number and has no UCUM code."""
    number = numbers.read(found["num"])
    if number is None:
        return None
    return [Amount(found.start(), found.end(), number.value, Unit("マッハ", "unit", "マッハ", "speed"), rule.method, LISTED)], found.end()


def _several(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """数隻: several, with no value."""
    number = Number(found[0], None)
    unit = unit_at(text, found.start(), number, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return None
    whole = amount(rule, found.start(), found.end(), number, unit)
    return [whole], whole.end


def _split(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """1, 902億ドル: one number that scanning has cut in two; the span is kept, no value is guessed."""
    unit = unit_at(text, found.start(), Number(found["num"].replace(" ", ""), None), found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return None
    whole = amount(rule, found.start(), found.end(), Number(found[0], None), unit)
    return [replace(whole, score=AMBIGUOUS)], whole.end


def _word(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """半分, 倍増: a word that is an amount by itself; the rule holds its value."""
    fields = rule.fields
    unit = Unit("倍" if fields["unit"] else "", "unit", fields["unit"], fields["kind"])
    change = fields.get("change", "")
    return [Amount(found.start(), found.end(), float(fields["value"]), unit, rule.method, LISTED, change=change)], found.end()


_READERS: Mapping[str, Reader] = {
    "single": _single, "decimal": _decimal, "range": _range, "neighbours": _neighbours, "plus_minus": _plus_minus, "fraction": _fraction,
    "tenths": _tenths, "power_of_ten": _power_of_ten, "symbol": _symbol, "mach": _mach, "several": _several,
    "split": _split, "word": _word,
}  # fmt: skip


@cache
def _readers() -> tuple[tuple[Rule, Reader], ...]:
    pairs = []
    for rule in rules.load("quantities"):
        reader = _READERS.get(rule.fields.get("reads", ""))
        if reader is None:
            raise PipelineError(f"data/rules/quantities.toml: rule {rule.id!r}: reads must be one of {', '.join(_READERS)}")
        pairs.append((rule, reader))
    return tuple(pairs)
