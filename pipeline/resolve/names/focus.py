"""Lines → the states and persons each names, in order, as candidates for 同国, 両国, 同氏.

A state is named by its own name (中国, the two of 中露) or by one of its organs (ロシア国防省); a word made from its name
(米国製, 対露) does not put it in focus. A leader whose state the document tells (ロシアのプーチン大統領) stands for it where two
states are sought, and bars a guess where it is not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.entities import contractions, gazetteer
from pipeline.extract.entities.characters import is_kanji, is_katakana, is_latin
from pipeline.extract.entities.claims import Ids
from pipeline.model import Mention, Name
from pipeline.resolve.names.lines import Line, names

Thing = tuple[str, str]

_STATE_ORGANS = frozenset({"ministry", "armed_force", "parliament", "government", "party"})
_LEADERS = frozenset({"head_of_state", "head_of_government"})
_TITLE_IS_NEAR = 10
# What is named by the two states that have it, and the one pair that is no two states where a name opens with it (南北|戦争).
_OF_PAIRS, _NO_PAIR = frozenset({"EVENT", "LAW"}), "南北"
_KATAKANA_PAIR = re.compile("([ァ-ヺー]+|[一-鿿]+)・([ァ-ヺー]+)(?![・ァ-ヺー])")
_LONGEST_JOINT = 4


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of one or more things at `start` to `end`; `marked` is the は, が or も right behind it, else ""."""

    start: int
    end: int
    things: Ids
    role: str = ""
    marked: str = ""
    is_word: bool = False
    is_owner: bool = False
    is_leader: bool = False


@cache
def of_kind(kind: str) -> tuple[rules.Rule, ...]:
    """The rules of data/rules/coreference.toml that have this kind."""
    return tuple(rule for rule in rules.load("coreference") if rule.fields["kind"] == kind)


def _reads(kind: str, text: str, at: int) -> str:
    """What a rule of the kind reads right at the place, or ""."""
    return next((found["name"] for rule in of_kind(kind) if (found := rule.pattern.match(text, at))), "")


def states(line: Line) -> list[Named]:
    """The mentions of states in the line, in order; one of several states (中露) is one mention with all of them."""
    found = []
    for mention in line.mentions:
        things = _states_of(line, mention)
        if things:
            found.append(_named(line, mention, things))
    return sorted(found, key=lambda named: named.start)


def compounds(line: Line) -> list[Named]:
    """The names of events and treaties in the line that open with two states, each with the two: 中印国境紛争, 日ソ共同宣言."""
    found = []
    for mention in line.mentions:
        value = names(mention)
        things = _opening_pair(line.name(mention)) if value.label in _OF_PAIRS else ()
        if things:
            found.append(Named(mention.start, mention.end, things))
    return found


@cache
def _opening_pair(name: str) -> Ids:
    """The two states a name opens with, or none."""
    short = next((claim.ids for claim in contractions.find(name) if claim.start == 0), ())
    parts = _KATAKANA_PAIR.match(name)
    if not short and parts:
        known = [next((e for e in gazetteer.lookup().get(part, ()) if e.is_state), None) for part in parts.groups()]
        short = tuple((entry.id, entry.name) for entry in known if entry is not None)
    return short if len(set(short)) == 2 and not name.startswith(_NO_PAIR) and all(_is_state(one) for one, _ in short) else ()


def _named(line: Line, mention: Mention, things: Ids) -> Named:
    before = line.folded[max(0, mention.start - 1) : mention.start]
    word = bool(_reads("word-after", line.folded, mention.end)) or any(rule.pattern.search(before) for rule in of_kind("word-before"))
    word = word or (len(mention.text) == 1 and _is_letter(line.folded[mention.end : mention.end + 1]))
    owner = line.folded.startswith(("の", "主導", "による"), mention.end)
    label = names(mention).label
    return Named(
        mention.start, mention.end, things, "", _reads("topic", line.folded, mention.end), label == "GPE" and word, label == "GPE" and owner
    )


def _is_letter(char: str) -> bool:
    """True where one character for a state goes on into a word: 米|地質調査所."""
    return bool(char) and (is_kanji(char) or is_katakana(char) or is_latin(char))


def _states_of(line: Line, mention: Mention) -> Ids:
    value = names(mention)
    if value.label == "GPE":
        return value.ids if all(_is_state(one) for one, _ in value.ids) else ()
    if value.label == "ORG" and value.subtype in _STATE_ORGANS and len(value.ids) == 1:
        state = _owner(value.ids[0][0], line.name(mention))
        return (state,) if state else ()
    return ()


@cache
def _is_state(one: str) -> bool:
    entry = gazetteer.by_id().get(one)
    return entry is not None and entry.is_state and entry.subtype != "territory"


@cache
def _owner(organ: str, text: str) -> Thing | None:
    """The state whose name opens the organ's name or one of its other names."""
    entry = gazetteer.by_id().get(organ)
    for name in (text, *((entry.name, *entry.aliases) if entry else ())):
        for state, thing in _state_names():
            if name.startswith(state) and name != state:
                return thing
    return None


@cache
def _state_names() -> tuple[tuple[str, Thing], ...]:
    """Names of states of two characters or more, longest first."""
    found = [(name, (entry.id, entry.name)) for entry in gazetteer.entries() if entry.is_state for name in (entry.name, *entry.aliases)]
    return tuple(sorted((pair for pair in found if len(pair[0]) > 1), key=lambda pair: -len(pair[0])))


def persons(line: Line) -> list[Named]:
    """The mentions of persons in the line, in order, without names of administrations (バイデン政権)."""
    found = []
    for mention in line.mentions:
        value = names(mention)
        if value.label == "PERSON" and len(value.ids) == 1 and not _reads("no-person", line.folded, mention.end):
            end = _past_title(line, mention)
            marked = _reads("topic", line.folded, end)
            found.append(Named(mention.start, end, value.ids, value.role, marked, is_leader=_leads(value)))
    return sorted(found, key=lambda named: named.start)


def _past_title(line: Line, mention: Mention) -> int:
    role = names(mention).role
    for title in (role, "氏"):
        at = line.folded.find(title, mention.end, mention.end + len(title) + _TITLE_IS_NEAR) if title else -1
        if at >= 0 and "、" not in line.folded[mention.end : at]:
            return at + len(title)
    return mention.end


def _leads(value: Name) -> bool:
    return value.role in _leading_titles() if value.role else value.subtype in _LEADERS


@cache
def _leading_titles() -> frozenset[str]:
    return frozenset(row["title"] for row in rules.words("gazetteer/titles") if row["kind"] in _LEADERS)


def homes(lines: Sequence[Line]) -> dict[str, Thing]:
    """Person id → the one state the document puts before the name (ロシアのプーチン) or between name and title (プーチン露大統領)."""
    told: dict[str, set[Thing]] = {}
    for line in lines:
        singles = [mention for mention in line.mentions if len(names(mention).ids) == 1]
        places = [m for m in singles if names(m).label == "GPE" and _is_state(names(m).ids[0][0])]
        starts = {place.start: names(place).ids[0] for place in places}
        behind = {place.end + 1: names(place).ids[0] for place in places if line.folded.startswith("の", place.end)}
        for mention in singles:
            if names(mention).label == "PERSON":
                homes = {home for home in (starts.get(mention.end), behind.get(mention.start)) if home}
                told.setdefault(names(mention).ids[0][0], set()).update(homes)
    return {person: next(iter(found)) for person, found in told.items() if len(found) == 1}


def led(line: Line, told: Mapping[str, Thing]) -> list[Named]:
    """The leaders of the line, each as the state the document gives it; one whose state is not told has no things."""
    found = []
    for named in persons(line):
        if named.is_leader:
            home = told.get(named.things[0][0])
            found.append(Named(named.start, named.end, (home,) if home else (), named.role, named.marked, is_leader=True))
    return found


def distinct(named: Iterable[Named]) -> list[Thing]:
    """The things of the mentions, each once, in order of first mention."""
    return list(dict.fromkeys(thing for one in named for thing in one.things))


def joined(line: Line, named: Sequence[Named]) -> Iterator[list[Named]]:
    """The mentions in runs that a joint puts together: 中国|と|ロシア is one run of two."""
    run: list[Named] = []
    for one in named:
        if run and is_joint(line, run[-1].end, one.start):
            run.append(one)
            continue
        if run:
            yield run
        run = [one]
    if run:
        yield run


def is_joint(line: Line, start: int, end: int) -> bool:
    """True where the characters between two names put them together (と, ・, および)."""
    return end - start <= _LONGEST_JOINT and any(rule.pattern.fullmatch(line.folded, start, end) for rule in of_kind("joint"))
