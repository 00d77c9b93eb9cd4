"""spaCy Doc → bytes → columns: the message of a DocBin with one Doc, packed with zstd.

Measured on a report of 50,000 characters (141 runs, 30,000 tokens; processor time): DocBin as it is, with zlib, takes
460 kB; zstd at level 3 takes 483 kB, four times as fast in both directions; lz4 is twice as fast again but takes 592 kB,
and where a cache has a bound, room is what counts.

The message is built here and not by `DocBin`, which stores the strings of every attribute, kept or not, and looks through
the entry points of all installed packages each time. It stays the same message, so spaCy's DocBin reads it. It says two
things more: the names of the attributes, whose numbers are spaCy's own, and by their order which string is which number's.
So it is read without spaCy, whose import takes most of a second; those 141 runs take 50 ms.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgpack
import zstandard

from pipeline.parse.columns import KEPT, Columns, Numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LEVEL = 3
_MOST_BYTES = 1 << 28  # of a message: a run of 45,000 bytes has about 2 MB
_NO_SPANS = b"\x90"
_NAMES = "attr_names"  # passed over by DocBin


class Codec:
    """Packs what `KEPT` names of Docs, and unpacks it again as columns. Not for several threads at once."""

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(level=_LEVEL)
        self._decompressor = zstandard.ZstdDecompressor()

    def pack(self, doc: Doc) -> bytes:
        """A Doc's attributes and its spaces."""
        from spacy.attrs import IDS

        numbers = Numbers.of(doc)
        message = {
            "version": "0.1",
            "attrs": [IDS[name] for name in KEPT],
            _NAMES: KEPT,
            "tokens": numbers.values,
            "spaces": numbers.spaces,
            "lengths": len(doc).to_bytes(4, sys.byteorder),
            "strings": numbers.strings,
            "cats": [{}],
            "flags": [{"has_unknown_spaces": doc.has_unknown_spaces}],
            "span_groups": [_NO_SPANS],
        }
        return self._compressor.compress(msgpack.packb(message))

    def unpack(self, data: bytes) -> Columns | None:
        """The columns of the Doc that was packed; None where the bytes are none of one with these attributes."""
        try:
            message: Any = msgpack.unpackb(self._decompressor.decompress(data, max_output_size=_MOST_BYTES))
            if message[_NAMES] != list(KEPT) or not all(isinstance(string, str) for string in message["strings"]):
                return None
            return Numbers(message["tokens"], message["spaces"], message["strings"]).columns()
        except (zstandard.ZstdError, ValueError, KeyError, IndexError, TypeError):
            return None
