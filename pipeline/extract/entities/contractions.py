"""Folded text → claims for states written with one character each: 中露, 日米韓, 対露, 訪朝, 在韓米軍.

The grammar is `data/rules/entities_states.toml`; what each character stands for is
`data/gazetteer/short_forms.csv`. One mention carries one identity per character, in order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.claims import Claim, Ids


@cache
def short_forms() -> Mapping[str, tuple[str, str]]:
    """Character → (entity id, canonical name)."""
    return {row["char"]: (row["id"], row["name"]) for row in rules.words("gazetteer/short_forms")}


def members(states: str) -> Ids:
    """The states a contraction names, in order, or nothing where a character is unknown or comes twice."""
    table = short_forms()
    found = tuple(table[char] for char in states if char in table)
    return found if len(found) == len(states) == len(set(found)) else ()


def find(text: str) -> list[Claim]:
    """Claims for every contraction and one-character state name in the folded text."""
    claims = []
    for rule in rules.load("entities_states"):
        for found in rule.pattern.finditer(text):
            ids = _named(rule.fields.get("ids", ())) or _members(found)
            if ids:
                start, end = found.span("states")
                claims.append(Claim(start, end, "GPE", rule.method, rule.fields["score"], "state", ids))
    return claims


def _members(found: re.Match[str]) -> Ids:
    """The states of a match, the last written out where the rule has a group `full` (米|イスラエル)."""
    full = found.groupdict().get("full")
    if full is None:
        return members(found["states"])
    short = members(found["states"].removesuffix(full))
    state = next((entry for entry in gazetteer.lookup().get(full, ()) if entry.is_state), None)
    return (*short, (state.id, state.name)) if short and state and state.id not in dict(short) else ()


def _named(ids: tuple[str, ...]) -> Ids:
    table = gazetteer.by_id()
    return tuple((one, table[one].name) for one in ids)
