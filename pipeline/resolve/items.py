"""Quantities of table rows → what the head of their column, or of their row, says they count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extract.quantities import can_be_item
from pipeline.model import Mention, Quantity, Sentence

_UNIT = re.compile(r"[（(][^（）()]*[)）]\Z")


def in_tables(sentences: Sequence[Sentence], counted: Mapping[str, Sequence[Mention]]) -> dict[str, list[Mention]]:
    """For each row of a table under its header, by sentence id, its quantities with the items that the heads give.

    Only a cell that is a number and nothing else is named by its heads (輸出額（億ドル） over 620 → 輸出額), and only by a
    dimension or by a noun that its counter fits: no year, no place, no bare 合計 or 割合.
    """
    found: dict[str, list[Mention]] = {}
    header: list[str] = []
    for sentence in sentences:
        if sentence.kind != "table":
            header = []
            continue
        cells = sentence.text.split("\t")
        if header:
            found[sentence.id] = [_named(mention, cells, header) for mention in counted.get(sentence.id, ())]
        header = header or cells
    return found


def _named(mention: Mention, cells: Sequence[str], header: Sequence[str]) -> Mention:
    column, start = 0, 0
    while column + 1 < len(cells) and start + len(cells[column]) < mention.end:
        start += len(cells[column]) + 1
        column += 1
    value = mention.value
    if not isinstance(value, Quantity) or value.item or not column or cells[column].strip() != mention.text:
        return mention
    heads = (_UNIT.sub("", head.strip()) for head in (*header[column : column + 1], cells[0]))
    item = next((head for head in heads if can_be_item(head, value)), "")
    return replace(mention, value=replace(value, item=item)) if item else mention
