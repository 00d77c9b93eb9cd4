"""A document's rows become the text as it reads, in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.review import outputs
from pipeline.review.app.layout import Layout, laid_out
from pipeline.review.model import Row
from pipeline.review.rows import DocumentRows, read
from pipeline.write.part_files import read_part

SECTIONS = [("d:h2", "", "1", "第1章", "海"), ("d:h4", "d:h2", "2", "はじめに", "はじめに")]


def document(*sentences: tuple[str, str, int, str], cells: tuple[str, ...] = ()) -> DocumentRows:
    """Sentences given as (section, kind, paragraph, text), each ten characters after the last."""
    rows: list[Row] = [
        {"sentence_id": f"d:s{n}", "section_id": section, "kind": kind, "paragraph": str(paragraph), "sentence": "1", "text": text}
        | {"page": str(1 + n // 100), "raw_start": str(10 * n), "raw_end": str(10 * n + 9)}
        for n, (section, kind, paragraph, text) in enumerate(sentences)
    ]
    sections: list[Row] = [dict(zip(("section_id", "parent_id", "level", "label", "heading"), one, strict=True)) for one in SECTIONS]
    figures: list[Row] = [{"figure_id": "d:f20", "raw_start": "20", "raw_end": "59"}] if cells else []
    table: list[Row] = [{"figure_id": "d:f20", "row": "0", "column": str(n), "text": text} for n, text in enumerate(cells, 1)]
    return DocumentRows("d", {"sentences": rows, "sections": sections, "figures": figures, "table_cells": table})


def shape(layout: Layout) -> list[tuple[str, list[int]]]:
    return [(block.kind, [len(paragraph) for paragraph in block.paragraphs]) for piece in layout.pieces for block in piece.blocks]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([], []),
        ([("", "front", 1, "題"), ("", "front", 2, "著者")], [("front", [1]), ("front", [1])]),
        ([("d:h2", "body", 1, "一。"), ("d:h2", "body", 1, "二。"), ("d:h2", "body", 2, "三。")], [("body", [2]), ("body", [1])]),
        ([("d:h2", "list", 1, "一。"), ("d:h2", "list", 1, "二。"), ("d:h2", "list", 2, "三。")], [("list", [2, 1])]),
        ([("d:h2", "list", 1, "一"), ("d:h4", "list", 2, "二")], [("list", [1]), ("list", [1])]),
        ([("d:h2", "table", 1, "a\tb"), ("d:h2", "table", 2, "1\t2"), ("d:h2", "caption", 3, "出所")], [("table", [1, 1]), ("caption", [1])]),
    ],
)  # fmt: skip
def test_paragraphs_become_blocks(sentences: list[tuple[str, str, int, str]], expected: list[tuple[str, list[int]]]) -> None:
    assert shape(laid_out(document(*sentences))) == expected


@pytest.mark.parametrize(("cells", "header"), [(("年", "隻"), True), (("年", "人"), False), ((), False)])
def test_a_table_has_a_header_where_its_cells_say_so(cells: tuple[str, ...], header: bool) -> None:
    rows = document(
        ("", "caption", 1, "表1"), ("", "caption", 2, "x"), ("", "table", 3, "年\t隻"), ("", "table", 4, "2020\t7"), cells=cells
    )
    assert laid_out(rows).pieces[0].blocks[-1].header is header


@pytest.mark.parametrize(("text", "numbered"), [("①海", True), ("⑴海", True), ("2020年", False), ("海", False), ("", False)])
def test_items_may_have_numbers_of_their_own(text: str, numbered: bool) -> None:
    block = laid_out(document(("", "list", 1, text))).pieces[0].blocks[0]
    assert block.numbered(block.paragraphs[0]) is numbered


def test_headings_know_their_level_and_their_place() -> None:
    layout = laid_out(document(("", "front", 1, "題"), ("d:h2", "heading", 2, "第1章 海"), ("d:h2", "body", 3, "一。")))
    assert [block.level for block in layout.pieces[0].blocks] == [0, 1, 0]
    assert [(one.label, one.heading, one.sentence_id, one.piece) for one in layout.headings] == [
        ("第1章", "海", "d:s1", 1),
        ("", "はじめに", "", 0),
    ]


def test_long_documents_come_in_pieces() -> None:
    long = "長" * 1_000
    layout = laid_out(document(*((("d:h2", "heading" if n % 10 == 2 else "body", n, long)) for n in range(30))))
    sizes = [[block.kind[0] for block in piece.blocks] for piece in layout.pieces]
    assert ["".join(size) for size in sizes] == ["bb", "hbbb", "bbbb", "bb", "hbbb", "bbbb", "bb", "hbbb", "bbbb"]
    assert [piece.number for piece in layout.pieces] == list(range(1, 10))
    assert {layout.piece_of[f"d:s{n}"] for n in (12, 13)} == {5}
    assert (layout.pieces[1].lines, layout.piece(0), layout.piece(10), layout.piece(9)) == (120, None, None, layout.pieces[8])


def test_a_piece_knows_the_page_before_it() -> None:
    layout = laid_out(document(*(("", "body", n, "長" * 50) for n in range(250))))
    assert [piece.before for piece in layout.pieces] == ["", "1", "2", "3"][: len(layout.pieces)]


@pytest.mark.model
def test_every_sentence_of_a_report_has_its_place(sample_outputs: Path) -> None:
    for folder in outputs.parts(sample_outputs).values():
        rows = read(read_part(folder))
        layout = laid_out(rows)
        found = [sentence for piece in layout.pieces for block in piece.blocks for sentence in block.sentences]
        assert found == list(rows.tables["sentences"])
        assert layout.piece_of.keys() == rows.sentences.keys()
        assert len(layout.headings) == len(rows.tables["sections"])
        headers = sum(block.header for piece in layout.pieces for block in piece.blocks)
        assert headers == len({cell["figure_id"] for cell in rows.tables["table_cells"]})
