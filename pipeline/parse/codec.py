"""spaCy Doc ↔ bytes: the message of a DocBin with one Doc, packed with zstd.

Measured on a report of 50,000 characters (141 runs, 30,000 tokens; processor time): DocBin as it is, with zlib, takes
460 kB; zstd at level 3 takes 473 kB, four times as fast in both directions; lz4 is twice as fast again but takes 592 kB,
and where a cache has a bound, room is what counts.

The message is built and read here and not by `DocBin`, which stores the strings of every attribute, kept or not, and
looks through the entry points of all installed packages each time: 380 ms to read 600 runs, 35 ms here. It stays the
same message, so a later spaCy that reads DocBins reads these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import srsly.msgpack  # type: ignore[import-untyped]  # it has no type hints
import zstandard

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_NUMBERS = ("ENT_IOB", "HEAD", "SENT_START", "SPACY", "POS")  # all other attributes are hashes of strings
_LEVEL = 3
_MOST_STRINGS = 30_000  # of a vocabulary; a report of 50,000 characters has about 4,000
_MOST_BYTES = 1 << 28  # of a message: a run of 45,000 bytes has about 2 MB
_NO_SPANS = b"\x90"


class Codec:
    """Packs these attributes of Docs, ORTH the first of them, and unpacks them again. Not for several threads at once.

    What it unpacks shares one vocabulary, which is left for a new one when it has grown. A Doc keeps its own vocabulary
    alive, so memory is bounded by the Docs that are still wanted.
    """

    def __init__(self, attrs: Sequence[str]) -> None:
        self._names = tuple(attrs)
        self._packer = srsly.msgpack.Packer(use_bin_type=True)
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._decompressor = zstandard.ZstdDecompressor()
        self._vocab: Vocab | None = None
        self._attrs: list[int | str] = []
        self._hashes: list[int] = []

    def pack(self, doc: Doc) -> bytes:
        """A Doc's attributes and its spaces."""
        self._prepare()
        values = doc.to_array(self._attrs).reshape(len(doc), len(self._attrs))
        strings = doc.vocab.strings
        message = {
            "version": "0.1",
            "attrs": self._attrs,
            "tokens": values.tobytes("C"),
            "spaces": doc.to_array("SPACY").astype(bool).tobytes(),
            "lengths": np.asarray([len(doc)], dtype="int32").tobytes(),
            "strings": sorted(strings[int(value)] for value in np.unique(values[:, self._hashes])),
            "cats": [{}],
            "flags": [{"has_unknown_spaces": doc.has_unknown_spaces}],
            "span_groups": [_NO_SPANS],
        }
        return self._compressor.compress(self._packer.pack(message))

    def unpack(self, data: bytes) -> Doc | None:
        """The Doc that was packed; None where the bytes are none of one with these attributes."""
        from spacy.tokens import Doc

        vocab = self._prepare()
        try:
            message: dict[str, Any] = _loads(self._decompressor.decompress(data, max_output_size=_MOST_BYTES))
            if message["attrs"] != self._attrs:
                return None
            for string in message["strings"]:
                vocab.strings.add(string)
            values: Any = np.frombuffer(message["tokens"], dtype="uint64").reshape(-1, len(self._attrs))
            spaces: Any = None if message["flags"][0]["has_unknown_spaces"] else np.frombuffer(message["spaces"], dtype=bool)
            doc = Doc(vocab, words=values[:, 0], spaces=spaces)
            return doc.from_array(self._attrs, values)
        except (zstandard.ZstdError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            return None

    def _prepare(self) -> Vocab:
        """The vocabulary; spaCy is imported no sooner than the first Doc wants it, as that takes a second."""
        from spacy.attrs import IDS
        from spacy.vocab import Vocab

        if not self._attrs:
            self._attrs = [IDS[name] for name in self._names]
            self._hashes = [column for column, name in enumerate(self._names) if name not in _NUMBERS]
        if self._vocab is None or len(self._vocab.strings) > _MOST_STRINGS:
            self._vocab = Vocab()
        return self._vocab


def _loads(data: bytes) -> Any:
    """A message's values; naming the kind of dict spares srsly its search for numpy's own types, of which there are none."""
    return srsly.msgpack.unpackb(data, raw=False, object_pairs_hook=dict)
