"""Decisions about events: accepted, corrected and rejected, validated against what the document names, found again elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipeline.review.apply import Applied, apply
from pipeline.review.fields import Invalid, Nameable, checked, corrected
from pipeline.review.model import Decision
from pipeline.review.rows import DocumentRows
from pipeline.tables import schema
from tests.review.small import add, date, decide, decided, document, entity
from tests.review.test_apply import stand, states

LINES = ("2021年3月、甲国は乙国と会談した。", "丙国は2022年5月に協定に署名し、2023年7月に批准した。", "甲国の船は2021年の航海を終えた。")
_COLUMNS = next(table.names for table in schema.TABLES if table.name == "events")
_MEET: dict[str, str] = {"date_id": "d0", "earliest": "2021-03-01", "latest": "2021-03-28", "actors": "GPE:甲国", "targets": "GPE:乙国"}
_SIGN: dict[str, str] = {"date_id": "d1", "earliest": "2022-05-01", "latest": "2022-05-28", "actors": "GPE:丙国"}
_RATIFY: dict[str, str] = {"date_id": "d2", "earliest": "2023-07-01", "latest": "2023-07-28", "actors": "GPE:丙国"}
_DATES: list[tuple[int, str, str, dict[str, str]]] = [
    (0, "2021年3月", "2021-03", {}),
    (1, "2022年5月", "2022-05", {}),
    (1, "2023年7月", "2023-07", {}),
    (2, "2021年", "2021", {"earliest": "2021-01-01", "latest": "2021-12-31"}),
]
# line, words, class, cells
EVENTS = [(0, "会談", "meet", _MEET), (1, "署名", "sign", _SIGN), (1, "批准", "legislate", _RATIFY)]


def report(
    lines: Sequence[str] = LINES,
    told: Sequence[tuple[int, str, str, Mapping[str, str]]] = tuple(EVENTS),
    first: int = 0,
    **made: Any,
) -> DocumentRows:
    """The lines with their dates, names and events; `first` is the line that the first of `LINES` has become."""
    rows = document(
        lines,
        entities=[(first + line, name, entity(f"GPE:{name}")) for line, name in ((0, "甲国"), (0, "乙国"), (1, "丙国"), (2, "甲国"))],
        dates=[(first + line, words, date(value, **more)) for line, words, value, more in _DATES],
        **made,
    )
    ids = {f"d{number}": row["mention_id"] for number, row in enumerate(rows.tables["dates"])}
    return replace(rows, tables={**rows.tables, "events": [_event(rows, first, ids, *one) for one in told]})


def _event(
    rows: DocumentRows, first: int, ids: Mapping[str, str], line: int, words: str, kind: str, cells: Mapping[str, str]
) -> dict[str, str]:
    sentence = rows.tables["sentences"][first + line]
    start = sentence["text"].index(words)
    raw = int(sentence["raw_start"]) + start
    place = {"start": str(start), "end": str(start + len(words)), "raw_start": str(raw), "raw_end": str(raw + len(words))}
    found = {"event_id": f"{rows.doc_id}:v{raw}", "doc_id": rows.doc_id, "sentence_id": sentence["sentence_id"], "page": sentence["page"]}
    judged = {"text": words, "action": f"{words}する", "action_class": kind, "polarity": "positive", "modality": "asserted"}
    named = {name: ids.get(cell, cell) for name, cell in cells.items()}
    return dict.fromkeys(_COLUMNS, "") | found | place | judged | {"method": "rule:made", "score": "0.8"} | named


HERE = report()
OF_2021, OF_2022, OF_2023 = (HERE.tables["dates"][number]["mention_id"] for number in (3, 1, 2))


def about(verdict: str, event: int, **values: str) -> Decision:
    return decide(verdict, "events", HERE, event, values=values)


def given(event: int, **typed: str) -> Decision:
    """The correction that the app makes of what was typed."""
    row = HERE.tables["events"][event]
    return about("correct", event, **corrected("events", typed, row, row, Nameable.of(HERE, row["sentence_id"])))


SHOWN = ("action_class", "date_id", "earliest", "actors", "targets", "polarity", "modality", "said_by")
# What is typed of the first event → the cells that stand, with what follows.
CORRECTED: list[tuple[dict[str, str], dict[str, str]]] = [
    ({"action_class": "VISIT"}, {"action_class": "visit"}),
    (
        {"polarity": "negative", "modality": "denied", "said_by": "丙国"},
        {"polarity": "negative", "modality": "denied", "said_by": "GPE:丙国"},
    ),
    ({"actors": "GPE:甲国｜乙国", "targets": ""}, {"actors": "GPE:甲国|GPE:乙国", "targets": ""}),
    ({"date_id": OF_2022}, {"date_id": OF_2022, "earliest": "2022-05-01"}),
    ({"date_id": "2023年7月"}, {"date_id": OF_2023, "earliest": "2023-07-01"}),
    ({"date_id": "2021"}, {"date_id": OF_2021, "earliest": "2021-01"}),
    ({"date_id": ""}, {"date_id": "", "earliest": ""}),
    ({"place": "乙国", "objects": "海｜空"}, {"place": "GPE:乙国", "objects": "海|空"}),
]


@pytest.mark.parametrize(("typed", "expected"), CORRECTED)
def test_a_corrected_event_stands_so(typed: Mapping[str, str], expected: Mapping[str, str]) -> None:
    decision = given(0, **typed)
    applied = apply(HERE, decided(decision))
    event, machine = applied.rows.tables["events"][0], HERE.tables["events"][0]
    assert {name: event[name] for name in expected if name != "earliest"} == {
        name: cell for name, cell in expected.items() if name != "earliest"
    }
    assert event["earliest"].startswith(expected.get("earliest", "2021-03"))
    assert (event["method"], event["score"], event["event_id"]) == ("review", "1", machine["event_id"])
    assert states(applied) == {decision.id: "applied"}
    assert applied.rows.tables["events"][1:] == HERE.tables["events"][1:]


# What cannot be: field, what is typed.
REFUSED: list[tuple[str, str]] = [
    ("action_class", "party"),
    ("action_class", ""),
    ("modality", "sure"),
    ("polarity", ""),
    ("actors", "丁国"),
    ("said_by", "GPE:甲国|丁国"),
    ("date_id", "2024年"),
    ("date_id", "doc:d99"),
    ("earliest", "2020-01-01"),
    ("action", "会う"),
    ("text", "会"),
]


@pytest.mark.parametrize(("field", "typed"), REFUSED)
def test_what_the_document_does_not_name_is_refused(field: str, typed: str) -> None:
    row = HERE.tables["events"][0]
    with pytest.raises(Invalid) as found:
        checked("events", {field: typed}, row, Nameable.of(HERE, row["sentence_id"]))
    assert found.value.field == field


def test_words_that_several_dates_have_are_no_date_but_the_one_of_the_sentence() -> None:
    twice = document(LINES, dates=[(0, "2021年", date("2021")), (2, "2021年", date("2021"))])
    ids = [row["mention_id"] for row in twice.tables["dates"]]
    sentences = [row["sentence_id"] for row in twice.tables["sentences"]]
    assert [Nameable.of(twice, sentences[line]).date_id("date_id", "2021年") for line in (0, 2)] == ids
    with pytest.raises(Invalid):
        Nameable.of(twice, sentences[1]).date_id("date_id", "2021年")


def test_an_event_is_accepted_and_rejected() -> None:
    accept, reject = about("accept", 1), about("reject", 2)
    applied = apply(HERE, decided(accept, reject))
    assert states(applied) == {accept.id: "unchanged", reject.id: "applied"}
    assert stand(applied, "events", "text") == [("会談",), ("署名",)]
    assert applied.changed >= {"events"}
    assert [one.now is None for one in applied.reviewed["events"]] == [False, False, True]


def test_claims_follow_the_events() -> None:
    applied = apply(HERE, decided(about("reject", 0)))
    assert stand(applied, "claims", "events") == [("|".join(row["event_id"] for row in HERE.tables["events"][1:]),)]


def test_events_are_not_added() -> None:
    decision = add("events", HERE, 0, "甲国", {"action_class": "meet"})
    assert [row["state"] for row in apply(HERE, decided(decision)).log] == ["unreadable"]


# Decisions about what an event names, beside one about the event (what was typed of it) → actors and date of the event, the event's state.
TO_JI = {"entity_id": "GPE:己国", "name": "己国"}
TOGETHER: list[tuple[str, dict[str, str], tuple[str, str, Any, dict[str, str]], tuple[str, str], str]] = [
    ("follows the entity", {"modality": "planned"}, ("correct", "entities", 0, TO_JI), ("GPE:己国", "doc:d0"), "applied"),
    ("was given", {"actors": "乙国"}, ("correct", "entities", 0, TO_JI), ("GPE:乙国", "doc:d0"), "applied"),
    ("given and gone", {"actors": "丙国"}, ("reject", "entities", 2, {}), ("GPE:甲国", "doc:d0"), "orphaned"),
    ("its date is rejected", {"modality": "planned"}, ("reject", "dates", 0, {}), ("GPE:甲国", ""), "applied"),
    ("given date rejected", {"date_id": OF_2022}, ("reject", "dates", 1, {}), ("GPE:甲国", "doc:d0"), "orphaned"),
]


@pytest.mark.parametrize(("typed", "other", "expected", "state"), [case[1:] for case in TOGETHER], ids=[case[0] for case in TOGETHER])
def test_what_an_event_names_is_decided_about_too(
    typed: Mapping[str, str], other: tuple[str, str, int, Mapping[str, str]], expected: tuple[str, str], state: str
) -> None:
    verdict, table, row, values = other
    decision = given(0, **typed)
    beside = decide(verdict, table, HERE, row, values=values)
    for order in ((decision, beside), (beside, decision)):
        applied = apply(HERE, decided(*order))
        assert stand(applied, "events", "actors", "date_id")[0] == expected
        assert states(applied)[decision.id] == state


# Another edition: lines before, what the machine makes of the first event there → the state and the cells of what was corrected.
NEW = ("版を改めた。", "この版では2020年の数字も改めた。", *LINES)
EDITIONS: list[tuple[str, Sequence[tuple[int, str, str, Mapping[str, str]]], str]] = [
    ("reads the same", EVENTS, "applied"),
    ("reads another class", [(0, "会談", "agree", _MEET), *EVENTS[1:]], "reopened"),
    ("reads another date", [(0, "会談", "meet", _MEET | {"date_id": "d3", "earliest": "2021-01-01"}), *EVENTS[1:]], "reopened"),
    ("reads nothing", EVENTS[1:], "reopened"),
]


@pytest.mark.parametrize(("told", "state"), [case[1:] for case in EDITIONS], ids=[case[0] for case in EDITIONS])
def test_a_correction_finds_its_event_and_its_date_in_another_edition(told: Sequence[Any], state: str) -> None:
    now = report(NEW, told, first=2, sha256="1" * 64)
    decision = given(0, date_id="2023年7月", actors="乙国|丙国")
    applied = apply(now, decided(decision))
    assert states(applied) == {decision.id: state}
    event = next(row for row in applied.rows.tables["events"] if row["text"] == "会談")
    expected = next(row["mention_id"] for row in now.tables["dates"] if row["text"] == "2023年7月")
    assert expected != OF_2023
    assert (event["date_id"], event["earliest"], event["actors"]) == (expected, "2023-07-01", "GPE:乙国|GPE:丙国")
    assert (event["sentence_id"], event["method"]) == (now.tables["sentences"][2]["sentence_id"], "review")
    assert event["event_id"].startswith(f"doc:v{event['raw_start']}")


def test_an_accepted_event_is_the_same_in_another_edition() -> None:
    """Ids of dates are another there; the days they say are not."""
    decisions = [about("accept", number) for number in range(3)]
    applied = apply(report(NEW, first=2, sha256="1" * 64), decided(*decisions))
    assert set(states(applied).values()) == {"unchanged"}
    assert applied.changed == frozenset()


def test_a_date_that_is_not_in_the_other_edition_is_never_guessed() -> None:
    decision = given(0, date_id="2023年7月")
    now = report(NEW, first=2, sha256="1" * 64)
    dates = [row for row in now.tables["dates"] if row["text"] != "2023年7月"]
    applied = apply(replace(now, tables={**now.tables, "dates": dates}), decided(decision))
    assert states(applied) == {decision.id: "orphaned"}
    assert stand(applied, "events", "earliest")[0] == ("2021-03-01",)


def test_two_dates_of_one_predicate_are_two_events() -> None:
    """Each is decided about by itself, also in another edition; what goes with its date is not to be decided about."""
    both = [(1, "署名", "sign", _SIGN), (1, "署名", "sign", _RATIFY)]
    told = _twice(report(told=both))
    second = decide("correct", "events", told, 1, values={"modality": "planned"})
    for now in (told, _twice(report(NEW, both, first=2, sha256="1" * 64))):
        applied = apply(now, decided(second))
        assert stand(applied, "events", "earliest", "modality") == [("2022-05-01", "asserted"), ("2023-07-01", "planned")]
        assert states(applied) == {second.id: "applied"}
    gone = apply(told, decided(decide("reject", "dates", told, 2)))
    assert [one.row_id for one in gone.reviewed["events"]] == [told.tables["events"][0]["event_id"]]


def _twice(rows: DocumentRows) -> DocumentRows:
    first, second = rows.tables["events"]
    return replace(rows, tables={**rows.tables, "events": [first, {**second, "event_id": f"{second['event_id']}.2"}]})


def test_a_correction_that_was_edited_by_hand_is_told() -> None:
    wrong = [about("correct", 0, action_class="party"), about("correct", 1, date_id="no date"), about("correct", 2, actors="GPE:丁国")]
    applied: Applied = apply(HERE, decided(*wrong))
    assert [states(applied)[one.id] for one in wrong] == ["unreadable", "unreadable", "orphaned"]
    assert "events" not in applied.changed
