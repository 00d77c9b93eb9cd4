"""Small spaCy pipelines of ja_ginza's form, with weights drawn at random: their moves are many and their entities wild."""

from __future__ import annotations

from typing import Any

import numpy as np
import spacy
from spacy.language import Language

LABELS = ("Person", "Country", "Date", "X-Y")
WIDTH = 16


def pipeline(seed: int = 0, *, labels: tuple[str, ...] = LABELS, depth: int = 3, pieces: int = 3, **ner: Any) -> Language:
    """tok2vec, parser and ner; `ner` overrides settings of the NER's model."""
    nlp = spacy.blank("ja", config={"nlp": {"tokenizer": {"split_mode": "C"}}})
    embed = {
        "@architectures": "spacy.MultiHashEmbed.v2",
        "width": WIDTH,
        "attrs": ["ORTH", "SHAPE"],
        "rows": [50, 30],
        "include_static_vectors": False,
    }
    encode = {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": WIDTH, "depth": depth, "window_size": 1, "maxout_pieces": pieces}
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}})
    parser: Any = nlp.add_pipe("parser", config={"model": _transitions("parser"), "min_action_freq": 1})
    recognizer: Any = nlp.add_pipe("ner", config={"model": _transitions("ner") | ner})
    for label in labels:
        recognizer.add_label(label)
    for label in ("nsubj", "obj", "case"):
        parser.add_label(label)
    nlp.initialize()
    for component in (nlp.get_pipe("tok2vec"), parser, recognizer):
        draw(component.model, seed)
    return nlp


def draw(model: Any, seed: int) -> None:
    """Weights at random, also of the layers that begin as zeros."""
    numbers = np.random.default_rng(seed)
    for node in model.walk():
        for name in node.param_names:
            shape = node.get_param(name).shape
            node.set_param(name, numbers.normal(0, 0.5, shape).astype(np.float32))


def _transitions(state: str) -> dict[str, Any]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": state,
        "extra_state_tokens": False,
        "hidden_width": 8,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH},
    }
