"""Folded text → claims by the shape and cue rules of `data/rules/entities_*.toml`.

The group `name` of a rule is the span. `without` lists what a name of that rule never
contains (or, for one character, never begins with); `outside_quotes`
rules do not read inside 「」; an empty label marks ordinary words.
"""

from __future__ import annotations

from functools import cache

from pipeline import rules
from pipeline.extract.entities.claims import Claim

FILES = ("words", "events", "laws", "organs", "places", "policies", "products", "works")


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return tuple(rule for name in FILES for rule in rules.load(f"entities_{name}"))


def find(text: str) -> list[Claim]:
    """Claims of every rule that matches in the folded text."""
    claims = []
    for rule in _rules():
        for found in rule.pattern.finditer(text):
            quoted = rule.fields.get("outside_quotes", False) and _is_in_quotes(text, found.start())
            if not quoted and not _is_barred(found["name"], rule.fields.get("without", ())):
                start, end = found.span("name")
                claims.append(Claim(start, end, rule.fields["label"], rule.method, rule.fields["score"], rule.fields.get("subtype", "")))
    return claims


def _is_in_quotes(text: str, at: int) -> bool:
    return text.count("「", 0, at) > text.count("」", 0, at)


def _is_barred(name: str, without: tuple[str, ...]) -> bool:
    return any(name.startswith(word) if len(word) == 1 else word in name for word in without)
