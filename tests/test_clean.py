"""Cleaning: what changes, what must not, and that every character leads back to its source."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean import close_spaces, uniform
from pipeline.model import Text

UNIFORM = [
    ("２０２４年", "2024年"),
    ("ＮＡＴＯとＥＵ", "NATOとEU"),
    ("１２３，０００人", "123,000人"),
    ("３．５％", "3.5%"),
    ("東京、大阪，京都", "東京、大阪，京都"),
    ("2023〜24年", "2023～24年"),
    ("2023∼24年", "2023～24年"),
    ("10~20人", "10～20人"),
    ("https://example.org/~name", "https://example.org/~name"),
    ("ｶﾞｽとﾊﾟｲﾌﾟ", "ガスとパイプ"),
    ("か\u3099す", "がす"),
    ("約10㎞²、5㎢、㎏", "約10km²、5km²、kg"),
    ("気温は20℃", "気温は20°C"),
    ("⾦⽒と⻑官", "金氏と長官"),
    ("神\ufa19", "神神"),
    ("葛\U000e0100城", "葛城"),
    ("防\u00ad衛\u200bの\ufeff話", "防衛の話"),
    ("a\u00a0b\u2009c", "a b c"),
    ("第1頁\f第2頁", "第1頁\n第2頁"),
    ("㍻30年", "平成30年"),
    ("㋿7年", "令和7年"),
]
KEPT = ["述べた¹²。", "km²の面積", "第①の点", "Ⅱ章", "№ 35", "「」『』（）", "2016−17年", "——副題——", "…", "한국어", "習近平國家主席", "½"]

CLOSED = [
    ("2022 年 2 月の侵攻", "2022年2月の侵攻"),
    ("F-35 のような戦闘機", "F-35のような戦闘機"),
    ("BRICS 銀行", "BRICS銀行"),
    ("United Nations の報告", "United Nationsの報告"),
    ("Asian Security", "Asian Security"),
    ("11 ～ 21 日", "11～21日"),
    ("なぜか？　それは", "なぜか？それは"),
    ("第1章　総論", "第1章　総論"),
    ("Xinhua / 共同通信", "Xinhua/共同通信"),
    ("a  b", "a b"),
]
CLOSED_IN_NOTES = [
    ("2018 年 4 月 5 日、23 頁", "2018年4月5日、23頁"),
    ("「高挙偉大旗幟 為全面建設」", "「高挙偉大旗幟 為全面建設」"),
    ("국방부 대변인 발표", "국방부 대변인 발표"),
]


@pytest.mark.parametrize(("given_", "expected"), UNIFORM)
def test_uniform(given_: str, expected: str) -> None:
    assert uniform(given_).text == expected


@pytest.mark.parametrize("text", KEPT)
def test_kept_as_it_is(text: str) -> None:
    assert uniform(text).text == text


@pytest.mark.parametrize(("given_", "expected"), CLOSED)
def test_stray_spaces(given_: str, expected: str) -> None:
    assert close_spaces(Text.of(given_)).text == expected


@pytest.mark.parametrize(("given_", "expected"), CLOSED_IN_NOTES)
def test_stray_spaces_in_notes(given_: str, expected: str) -> None:
    assert close_spaces(Text.of(given_), note=True).text == expected


def test_source_ranges_of_characters_that_change_their_number() -> None:
    text = uniform("約ｶﾞ㎞だ")
    assert text.text == "約ガkmだ"
    assert [text.raw(i, i + 1) for i in range(5)] == [(0, 1), (1, 3), (3, 4), (3, 4), (4, 5)]


ODD = st.text(alphabet=st.sampled_from("年月 　\t\n\f0９,，．.~〜ｶﾞ¹²km㎞⻑\u3099\u00ad\u200b漢字ABＣ「」（）。、"), max_size=80)


@given(st.one_of(ODD, st.text(max_size=80)))
def test_every_character_leads_back(given_: str) -> None:
    for text in (uniform(given_), close_spaces(uniform(given_)), close_spaces(uniform(given_), note=True)):
        assert len(text.starts) == len(text.ends) == len(text.text)
        assert all(0 <= a < b <= len(given_) for a, b in zip(text.starts, text.ends, strict=True))
        assert list(text.starts) == sorted(text.starts)
        for i, char in enumerate(text.text):
            source = given_[text.starts[i] : text.ends[i]]
            if len(source) == 1 and char == source:
                continue
            assert char in unicodedata.normalize("NFKC", source) or char in " \n\uff5e°²³,.がだ" or unicodedata.category(source[0]) == "So"


@given(st.text(alphabet="年月 　\t\n\f0９,，．.~〜ｶﾞ¹²km㎞⻑漢字ABＣ「」（）。、", max_size=80))
def test_cleaning_twice_changes_nothing_more(given_: str) -> None:
    once = uniform(given_).text
    assert uniform(once).text == once
