"""Short names a document defines → the full names they stand for.

Read: the report's abbreviation list, 正式名（略称）, 正式名（以下、略称） and ABC（正式名） in the text, and the tail
of one longer name given before (包括的協力条約 after 甲乙包括的協力条約).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.extract.entities import find, gazetteer
from pipeline.extract.entities.abbreviations import METHOD, in_bracket
from pipeline.extract.entities.characters import fold
from pipeline.extract.entities.claims import Ids
from pipeline.model import Mention, Name, Problem
from pipeline.resolve.names.lines import Line, is_own_slug, names

_SCORE = 0.9
_SHORTEST_TAIL = 3
_TAIL_LABELS = frozenset({"LAW", "ORG", "EVENT", "POLICY", "FAC"})


@dataclass(frozen=True, slots=True)
class _Full:
    """What a short name stands for; `line` is the first sentence it holds from."""

    label: str
    subtype: str
    ids: Ids
    line: int


def resolve(lines: Sequence[Line], abbreviations: Sequence[tuple[str, str]]) -> list[Problem]:
    """Link and add short names in place; a short name defined twice for two things is linked to neither and reported."""
    table: dict[str, list[_Full]] = {}
    for short, full in abbreviations:
        _define(table, fold(short), _named(fold(full)))
    for number, line in enumerate(lines):
        for mention in line.mentions:
            span = in_bracket(line.folded, mention.start, mention.end, names(mention).label)
            if span is not None:
                value = names(mention)
                _define(table, line.folded[slice(*span)], _Full(value.label, value.subtype, value.ids, number))
            first = _short_before(line, mention)
            if first is not None:
                value = names(mention)
                _define(table, line.name(first), _Full(value.label, value.subtype, value.ids, number))
            restated = _restated(line, mention)
            if restated is not None:
                value = names(mention)
                _define(table, line.name(restated), _Full(value.label, value.subtype, value.ids, number))
    problems: list[Problem] = []
    for short, meanings in table.items():
        problems += _apply(lines, short, meanings)
    return problems


def _short_before(line: Line, full: Mention) -> Mention | None:
    """The mention in capitals before a bracket that an organisation's full name fills: ABC（full name）."""
    if names(full).label != "ORG" or line.folded[full.start - 1 : full.start] not in ("（", "(") or full.start < 2:
        return None
    if line.folded[full.end : full.end + 1] not in ("）", ")"):
        return None
    shorts = [m for m in line.ending(full.start - 1) if line.name(m).isascii() and line.name(m).isupper()]
    return shorts[0] if shorts and names(shorts[0]).label == "ORG" else None


def _restated(line: Line, full: Mention) -> Mention | None:
    """The mention that fills the bracket behind a name of the same kind and of which nothing else is known: X（Y）."""
    if line.folded[full.end : full.end + 1] not in ("（", "("):
        return None
    for short in line.starting(full.end + 1):
        if line.folded[short.end : short.end + 1] in ("）", ")"):
            same = names(short).label == names(full).label
            return short if same and names(full).label in _TAIL_LABELS and is_own_slug(line, short) else None
    return None


def _define(table: dict[str, list[_Full]], short: str, full: _Full | None) -> None:
    if full is None or not short:
        return
    meanings = table.setdefault(short, [])
    if all(known.ids != full.ids for known in meanings):
        meanings.append(full)


def _named(full: str) -> _Full | None:
    """What the gazetteer or the shape of the name says of a full name; None where neither knows it as one name."""
    for entry in gazetteer.lookup().get(full, ()):
        return _Full(entry.label, entry.subtype, ((entry.id, entry.name),), 0)
    for mention in find(full):
        if (mention.start, mention.end) == (0, len(full)):
            value = names(mention)
            return _Full(value.label, value.subtype, value.ids, 0)
    return None


def _apply(lines: Sequence[Line], short: str, meanings: Sequence[_Full]) -> list[Problem]:
    problems = []
    for number, line in enumerate(lines):
        held = [full for full in meanings if full.line <= number]
        if not held or short not in line.folded:
            continue
        for mention in [m for m in line.mentions if line.name(m) == short]:
            if len(held) > 1:
                message = f"「{short}」 was defined for two things"
                problems.append(line.problem("ambiguous-abbreviation", message, mention.start, mention.end))
            elif names(mention).ids != held[0].ids:
                line.relink(mention, held[0].ids, METHOD, held[0].label, held[0].subtype)
        if len(held) == 1:
            for start, end in list(line.occurrences(short)):
                line.add(start, end, Name(held[0].label, held[0].subtype, held[0].ids), METHOD, _SCORE)
    return problems


def resolve_tails(lines: Sequence[Line], doubtful: Collection[int | None]) -> None:
    """Link a name nothing is known of to the one longer name given before that ends in it, but none that begins at a `doubtful` offset."""
    given: dict[tuple[str, str], set[Ids]] = {}
    for line in lines:
        for mention in list(line.mentions):
            value, text = names(mention), line.name(mention)
            if value.label not in _TAIL_LABELS or len(value.ids) != 1:
                continue
            longer = given.get((value.label, text), set())
            bare = any(entry.generic for entry in gazetteer.lookup().get(text, ()))
            if is_own_slug(line, mention) and not bare and len(text) >= _SHORTEST_TAIL and len(longer) == 1:
                if line.sentence.content.raw(mention.start, mention.end)[0] not in doubtful:
                    line.relink(mention, next(iter(longer)), "coreference")
                continue
            for cut in range(1, len(text) - _SHORTEST_TAIL + 1):
                given.setdefault((value.label, text[cut:]), set()).add(value.ids)
