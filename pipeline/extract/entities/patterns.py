"""Folded text → claims by the shape and cue rules of `data/rules/entities_*.toml`.

The group `name` of a rule is the span, without the rest of a date (6|年|能登半島). `without` lists what a name of that rule never
contains (or, for one character or a word in small letters, never begins with); `outside_quotes`
rules do not read inside 「」; `after_state` rules only behind a state and の or ・ (スイスの|ダヴォス);
`known_words` rules leave ordinary katakana words and names of the gazetteer to others,
`known_parts` rules names with such a word in them; `place_first` rules need a known city or region where the name begins,
`past_states` rules leave out a state and ・ before the name and read no name of states alone; an empty label marks ordinary words.
`needs` are words of which one stands wherever the pattern matches: where the text has none, the rule is not tried (nor compiled).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.extract.entities.characters import past_date
from pipeline.extract.entities.claims import Claim
from pipeline.extract.entities.people import common

_ABOUT = re.compile("に(?:関|対)する")
# What a date leaves of a match is a name where it has three characters: 1930|年|開港 has not.
_SHORTEST_BEHIND_DATE = 3
FILES = ("words", "events", "laws", "organs", "people", "places", "policies", "products", "works")


@cache
def _rules() -> tuple[tuple[rules.Rule, frozenset[str]], ...]:
    """Each rule with the words it needs."""
    return tuple((rule, frozenset(rule.fields.get("needs", ()))) for name in FILES for rule in rules.load(f"entities_{name}"))


@cache
def _needed() -> tuple[str, ...]:
    """The words of all rules' needs."""
    return tuple(sorted({word for _, needs in _rules() for word in needs}))


def find(text: str, names: Sequence[Claim] = ()) -> list[Claim]:
    """Claims of every rule that matches in the folded text, given the names known in it."""
    claims = []
    behind_states = {name.end + 1 for name in names if name.label == "GPE" and text.startswith(("の", "・"), name.end)}
    joined, governed = _behind_dots(text, names), _governed(names)
    opened, closed = ([at for at, char in enumerate(text) if char == mark] for mark in "「」")
    present = {word for word in _needed() if word in text}
    for rule, needs in _rules():
        if needs and needs.isdisjoint(present):
            continue
        for found in rule.pattern.finditer(text):
            at = found.start()
            quoted = rule.fields.get("outside_quotes", False) and bisect_left(opened, at) > bisect_left(closed, at)
            displaced = rule.fields.get("after_state", False) and found.start("name") not in behind_states
            start, end = past_date(text, found.start("name")), found.end("name")
            if rule.fields.get("past_states", False):
                start = _past_states(text, start, governed)
            displaced = displaced or start < 0 or (rule.fields.get("place_first", False) and start not in governed.places)
            name = text[start:end]
            ordinary = end - start < _SHORTEST_BEHIND_DATE and start > found.start("name")
            ordinary = ordinary or (rule.fields.get("known_words", False) and _is_known(name))
            ordinary = ordinary or (rule.fields.get("known_parts", False) and _has_word(name))
            if not (quoted or displaced or ordinary or _is_barred(name, rule.fields.get("without", ())) or (start, end) in joined):
                claims.append(Claim(start, end, rule.fields["label"], rule.method, rule.fields["score"], rule.fields.get("subtype", "")))
    return claims


@dataclass(frozen=True, slots=True)
class _Governed:
    """Where known states begin and end, where known cities and regions begin, and where what a state may be paired with does."""

    states: Mapping[int, int]
    places: frozenset[int]
    partners: frozenset[int]


def _governed(names: Sequence[Claim]) -> _Governed:
    states: dict[int, int] = {}
    places: set[int] = set()
    for name in names:
        if name.label == "GPE" and name.ids:
            if name.ids[0][0].startswith("GPE:"):
                places.add(name.start)
            else:
                states[name.start] = max(name.end, states.get(name.start, 0))
    regions = {name.start for name in names if name.label == "LOC"}
    return _Governed(states, frozenset(places), frozenset({*states, *regions}))


def _past_states(text: str, start: int, governed: _Governed) -> int:
    """Where the name begins behind a state and ・ (ロシア・|ザルミノ宣言); -1 where a state stands there too (ロシア・ウクライナ宣言)."""
    end = governed.states.get(start, -1)
    if end < 0 or not text.startswith("・", end):
        return start
    return -1 if end + 1 in governed.partners else end + 1


def _behind_dots(text: str, names: Sequence[Claim]) -> set[tuple[int, int]]:
    """The spans from a state over ・ to the end of a known body (中国・東南アジア諸国連合), which are two names."""
    states: dict[int, list[int]] = {}
    for name in names:
        if name.label == "GPE":
            states.setdefault(name.end, []).append(name.start)
    bodies = [name for name in names if name.label == "ORG" and name.ids and text.startswith("・", name.start - 1)]
    return {(start, body.end) for body in bodies for start in states.get(body.start - 1, ())}


def _is_known(name: str) -> bool:
    """True for ordinary katakana words and for what the gazetteer knows already."""
    return name in common("katakana") or name in gazetteer.lookup()


def _has_word(name: str) -> bool:
    """True where a part of a katakana name is an ordinary word: サプライ・|チェーン."""
    return any(part in common("katakana") for part in name.split("・"))


def _is_barred(name: str, without: tuple[str, ...]) -> bool:
    # a title's に関する is no verb of the sentence
    name = _ABOUT.sub("", name)
    return any(name.startswith(word) if len(word) == 1 or word.islower() else word in name for word in without)
