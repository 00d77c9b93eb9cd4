"""A back reference that names a chapter → the scope it points into: 第1章注34, 第1章前掲注34, 前章注5."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import rules
from pipeline.extract.citations import back
from pipeline.extract.numerals import parse
from pipeline.model import Citation

_COUNTED = re.compile(r"第(.+)([章部編])")


def named(citation: Citation, scope: str, scopes: Sequence[str]) -> str | None:
    """The label of the scope a back reference looks into: its own where it names none, None where it names one without notes.

    `scopes` are the labels of all scopes in order; a document with a single scope numbers its notes through, whatever chapter is named.
    """
    phrase = back.find(citation.raw) if citation.form in ("ibid", "supra") else None
    if phrase is None or len(scopes) < 2:
        return scope
    for rule in rules.load("note_chapters"):
        found = rule.pattern.search(citation.raw, 0, phrase.end)
        if found and rule.fields["chapter"] == "previous":
            return scopes[scopes.index(scope) - 1] if scope in scopes[1:] else None
        if found:
            label = _folded(found["label"])
            return next((other for other in scopes if _folded(other) == label), None)
    return scope


def _folded(label: str) -> str:
    """第1章 for 第一章 and 第 1 章."""
    label = re.sub(r"\s", "", label)
    counted = _COUNTED.fullmatch(label)
    number = parse(counted[1]) if counted else None
    return f"第{number:f}{counted[2]}" if counted and number is not None else label
