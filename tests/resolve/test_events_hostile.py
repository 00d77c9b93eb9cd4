"""Sentences without end: events are read in a time that grows with their length, and no recursion runs out."""

from __future__ import annotations

import threading

import pytest

from pipeline.extract.events import Token, read
from pipeline.model import Date, Mention, Name
from pipeline.model.mention import Layer
from pipeline.resolve.events.likely import settled
from pipeline.resolve.events.memory import Memory, Told
from pipeline.resolve.events.reading import Reading
from pipeline.resolve.events.scene import Scene

WORDS = 6_000
ASKED = 280  # words of a sentence that is still asked about
MOST_ROWS = 4_000  # questions about one sentence
LONG = 30  # seconds: a reading that grows with the square of the length takes minutes

NOUN, ACT, CASE = "名詞-普通名詞-一般", "名詞-普通名詞-サ変可能", "助詞-格助詞"
LIGHT, VERB, AUX, COMMA = "動詞-非自立可能", "動詞-一般", "助動詞", "補助記号-読点"
# what comes over and over, words as (text, lemma, tag, label)
REPEATED = {
    "subjects": [("国", "国", NOUN, "nsubj_bunsetu"), ("が", "が", CASE, "case")],
    "clauses": [("署名", "署名", ACT, "advcl_bunsetu"), ("し", "する", LIGHT, "aux"), ("、", "、", COMMA, "punct")],
    "asked again": [
        ("署名", "署名", ACT, "advcl_bunsetu"), ("し", "する", LIGHT, "aux"), ("、", "、", COMMA, "punct"),
        ("こと", "こと", NOUN, "obl_bunsetu"), ("に", "に", CASE, "case"), ("署名", "署名", ACT, "advcl_bunsetu"), ("し", "する", LIGHT, "aux"), ("、", "、", COMMA, "punct"),
        ("場合", "場合", NOUN, "obl_bunsetu"),
    ],
    "modifiers": [("署名", "署名", ACT, "acl_bunsetu"), ("し", "する", LIGHT, "aux"), ("た", "た", AUX, "aux")],
    "compound": [("国", "国", NOUN, "compound")],
    "list": [("国", "国", NOUN, "nmod_bunsetu"), ("と", "と", CASE, "case")],
    "brackets": [("「", "「", "補助記号-括弧開", "punct")],
    "quotations": [("述べ", "述べる", VERB, "ccomp_bunsetu"), ("た", "た", AUX, "aux"), ("と", "と", CASE, "case")],
    "topics": [
        ("国", "国", NOUN, "nsubj_bunsetu"), ("は", "は", "助詞-係助詞", "case"), ("述べ", "述べる", VERB, "advcl_bunsetu"), ("、", "、", COMMA, "punct"),
    ],
    "dates": [("2020年", "2020年", "名詞-数詞", "obl_bunsetu"), ("に", "に", CASE, "case"),
        ("甲国", "甲国", NOUN, "nsubj_bunsetu"), ("が", "が", CASE, "case"), ("署名", "署名", ACT, "advcl_bunsetu"), ("し", "する", LIGHT, "aux"), ("、", "、", COMMA, "punct"),
    ],
    "shared": [
        ("甲国", "甲国", NOUN, "nsubj_bunsetu"), ("が", "が", CASE, "case"), ("、", "、", COMMA, "punct"),
        ("2020年", "2020年", "名詞-数詞", "obl_bunsetu"), ("に", "に", CASE, "case"),
    ],
    "described": [
        ("2020年", "2020年", "名詞-数詞", "obl_bunsetu"), ("に", "に", CASE, "case"), ("署名", "署名", ACT, "acl_bunsetu"), ("し", "する", LIGHT, "aux"),
        ("た", "た", AUX, "aux"), ("甲国", "甲国", NOUN, "obl_bunsetu"), ("と", "と", CASE, "case"),
    ],
}  # fmt: skip
# words that a layer found
MENTIONED: dict[str, tuple[Layer, Name | Date]] = {
    "2020年": ("dates", Date("DATE", "2020")),
    "甲国": ("entities", Name("GPE", "state", (("KOR", "甲国"),))),
}


@pytest.mark.parametrize("repeated", REPEATED)
@pytest.mark.parametrize("count", [WORDS, ASKED], ids=["without end", "asked about"])
def test_a_sentence_without_end_is_read(repeated: str, count: int) -> None:
    words = REPEATED[repeated] * (count // len(REPEATED[repeated]))
    memory = Memory()
    memory.add(tuple(Told((f"PERSON:{number}",), number, "は") for number in range(WORDS)))
    tokens, mentions, at = [], [], 0
    for text, lemma, tag, label in words:
        tokens.append(Token(at, at + len(text), text, lemma, tag, label, len(words) - 1))
        if text in MENTIONED:
            layer, value = MENTIONED[text]
            mentions.append(Mention(layer, at, at + len(text), text, value, "rule:made", 0.9))
        at += len(text)
    failed: list[BaseException] = []
    rows: list[int] = []

    def work() -> None:
        try:
            clauses = read("".join(word[0] for word in words), tokens)
            reading = Reading(Scene.of(clauses, mentions), ("CHN",), ("CHN", "RUS"), memory, sourced=True)
            drafts = list(reading.drafts())
            rows.append(sum(len(draft.dates) + len(draft.doers) for draft in drafts))
            settled(drafts)
            reading.about()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(LONG)
    assert not thread.is_alive(), f"{len(words)} words take longer than {LONG} s"
    assert failed == []
    assert rows[0] <= MOST_ROWS
