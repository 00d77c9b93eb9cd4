"""The notes of some documents → as many notes as one wants, varied, so that nothing read once helps with the next.

Each copy has other years, pages and numbers, and every title in it ends in a word of its own; back references inside a
copy still say the title they mean. Numbers run through chapters of `CHAPTER` notes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import cycle, islice

from pipeline.extract import citations
from pipeline.model import Note, ReadNote, Text
from pipeline.resolve import citations as resolve_citations

CHAPTER = 100
_NUMBER = re.compile(r"[0-9]+")
_CLOSING = re.compile(r"(?P<east>」|』(?=（))|(?P<west>,?[”»]|(?<=[^\s*])\*(?= \())")  # of works, not of the newspapers that hold them
_EAST = "アカサタナハマヤラワ"
_WEST = ("bel", "cor", "dan", "fer", "gil", "hol", "jun", "kas", "lim", "mor")


def varied(notes: Sequence[Note], count: int, *, chapter: int = CHAPTER) -> list[Note]:
    """`count` notes made from the ones given, in chapters of `chapter`; none where none are given."""
    made = []
    for index, note in enumerate(islice(cycle(notes), count)):
        text = vary(note.content.text, index // len(notes))
        made.append(Note(index % chapter + 1, f"第{index // chapter + 1}章", Text.of(text)))
    return made


def read(notes: Sequence[Note]) -> list[ReadNote]:
    """The notes with their citations, back references resolved: what a run does with them."""
    return resolve_citations.resolve([citations.read(note) for note in notes])[0]


def vary(text: str, copy: int) -> str:
    """A note's text in the copy numbered `copy`."""
    east, west = mark(copy), "".join(_WEST[int(digit)] for digit in f"{copy:04d}")
    changed = _NUMBER.sub(lambda found: _number(found[0], copy), text)
    return _CLOSING.sub(lambda found: f"・{east}{found[0]}" if found["east"] else f" {west}{found[0]}", changed)


def mark(copy: int) -> str:
    """The copy's number as a word of katakana, which ends a title."""
    return "".join(_EAST[int(digit)] for digit in f"{copy:04d}")


def _number(digits: str, copy: int) -> str:
    """Another number of the same kind: a year for a year, a month or day as it was, a page or volume moved."""
    value = int(digits)
    if len(digits) == 4 and 1900 <= value <= 2100:
        return str(1960 + (value + copy) % 65)
    return digits if value <= 31 or len(digits) > 4 else str(32 + (value + copy) % 900)
