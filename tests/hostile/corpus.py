"""Every hostile file by format and name, made when it is asked for: nothing of it is kept.

`size` is how many characters of a plain text are made; formatted files grow by `scale`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from pipeline.model import Document
from tests.hostile import encodings, markup, pdfs, texts, words

SECRET = "root:x:"  # of /etc/passwd, which some files ask for
_FORMATTED = {"pdf": pdfs, "docx": words, "html": markup}
_LONGEST_REASON = 600


class Maker(Protocol):
    """Makes a file's bytes."""

    def __call__(self) -> bytes:
        """The bytes."""


@dataclass(frozen=True, slots=True)
class Case:
    """One file: `says` is a pattern that its reason or else its text must hold."""

    format: str
    name: str
    make: Maker
    says: str = ""

    @property
    def id(self) -> str:
        """The name of the case in reports."""
        return f"{self.format}: {self.name}"


def formatted(scale: int = 1) -> Iterator[Case]:
    """PDF, DOCX and HTML."""
    for kind, module in _FORMATTED.items():
        for name, make in module.FILES.items():
            yield Case(kind, name, partial(make, scale), module.SAYS.get(name, ""))


def encoded() -> Iterator[Case]:
    """Broken and mixed encodings, and formats in disguise."""
    for name, data in encodings.FILES.items():
        yield Case("bytes", name, partial(bytes, data))


def plain(size: int) -> Iterator[Case]:
    """Text of one repeated thing: a line or a note of so many characters, a tenth as many lines."""
    for name, repeated in {**texts.RUNS, **texts.PHRASES}.items():
        yield Case("line", name, partial(texts.run, repeated, size))
        yield Case("note", name, partial(texts.note, repeated, size))
    for name, line in texts.LINES.items():
        yield Case("lines", name, partial(texts.lines, line, size // 10))


def faults(case: Case, document: Document) -> list[str]:
    """What is wrong with what became of a file; nothing where it ended in a result or a reason."""
    found = []
    if document.status == "failed" and not document.error.strip():
        found.append("failed without a reason")
    if len(document.error) > _LONGEST_REASON or "\n" in document.error:
        found.append("the reason is no line that a person reads")
    told = f"{document.error}\n{document.source_text}"
    if case.says and not re.search(case.says, told):
        found.append(f"says {told[:200]!r}, not {case.says!r}")
    if SECRET in document.source_text:
        found.append("a file of this machine was read into the text")
    if found_character := re.search("[\x00\ud800-\udfff]", document.source_text):
        found.append(f"U+{ord(found_character[0]):04X} in the text")
    return found
