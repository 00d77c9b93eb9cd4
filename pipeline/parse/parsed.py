"""A spaCy Doc and the sentences it was made of → what the layers ask of it: entities and words, sentence by sentence."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.entities import Evidence
from pipeline.extract.quantities import Word
from pipeline.model import Sentence
from pipeline.parse.unknown import NAMES

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Parsed:
    """A run of sentences of one paragraph and their Doc, whose text is theirs put together."""

    sentences: tuple[Sentence, ...]
    doc: Doc

    def evidence(self) -> Iterator[tuple[str, list[Evidence]]]:
        """For each sentence id GiNZA's entities, offsets relative to the sentence, with whether a name is among their words."""
        spans = [
            (ent.start_char, ent.end_char, ent.label_, any(name in token.tag_ for token in ent for name in NAMES)) for ent in self.doc.ents
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
        offset, first = 0, 0
        tokens = list(self.doc)
        for sentence in self.sentences:
            end, last = offset + len(sentence.text), first
            while last < len(tokens) and tokens[last].idx < end:
                last += 1
            if sentence.id in wanted:
                yield sentence.id, [_word(token, offset, end, first, last) for token in tokens[first:last]]
            offset, first = end, last


def _word(token: Token, offset: int, end: int, first: int, last: int) -> Word:
    """A token of the sentence at `offset`–`end`, its head one of the tokens `first`–`last` or else itself."""
    head = token.head.i if first <= token.head.i < last else token.i
    start, stop = max(token.idx, offset), min(token.idx + len(token.text), end)
    return Word(start - offset, stop - offset, token.tag_, token.dep_, head - first)
