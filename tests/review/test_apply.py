"""Rows as a machine read them + decisions → rows as reviewers left them, and the state of each decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from pipeline.review.anchors import anchor_of
from pipeline.review.apply import Applied, apply
from pipeline.review.model import Decision
from pipeline.review.rows import REVIEWED, DocumentRows, reading
from pipeline.tables import schema
from tests.review.small import add, date, decide, decided, document, entity, undo

LINE = "両国の代表が集まった会談は2021年3月10日に海都で行われ、航路の安全について長い時間をかけて話し合われた。"
OTHER_LINE = "海は広い。"
WORDS = "2021年3月"


def with_date(words: str = WORDS, value: str = "", lines: tuple[str, ...] = (LINE, OTHER_LINE), **given: Any) -> DocumentRows:
    return document(lines, dates=[(0, words, date(value))] if value else [], **given)


# what the machine reads now
SEEN = with_date(value="2021-03")
OTHERWISE = with_date(value="2021-04")
AS_CORRECTED = document(
    (LINE, OTHER_LINE), dates=[(0, WORDS, {"type": "DATE", "value": "2022-03", "earliest": "2022-03-01", "latest": "2022-03-31"})]
)
NOTHING = with_date()
WIDER = document(
    (LINE, OTHER_LINE),
    dates=[(0, "2021年3月10日", {"type": "DATE", "value": "2021-03-10", "earliest": "2021-03-10", "latest": "2021-03-10"})],
)
REWRITTEN = document((OTHER_LINE, OTHER_LINE), sha256="1" * 64)
ELSEWHERE = document(("前の段落である。", LINE, OTHER_LINE), dates=[(1, WORDS, date("2021-03"))], sha256="1" * 64)

ACCEPT = decide("accept", "dates", SEEN)
CORRECT = decide("correct", "dates", SEEN, values={"value": "2022-03"})
REJECT = decide("reject", "dates", SEEN)
ADD = add("dates", NOTHING, 0, WORDS, {"type": "DATE", "value": "2022-03"})

# (machine now, decision) → (state, dates that stand: words, value, method)
MACHINE, REVIEW = "rule:made", "review"
STATES = [
    ("seen", SEEN, ACCEPT, "unchanged", [(WORDS, "2021-03", MACHINE)]),
    ("seen", SEEN, CORRECT, "applied", [(WORDS, "2022-03", REVIEW)]),
    ("seen", SEEN, REJECT, "applied", []),
    ("nothing", NOTHING, ADD, "applied", [(WORDS, "2022-03", REVIEW)]),
    ("otherwise", OTHERWISE, ACCEPT, "reopened", [(WORDS, "2021-03", REVIEW)]),
    ("otherwise", OTHERWISE, CORRECT, "reopened", [(WORDS, "2022-03", REVIEW)]),
    ("otherwise", OTHERWISE, REJECT, "reopened", [(WORDS, "2021-04", MACHINE)]),
    ("otherwise", OTHERWISE, ADD, "reopened", [(WORDS, "2022-03", REVIEW)]),
    ("as corrected", AS_CORRECTED, CORRECT, "unchanged", [(WORDS, "2022-03", MACHINE)]),
    ("as corrected", AS_CORRECTED, ADD, "unchanged", [(WORDS, "2022-03", MACHINE)]),
    ("nothing", NOTHING, ACCEPT, "reopened", [(WORDS, "2021-03", REVIEW)]),
    ("nothing", NOTHING, CORRECT, "reopened", [(WORDS, "2022-03", REVIEW)]),
    ("nothing", NOTHING, REJECT, "unchanged", []),
    ("wider", WIDER, ACCEPT, "reopened", [(WORDS, "2021-03", REVIEW)]),
    ("wider", WIDER, CORRECT, "reopened", [(WORDS, "2022-03", REVIEW)]),
    ("wider", WIDER, REJECT, "reopened", [("2021年3月10日", "2021-03-10", MACHINE)]),
    ("wider", WIDER, ADD, "applied", [(WORDS, "2022-03", REVIEW), ("2021年3月10日", "2021-03-10", MACHINE)]),
    ("elsewhere", ELSEWHERE, ACCEPT, "unchanged", [(WORDS, "2021-03", MACHINE)]),
    ("elsewhere", ELSEWHERE, CORRECT, "applied", [(WORDS, "2022-03", REVIEW)]),
    ("elsewhere", ELSEWHERE, REJECT, "applied", []),
    ("rewritten", REWRITTEN, ACCEPT, "orphaned", []),
    ("rewritten", REWRITTEN, CORRECT, "orphaned", []),
    ("rewritten", REWRITTEN, REJECT, "orphaned", []),
    ("rewritten", REWRITTEN, ADD, "orphaned", []),
]


def states(applied: Applied) -> dict[str, str]:
    return {row["decision_id"]: row["state"] for row in applied.log}


def stand(applied: Applied, table: str, *columns: str) -> list[tuple[str, ...]]:
    return [tuple(row[column] for column in columns) for row in applied.rows.tables[table]]


@pytest.mark.parametrize(
    ("now", "decision", "state", "left"), [case[1:] for case in STATES], ids=[f"{c[2].verdict}-{c[0]}" for c in STATES]
)
def test_what_becomes_of_a_decision(now: DocumentRows, decision: Decision, state: str, left: list[tuple[str, str, str]]) -> None:
    applied = apply(now, decided(decision))
    assert states(applied) == {decision.id: state}
    assert sorted(stand(applied, "dates", "text", "value", "method")) == sorted(left)
    for row in applied.rows.tables["dates"]:
        sentence = applied.rows.sentences[row["sentence_id"]]
        assert row["text"] == sentence["text"][int(row["start"]) : int(row["end"])] == now.text[int(row["raw_start"]) : int(row["raw_end"])]
    assert [one.now for one in applied.reviewed["dates"] if one.now] == list(applied.rows.tables["dates"])
    assert {one.machine["mention_id"] for one in applied.reviewed["dates"] if one.machine} == {
        row["mention_id"] for row in now.tables["dates"]
    }


def test_without_decisions_nothing_changes() -> None:
    applied = apply(SEEN, decided())
    assert (applied.rows, applied.changed, applied.log) == (SEEN, frozenset(), ())
    assert (applied.namings(), applied.works()) == (None, None)
    assert [one.state for table in REVIEWED for one in applied.reviewed[table]] == ["", ""]


def test_bounds_follow_a_corrected_date() -> None:
    applied = apply(SEEN, decided(CORRECT))
    assert stand(applied, "dates", "mention_id", "earliest", "latest", "score") == [("doc:d13", "2022-03-01", "2022-03-31", "1")]


def test_what_is_added_has_its_place_in_page_source_and_order() -> None:
    rows = document(("海", "前の文は二〇二〇年の前に長く、長く、さらに長く続いている。", LINE), dates=[(2, "10日", date("2021-03"))])
    early, late = (
        add("dates", rows, 2, WORDS, {"type": "DATE", "value": "2021-03"}),
        add("dates", rows, 2, "日に", {"type": "DATE", "value": "2021"}),
    )
    applied = apply(rows, decided(late, early))
    start = rows.text.index(WORDS)
    assert stand(applied, "dates", "text", "page", "raw_start") == [
        (WORDS, rows.tables["sentences"][2]["page"], str(start)),
        ("10日", rows.tables["sentences"][2]["page"], str(start + 7)),
        ("日に", rows.tables["sentences"][2]["page"], str(start + 9)),
    ]
    assert applied.rows.tables["dates"][0]["mention_id"] == f"doc:d{start}-{start + 7}"
    assert applied.reviewed["dates"][0].row_id == f"doc:d{start}-{start + 7}"


# a sentence, what stands in the source for it, words → where these are in the source
SOURCES = [
    ("会談は2021年3月に行われた。", "会談は２０２１ 年\n3月¹に行われた。", "2021年3月", "２０２１ 年\n3月"),
    ("量は12㎞に及ぶ。".replace("㎞", "km"), "量は12㎞に及ぶ。", "12km", "12㎞"),
    ("海は広い。", "全く別の文", "広い", "全く別の文"),  # cannot be followed back: the whole sentence
]


@pytest.mark.parametrize(("sentence", "source", "words", "raw"), SOURCES)
def test_what_is_added_leads_back_to_the_source(sentence: str, source: str, words: str, raw: str) -> None:
    rows = document([sentence])
    rows.tables["sentences"][0] |= {"raw_start": "2", "raw_end": str(2 + len(source))}  # type: ignore[operator, index]
    rows = DocumentRows("doc", rows.tables, f"章\n{source}\n終")
    applied = apply(rows, decided(add("dates", rows, 0, words, {"type": "DATE", "value": "2021"})))
    (row,) = applied.rows.tables["dates"]
    assert rows.text[int(row["raw_start"]) : int(row["raw_end"])] == raw


def test_a_mention_is_moved() -> None:
    wide = decide("correct", "dates", SEEN, values={"text": "2021年3月10日", "offset": "0", "value": "2021-03-10"})
    inner = decide("correct", "dates", SEEN, values={"text": "3月", "offset": "5"})
    for decision, words, start in ((wide, "2021年3月10日", 13), (inner, "3月", 18)):
        applied = apply(SEEN, decided(decision))
        assert stand(applied, "dates", "mention_id", "text", "start", "raw_start") == [("doc:d13", words, str(start), str(start))]
    assert states(apply(WIDER, decided(wide))) == {wide.id: "unchanged"}
    elsewhere = with_date(value="2021-03", lines=(LINE.replace("10日", "末"), OTHER_LINE), sha256="1" * 64)
    assert states(apply(elsewhere, decided(wide))) == {wide.id: "orphaned"}


def test_the_last_decision_holds_and_what_is_taken_back_does_not() -> None:
    first, second = decide("reject", "dates", SEEN), decide("correct", "dates", SEEN, values={"value": "2022-03"})
    third = undo(SEEN, second)
    fourth = undo(SEEN, third)
    fifth = undo(SEEN, decide("accept", "dates", SEEN))
    assert states(apply(SEEN, decided(first, second))) == {first.id: "superseded", second.id: "applied"}
    assert states(apply(SEEN, decided(first, second, third))) == {first.id: "applied", second.id: "undone", third.id: "applied"}
    taken_back = apply(SEEN, decided(first, second, third, fourth, fifth))
    expected = {first.id: "superseded", second.id: "applied", third.id: "undone", fourth.id: "applied", fifth.id: "orphaned"}
    assert states(taken_back) == expected
    assert stand(taken_back, "dates", "value") == [("2022-03",)]


def test_what_was_added_can_be_decided_about() -> None:
    (row,) = apply(NOTHING, decided(ADD)).rows.tables["dates"]
    mended = decide("correct", "dates", NOTHING, row, values={"value": "2023-03"})
    gone = decide("reject", "dates", NOTHING, row)
    applied = apply(NOTHING, decided(ADD, mended))
    assert (stand(applied, "dates", "value"), states(applied)) == ([("2023-03",)], {ADD.id: "superseded", mended.id: "applied"})
    applied = apply(NOTHING, decided(ADD, mended, gone))
    assert stand(applied, "dates", "value") == []


def test_a_row_that_was_moved_is_one_row() -> None:
    """Decided about anew at the place it was moved to."""
    first = decide("correct", "dates", SEEN, values={"text": "3月", "offset": "5"})
    (moved,) = apply(SEEN, decided(first)).rows.tables["dates"]
    again = decide("correct", "dates", SEEN, 0, anchor=anchor_of(SEEN, "dates", moved), values={"value": "2022-03"})
    applied = apply(SEEN, decided(first, again))
    assert states(applied) == {first.id: "superseded", again.id: "applied"}
    assert stand(applied, "dates", "text", "value") == [(WORDS, "2022-03")]


def test_what_the_machine_had_read_is_not_trusted() -> None:
    """It stands in a file that people edit, and is put back into tables."""
    for changes in ({"type": "日"}, {"type": ""}):
        machine = {**reading("dates", SEEN.tables["dates"][0]), **changes}
        decision = decide("accept", "dates", SEEN, machine=machine)
        applied = apply(NOTHING, decided(decision))
        assert (applied.changed, states(applied)) == (frozenset(), {decision.id: "unreadable"})


UNSOUND: list[tuple[Decision, str]] = [
    (decide("correct", "dates", SEEN, values={"value": "いつか"}), "value"),
    (decide("correct", "dates", SEEN, values={"anchor_id": "doc:d99"}), "anchor_id"),
    (add("dates", NOTHING, 0, WORDS, {"type": "DATE"}), "value"),
    (decide("reject", "documents", SEEN), "cannot be rejected"),
    (add("problems", NOTHING, 0, WORDS, {}), "cannot be added"),
]


@pytest.mark.parametrize(("decision", "reason"), UNSOUND)
def test_what_people_write_into_the_file_spoils_no_table(decision: Decision, reason: str) -> None:
    applied = apply(SEEN, decided(decision))
    assert (applied.changed, states(applied)) == (frozenset(), {decision.id: "unreadable"})
    assert reason in applied.log[0]["reason"]


def test_a_formula_is_guarded() -> None:
    rows = document(["海の会が来た。"], entities=[(0, "海の会", entity("ORG:海の会"))])
    applied = apply(rows, decided(decide("correct", "entities", rows, values={"role": "=HYPERLINK(1)"}, comment="=1+1")))
    assert stand(applied, "entities", "role") == [(" =HYPERLINK(1)",)]
    assert applied.log[0]["comment"] == " =1+1"


LEANING = document(
    (LINE, "翌月に海へ。"), dates=[(0, WORDS, date("2021-03")), (1, "翌月", date("2021-04", anchor_id="doc:d13"))]
)  # fmt: skip
MOVED = {"text": "2021年3月10日", "offset": "0"}
# decision about the first date → (what the second leans on, codes of problems)
LEANT: list[tuple[str, Mapping[str, str], str, list[str]]] = [
    ("reject", {}, "", ["anchor-reviewed"]),
    ("correct", {"value": "2022-03"}, "doc:d13", ["anchor-reviewed"]),
    ("correct", MOVED, "doc:d13", []),
    ("accept", {}, "doc:d13", []),
]


@pytest.mark.parametrize(("verdict", "values", "anchor", "codes"), LEANT)
def test_dates_that_leaned_on_one_that_was_reviewed(verdict: str, values: Mapping[str, str], anchor: str, codes: list[str]) -> None:
    about = decide(verdict, "dates", LEANING, 0, values=values)
    applied = apply(LEANING, decided(about))
    assert applied.rows.tables["dates"][-1]["anchor_id"] == anchor
    assert [(row["code"], row["severity"], row["sentence_id"]) for row in applied.rows.tables["problems"]] == [
        (code, "warning", "doc:s56") for code in codes
    ]
    looked_at = apply(LEANING, decided(about, decide("accept", "dates", LEANING, 1)))
    assert looked_at.rows.tables["problems"] == []
    if codes:  # the problem is one like others
        no_problem = decide("reject", "problems", applied.rows, 0)
        assert states(apply(LEANING, decided(about, no_problem)))[no_problem.id] == "applied"
        assert apply(LEANING, decided(about, no_problem)).rows.tables["problems"] == []


STATION = "丁島の測候所は風の向きと波の高さを毎朝記録し、正午までに本土へ知らせている。"
TWICE = (
    "甲国の政府は会合で、隣り合う国々との貿易を広げ、港と道路を直す基金を設けると発表した。",
    "両国は2022年から協力した。",
    "乙国は演習に合わせて補給艦を送り、沿岸の町で船内を見せる催しを三日にわたって開いた。",
)
BETWEEN = tuple(
    f"第{n}節では、{n}番目の町で行った聞き取りの結果と、その町の道や橋や学校の様子を順に述べる。" for n in "一二三四五六七八九十"
)


def _edition(*lines: str, **cells: Any) -> DocumentRows:
    years = [(number, "2022年", date("2022")) for number, line in enumerate(lines) if "2022年" in line]
    return document(lines, entities=[(0, "測候所", entity("FAC:測候所"))], dates=years, **cells)


def test_decisions_of_one_table_settle_places_of_another() -> None:
    """A paragraph is printed a second time: which one is meant is told by an entity near it."""
    before, now = _edition(STATION, *TWICE, *BETWEEN, sha256="1" * 64), _edition(STATION, *TWICE, *BETWEEN, *TWICE)
    rejected, accepted = decide("reject", "dates", before, 0), decide("accept", "entities", before, 0)
    alone, together = apply(now, decided(rejected)), apply(now, decided(rejected, accepted))
    assert [row["state"] for row in alone.log] == ["orphaned"]
    assert [row["state"] for row in together.log] == ["applied", "unchanged"]
    assert together.rows.tables["dates"] == [now.tables["dates"][1]]


EVENT = {"start": "20", "end": "22", "text": "協力", "action": "協力する", "action_class": "meet"}
ACTED = ("甲国は乙国と2021年に3件で協力した。", "丙国は黙っていた。")
BECAME: list[tuple[Any, str, int, Mapping[str, str], Mapping[str, str]]] = [
    ("correct", "dates", 0, {"value": "2020"}, {"date_id": "doc:d6", "earliest": "2020-01-01", "latest": "2020-12-31"}),
    ("reject", "dates", 0, {}, {"date_id": "", "earliest": "", "latest": "", "actors": "GPE:甲国"}),
    ("reject", "quantities", 0, {}, {"quantities": ""}),
    ("reject", "entities", 0, {}, {"actors": "", "targets": "GPE:乙国"}),
    ("correct", "entities", 1, {"entity_id": "GPE:丁国", "name": "丁国"}, {"targets": "GPE:丁国"}),
    ("reject", "entities", 2, {}, {"said_by": ""}),
    ("correct", "entities", 0, {"role": "役"}, {"actors": "GPE:甲国", "targets": "GPE:乙国", "said_by": "GPE:丙国"}),
]


@pytest.mark.parametrize(("verdict", "table", "row", "values", "expected"), BECAME)
def test_events_follow(verdict: Any, table: str, row: int, values: Mapping[str, str], expected: Mapping[str, str]) -> None:
    rows = document(
        ACTED,
        entities=[(0, "甲国", entity("GPE:甲国")), (0, "乙国", entity("GPE:乙国")), (1, "丙国", entity("GPE:丙国"))],
        dates=[(0, "2021年", date("2021"))],
        quantities=[(0, "3件", {"kind": "count", "value": "3"})],
    )
    parties = {"actors": "GPE:甲国", "targets": "GPE:乙国", "said_by": "GPE:丙国"}
    names = dict.fromkeys(next(table.names for table in schema.TABLES if table.name == "events"), "")
    cells = {"event_id": "doc:v20", "doc_id": "doc", "sentence_id": "doc:s0", "date_id": "doc:d6", "quantities": "doc:q12"}
    rows = replace(rows, tables={**rows.tables, "events": [names | EVENT | cells | parties]})
    (event,) = apply(rows, decided(decide(verdict, table, rows, row, values=values))).rows.tables["events"]
    assert {name: event[name] for name in expected} == dict(expected)


def test_the_log_tells_where_the_words_of_a_rejected_row_are_now() -> None:
    before = with_date(value="2021-03", sha256="1" * 64)
    now = document(("ここに一文が加わった。", LINE, OTHER_LINE))
    (told,) = apply(now, decided(decide("reject", "dates", before))).log
    start = now.text.index(WORDS)
    assert (told["state"], told["sentence_id"]) == ("unchanged", "doc:s12")
    assert (told["raw_start"], told["raw_end"]) == (str(start), str(start + len(WORDS)))
