"""Numbers in forms of their own → amounts: 3分の1, 4割5分, 10の6乗個, $5 million, マッハ5, 半分, ふたつ."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.extract.quantities import numbers, units
from pipeline.extract.quantities.amounts import AMBIGUOUS, LISTED, Amount, Outcome, amount, piece, unit_at
from pipeline.extract.quantities.numbers import Number
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

_POWERS = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹−－", "0123456789--")
_PLACES, _SMALLEST = 4, 0.001


def fraction(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """3分の1 → 0.3333, to four places as the guideline writes it; 数分の1 has no value; 3分の1から2分の1 is a range."""
    over, under = numbers.read(found["num"]), numbers.read(found["den"])
    if over is None or under is None or under.value == 0:
        return [], found.end()
    whole = Amount(found.start(), found.end(), _quotient(over, under), Unit("", "unit", "", "ratio"), rule.method, LISTED)
    joined = piece("second-fraction").match(text, found.end())
    over, under = (numbers.read(joined["num"]), numbers.read(joined["den"])) if joined else (None, None)
    high = None if over is None or under is None else _quotient(over, under)
    if joined is None or high is None or (whole.value is not None and high < whole.value):
        return [whole], whole.end
    return [replace(whole, end=joined.end(), value_max=high)], joined.end()


def _quotient(over: Number, under: Number) -> float | None:
    """Four places; a scale of 1 to 25,000 keeps four digits instead."""
    if over.value is None or not under.value:
        return None
    value = over.value / under.value
    return round(value, _PLACES) if value >= _SMALLEST else float(f"{value:.{_PLACES}g}")


def tenths(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """4割5分 → 45 %."""
    parts = [numbers.read(found[group]) for group in ("num", "tenth")]
    parts.append(numbers.read(found["hundredth"]) if found["hundredth"] else Number("0", 0.0))
    values = [part.value for part in parts if part is not None and part.value is not None]
    if len(values) != 3:
        return [], found.end()
    value = round(values[0] * 10 + values[1] + values[2] / 10, 4)
    return [Amount(found.start(), found.end(), value, Unit("割", "unit", "%", "percent"), rule.method, LISTED)], found.end()


def power_of_ten(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """3×10の4乗, 3×10^4, 3×10⁴ → 30000, where a unit follows."""
    factor = numbers.read(found["num"]) if found["num"] else Number("1", 1.0)
    if factor is None or factor.value is None:
        return [], found.end()
    written = found["exponent"] or found["exponent2"] or found["exponent3"]
    exponent = int(written.replace("マイナス", "-").translate(_RAISED))
    number = Number(found[0], float(f"{factor.value}e{exponent}"))
    unit = unit_at(text, found.start(), number, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return [], found.end()
    whole = amount(rule, found.start(), found.end(), number, unit)
    return [whole], whole.end


def symbol(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """$120, EUR 3億, US$5 million, $100～200."""
    unit = units.symbol(found["symbol"])
    if unit is None:
        return None
    return _led(rule, found, unit)


def prefixed(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """マッハ5, マグニチュード7.3, pH7.4: the unit, which the rule states, stands before the number."""
    fields = rule.fields
    return _led(rule, found, Unit(fields["text"], "unit", fields["unit"], fields["kind"]))


def _led(rule: Rule, found: re.Match[str], unit: Unit) -> Outcome | None:
    """A number, or a range of two, behind its unit."""
    groups = found.groupdict()
    written = [groups.get("num"), groups.get("num2")]
    read = [numbers.read(text) for text in written if text]
    values = [number.value for number in read if number is not None]
    if len(values) != len(read):
        return None
    power = _POWERS[groups["power"].lower()] if groups.get("power") else 1.0
    low, high = (None if value is None else value * power for value in (*values, None)[:2])
    return [Amount(found.start(), found.end(), low, unit, rule.method, LISTED, value_max=high)], found.end()


def several(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """数隻: several, with no value."""
    number = Number(found[0], None)
    unit = unit_at(text, found.start(), number, found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return None
    whole = amount(rule, found.start(), found.end(), number, unit)
    return [whole], whole.end


def split(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """1, 902億ドル: one number that scanning has cut in two; the span is kept, no value is guessed."""
    unit = unit_at(text, found.start(), Number(found["num"].replace(" ", ""), None), found.end())
    if unit is None or unit.role in units.NOT_A_UNIT:
        return None
    whole = amount(rule, found.start(), found.end(), Number(found[0], None), unit)
    return [replace(whole, score=AMBIGUOUS)], whole.end


def word(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """半分, 倍増: a word that is an amount by itself; the rule holds its value."""
    fields = rule.fields
    unit = Unit("倍" if fields["unit"] else "", "unit", fields["unit"], fields["kind"])
    change = fields.get("change", "")
    return [Amount(found.start(), found.end(), float(fields["value"]), unit, rule.method, LISTED, change=change)], found.end()


def spelled(rule: Rule, found: re.Match[str], text: str) -> Outcome | None:
    """ふたつ, ふたり: a count spelled in kana; the rule holds the values, the last kana is the counter."""
    surface = rule.fields["counters"][found[0][-1]]
    unit = Unit(surface, "count", surface)
    value = float(rule.fields["values"][found[0]])
    return [Amount(found.start(), found.end(), value, unit, rule.method, LISTED)], found.end()
