"""Numbered lists: the number that is printed before each item, and where inline notes get theirs."""

from __future__ import annotations

import re

from pipeline.read.html.tree import Node

_NUMBER = re.compile(r"-?[0-9]{1,6}")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_UNNUMBERED = re.compile(r"list-style(?:-type)?\s*:\s*[^;]*\b(?:none|disc|circle|square)\b", re.IGNORECASE)


class Numbering:
    """Counts the items of the lists that are open."""

    def __init__(self) -> None:
        self._lists: list[tuple[Node, int]] = []
        self._items: dict[Node, tuple[int, str] | None] = {}
        self._inline = 0

    def enter(self, node: Node) -> None:
        """Opens a list or an item."""
        if node.tag in ("ol", "ul", "menu", "dir"):
            start = node.get("start").strip()
            self._lists.append((node, int(start) if _NUMBER.fullmatch(start) else 1))
        elif node.tag == "li":
            self._items[node] = self._counted(node)

    def leave(self, node: Node) -> None:
        """Closes it."""
        if self._lists and self._lists[-1][0] is node:
            self._lists.pop()

    def take(self, item: Node) -> tuple[bool, int, str]:
        """For a block of an item: whether it is its first, its number, and the number as printed; 0 and "" in a list of bullets."""
        if item not in self._items:
            return item.tag != "li", 0, ""
        counted = self._items.pop(item)
        return (True, *counted) if counted else (True, 0, "")

    def inline(self) -> int:
        """The number of the next inline note."""
        self._inline += 1
        return self._inline

    def _counted(self, item: Node) -> tuple[int, str] | None:
        if not self._lists or self._lists[-1][0].tag != "ol":
            return None
        holder, number = self._lists[-1]
        value = item.get("value").strip()
        number = int(value) if _NUMBER.fullmatch(value) else number
        self._lists[-1] = (holder, number + 1)
        if _UNNUMBERED.search(holder.get("style")) or "reversed" in holder.attributes:
            return None
        return number, f"{_printed(number, holder.get('type'))}. "


def _printed(number: int, kind: str) -> str:
    if kind in ("a", "A") and 1 <= number <= 26:
        return chr(ord(kind) + number - 1)
    if kind in ("i", "I") and 1 <= number < 40:
        rest, made = number, ""
        for value, letters in _ROMAN:
            made += letters * (rest // value)
            rest %= value
        return made.upper() if kind == "I" else made
    return str(number)
