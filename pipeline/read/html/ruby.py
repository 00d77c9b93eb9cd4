"""<ruby> → runs of base text, each with the reading printed above it."""

from __future__ import annotations

from pipeline.read.html.runs import Run
from pipeline.read.html.tree import Node


def ruby(node: Node, *, linked: bool) -> list[Run]:
    """The base text, each part with the reading printed above it; brackets for browsers without ruby are gone."""
    made: list[Run] = []
    base = ""
    for child in node.children:
        if isinstance(child, str):
            base += "".join(child.split())
        elif child.tag in ("rt", "rtc"):
            reading_ = "".join(_inner(child).split())
            if base:
                made.append(Run(base, ruby=reading_, linked=linked))
            elif made:
                made[-1].ruby += reading_
            base = ""
        elif child.tag != "rp":
            base += "".join(child.text().split())
    return [*made, Run(base, linked=linked)] if base else made


def _inner(node: Node) -> str:
    return "".join(child if isinstance(child, str) else _inner_text(child) for child in node.children)


def _inner_text(node: Node) -> str:
    return "" if node.tag == "rp" else "".join(child for inner in node.walk() for child in inner.children if isinstance(child, str))
