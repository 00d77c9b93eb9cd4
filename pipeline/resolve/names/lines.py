"""A sentence under resolution: its mentions, changed in place as links are found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from pipeline.extract.entities.characters import fold, stands_alone
from pipeline.extract.entities.claims import Ids
from pipeline.model import Mention, Name, Problem, Sentence


@dataclass(slots=True)
class Line:
    """One sentence and its entity mentions. `folded` is its text with variant characters folded.

    The mentions are indexed by where they begin and end: a table's row or a line without a full stop may hold thousands.
    """

    sentence: Sentence
    mentions: list[Mention]
    folded: str = field(init=False)
    _starts: dict[int, list[int]] = field(init=False)
    _ends: dict[int, list[int]] = field(init=False)
    _covered: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.folded = fold(self.sentence.text)
        self._index()

    def _index(self) -> None:
        self._starts, self._ends, self._covered = {}, {}, bytearray(len(self.folded) + 1)
        for place in range(len(self.mentions)):
            self._enter(place)

    def _enter(self, place: int) -> None:
        mention = self.mentions[place]
        self._starts.setdefault(mention.start, []).append(place)
        self._ends.setdefault(mention.end, []).append(place)
        self._covered[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)

    def name(self, mention: Mention) -> str:
        """The mention's folded text."""
        return self.folded[mention.start : mention.end]

    def is_free(self, start: int, end: int) -> bool:
        """True where no mention shares a character with the span."""
        return self._covered.find(1, start, end) < 0

    def starting(self, at: int) -> list[Mention]:
        """The mentions that begin at a place."""
        return [self.mentions[place] for place in self._starts.get(at, ())]

    def ending(self, at: int) -> list[Mention]:
        """The mentions that end at a place."""
        return [self.mentions[place] for place in self._ends.get(at, ())]

    def keep(self, mentions: list[Mention]) -> None:
        """Leaves only these of its mentions."""
        if len(mentions) < len(self.mentions):
            self.mentions[:] = mentions
            self._index()

    def relink(self, mention: Mention, ids: Ids, method: str = "", label: str = "", subtype: str = "") -> Mention:
        """Give the mention another identity, and another method or label where given; returns the new mention."""
        old = names(mention)
        value = replace(old, ids=ids, label=label or old.label, subtype=subtype or old.subtype)
        new = replace(mention, value=value, method=method or mention.method)
        place = next(at for at in self._starts[mention.start] if self.mentions[at] is mention)
        self.mentions[place] = new
        return new

    def add(self, start: int, end: int, value: Name, method: str, score: float) -> None:
        """Add a mention of a name introduced before."""
        self.mentions.append(Mention("entities", start, end, self.sentence.text[start:end], value, method, score))
        self._enter(len(self.mentions) - 1)

    def occurrences(self, name: str) -> Iterator[tuple[int, int]]:
        """Spans of the folded name that cut no katakana or Latin word and no mention."""
        at = self.folded.find(name)
        while name and at >= 0:
            end = at + len(name)
            if stands_alone(self.folded, at, end) and self.is_free(at, end):
                yield at, end
            at = self.folded.find(name, end)

    def problem(self, code: str, message: str, start: int, end: int) -> Problem:
        """A problem about characters `start` to `end` of the sentence."""
        return Problem("info", code, message, *self.sentence.content.raw(start, end), sentence_id=self.sentence.id)


def names(mention: Mention) -> Name:
    """The mention's value, which in the entity layer is always a `Name`."""
    if not isinstance(mention.value, Name):
        raise TypeError(f"an entity mention holds a Name, not {type(mention.value).__name__}")
    return mention.value


def is_own_slug(line: Line, mention: Mention) -> bool:
    """True where the mention's identity is only its own text: nothing is known of it yet."""
    value = names(mention)
    return value.ids == ((f"{value.label}:{line.name(mention)}", line.name(mention)),)
