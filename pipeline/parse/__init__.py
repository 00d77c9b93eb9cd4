"""Sentences → their parses, by GiNZA.

Body text is parsed paragraph by paragraph with the sentence bounds of `sentences.py` set
beforehand, so that GiNZA and the tables agree on what a sentence is. Headings, captions,
tables and notes are never parsed. A text that comes twice in a document is parsed once;
parses are kept in a `Cache`, by text, model and versions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.model import Sentence
from pipeline.parse.columns import Columns
from pipeline.parse.ginza import Ginza, check, fingerprint, load, means
from pipeline.parse.parsed import Parsed
from pipeline.parse.runs import PARSED_KINDS, count, runs

if TYPE_CHECKING:
    from pipeline.parse.cache import Cache

__all__ = ["PARSED_KINDS", "Columns", "Ginza", "Parsed", "check", "count", "fingerprint", "load", "means", "parse"]

_Texts = tuple[str, ...]


def parse(sentences: Sequence[Sentence], *, model: str, batch_size: int, cache: Cache | None = None) -> Iterator[Parsed]:
    """The body sentences' parses, in order, as they are done; `batch_size` paragraphs at a time."""
    found = [(run, tuple(sentence.text for sentence in run)) for run in runs(sentences)]
    still = Counter(texts for _, texts in found)
    known: dict[_Texts, Columns] = {}
    for first in range(0, len(found), batch_size):
        batch = found[first : first + batch_size]
        _learn(known, [texts for _, texts in batch], model, batch_size, cache)
        for run, texts in batch:
            yield Parsed(tuple(run), known[texts])
            still[texts] -= 1
            if not still[texts]:
                del known[texts]


def _learn(known: dict[_Texts, Columns], batch: Sequence[_Texts], model: str, batch_size: int, cache: Cache | None) -> None:
    """The parses of the texts into `known`, from the cache where it has them."""
    new = []
    for texts in dict.fromkeys(texts for texts in batch if texts not in known):
        found = cache.get(texts) if cache is not None else None
        if found is None:
            new.append(texts)
        else:
            known[texts] = found
    if new:
        for texts, doc in zip(new, load(model).docs(new, batch_size=batch_size), strict=True):
            known[texts] = Columns.of(doc)
            if cache is not None:
                cache.put(texts, doc)
