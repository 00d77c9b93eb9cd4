"""What can be corrected of a row: what reviewers type → the cells it stands for, or why it stands for none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import rules
from pipeline.review import rows
from pipeline.review.fields import FIELDS, Invalid, cells, checked, completed
from pipeline.review.model import Row
from pipeline.tables import schema
from pipeline.write.part_files import read_part

COLUMNS = {table.name: table.names for table in schema.TABLES}


def row(table: str, **given: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS[table], "") | given


XI = row("entities", text="習", label="PERSON", subtype="official", entity_id="PERSON:習", name="習")
USA = row("entities", text="米", label="GPE", subtype="state", entity_id="USA", name="アメリカ合衆国")
EUROPE = row("entities", text="欧", label="GPE", subtype="world_region", entity_id="EUROPE", name="欧州")
YEAR = row("dates", text="2023年", type="DATE", value="2023", earliest="2023-01-01", latest="2023-12-31")
LENGTH = row("dates", text="3年間", type="DURATION", value="P3Y")
MONEY = row("quantities", text="5億ドル", kind="money", value="500000000", unit="USD", unit_text="ドル")
RANGE = row("quantities", text="3～5隻", kind="count", value="3", value_max="5", unit="隻", unit_text="隻")
BOOK = row("citations", form="full", type="book", authors="山田太郎|佐藤花子", title="海", issued="2015", pages="3-5", language="ja")
REPORT = row("documents", title="年報", authors="山田太郎", published="2025-10-15")

# the row, what is typed → the cells that change
VALID: list[tuple[str, Row, dict[str, str], dict[str, str]]] = [
    # entities: what is typed as it is printed changes nothing
    ("entities", XI, {}, {}),
    ("entities", XI, {"text": "習", "label": "PERSON", "entity_id": "PERSON:習", "name": "習", "role": "", "offset": "0"}, {}),
    ("entities", XI, {"role": " 国家主席\r\n"}, {"role": "国家主席"}),
    ("entities", XI, {"role": "=1+1"}, {"role": " =1+1"}),
    ("entities", XI, {"subtype": "Ｈead_of_state"}, {"subtype": "head_of_state"}),
    ("entities", XI, {"subtype": " "}, {"subtype": ""}),
    # the name settles the id
    ("entities", XI, {"name": "習近平"}, {"name": "習近平", "entity_id": "PERSON:習近平"}),
    ("entities", XI, {"name": "習近平", "entity_id": "PERSON:習"}, {"name": "習近平", "entity_id": "PERSON:習近平"}),
    ("entities", XI, {"name": "習近平", "entity_id": "person：習 近平"}, {"name": "習近平", "entity_id": "PERSON:習 近平"}),
    ("entities", USA, {"name": "豪州"}, {"name": "オーストラリア", "entity_id": "AUS"}),
    ("entities", USA, {"name": "露"}, {"name": "ロシア", "entity_id": "RUS"}),
    (
        "entities",
        USA,
        {"name": "テキサス州", "subtype": "region"},
        {"name": "テキサス州", "entity_id": "GPE:テキサス州", "subtype": "region"},
    ),
    # the label settles the id, and the kind is no longer known
    ("entities", XI, {"label": "org"}, {"label": "ORG", "entity_id": "ORG:習", "subtype": ""}),
    ("entities", XI, {"label": "GPE", "name": "中国"}, {"label": "GPE", "name": "中国", "entity_id": "CHN", "subtype": "state"}),
    ("entities", USA, {"label": "ORG"}, {"label": "ORG", "entity_id": "ORG:アメリカ合衆国", "subtype": ""}),
    (
        "entities",
        XI,
        {"label": "LOC", "name": "ヨーロッパ"},
        {"label": "LOC", "name": "欧州", "entity_id": "EUROPE", "subtype": "world_region"},
    ),
    # the id settles label and name
    ("entities", XI, {"entity_id": "ｃｈｎ"}, {"entity_id": "CHN", "label": "GPE", "name": "中国", "subtype": "state"}),
    ("entities", USA, {"entity_id": "KOR"}, {"entity_id": "KOR", "name": "韓国"}),
    ("entities", USA, {"entity_id": "EUROPE"}, {"entity_id": "EUROPE", "name": "欧州", "subtype": "world_region"}),
    ("entities", XI, {"entity_id": "ORG:国連"}, {"entity_id": "ORG:国連", "label": "ORG", "name": "国連", "subtype": ""}),
    ("entities", EUROPE, {"label": "LOC"}, {"label": "LOC"}),
    # where it stands
    ("entities", XI, {"text": "習主席", "offset": "0"}, {"text": "習主席", "offset": "0"}),
    ("entities", XI, {"text": "習", "offset": "+3"}, {"text": "習", "offset": "3"}),
    ("entities", XI, {"text": "習", "offset": "-0"}, {}),
    # dates
    ("dates", YEAR, {"value": "２０２３－０６"}, {"value": "2023-06"}),
    ("dates", YEAR, {"value": "2023年6月1日"}, {"value": "2023-06-01"}),
    ("dates", YEAR, {"value": "2023-6-1"}, {"value": "2023-06-01"}),
    ("dates", YEAR, {"value": "fy2023"}, {"value": "FY2023"}),
    ("dates", YEAR, {"type": "DURATION", "value": "P1Y"}, {"type": "DURATION", "value": "P1Y"}),
    ("dates", YEAR, {"type": "SET", "value": "xxxx-03"}, {"type": "SET", "value": "XXXX-03"}),
    ("dates", YEAR, {"mod": "end"}, {"mod": "END"}),
    ("dates", YEAR | {"mod": "END"}, {"mod": ""}, {"mod": ""}),
    ("dates", YEAR, {"earliest": "２０２３-02-01"}, {"earliest": "2023-02-01"}),
    ("dates", YEAR, {"earliest": ""}, {"earliest": ""}),
    ("dates", YEAR, {"value": "2024", "earliest": "2024-04-01"}, {"value": "2024", "earliest": "2024-04-01"}),
    ("dates", YEAR | {"value": ""}, {"mod": "APPROX"}, {"mod": "APPROX"}),
    # quantities
    ("quantities", MONEY, {"value": "1,902,000"}, {"value": "1902000"}),
    ("quantities", MONEY, {"value": "１２．５０"}, {"value": "12.5"}),
    ("quantities", MONEY, {"value": "1,902億"}, {"value": "190200000000"}),
    ("quantities", MONEY, {"value": "−3"}, {"value": "-3"}),
    ("quantities", MONEY, {"value": "-0"}, {"value": "0"}),
    ("quantities", MONEY, {"value": "500,000,000"}, {}),
    ("quantities", MONEY, {"value": ""}, {"value": ""}),
    ("quantities", MONEY, {"unit": "ｃｎｙ"}, {"unit": "CNY"}),
    ("quantities", MONEY, {"unit": "XOF"}, {"unit": "XOF"}),
    ("quantities", MONEY, {"unit": "ESP"}, {"unit": "ESP"}),
    ("quantities", MONEY, {"kind": "length", "unit": "ｋｍ"}, {"kind": "length", "unit": "km"}),
    ("quantities", MONEY, {"kind": "area", "unit": "坪"}, {"kind": "area", "unit": "坪"}),
    ("quantities", MONEY, {"kind": "speed", "unit": "[mi_i]/h"}, {"kind": "speed", "unit": "[mi_i]/h"}),
    ("quantities", MONEY, {"kind": "volume", "unit": "[bbl_us]"}, {"kind": "volume", "unit": "[bbl_us]"}),
    ("quantities", MONEY, {"kind": "percent", "unit": "％"}, {"kind": "percent", "unit": "%"}),
    ("quantities", MONEY, {"kind": "ratio", "unit": "x"}, {"kind": "ratio", "unit": "x"}),
    ("quantities", MONEY, {"kind": "ratio", "unit": ""}, {"kind": "ratio", "unit": ""}),
    ("quantities", MONEY, {"kind": "other", "unit": "ＭＷ"}, {"kind": "other", "unit": "MW"}),
    ("quantities", RANGE, {"unit": "カ国・機関"}, {"unit": "カ国・機関"}),
    ("quantities", RANGE, {"value_max": "３"}, {"value_max": "3"}),
    ("quantities", RANGE, {"value_max": ""}, {"value_max": ""}),
    ("quantities", RANGE, {"per": "ｐ1ｙ"}, {"per": "P1Y"}),
    ("quantities", RANGE, {"per": "隻"}, {"per": "隻"}),
    ("quantities", RANGE, {"per": "PKO"}, {"per": "PKO"}),
    (
        "quantities",
        RANGE,
        {"change": "Increase", "basis": "前年比", "item": "護衛艦"},
        {"change": "increase", "basis": "前年比", "item": "護衛艦"},
    ),
    # citations
    ("citations", BOOK, {"authors": " 山田太郎 ｜｜ 佐藤花子"}, {}),
    ("citations", BOOK, {"authors": "佐藤花子|"}, {"authors": "佐藤花子"}),
    ("citations", BOOK, {"issued": "2024年6月"}, {"issued": "2024-06"}),
    ("citations", BOOK, {"issued": "2024-05/2024-06"}, {"issued": "2024-05/2024-06"}),
    ("citations", BOOK, {"issued": "２０１Ｘ"}, {"issued": "201X"}),
    ("citations", BOOK, {"pages": "１４０–１４１"}, {"pages": "140-141"}),
    ("citations", BOOK, {"pages": "14, 19"}, {"pages": "14, 19"}),
    ("citations", BOOK, {"volume": "上"}, {"volume": "上"}),
    ("citations", BOOK, {"type": "Article-Journal"}, {"type": "article-journal"}),
    ("citations", BOOK, {"language": "ZH-Hant"}, {"language": "zh-Hant"}),
    ("citations", BOOK, {"url": " https://example.org/a|b "}, {"url": "https://example.org/a|b"}),
    ("citations", BOOK, {"accessed": "2024年6月20日"}, {"accessed": "2024年6月20日"}),
    ("citations", BOOK, {"title": "@海\u2028と空"}, {"title": " @海 と空"}),
    # documents
    ("documents", REPORT, {"published": "2025年11月"}, {"published": "2025-11"}),
    ("documents", REPORT, {"affiliations": "大学| 研究所"}, {"affiliations": "大学|研究所"}),
    ("documents", REPORT, {"number": "１２", "subtitle": "海から"}, {"number": "12", "subtitle": "海から"}),
    ("documents", REPORT, {"title": ""}, {"title": ""}),
    ("problems", row("problems", code="running-head"), {}, {}),
]

# the row (None: an added mention), what is typed → the field at fault and the kind of fault
INVALID: list[tuple[str, Row | None, dict[str, str], str, str]] = [
    ("problems", row("problems"), {"message": "x"}, "message", "unknown-field"),
    ("entities", XI, {"score": "1"}, "score", "unknown-field"),
    ("citations", BOOK, {"raw": "x"}, "raw", "unknown-field"),
    ("documents", REPORT, {"offset": "1"}, "offset", "unknown-field"),
    ("entities", XI, {"role": "主" * 10_001}, "role", "long"),
    ("entities", XI, {"label": "STATE"}, "label", "choice"),
    ("entities", XI, {"label": " "}, "label", "required"),
    ("entities", XI, {"name": ""}, "name", "required"),
    ("entities", XI, {"entity_id": "ABC"}, "entity_id", "state"),
    ("entities", XI, {"entity_id": "習近平"}, "entity_id", "entity-id"),
    ("entities", XI, {"entity_id": "STATE:習近平"}, "entity_id", "entity-id"),
    ("entities", XI, {"entity_id": "PERSON: "}, "entity_id", "entity-id"),
    ("entities", XI, {"entity_id": "ORG:習", "label": "LAW"}, "entity_id", "label-id"),
    ("entities", XI, {"entity_id": "RUS", "label": "ORG"}, "entity_id", "label-id"),
    ("entities", XI, {"subtype": "国家元首"}, "subtype", "subtype"),
    ("entities", XI, {"text": "", "offset": "0"}, "text", "text"),
    ("entities", XI, {"text": "習 ", "offset": "0"}, "text", "text"),
    ("entities", XI, {"text": "習近平"}, "offset", "offset"),
    ("entities", XI, {"offset": "2"}, "text", "offset"),
    ("entities", XI, {"text": "習", "offset": "1.5"}, "offset", "offset"),
    ("entities", None, {"name": "習近平"}, "label", "required"),
    ("entities", None, {"label": "PERSON"}, "name", "required"),
    ("entities", None, {"label": "PERSON", "name": " "}, "name", "required"),
    ("entities", None, {}, "label", "required"),
    ("entities", {}, {"name": "習近平"}, "label", "required"),
    ("dates", None, {"type": "DATE"}, "value", "required"),
    ("dates", None, {"value": "2023"}, "type", "required"),
    ("dates", YEAR, {"value": ""}, "value", "required"),
    ("dates", YEAR, {"value": "2023-13"}, "value", "value-date"),
    ("dates", YEAR, {"value": "P3Y"}, "value", "value-date"),
    ("dates", YEAR, {"value": "昔"}, "value", "value-date"),
    ("dates", YEAR, {"value": "2024/2023"}, "value", "order"),
    ("dates", YEAR, {"type": "TIME"}, "value", "value-time"),
    ("dates", YEAR, {"type": "DURATION"}, "value", "value-duration"),
    ("dates", YEAR, {"type": "SET"}, "value", "value-set"),
    ("dates", LENGTH, {"value": "3年"}, "value", "value-duration"),
    ("dates", YEAR, {"type": "YEAR"}, "type", "choice"),
    ("dates", YEAR, {"mod": "後半"}, "mod", "choice"),
    ("dates", YEAR, {"earliest": "2023"}, "earliest", "date"),
    ("dates", YEAR, {"latest": "2023-02-29"}, "latest", "date"),
    ("dates", YEAR, {"latest": "2022-12-31"}, "latest", "order"),
    ("dates", YEAR, {"value": "2024", "earliest": "2024-05-01", "latest": "2024-04-30"}, "latest", "order"),
    ("quantities", None, {"value": "3"}, "kind", "required"),
    ("quantities", MONEY, {"value": "many"}, "value", "number"),
    ("quantities", MONEY, {"value": "1,90"}, "value", "number"),
    ("quantities", MONEY, {"value": "1e9"}, "value", "number"),
    ("quantities", MONEY, {"value": "数十"}, "value", "number"),
    ("quantities", MONEY, {"value": "9" * 41}, "value", "number"),
    ("quantities", MONEY, {"value": "=1+1"}, "value", "number"),
    ("quantities", RANGE, {"value_max": "2"}, "value_max", "order"),
    ("quantities", RANGE, {"value": "6"}, "value_max", "order"),
    ("quantities", RANGE, {"value": ""}, "value", "required"),
    ("quantities", MONEY, {"kind": "time"}, "kind", "choice"),
    ("quantities", MONEY, {"unit": "ドル"}, "unit", "currency"),
    ("quantities", MONEY, {"unit": "XXX"}, "unit", "currency"),
    ("quantities", MONEY, {"kind": "length"}, "unit", "unit"),
    ("quantities", MONEY, {"kind": "length", "unit": "kg"}, "unit", "unit"),
    ("quantities", MONEY, {"kind": "length", "unit": "メートル"}, "unit", "unit"),
    ("quantities", MONEY, {"kind": "area", "unit": "km99999999"}, "unit", "unit"),
    ("quantities", MONEY, {"kind": "percent", "unit": "割"}, "unit", "unit"),
    ("quantities", MONEY, {"kind": "ratio", "unit": "倍"}, "unit", "unit"),
    ("quantities", MONEY, {"mod": "START"}, "mod", "choice"),
    ("quantities", MONEY, {"per": "P1"}, "per", "per"),
    ("quantities", MONEY, {"change": "up"}, "change", "choice"),
    ("citations", BOOK, {"form": ""}, "form", "required"),
    ("citations", BOOK, {"type": "novel"}, "type", "choice"),
    ("citations", BOOK, {"issued": "summer"}, "issued", "edtf"),
    ("citations", BOOK, {"issued": "FY2020"}, "issued", "edtf"),
    ("citations", BOOK, {"issued": "XXXX-03"}, "issued", "edtf"),
    ("citations", BOOK, {"issued": "2024-06/2024-05"}, "issued", "order"),
    ("citations", BOOK, {"language": "日本語"}, "language", "language"),
    ("citations", BOOK, {"url": "https://example.org/a b"}, "url", "url"),
    ("documents", REPORT, {"published": "1" * 5000}, "published", "edtf"),
]


@pytest.mark.parametrize(("table", "before", "typed", "expected"), VALID, ids=lambda value: value if isinstance(value, str) else "")
def test_what_is_typed_stands_for(table: str, before: Row, typed: dict[str, str], expected: dict[str, str]) -> None:
    assert checked(table, typed, before) == expected
    assert checked(table, expected, rows.reading(table, before)) == expected  # as a file of decisions keeps both


@pytest.mark.parametrize(("table", "before", "typed", "field", "code"), INVALID, ids=lambda value: value if isinstance(value, str) else "")
def test_what_stands_for_nothing_is_told(table: str, before: Row | None, typed: dict[str, str], field: str, code: str) -> None:
    with pytest.raises(Invalid) as error:
        checked(table, typed, before)
    assert (error.value.field, error.value.code) == (field, code)
    assert 10 < len(str(error.value)) < 400


# an added mention: what is typed → its cells
ADDED = [
    ("entities", {"label": "PERSON", "name": "習近平", "role": ""}, {"label": "PERSON", "name": "習近平", "entity_id": "PERSON:習近平"}),
    (
        "entities",
        {"text": "露", "label": "GPE", "name": "ロシア連邦"},
        {"text": "露", "label": "GPE", "name": "ロシア", "entity_id": "RUS", "subtype": "state"},
    ),
    ("entities", {"entity_id": "LAW:国連憲章"}, {"entity_id": "LAW:国連憲章", "label": "LAW", "name": "国連憲章", "subtype": ""}),
    ("dates", {"type": "DATE", "value": "2023年", "mod": "", "earliest": ""}, {"type": "DATE", "value": "2023"}),
    ("quantities", {"kind": "count", "value": "", "unit": "人"}, {"kind": "count", "unit": "人"}),
]


@pytest.mark.parametrize(("table", "typed", "expected"), ADDED)
def test_an_added_mention(table: str, typed: dict[str, str], expected: dict[str, str]) -> None:
    found = checked(table, typed, None)
    assert {name: value for name, value in found.items() if value} == {name: value for name, value in expected.items() if value}


# type → values that have its form, values that have not
FORMS = [
    (
        "DATE",
        "2022-02-24 2024-06 2023 201X 20XX 2023/2024 2015-05-11/2015-05-21 2018/.. ../2021 2022-21 2022-33 2022-41 FY2020 FY2020/FY2022 "
        "FYXX20 XXXX XXXX-03 XXXX-03-29 XXXX-XX-05 XX23 XX9X 19XX/20XX -0221 -02XX XXXX-WXX XXXX-WXX-2 2023-W05-7 {2019,2021} XXXX-02-29 2024-02-29",
        "22 2022-00 2022-42 2022-02-30 2023-02-29 XXXX-02-30 XXXX-04-31 2022-21-03 2022-13-01 0000 ../.. 2018/ /2018 2018/../2020 2022? 2022~ "
        "P1Y 2022-02-24T10:00 FY20 X023 20X3 XXXX-W54 2023-W05-8 {2019,} {} 令和5年13月 2022-1X 12022",
    ),
    (
        "TIME",
        "2023-03-29T11:20 XXXX-XX-XXT09:00 2023-03-29T11:20:05Z 2023-03-29T11:20+09:00 2023-03-29T24:00 XXXX-XX-XXTXX:XX "
        "2023-03-29T22:00/2023-03-30T02:00 2023-03-29T11:XX",
        "2023-03-29 T11:20 2023-03-29T25:00 2023-03-29T11:60 2023-03-29T11 2023-02-30T11:00 2023-03-29T24:30 11:20 PT5H",
    ),
    (
        "DURATION",
        "P3Y P12M PT5H P4Y6M PXY PXXY P9XY P3D/P5D P1.5W P2DT3H PTXM P10Y6M3D PT2H5M30S P1W",
        "P PT P3 3Y P3YT P-3Y P3Y/ /P3Y P3Y/P4Y/P5Y P3D4Y 2023 P3.Y P.5Y PX.5Y",
    ),
    (
        "SET",
        "P1Y PT10M XXXX-03 XXXX-03-29 XXXX-WXX-2 XXXX-XX-XXT09:00 {XXXX-WXX-1,XXXX-WXX-3} XXXX-03/XXXX-05",
        "2023 2023-03 March 毎年 XXXX-13",
    ),
]


@pytest.mark.parametrize(("kind", "good", "bad"), FORMS)
def test_the_value_of_a_date_has_the_form_its_type_demands(kind: str, good: str, bad: str) -> None:
    for value in good.split():
        assert cells.when("value", value, kind) == value
    for value in bad.split():
        with pytest.raises(Invalid):
            cells.when("value", value, kind)


# what a reviewer changed of 2023年, its bounds worked out → first and last day
BOUNDS = [
    ({}, "2023-01-01", "2023-12-31"),
    ({"mod": "START"}, "2023-01-01", "2023-04-30"),
    ({"mod": "MID"}, "2023-05-01", "2023-08-31"),
    ({"mod": "END"}, "2023-09-01", "2023-12-31"),
    ({"mod": "APPROX"}, "2023-01-01", "2023-12-31"),
    ({"text": "2023年末", "mod": "END"}, "2023-09-01", "2023-12-31"),
    ({"text": "2023年前半", "mod": "START"}, "2023-01-01", "2023-06-30"),
    ({"text": "2023年前半", "mod": "END"}, "2023-07-01", "2023-12-31"),
    ({"text": "2023年前半", "mod": "MID"}, "2023-05-01", "2023-08-31"),
    ({"text": "2023年前半", "mod": ""}, "2023-01-01", "2023-12-31"),
    ({"text": "2024年から2025年半ば", "value": "2024/2025"}, "2024-01-01", "2025-08-31"),
    ({"value": "2018/.."}, "2018-01-01", ""),
    ({"value": "FY2020"}, "2020-04-01", "2021-03-31"),
    ({"value": "2023-05", "mod": "END"}, "2023-05-21", "2023-05-31"),
    ({"value": "2023-05", "earliest": "2023-05-07"}, "2023-05-07", "2023-05-31"),
    ({"type": "DURATION", "value": "P1Y"}, "", ""),
    ({"value": "XXXX-03"}, "", ""),
]


@pytest.mark.parametrize(("changed", "earliest", "latest"), BOUNDS)
def test_bounds_of_a_corrected_date(changed: dict[str, str], earliest: str, latest: str) -> None:
    found = completed("dates", dict(YEAR) | {"earliest": "", "latest": ""} | changed, "2023年のことである。")
    assert (found["earliest"], found["latest"]) == (earliest, latest)


# kind, value, value_max, unit, the sentence → value_si, unit_si, value_si_max
MEASURES = [
    ("length", "35", "", "km", "", "35000 m "),
    ("length", "3", "5", "[mi_i]", "", "4828.032 m 8046.72"),
    ("speed", "80", "", "km/h", "", "22.2222222222 m/s "),
    ("other", "30", "", "Cel", "気温は30℃だった。", "303.15 K "),
    ("other", "2", "", "Cel", "2℃の上昇", "  "),
    ("money", "5", "", "USD", "", "  "),
    ("count", "5", "", "隻", "", "  "),
    ("length", "", "", "km", "数十km", "  "),
    ("area", "5", "", "坪", "", "  "),
]


@pytest.mark.parametrize(("kind", "value", "value_max", "unit", "sentence", "expected"), MEASURES)
def test_si_of_a_corrected_quantity(kind: str, value: str, value_max: str, unit: str, sentence: str, expected: str) -> None:
    before = dict(MONEY) | {"value_si": "1", "unit_si": "kg", "value_si_max": "2"}
    found = completed("quantities", before | {"kind": kind, "value": value, "value_max": value_max, "unit": unit}, sentence)
    assert f"{found['value_si']} {found['unit_si']} {found['value_si_max']}" == expected
    assert completed("entities", dict(XI), sentence) == XI


@pytest.mark.model
def test_rows_of_a_run_are_what_a_reviewer_may_give(sample_outputs: Path) -> None:
    """Typed as they are printed they change nothing, can be added as they are, and what is worked out is what the run has worked out."""
    from pipeline.review.outputs import parts

    seen = 0
    for folder in parts(sample_outputs).values():
        document = rows.read(read_part(folder))
        for table, fields in FIELDS.items():
            for one in document.tables[table]:
                typed = {field.name: one[field.name] for field in fields}
                assert checked(table, typed, one) == {}
                if table != "events":  # what they name has to be there: they are not added
                    assert checked(table, typed, None) == {name: cell for name, cell in typed.items() if cell}
                if "sentence_id" in one and table in rows.MENTIONS:
                    emptied = dict(one) | {
                        name: "" for name in ("earliest", "latest", "value_si", "unit_si", "value_si_max") if name in one
                    }
                    assert completed(table, emptied, document.sentences[one["sentence_id"]]["text"]) == one
                seen += 1
    assert seen > 500


@given(st.sampled_from(list(VALID)), st.data())
def test_any_text_is_a_value_or_is_told(case: tuple[str, Row, dict[str, str], dict[str, str]], data: st.DataObject) -> None:
    """And what stands for a cell stands for the same one when it is typed again."""
    table, before, typed, _ = case
    names = sorted(typed.keys() & {field.name for field in FIELDS[table]} - {"text"})
    given_values = {name: data.draw(st.text(max_size=12) | st.text("0123456789-/.XPYTM,年月億 kg[]", max_size=12)) for name in names}
    try:
        found = checked(table, given_values, before)
    except Invalid:
        return
    assert checked(table, found, rows.reading(table, before)) == found
    assert checked(table, {name: found.get(name, before[name]) for name in names}, {**before, **found}) == {}


FIXED = ("text", "action", "earliest", "latest")  # of an event: its words, and what its date says


def test_every_field_is_a_column_and_has_its_choices() -> None:
    assert tuple(FIELDS) == tuple(table for table in COLUMNS if table in rows.REVIEWED)
    for table, fields in FIELDS.items():
        columns = {column.name: column for declared in schema.TABLES if declared.name == table for column in declared.columns}
        assert [field.name for field in fields] == (
            [] if table == "problems" else [name for name in rows.READING[table] if table != "events" or name not in FIXED]
        )
        for field in fields:
            assert field.choices == columns[field.name].enum
            assert (field.kind == "choice") == bool(field.choices)
            assert field.required <= (columns[field.name].required or field.name == "value")


def test_currency_codes_are_those_of_iso_4217() -> None:
    pycountry = pytest.importorskip("pycountry")
    listed = {row["code"]: row["name"] for row in rules.words("currency_codes")}
    assert listed == {one.alpha_3: one.name for one in pycountry.currencies if one.alpha_3 not in ("XTS", "XXX")}
    assert list(listed) == sorted(listed)


@pytest.mark.parametrize("module", ["pipeline.review.fields", "pipeline.review.decisions"])
def test_reading_decisions_loads_no_layer(module: str) -> None:
    unwanted = ("pipeline.extract", "pipeline.resolve", "pyarrow", "pandas", "spacy", "numpy")
    code = f"import sys, {module}; print([name for name in {unwanted} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "[]"
