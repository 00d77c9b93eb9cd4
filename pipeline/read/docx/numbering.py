"""`numbering.xml` → the label that Word prints before each paragraph of a list: `1.`, `(1)`, 第2章, ①, イ, ・.

Counters run through the document as Word's do: all lists made from one definition count together, a deeper level starts
again after a higher one, and a list that is told to start anew does so where it is first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pipeline.read.docx.numerals import numeral
from pipeline.read.docx.xml import Node, child, integer, named, switched, value

BULLET = "・"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. `restart` is the number of the level after which it starts again, 0 for never."""

    start: int = 0
    form: str = "decimal"
    text: str = ""
    spaced: bool = True
    restart: int | None = None
    digits: bool = False
    style: str = ""


@dataclass(slots=True)
class _Definition:
    levels: dict[int, Level] = field(default_factory=dict)
    style: str = ""  # the numbering style that holds the levels
    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _List:
    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class Numbering:
    """The lists of a document and how far each has counted. `unknown` gathers forms of number that are not known."""

    def __init__(self, root: Node | None, list_of: Callable[[str], str | None]) -> None:
        self._definitions: dict[str, _Definition] = {}
        self._lists: dict[str, _List] = {}
        self._list_of = list_of
        self.unknown: set[str] = set()
        for node in root if root is not None else ():
            match named(node):
                case "w:abstractNum":
                    self._definitions[value(node, "w:abstractNumId") or ""] = _definition(node)
                case "w:num":
                    self._lists[value(node, "w:numId") or ""] = _list(node)

    def level_of(self, list_id: str, style: str) -> int | None:
        """The level that a list gives to paragraphs of a style."""
        found = self._find(list_id)
        if found is None or not style:
            return None
        return next((number for number, level in found[1].levels.items() if level.style == style), None)

    def label(self, list_id: str, number: int) -> str | None:
        """The next label of a list at a level (0 to 8) with the space Word sets behind it; None where there is no such list."""
        found = self._find(list_id)
        if found is None or not 0 <= number < _LEVELS:
            return None
        own, definition = found
        level = self._level(own, definition, number)
        if level is None:
            return None
        self._count(own, definition, number, level)
        if level.form == "bullet":
            return BULLET
        printed = self._printed(own, definition, number, level)
        if printed is None:
            self.unknown.add(level.form)
            return ""
        return f"{printed} " if printed.strip() and level.spaced else printed

    def _find(self, list_id: str) -> tuple[_List, _Definition] | None:
        own = self._lists.get(list_id)
        definition = self._definitions.get(own.definition) if own is not None else None
        if own is None or definition is None:
            return None
        if definition.style and not definition.levels:
            linked = self._lists.get(self._list_of(definition.style) or "")
            definition = self._definitions.get(linked.definition, definition) if linked is not None else definition
        return own, definition

    @staticmethod
    def _level(own: _List, definition: _Definition, number: int) -> Level | None:
        return own.levels.get(number) or definition.levels.get(number)

    def _count(self, own: _List, definition: _Definition, number: int, level: Level) -> None:
        counters = definition.counters
        for higher in range(number):
            if counters[higher] is None:
                above = self._level(own, definition, higher)
                counters[higher] = above.start if above is not None else 1
        last = counters[number]
        if number in own.starts:
            counters[number] = own.starts.pop(number)
        else:
            counters[number] = level.start if last is None else last + 1
        for deeper in range(number + 1, _LEVELS):
            below = self._level(own, definition, deeper)
            if below is None or below.restart is None or number < below.restart:
                counters[deeper] = None

    def _printed(self, own: _List, definition: _Definition, number: int, level: Level) -> str | None:
        unknown = False

        def place(found: re.Match[str]) -> str:
            nonlocal unknown
            which = int(found[1]) - 1
            counter = definition.counters[which] if which <= number else None
            form = self._level(own, definition, which)
            if counter is None or form is None or form.form in ("none", "bullet"):
                return ""
            made = numeral(counter, "decimal" if level.digits else form.form)
            unknown = unknown or made is None
            return made or ""

        made = _PLACE.sub(place, level.text)
        return None if unknown else made


def _definition(node: Node) -> _Definition:
    made = _Definition(style=value(child(node, "w:numStyleLink")) or "")
    for inner in node:
        number = integer(value(inner, "w:ilvl")) if named(inner) == "w:lvl" else None
        if number is not None:
            made.levels[number] = _read(inner)
    return made


def _list(node: Node) -> _List:
    made = _List(value(child(node, "w:abstractNumId")) or "")
    for inner in node:
        number = integer(value(inner, "w:ilvl")) if named(inner) == "w:lvlOverride" else None
        if number is None:
            continue
        start, level = integer(value(child(inner, "w:startOverride"))), child(inner, "w:lvl")
        if level is not None:
            made.levels[number] = _read(level)
        if start is not None:
            made.starts[number] = start
    return made


def _read(node: Node) -> Level:
    level = Level()
    for inner in node:
        told = value(inner)
        match named(inner):
            case "w:start":
                level = replace(level, start=integer(told) or 0)
            case "w:numFmt":
                level = replace(level, form=told or "decimal")
            case "w:lvlText":
                level = replace(level, text=told or "")
            case "w:suff":
                level = replace(level, spaced=told != "nothing")
            case "w:lvlRestart":
                level = replace(level, restart=integer(told))
            case "w:isLgl":
                level = replace(level, digits=switched(inner))
            case "w:pStyle":
                level = replace(level, style=told or "")
            case "mc:AlternateContent":
                # A form newer than the first edition of the format stands in a choice; what stands beside it is a stand-in.
                chosen = child(child(inner, "mc:Choice"), "w:numFmt")
                level = replace(level, form=value(chosen) or level.form)
    return level
