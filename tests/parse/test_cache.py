"""The cache of parses: what comes out is what went in, or nothing."""

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.parse import Columns, codec, store
from pipeline.parse.cache import Cache
from pipeline.parse.codec import Codec
from tests.parse.docs import DOCS, RUNS, by_spacy, parses

ROOM = 1 << 24


def facts(doc: Doc) -> list[object]:
    tokens = [(t.text, t.whitespace_, t.lemma_, t.tag_, t.head.i, t.dep_, t.ent_iob_, t.ent_type_, t.is_sent_start, t.idx) for t in doc]
    return [*tokens, *((e.start_char, e.end_char, e.label_) for e in doc.ents), *(s.text for s in doc.sents)]


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
    assert got == by_spacy(doc)


@settings(max_examples=60, deadline=None)
@given(parses())
def test_the_message_is_one_that_spacy_reads(doc: Doc) -> None:
    message = codec.zstandard.decompress(Codec().pack(doc))
    (got,) = DocBin().from_bytes(zlib.compress(message)).get_docs(Vocab())
    assert facts(got) == facts(doc)


def test_spacy_is_told_that_spaces_are_not_known() -> None:
    message = codec.zstandard.decompress(Codec().pack(Doc(Vocab(), words=["雨", "雪"])))
    (got,) = DocBin().from_bytes(zlib.compress(message)).get_docs(Vocab())
    assert got.has_unknown_spaces


def test_an_empty_doc_comes_out_empty(tmp_path: Path) -> None:
    with opened(tmp_path / "c") as cache:
        cache.put([""], Doc(Vocab()))
        got = cache.get([""])
    assert got == Columns("", (), (), (), (), (), (), ())


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
    assert got.tags[0] == "未知語"


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
                assert got is None or got == by_spacy(doc)
                cache.put(texts, doc)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(DOCS), st.data())
def test_damaged_bytes_never_raise(doc: Doc, data: st.DataObject) -> None:
    message = bytearray(codec.zstandard.decompress(Codec().pack(doc)))
    for _ in range(data.draw(st.integers(1, 4))):
        message[data.draw(st.integers(0, len(message) - 1))] = data.draw(st.integers(0, 255))
    got = Codec().unpack(codec.zstandard.compress(bytes(message)))
    assert got is None or isinstance(got, Columns)
