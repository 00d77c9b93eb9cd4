"""Sentence splitting: after 。, never inside brackets; markers go with the sentence they close."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Block, Marker, Text
from pipeline.sentences import sentences, split

CASES = [
    ("会談した。署名した。", ["会談した。", "署名した。"]),
    ("「行く。必ず行く。」と述べた。終わった。", ["「行く。必ず行く。」と述べた。", "終わった。"]),
    ("声明（全文は別掲。）を出した。次に移る。", ["声明（全文は別掲。）を出した。", "次に移る。"]),
    ("『本。』「題。」を読む。", ["『本。』「題。」を読む。"]),
    ("なぜか？答えは簡単だ。", ["なぜか？", "答えは簡単だ。"]),
    ("本当か！？そうだ。", ["本当か！？", "そうだ。"]),
    ("Yahoo!ニュースが報じた。", ["Yahoo!ニュースが報じた。"]),
    ("閉じない「括弧。次の文。", ["閉じない「括弧。", "次の文。"]),
    ("閉じ過ぎた」括弧。次の文。", ["閉じ過ぎた」括弧。", "次の文。"]),
    ("文末なし", ["文末なし"]),
    ("一。　二。", ["一。", "二。"]),
    ("合意した。[4][5]両国は調印した。 [6]", ["合意した。[4][5]", "両国は調印した。 [6]"]),
    ("合意した。(注3)両国は調印した。（7）", ["合意した。(注3)", "両国は調印した。（7）"]),
    ("柱は次の通り。(1)防衛。(2)外交。", ["柱は次の通り。", "(1)防衛。", "(2)外交。"]),
    ("合意した。[訳注]両国は調印した。", ["合意した。", "[訳注]両国は調印した。"]),
    ("It was signed. Russia agreed.", ["It was signed.", "Russia agreed."]),
    ("Die Einheit folgte am 3. Oktober 1990. Danach kam es anders.", ["Die Einheit folgte am 3. Oktober 1990.", "Danach kam es anders."]),
    ("", []),
    ("　 ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_split(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split(text)] == expected


MARKED = [
    ("一文目。二文目。", 3, 0, 3),  # before the full stop
    ("一文目。二文目。", 4, 0, 4),  # behind it: still the first sentence
    ("一文目。二文目。", 5, 1, 1),
    ("一文目。二文目。", 0, 0, 0),
    ("一文目。二文目。", 8, 1, 4),
]


@pytest.mark.parametrize(("text", "position", "sentence", "expected"), MARKED)
def test_marker_goes_to_its_sentence(text: str, position: int, sentence: int, expected: int) -> None:
    made = sentences([Block("body", Text.of(text), (Marker(1, position, 90, 91),))], "d")
    assert [(i, m.position) for i, s in enumerate(made) for m in s.markers] == [(sentence, expected)]


def test_a_heading_is_one_sentence() -> None:
    made = sentences([Block("heading", Text.of("なぜか。それは")), Block("body", Text.of("一。二。", start=20))], "d")
    assert [(s.id, s.paragraph, s.number, s.text) for s in made] == [
        ("d:s0", 1, 1, "なぜか。それは"),
        ("d:s20", 2, 1, "一。"),
        ("d:s22", 2, 2, "二。"),
    ]


@given(st.text(alphabet="あ。「」（）！?　 .A", max_size=60))
def test_nothing_is_lost_or_said_twice(text: str) -> None:
    spans = list(split(text))
    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert "".join(text[a:b] for a, b in spans).replace(" ", "").replace("　", "") == text.replace(" ", "").replace("　", "")


def test_many_brackets_take_linear_time() -> None:
    assert len(list(split("「" * 10_000 + "。" + "」" * 10_000))) == 1
    assert len(list(split("（" * 20_000 + "あ。"))) == 1
