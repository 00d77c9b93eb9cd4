"""Dates as notes print them in twenty languages, what they are in EDTF, and what is no date."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import rules
from pipeline.extract import calendar

CASES = [
    ("2019年3月5日", "2019-03-05"),
    ("2019 年 3 月 5 日", "2019-03-05"),
    ("2019年3月", "2019-03"),
    ("2019年", "2019"),
    ("2019", "2019"),
    ("2019年3-4月", "2019-03/2019-04"),
    ("2019年3・4月", "2019-03/2019-04"),
    ("2019年12月～2020年1月", "2019-12/2020-01"),
    ("2019年3月5-7日", "2019-03-05/2019-03-07"),
    ("2019年3月30日～4月2日", "2019-03-30/2019-04-02"),
    ("2019年春", "2019-21"),
    ("平成31年3月5日", "2019-03-05"),
    ("令和元年5月", "2019-05"),
    ("令和元年（2019年）5月1日", "2019-05-01"),
    ("昭和45年", "1970"),
    ("2019년 3월 5일", "2019-03-05"),
    ("2019년 3월", "2019-03"),
    ("2019. 3. 5.", "2019-03-05"),
    ("2019.3.5", "2019-03-05"),
    ("2019.3", "2019-03"),
    ("2019-03-05", "2019-03-05"),
    ("2019/3/5", "2019-03-05"),
    ("05.03.2019", "2019-03-05"),
    ("25/03/2019", "2019-03-25"),
    ("03/25/2019", "2019-03-25"),
    ("March 5, 2019", "2019-03-05"),
    ("Mar. 5, 2019", "2019-03-05"),
    ("Sept. 21st, 2019", "2019-09-21"),
    ("5 March 2019", "2019-03-05"),
    ("5th March 2019", "2019-03-05"),
    ("March 2019", "2019-03"),
    ("March/April 2019", "2019-03/2019-04"),
    ("December 2018–January 2019", "2018-12/2019-01"),
    ("March 5-7, 2019", "2019-03-05/2019-03-07"),
    ("March 30–April 2, 2019", "2019-03-30/2019-04-02"),
    ("5-7 March 2019", "2019-03-05/2019-03-07"),
    ("Summer 2019", "2019-22"),
    ("Fall 2019", "2019-23"),
    ("été 2019", "2019-22"),
    ("hiver 2019", "2019-24"),
    ("invierno de 2019", "2019-24"),
    ("otoño 2019", "2019-23"),
    ("Frühjahr 2019", "2019-21"),
    ("Herbst 2019", "2019-23"),
    ("весна 2019 г.", "2019-21"),
    ("осінь 2019", "2019-23"),
    ("2019년 봄호", "2019-21"),
    ("2019. 5 марта", "2019-03-05"),
    ("5 марта 2019 года", "2019-03-05"),
    ("5 марта 2019 г.", "2019-03-05"),
    ("март 2019", "2019-03"),
    ("5 березня 2019 року", "2019-03-05"),
    ("5 de marzo de 2019", "2019-03-05"),
    ("marzo de 2019", "2019-03"),
    ("1er mars 2019", "2019-03-01"),
    ("5 août 2019", "2019-08-05"),
    ("5. März 2019", "2019-03-05"),
    ("5 marzo 2019", "2019-03-05"),
    ("5 de março de 2019", "2019-03-05"),
    ("1º de março de 2019", "2019-03-01"),
    ("1° marzo 2019", "2019-03-01"),
    ("17 Mart 2019", "2019-03-17"),
    ("Ağustos 2019", "2019-08"),
    ("5 marca 2019", "2019-03-05"),
    ("12 października 2019 r.", "2019-10-12"),
    ("3 Mei 2019", "2019-05-03"),
    ("2. května 2019", "2019-05-02"),
    ("5 maart 2019", "2019-03-05"),
    ("6 yunyu 2019", "2019-06-06"),
    ("12 tháng 5 năm 2019", "2019-05-12"),
    ("ngày 12 tháng 5 năm 2019", "2019-05-12"),
    ("tháng 5/2019", "2019-05"),
]

# Impossible, ambiguous or no dates at all: a wrong date is worse than none.
UNREAD = [
    "2019年2月30日", "2019年13月", "2019年0月", "31 April 2019", "02/03/2019", "Marchland 5, 2019", "Issue 5, 2019", "2019年度", "2019年間",
    "3月5日", "2019-25", "12345", "", "第3号", "2019年5-3月", "Winter 2019/2020", "May", "慶長5年", "été-automne 2019", "2019년 봄비", "2019. 5 с.", "tháng 13/2019", "32 Mart 2019", "Project 2019", "Market 2019",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), CASES)
def test_date_is_read(text: str, value: str) -> None:
    assert calendar.edtf(text) == value


@pytest.mark.parametrize("text", UNREAD)
def test_no_date_is_made_up(text: str) -> None:
    assert calendar.edtf(text) == ""


@pytest.mark.parametrize("text", [text for text, value in CASES if "-" in value and text not in ("2019.3", "25/03/2019", "03/25/2019")])
def test_date_is_found_whole_in_running_text(text: str) -> None:
    found = re.search(calendar.DATE, f"「湖」、{text}、12頁")
    assert found is not None
    assert found[0] == text


# The languages whose dates notes are read in; other languages, and months after в or w, are read in the body alone.
IN_NOTES = {"ar", "cs", "de", "en", "es", "fr", "id", "it", "ms", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk"}
NOTE_MONTHS = [row for row in rules.words("months") if IN_NOTES & {*row["languages"].split("|")} and "locative" not in row["source"]]


@pytest.mark.parametrize("row", NOTE_MONTHS, ids=lambda row: row["name"])
def test_every_month_name_is_read_and_found(row: dict[str, str]) -> None:
    text = f"5 {row['name']} 2019"
    assert calendar.edtf(text) == f"2019-{int(row['month']):02}-05"
    assert re.fullmatch(calendar.DATE, text)


@pytest.mark.parametrize("row", rules.words("months"), ids=lambda row: row["name"])
def test_every_month_name_is_known_in_any_case(row: dict[str, str]) -> None:
    for name in (row["name"], row["name"].upper(), f"{row['name'].capitalize()}."):
        month = calendar.month(name)
        assert month is not None, name
        assert (month.number, month.is_full, month.caution) == (int(row["month"]), row["form"] == "full", row["caution"])


def test_month_list_is_sorted_and_says_where_it_is_from() -> None:
    rows = rules.words("months")
    assert [row["name"] for row in rows] == sorted({row["name"] for row in rows})
    assert {row["form"] for row in rows} == {"full", "short"}
    assert {row["caution"] for row in rows} == {"", "day", "capital", "lower"}
    assert all(row["source"] for row in rows)


@pytest.mark.parametrize("name", ["", "monday", "ma", "janua", "мартин"])
def test_no_other_word_is_a_month(name: str) -> None:
    assert calendar.month(name) is None


@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_japanese_and_english(day: date) -> None:
    assert calendar.edtf(f"{day.year}年{day.month}月{day.day}日") == day.isoformat()
    assert calendar.edtf(f"{day:%B} {day.day}, {day.year}") == day.isoformat()


@given(st.text(max_size=30))
def test_any_text_gives_a_value_of_the_form_or_nothing(text: str) -> None:
    assert re.fullmatch(r"(?:\d{4}(?:-\d\d){0,2}(?:/\d{4}(?:-\d\d){0,2})?)?", calendar.edtf(text))
