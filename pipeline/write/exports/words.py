"""A sentence's words as GiNZA parsed them → words of Universal Dependencies: no spaces among them, one root, UPOS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pipeline.parse.columns import Columns
from pipeline.parse.unknown import UNKNOWN

_BUNSETU = "_bunsetu"  # GiNZA's parser marks the heads of phrases so, behind the name of the relation
_LIGHT_VERB = "動詞-非自立可能"  # verb or auxiliary: only the relation tells
_AUXILIARY = ("aux", "cop")
ROOT, OTHER = "root", "dep"


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its place in the sentence (code points), dictionary form, UPOS, tag of UniDic, the index of its head or None, relation."""

    start: int
    end: int
    lemma: str
    upos: str
    xpos: str
    head: int | None
    relation: str


def words(columns: Columns, first: int, last: int, offset: int, text: str) -> list[Word] | None:
    """The words `first` to `last` of a parse, which are those of the sentence `text` at `offset`; None where a word crosses its bounds."""
    if any(columns.starts[at] < offset or columns.ends[at] > offset + len(text) for at in range(first, last)):
        return None
    spans = [(columns.starts[at] - offset, columns.ends[at] - offset) for at in range(first, last)]
    kept = [at for at, (start, end) in zip(range(first, last), spans, strict=True) if text[start:end].strip()]
    index = {at: number for number, at in enumerate(kept)}
    tags = [columns.tags[at] for at in kept]
    made = []
    for number, at in enumerate(kept):
        start, end = spans[at - first]
        relation = columns.labels[at].removesuffix(_BUNSETU)
        upos = _upos(text[start:end], tags[number], tags[number + 1] if number + 1 < len(tags) else "", relation)
        made.append(Word(start, end, columns.lemmas[at], upos, tags[number], _head(columns, at, index), relation))
    return _rooted(made)


def _head(columns: Columns, at: int, index: dict[int, int]) -> int | None:
    """The word that a word hangs on, over spaces between; None for the root."""
    for _ in range(len(columns.heads)):
        above = columns.heads[at]
        if above == at:
            return None
        if above in index:
            return index[above]
        at = above
    return None


def _rooted(made: Sequence[Word]) -> list[Word]:
    """The words with one root, as Universal Dependencies want it: what else hangs on nothing hangs on the first that does."""
    roots = [number for number, word in enumerate(made) if word.head is None]
    rooted = []
    for number, word in enumerate(made):
        if word.head is not None:
            rooted.append(replace(word, relation=OTHER) if word.relation.lower() == ROOT else word)
        elif number == roots[0]:
            rooted.append(replace(word, relation=ROOT))
        else:
            rooted.append(replace(word, head=roots[0], relation=OTHER))
    return rooted


def _upos(form: str, tag: str, following: str, relation: str) -> str:
    """The universal part of speech: spaCy's map of UniDic's tags, with what only the relation tells; _ for a tag that is in neither."""
    if tag == UNKNOWN:
        return "PROPN"
    if relation in _AUXILIARY:
        return "AUX"
    if tag == _LIGHT_VERB:
        return "VERB"
    resolve, names = _map()
    try:
        return str(names[resolve(form, tag, following or None)[0]])
    except KeyError:
        return "_"


@cache
def _map() -> tuple[Any, Any]:
    from spacy.lang.ja import resolve_pos
    from spacy.symbols import NAMES

    return resolve_pos, NAMES
