"""Docs for the tests, and what spaCy itself tells of a Doc."""

from __future__ import annotations

from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.parse import Columns

# words, tags, heads (of each word), dependencies, entities
PARSES = [
    (
        ["港", "に", "船", "が", "着い", "た", "。"],
        "名詞 助詞 名詞 助詞 動詞 助動詞 補助記号",
        [4, 0, 4, 2, 4, 4, 4],
        "obl case nsubj case ROOT aux punct",
        "O O O O O O O",
    ),
    (
        ["北山", "市", "は", "雨", "。"],
        "名詞-固有名詞 名詞 助詞 名詞 補助記号",
        [1, 3, 1, 3, 3],
        "compound nsubj case ROOT punct",
        "B-City I-City O O O",
    ),
    (["雪", "。", "晴れ", "。"], "名詞 補助記号 名詞 補助記号", [0, 0, 2, 2], "ROOT punct ROOT punct", "O O B-Weather O"),
    (["𠮷野", "　", "A", "é\u0301"], "未知語 空白 記号 記号", [0, 0, 0, 0], "ROOT dep dep dep", "B-X B-X I-X O"),
]

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)


def made(words: list[str], tags: list[str], heads: list[int], deps: list[str], ents: list[str], spaces: list[bool] | None = None) -> Doc:
    return Doc(Vocab(), words=words, spaces=spaces or [False] * len(words), tags=tags, heads=heads, deps=deps, ents=ents)


@st.composite
def parses(draw: st.DrawFn) -> Doc:
    texts = draw(st.lists(words, min_size=1, max_size=8))
    heads = [draw(st.integers(0, place)) for place in range(len(texts))]
    columns = [[draw(words) for _ in texts] for _ in range(2)]
    ents = draw(st.lists(st.sampled_from(["O", "B-X", "B-場所"]), min_size=len(texts), max_size=len(texts)))
    for place, ent in enumerate(ents[:-1]):
        if ent != "O" and draw(st.booleans()):
            ents[place + 1] = f"I{ent[1:]}"
    spaces = draw(st.lists(st.booleans(), min_size=len(texts), max_size=len(texts)))
    return made(texts, columns[0], heads, columns[1], ents, spaces)


DOCS = [made(words, tags.split(), heads, deps.split(), ents.split()) for words, tags, heads, deps, ents in PARSES]
RUNS = [[doc.text[:1], doc.text[1:]] for doc in DOCS]


def by_spacy(doc: Doc) -> Columns:
    """A Doc's columns, read word by word of spaCy's own attributes."""
    return Columns(
        text=doc.text,
        starts=tuple(token.idx for token in doc),
        ends=tuple(token.idx + len(token) for token in doc),
        lemmas=tuple(token.lemma_ for token in doc),
        tags=tuple(token.tag_ for token in doc),
        labels=tuple(token.dep_ for token in doc),
        heads=tuple(token.head.i for token in doc),
        entities=tuple((ent.start, ent.end, ent.label_) for ent in doc.ents),
    )
