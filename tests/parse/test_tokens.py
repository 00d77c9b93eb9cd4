from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.parse.tokens import Tokens

TEXTS = [
    "",
    " ",
    "　",
    " \n ",
    "鯨が港に来た。",
    " 鯨が 港に　来た。 ",
    "鯨  が\n\n港に\t来た。",
    "Blue whale 2 頭 と 3.5㎞",
    "Blue  whale",
    "…えっ…㌔㈱①ｶﾞｷﾞ",
    "𠮷野家👨‍👩‍👧と\u200bか\u3099",
    "会\u00a0議",
    "会\u2003 議",
    "\ufeff会議",
]
CHARACTERS = "鯨が港に来た国会議員ガラポゴスABcd019０９ 　\n\t。、「…①㈱ｶﾞー㌔𠮷👩\u200b\ufeff\u0301\u00a0\x00年月億%"


@cache
def blank() -> Language:
    return spacy.blank("ja", config={"nlp": {"tokenizer": {"split_mode": "C"}}})


def tokens(sentences: list[str]) -> Doc:
    return Tokens(blank().tokenizer.tokenizer).doc(blank().vocab, sentences)


def shown(doc: Doc) -> list[tuple[str, str, str, str, int]]:
    return [(token.text, token.whitespace_, token.lemma_, token.tag_, token.idx) for token in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_words_lemmas_and_tags_are_spacys(text: str) -> None:
    assert shown(tokens([text])) == shown(blank().make_doc(text))


@settings(deadline=None)
@given(st.one_of(st.text(CHARACTERS, max_size=40), st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
def test_any_text_gives_spacys_words(text: str) -> None:
    doc = tokens([text])
    assert shown(doc) == shown(blank().make_doc(text))
    assert doc.text == text


STARTS = [
    (["鯨が来た。", "港は静かだ。"], ["鯨", "港"]),
    (["鯨が来た。", "", "港は静かだ。"], ["鯨", "港"]),
    (["鯨が来た。 ", "港は静かだ。"], ["鯨", "港"]),
    (["鯨が来た。　", "港は静かだ。"], ["鯨", "港"]),
    (["国会", "議員が来た。"], ["国会議員"]),  # a word across the bound starts nothing
    (["  鯨が来た。"], ["  "]),
    (["", ""], []),
]


@pytest.mark.parametrize(("sentences", "first"), STARTS)
def test_sentences_start_where_they_are_told(sentences: list[str], first: list[str]) -> None:
    assert [token.text for token in tokens(sentences) if token.is_sent_start] == first
