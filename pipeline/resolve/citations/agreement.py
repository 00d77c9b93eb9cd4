"""Two citations' names and titles → whether one can mean the other: family names, short titles, old and new characters.

`known_as` and `asked_as` say under which forms a name is found by whoever looks for one that `same_name` accepts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.extract.citations.keys import key
from pipeline.model import Citation

# A title of fewer letters is too common to stand for a longer one; from the second length on it may stand in its middle.
SHORT_TITLE = 4
LONG_TITLE = 8
_LONGEST_EASTERN_NAME = 6

_HAN_OR_HANGUL = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
# P.J.レイク: the family name stands behind the initials.
_INITIALS_BEFORE = re.compile(r"(?:[A-Z]\.\s?){1,3}(?=[\u30a0-\u30ff\u3400-\u9fff])")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+|[A-ZА-Я]")


def people(citation: Citation) -> tuple[str, ...]:
    """Everyone who wrote or edited it."""
    return (*citation.authors, *citation.editors)


def same_people(given: Iterable[str], known: Iterable[str]) -> bool:
    """Whether every name given is, in full or by family name, one of those known."""
    names = list(known)
    return bool(names) and all(any(same_name(name, other) for other in names) for name in given)


def same_name(given: str, known: str) -> bool:
    """Whether a name is another or its family name: 山田 for 山田一郎, Smith for John Smith, スミス for ジョン・スミス."""
    short, full = key(given), key(known)
    if not short or not full:
        return False
    if short == full:
        return True
    if "・" in known:
        return key(known.rsplit("・", 1)[-1]) == short
    if family := _INITIALS_BEFORE.match(known):
        return key(known[family.end() :]) == short
    if not _HAN_OR_HANGUL.search(known):
        return _same_western_name(given, known)
    return len(full) <= _LONGEST_EASTERN_NAME and full.startswith(short)


def known_as(name: str) -> frozenset[str]:
    """Every form under which somebody who is named in full may be cited: 山田一郎 by 山, 山田 … 山田一郎, John Smith by Smith."""
    full = key(name)
    if not full:
        return frozenset()
    if "・" in name:
        return frozenset({full, key(name.rsplit("・", 1)[-1])})
    if family := _INITIALS_BEFORE.match(name):
        return frozenset({full, key(name[family.end() :])})
    if not _HAN_OR_HANGUL.search(name):
        return frozenset({full, key(_parted(name)[0])})
    openings = {full[:end] for end in range(1, len(full))} if len(full) <= _LONGEST_EASTERN_NAME else set()
    return frozenset(openings | {full})


def asked_as(name: str) -> frozenset[str]:
    """The forms to look a name up by: as it is, and its family name."""
    return frozenset({key(name), key(_parted(name)[0])}) if key(name) else frozenset()


def family_and_initial(name: str) -> str:
    """Smith J for John Smith, Smith, John and J. Smith; a name in Han, kana or hangul as it is."""
    if _HAN_OR_HANGUL.search(name) or not key(name):
        return name
    family, first = _parted(name)
    return f"{family} {key(first)[:1]}".strip()


def _same_western_name(given: str, known: str) -> bool:
    """Smith or J. Smith for John Smith, Иванов for Иванов И. И.; other initials are another person."""
    family, first = _parted(given)
    known_family, known_first = _parted(known)
    if key(family) != key(known_family):
        return False
    initial = key(first)[:1]
    shortened = key(first) == initial or "." in first
    return not initial or (shortened and key(known_first).startswith(initial))


def _parted(name: str) -> tuple[str, str]:
    """Family and given names of a name written in either order: Smith, J.; Иванов И. И.; John Smith."""
    if "," in name:
        family, _, first = name.partition(",")
        return family, first
    words = name.split()
    if len(words) > 1 and all(_INITIALS.fullmatch(word) for word in words[1:]):
        return words[0], " ".join(words[1:])
    return words[-1], " ".join(words[:-1])


def same_title(given: str, known: str) -> bool:
    """Whether a title, perhaps given short, opens the full one or stands in it."""
    short, full = key(given), key(known)
    if not short or not full:
        return False
    opens = len(short) >= SHORT_TITLE and full.startswith(short)
    return short == full or opens or (len(short) >= LONG_TITLE and short in full)
