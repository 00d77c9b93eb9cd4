"""A file in raw/ → Source. One reader a format; which one is told by the content, never by the name.

Plain text is read here; PDF, DOCX and HTML in a process of their own (`guard`).
"""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import Protocol

from pipeline.model import PipelineError, Source
from pipeline.read import formats, guard, text
from pipeline.settings import Settings


class Reader(Protocol):
    """What each reader's module offers."""

    def read(self, data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
        """The file's text in reading order, and what its format says of it."""


def read(path: Path, *, doc_id: str, name: str, settings: Settings) -> Source:
    """The file's text and what is known about it. Raises `PipelineError` with a reason in plain words."""
    return parse(_bytes(path, settings), doc_id=doc_id, name=name, settings=settings)


def parse(data: bytes, *, doc_id: str, name: str, settings: Settings) -> Source:
    """The same for a file's bytes."""
    kind, sha256 = formats.of(data), hashlib.sha256(data).hexdigest()
    if kind == "text":
        return text.read(data, doc_id=doc_id, name=name, sha256=sha256, settings=settings)
    return guard.run(f"{__name__}.{kind}", data, doc_id=doc_id, name=name, sha256=sha256, settings=settings)


def _bytes(path: Path, settings: Settings) -> bytes:
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise PipelineError("this is a folder, not a file")
        if not stat.S_ISREG(found.st_mode):
            raise PipelineError("this is a pipe, socket or device, not a file")
        if found.st_size > settings.max_bytes:
            raise PipelineError(f"the file has {found.st_size:,} bytes, more than max_bytes = {settings.max_bytes:,} allows")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PipelineError("there is no such file") from error
    except OSError as error:
        raise PipelineError(f"the file cannot be read ({error.strerror})") from error
