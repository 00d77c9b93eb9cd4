"""The figures of a page: actors and places, the timeline, who appears with whom, quantities over time, sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pipeline.report import charts
from pipeline.report.actors import actors, in_sentences, places
from pipeline.report.amounts import series
from pipeline.report.chapters import chapters
from pipeline.report.report import report
from pipeline.report.sources import Share, sources
from pipeline.report.spoken import Spoken
from pipeline.report.timeline import timeline
from pipeline.report.together import strongest, together
from tests.report.made import document, entity, event, with_events, with_sections
from tests.review.small import date

LINES = ["中国と露国は湖で会った。", "露国の林外相は湖会に出た。", "露国は中国に船を送った。", "海都の話。"]
NAMED = document(
    LINES,
    entities=[
        (0, "中国", entity("CHN", name="中国")),
        (0, "露国", entity("RUS", name="ロシア")),
        (0, "湖", entity("LOC:湖", "LOC")),
        (1, "露国", entity("RUS", name="ロシア")),
        (1, "林", entity("PERSON:林", "PERSON")),
        (1, "湖会", entity("ORG:湖会", "ORG")),
        (2, "露国", entity("RUS", name="ロシア")),
        (2, "中国", entity("CHN", name="中国")),
        (3, "海都", entity("GPE:海都")),
    ],
)


def test_actors_are_persons_bodies_and_states_and_places_the_rest() -> None:
    assert [(one.name, one.mentions, one.sentences) for one in actors(NAMED)] == [
        ("ロシア", 3, 3),
        ("中国", 2, 2),
        ("林", 1, 1),
        ("湖会", 1, 1),
    ]
    assert {one.name for one in places(NAMED)} == {"湖", "海都"}
    assert actors(NAMED)[0].first == "doc:s0"


def test_only_running_text_counts_for_company() -> None:
    sentences = [dict(row) | {"kind": "caption"} for row in NAMED.tables["sentences"]]
    assert in_sentences(replace(NAMED, tables={**NAMED.tables, "sentences": sentences})) == {}


def test_who_appears_with_whom_is_counted_by_sentence() -> None:
    found = together(NAMED)
    assert [one.name for one in found.actors][:2] == ["ロシア", "中国"]
    assert found.count(0, 1) == found.count(1, 0) == 2
    assert [(one.name, other.name, count) for one, other, count in strongest(found, 1)] == [("ロシア", "中国", 2)]
    assert found.level(0, 1) == 5
    assert 1 <= found.level(0, 2) < 5
    only = found.first(2)
    assert (len(only.actors), only.counts) == (2, {(0, 1): 2})


def test_actors_without_company_among_those_shown_are_left_out() -> None:
    found = together(NAMED).first(1)
    assert (found.actors, found.counts) == ((), {})
    assert together(document(["湖は広い。"])).counts == {}


DATED = document(
    ["2023年に会った。", "2024年5月に船3隻を、6月に5隻を送った。"],
    dates=[
        (0, "2023年", date("2023", earliest="2023-01-01", latest="2023-12-31")),
        (1, "2024年5月", date("2024-05")),
        (1, "6月", date("2024-06")),
    ],
    entities=[(1, "船", entity("ORG:船", "ORG"))],
    quantities=[
        (1, "3隻", {"kind": "count", "value": "3", "unit": "隻", "item": "船"}),
        (1, "5隻", {"kind": "count", "value": "5", "unit": "隻", "item": "船"}),
    ],
)


def test_dates_stand_on_the_timeline_where_no_event_is_told() -> None:
    line = timeline(DATED)
    assert line.of == "dates"
    assert [(one.words, one.start, one.end) for one in line.points] == [
        ("2023年", "2023-01-01", "2023-12-31"),
        ("2024年5月", "2024-05-01", "2024-05-28"),
        ("6月", "2024-06-01", "2024-06-28"),
    ]
    assert [one.actors for one in line.points] == [(), ("ORG:船",), ("ORG:船",)]


def test_events_take_the_place_of_dates() -> None:
    when = {"earliest": "2024-05-01", "latest": "2024-05-31"}
    made = with_events(
        DATED,
        event(DATED, 0, "会う", "meet", actors="CHN|RUS", targets="RUS", modality="reported", **when),
        event(DATED, 1, "送る", "other", polarity="negative", **when),
        event(DATED, 1, "述べる", "announce"),
    )
    line = timeline(made)
    assert (line.of, line.lanes) == ("events", ("meet", "other"))
    assert [(one.words, one.actors, one.modality, one.negative) for one in line.points] == [
        ("会う", ("CHN", "RUS"), "reported", False),
        ("送る", (), "asserted", True),
    ]


def test_a_quantity_has_the_date_before_it() -> None:
    (one,) = series(DATED)
    assert (one.item, one.unit) == ("船", "隻")
    assert [(amount.start, amount.value) for amount in one.amounts] == [("2024-05-01", 3.0), ("2024-06-01", 5.0)]


def test_the_event_of_a_quantity_tells_its_date() -> None:
    first = DATED.tables["quantities"][0]["mention_id"]
    made = with_events(DATED, event(DATED, 1, "送る", earliest="2020-01-01", latest="2020-12-31", quantities=f"{first}|other"))
    (one,) = series(made)
    assert [(amount.start, amount.value) for amount in one.amounts] == [("2020-01-01", 3.0), ("2024-06-01", 5.0)]


# what differs from two amounts of one item at two times → no series is made of them
APART: list[tuple[str, list[dict[str, str]], list[dict[str, str]]]] = [
    ("one time", [date("2024-05"), date("2024-05")], [{}, {}]),
    ("a day within the month", [date("2024-05"), date("2024-05", earliest="2024-05-03", latest="2024-05-03")], [{}, {}]),
    ("an open date", [date("2024-05"), date("2024-06", earliest="")], [{}, {}]),
    ("other units", [date("2024-05"), date("2024-06")], [{}, {"unit": "人"}]),
    ("other items", [date("2024-05"), date("2024-06")], [{}, {"item": "人"}]),
    ("a rise and a level", [date("2024-05"), date("2024-06")], [{}, {"change": "increase"}]),
    ("no item", [date("2024-05"), date("2024-06")], [{"item": ""}, {"item": ""}]),
    ("digits unknown", [date("2024-05"), date("2024-06")], [{}, {"value": ""}]),
]


@pytest.mark.parametrize(("dates", "amounts"), [case[1:] for case in APART], ids=[case[0] for case in APART])
def test_what_is_not_the_same_is_no_series(dates: list[dict[str, str]], amounts: list[dict[str, str]]) -> None:
    base = {"kind": "count", "value": "3", "unit": "隻", "item": "船"}
    made = document(
        ["去年は3隻。", "今年は5隻。"],
        dates=[(0, "去年", dates[0]), (1, "今年", dates[1])],
        quantities=[(0, "3隻", base | amounts[0]), (1, "5隻", base | {"value": "5"} | amounts[1])],
    )
    assert series(made) == []


def test_two_dates_before_and_none_are_told_apart() -> None:
    made = document(
        ["3隻が2023年と2024年に来た。", "2022年の3隻、来年。"],
        dates=[
            (0, "2023年", date("2023-01")),
            (0, "2024年", date("2024-01")),
            (1, "2022年", date("2022-01")),
            (1, "来年", date("2025-01")),
        ],
        quantities=[(line, "3隻", {"kind": "count", "value": "3", "unit": "隻", "item": "船"}) for line in (0, 1)],
    )
    assert series(made) == []  # the first has two dates behind it: neither is taken


CITED: list[dict[str, Any]] = [
    {"raw": "一", "type": "article-newspaper", "container": "人民日報", "issued": "2024-05-01", "language": "zh", "source_id": "a"},
    {"raw": "二", "form": "ibid", "type": "document", "refers_to": "doc:n1020.1", "source_id": "a"},
    {"raw": "三", "type": "article-journal", "container": "湖沼", "issued": "2023", "language": "ja", "source_id": "b"},
    {"raw": "四", "type": "document"},
]


def test_sources_are_counted_by_kind_language_country_and_year() -> None:
    made = document(["湖は広い。船は3隻。", "空は高い。"], notes=[CITED])
    cited = [dict(row) for row in made.tables["citations"]]
    cited[1]["refers_to"] = cited[0]["citation_id"]
    found = sources(replace(made, tables={**made.tables, "citations": cited}))
    assert found.kinds == [("state_media", 2), ("scholarship", 1), ("unknown", 1)]
    assert found.languages == [("zh", 2), ("ja", 1), ("", 1)]
    assert found.countries == [("CHN", 2), ("", 2)]
    assert (found.years, found.undated) == ({2023: {"scholarship": 1}, 2024: {"state_media": 2}}, 1)
    assert found.text == Share("", 1, 2)
    assert found.text.percent == 50
    assert Share("", 0, 0).percent == 0


def test_chapters_are_the_sections_of_the_first_level() -> None:
    sections = [
        {"section_id": "h1", "label": "第1章", "heading": "湖"},
        {"section_id": "h2", "label": "1", "heading": "船", "parent_id": "h1", "level": "2"},
        {"section_id": "h3", "heading": "おわりに"},
    ]
    made = with_sections(NAMED, sections, ["", "h1", "h2", "h3"])
    known = chapters(made)
    assert known.names == ("", "第1章 湖", "おわりに")
    assert list(known.of_sentence.values()) == ["", "第1章 湖", "第1章 湖", "おわりに"]


def test_sections_that_contain_each_other_end() -> None:
    sections = [{"section_id": "h1", "heading": "甲", "parent_id": "h2"}, {"section_id": "h2", "heading": "乙", "parent_id": "h1"}]
    known = chapters(with_sections(NAMED, sections, ["h1", "h2", "", ""]))
    assert set(known.of_sentence.values()) == {"甲", "乙", ""}


def test_the_data_of_the_charts_has_empty_lists_where_there_is_nothing() -> None:
    empty = report(document(["湖は広い。"]))
    made = charts.data(empty, Spoken("ja"))
    assert (made["timeline"]["points"], made["network"]["links"], made["series"], made["years"]["rows"]) == ([], [], [], [])


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--", "a\u2028b\u2029c", "&lt;"])
def test_embedded_data_cannot_leave_its_element(text: str) -> None:
    made = charts.embedded({"a": text})
    assert not set("<>&\u2028\u2029") & set(made)
    import json

    assert json.loads(made) == {"a": text}
