"""Texts → Docs by the arithmetic of this package: tokenizer, tok2vec and NER around the model's own dependency parser.

For models of ja_ginza's form alone: `Arrays.of` looks at each part of a pipeline, and where one is of another form spaCy does all the work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.parse.entities import Entities
from pipeline.parse.tokens import Tokens
from pipeline.parse.vectors import Vectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_COMPONENTS = ["tok2vec", "parser", "ner"]
_MOST_WORDS = 2_000  # parsed at once: the dependency parser takes 12 KB for each
_MOST_STRINGS = 50_000  # in a vocabulary of Docs, before the next begins


class Arrays:
    """A model's work. Not for several threads at once."""

    def __init__(self, nlp: Language, tokens: Tokens, vectors: Vectors, entities: Entities) -> None:
        self._nlp = nlp
        self._tokens = tokens
        self._vectors = vectors
        self._entities = entities
        self._vocab = nlp.vocab

    @classmethod
    def of(cls, nlp: Language) -> Arrays | None:
        """The work of a pipeline of ja_ginza's form; None for any other."""
        from spacy.lang.ja import JapaneseTokenizer
        from spacy.pipeline.dep_parser import DependencyParser
        from thinc.api import NumpyOps

        if nlp.pipe_names != _COMPONENTS or type(nlp.tokenizer) is not JapaneseTokenizer:
            return None
        vectors, entities = Vectors.of(nlp), Entities.of(nlp)
        if type(nlp.get_pipe("parser")) is not DependencyParser or vectors is None or entities is None:
            return None
        for name in ("tok2vec", "parser"):
            component: Any = nlp.get_pipe(name)
            for node in component.model.walk():
                node.ops = NumpyOps(use_blis=False)
        return cls(nlp, Tokens(nlp.tokenizer.tokenizer), vectors, entities)

    def docs(self, runs: Sequence[Sequence[str]], batch_size: int) -> Iterator[Doc]:
        """A Doc for each run of sentences, `batch_size` of them parsed at a time, and fewer where they are long."""
        if self._vocab is self._nlp.vocab or len(self._vocab.strings) > _MOST_STRINGS:
            self._vocab = self._fresh_vocab()
        batch: list[Doc] = []
        for run in runs:
            doc = self._tokens.doc(self._vocab, run)
            if batch and (len(batch) == batch_size or sum(map(len, batch)) + len(doc) > _MOST_WORDS):
                yield from self._parse(batch)
                batch = []
            batch.append(doc)
        if batch:
            yield from self._parse(batch)

    def _parse(self, docs: list[Doc]) -> list[Doc]:
        parser: Any = self._nlp.get_pipe("parser")
        nothing: Any = np.zeros((0,), dtype=np.float32)
        vectors: Sequence[Any] = self._vectors(docs)
        for doc, rows in zip(docs, vectors, strict=True):
            doc.tensor = rows  # where the parser looks for them
        for doc in docs:  # one by one: what a row of spaCy's products gives depends on its place among the others
            parser.set_annotations([doc], parser.predict([doc]))
        self._entities.mark(docs, vectors)
        for doc in docs:
            doc.tensor = nothing  # a kilobyte a word
        return docs

    def _fresh_vocab(self) -> Vocab:
        """A vocabulary of no words: one for all Docs of a long run would grow with each new word, and live as long as the model."""
        from spacy.attrs import IS_SPACE
        from spacy.lang.lex_attrs import is_space
        from spacy.vocab import Vocab

        vocab = Vocab(lex_attr_getters={IS_SPACE: is_space})  # no more is asked of a word here
        for name in ("parser", "ner"):
            component: Any = self._nlp.get_pipe(name)
            for move in component.move_names:
                vocab.strings.add(move.partition("-")[2])
        return vocab
