"""The cache of parses: what comes out is what went in, or nothing."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.parse import codec, store
from pipeline.parse.cache import KEPT, Cache
from pipeline.parse.codec import Codec

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
ROOM = 1 << 24

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


def facts(doc: Doc) -> list[object]:
    tokens = [(t.text, t.whitespace_, t.tag_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.is_sent_start, t.idx) for t in doc]
    return [*tokens, *((e.start_char, e.end_char, e.label_) for e in doc.ents), *(s.text for s in doc.sents)]


DOCS = [made(words, tags.split(), heads, deps.split(), ents.split()) for words, tags, heads, deps, ents in PARSES]
RUNS = [[doc.text[:1], doc.text[1:]] for doc in DOCS]


def opened(path: Path, fingerprint: str = "a model", max_bytes: int = ROOM) -> Cache:
    return Cache(path, fingerprint=fingerprint, max_bytes=max_bytes)


@pytest.fixture(scope="module", autouse=True)
def hurried() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "_SYNCHRONOUS", "OFF")  # no power cut comes here, and disks are slow
        yield


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cache") / "parses.sqlite"
    with opened(path) as cache:
        for texts, doc in zip(RUNS, DOCS, strict=True):
            cache.put(texts, doc)
    return path


@pytest.mark.parametrize(("texts", "doc"), list(zip(RUNS, DOCS, strict=True)))
def test_what_went_in_comes_out(file: Path, texts: list[str], doc: Doc) -> None:
    with opened(file) as cache:
        got = cache.get(texts)
    assert got is not None
    assert facts(got) == facts(doc)


@settings(max_examples=60, deadline=None)
@given(parses())
def test_any_doc_comes_out_of_its_bytes(doc: Doc) -> None:
    got = Codec(KEPT).unpack(Codec(KEPT).pack(doc))
    assert got is not None
    assert facts(got) == facts(doc)


@pytest.mark.parametrize("doc", DOCS)
def test_the_message_is_one_that_spacy_reads(doc: Doc) -> None:
    message = codec.zstandard.decompress(Codec(KEPT).pack(doc))
    (got,) = DocBin().from_bytes(zlib.compress(message)).get_docs(Vocab())
    assert facts(got) == facts(doc)


def test_a_doc_without_known_spaces_stays_one() -> None:
    doc = Doc(Vocab(), words=["雨", "雪"])
    got = Codec(KEPT).unpack(Codec(KEPT).pack(doc))
    assert got is not None
    assert (got.text, got.has_unknown_spaces) == (doc.text, True)


def test_an_empty_doc_comes_out_empty(tmp_path: Path) -> None:
    with opened(tmp_path / "c") as cache:
        cache.put([""], Doc(Vocab()))
        got = cache.get([""])
    assert got is not None
    assert len(got) == 0


@pytest.mark.parametrize(
    ("texts", "fingerprint"),
    [
        (["港に船が着いた。"], "a model"),  # the same text, cut otherwise
        (["港に", "船が着いた。"], "a model"),
        (["港", "に船が着いた。", ""], "a model"),
        (["港", "に船が着いた。"], "another model"),
        (["港", "に船が着いた"], "a model"),
        (["\ud800"], "a model"),
    ],
)
def test_what_was_not_put_is_not_there(file: Path, texts: list[str], fingerprint: str) -> None:
    with opened(file, fingerprint) as cache:
        assert cache.get(texts) is None


def test_a_doc_of_another_text_is_not_given(tmp_path: Path) -> None:
    with opened(tmp_path / "c") as cache:
        cache.put(["雨"], DOCS[0])
        assert cache.get(["雨"]) is None


def test_it_is_read_before_it_is_written_and_after(tmp_path: Path) -> None:
    cache = opened(tmp_path / "c")
    cache.put(RUNS[0], DOCS[0])
    assert cache.get(RUNS[0]) is not None
    with opened(tmp_path / "c") as other:
        assert other.get(RUNS[0]) is None
    cache.close()
    with opened(tmp_path / "c") as other:
        assert other.get(RUNS[0]) is not None


def test_a_second_put_replaces_the_first(tmp_path: Path) -> None:
    changed = DOCS[0].copy()
    changed[0].tag_ = "未知語"
    for doc in (DOCS[0], changed):
        with opened(tmp_path / "c") as cache:
            cache.put(RUNS[0], doc)
    with opened(tmp_path / "c") as cache:
        got = cache.get(RUNS[0])
    assert got is not None
    assert got[0].tag_ == "未知語"


def test_the_vocabulary_is_left_when_it_has_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    packing = Codec(KEPT)
    packed = [packing.pack(doc) for doc in DOCS]
    monkeypatch.setattr(codec, "_MOST_STRINGS", 30)
    got = [packing.unpack(data) for data in packed * 20]
    assert [facts(doc) for doc in got if doc] == [facts(doc) for doc in DOCS] * 20
    vocabularies = {id(doc.vocab): doc.vocab for doc in got if doc}
    assert 1 < len(vocabularies) < len(got)
    assert all(len(vocab.strings) < 30 + 40 for vocab in vocabularies.values())


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_damaged_file_gives_the_doc_or_nothing(file: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    contents = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 12))):
        contents[data.draw(st.integers(0, len(contents) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        start = data.draw(st.integers(0, len(contents) - 1))
        contents[start : start + data.draw(st.integers(0, 9000))] = data.draw(st.binary(max_size=50))
    path = tmp_path_factory.mktemp("damaged") / "parses.sqlite"
    path.write_bytes(contents)
    for _ in range(2):
        with opened(path) as cache:
            for texts, doc in zip(RUNS, DOCS, strict=True):
                got = cache.get(texts)
                assert got is None or facts(got) == facts(doc)
                cache.put(texts, doc)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(DOCS), st.data())
def test_damaged_bytes_never_raise(doc: Doc, data: st.DataObject) -> None:
    message = bytearray(codec.zstandard.decompress(Codec(KEPT).pack(doc)))
    for _ in range(data.draw(st.integers(1, 4))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    got = Codec(KEPT).unpack(codec.zstandard.compress(bytes(message)))
    assert got is None or isinstance(got, Doc)
