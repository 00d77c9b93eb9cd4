"""What a search takes for the same, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.app.folds import fold, spans


@pytest.mark.parametrize(
    ("text", "sought", "expected"),
    [
        ("北極海航路（NSR）の", "nsr", ["NSR"]),
        ("ＮＡＴＯとNATO", "nato", ["ＮＡＴＯ", "NATO"]),
        ("ﾊﾞﾙﾄ海とバルト海", "バルト海", ["ﾊﾞﾙﾄ海", "バルト海"]),
        ("か\u3099いこう", "がい", ["か\u3099い"]),
        ("防 衛\t研\u3000究所", "防衛 研究所", ["防 衛\t研\u3000究所"]),
        ("㌔と㌔㌔", "キロ", ["㌔", "㌔", "㌔"]),
        ("㌔と㌔㌔", "ロ", ["㌔", "㌔", "㌔"]),
        ("𠮷野家", "野", ["野"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("ああああ", "ああ", ["ああ", "ああ"]),
        ("二とニ", "ニ", ["ニ"]),
        ("<b>", "<B", ["<b"]),
        ("(a+)+$", "a+)", ["a+)"]),
        ("何もない", "ある", []),
        ("何もない", " ", []),
        ("", "a", []),
    ],
)
def test_words_are_found(text: str, sought: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, fold(sought))] == expected


@given(st.text(max_size=20), st.text(min_size=1, max_size=3))
def test_what_is_in_the_folded_text_has_a_place(text: str, sought: str) -> None:
    words = fold(sought)
    places = spans(text, words)
    assert bool(places) == bool(words and words in fold(text))
    assert all(0 <= start < end <= len(text) for start, end in places)
