"""Marks and notes over a sentence become segments that join to it exactly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.app.segments import Mark, cells, segments, tabs

TEXT = "中露は2023年に𠮷野家で会った。"
TABLES = ("entities", "dates", "quantities")


def mark(table: str, start: int, end: int, state: str = "undecided") -> Mark:
    return Mark(table, f"{table}{start}-{end}", "d:s0", start, end, state)


def note(at: int | str) -> dict[str, str]:
    return {"note_id": f"n{at}", "marker_start": str(at)}


@pytest.mark.parametrize(
    ("marks", "notes", "expected"),
    [
        ([], [], [(0, TEXT, "", False)]),
        ([("dates", 3, 8)], [], [(0, "中露は", "", False), (3, "2023年", "dates-undecided", True), (8, "に𠮷野家で会った。", "", False)]),
        (  # one layer within another
            [("entities", 3, 8), ("dates", 3, 7)],
            [],
            [
                (0, "中露は", "", False),
                (3, "2023", "dates-undecided entities-undecided", True),
                (7, "年", "entities-undecided", False),
                (8, "に𠮷野家で会った。", "", False),
            ],
        ),
        (  # two that overlap
            [("entities", 0, 5), ("dates", 3, 8)],
            [],
            [
                (0, "中露は", "entities-undecided", True),
                (3, "20", "entities-undecided dates-undecided", True),
                (5, "23年", "dates-undecided", False),
                (8, "に𠮷野家で会った。", "", False),
            ],
        ),
        ([("entities", 9, 12), ("entities", 40, 50)], [], [(0, "中露は2023年に", "", False), (9, "𠮷野家", "entities-undecided", True), (12, "で会った。", "", False)]),
        ([], [0, 8, ""], [(0, "", "", False), (0, "中露は2023年", "", False), (8, "に𠮷野家で会った。", "", False)]),
    ],
    ids=["none", "one", "within", "overlap", "beyond the text", "notes"],
)  # fmt: skip
def test_text_is_cut_where_marks_and_notes_are(
    marks: list[tuple[str, int, int]], notes: list[int | str], expected: list[tuple[int, str, str, bool]]
) -> None:
    found = segments(TEXT, [mark(*one) for one in marks], [note(at) for at in notes])
    assert [(one.start, one.text, one.classes, one.opens) for one in found] == expected


def test_a_note_stands_behind_the_text_before_its_marker() -> None:
    found = segments(TEXT, [mark("dates", 3, 8)], [note(0), note(5), note(5), note("")])
    assert [(one.text, [row["note_id"] for row in one.notes]) for one in found] == [
        ("", ["n0"]),
        ("中露は", []),
        ("20", ["n5", "n5"]),
        ("23年", []),
        ("に𠮷野家で会った。", ["n"]),
    ]
    assert [one.opens for one in found] == [False, False, True, False, False]


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (["rejected"], "dates-rejected gone"),
        (["rejected", "accepted"], "entities-accepted dates-rejected"),
        (["rejected", "rejected"], "dates-rejected entities-rejected gone"),
    ],
)
def test_what_all_rejected_is_gone(states: list[str], expected: str) -> None:
    marks = [mark(table, 3, end, state) for table, end, state in zip(("dates", "entities"), (7, 8), states, strict=False)]
    assert segments(TEXT, marks)[1].classes == expected


@pytest.mark.parametrize(
    ("long", "short", "expected"),
    [
        ("accepted", "corrected", ["entities-corrected", "entities-accepted", ""]),
        ("accepted", "rejected", ["entities-accepted", "entities-accepted", ""]),
        ("rejected", "accepted", ["entities-accepted", "entities-rejected gone", ""]),
    ],
)
def test_the_shortest_mark_of_a_layer_that_stands_colours(long: str, short: str, expected: list[str]) -> None:
    found = segments(TEXT, [mark("entities", 0, 12, long), mark("entities", 0, 1, short)])
    assert [one.classes for one in found] == expected


def test_a_row_of_a_table_has_its_cells() -> None:
    text = "2020年\t\t7 隻\t"
    row = cells(segments(text, [mark("dates", 0, 5), mark("quantities", 7, 10)], cuts=tabs(text)))
    assert [["".join(one.text for one in cell), *(one.classes for one in cell)] for cell in row] == [
        ["2020年\t", "dates-undecided", ""],
        ["\t", ""],
        ["7 隻\t", "quantities-undecided", ""],
        [""],
    ]


spans = st.tuples(st.sampled_from(TABLES), st.integers(0, 12), st.integers(0, 14)).map(lambda one: mark(*one))


@given(st.text("中a𠮷\t", max_size=12), st.lists(spans, max_size=6), st.lists(st.integers(0, 14).map(note), max_size=3))
def test_segments_join_to_the_text(text: str, marks: list[Mark], notes: list[dict[str, str]]) -> None:
    found = segments(text, marks, notes, tabs(text))
    assert "".join(one.text for one in found) == text
    assert sum(len(one.notes) for one in found) == len(notes)
    assert "".join(one.text for cell in cells(found) for one in cell) == text
    for one in found:
        assert text[one.start : one.start + len(one.text)] == one.text
        covering = [mark for mark in marks if mark.start <= one.start < mark.end]
        assert sorted(map(repr, one.marks)) == sorted(map(repr, covering if one.text else []))
