"""A model's file of words with vectors → the same as a mapping, from a word's hash to its row, without an object for each of them.

spaCy makes a dictionary of the file: for ja_ginza's 480,000 words that is a fifth of a second and 70 MB in each process. Here the file
(MessagePack: a map of numbers to numbers) becomes two arrays; nearly all its pairs have one length, and those are read many at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from spacy.vocab import Vocab

_MAP, _TWO, _EIGHT = 0xDF, 0xCD, 0xCF  # what a map of many begins with, a number of 2 bytes, one of 8
_WIDTH = {0xCC: 1, _TWO: 2, 0xCE: 4, _EIGHT: 8}  # of numbers, by what they begin with; one below 128 is its own beginning
_SMALL = 0x80
_HEAD, _PAIR = 5, 12  # bytes: the beginning of the file; a hash and a row of the usual lengths
_SHELVES, _LOWER = 1 << 16, 48  # hashes are put in order by their first 16 bits alone, the 48 behind them are not looked at
_AT_ONCE = 300  # pairs looked at together: so many stand between two others


def load(vocab: Vocab, folder: Path) -> None:
    """The vectors of a vocabulary that was loaded without them."""
    words, numbers = folder / "key2row", folder / "vectors"
    rows = WordRows.of(words.read_bytes()) if words.is_file() and numbers.is_file() else None
    vectors: Any = vocab.vectors
    vectors.from_disk(folder, exclude=["strings", *(["key2row", "vectors"] if rows else [])])
    if rows:
        vectors.key2row = rows
        vectors.data = np.load(numbers, mmap_mode="r")  # few of them are ever looked at, and processes share them


class WordRows(Mapping[int, int]):
    """Rows by hashes."""

    def __init__(self, hashes: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        firsts = (hashes >> np.uint64(_LOWER)).astype(np.uint16)
        order = np.argsort(firsts, kind="stable")  # of 16 bits: five times as fast as of 64
        self._hashes = _values(hashes[order])
        self._rows = _values(rows[order])
        self._starts = _values(np.cumsum(np.bincount(firsts.astype(np.intp) + 1, minlength=_SHELVES + 1)))

    @classmethod
    def of(cls, data: bytes) -> WordRows | None:
        """Those of the file with these bytes; None where it is written in another way."""
        if len(data) < _HEAD or data[0] != _MAP:
            return None
        count = int.from_bytes(data[1:_HEAD], "big")
        hashes, rows = np.zeros(count, np.uint64), np.zeros(count, np.int64)
        at, done = _HEAD, 0
        while done < count:
            number = min(_AT_ONCE, count - done, (len(data) - at) // _PAIR)
            pairs = np.frombuffer(data, np.uint8, number * _PAIR, at).reshape(-1, _PAIR)
            other = (pairs[:, 0] != _EIGHT) | (pairs[:, 9] != _TWO)
            same = int(other.argmax()) if other.any() else number
            hashes[done : done + same] = np.ascontiguousarray(pairs[:same, 1:9]).view(">u8").ravel()
            rows[done : done + same] = np.ascontiguousarray(pairs[:same, 10:]).view(">u2").ravel()
            at, done = at + same * _PAIR, done + same
            if same < number or not number:
                key = _number(data, at)
                row = _number(data, key[1]) if key else None
                if not key or not row:
                    return None
                hashes[done], rows[done], at = key[0], row[0], row[1]
                done += 1
        return cls(hashes, rows) if at == len(data) else None

    def __getitem__(self, key: int) -> int:
        shelf = key >> _LOWER
        for at in range(self._starts[shelf], self._starts[shelf + 1]):
            if self._hashes[at] == key:
                return self._rows[at]
        raise KeyError(key)

    def __iter__(self) -> Iterator[int]:
        return iter(self._hashes)

    def __len__(self) -> int:
        return len(self._hashes)


def _values(array: Any) -> memoryview[int]:
    """The values of an array as Python's numbers, each made when it is looked at."""
    return memoryview(array)


def _number(data: bytes, at: int) -> tuple[int, int] | None:
    """A number, and where the next begins."""
    if at >= len(data) or data[at] < _SMALL:
        return (data[at], at + 1) if at < len(data) else None
    end = at + 1 + _WIDTH.get(data[at], len(data))
    return (int.from_bytes(data[at + 1 : end], "big"), end) if end <= len(data) else None
