"""A parse and the sentences it was made of → what the layers ask of it: entities and words, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.model import Sentence
from pipeline.parse.columns import Columns
from pipeline.parse.unknown import NAMES

if TYPE_CHECKING:
    from pipeline.extract.entities import Evidence
    from pipeline.extract.events import Token
    from pipeline.extract.quantities import Word


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run of sentences of one paragraph and their parse, whose text is theirs put together."""

    sentences: tuple[Sentence, ...]
    columns: Columns

    def evidence(self) -> Iterator[tuple[str, list[Evidence]]]:
        """For each sentence id GiNZA's entities, offsets relative to the sentence, with whether a name is among their words."""
        from pipeline.extract.entities import Evidence  # here: `parse.check` needs no rules, which are loaded with the layers

        columns = self.columns
        spans = [
            (
                columns.starts[first],
                columns.ends[behind - 1],
                label,
                any(name in tag for tag in columns.tags[first:behind] for name in NAMES),
            )
            for first, behind, label in columns.entities
        ]
        offset = 0
        for sentence in self.sentences:
            end = offset + len(sentence.text)
            yield (
                sentence.id,
                [
                    Evidence(start - offset, stop - offset, label, proper=proper)
                    for start, stop, label, proper in spans
                    if offset <= start and stop <= end
                ],
            )
            offset = end

    def words(self, wanted: Collection[str]) -> Iterator[tuple[str, list[Word]]]:
        """For each of the sentence ids asked for its words with their dependencies, offsets and heads relative to the sentence."""
        for sentence, offset, first, last in self._places():
            if sentence.id in wanted:
                yield sentence.id, self._words(offset, offset + len(sentence.text), first, last)

    def tokens(self, wanted: Collection[str]) -> Iterator[tuple[str, list[Token]]]:
        """For each of the sentence ids asked for its words as the events need them: as `words`, with text and dictionary form."""
        from pipeline.extract.events import Token

        lemmas = self.columns.lemmas
        for sentence, offset, first, last in self._places():
            if sentence.id in wanted:
                found = self._words(offset, offset + len(sentence.text), first, last)
                yield (
                    sentence.id,
                    [
                        Token(word.start, word.end, sentence.text[word.start : word.end], lemmas[place], word.tag, word.label, word.head)
                        for place, word in enumerate(found, first)
                    ],
                )

    def _places(self) -> Iterator[tuple[Sentence, int, int, int]]:
        """Each sentence, where it starts, its first word and the one behind its last."""
        starts = self.columns.starts
        offset, first = 0, 0
        for sentence in self.sentences:
            end, last = offset + len(sentence.text), first
            while last < len(starts) and starts[last] < end:
                last += 1
            yield sentence, offset, first, last
            offset, first = end, last

    def _words(self, offset: int, end: int, first: int, last: int) -> list[Word]:
        """The words `first`–`last` of the sentence at `offset`–`end`, each head one of them or else the word itself."""
        from pipeline.extract.quantities import Word

        columns = self.columns
        found = []
        for place in range(first, last):
            head = columns.heads[place] if first <= columns.heads[place] < last else place
            start, stop = max(columns.starts[place], offset), min(columns.ends[place], end)
            found.append(Word(start - offset, stop - offset, columns.tags[place], columns.labels[place], head - first))
        return found
