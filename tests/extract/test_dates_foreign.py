"""Dates in other languages inside Japanese text, as span|type|value|mod; nothing expected means: no date."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.dates import find, foreign, foreign_scan
from pipeline.model import Date, Mention, PipelineError
from pipeline.rules import Rule, load, words

ENGLISH = [
    ("会談はMarch 5, 2019に開かれた", ["March 5, 2019|2019-03-05|"]),
    ("（5 March 2019）", ["5 March 2019|2019-03-05|"]),
    ("5th of March 2019", ["5th of March 2019|2019-03-05|"]),
    ("March 5th, 2019", ["March 5th, 2019|2019-03-05|"]),
    ("Mar. 5, 2019", ["Mar. 5, 2019|2019-03-05|"]),
    ("Mar 5, 2019", ["Mar 5, 2019|2019-03-05|"]),
    ("10 Nov. 2019", ["10 Nov. 2019|2019-11-10|"]),
    ("NOVEMBER 10, 2019", ["NOVEMBER 10, 2019|2019-11-10|"]),
    ("march 5, 2019", ["march 5, 2019|2019-03-05|"]),
    ("5 may 2019", ["5 may 2019|2019-05-05|"]),
    ("Tuesday, March 5, 2019", ["Tuesday, March 5, 2019|2019-03-05|"]),
    ("Tue. March 5, 2019", ["Tue. March 5, 2019|2019-03-05|"]),
    ("2019 March 5", ["2019 March 5|2019-03-05|"]),
    ("05-Mar-2019", ["05-Mar-2019|2019-03-05|"]),
    ("March 2019", ["March 2019|2019-03|"]),
    ("April, 2019", ["April, 2019|2019-04|"]),
    ("in May 2019", ["May 2019|2019-05|"]),
    ("Since May 2019", ["May 2019|2019-05|"]),
    ("Sep 2019", ["Sep 2019|2019-09|"]),
    ("March of 2019", ["March of 2019|2019-03|"]),
    ("Apr–Jun 2019", ["Apr–Jun 2019|2019-04/2019-06|"]),
    ("April to June 2019", ["April to June 2019|2019-04/2019-06|"]),
    ("July and August 2019", ["July and August 2019|2019-07/2019-08|"]),
    ("March and May 2019", ["March and May 2019|{2019-03,2019-05}|"]),
    ("November 2018–February 2019", ["November 2018–February 2019|2018-11/2019-02|"]),
    ("November–February 2019", ["November–February 2019|2018-11/2019-02|"]),
    ("March 5–8, 2019", ["March 5–8, 2019|2019-03-05/2019-03-08|"]),
    ("March 5 to 8, 2019", ["March 5 to 8, 2019|2019-03-05/2019-03-08|"]),
    ("March 5 and 6, 2019", ["March 5 and 6, 2019|2019-03-05/2019-03-06|"]),
    ("March 5 and 9, 2019", ["March 5 and 9, 2019|{2019-03-05,2019-03-09}|"]),
    ("March 28–April 3, 2019", ["March 28–April 3, 2019|2019-03-28/2019-04-03|"]),
    ("December 29–January 4, 2019", ["December 29–January 4, 2019|2018-12-29/2019-01-04|"]),
    ("5–8 March 2019", ["5–8 March 2019|2019-03-05/2019-03-08|"]),
    ("28 March–3 April 2019", ["28 March–3 April 2019|2019-03-28/2019-04-03|"]),
    ("12 April 2018–3 March 2019", ["12 April 2018–3 March 2019|2018-04-12/2019-03-03|"]),
    ("March 5, 2019–April 6, 2020", ["March 5, 2019–April 6, 2020|2019-03-05/2020-04-06|"]),
    ("声明（April 9）を出した", ["April 9|XXXX-04-09|"]),
    ("9 April", ["9 April|XXXX-04-09|"]),
    ("April 9–12", ["April 9–12|XXXX-04-09/XXXX-04-12|"]),
    ("early April 2019", ["early April 2019|2019-04|START"]),
    ("mid-April 2019", ["mid-April 2019|2019-04|MID"]),
    ("Late April 2019", ["Late April 2019|2019-04|END"]),
    ("early 2019", ["early 2019|2019|START"]),
    ("mid-2019", ["mid-2019|2019|MID"]),
    ("by late 2019", ["late 2019|2019|END"]),
    ("end of 2019", ["end of 2019|2019|END"]),
    ("the beginning of March 2019", ["beginning of March 2019|2019-03|START"]),
    ("second half of 2019", ["second half of 2019|2019|END"]),
    ("late 2018–early 2019", ["late 2018–early 2019|2018/2019|"]),
    ("spring 2019", ["spring 2019|2019-21|"]),
    ("Summer of 2019", ["Summer of 2019|2019-22|"]),
    ("winter 2018–19", ["winter 2018–19|2018-24|"]),
    ("Winter 2018/2019", ["Winter 2018/2019|2018-24|"]),
    ("Q3 2019", ["Q3 2019|2019-35|"]),
    ("2019Q3", ["2019Q3|2019-35|"]),
    ("4Q 2019", ["4Q 2019|2019-36|"]),
    ("first quarter of 2019", ["first quarter of 2019|2019-33|"]),
    ("FY2019", ["FY2019|FY2019|"]),
    ("the 1970s", ["1970s|197X|"]),
    ("mid-1970s", ["mid-1970s|197X|MID"]),
    ("1970s–1980s", ["1970s–1980s|197X/198X|"]),
    ("early 19th century", ["early 19th century|18XX|START"]),
    ("the 20th century", ["20th century|19XX|"]),
    ("launched in 2019.", ["2019|2019|"]),
    ("since 2019", ["2019|2019|"]),
    ("by 2035, China", ["2035|2035|"]),
    ("from 2014 to 2019", ["2014 to 2019|2014/2019|"]),
    ("in 2018-19", ["2018-19|2018/2019|"]),
    ("between 2014 and 2019", ["2014 and 2019|2014/2019|"]),
    ("c. 1840", ["c. 1840|1840|APPROX"]),
    ("ca. 1840", ["ca. 1840|1840|APPROX"]),
    ("around March 2019", ["around March 2019|2019-03|APPROX"]),
    ("China’s May 2019 paper", ["May 2019|2019-05|"]),
    ("IISS May 2019", ["May 2019|2019-05|"]),
    ("March 5, 2018 to April 9, 2019", ["March 5, 2018 to April 9, 2019|2018-03-05/2019-04-09|"]),
    ("April 2018 to March 2019", ["April 2018 to March 2019|2018-04/2019-03|"]),
    ("between 5 and 8 March 2019", ["5 and 8 March 2019|2019-03-05/2019-03-08|"]),
    ("Tuesday 5 March 2019", ["Tuesday 5 March 2019|2019-03-05|"]),
    ("1980s–90s", ["1980s–90s|198X/199X|"]),
    ("H1 2019", ["H1 2019|2019-40|"]),
    ("2H2019", ["2H2019|2019-41|"]),
    ("year-end 2019", ["year-end 2019|2019|END"]),
    ("in the year 2019", ["year 2019|2019|"]),
    ("fiscal year 2019", ["fiscal year 2019|FY2019|"]),
    ("in 2018 and 2019", ["2018|2018|", "2019|2019|"]),
    ("No. 5 May 2019", ["May 2019|2019-05|"]),
    ("F-16 May 2019", ["May 2019|2019-05|"]),
    ("February 30, 2019", ["February 30, 2019|2019-02-30|"]),
]

KOREAN = [
    ("2019년 3월 5일", ["2019년 3월 5일|2019-03-05|"]),
    ("2019년3월5일에", ["2019년3월5일|2019-03-05|"]),
    ("2019년 3월 5일(화)", ["2019년 3월 5일(화)|2019-03-05|"]),
    ("2019년 3월", ["2019년 3월|2019-03|"]),
    ("2019년 3월 말", ["2019년 3월 말|2019-03|END"]),
    ("2019년에", ["2019년|2019|"]),
    ("2019년도 예산", ["2019년도|2019|"]),
    ("3월 5일", ["3월 5일|XXXX-03-05|"]),
    ("3월 초순", ["3월 초순|XXXX-03|START"]),
    ("김정은은 5일 평양에서", ["5일|XXXX-XX-05|"]),
    ("2019년 3월 5~8일", ["2019년 3월 5~8일|2019-03-05/2019-03-08|"]),
    ("2019년 3월 5일부터 8일까지", ["2019년 3월 5일부터 8일|2019-03-05/2019-03-08|"]),
    ("2019년 3월 28일~4월 3일", ["2019년 3월 28일~4월 3일|2019-03-28/2019-04-03|"]),
    ("2018년 12월 28일~1월 3일", ["2018년 12월 28일~1월 3일|2018-12-28/2019-01-03|"]),
    ("3월 5~8일", ["3월 5~8일|XXXX-03-05/XXXX-03-08|"]),
    ("5~8일", ["5~8일|XXXX-XX-05/XXXX-XX-08|"]),
    ("2019년 3~5월", ["2019년 3~5월|2019-03/2019-05|"]),
    ("2017~2019년", ["2017~2019년|2017/2019|"]),
    ("2017년부터 2019년까지", ["2017년부터 2019년|2017/2019|"]),
    ("2019년 상반기", ["2019년 상반기|2019-40|"]),
    ("2019년 하반기에", ["2019년 하반기|2019-41|"]),
    ("2019년 3분기", ["2019년 3분기|2019-35|"]),
    ("2019년 봄", ["2019년 봄|2019-21|"]),
    ("2019년 이전", ["2019년 이전|../2019|"]),
    ("3월 이후", ["3월 이후|XXXX-03/..|"]),
    ("1970년대 초반", ["1970년대 초반|197X|START"]),
    ("19년 3월 5일", ["19년 3월 5일|XX19-03-05|"]),
    ("21세기 초", ["21세기 초|20XX|START"]),
    ("2019. 3. 5.", ["2019. 3. 5|2019-03-05|"]),
    ("주체108(2019)년", ["주체108(2019)년|2019|"]),
    ("주체108(2019)년 3월 5일", ["주체108(2019)년 3월 5일|2019-03-05|"]),
]

CHINESE = [
    ("2019年3月5号", ["2019年3月5号|2019-03-05|"]),
    ("2019年3月5號", ["2019年3月5號|2019-03-05|"]),
    ("二〇一九年三月五日", ["二〇一九年三月五日|2019-03-05|"]),
    ("二零一九年", ["二零一九年|2019|"]),
    ("三月十五日", ["三月十五日|XXXX-03-15|"]),
    ("民國108年", ["民國108年|2019|"]),
    ("民国108年", ["民国108年|2019|"]),
    ("中華民國108年3月5日", ["中華民國108年3月5日|2019-03-05|"]),
    ("2019年上半年", ["2019年上半年|2019-40|"]),
    ("2019年下半年，", ["2019年下半年|2019-41|"]),
    ("2019年底，", ["2019年底|2019|END"]),
    ("2019年年底", ["2019年年底|2019|END"]),
    ("2019年第三季度", ["2019年第三季度|2019-35|"]),
    ("2019年3月至5月", ["2019年3月至5月|2019-03/2019-05|"]),
    ("2017年至2019年", ["2017年至2019年|2017/2019|"]),
    ("2018年12月28日至2019年1月3日", ["2018年12月28日至2019年1月3日|2018-12-28/2019-01-03|"]),
    ("二〇一七年到二〇一九年", ["二〇一七年到二〇一九年|2017/2019|"]),
    ("20世纪70年代", ["20世纪70年代|197X|"]),
    ("二十世纪七十年代", ["二十世纪七十年代|197X|"]),
    ("二十一世纪", ["二十一世纪|20XX|"]),
]

CYRILLIC = [
    ("5 марта 2019 года", ["5 марта 2019 года|2019-03-05|"]),
    ("5 марта 2019 г.", ["5 марта 2019 г.|2019-03-05|"]),
    ("5–8 марта 2019 г.", ["5–8 марта 2019 г.|2019-03-05/2019-03-08|"]),
    ("с 5 по 8 марта 2019 года", ["5 по 8 марта 2019 года|2019-03-05/2019-03-08|"]),
    ("28 марта — 3 апреля 2019 года", ["28 марта — 3 апреля 2019 года|2019-03-28/2019-04-03|"]),
    ("март 2019 г.", ["март 2019 г.|2019-03|"]),
    ("в марте 2019 года", ["марте 2019 года|2019-03|"]),
    ("5 марта", ["5 марта|XXXX-03-05|"]),
    ("2019 год", ["2019 год|2019|"]),
    ("в 2019 году", ["2019 году|2019|"]),
    ("2017–2019 годах", ["2017–2019 годах|2017/2019|"]),
    ("2017-2019 гг.", ["2017-2019 гг.|2017/2019|"]),
    ("в 1970-х годах", ["1970-х годах|197X|"]),
    ("в конце 2019 года", ["конце 2019 года|2019|END"]),
    ("весной, весна 2019 года", ["весна 2019 года|2019-21|"]),
    ("05.03.2019", ["05.03.2019|2019-03-05|"]),
    ("05.03.2019 г.", ["05.03.2019 г.|2019-03-05|"]),
    ("5 березня 2019 року", ["5 березня 2019 року|2019-03-05|"]),
    ("у березні 2019 року", ["березні 2019 року|2019-03|"]),
    ("5 сакавіка 2019 года", ["5 сакавіка 2019 года|2019-03-05|"]),
    ("2019 оны 3 дугаар сарын 5", ["2019 оны 3 дугаар сарын 5|2019-03-05|"]),
    ("2019 жылғы 5 наурыз", ["2019 жылғы 5 наурыз|2019-03-05|"]),
    ("XX век", ["XX век|19XX|"]),
    ("в XXI веке", ["XXI веке|20XX|"]),
    ("5 наурыз 2019", ["5 наурыз 2019|2019-03-05|"]),
]

LATIN = [
    ("5 de marzo de 2019", ["5 de marzo de 2019|2019-03-05|"]),
    ("marzo de 2019", ["marzo de 2019|2019-03|"]),
    ("5 y 6 de marzo de 2019", ["5 y 6 de marzo de 2019|2019-03-05/2019-03-06|"]),
    ("finales de 2019", ["finales de 2019|2019|END"]),
    ("5 de março de 2019", ["5 de março de 2019|2019-03-05|"]),
    ("meados de 2019", ["meados de 2019|2019|MID"]),
    ("5 mars 2019", ["5 mars 2019|2019-03-05|"]),
    ("1er mars 2019", ["1er mars 2019|2019-03-01|"]),
    ("mars 2019", ["mars 2019|2019-03|"]),
    ("août 2019", ["août 2019|2019-08|"]),
    ("été 2019", ["été 2019|2019-22|"]),
    ("début mars 2019", ["début mars 2019|2019-03|START"]),
    ("siglo XXI", ["siglo XXI|20XX|"]),
    ("XVIIIe siècle", ["XVIIIe siècle|17XX|"]),
    ("années 1970", ["années 1970|197X|"]),
    ("5. März 2019", ["5. März 2019|2019-03-05|"]),
    ("5.–8. März 2019", ["5.–8. März 2019|2019-03-05/2019-03-08|"]),
    ("am 5. August 2019", ["5. August 2019|2019-08-05|"]),
    ("Mai 2019", ["Mai 2019|2019-05|"]),
    ("Ende 2019", ["Ende 2019|2019|END"]),
    ("im Jahr 2019", ["Jahr 2019|2019|"]),
    ("1970er Jahre", ["1970er Jahre|197X|"]),
    ("5 marzo 2019", ["5 marzo 2019|2019-03-05|"]),
    ("5 marca 2019 r.", ["5 marca 2019 r.|2019-03-05|"]),
    ("w 2019 roku", ["2019 roku|2019|"]),
    ("5. března 2019", ["5. března 2019|2019-03-05|"]),
    ("října 2019", ["října 2019|2019-10|"]),
    ("5 Mart 2019", ["5 Mart 2019|2019-03-05|"]),
    ("Kasım 2019", ["Kasım 2019|2019-11|"]),
    ("5 Maret 2019", ["5 Maret 2019|2019-03-05|"]),
    ("ngày 5 tháng 3 năm 2019", ["ngày 5 tháng 3 năm 2019|2019-03-05|"]),
    ("tháng 3/2019", ["tháng 3/2019|2019-03|"]),
    ("ngày 5/3/2019", ["ngày 5/3/2019|2019-03-05|"]),
    ("năm 2019", ["năm 2019|2019|"]),
    ("5 مارس 2019", ["5 مارس 2019|2019-03-05|"]),
]

NUMBERS = [
    ("撮影05.03.2019", ["05.03.2019|2019-03-05|"]),
    ("5.3.2019", ["5.3.2019|2019-03-05|"]),
    ("25/03/2019", ["25/03/2019|2019-03-25|"]),
    ("03/25/2019", ["03/25/2019|2019-03-25|"]),
    ("05/03/2019", ["05/03/2019|2019|"]),
    ("05/05/2019", ["05/05/2019|2019-05-05|"]),
    ("25-03-2019", ["25-03-2019|2019-03-25|"]),
    ("05.-08.03.2019", ["05.-08.03.2019|2019-03-05/2019-03-08|"]),
    ("28.03–03.04.2019", ["28.03–03.04.2019|2019-03-28/2019-04-03|"]),
    ("05.03.2019–08.03.2019", ["05.03.2019–08.03.2019|2019-03-05/2019-03-08|"]),
    ("31.04.2019", ["31.04.2019|2019-04-31|"]),
    ("2019-03-05", ["2019-03-05|2019-03-05|"]),
    ("2019/3/5", ["2019/3/5|2019-03-05|"]),
]

REJECTED = [
    "May said", "March Air Base", "the Marches", "marching in", "Theresa May 2017", "Robert March 2019", "they may 2019", "he set 2030 targets",
    "walked out 2019", "Mars 2020", "Mac 2019", "Maybe 2019", "Marchland 5, 2019", "Septet 2019", "Janice 2019", "Decade 2019", "June 45",
    "June 7.5", "Mai 7", "5 may have", "3 set", "Jan 3", "Rio de Janeiro 2016", "Article 5, 2019", "Project 2025", "Vol. 5, 2019",
    "Issue 5, 2019", "pp. 5-14", "no. 3 (2019)", "version 1.2.2021", "Ver.1.2.2021", "v1.2.2021", "第1.2.2021号", "10.12.2021.5", "192.168.1.1",
    "1.2.3", "25.13.2019", "30/30/2019", "12.345.2019", "ISBN 4-12-2019-3", "https://example.org/05.03.2019/june-5-2019", "03-1234-2019", "05-03-2019",
    "2019 people", "2019 km", "in 2019 dollars", "by 2000 troops", "until 2000 people", "in 2019.5 million", "within 2019", "Resolution 2019", "c.f. 1900", "c. 1200 BC", "in 2000 BC", "1.5.2021版", "Article 1.5.2021", "mid-to-late 2019", "2019년 6월호", "2세기 동안", "H3 2019", "2nd half of the year", "fiscal policy 2019", "XXX век", "XXV век",
    "real estate 2019", "Springfield 2019", "Summer 2018/20", "Q5 2019", "FAQ2 2019", "1995s", "45th century", "late arrival 2019", "mid-air 2019",
    "end users 2019", "first half of the game", "13월", "100년", "3년간", "20일간", "20일 동안", "20일 만에", "45일", "7일째", "2000년간", "5시간", "주체사상",
    "주체108(2018)년", "民國の政治", "2019 города", "100 год", "5 маршей", "año 20199", "tháng 13/2019", "2019 годится", "5 Juniper 2019",
    "€2019 June", "$1,905.03.2019",
]  # fmt: skip

CASES = [*ENGLISH, *KOREAN, *CHINESE, *CYRILLIC, *LATIN, *NUMBERS]


def shown(mention: Mention) -> str:
    assert isinstance(mention.value, Date)
    assert mention.value.type == "DATE"
    return f"{mention.text}|{mention.value.value}|{mention.value.mod}"


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_date_is_read(text: str, expected: list[str]) -> None:
    assert [shown(mention) for mention in find(text)] == expected


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_date_is_read_inside_japanese(text: str, expected: list[str]) -> None:
    assert [shown(mention) for mention in find(f"演説では「{text}」とされた。")] == expected


@pytest.mark.parametrize("text", REJECTED)
def test_no_date_is_made_up(text: str) -> None:
    assert [shown(mention) for mention in find(text)] == []


JAPANESE = [
    ("2019年底値を付けた", ["2019年|2019|"]),
    ("2019年中に発効する", ["2019年|2019|"]),
    ("2019年に至る", ["2019年|2019|"]),
    ("3月5号", ["3月|XXXX-03|"]),
    ("2019年末", ["2019年末|2019|END"]),
    ("June 2019頃", ["June 2019頃|2019-06|APPROX"]),
    ("March 5, 2019以降", ["March 5, 2019以降|2019-03-05/..|"]),
    ("第2章5. August 2019の動き", ["August 2019|2019-08|"]),
    ("約1,905人、2019年", ["2019年|2019|"]),
]


@pytest.mark.parametrize(("text", "expected"), JAPANESE)
def test_japanese_is_read_as_japanese(text: str, expected: list[str]) -> None:
    assert [shown(mention) for mention in find(text)] == expected


RELATIONS = [
    ("April 9", "context:year+0"),
    ("April 9–12", "context:year+0/start:year+0"),
    ("3월 5일", "context:year+0"),
    ("3월 5~8일", "context:year+0/start:year+0"),
    ("5일 평양에서", "context:month+0"),
    ("5~8일", "context:month+0/start:year+0"),
    ("3월 이후", "context:year+0/"),
    ("3월 이전", "/context:year+0"),
    ("mid-April", "context:year+0"),
    ("5 марта", "context:year+0"),
    ("19년 3월 5일", "context:century+0"),
    ("19년 3월 5~8일", "context:century+0/start:year+0"),
    ("April 9, 2019", ""),
]


@pytest.mark.parametrize(("text", "relation"), RELATIONS)
def test_what_is_missing_leans_on_the_context(text: str, relation: str) -> None:
    (mention,) = find(text)
    assert isinstance(mention.value, Date)
    assert mention.value.relation == relation


PARTS = [
    ("early June 2019", "third1"),
    ("mid-2019", "third2"),
    ("first half of 2019", "half1"),
    ("2019년 하반기", "semester2"),
    ("2019年上半年", "semester1"),
    ("конце 2019 года", "third3"),
    ("June 2019", ""),
    ("fiscal 2019", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "part"), PARTS)
def test_part_of_the_period(text: str, part: str) -> None:
    assert foreign.part(text) == part


@pytest.mark.parametrize("row", words("months"), ids=lambda row: row["name"])
def test_every_month_is_read_with_its_day_and_year(row: dict[str, str]) -> None:
    assert [shown(mention) for mention in find(f"5 {row['name']} 2019")] == [f"5 {row['name']} 2019|2019-{int(row['month']):02}-05|"]


@pytest.mark.parametrize("row", words("foreign_parts"), ids=lambda row: row["word"])
def test_every_part_is_read(row: dict[str, str]) -> None:
    forms = {"ko": ("2019년 3월 {}", "2019년 {}", "1990년대 {}"), "zh": ("2019年{}", "20世纪{}")}
    texts = [form.format(row["word"]) for form in forms.get(row["languages"], ("{} 2019", "{} de 2019", "{} 2019 года"))]
    found = [mention for text in texts for mention in find(text) if mention.text == text and isinstance(mention.value, Date)]
    half = row["part"].startswith("semester")  # the value names it
    assert ("" if half else row["mod"]) in {mention.value.mod for mention in found if isinstance(mention.value, Date)}
    assert foreign.part(texts[0]) == row["part"]


@given(st.dates().filter(lambda day: 1500 <= day.year <= 2099))
def test_every_day_is_read_in_every_order(day: date) -> None:
    forms = (f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", f"{day.year}년 {day.month}월 {day.day}일")
    for text in forms:
        assert [shown(mention) for mention in find(text)] == [f"{text}|{day.isoformat()}|"]


@given(st.text(alphabet="0123456789 .,-–/~년월일주체年月日號至到底Mayrchоктябрьngáf'’()", max_size=60))
def test_spans_are_sorted_disjoint_and_exact(text: str) -> None:
    end = 0
    for mention in find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        end = mention.end


@pytest.mark.parametrize(
    "piece", ["a", "5 ", "5-", "1.", "year ", "5월 ", "March ", "March 5 and ", "5 to 5 to ", "ж", "주체", "2019년", "民國", "early "]
)
def test_long_text_is_read(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    assert all(mention.end - mention.start < 200 for mention in find(text))


def test_unknown_class_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = Rule("made-up", "x", {"opens": ["NUMERALS"]}, (), (), "made up")
    monkeypatch.setattr(foreign_scan, "load", lambda name: (rule,))
    foreign_scan._index.cache_clear()
    try:
        with pytest.raises(PipelineError, match="'made-up' opens with the unknown class 'NUMERALS'"):
            foreign_scan.candidates("5 June 2019", 0)
    finally:
        foreign_scan._index.cache_clear()


def test_every_rule_opens_and_is_read_by_this_module() -> None:
    for rule in load(foreign_scan.FILE):
        assert rule.fields["opens"], rule.id
        assert rule.fields["reader"] == "foreign", rule.id
