"""A run of sentences → its parse from an earlier run, and back: keyed by the text and by everything else a parse depends on.

Rules are no part of the key: after a rule change only the rules run. The parses of an older model or program are never
asked for again, so they are the first to go when room is needed (`store.py`). What is read is never wrong: each entry
carries a checksum of itself under its key, and the text is compared besides; anything else counts as missing and is
parsed again.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.parse.codec import Codec
from pipeline.parse.columns import KEPT, Columns
from pipeline.parse.store import Store

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIZE = 16  # bytes of a key and of a checksum


class Cache:
    """Parses in one SQLite file; several processes may share it, and several threads one Cache.

    `fingerprint` names everything besides the text that a parse depends on; `max_bytes` bounds the file with its log,
    and less than 1 MB keeps nothing. Never raises: where the file cannot be used there is no cache, and `trouble` says why.
    """

    def __init__(self, path: Path, *, fingerprint: str, max_bytes: int) -> None:
        self._store = Store(path, max_bytes=max_bytes)
        self._start = blake2b(digest_size=_SIZE)
        _feed(self._start, (fingerprint, *KEPT))
        self._codec = Codec()
        self._lock = Lock()

    @property
    def trouble(self) -> str:
        """What last kept the file from being used, in words; empty where nothing did."""
        return self._store.trouble

    def get(self, texts: Sequence[str]) -> Columns | None:
        """The parse of a run, given as its sentences' texts; None where it is not known."""
        key = self._key(texts)
        with self._lock:
            entry = self._store.get(key)
            if entry is None or _checksum(key, entry[_SIZE:]) != entry[:_SIZE]:
                return None
            found = self._codec.unpack(entry[_SIZE:])
        return found if found is not None and found.text == "".join(texts) else None

    def put(self, texts: Sequence[str], doc: Doc) -> None:
        """Keeps the parse of a run; it is written with others, at the latest by `close`."""
        key = self._key(texts)
        with self._lock:
            data = self._codec.pack(doc)
            self._store.put(key, _checksum(key, data) + data)

    def close(self) -> None:
        """Writes what is left to write and gives the file free; a later call opens it again."""
        with self._lock:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _key(self, texts: Sequence[str]) -> bytes:
        digest = self._start.copy()
        _feed(digest, texts)
        return digest.digest()


def _feed(digest: blake2b, texts: Sequence[str]) -> None:
    """Each text with its length, so that no two sequences of texts are one."""
    for text in texts:
        data = text.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)


def _checksum(key: bytes, data: bytes) -> bytes:
    return blake2b(data, key=key, digest_size=_SIZE).digest()
