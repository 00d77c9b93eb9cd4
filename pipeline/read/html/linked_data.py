"""JSON-LD of a page → what it says of the page's article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.read.html.tree import Node

_LONGEST = 500_000  # characters of one script
_MOST = 2_000  # objects looked at
_ARTICLES = ("Article", "BlogPosting", "Report", "Paper", "SocialMediaPosting", "LiveBlogPosting")
_PAGES = ("WebPage", "ItemPage")


def article(root: Node) -> dict[str, Any]:
    """The one article of the page's linked data, or the page itself; nothing where several articles are told."""
    found = list(_objects(root))
    for endings in (_ARTICLES, _PAGES):
        kept = [one for one in found if any(kind.endswith(endings) for kind in texts(one.get("@type")))]
        if len({json.dumps(one, sort_keys=True) for one in kept}) == 1:
            return kept[0]
        if kept:
            return {}
    return {}


def texts(value: Any) -> list[str]:
    """A value as texts: itself, its members, or the names of the things it holds."""
    made: list[str] = []
    waiting = [value]
    while waiting and len(made) < 50:
        one = waiting.pop(0)
        if isinstance(one, str):
            made.append(" ".join(one.split()))
        elif isinstance(one, dict):
            waiting.insert(0, one.get("name"))
        elif isinstance(one, list):
            waiting[:0] = one[:50]
    return [text for text in made if text]


def _objects(root: Node) -> Iterator[dict[str, Any]]:
    """The objects of every script, at the top, in arrays and in @graph; not those inside others."""
    for script in root.walk():
        if script.tag != "script" or script.get("type").partition(";")[0].strip().lower() != "application/ld+json":
            continue
        written = "".join(child for child in script.children if isinstance(child, str))
        if len(written) <= _LONGEST:
            yield from _listed(written)


def _listed(written: str) -> Iterator[dict[str, Any]]:
    try:
        waiting: Sequence[Any] = [json.loads(written.strip().removeprefix("<![CDATA[").removesuffix("]]>"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(3):
        deeper: list[Any] = []
        for one in waiting[:_MOST]:
            if isinstance(one, list):
                deeper += one
            elif isinstance(one, dict):
                yield one
                deeper += [inner for name in ("@graph", "mainEntity") for inner in [one.get(name)] if isinstance(inner, (list, dict))]
        waiting = deeper
