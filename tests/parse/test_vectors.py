"""Vectors against those of spaCy's own component."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps

from pipeline.parse import vectors as module
from pipeline.parse.products import times
from pipeline.parse.vectors import Vectors
from tests.parse.models import pipeline

FORMS = [{}, {"depth": 2}, {"depth": 5, "pieces": 2}]
WORDS = ["鯨", "港", "国会", "Whale", "12", "\n", "。", "ー"]


@cache
def model(form: int) -> tuple[Language, Vectors]:
    nlp = pipeline(form, **FORMS[form])
    vectors = Vectors.of(nlp)
    assert vectors is not None
    return nlp, vectors


def docs(nlp: Language, texts: list[list[str]]) -> list[Doc]:
    return [Doc(nlp.vocab, words=words, spaces=[False] * len(words)) for words in texts]


def check(nlp: Language, vectors: Vectors, made: list[Doc]) -> None:
    component: Any = nlp.get_pipe("tok2vec")
    for ours, spacys in zip(vectors(made), component.predict(made), strict=True):
        assert_allclose(ours, spacys, rtol=1e-4, atol=1e-4)


@settings(deadline=None)
@given(st.integers(0, len(FORMS) - 1), st.lists(st.lists(st.sampled_from(WORDS), max_size=30), min_size=1, max_size=5))
def test_any_words_give_spacys_vectors(form: int, texts: list[list[str]]) -> None:
    nlp, vectors = model(form)
    check(nlp, vectors, docs(nlp, texts))


def test_texts_longer_than_a_stripe(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = model(0)[0]
    monkeypatch.setattr(module, "_STRIPE", 144)
    vectors = Vectors.of(nlp)
    assert vectors is not None
    check(nlp, vectors, docs(nlp, [WORDS * 40, WORDS[:3], WORDS * 20]))
    check(nlp, vectors, docs(nlp, [WORDS[:2], [], WORDS * 2]))


def test_a_layer_that_tells_no_words_apart() -> None:
    nlp = pipeline(0)
    component: Any = nlp.get_pipe("tok2vec")
    for node in component.model.walk():
        if node.name == "maxout":
            for name in ("W", "b"):
                node.set_param(name, node.get_param(name) * 0)
    vectors = Vectors.of(nlp)
    assert vectors is not None
    check(nlp, vectors, docs(nlp, [WORDS]))


def test_more_words_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp = model(0)[0]
    monkeypatch.setattr(module, "_MOST_WORDS", 10)
    vectors = Vectors.of(nlp)
    assert vectors is not None
    for first in (0, 8, 4, 0):
        check(nlp, vectors, docs(nlp, [[f"語{number}" for number in range(first, first + 8)]]))
    check(nlp, vectors, docs(nlp, [[f"語{number}" for number in range(25)], ["語3", "語99"]]))


def test_words_do_not_stay_in_the_models_vocabulary() -> None:
    nlp, vectors = model(0)
    from spacy.vocab import Vocab

    before = len(nlp.vocab.strings)
    vectors([Doc(Vocab(), words=[f"鯨{number}" for number in range(50)])])
    assert len(nlp.vocab.strings) == before


def edited(part: str) -> Language:
    nlp = pipeline(0)
    component: Any = nlp.get_pipe("tok2vec")
    nodes = {node.name: node for node in component.model.walk()}
    match part:
        case "window":
            nodes["expand_window"].attrs["window_size"] = 2
        case "pad":
            component.model.get_ref("encode").attrs["pad"] = 1
        case "attributes":
            nodes["extract_features"].attrs["columns"] = ["ORTH", "NORM"]
    return nlp


@pytest.mark.parametrize("part", ["window", "pad", "attributes"])
def test_a_tok2vec_of_another_form_is_left_to_spacy(part: str) -> None:
    assert Vectors.of(edited(part)) is None


@pytest.mark.parametrize("rows", [0, 1, 2, 5, 63, 64, 127, 128, 129, 700])
def test_a_row_of_a_product_depends_on_no_other(rows: int) -> None:
    numbers = np.random.default_rng(0)
    left = numbers.normal(size=(700, 256)).astype(np.float32)
    right = numbers.normal(size=(256, 64)).astype(np.float32)
    assert np.array_equal(times(left[:rows], right), times(left, right)[:rows])


# Kernels that OpenBLAS has for processors of these names; which one it takes is told before numpy is loaded. Haswell's rounds by the place.
KERNELS = ["", "Prescott", "Nehalem", "Sandybridge", "Haswell"]
BESIDE = """
import numpy as np
from pipeline.parse.products import laid_out, times
numbers = np.random.default_rng(0)
for inner, outer in ((256, 64), (64, 189), (288, 288)):
    right = numbers.normal(size=(inner, outer)).astype(np.float32)
    parts = [numbers.normal(size=(rows, inner)).astype(np.float32) for rows in (7, 130, 0, 41, 600, 1)]
    laid, rows = laid_out(parts)
    together = times(laid, right)[rows]
    alone = np.concatenate([times(part, right) for part in parts])
    assert np.array_equal(together, alone), (inner, outer)
"""


@pytest.mark.parametrize("kernel", KERNELS)
def test_a_part_gives_the_same_beside_others(kernel: str) -> None:
    told = {"OPENBLAS_CORETYPE": kernel} if kernel else {}
    kept = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}
    done = subprocess.run(
        [sys.executable, "-c", BESIDE], env=kept | told | {"OPENBLAS_NUM_THREADS": "1"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_text_gives_the_same_beside_others_and_after_them() -> None:
    nlp = pipeline(0)
    texts = [WORDS * 9, ["鯨"], WORDS[::-1] * 30, [], ["国会", "と", "港"]]
    for node in nlp.get_pipe("tok2vec").model.walk():  # as the parser's work has it
        node.ops = NumpyOps(use_blis=False)
    beside, alone = Vectors.of(nlp), Vectors.of(nlp)
    assert beside is not None
    assert alone is not None
    alone(docs(nlp, [["別", "の", "語", "と", "港"]]))
    together = beside(docs(nlp, texts))
    assert all(np.array_equal(found, alone(docs(nlp, [text]))[0]) for found, text in zip(together, texts, strict=True))
