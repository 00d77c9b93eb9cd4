"""Sentences of tables → the unit that caption or header states for each of their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Sentence

_STATED = re.compile(r"単位[ \u3000]?[:：]?[ \u3000]?(?P<unit>[^\s:：（）()、,]{1,12})")
_IN_HEADER = re.compile(r"[（(](?P<unit>[^\s（）()、,]{1,8})[)）]$")


def units(sentences: Sequence[Sentence]) -> dict[str, list[str]]:
    """For each row of a table, by sentence id, a unit for each cell; "" where none is stated.

    （単位：億ドル） in or under the caption holds for the whole table, 輸出額（億ドル） at the head of a column for that column.
    A table begins after its caption; its first row is its header.
    """
    found: dict[str, list[str]] = {}
    whole, header = "", None
    for sentence in sentences:
        if sentence.kind == "table":
            cells = sentence.text.split("\t")
            header = header or cells
            found[sentence.id] = [_column(header, column) or whole for column in range(len(cells))]
            continue
        stated = _STATED.search(sentence.text) if sentence.kind == "caption" else None
        if stated:
            whole = stated["unit"]
        elif header or sentence.kind != "caption":
            whole = ""
        header = None
    return found


def _column(header: Sequence[str], column: int) -> str:
    stated = _IN_HEADER.search(header[column].strip()) if column < len(header) else None
    return stated["unit"] if stated else ""
