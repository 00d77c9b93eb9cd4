"""Numbers of a table take the head of their column, or of their row, for an item."""

from __future__ import annotations

import pytest

from pipeline.extract import quantities
from pipeline.model import Quantity, Sentence, Text
from pipeline.resolve import cells
from pipeline.resolve.items import in_tables

# rows of a table, then the items of its last row
TABLES = [
    (["国\t輸出額（億ドル）", "甲\t620"], ["輸出額"]),
    (["区分\t2021年（億ドル）\t2022年（億ドル）", "輸出額\t620\t700"], ["輸出額", "輸出額"]),
    (["国\t艦艇（隻）\t戦闘機（機）", "甲\t12\t40"], ["艦艇", "戦闘機"]),
    (["国\t合計（億ドル）", "甲\t620"], [""]),
    (["年\t割合（%）", "2021年\t6.5"], [""]),
    (["国\t輸出額（億ドル）", "甲\t約620、乙は12隻"], [""]),
    (["国\t輸出額（億ドル）", "620億ドルの甲\t甲"], [""]),
]


@pytest.mark.parametrize(("rows", "expected"), TABLES)
def test_heads_name_what_their_cells_count(rows: list[str], expected: list[str]) -> None:
    sentences = [Sentence(f"s{n}", "table", Text.of(row), n, 1) for n, row in enumerate(rows)]
    units = cells.units(sentences)
    counted = {}
    for sentence in sentences:
        found, at = [], 0
        for column, cell in enumerate(sentence.text.split("\t")):
            for mention in quantities.find(cell, unit=units[sentence.id][column]):
                found.append(
                    type(mention)(mention.layer, mention.start + at, mention.end + at, mention.text, mention.value, mention.method, 1.0)
                )
            at += len(cell) + 1
        counted[sentence.id] = found
    last = in_tables(sentences, counted)[sentences[-1].id]
    assert [m.value.item for m in last if isinstance(m.value, Quantity)] == expected


def test_a_header_ends_with_its_table() -> None:
    rows = [("table", "国\t輸出額（億ドル）"), ("body", "本文。"), ("table", "甲\t620")]
    sentences = [Sentence(f"s{n}", kind, Text.of(text), n, 1) for n, (kind, text) in enumerate(rows)]
    assert in_tables(sentences, {}) == {}
