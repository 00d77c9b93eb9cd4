"""Rows of words as spaCy reads them from the same bytes, and a model whose vectors are loaded so."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
import srsly
from hypothesis import given
from hypothesis import strategies as st
from spacy.vocab import Vocab

from pipeline.parse import word_rows
from pipeline.parse.ginza import load
from pipeline.parse.word_rows import WordRows

NUMBERS = st.integers(0, 127) | st.integers(0, 2**16) | st.integers(0, 2**32) | st.integers(0, 2**64 - 1)
PAIRS = st.dictionaries(NUMBERS, st.integers(0, 300) | st.integers(0, 2**32 - 1))


def written(pairs: dict[int, int], count: int | None = None) -> bytes:
    """As spaCy writes many pairs, however few they are."""
    packed = [srsly.msgpack_dumps(number) for pair in pairs.items() for number in pair]
    return b"\xdf" + (len(pairs) if count is None else count).to_bytes(4, "big") + b"".join(packed)


@given(PAIRS, NUMBERS)
def test_every_word_has_the_row_that_spacy_reads(pairs: dict[int, int], other: int) -> None:
    data = written(pairs)
    rows = WordRows.of(data)
    assert rows is not None
    assert dict(rows) == pairs == srsly.msgpack_loads(data)
    assert rows.get(other, -1) == pairs.get(other, -1)


def test_many_words_of_one_length_with_others_among_them() -> None:
    pairs = {2**60 + number * 7919: number % 20_000 for number in range(5_000)} | {64: 70_000, 2**63: 1}
    assert dict(WordRows.of(written(pairs)) or {}) == pairs


@pytest.mark.parametrize(
    "data",
    {
        "nothing": b"",
        "a map of few": srsly.msgpack_dumps({1: 2}),
        "cut": written({2**60: 300, 2**61: 301})[:-1],
        "cut in a row": written({1: 300})[:-1],
        "one pair too few": written({2**60: 300}, count=2),
        "one pair too many": written({2**60: 300, 2**61: 301}, count=1),
        "words that are no numbers": b"\xdf\0\0\0\1" + srsly.msgpack_dumps("word") + b"\1",
        "a negative row": b"\xdf\0\0\0\1\1\xff",
    }.items(),
    ids=lambda case: case[0],
)
def test_what_is_written_in_another_way_is_left_to_spacy(data: tuple[str, bytes]) -> None:
    assert WordRows.of(data[1]) is None


@pytest.mark.parametrize("many", [False, True])
def test_vectors_are_those_that_spacy_loads(many: bool, tmp_path: Path) -> None:
    vocab = Vocab()
    for number in range(70_000 if many else 3):  # spaCy writes fewer words in another way
        vocab.vectors.key2row[2**50 + number] = number % 3
    vocab.vectors.data = np.arange(12, dtype=np.float32).reshape(3, 4)
    vocab.to_disk(tmp_path)
    plain, ours = Vocab().from_disk(tmp_path), Vocab()
    word_rows.load(ours, tmp_path)
    keys = [2**50, 2**50 + 2, 2**50 + 5, 7]
    assert isinstance(ours.vectors.key2row, WordRows) is many
    assert ours.vectors.find(keys=keys).tolist() == plain.vectors.find(keys=keys).tolist()
    assert np.array_equal(ours.vectors.data, plain.vectors.data)


@pytest.mark.model
def test_ginza_has_every_word_in_its_row() -> None:
    ours = load("ja_ginza").nlp.vocab.vectors
    plain = spacy.load("ja_ginza", exclude=["strings"]).vocab.vectors
    assert isinstance(ours.key2row, WordRows)
    assert dict(ours.key2row) == plain.key2row
    assert np.array_equal(ours.data, plain.data)
