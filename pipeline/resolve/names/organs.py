"""A bare organ (外交部, 国防省, 上院) → the organ of the state in focus.

The state in focus is the one state named before it in its sentence, else in the sentences
before it in its paragraph, that the gazetteer knows to have such an organ.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.extract.entities import gazetteer
from pipeline.model import Mention, Problem
from pipeline.resolve.names.lines import Line, is_own_slug, names


@cache
def _organs() -> frozenset[str]:
    shared = {name: gazetteer.lookup().get(name, ()) for name in gazetteer.ambiguous()}
    bodies = {name for name, found in shared.items() if found and all(entry.label == "ORG" for entry in found)}
    return frozenset(bodies | {name for entry in gazetteer.entries() if entry.generic for name in (entry.name, *entry.aliases)})


@cache
def _holders(organ: str) -> dict[str, gazetteer.Entry]:
    """State id → the gazetteer's entry for that state's organ of this name (国防省 → RUS: ロシア国防省 …)."""
    states = {name: entry.id for entry in gazetteer.entries() if entry.is_state for name in (entry.name, *entry.aliases)}
    holders: dict[str, gazetteer.Entry] = {}
    for name, found in gazetteer.lookup().items():
        state = states.get(name[: -len(organ)]) if name.endswith(organ) and name != organ else None
        if state and found[0].label == "ORG" and not found[0].generic:
            holders.setdefault(state, found[0])
    return holders


def resolve(lines: Sequence[Line]) -> list[Problem]:
    """Link bare organs in place; where two states in focus have such an organ, nothing is linked and a problem says so."""
    problems = []
    for number, line in enumerate(lines):
        for mention in [m for m in line.mentions if line.name(m) in _organs() and is_own_slug(line, m)]:
            holders = _holders(line.name(mention))
            found = _in_focus(lines, number, mention, holders)
            if len(found) == 1:
                entry = holders[found[0]]
                line.relink(mention, ((entry.id, entry.name),), "coreference")
            elif len(found) > 1:
                message = f"「{mention.text}」 may be that of {', '.join(found)}"
                problems.append(line.problem("ambiguous-organ", message, mention.start, mention.end))
    return problems


def _in_focus(lines: Sequence[Line], number: int, organ: Mention, holders: dict[str, gazetteer.Entry]) -> list[str]:
    """The states that may own the organ: that of の before it, else those of its sentence, else those before it in the paragraph."""
    line = lines[number]
    owner = [m for m in line.mentions if m.end == organ.start - 1 and line.folded[m.end] == "の"]
    for scope in (_states(owner), _states([m for m in line.mentions if m.end <= organ.start])):
        if scope:
            return [state for state in scope if state in holders]
    for before in reversed(lines[:number]):
        if before.sentence.paragraph != line.sentence.paragraph or before.sentence.section != line.sentence.section:
            break
        scope = [state for state in _states(before.mentions) if state in holders]
        if scope:
            return scope
    return []


def _states(mentions: Sequence[Mention]) -> list[str]:
    found: list[str] = []
    for mention in mentions:
        value = names(mention)
        if value.label == "GPE":
            found += [one for one, _ in value.ids if not one.startswith("GPE:") and one not in found]
    return found
