"""What people change in an annotation tool → the decisions that the app would have made of the same, and what cannot be decided."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from pipeline.review.apply import apply
from pipeline.review.decisions import Decided
from pipeline.review.model import Decision
from pipeline.review.rows import row_id
from pipeline.review.tools.changes import Already, Change, Document, Unplaced, changes
from pipeline.review.tools.tasks import Annotated, Mark, tasks
from tests.review.small import add, date, decide, document, entity

LINE = "𠮷田氏は2024年3月に中露とNATOを訪れ、500億円を同年7月に得た。"
ROWS = document(
    [LINE, "NATOの次の文。"],
    entities=[
        (0, "𠮷田", entity("PERSON:𠮷田茂")),
        (0, "中露", entity("CHN", mention_id="m2")),
        (0, "中露", entity("RUS", mention_id="m2")),
        (1, "NATO", entity("ORG:北大西洋条約機構")),
    ],
    dates=[(0, "2024年3月", date("2024-03"))],
)
SENTENCE = ROWS.tables["sentences"][0]["sentence_id"]


def mark(words: str, label: str) -> Mark:
    start = LINE.index(words)
    return Mark(start, start + len(words), label)


PERSON, DATE, STATES = mark("𠮷田", "PERSON"), mark("2024年3月", "DATE"), mark("中露", "GPE")
SHOWN = frozenset({PERSON, DATE, STATES})


def changed(*marks: Mark, decisions: Sequence[Decision] = (), accept: bool = False, **given: object) -> list[Change]:
    """What comes of the first sentence where these are the marks left."""
    sentence = Annotated(ROWS.doc_id, SENTENCE, LINE, ("entities", "dates", "quantities"), SHOWN, frozenset(marks))
    found = Document(ROWS, Decided(tuple(decisions)))
    return list(changes(found, replace(sentence, **given), reviewer="B", accept_unchanged=accept))  # type: ignore[arg-type]


def said(found: Sequence[Change]) -> list[tuple[str, str, str, dict[str, str]]]:
    assert all(isinstance(one, Decision) for one in found), found
    return [(one.verdict, one.table, one.row_id, dict(one.values)) for one in found if isinstance(one, Decision)]


def named(table: str, number: int) -> str:
    return row_id(table, ROWS.tables[table][number])


def test_untouched_says_nothing_unless_it_is_asked_to() -> None:
    assert changed(*SHOWN) == []
    assert sorted(said(changed(*SHOWN, accept=True))) == sorted(
        [("accept", "entities", named("entities", n), {}) for n in range(3)] + [("accept", "dates", named("dates", 0), {})]
    )
    assert len(changed(*SHOWN, accept=True, decisions=[decide("accept", "dates", ROWS, 0)])) == 3


EDITS: list[tuple[str, Sequence[Mark], list[tuple[str, str, str, dict[str, str]]]]] = [
    ("taken off", [DATE, STATES], [("reject", "entities", named("entities", 0), {})]),
    (
        "a mention of two things taken off",
        [PERSON, DATE],
        [("reject", "entities", named("entities", 1), {}), ("reject", "entities", named("entities", 2), {})],
    ),
    (
        "another label",
        [mark("𠮷田", "ORG"), DATE, STATES],
        [("correct", "entities", named("entities", 0), {"label": "ORG", "entity_id": "ORG:𠮷田茂"})],
    ),
    (
        "more words",
        [mark("𠮷田氏", "PERSON"), DATE, STATES],
        [("correct", "entities", named("entities", 0), {"text": "𠮷田氏", "offset": "0"})],
    ),
    (
        "fewer words of a date are another value",
        [PERSON, mark("2024年", "DATE"), STATES],
        [("correct", "dates", named("dates", 0), {"text": "2024年", "offset": "0", "value": "2024"})],
    ),
    ("a name of the document added", [*SHOWN, mark("NATO", "ORG")], [("add", "entities", "", {"entity_id": "ORG:北大西洋条約機構", "name": "北大西洋条約機構", "label": "ORG"})]),
    ("a new name added", [*SHOWN, mark("氏", "PERSON")], [("add", "entities", "", {"label": "PERSON", "name": "氏", "entity_id": "PERSON:氏"})]),
    (
        "a quantity added",
        [*SHOWN, mark("500億円", "money")],
        [("add", "quantities", "", {"kind": "money", "value": "50000000000", "unit": "JPY", "unit_text": "円"})],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("marks", "expected"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_edits(marks: Sequence[Mark], expected: list[tuple[str, str, str, dict[str, str]]]) -> None:
    assert said(changed(*marks)) == expected


@pytest.mark.parametrize("marks", [case[1] for case in EDITS], ids=[case[0] for case in EDITS])
def test_tables_then_hold_the_marks_and_a_second_import_adds_nothing(marks: Sequence[Mark]) -> None:
    made = [one for one in changed(*marks) if isinstance(one, Decision)]
    applied = apply(ROWS, Decided(tuple(made)))
    assert {span.mark for span in next(tasks(applied.rows)).spans} == set(marks)
    again = changed(*marks, decisions=made)
    assert again
    assert all(isinstance(one, Already) for one in again), again


def test_anchors_and_reviewer() -> None:
    (made,) = changed(*SHOWN, mark("NATO", "ORG"))
    assert isinstance(made, Decision)
    assert (made.reviewer, made.anchor.quote, made.anchor.start, made.anchor.prefix[-2:]) == ("B", "NATO", LINE.index("NATO"), "露と")


REFUSED: list[tuple[str, Callable[[], list[Change]], str]] = [
    ("unknown label", lambda: changed(*SHOWN, mark("NATO", "Foo")), "'Foo' is no label of the tables"),
    ("unknown label in place of another", lambda: changed(DATE, STATES, mark("𠮷田", "Foo")), "'Foo' is no label of the tables"),
    ("table not exported", lambda: changed(*SHOWN, mark("500億円", "money"), tables=("entities", "dates")), "which was not exported"),
    ("outside", lambda: changed(*SHOWN, Mark(0, 99, "ORG")), "not inside the sentence"),
    ("date that leans on another", lambda: changed(*SHOWN, mark("同年7月", "DATE")), "its year follows of other words"),
    ("no date to the rules", lambda: changed(*SHOWN, mark("訪れ", "DATE")), "the rules read no DATE in these words"),
    ("text changed", lambda: changed(text="別の文。"), "does not read any more as it was exported"),
    ("sentence gone", lambda: changed(sentence_id="doc:s9999"), "the sentence is not in the outputs"),
    ("row gone", lambda: changed(*SHOWN, shown=SHOWN | {mark("NATO", "GPE")}), "not in the tables any more"),
    ("unread mark", lambda: changed(faults=("it cuts a character",)), "it cuts a character"),
]


@pytest.mark.parametrize(("made", "told"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_decided_is_told_and_nothing_is_guessed(made: Callable[[], list[Change]], told: str) -> None:
    (one,) = made()
    assert isinstance(one, Unplaced)
    assert told in one.reason


def test_earlier_correction_is_kept_by_a_new_label() -> None:
    earlier = decide("correct", "entities", ROWS, 0, values={"name": "𠮷田健", "entity_id": "PERSON:𠮷田健"})
    (made,) = changed(mark("𠮷田", "ORG"), DATE, STATES, decisions=[earlier])
    assert isinstance(made, Decision)
    assert dict(made.values) == {"label": "ORG", "name": "𠮷田健", "entity_id": "ORG:𠮷田健"}
    assert made.machine["name"] == "𠮷田茂"


def test_added_mention_can_be_taken_off() -> None:
    nato = mark("NATO", "ORG")
    added = add("entities", ROWS, 0, "NATO", {"label": "ORG", "name": "NATO", "entity_id": "ORG:NATO"})
    (made,) = changed(*SHOWN, decisions=[added], shown=SHOWN | {nato})
    assert isinstance(made, Decision)
    assert made.verdict == "reject"
    assert nato not in {span.mark for span in next(tasks(apply(ROWS, Decided((added, made))).rows)).spans}


def test_two_marks_for_one_are_a_mark_off_and_two_on() -> None:
    line = mark("𠮷田氏は2024年3月に中露", "PERSON")
    found = said(changed(DATE, STATES, replace_start(line, 1), mark("𠮷", "PERSON")))
    assert [verdict for verdict, *_ in found] == ["reject", "add", "add"]


def replace_start(one: Mark, start: int) -> Mark:
    return Mark(start, one.end, one.label)
