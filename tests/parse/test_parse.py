"""Sentences → Docs: which texts are parsed, by what, and that it is what spaCy gives."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline import parse
from pipeline.model import PipelineError, Sentence, Text
from pipeline.parse import Columns, arrays, ginza
from pipeline.parse.ginza import Ginza
from tests.parse.models import pipeline

RUNS = [
    ("鯨が港に来た。", "沖では、国会議員の山田花子氏が船を見ていた。"),
    ("",),
    ("2031年4月、海洋庁はゾルゲン社と12億円の契約を結んだ。",),
    (" 第1に、\n港　を広げる。", "第2に、船を増やす。"),
    ("𠮷野家とＡＢＣ、バルモア共和国の代表団が会談した…。",),
]
CHARACTERS = "鯨が港に来た国会議員ガラポゴス12年億円 \n。、「…𠮷"


@cache
def small() -> Ginza:
    return Ginza(pipeline(3))


def sentence(text: str, paragraph: int, number: int = 0, kind: Any = "body") -> Sentence:
    return Sentence(f"s{paragraph}.{number}", kind, Text.of(text), paragraph, 1)


def shown(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.whitespace_, t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_iob_, t.ent_type_, t.is_sent_start) for t in doc]


def by_spacy(nlp: Language, runs: Sequence[Sequence[str]]) -> list[Doc]:
    docs = [nlp.make_doc("".join(run)) for run in runs]
    for doc, run in zip(docs, runs, strict=True):
        bounds = {0, *accumulate(map(len, run))}
        for token in doc:
            token.is_sent_start = token.idx in bounds
    return list(nlp.pipe(docs))


@settings(deadline=None)
@given(st.lists(st.lists(st.text(CHARACTERS, max_size=20), min_size=1, max_size=3).map(tuple), min_size=1, max_size=6), st.integers(1, 4))
def test_any_text_is_parsed_as_by_spacy(runs: list[tuple[str, ...]], batch_size: int) -> None:
    ours = small().docs(runs, batch_size=batch_size)
    spacys = by_spacy(pipeline_of_spacy(), runs)
    for doc, other in zip(ours, spacys, strict=True):
        ginza.unknown.tag(other, small().nlp.tokenizer.tokenizer)
        assert shown(doc) == shown(other)


@cache
def pipeline_of_spacy() -> Language:
    return pipeline(3)


@pytest.mark.model
def test_ginzas_own_results() -> None:
    nlp = spacy.load("ja_ginza", exclude=["morphologizer", "compound_splitter", "bunsetu_recognizer", "strings"])
    spacys = by_spacy(nlp, RUNS)
    model = parse.load("ja_ginza")
    for doc in spacys:
        ginza.unknown.tag(doc, nlp.tokenizer.tokenizer)
    assert model.means == "arrays"
    assert [shown(doc) for doc in model.docs(RUNS, batch_size=2)] == [shown(doc) for doc in spacys]
    assert {ent.label_ for doc in spacys for ent in doc.ents} >= {"Person", "Date", "Money"}


@pytest.mark.model
def test_a_parse_does_not_depend_on_what_is_parsed_beside_it() -> None:
    model = parse.load("ja_ginza")
    together = model.docs(RUNS, batch_size=16)
    assert [shown(model.docs([run], batch_size=1)[0]) for run in RUNS] == [shown(doc) for doc in together]


def other_form(part: str) -> Language:
    match part:
        case "components":
            nlp = pipeline(0)
            nlp.remove_pipe("parser")
        case "one more":
            nlp = pipeline(0)
            nlp.add_pipe("doc_cleaner")
        case "ner":
            nlp = pipeline(0, use_upper=False)
        case _:
            nlp = spacy.blank("xx")
    return nlp


@pytest.mark.parametrize("part", ["components", "one more", "ner", "language"])
def test_a_model_of_another_form_is_run_by_spacy(part: str) -> None:
    model = Ginza(other_form(part))
    expected = by_spacy(other_form(part), RUNS)
    if part != "language":
        for doc in expected:
            ginza.unknown.tag(doc, model.nlp.tokenizer.tokenizer)
    assert model.means == "spacy"
    assert [shown(doc) for doc in model.docs(RUNS, batch_size=2)] == [shown(doc) for doc in expected]


def test_docs_outlive_the_vocabulary_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "_MOST_STRINGS", 1)
    before = small().docs(RUNS, batch_size=4)
    told = [shown(doc) for doc in before]
    after = small().docs(RUNS, batch_size=4)
    assert before[0].vocab is not after[0].vocab
    assert [shown(doc) for doc in before] == told == [shown(doc) for doc in after]


class _Counting:
    """In the model's place: keeps which texts it was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []

    def docs(self, runs: Sequence[tuple[str, ...]], *, batch_size: int) -> list[Doc]:
        self.asked += runs
        nlp = spacy.blank("xx")
        return [nlp.make_doc("".join(run)) for run in runs]


class _Kept(dict[tuple[str, ...], Columns]):
    """In the cache's place."""

    def put(self, texts: tuple[str, ...], doc: Doc) -> None:
        self[texts] = Columns.of(doc)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> _Counting:
    model = _Counting()
    monkeypatch.setattr(parse, "load", lambda _: model)
    return model


PARAGRAPHS = [["a b", "c"], ["d"], ["a b", "c"], ["a bc"], ["d"], ["e"], ["d"]]


@pytest.mark.parametrize("batch_size", [1, 2, 3, 100])
def test_a_text_that_comes_again_is_parsed_once(batch_size: int, counting: _Counting) -> None:
    sentences = [sentence(text, number, place) for number, texts in enumerate(PARAGRAPHS) for place, text in enumerate(texts)]
    parsed = list(parse.parse(sentences, model="any", batch_size=batch_size))
    assert counting.asked == [("a b", "c"), ("d",), ("a bc",), ("e",)]
    assert [s for run in parsed for s in run.sentences] == sentences
    assert [run.columns.text for run in parsed] == ["".join(texts) for texts in PARAGRAPHS]


def test_what_is_in_the_cache_is_not_parsed(counting: _Counting) -> None:
    cache: Any = _Kept()
    sentences = [sentence(texts[0], number) for number, texts in enumerate(PARAGRAPHS)]
    first = [run.columns.text for run in parse.parse(sentences[:2], model="any", batch_size=2, cache=cache)]
    asked = list(counting.asked)
    assert [run.columns.text for run in parse.parse(sentences[:2], model="any", batch_size=2, cache=cache)] == first
    assert counting.asked == asked
    list(parse.parse(sentences, model="any", batch_size=2, cache=cache))
    assert counting.asked == [*asked, ("a bc",), ("e",)]


BOUNDED = [
    ([10, 10], [[10, 10]]),
    ([5_000, 5_000, 10_000, 2], [[5_000, 5_000], [10_000, 2]]),
    ([9_000, 9_000, 9_000], [[9_000], [9_000], [9_000]]),
    ([5, 15_000, 7], [[5], [15_000], [7]]),
    ([3, 15_001, 4], [[3, 4]]),  # more than SudachiPy takes: that sentence is left out
]


@pytest.mark.parametrize(("lengths", "expected"), BOUNDED)
def test_runs_are_what_sudachipy_accepts(lengths: list[int], expected: list[list[int]], counting: _Counting) -> None:
    sentences = [sentence("海" * length, 1, number) for number, length in enumerate(lengths)]
    assert [[len(s.text) for s in run.sentences] for run in parse.parse(sentences, model="any", batch_size=1)] == expected


def test_only_running_text_is_parsed(counting: _Counting) -> None:
    kinds = ["heading", "body", "caption", "list", "table", "front"]
    sentences = [sentence(kind, number, kind=kind) for number, kind in enumerate(kinds)]
    assert [run.columns.text for run in parse.parse(sentences, model="any", batch_size=4)] == ["body", "list"]
    assert parse.count(sentences) == len("body" + "list")


@pytest.mark.parametrize("model", ["no_such_model", "", "../elsewhere", "a b"])
def test_a_model_that_is_not_installed_is_told(model: str) -> None:
    with pytest.raises(PipelineError, match="is not installed; install it with pip"):
        parse.check(model)


def test_looking_for_the_model_does_not_import_spacy() -> None:
    code = "import sys; from pipeline import parse; parse.check('ja_ginza'); print(parse.means('ja_ginza'), {'spacy', 'numpy'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "None set()\n"
