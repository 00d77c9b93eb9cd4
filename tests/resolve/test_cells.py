"""Units stated for a table reach its cells, and end with it."""

from __future__ import annotations

from pipeline.model import BlockKind, Sentence, Text
from pipeline.resolve.cells import units


def of(*lines: tuple[BlockKind, str]) -> list[list[str]]:
    sentences = [Sentence(f"s{i}", kind, Text.of(text), i, 1) for i, (kind, text) in enumerate(lines)]
    return list(units(sentences).values())


def test_a_unit_under_the_caption_holds_for_all_cells() -> None:
    assert (
        of(("caption", "表1 予算"), ("caption", "（単位：億ドル）"), ("table", "国\t額"), ("table", "甲\t620"))
        == [["億ドル", "億ドル"]] * 2
    )


def test_a_unit_in_the_caption_and_one_in_the_header() -> None:
    rows = of(("caption", "表1 貿易（単位：億ドル）"), ("table", "国\t額\t前年比（%）"), ("table", "甲\t620\t4.5"))
    assert rows == [["億ドル", "億ドル", "%"]] * 2


def test_the_next_table_begins_without_a_unit() -> None:
    rows = of(
        ("caption", "（単位：人）"),
        ("table", "甲\t6"),
        ("caption", "(出所) 統計。"),
        ("body", "本文。"),
        ("caption", "表2"),
        ("table", "乙\t7"),
    )
    assert rows == [["人", "人"], ["", ""]]
    rows = of(("caption", "（単位：人）"), ("table", "甲\t6"), ("caption", "表2"), ("table", "乙\t7"))
    assert rows == [["人", "人"], ["", ""]]


def test_a_year_in_a_header_is_no_unit_to_a_reader_of_quantities() -> None:
    """A bracket that names no unit is handed on as it is: `quantities.find` knows its units and reads nothing under 2024年."""
    assert of(("table", "国（2024年）\t額"), ("table", "甲\t620"))[1] == ["2024年", ""]
