"""`w:sectPr` and `settings.xml` → how the notes of a section are numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.read.docx.spans import NoteKind, Reference
from pipeline.read.docx.xml import Node, child, integer, named, value


@dataclass(frozen=True, slots=True)
class NoteRule:
    """Where one kind of note starts counting, and where again: `continuous`, `eachSect`, `eachPage`; None where it is not told."""

    start: int | None = None
    restart: str | None = None

    def over(self, other: NoteRule) -> NoteRule:
        """This rule, and the other one for what it does not tell."""
        return NoteRule(other.start if self.start is None else self.start, other.restart if self.restart is None else self.restart)


@dataclass(frozen=True, slots=True)
class Section:
    """The end of a section, with the rules of the notes in it."""

    rules: dict[NoteKind, NoteRule] = field(default_factory=dict)


def section(node: Node) -> Section:
    """What `w:sectPr`, or `w:settings`, says of notes."""
    kinds: dict[str, NoteKind] = {"w:footnotePr": "footnote", "w:endnotePr": "endnote"}
    rules: dict[NoteKind, NoteRule] = {}
    for inner in node:
        kind = kinds.get(named(inner))
        if kind is not None:
            rules[kind] = NoteRule(integer(value(child(inner, "w:numStart"))), value(child(inner, "w:numRestart")))
    return Section(rules)


class Counter:
    """Gives the references of a document their numbers, section by section, each kind of note on its own.

    `by_page` tells that a section counts anew on every page while the file does not say where pages end.
    """

    def __init__(self, defaults: Section, *, paged: bool) -> None:
        self._defaults = defaults
        self._paged = paged
        self._last: dict[NoteKind, int] = {}
        self._page = 0
        self.numbers: dict[str, int] = {}
        self.by_page = False

    def close(self, ended: Section, references: Iterable[Reference]) -> None:
        """Numbers the references of a section, in order; a mark written by hand takes no number."""
        begun: set[NoteKind] = set()
        for reference in references:
            told = ended.rules.get(reference.kind, NoteRule())
            rule = told.over(self._defaults.rules.get(reference.kind, NoteRule()))
            start = 1 if rule.start is None else rule.start
            again = rule.restart == "eachSect" and reference.kind not in begun
            if rule.restart == "eachPage":
                again = self._paged and reference.page != self._page
                self.by_page = self.by_page or not self._paged
            begun.add(reference.kind)
            self._page = reference.page
            if reference.own or reference.key in self.numbers:
                continue
            if again or reference.kind not in self._last:
                self._last[reference.kind] = start - 1
            self._last[reference.kind] += 1
            self.numbers[reference.key] = self._last[reference.kind]
