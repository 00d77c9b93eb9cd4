"""A parse by spaCy → its words and entities as plain columns.

What is read of a Doc are numbers, some of which stand for strings. A parse that was kept is the same numbers and the same strings, so both
become columns in one way, and a worker that finds every parse in the cache needs no spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEPT = ("ORTH", "LEMMA", "TAG", "DEP", "ENT_TYPE", "ENT_IOB", "HEAD")  # of each word; sentence bounds follow from the heads
_STRINGS = 5  # so many of them, from the first, are numbers of strings
_INSIDE, _BEGINS = 1, 3  # spaCy's ENT_IOB of an entity's words; any other lies outside
_MOST_IOB = 3
_NUMBER = 8  # bytes


@dataclass(frozen=True, slots=True)
class Columns:
    """A text and, one place a word, where it starts and ends there, its dictionary form, tag, dependency and the place of its head."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    heads: tuple[int, ...]
    entities: tuple[tuple[int, int, str], ...]  # the place of the first word, that behind the last, the label

    @classmethod
    def of(cls, doc: Doc) -> Columns:
        """Those of a Doc."""
        return Numbers.of(doc).columns()


@dataclass(frozen=True, slots=True)
class Numbers:
    """What `KEPT` names, word by word; for each word whether a space follows; the strings in the order of their numbers."""

    values: bytes
    spaces: bytes
    strings: Sequence[str]

    @classmethod
    def of(cls, doc: Doc) -> Numbers:
        """Those of a Doc."""
        values = doc.to_array(list(KEPT)).tobytes("C")
        spaces = doc.to_array("SPACY").astype(bool).tobytes()
        strings = doc.vocab.strings
        return cls(values, spaces, [strings[number] for number in _used(_split(values))])

    def columns(self) -> Columns:
        """The columns they are of. Raises `ValueError` or `TypeError` where they are of none."""
        values = _split(self.values)
        names = dict(zip(_used(values), self.strings, strict=True))
        words, lemmas, tags, labels, kinds = ([names[number] for number in column] for column in values[:_STRINGS])
        marks, leaps = values[_STRINGS:]
        heads = tuple(place + leap for place, leap in enumerate(leaps))
        if any(not 0 <= head < len(heads) for head in heads):
            raise ValueError("a head outside the text")
        spaces = [" " if space else "" for space in self.spaces]
        pieces = [word + space for word, space in zip(words, spaces, strict=True)]
        starts = tuple(accumulate(map(len, pieces[:-1]), initial=0)) if pieces else ()
        ends = tuple(start + len(word) for start, word in zip(starts, words, strict=True))
        return Columns("".join(pieces), starts, ends, tuple(lemmas), tuple(tags), tuple(labels), heads, _entities(marks, kinds))


def _split(values: bytes) -> list[list[int]]:
    """The values of each attribute; a head's say how far it is from its word."""
    numbers, signed = memoryview(values).cast("Q"), memoryview(values).cast("q")
    if len(numbers) % len(KEPT):
        raise ValueError(f"{len(values)} bytes are no words of {len(KEPT) * _NUMBER}")
    return [(signed if name == "HEAD" else numbers)[place :: len(KEPT)].tolist() for place, name in enumerate(KEPT)]


def _used(values: Sequence[Sequence[int]]) -> list[int]:
    """The numbers that stand for strings, in order."""
    return sorted(set().union(*values[:_STRINGS]))


def _entities(marks: Sequence[int], labels: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """As spaCy's `Doc.ents`: an entity's label is that of its first word, and one without a label is none."""
    found = []
    start = None
    for place, mark in enumerate(marks):
        if mark > _MOST_IOB:
            raise ValueError(f"{mark} says nothing of a word's place in an entity")
        if mark == _INSIDE:
            if start is None:
                raise ValueError("a word inside an entity that has not begun")
            continue
        if start is not None:
            found.append((start, place, labels[start]))
        start = place if mark == _BEGINS and labels[place] else None
    if start is not None:
        found.append((start, len(marks), labels[start]))
    return tuple(found)
