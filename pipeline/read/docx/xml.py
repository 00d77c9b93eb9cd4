"""Names of WordprocessingML: elements and attributes by one short name each, whichever of its two namespaces a file uses.

Word writes `http://schemas.openxmlformats.org/…` ("transitional") or `http://purl.oclc.org/ooxml/…` ("strict"); both are `w:p` here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rels",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://purl.oclc.org/ooxml/officeDocument/extendedProperties": "ep",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
_OFF = frozenset({"0", "false", "off", "none"})
_INTEGER = re.compile(r"[+-]?[0-9]{1,9}")


class Node(Protocol):
    """What is used of an XML element."""

    tag: str
    text: str | None

    def get(self, key: str) -> str | None:
        """An attribute by its full name."""

    def getparent(self) -> Node | None:
        """The element around this one."""

    def iter(self, *tags: str) -> Iterator[Node]:
        """This element and all within that have one of the tags."""

    def __iter__(self) -> Iterator[Node]: ...

    def __len__(self) -> int: ...


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_PREFIXES.get(namespace[1:], '?')}:{local}"


@lru_cache(maxsize=1024)
def tags(name: str) -> tuple[str, ...]:
    """The full names that a short one stands for, the usual one first."""
    prefix, _, local = name.partition(":")
    return tuple(f"{{{namespace}}}{local}" for namespace, short in _PREFIXES.items() if short == prefix)


def named(node: Node) -> str:
    """The element's short name, `w:p`; `?:name` in a namespace that means nothing here."""
    return _short(node.tag)


def child(node: Node | None, name: str) -> Node | None:
    """The first child of that name."""
    if node is not None:
        for inner in node:
            if _short(inner.tag) == name:
                return inner
    return None


def value(node: Node | None, name: str = "w:val") -> str | None:
    """An attribute by its short name."""
    if node is None:
        return None
    for full in tags(name):
        found = node.get(full)
        if found is not None:
            return found
    return None


def integer(text: str | None) -> int | None:
    """A whole number as attributes write it, of nine digits at most; None for everything else."""
    return int(text) if text is not None and _INTEGER.fullmatch(text) else None


def switched(node: Node) -> bool:
    """Whether a switch such as `<w:vanish/>` is on."""
    found = value(node)
    return found is None or found.lower() not in _OFF
