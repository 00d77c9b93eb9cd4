"""A unit with several meanings → the one its surroundings state, or the unit as it was.

Rules: data/rules/quantities_units.toml; a currency that several states call the same is that of the one state the
sentence names before it (data/currency_countries.csv); where no rule reads the words around a unit, the nearest word of
the clauses beside it that goes with one meaning decides (data/unit_cues.csv).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

_BEFORE, _AFTER, _CUE_AFTER = 80, 12, 20
_NOT_THE_STATE = r"(?!ネシア|太平洋|洋|シナ|亜大陸|シア)"  # インド begins other names


def settle(text: str, at: int, unit: Unit) -> Unit:
    """The unit at `at` with the code its context gives it: キロ of distance is km, of load kg; 度 of heat Cel; ペソ of フィリピン PHP."""
    first, last = _rules().get(unit.surface, ((), ()))
    return _stated(text, at, unit, first) or _of_a_state(text, at, unit) or _stated(text, at, unit, last) or _cued(text, at, unit) or unit


def _stated(text: str, at: int, unit: Unit, choices: tuple[Rule, ...]) -> Unit | None:
    for rule in choices:
        for found in rule.pattern.finditer(text, max(0, at - _BEFORE), min(len(text), at + len(unit.surface) + _AFTER)):
            if at in (found.start(group) for group in rule.pattern.groupindex):
                return replace(unit, role="unit", code=rule.fields["unit"], kind=rule.fields["kind"])
    return None


def _cued(text: str, at: int, unit: Unit) -> Unit | None:
    """The meaning of the nearest cue before or behind the unit; None where there is none, or two of them are equally near."""
    cues = _cues().get(unit.surface)
    if cues is None:
        return None
    pattern, meanings = cues
    begin, end = max(0, at - _BEFORE), at + len(unit.surface)
    near = [(at - found.end(), found[0]) for found in pattern.finditer(text, begin, at)][-1:]
    found = pattern.search(text, end, min(len(text), end + _CUE_AFTER))
    near += [(found.start() - end, found[0])] if found else []
    if not near:
        return None
    least = min(distance for distance, _ in near)
    read = {meanings[cue] for distance, cue in near if distance == least}
    if len(read) > 1:
        return None
    code, kind = read.pop()
    return replace(unit, role="unit", code=code, kind=kind)


def _of_a_state(text: str, at: int, unit: Unit) -> Unit | None:
    """The currency of the only state named before it that has one so called; None where there is none or more than one."""
    states = _states().get(unit.surface)
    if states is None:
        return None
    codes = {code for pattern, code in states if pattern.search(text, max(0, at - _BEFORE), at)}
    return replace(unit, role="money", code=codes.pop(), kind="money") if len(codes) == 1 else None


@cache
def _rules() -> Mapping[str, tuple[tuple[Rule, ...], tuple[Rule, ...]]]:
    """For each written unit, the rules to try before and after the states named in the sentence."""
    by_surface: dict[str, tuple[tuple[Rule, ...], tuple[Rule, ...]]] = {}
    for rule in rules.load("quantities_units"):
        surface = rule.fields["surface"]
        first, last = by_surface.get(surface, ((), ()))
        by_surface[surface] = (first, (*last, rule)) if rule.fields.get("after_states") else ((*first, rule), last)
    return by_surface


@cache
def _states() -> Mapping[str, tuple[tuple[re.Pattern[str], str], ...]]:
    by_surface: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {}
    for row in rules.words("currency_countries"):
        pattern = re.compile(rf"(?<!南)(?:{row['country']}){_NOT_THE_STATE}")
        by_surface[row["surface"]] = (*by_surface.get(row["surface"], ()), (pattern, row["currency"]))
    return by_surface


@cache
def _cues() -> Mapping[str, tuple[re.Pattern[str], Mapping[str, tuple[str, str]]]]:
    """For each written unit, a pattern of its cues (the longest wins) and what each one means."""
    by_surface: dict[str, dict[str, tuple[str, str]]] = {}
    for row in rules.words("unit_cues"):
        by_surface.setdefault(row["surface"], {})[row["cue"]] = (row["unit"], row["kind"])
    return {
        surface: (re.compile("|".join(sorted(map(re.escape, cues), key=len, reverse=True))), cues) for surface, cues in by_surface.items()
    }
