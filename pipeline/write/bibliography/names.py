"""A name as written → family, given and suffix where they are certain, else the name whole: Ann Lee Smith; Сидоров И. П.; 山田一郎.

A name wrongly cut is worse than one not cut: bodies, names in Chinese, Japanese and Korean
script, romanised names with the family first (Xi Jinping) and whatever is in doubt stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline import rules
from pipeline.extract.citations.people import is_organisation

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.-?){1,4}|[A-ZÀ-ÖØ-Þ]")
_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ỿ][A-Za-zÀ-ÖØ-öø-ỿ'’-]+")
_CYRILLIC = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґА-ЯЁІЇЄҐ'’-]+")
_CYRILLIC_INITIALS = re.compile(r"(?:[А-ЯЁІЇЄҐ]\.-?){1,3}")
_PATRONYMIC = re.compile(r"\w+(?:[оеёйь]вич|ьич|инична|[оеёі]вна|ична)")
_TWO_FAMILY_NAMES = frozenset({"es", "pt", "ca", "gl"})  # languages in which García Márquez is one family name
_LONGEST = 4  # words of a name, particles apart


@dataclass(frozen=True, slots=True)
class PersonName:
    """Either `family` and `given` (and perhaps `suffix`), or `literal`: the name whole."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


def read_name(name: str, language: str = "") -> PersonName:
    """The parts of a name; `language` is the ISO 639 code of the work's language, "" where unknown."""
    whole = PersonName(literal=name)
    if is_organisation(name) or any(word in _words("body_words", "word") for word in re.split(r"[\s,]+", name)):
        return whole
    pieces = [piece.strip() for piece in name.split(",")]
    suffix = pieces.pop() if len(pieces) > 1 and _SUFFIX.fullmatch(pieces[-1]) else ""
    match pieces:
        case [single]:
            cut = _in_order(single.split(), language) or _cyrillic(single.split())
        case [family, given]:
            cut = _inverted(family.split(), given.split())
        case _:
            cut = None
    return PersonName(*cut, suffix) if cut else whole


@cache
def _words(name: str, column: str) -> frozenset[str]:
    return frozenset(row[column] for row in rules.words(name))


def _given(word: str) -> bool:
    """Whether the word is an initial or a given name: J., Jean-Paul."""
    return bool(_INITIALS.fullmatch(word)) or word.split("-")[0] in _words("latin_given_names", "name")


def _in_order(words: list[str], language: str) -> tuple[str, str] | None:
    """Ann Smith, John F. Kennedy, Ursula von der Leyen: given names first."""
    particles = _words("name_particles", "particle")
    cut = next((at for at, word in enumerate(words) if word in particles), len(words) - 1)
    given, family = words[:cut], words[cut:]
    if not given or not family or not _given(given[0]) or len(words) > _LONGEST + 2:
        return None
    middle, last = given[1:], [word for word in family if word not in particles]
    if len(given) > _LONGEST - 1 or len(last) != 1 or not _LATIN.fullmatch(last[0]) or family[-1] != last[0]:
        return None
    if not all(_INITIALS.fullmatch(word) or _LATIN.fullmatch(word) for word in middle):
        return None
    doubtful = (language in _TWO_FAMILY_NAMES or _INITIALS.fullmatch(given[0])) and not all(_given(word) for word in middle)
    return None if doubtful else (" ".join(family), " ".join(given))


def _inverted(family: list[str], given: list[str]) -> tuple[str, str] | None:
    """Smith, Ann; García Márquez, Gabriel; Сидоров, И. П."""
    particles = _words("name_particles", "particle")
    cut = " ".join(family), " ".join(given)
    if not family or not given or len(family) > _LONGEST or len(given) > _LONGEST - 1:
        return None
    if all(_CYRILLIC.fullmatch(word) for word in family) and len(family) == 1:
        named = all(_CYRILLIC_INITIALS.fullmatch(word) for word in given) or _PATRONYMIC.fullmatch(given[-1])
        return cut if named else None
    if not _LATIN.fullmatch(family[-1]) or not all(word in particles or _LATIN.fullmatch(word) for word in family):
        return None
    certain = _given(given[0]) and all(_INITIALS.fullmatch(word) or _LATIN.fullmatch(word) for word in given)
    return cut if certain else None


def _cyrillic(words: list[str]) -> tuple[str, str] | None:
    """И. П. Сидоров, Сидоров И. П., Иван Петрович Сидоров, Сидоров Иван Петрович; two bare words may stand in either order."""
    if len(words) < 2:
        return None
    first, last = words[0], words[-1]
    if _CYRILLIC.fullmatch(last) and all(_CYRILLIC_INITIALS.fullmatch(word) for word in words[:-1]):
        return last, " ".join(words[:-1])
    if _CYRILLIC.fullmatch(first) and all(_CYRILLIC_INITIALS.fullmatch(word) for word in words[1:]):
        return first, " ".join(words[1:])
    if len(words) != 3 or not all(_CYRILLIC.fullmatch(word) for word in words):
        return None
    if _PATRONYMIC.fullmatch(words[1]):
        return last, " ".join(words[:-1])
    return (first, " ".join(words[1:])) if _PATRONYMIC.fullmatch(last) else None
