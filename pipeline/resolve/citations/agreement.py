"""Two citations' names and titles → whether one can mean the other: family names, short titles, old and new characters."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.citations.keys import key
from pipeline.model import Citation

# A title of fewer letters is too common to stand for a longer one; from twice as many on it may stand in its middle.
_SHORTEST_TITLE = 4
_LONGEST_EASTERN_NAME = 6


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
    if given.isascii() or known.isascii():
        return key(known.rsplit(" ", 1)[-1]) == short
    if "・" in known:
        return key(known.rsplit("・", 1)[-1]) == short
    return len(full) <= _LONGEST_EASTERN_NAME and full.startswith(short)


def same_title(given: str, known: str) -> bool:
    """Whether a title, perhaps given short, opens the full one or stands in it."""
    short, full = key(given), key(known)
    if not short or not full:
        return False
    opens = len(short) >= _SHORTEST_TITLE and full.startswith(short)
    return short == full or opens or (len(short) >= 2 * _SHORTEST_TITLE and short in full)
