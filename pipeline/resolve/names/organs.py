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
    paragraph: object = None
    before: dict[tuple[str, ...], None] = {}  # the states of each sentence before in the paragraph, those named last at the end
    for line in lines:
        here = (line.sentence.paragraph, line.sentence.section)
        if here != paragraph:
            paragraph, before = here, {}
        line.keep([m for m in line.mentions if not _is_of_several(line, m)])
        named = _first_named(line.mentions)
        for mention in [m for m in line.mentions if line.name(m) in _organs() and is_own_slug(line, m)]:
            holders = _holders(line.name(mention))
            found = _in_focus(line, mention, named, before, holders)
            if len(found) == 1:
                entry = holders[found[0]]
                line.relink(mention, ((entry.id, entry.name),), "coreference")
            elif len(found) > 1:
                message = f"「{mention.text}」 may be that of {', '.join(found)}"
                problems.append(line.problem("ambiguous-organ", message, mention.start, mention.end))
        if named:
            before.pop(tuple(named), None)
            before[tuple(named)] = None
    return problems


def _is_of_several(line: Line, mention: Mention) -> bool:
    """True for a bare organ of several states: the 海軍 of 日米印の海軍 is no one body."""
    if line.name(mention) not in _organs() or not is_own_slug(line, mention):
        return False
    return any(names(owner).label == "GPE" and len(names(owner).ids) > 1 for owner in _owners(line, mention))


def _owners(line: Line, organ: Mention) -> list[Mention]:
    """What の ties the organ to."""
    return line.ending(organ.start - 1) if line.folded[organ.start - 1 : organ.start] == "の" else []


def _in_focus(
    line: Line, organ: Mention, named: dict[str, int], before: dict[tuple[str, ...], None], holders: dict[str, gazetteer.Entry]
) -> list[str]:
    """The states that may own the organ: that of の before it, else those of its sentence, else those before it in the paragraph."""
    owned = list(_first_named(_owners(line, organ)))
    for scope in (owned, [state for state, end in named.items() if end <= organ.start]):
        if scope:
            return [state for state in scope if state in holders]
    scopes = ([state for state in states if state in holders] for states in reversed(before))
    return next((scope for scope in scopes if scope), [])


def _first_named(mentions: Sequence[Mention]) -> dict[str, int]:
    """Each state named, with the place where its first mention ends."""
    found: dict[str, int] = {}
    for mention in mentions:
        value = names(mention)
        if value.label == "GPE":
            for one, _ in value.ids:
                if not one.startswith("GPE:"):
                    found[one] = min(mention.end, found.get(one, mention.end))
    return found
