"""Docs → columns: from the Doc and from what is kept of it, always what spaCy tells of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline import parse
from pipeline.clean import clean
from pipeline.parse import Columns
from pipeline.parse.cache import Cache
from pipeline.parse.codec import Codec
from pipeline.parse.columns import KEPT, Numbers
from pipeline.parse.runs import runs
from pipeline.read import read
from pipeline.sentences import sentences
from pipeline.settings import Settings
from pipeline.structure import structure
from tests.parse.docs import DOCS, by_spacy, parses

SAMPLES = sorted((Path(__file__).parents[2] / "raw").glob("*.txt"))


def unparsed(words: list[str], spaces: list[bool] | None) -> Doc:
    return Doc(Vocab(), words=words, spaces=spaces)


OTHERS = [unparsed([], []), unparsed(["雨"], [True]), unparsed(["雨", "雪"], None), unparsed([" ", "A", "雪"], [False, True, False])]


@pytest.mark.parametrize("doc", [*DOCS, *OTHERS])
def test_columns_are_what_spacy_tells(doc: Doc) -> None:
    assert Columns.of(doc) == by_spacy(doc)
    assert Codec().unpack(Codec().pack(doc)) == by_spacy(doc)


@settings(max_examples=100, deadline=None)
@given(parses())
def test_any_docs_columns_are_what_spacy_tells(doc: Doc) -> None:
    assert Columns.of(doc) == by_spacy(doc)
    assert Codec().unpack(Codec().pack(doc)) == by_spacy(doc)


MARKS = {"-": ("", 0), "O": ("", 2), "X": ("", 3), "A": ("A", 3), "B": ("B", 3), "a": ("A", 1), "b": ("B", 1)}


@settings(max_examples=200, deadline=None)
@given(st.text("".join(MARKS), min_size=1, max_size=6))
def test_entities_are_spacys_whatever_the_marks(marks: str) -> None:
    doc = unparsed(["雨"] * len(marks), None)
    strings = doc.vocab.strings
    values: Any = doc.to_array(list(KEPT))
    for place, (label, iob) in enumerate(MARKS[mark] for mark in marks):
        values[place, KEPT.index("ENT_TYPE")] = strings.add(label) if label else 0
        values[place, KEPT.index("ENT_IOB")] = iob
    doc.from_array(list(KEPT), values)
    try:
        expected = by_spacy(doc)
    except ValueError:  # it goes on where none began
        with pytest.raises(ValueError, match="has not begun"):
            Columns.of(doc)
    else:
        assert Columns.of(doc) == expected


BROKEN = [
    Numbers(b"\0" * 8, b"\0", [""]),  # half a word
    Numbers(b"\0" * 56, b"\0", []),  # a string too few
    Numbers(b"\0" * 56, b"\0", ["", "雨"]),
    Numbers(b"\0" * 56, b"", [""]),
    Numbers(b"\0" * 48 + (1).to_bytes(8, sys.byteorder), b"\0", [""]),  # its head is the next word, and there is none
    Numbers(b"\0" * 48 + b"\xff" * 8, b"\0", [""]),  # or the one before
    Numbers(b"\0" * 40 + (4).to_bytes(8, sys.byteorder) + b"\0" * 8, b"\0", [""]),
]


@pytest.mark.parametrize("numbers", BROKEN)
def test_what_is_no_parse_is_refused(numbers: Numbers) -> None:
    with pytest.raises(ValueError, match=r"."):
        numbers.columns()


@pytest.mark.model
def test_the_samples_columns_are_what_spacy_tells(tmp_path: Path) -> None:
    texts = [
        tuple(sentence.text for sentence in run)
        for path in SAMPLES
        for run in runs(sentences(structure(clean(read(path, doc_id="s", name=path.name, settings=Settings()))).blocks, "s"))
    ]
    docs = parse.load("ja_ginza").docs(texts, batch_size=16)
    with Cache(tmp_path / "c", fingerprint="", max_bytes=1 << 24) as cache:
        for run, doc in zip(texts, docs, strict=True):
            cache.put(run, doc)
    with Cache(tmp_path / "c", fingerprint="", max_bytes=1 << 24) as cache:
        kept = [cache.get(run) for run in texts]
    expected = [by_spacy(doc) for doc in docs]
    assert len(expected) > 40
    assert [Columns.of(doc) for doc in docs] == expected == kept


READ = """
import sys
from pathlib import Path
from pipeline import parse
from pipeline.model import Sentence, Text
from pipeline.parse.cache import Cache
parse.check("ja_ginza")
parse.fingerprint("ja_ginza")
texts = eval(sys.argv[2])
sentences = [Sentence(str(n), "body", Text.of(text), 1, n) for n, text in enumerate(texts)]
with Cache(Path(sys.argv[1]), fingerprint="", max_bytes=1 << 24) as cache:
    (run,) = parse.parse(sentences, model="ja_ginza", batch_size=4, cache=cache)
print([(e.label, e.proper) for _, found in run.evidence() for e in found], [len(words) for _, words in run.words({"0", "1"})])
print({"spacy", "thinc", "srsly", "ginza"} & set(sys.modules))
"""


def test_parses_that_are_kept_are_read_without_spacy(tmp_path: Path) -> None:
    with Cache(tmp_path / "c", fingerprint="", max_bytes=1 << 24) as cache:
        cache.put([DOCS[1].text, ""], DOCS[1])
    command = [sys.executable, "-c", READ, str(tmp_path / "c"), ascii([DOCS[1].text, ""])]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == ["[('City', True)] [5, 0]", "set()"]
