"""A citation → what kind of source it is, and of which country, by data/source_kinds.csv.

The table names media, bodies and publishers (`name`), endings of publishers (`ending`), domains (`domain`), names of states within
the names of their organs (`state`), and types of works that tell by themselves (`type`). What no row tells is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from pipeline import rules
from pipeline.extract.citations import kinds
from pipeline.extract.citations.keys import key

UNKNOWN, NONE = "unknown", "none"


class Kind(NamedTuple):
    """A kind of `schema.events.SOURCE_KINDS`, and the ISO 3166-1 alpha-3 code of the source's country ("" where nothing tells it)."""

    kind: str
    country: str = ""


_UNKNOWN = Kind(UNKNOWN)
_BODIES = {"official": "official", "thinktank": "think_tank"}


def kind_of(citation: Mapping[str, Any]) -> Kind:
    """The kind of the work that a row of citations.csv or sources.csv is of; lists are tuples or joined with |.

    What carries the text goes before its address, that before its publisher, that before a body that is its author, and that
    before its type. The container of a chapter is a book, which tells nothing.
    """
    if citation["type"] == "interview":
        return _typed("interview")
    return next((found for found in _told(citation) if found != _UNKNOWN), _UNKNOWN)


def _told(citation: Mapping[str, Any]) -> Iterator[Kind]:
    if citation["type"] != "chapter":
        yield named(citation["container"])
    yield _located(citation["url"])
    yield named(citation["publisher"])
    yield next((found for text, found in _rows("ending") if citation["publisher"].endswith(text)), _UNKNOWN)
    yield next((found for author in _names(citation["authors"]) if (found := named(author)) != _UNKNOWN), _UNKNOWN)
    yield _typed(citation["type"])


def _names(cell: str | Iterable[str]) -> Iterable[str]:
    return cell.split("|") if isinstance(cell, str) else cell


@lru_cache(maxsize=8192)
def named(name: str) -> Kind:
    """The kind of a medium, a body or a publisher by its name, also by that of an edition (人民日報（海外版）)."""
    if not name:
        return _UNKNOWN
    row = kinds.medium(name)
    for candidate in (name, row["name"] if row else ""):
        found = _by_name().get(key(candidate))
        if found is not None and key(candidate):
            return found
    known = row["kind"] if row else kinds.kind(name)
    if known == "thinktank" and row is None:  # by a word of its name only: a laboratory has it too
        return _UNKNOWN
    return Kind(_BODIES[known], _state(name)) if known in _BODIES else _UNKNOWN


@cache
def _by_name() -> Mapping[str, Kind]:
    return {key(text): found for text, found in _rows("name")}


def _state(name: str) -> str:
    """The state in the name of its organ; "" where there is none or more than one."""
    found = {kind.country for pattern, kind in _states() if pattern.search(name)}
    return found.pop() if len(found) == 1 else ""


@cache
def _states() -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple((re.compile(rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])"), kind) for text, kind in _rows("state"))


def _located(url: str) -> Kind:
    """The kind of the longest domain listed that the address lies in."""
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:  # the address is as printed
        return _UNKNOWN
    labels = host.casefold().strip(".").split(".")
    domains = dict(_rows("domain"))
    return next((domains[tail] for start in range(len(labels)) if (tail := ".".join(labels[start:])) in domains), _UNKNOWN)


def _typed(csl_type: str) -> Kind:
    return next((found for text, found in _rows("type") if text == csl_type), _UNKNOWN)


@cache
def _rows(reads: str) -> tuple[tuple[str, Kind], ...]:
    return tuple((row["value"], Kind(row["kind"], row["country"])) for row in rules.words("source_kinds") if row["reads"] == reads)
