"""A unit with several meanings → the one its surroundings state, or the unit as it was.

Rules: data/rules/quantities_units.toml; a currency that several states call the same is that of the one state the
sentence names before it (data/currency_countries.csv); where no rule reads the words around a unit, the nearest word of
the clauses beside it that goes with one meaning decides (data/unit_cues.csv).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pipeline import rules
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

_BEFORE, _CUE_AFTER = 80, 20
_SENTENCES = 64  # how many sentences keep their index: those being read
_NOT_THE_STATE = r"(?!ネシア|太平洋|洋|シナ|亜大陸|シア)"  # インド begins other names


def settle(text: str, at: int, unit: Unit) -> Unit:
    """The unit at `at` with the code its context gives it: キロ of distance is km, of load kg; 度 of heat Cel; ペソ of フィリピン PHP."""
    if unit.surface not in _several():
        return unit
    first, last = _stated(text, unit.surface)
    rule = first.get(at)
    if rule is None:
        state = _of_a_state(text, at, unit)
        if state is not None:
            return state
        rule = last.get(at)
    if rule is not None:
        return replace(unit, role="unit", code=rule.fields["unit"], kind=rule.fields["kind"])
    return _cued(text, at, unit) or unit


@lru_cache(maxsize=_SENTENCES)
def _stated(text: str, surface: str) -> tuple[Mapping[int, Rule], Mapping[int, Rule]]:
    """For each place where a rule reads the unit in a sentence the first such rule: those tried before the states, those after."""
    first, last = _rules().get(surface, ((), ()))
    return _places(text, first), _places(text, last)


def _places(text: str, choices: tuple[Rule, ...]) -> Mapping[int, Rule]:
    places: dict[int, Rule] = {}
    for rule in choices:
        groups = rule.pattern.groupindex
        for found in rule.pattern.finditer(text):
            for group in groups:
                if found[group]:
                    places.setdefault(found.start(group), rule)
    return places


def _cued(text: str, at: int, unit: Unit) -> Unit | None:
    """The meaning of the nearest cue before or behind the unit; None where there is none, or two of them are equally near."""
    meanings = _cues().get(unit.surface)
    if meanings is None:
        return None
    starts, ends = _cue_places(text, unit.surface)
    end = at + len(unit.surface)
    before, behind = bisect_right(ends, at) - 1, bisect_left(starts, end)
    near = []
    if before >= 0 and at - starts[before] <= _BEFORE:
        near.append((at - ends[before], text[starts[before] : ends[before]]))
    if behind < len(starts) and ends[behind] - end <= _CUE_AFTER:
        near.append((starts[behind] - end, text[starts[behind] : ends[behind]]))
    if not near:
        return None
    least = min(distance for distance, _ in near)
    read = {meanings[1][cue] for distance, cue in near if distance == least}
    if len(read) > 1:
        return None
    code, kind = read.pop()
    return replace(unit, role="unit", code=code, kind=kind)


@lru_cache(maxsize=_SENTENCES)
def _cue_places(text: str, surface: str) -> tuple[Sequence[int], Sequence[int]]:
    """Where the cues of a unit begin and end in a sentence."""
    spans = [found.span() for found in _cues()[surface][0].finditer(text)]
    return [start for start, _ in spans], [end for _, end in spans]


def _of_a_state(text: str, at: int, unit: Unit) -> Unit | None:
    """The currency of the only state named before it that has one so called; None where there is none or more than one."""
    if unit.surface not in _states():
        return None
    ends, codes = _state_places(text, unit.surface)
    near = set(codes[bisect_left(ends, at - _BEFORE) : bisect_right(ends, at)])
    return replace(unit, role="money", code=near.pop(), kind="money") if len(near) == 1 else None


@lru_cache(maxsize=_SENTENCES)
def _state_places(text: str, surface: str) -> tuple[Sequence[int], Sequence[str]]:
    """Where the states that have a currency so called are named in a sentence, in order, and their currencies."""
    places = sorted((found.end(), code) for pattern, code in _states()[surface] for found in pattern.finditer(text))
    return [end for end, _ in places], [code for _, code in places]


@cache
def _several() -> frozenset[str]:
    """The written units that have several meanings."""
    return frozenset(_rules()) | frozenset(_states()) | frozenset(_cues())


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
