"""Names found once by a cue → the same names where the document repeats them without it.

ノルドガス after ノルドガス社, 東の盾 after 「東の盾」演習, and the town in the name of its port or
district (チホスク after チホスク飛行場). Only names of which the document gives one reading are repeated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.entities.characters import KATAKANA, is_kanji
from pipeline.extract.entities.people import common
from pipeline.model import Name, Problem
from pipeline.resolve.names.lines import Line, is_own_slug, names

METHOD = "coreference"
_SURE = 0.6
_FADING = 0.9
_SHORTEST = 4
_TOWN = re.compile(rf"(?P<town>[{KATAKANA}]{{3,}})(?:飛行場|国際空港|空港|港|駅|原発|原子力発電所|空軍基地|海軍基地|市|州|村|町)")


def resolve(lines: Sequence[Line]) -> list[Problem]:
    """Add the repeated names in place; two readings of one name add nothing."""
    readings: dict[str, dict[str, tuple[Name, float]]] = {}
    for line in lines:
        for mention in line.mentions:
            value, text = names(mention), line.name(mention)
            if mention.score >= _SURE and is_own_slug(line, mention) and value.label != "PERSON" and _is_telling(text):
                readings.setdefault(text, {}).setdefault(value.label, (value, mention.score))
            town = _TOWN.fullmatch(text) if value.label in ("FAC", "GPE") else None
            if town:
                name = Name("GPE", "city", ((f"GPE:{town['town']}", town["town"]),))
                readings.setdefault(town["town"], {}).setdefault("GPE", (name, mention.score))
    for text, found in readings.items():
        if len(found) == 1:
            ((value, score),) = found.values()
            _repeat(lines, text, value, round(score * _FADING, 4))
    return []


def _is_telling(text: str) -> bool:
    """True for names long and odd enough not to be met as an ordinary word."""
    return len(text) >= _SHORTEST and text not in common("katakana")


def _repeat(lines: Sequence[Line], text: str, value: Name, score: float) -> None:
    for line in lines:
        if text not in line.folded:
            continue
        for start, end in list(line.occurrences(text)):
            around = line.folded[start - 1 : start], line.folded[end : end + 1]
            glued = (is_kanji(text[0]) and is_kanji(around[0] or "。")) or (is_kanji(text[-1]) and is_kanji(around[1] or "。"))
            if "・" not in around and not glued:
                line.add(start, end, value, METHOD, score)
