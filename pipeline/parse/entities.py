"""Docs and their words' vectors → entities: what spaCy's greedy NER of GiNZA's form finds, in one product for all words of a batch.

spaCy goes word by word; at each it scores all moves (four for each label: begin, in, last, unit; and out), and asks of each whether it
may be made. Its score sees three words: the word to be moved over, the first word of the open entity, and the word before. So

- with no entity open a score depends on the word alone: all words are scored at once, the moves that may not be made are struck out, and
  the best is known for each word before any is moved over;
- with one open, only its own label's `in` and `last` may be made, and their scores depend on its first word and the word at hand: two dot
  products for a word.

Then entities follow from one look through the words that begin one. Rounding is the BLAS's; ties go to the move of lower number, as there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.parse.products import Floats, columns, laid_out, times

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_AHEAD = 8  # words of an entity scored at once


@dataclass(frozen=True, slots=True)
class _Moves:
    """Moves that may be made with no entity open, in spaCy's order, and for the label of each that begins one its `in` and `last`."""

    numbers: Ints  # in spaCy's numbering
    labels: tuple[str, ...]  # "" of `out`
    begins: Bools
    within: Ints  # spaCy's numbers, -1 where the move begins nothing
    last: Ints


class Entities:
    """The entities of a model's NER."""

    def __init__(self, model: Any, moves: _Moves) -> None:
        linear, lower, upper = model.get_ref("tok2vec").layers[-1], model.get_ref("lower"), model.get_ref("upper")
        self._moves = moves
        self._linear = columns(linear.get_param("W")), linear.get_param("b")
        weights, bias, padding = (lower.get_param(name) for name in ("W", "b", "pad"))
        self._features, self._hidden, self._pieces, _ = weights.shape
        self._lower = columns(weights.transpose(0, 2, 1, 3))  # piece by piece
        self._bias = np.ascontiguousarray(bias.T).reshape(-1)
        self._padding = padding[0].transpose(0, 2, 1).reshape(self._features, -1)
        scores, score_bias = upper.get_param("W"), upper.get_param("b")
        self._closed = columns(scores[moves.numbers]), score_bias[moves.numbers]
        self._open = [(scores[numbers], score_bias[numbers]) for numbers in (moves.within, moves.last)]
        self._out = moves.labels.index("")

    @classmethod
    def of(cls, nlp: Language) -> Entities | None:
        """Those of the pipeline's component `ner`; None where it is not of the form that is computed here."""
        from spacy.pipeline.ner import EntityRecognizer

        component: Any = nlp.get_pipe("ner")
        if type(component) is not EntityRecognizer or component.cfg["beam_width"] != 1 or not _is_three_words(component.model):
            return None
        moves = _moves([component.moves.get_class_name(number) for number in range(component.moves.n_moves)])
        return cls(component.model, moves) if moves else None

    def mark(self, docs: Sequence[Doc], vectors: Sequence[Floats]) -> None:
        """Sets the entities of Docs that have none yet; the sentence bounds are those the Docs have."""
        from spacy.tokens import Span

        if not any(map(len, docs)):
            return
        starts = np.cumsum([0, *map(len, docs[:-1])])
        spans: list[list[Span]] = [[] for _ in docs]
        for start, end, label in self._find(docs, vectors):
            number = int(np.searchsorted(starts, start, side="right")) - 1
            first = starts[number]
            spans[number].append(Span(docs[number], start - first, end - first, label=label))
        for doc, found in zip(docs, spans, strict=True):
            doc.set_ents(found)

    def _find(self, docs: Sequence[Doc], vectors: Sequence[Floats]) -> Iterator[tuple[int, int, str]]:
        """Entities in the words of all Docs put one behind the other."""
        laid, rows = laid_out(vectors)
        features = self._precompute(laid)
        scores = self._score(features)[rows]
        features = features[rows]
        goes_on = _goes_on(docs)
        white = np.concatenate([doc.to_array("IS_SPACE") for doc in docs]) != 0
        choice = self._choose(scores, goes_on, white)
        starts = np.flatnonzero(self._moves.begins[choice])
        ends = dict(zip(starts.tolist(), self._ends(features, goes_on, starts, choice[starts], 1, _AHEAD), strict=True))
        at = 0
        for start in np.flatnonzero(choice != self._out).tolist():
            if start < at:
                continue
            end = ends.get(start, start)
            ahead = _AHEAD
            while end is None:  # a long entity
                one = np.array([start])
                end = self._ends(features, goes_on, one, choice[one], 1 + ahead, ahead)[0]
                ahead *= 2
            at = end + 1
            yield start, at, self._moves.labels[choice[start]]

    def _precompute(self, vectors: Floats) -> Floats:
        """What each word gives to the hidden layer in each of the three places where it can stand: words × places × units."""
        weights, bias = self._linear
        return times(times(vectors, weights) + bias, self._lower).reshape(len(vectors), self._features, -1)

    def _maxout(self, units: Floats) -> Floats:
        best: Floats = (units + self._bias).reshape(*units.shape[:-1], self._pieces, self._hidden).max(axis=-2)
        return best

    def _score(self, features: Floats) -> Floats:
        """For each word what the moves are worth if no entity is open there."""
        weights, bias = self._closed
        scores: Floats = times(self._maxout(features[:, 0] + self._padding[1] + self._padding[2]), weights) + bias
        return scores

    def _choose(self, scores: Floats, goes_on: Bools, white: Bools) -> Ints:
        """For each word the best move if no entity is open there, as an index into the moves."""
        begins = self._moves.begins
        scores[np.ix_(~goes_on, begins)] = -np.inf
        choice: Ints = scores.argmax(axis=1)
        choice[white] = self._out
        return choice

    def _ends(self, features: Floats, goes_on: Bools, starts: Ints, moves: Ints, skip: int, ahead: int) -> list[int | None]:
        """The last word of each entity, looked for among the `ahead` words from `skip` words behind its first; None where it is none."""
        if not len(starts):
            return []
        places = np.minimum(starts[:, None] + np.arange(skip, skip + ahead), len(features) - 1)
        units = features[places, 0] + features[starts, 1][:, None] + features[places - 1, 2]
        hidden = self._maxout(units)
        inside, last = ((hidden * weights[moves][:, None]).sum(axis=-1) + bias[moves][:, None] for weights, bias in self._open)
        within_first = (self._moves.within < self._moves.last)[moves][:, None]
        stops = ~goes_on[places] | (last > inside) | ((last == inside) & ~within_first)
        ends = places[np.arange(len(starts)), stops.argmax(axis=1)]
        return [end if stopped else None for end, stopped in zip(ends.tolist(), stops.any(axis=1).tolist(), strict=True)]


def _goes_on(docs: Sequence[Doc]) -> Bools:
    """For each word whether an entity may reach from it to the next: the next is in the same Doc and starts no sentence."""
    parts = []
    for doc in docs:
        starts = doc.to_array("SENT_START") == 1
        parts.append(np.append(~starts[1:], False)[: len(doc)])
    return np.concatenate(parts)


def _is_three_words(model: Any) -> bool:
    """Whether a state's score sees three words and goes through a hidden layer."""
    names = [layer.name for layer in model.layers]
    if model.name != "parser_model" or names[1:] != ["precomputable_affine", "linear"]:
        return False
    if not model.attrs["has_upper"] or model.attrs["unseen_classes"]:
        return False
    before = [layer.name for layer in model.get_ref("tok2vec").layers]
    lower: Any = model.get_ref("lower")
    return before == ["tok2vec-listener", "list2array", "linear"] and lower.get_dim("nF") == 3 and lower.get_dim("nP") > 1


def _moves(names: Sequence[str]) -> _Moves | None:
    """The moves of spaCy's names, such as `B-Person`; None where a label that begins has no `in` or no `last`, or `out` is missing."""
    numbers = {name: number for number, name in enumerate(names)}
    kept = [name for name in names if name == "O" or (name[:2] in ("B-", "U-") and name[2:])]  # a unit of no label is for what is preset
    labels = [name[2:] for name in kept]
    begins = [name.startswith("B-") for name in kept]
    within = [numbers.get(f"I-{label}", -1) if first else -1 for label, first in zip(labels, begins, strict=True)]
    last = [numbers.get(f"L-{label}", -1) if first else -1 for label, first in zip(labels, begins, strict=True)]
    if "O" not in kept or any(first and min(pair) < 0 for first, *pair in zip(begins, within, last, strict=True)):
        return None
    return _Moves(np.array([numbers[name] for name in kept]), tuple(labels), np.array(begins), np.array(within), np.array(last))
