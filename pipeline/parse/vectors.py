"""Docs → a vector for each word in its context: what a spaCy tok2vec of GiNZA's form computes, in fewer and larger products.

Words are embedded once, not at each place where they stand. The layers above go over the words of many Docs in stripes that fit the
processor's cache, in memory that is kept: spaCy asks for new memory at each step, which the system gives a page at a time. The order of
the additions is spaCy's; results differ from its own by the rounding of the BLAS alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.parse.products import MOST_ROWS, TILE, Floats, columns, starts, tiled

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

_STRIPE = MOST_ROWS  # words a product: inputs and outputs of one are 3 MB
_MOST_WORDS = 20_000  # embedded words kept: 20 MB; a report has 3,000
_OF_THE_WORD = {"ORTH", "LOWER", "PREFIX", "SUFFIX", "SHAPE"}  # features that a word has wherever it stands
_EMBEDDING = {
    "extract_features",
    "list2ragged",
    "ints-getitem",
    "hashembed",
    "static_vectors",
    "maxout",
    "layernorm",
    "dropout",
    "ragged2list",
}
_LAYER = "residual(expand_window>>maxout>>layernorm>>dropout)"
_SMALLEST_VARIANCE = 1e-8  # as thinc's layernorm has it


@dataclass(frozen=True, slots=True)
class _Layer:
    """A convolution over a word and its neighbours, maxout of its pieces, layer normalization."""

    weights: Floats  # 3 × width rows, pieces × width columns, piece by piece
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int


class Vectors:
    """The vectors of a model's tok2vec. Keeps its working memory: not for several threads at once."""

    def __init__(self, nlp: Language, embed: Any, layers: Sequence[_Layer]) -> None:
        self._nlp = nlp
        self._embed = embed
        self._layers = layers
        self._width = len(layers[0].gain)
        self._rows: dict[int, int] = {}  # a word's hash → its row among the embedded
        self._embedded = np.zeros((_MOST_WORDS, self._width), dtype=np.float32)
        widest = max(len(layer.bias) for layer in layers)
        self._window = np.zeros((_STRIPE, 3 * self._width), dtype=np.float32)
        self._product = np.zeros((_STRIPE, widest), dtype=np.float32)
        self._best = np.zeros((_STRIPE, self._width), dtype=np.float32)
        self._square = np.zeros((_STRIPE, self._width), dtype=np.float32)
        self._states = [np.zeros((0, self._width), dtype=np.float32)] * 2

    @classmethod
    def of(cls, nlp: Language) -> Vectors | None:
        """Those of the pipeline's component `tok2vec`; None where it is not of the form that is computed here."""
        from spacy.pipeline.tok2vec import Tok2Vec

        component = nlp.get_pipe("tok2vec")
        if type(component) is not Tok2Vec or not {"embed", "encode"} <= set(component.model.ref_names):
            return None
        embed, encode = component.model.get_ref("embed"), component.model.get_ref("encode")
        if not _embeds_words(embed) or not _is_convolution(encode) or encode.get_dim("nO") != embed.get_dim("nO"):
            return None
        return cls(nlp, embed, [_layer(node) for node in encode.walk() if node.name == _LAYER])

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """For each Doc an array with a row for each of its words."""
        # rows of zeros between Docs, at least as many as a vector sees to each side
        places, size = starts([len(doc) for doc in docs], len(self._layers))
        if len(self._states[0]) < size + 2:
            self._states = [np.zeros((size + 2, self._width), dtype=np.float32) for _ in range(2)]
        state, following = (kept[: size + 2] for kept in self._states)  # with a row at each end that no word sees
        state[:] = 0
        rows = self._words(docs)
        at = 0
        for doc, place in zip(docs, places, strict=True):
            np.take(self._embedded, rows[at : at + len(doc)], axis=0, out=state[place + 1 : place + 1 + len(doc)])
            at += len(doc)
        for layer in self._layers:
            for begin in range(0, size, _STRIPE):
                self._stripe(layer, state, following, begin, min(_STRIPE, size - begin))
            state, following = following, state
        return [state[place + 1 : place + 1 + len(doc)].copy() for doc, place in zip(docs, places, strict=True)]

    def _stripe(self, layer: _Layer, state: Floats, following: Floats, begin: int, count: int) -> None:
        """The layer's output of `count` rows from `begin`, into `following`. Row n of the text is row n + 1 of the states."""
        rows, width = tiled(count), self._width
        window, product = self._window[:rows], self._product[:rows, : len(layer.bias)]
        for place in range(3):
            window[:count, place * width : (place + 1) * width] = state[begin + place : begin + place + count]
        np.matmul(window, layer.weights, out=product)
        product += layer.bias
        best, square = self._best[:rows], self._square[:rows]
        np.maximum(product[:, :width], product[:, width : 2 * width], out=best)
        for piece in range(2, layer.pieces):
            np.maximum(best, product[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        np.multiply(best, best, out=square)
        best *= (square.mean(axis=1, keepdims=True) + np.float32(_SMALLEST_VARIANCE)) ** np.float32(-0.5)
        best *= layer.gain
        best += layer.shift
        np.add(state[begin + 1 : begin + 1 + count], best[:count], out=following[begin + 1 : begin + 1 + count])

    def _words(self, docs: Sequence[Doc]) -> NDArray[np.intp]:
        """The rows, among the embedded words, of all words of the Docs."""
        hashes = [int(value) for doc in docs for value in doc.to_array("ORTH")]
        new = list(dict.fromkeys(value for value in hashes if value not in self._rows))
        if len(self._rows) + len(new) > _MOST_WORDS:
            self._rows.clear()
            new = list(dict.fromkeys(hashes))
            if len(new) > len(self._embedded):
                self._embedded = np.zeros((len(new), self._width), dtype=np.float32)
        if new:
            first = len(self._rows)
            self._embedded[first : first + len(new)] = self._embed_words(new, docs[0].vocab.strings)
            self._rows.update(zip(new, range(first, first + len(new)), strict=True))
        return np.array([self._rows[value] for value in hashes], dtype=np.intp)

    def _embed_words(self, hashes: Sequence[int], strings: StringStore) -> Floats:
        """Embeds each word in a place that is its own modulo `TILE`: what comes out depends on that, and must not on the other words."""
        from spacy.tokens import Doc

        used = [0] * TILE
        places = []
        for value in hashes:
            places.append(value % TILE + used[value % TILE] * TILE)
            used[value % TILE] += 1
        filled = [strings[hashes[0]]] * (max(used) * TILE)
        for value, place in zip(hashes, places, strict=True):
            filled[place] = strings[value]
        with self._nlp.memory_zone():  # the model's vocabulary would grow with each new word
            parts = (filled[begin : begin + MOST_ROWS] for begin in range(0, len(filled), MOST_ROWS))
            embedded = [
                self._embed.predict([Doc(self._nlp.vocab, words=part + part[:1] * (tiled(len(part)) - len(part)))])[0] for part in parts
            ]
        every: Floats = np.concatenate(embedded)
        return every[places]


def _embeds_words(embed: Any) -> bool:
    """Whether the layer makes of a word the same vector wherever it stands."""
    leaves = [node for node in embed.walk() if not node.layers]
    attributes = {attribute for node in leaves if node.name == "extract_features" for attribute in node.attrs["columns"]}
    return {node.name for node in leaves} <= _EMBEDDING and attributes <= _OF_THE_WORD


def _is_convolution(encode: Any) -> bool:
    layers = [node for node in encode.walk() if node.name == _LAYER]
    windows = [node.attrs["window_size"] for node in encode.walk() if node.name == "expand_window"]
    pieces = [node.get_dim("nP") for node in encode.walk() if node.name == "maxout"]
    named = encode.name == f"with_array({'>>'.join([_LAYER] * len(layers))})"
    return named and len(layers) > 1 and encode.attrs["pad"] == len(layers) and set(windows) == {1} and min(pieces) > 1


def _layer(node: Any) -> _Layer:
    parts = {part.name: part for part in node.walk()}
    weights, bias = parts["maxout"].get_param("W"), parts["maxout"].get_param("b")  # width × pieces (× inputs)
    return _Layer(
        columns(weights.transpose(1, 0, 2)),
        np.ascontiguousarray(bias.T).reshape(-1),
        parts["layernorm"].get_param("G"),
        parts["layernorm"].get_param("b"),
        weights.shape[1],
    )
