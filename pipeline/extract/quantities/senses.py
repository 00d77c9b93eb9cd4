"""A unit with several meanings → the one its surroundings state (data/rules/quantities_units.toml), or the unit as it was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from pipeline import rules
from pipeline.extract.quantities.units import Unit
from pipeline.rules import Rule

_BEFORE, _AFTER = 80, 12


def settle(text: str, at: int, unit: Unit) -> Unit:
    """The unit at `at` with the code its context gives it: キロ of distance is km, of load kg; 度 of heat Cel, else times."""
    for rule in _rules().get(unit.surface, ()):
        for found in rule.pattern.finditer(text, max(0, at - _BEFORE), min(len(text), at + len(unit.surface) + _AFTER)):
            if at in (found.start(group) for group in rule.pattern.groupindex):
                return replace(unit, role="unit", code=rule.fields["unit"], kind=rule.fields["kind"])
    return unit


@cache
def _rules() -> Mapping[str, tuple[Rule, ...]]:
    by_surface: dict[str, tuple[Rule, ...]] = {}
    for rule in rules.load("quantities_units"):
        surface = rule.fields["surface"]
        by_surface[surface] = (*by_surface.get(surface, ()), rule)
    return by_surface
