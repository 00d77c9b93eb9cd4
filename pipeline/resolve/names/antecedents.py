"""What an expression may stand for, given the names before it: one function a kind (state, person, body, pair, group)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline import rules
from pipeline.extract.entities import gazetteer
from pipeline.model import Mention, Name
from pipeline.resolve.names import focus
from pipeline.resolve.names.focus import Named, Thing
from pipeline.resolve.names.lines import Line, names
from pipeline.resolve.names.passage import Passage

METHOD = "coreference"
_SUBJECT = re.compile(r"では|によ[ると]|は|が|も")
_CLAUSE_ENDS = re.compile(r"[、。]")
# Kinds of organisations of which one may be a company for all that is known.
_OPEN_KINDS = frozenset({"", "organisation"})
_ROLES = re.compile("兼|・|および|及び")


@dataclass(frozen=True, slots=True)
class Asked:
    """An expression at `start` to `end` of line `number` and the rule that found it; the rest is what it says itself."""

    rule: rules.Rule
    number: int
    start: int
    end: int
    title: str = ""
    suffix: str = ""
    count: int = 0

    @property
    def kind(self) -> str:
        """What is sought: state, person, body, states, persons, leaders, forces or group."""
        return str(self.rule.fields["kind"])


def _one(passage: Passage, asked: Asked, kind: str) -> Thing | None:
    """The one thing in focus for 同国 or 同氏; None where there is none, or more than one."""
    here = passage.lines[asked.number]
    quote = passage.quote(asked.number, asked.start)
    subject = bool(_SUBJECT.match(here.folded, asked.end))
    bound: set[Thing] = set()
    for number, end in passage.before(asked.number, asked.start):
        named = passage.named(kind, number, end)
        if number == asked.number:
            named = [one for one in named if one.start > quote]
        if not named and quote < 0:
            continue
        strong = [one for one in named if not one.is_word]
        things = focus.distinct(strong)
        if number == asked.number and not subject:
            own = {thing for one in strong for thing in one.things if _governs(passage, one, asked)}
            if own and own == set(things) and quote < 0:
                bound = own
                continue
            topics = {thing for one in strong for thing in one.things if one.marked}
            if len(things) == 2 and len(topics) == 1:
                things = [thing for thing in things if thing not in topics]
        things = [thing for thing in things if thing not in bound]
        return things[0] if len(things) == 1 else None
    return None


def _governs(passage: Passage, one: Named, asked: Asked) -> bool:
    """True where the name is the subject of the clause the expression stands in: 中国は|同国に貸した."""
    if not one.marked or passage.quote(asked.number, one.start) != passage.quote(asked.number, asked.start):
        return False
    return one.marked == "は" or not _CLAUSE_ENDS.search(passage.lines[asked.number].folded, one.end, asked.start)


def _state(passage: Passage, asked: Asked) -> Name | None:
    state = _one(passage, asked, "states")
    return Name("GPE", _subtype(state), (state,)) if state else None


def _subtype(thing: Thing) -> str:
    entry = gazetteer.by_id().get(thing[0])
    return entry.subtype if entry is not None else ""


def _person(passage: Passage, asked: Asked) -> Name | None:
    if asked.rule.fields.get("pronoun"):
        return _subject(passage, asked)
    if asked.title:
        people = _titled(passage, asked, 1)
        return Name("PERSON", _subtype(people[0]), tuple(people), asked.title) if people else None
    person = _one(passage, asked, "persons")
    return Name("PERSON", _subtype(person), (person,)) if person else None


def _subject(passage: Passage, asked: Asked) -> Name | None:
    """The one person of the sentence before who is its subject, for 彼 where its own sentence has named nobody; nothing in a quotation."""
    here, *before = passage.before(asked.number, asked.start)
    if not before or passage.quote(asked.number, asked.start) >= 0 or passage.named("persons", *here):
        return None
    last, _ = before[0]
    named = passage.named("persons", *before[0])
    subjects = [one for one in named if one.marked in ("は", "が") and passage.quote(last, one.start) < 0]
    if not subjects or len(focus.distinct(named)) != 1:
        return None
    thing = named[0].things[0]
    passage.put("persons", asked.number, Named(asked.start, asked.end, (thing,), "", "は"))
    return Name("PERSON", _subtype(thing), (thing,))


def _titled(passage: Passage, asked: Asked, count: int) -> list[Thing] | None:
    """The persons of the paragraph before the expression who bear its title, where there are as many as it says."""
    found: list[Thing] = []
    for number, end in passage.before(asked.number, asked.start):
        for one in reversed(passage.named("persons", number, end)):
            if _bears(one.role, asked.title) and one.things[0] not in found:
                found.insert(0, one.things[0])
    return found if len(found) == count else None


def _bears(role: str, title: str) -> bool:
    return any(part.endswith(title) and not part.removesuffix(title).endswith(("副", "前", "元")) for part in _ROLES.split(role))


def _persons(passage: Passage, asked: Asked) -> Name | None:
    people = _titled(passage, asked, 2) if asked.title else _two(passage, asked, "persons")
    return Name("PERSON", "", tuple(people)) if people else None


def _leaders(passage: Passage, asked: Asked) -> Name | None:
    people = _two(passage, asked, "leaders")
    return Name("PERSON", "", tuple(people)) if people else None


def _two(passage: Passage, asked: Asked, kind: str) -> list[Thing] | None:
    """Exactly the two of the nearest sentences that name two or more."""
    found: list[Thing] = []
    for number, end in passage.before(asked.number, asked.start):
        found = list(dict.fromkeys([*focus.distinct(passage.named(kind, number, end)), *found]))
        if len(found) > 1:
            break
    return found if len(found) == 2 else None


def _body(passage: Passage, asked: Asked) -> Name | None:
    if asked.rule.fields.get("both"):
        return _both_bodies(passage, asked)
    for number, end in passage.before(asked.number, asked.start):
        line, mentions = passage.lines[number], passage.mentions(number, end)
        values = {names(mention).ids: names(mention) for mention in mentions if _fits(line, mention, asked)}
        if asked.rule.fields.get("rivals") and any(_is_unknown(m) and names(m).ids not in values for m in mentions):
            return None
        if values:
            value = next(iter(values.values()))
            return Name(value.label, value.subtype, value.ids) if len(values) == 1 else None
    return None


def _both_bodies(passage: Passage, asked: Asked) -> Name | None:
    """The only two of the nearest sentence that names two or more, where no third has come in since (両社)."""
    since: set[Thing] = set()
    for number, end in passage.before(asked.number, asked.start):
        line, mentions = passage.lines[number], passage.mentions(number, end)
        fitting = [mention for mention in mentions if _fits(line, mention, asked)]
        things = list(dict.fromkeys(names(mention).ids[0] for mention in fitting))
        rivals = _OPEN_KINDS | {"media"} if len(things) == 1 else _OPEN_KINDS
        if any(_is_of(mention, rivals) and set(names(mention).ids).isdisjoint(things) for mention in mentions):
            return None
        if len(things) > 1:
            return Name("ORG", names(fitting[0]).subtype, tuple(things)) if len(things) == 2 and since <= set(things) else None
        since |= set(things)
    return None


def _is_of(mention: Mention, kinds: frozenset[str]) -> bool:
    return names(mention).label == "ORG" and names(mention).subtype in kinds


def _is_unknown(mention: Mention) -> bool:
    """True for an organisation of which nobody knows what kind it is."""
    return names(mention).label == "ORG" and not names(mention).subtype


def _fits(line: Line, mention: Mention, asked: Asked) -> bool:
    value, fields = names(mention), asked.rule.fields
    if value.label != fields["label"] or len(value.ids) != 1:
        return False
    suffixes = (asked.suffix,) if asked.suffix else tuple(fields["suffixes"])
    followed = fields.get("followed", "")
    return (
        line.name(mention).endswith(suffixes)
        or value.ids[0][1].endswith(suffixes)
        or value.subtype in fields["subtypes"]
        or bool(followed and line.folded.startswith(followed, mention.end))
    )


def _states(passage: Passage, asked: Asked) -> Name | None:
    if any(mention.end == asked.start for mention in passage.mentions(asked.number, asked.start)[-1:]):
        return None
    pair = _pair(passage, asked)
    return Name("GPE", "state", tuple(pair)) if pair else None


def _pair(passage: Passage, asked: Asked) -> list[Thing] | None:
    pair = _group(passage, asked, 2) or _of_compound(passage, asked)
    if pair is not None:
        return pair
    found: list[Thing] = []
    unknown = False
    for number, end in passage.before(asked.number, asked.start):
        led = passage.named("led", number, end)
        unknown = unknown or any(not one.things for one in led)
        strong = [one for one in passage.named("states", number, end) if not one.is_word]
        found = list(dict.fromkeys([*focus.distinct(sorted([*strong, *led], key=lambda one: one.start)), *found]))
        if len(found) > 1:
            break
    return found if len(found) == 2 and not unknown else None


def _group(passage: Passage, asked: Asked, count: int) -> list[Thing] | None:
    """The states put together last (中露, 中国とロシア), where there are as many as asked and no other state has come in since."""
    since: set[Thing] = set()
    lines = [*passage.before(asked.number, asked.start), *passage.last_of_paragraph_before(asked.number)]
    for number, end in lines:
        quote = passage.quote(number, asked.start) if number == asked.number else -1
        strong = [one for one in passage.named("states", number, end) if not one.is_word]
        inner = [one for one in strong if one.start > quote]
        for run in reversed(list(focus.joined(passage.lines[number], inner if quote >= 0 and inner else strong))):
            things = focus.distinct(run)
            if len(things) > 1:
                whole = len(things) == count and since <= set(things)
                return things if whole and not _is_in_longer_run(passage, number, run) else None
            if not run[-1].is_owner:
                since |= set(things)
    return None


def _of_compound(passage: Passage, asked: Asked) -> list[Thing] | None:
    """The two states of the one name that opens with both (中印国境紛争, 日ソ共同宣言), where no other state and no leader is named."""
    named: set[Thing] = set()
    found: set[tuple[Thing, ...]] = set()
    for number, end in passage.before(asked.number, asked.start):
        named.update(focus.distinct(passage.named("states", number, end)))
        found.update(one.things for one in passage.named("compounds", number, end))
        if passage.named("leaders", number, end):
            return None
    return list(next(iter(found))) if len({frozenset(pair) for pair in found}) == 1 and named <= set(next(iter(found))) else None


def _is_in_longer_run(passage: Passage, number: int, run: Sequence[Named]) -> bool:
    """True where a name that is no state is joined to the states: NATO、日本と韓国."""
    line = passage.lines[number]
    before, behind = passage.neighbours(number, run[0].start, run[-1].end)
    joined_before = before >= 0 and focus.is_joint(line, before, run[0].start)
    return joined_before or (behind >= 0 and focus.is_joint(line, run[-1].end, behind))


def _forces(passage: Passage, asked: Asked) -> Name | None:
    known = tuple(force for state in _pair(passage, asked) or () if (force := _force(state)) is not None)
    return Name("ORG", "armed_force", known) if len(known) == 2 else None


def _force(state: Thing) -> Thing | None:
    entry = gazetteer.by_id().get(state[0])
    for name in (entry.name, *entry.aliases) if entry else ():
        for force in gazetteer.lookup().get(name + "軍", ()):
            if force.subtype == "armed_force":
                return force.id, force.name
    return None


def _many(passage: Passage, asked: Asked) -> Name | None:
    states = _group(passage, asked, asked.count)
    return Name("GPE", "state", tuple(states)) if states else None


SEEK: dict[str, Callable[[Passage, Asked], Name | None]] = {
    "state": _state,
    "person": _person,
    "body": _body,
    "states": _states,
    "persons": _persons,
    "leaders": _leaders,
    "forces": _forces,
    "group": _many,
}
