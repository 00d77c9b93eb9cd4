"""Folded text → claims by the shape and cue rules of `data/rules/entities_*.toml`.

The group `name` of a rule is the span. `without` lists what a name of that rule never
contains (or, for one character or a word in small letters, never begins with); `outside_quotes`
rules do not read inside 「」; `after_state` rules only behind a state and の (スイスの|ダヴォス);
an empty label marks ordinary words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline import rules
from pipeline.extract.entities.claims import Claim

_ABOUT = re.compile("に(?:関|対)する")
FILES = ("words", "events", "laws", "organs", "places", "policies", "products", "works")


@cache
def _rules() -> tuple[rules.Rule, ...]:
    return tuple(rule for name in FILES for rule in rules.load(f"entities_{name}"))


def find(text: str, names: Sequence[Claim] = ()) -> list[Claim]:
    """Claims of every rule that matches in the folded text, given the names known in it."""
    claims = []
    behind_states = {name.end + 1 for name in names if name.label == "GPE" and text.startswith("の", name.end)}
    for rule in _rules():
        for found in rule.pattern.finditer(text):
            quoted = rule.fields.get("outside_quotes", False) and _is_in_quotes(text, found.start())
            displaced = rule.fields.get("after_state", False) and found.start("name") not in behind_states
            if not quoted and not displaced and not _is_barred(found["name"], rule.fields.get("without", ())):
                start, end = found.span("name")
                claims.append(Claim(start, end, rule.fields["label"], rule.method, rule.fields["score"], rule.fields.get("subtype", "")))
    return claims


def _is_in_quotes(text: str, at: int) -> bool:
    return text.count("「", 0, at) > text.count("」", 0, at)


def _is_barred(name: str, without: tuple[str, ...]) -> bool:
    # a title's に関する is no verb of the sentence
    name = _ABOUT.sub("", name)
    return any(name.startswith(word) if len(word) == 1 or word.islower() else word in name for word in without)
