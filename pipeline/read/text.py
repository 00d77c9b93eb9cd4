"""Bytes of a plain-text file → Source: encoding, newlines, pages at form feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model import PipelineError, Problem, Source
from pipeline.read.encodings import Decoded, decode
from pipeline.settings import Settings

_NEWLINES = re.compile(r"\r\n?")
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_UNPRINTABLE = re.compile(r"[\x00\ud800-\udfff]")
_MAX_CONTROL_SHARE = 0.01  # more control characters than this, and it is no text


def read(data: bytes, *, doc_id: str, name: str, sha256: str, settings: Settings) -> Source:
    r"""Decoded text with `\n` newlines; a form feed starts a page.

    `settings.encoding` forces the encoding. Raises `PipelineError` for bytes that do not fit, for binary files and for texts
    over `settings.max_chars`. A character that the end of the file cuts, and NUL bytes, are left out and told.
    """
    decoded = decode(data, settings.encoding)
    if len(_BINARY.findall(decoded.text)) > _MAX_CONTROL_SHARE * len(decoded.text):
        raise PipelineError("the file is binary, not text")
    if len(decoded.text) > settings.max_chars:
        raise PipelineError(f"the file holds {len(decoded.text):,} characters, more than max_chars = {settings.max_chars:,} allows")
    whole = _UNPRINTABLE.sub("", _NEWLINES.sub("\n", decoded.text))
    return Source(doc_id, name, sha256, "text/plain", decoded.encoding, whole, _pages(whole), problems=tuple(_told(decoded, whole)))


def _told(decoded: Decoded, whole: str) -> list[Problem]:
    """What of the file is not in the text."""
    problems = list(stray(decoded, whole))
    if lost := len(_UNPRINTABLE.findall(decoded.text)):
        problems.append(Problem("warning", "unprintable-left-out", f"{lost:,} NUL characters or halves of characters left out of the text"))
    if decoded.cut:
        message = f"the file ends inside a character: its last {decoded.cut} bytes are left out"
        problems.append(Problem("warning", "last-character-cut", message, max(0, len(whole) - 1), len(whole)))
    return problems


def stray(decoded: Decoded, whole: str) -> Iterator[Problem]:
    """A warning where bytes did not fit the encoding, at the first of them in the text."""
    if decoded.lost:
        at = max(whole.find("\ufffd"), 0)
        message = f"{decoded.lost:,} places do not fit {decoded.encoding}; a � stands for each"
        yield Problem("warning", "bytes-unread", message, at, min(at + 1, len(whole)))


def _pages(text: str) -> tuple[int, ...]:
    """Where pages start: at form feeds with text before and after them. A text without such has no pages."""
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    breaks = [found.end() for found in re.finditer("\f", text) if first < found.end() <= last]
    return (0, *breaks) if breaks else ()
