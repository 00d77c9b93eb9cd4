"""Entities against those of spaCy's own component, on the same words and vectors."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.parse.entities import Entities
from tests.parse.models import LABELS, WIDTH, pipeline

NERS: list[dict[str, Any]] = [
    {"seed": 1},
    {"seed": 2, "maxout_pieces": 3},
    {"seed": 3, "hidden_width": 5},
    {"seed": 4, "labels": ("Zoo",)},
    {"seed": 5, "labels": tuple(f"Kind{number}" for number in range(30))},
]


@cache
def ner(number: int, towards: str = "") -> Language:
    """A pipeline whose NER prefers moves with the prefix `towards`."""
    nlp = pipeline(**NERS[number])
    if towards:
        component: Any = nlp.get_pipe("ner")
        bias = component.model.get_ref("upper").get_param("b")
        for move in range(component.moves.n_moves):
            if component.moves.get_class_name(move).startswith(towards):
                bias[move] += 50
    return nlp


def docs(nlp: Language, lengths: list[int], white: set[int], bounds: set[int], seed: int) -> list[Doc]:
    """Docs of so many words; `white` and `bounds` say which words of each are white space or start a sentence."""
    numbers = np.random.default_rng(seed)
    made = []
    for length in lengths:
        words = ["\n" if place in white else f"語{place}" for place in range(length)]
        doc = Doc(nlp.vocab, words=words, spaces=[False] * length, sent_starts=[place in bounds or place == 0 for place in range(length)])
        doc.tensor = numbers.normal(0, 2, (length, WIDTH)).astype(np.float32)
        made.append(doc)
    return made


def iob(doc: Doc) -> list[tuple[str, str]]:
    return [(token.ent_iob_, token.ent_type_) for token in doc]


def both(nlp: Language, make: Any) -> tuple[list[Doc], list[Doc]]:
    ours, spacys = make(), make()
    found = Entities.of(nlp)
    assert found is not None
    found.mark(ours, [doc.tensor for doc in ours])
    component: Any = nlp.get_pipe("ner")
    component.set_annotations(spacys, component.predict(spacys))
    return ours, spacys


@settings(deadline=None, max_examples=150)
@given(
    st.integers(0, len(NERS) - 1),
    st.sampled_from(["", "B-", "I-", "U-", "O"]),
    st.lists(st.integers(0, 60), min_size=1, max_size=4),
    st.sets(st.integers(0, 59), max_size=20),
    st.sets(st.integers(0, 59), max_size=8),
    st.integers(0, 1000),
)
def test_any_words_give_spacys_entities(
    number: int, towards: str, lengths: list[int], white: set[int], bounds: set[int], seed: int
) -> None:
    nlp = ner(number, towards)
    ours, spacys = both(nlp, lambda: docs(nlp, lengths, white, bounds, seed))
    assert [iob(doc) for doc in ours] == [iob(doc) for doc in spacys]


def test_entities_of_any_length_end_where_spacys_do() -> None:
    nlp = ner(0, "I-")  # an entity goes on until a sentence starts or the Doc ends
    bounds = {1, 3, 10, 19, 28, 45, 80, 200}
    ours, spacys = both(nlp, lambda: docs(nlp, [300, 1, 2, 0, 40], set(), bounds, 7))
    lengths = {len(ent) for doc in ours for ent in doc.ents}
    assert [iob(doc) for doc in ours] == [iob(doc) for doc in spacys]
    assert {1, 2} & lengths
    assert max(lengths) > 32


def test_moves_of_equal_score_go_spacys_way() -> None:
    nlp = pipeline(6)
    component: Any = nlp.get_pipe("ner")
    upper = component.model.get_ref("upper")
    upper.get_param("W")[:] = 0
    upper.get_param("b")[:] = [-(component.moves.get_class_name(move) == "O") for move in range(component.moves.n_moves)]
    ours, spacys = both(nlp, lambda: docs(nlp, [12], {4}, {8}, 0))
    assert iob(ours[0]) == iob(spacys[0])
    assert {label for _, label in iob(ours[0])} & set(LABELS)


def change(nlp: Language, part: str) -> None:
    component: Any = nlp.get_pipe("ner")
    match part:
        case "beam":
            component.cfg["beam_width"] = 2
        case "unseen":
            component.model.attrs["unseen_classes"].add(0)


@pytest.mark.parametrize("form", [{"use_upper": False}, {"extra_state_tokens": True}, {"maxout_pieces": 1}])
def test_an_ner_of_another_form_is_left_to_spacy(form: dict[str, Any]) -> None:
    assert Entities.of(pipeline(0, **form)) is None


@pytest.mark.parametrize("part", ["beam", "unseen"])
def test_an_ner_used_in_another_way_is_left_to_spacy(part: str) -> None:
    nlp = pipeline(0)
    change(nlp, part)
    assert Entities.of(nlp) is None
