"""Text → Doc: words, lemmas and tags as spaCy's Japanese tokenizer gives them, without the attributes that no table reads.

spaCy's tokenizer also sets norm, reading, inflection and part of speech of each token, and splits each compound twice more; that is
two thirds of its time. Where the sentences begin is set here as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_SPACE = "空白"


class Tokens:
    """SudachiPy's words as Docs. Not for several threads at once."""

    def __init__(self, sudachi: Any) -> None:
        self.sudachi = sudachi
        self._tags: dict[int, str] = {}

    def doc(self, vocab: Vocab, sentences: Sequence[str]) -> Doc:
        """The sentences put together, tokenised; a token that lies across a sentence's bound starts no sentence."""
        from spacy.tokens import Doc

        words, lemmas, tags, spaces = self._words("".join(sentences))
        lengths = [len(word) + space for word, space in zip(words, spaces, strict=True)]
        bounds = {0, *accumulate(len(sentence) for sentence in sentences)}
        starts: list[bool | int | None] = [start in bounds for start in accumulate(lengths[:-1], initial=0)] if words else []
        return Doc(vocab, words=words, spaces=spaces, lemmas=lemmas, tags=tags, sent_starts=starts)

    def _words(self, text: str) -> tuple[list[str], list[str], list[str], list[bool]]:
        """Words, their dictionary forms and tags, and whether a space follows that is no word.

        White space beyond one space is a word of its own.
        """
        if text.isspace():
            return [text], [text], [_SPACE], [False]
        words: list[str] = []
        lemmas: list[str] = []
        tags: list[str] = []
        spaces: list[bool] = []

        def add(word: str, lemma: str, tag: str, space: bool = False) -> None:
            words.append(word)
            lemmas.append(lemma)
            tags.append(tag)
            spaces.append(space)

        end = 0
        found = [(surface, morpheme) for morpheme in self.sudachi.tokenize(text) if (surface := morpheme.surface())]
        for (surface, morpheme), (following, _) in pairwise([*found, ("", None)]):
            if surface.isspace():
                continue
            start = text.index(surface, end)
            if start > end:
                add(text[end:start], text[end:start], _SPACE)
            space = following == " "
            add(surface, morpheme.dictionary_form() or surface, self._tag(morpheme), space)
            end = start + len(surface) + space
        if end < len(text):
            add(text[end:], text[end:], _SPACE)
        return words, lemmas, tags, spaces

    def _tag(self, morpheme: Any) -> str:
        key = morpheme.part_of_speech_id()
        if key not in self._tags:
            self._tags[key] = "-".join(part for part in morpheme.part_of_speech()[:4] if part != "*")
        return self._tags[key]
