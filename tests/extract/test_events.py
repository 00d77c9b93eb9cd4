"""Phrases, predicates and what depends on what, of words given as GiNZA gives them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.events import Token, read

NOUN, NAME, ACT = "名詞-普通名詞-一般", "名詞-固有名詞-地名-国", "名詞-普通名詞-サ変可能"
CASE, TOPIC, AUX, LIGHT, VERB = "助詞-格助詞", "助詞-係助詞", "助動詞", "動詞-非自立可能", "動詞-一般"
COMMA, STOP, OPEN, CLOSE = "補助記号-読点", "補助記号-句点", "補助記号-括弧開", "補助記号-括弧閉"

# words as "text lemma tag label head"
SIGNED = [
    ("首相", NOUN, "nsubj_bunsetu", 9), ("は", TOPIC, "case", 0), ("昨日", "名詞-普通名詞-副詞可能", "obl_bunsetu", 3), ("署名", ACT, "acl_bunsetu", 6),
    ("し", LIGHT, "aux", 3), ("た", AUX, "aux", 3), ("条約", NOUN, "obj_bunsetu", 9), ("を", CASE, "case", 6), ("議会に", NOUN, "obl_bunsetu", 9),
    ("送っ", VERB, "ROOT", 9), ("た", AUX, "aux", 9), ("。", STOP, "punct", 9),
]  # fmt: skip
LEMMAS = {"し": "する", "送っ": "送る", "なかっ": "ない", "れ": "れる", "さ": "する"}


def tokens(words: list[tuple[str, str, str, int]]) -> tuple[str, list[Token]]:
    found, at = [], 0
    for text, tag, label, head in words:
        found.append(Token(at, at + len(text), text, LEMMAS.get(text, text), tag, label, head))
        at += len(text)
    return "".join(word[0] for word in words), found


def test_a_topic_belongs_to_the_sentence_and_not_to_what_modifies_a_noun() -> None:
    clauses = read(*tokens(SIGNED))
    heads = {"".join(w.text for w in chunk.words): clauses.heads[chunk.index] for chunk in clauses.chunks}
    places = {"".join(w.text for w in chunk.words): chunk.index for chunk in clauses.chunks}
    assert heads["首相"] == places["送っ"]
    assert heads["昨日"] == places["署名"]
    assert heads["署名"] == places["条約"]
    assert [(p.lemma, p.form, p.past) for p in clauses.predicates.values()] == [("署名する", "modifies", True), ("送る", "end", True)]


@pytest.mark.parametrize(
    ("tail", "passive", "negative"),
    [(["し", "た"], False, False), (["さ", "れ", "た"], True, False), (["し", "なかっ", "た"], False, True)],
)
def test_voice_and_negation(tail: list[str], passive: bool, negative: bool) -> None:
    words = [("協定", NOUN, "obl_bunsetu", 2), ("に", CASE, "case", 0), ("署名", ACT, "ROOT", 2)]
    words += [(word, LIGHT if word in ("し", "さ") else AUX, "aux", 2) for word in tail]
    (found,) = read(*tokens(words)).predicates.values()
    assert (found.lemma, found.passive, found.negative) == ("署名する", passive, negative)


def test_a_verbal_noun_that_ends_a_clause_is_a_predicate_and_a_quotation_is_one_word() -> None:
    words = [
        ("「", OPEN, "punct", 1), ("海", NOUN, "obl_bunsetu", 4), ("」", CLOSE, "punct", 1), ("に", CASE, "case", 1),
        ("署名", ACT, "ROOT", 4), ("。", STOP, "punct", 4),
    ]  # fmt: skip
    clauses = read(*tokens(words))
    assert ["".join(w.text for w in chunk.words) for chunk in clauses.chunks] == ["「海」", "署名"]
    assert [(p.lemma, p.bare) for p in clauses.predicates.values()] == [("署名する", True)]


PIECES = st.tuples(
    st.sampled_from(["国", "が", "は", "し", "た", "、", "。", "「", "」", "（", "）", "署名", "送っ", "と", "こと", "て", "年"]),
    st.sampled_from([NOUN, NAME, ACT, CASE, TOPIC, AUX, LIGHT, VERB, COMMA, STOP, OPEN, CLOSE, "助詞-接続助詞", "空白", "副詞"]),
    st.sampled_from(["nsubj_bunsetu", "acl_bunsetu", "ROOT", "case", "aux", "punct", "compound"]),
)


@given(st.lists(PIECES, max_size=40), st.randoms(use_true_random=False))
def test_any_words_give_phrases_that_depend_on_what_follows(pieces: list[tuple[str, str, str]], random: Random) -> None:
    words = [(*piece, random.randrange(len(pieces))) for piece in pieces]
    clauses = read(*tokens(words))
    assert all(head >= index for index, head in enumerate(clauses.heads))
    assert all(0 <= p.start < p.end <= len(clauses.text) for p in clauses.predicates.values())
