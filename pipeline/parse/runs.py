"""Sentences → runs of sentences that are parsed as one text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pipeline.model import Sentence

PARSED_KINDS = ("body", "list")
_MOST_BYTES = 45_000  # SudachiPy refuses a string over 49,149 bytes


def runs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """The sentences of running text, paragraph by paragraph; a paragraph too long for SudachiPy gives several runs."""
    body = (sentence for sentence in sentences if sentence.kind in PARSED_KINDS)
    return [run for _, paragraph in groupby(body, key=lambda s: s.paragraph) for run in _bounded(paragraph)]


def count(sentences: Sequence[Sentence]) -> int:
    """How many characters of `sentences` are parsed."""
    return sum(len(sentence.text) for sentence in sentences if sentence.kind in PARSED_KINDS)


def _bounded(paragraph: Iterator[Sentence]) -> Iterator[list[Sentence]]:
    """A paragraph's sentences in runs that SudachiPy accepts; a single sentence beyond its limit is left unparsed."""
    run: list[Sentence] = []
    size = 0
    for sentence in paragraph:
        weight = len(sentence.text.encode("utf-8", "surrogatepass"))
        if weight > _MOST_BYTES:
            continue
        if run and size + weight > _MOST_BYTES:
            yield run
            run, size = [], 0
        run.append(sentence)
        size += weight
    if run:
        yield run
