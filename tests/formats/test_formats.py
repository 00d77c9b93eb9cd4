"""The sample reports in every format give what their clean text gives: sentences, notes, links and mentions.

The copies in `files/` are made by `make.py`. GiNZA is left out but for one test: what a format does to a text shows without it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.read import read
from pipeline.settings import Settings
from tests.formats import plain, web, word
from tests.formats.compare import FILES, compare, counterpart, layout_of, read_without_model
from tests.formats.sample import NAMES, RAW, READINGS, load

PRINTED = ("footnotes.pdf", "columns.pdf", "vertical.pdf")
WITH_RUBY = ("docx", "html", *PRINTED)
LAID_OUT = (*WITH_RUBY, "wrapped.txt")
KINDS = (*LAID_OUT, *(f"{encoding}.txt" for encoding in plain.ENCODINGS))
COPIES = tuple(f"{name}.{kind}" for name in NAMES for kind in KINDS)
ENOUGH = {"vertical": 0.95}  # of the sentences and mentions; every other layout must give 0.99
CITED = {"vertical": 0.9}  # of the citations, field by field: a title of an alphabet on its side may lose a blank
LONGEST = 400_000  # bytes of one file: they are kept in the repository


def test_there_is_a_copy_of_each_report_in_each_format_and_none_besides() -> None:
    assert {file.name for file in FILES.iterdir()} == set(COPIES)
    assert [file.name for file in FILES.iterdir() if file.stat().st_size > LONGEST] == []


@pytest.mark.parametrize("name", NAMES)
def test_copies_are_those_the_script_makes(name: str) -> None:
    """Where it takes no other program. When a sample changes, `python -m tests.formats.make` writes all copies anew."""
    sample = load(name)
    made = {"docx": word.make(sample), "html": web.make(sample).encode(), "wrapped.txt": plain.wrapped(sample).encode()}
    made |= {f"{encoding}.txt": plain.encoded(name, encoding) for encoding in plain.ENCODINGS}
    assert [kind for kind, data in made.items() if (FILES / f"{name}.{kind}").read_bytes() != data] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", plain.ENCODINGS)
def test_a_copy_in_another_encoding_is_the_clean_text(name: str, encoding: str) -> None:
    """Character for character, but for what the encoding cannot write; all that is read from it is then the same.

    The two wave dashes are one character in the older sets, and one to the pipeline.
    """
    clean = plain.encodable((RAW / f"{name}.txt").read_text(encoding="utf-8"), plain.ENCODINGS[encoding][0])
    source = read(FILES / f"{name}.{encoding}.txt", doc_id="copy", name="copy", settings=Settings())
    assert source.text.replace("〜", "～") == clean.replace("〜", "～")


@pytest.mark.parametrize("copy", [f"{name}.{kind}" for name in NAMES for kind in LAID_OUT])
def test_a_copy_gives_what_the_clean_text_gives(copy: str) -> None:
    path = FILES / copy
    found = compare(read_without_model(path), counterpart(path), layout_of(path))
    enough = ENOUGH.get(layout_of(path), 0.99)
    differing = {name: (one.missing[:5], one.added[:5]) for name, one in found.items() if one.missing or one.added}
    assert not {name: one.share for name, one in found.items() if name in ("sentences", "mentions") and one.share < enough}, differing
    assert found["citations"].share >= CITED.get(layout_of(path), 0.99), differing
    assert not [*found["notes"].missing, *found["notes"].added], differing
    assert not [*found["links"].missing, *found["links"].added], differing


@pytest.mark.parametrize("copy", [f"{name}.{kind}" for name in NAMES for kind in WITH_RUBY])
def test_a_reading_above_a_word_is_left_out_and_told(copy: str) -> None:
    document = read_without_model(FILES / copy)
    text = "\n".join(sentence.text for sentence in document.sentences)
    printed = [base for base in READINGS if base in text]
    assert printed
    assert [reading for base in printed for reading in [READINGS[base].replace(",", "")] if reading in text] == []
    told = [problem for problem in document.problems if problem.code == "ruby-left-out"]
    assert len(told) >= len(printed)


@pytest.mark.model
@pytest.mark.parametrize("kind", ["footnotes.pdf", "html"])
def test_with_the_model_too(kind: str) -> None:
    name = "sample-commentary"
    clean, copy = (process(Input("copy", path.name, path), Settings(), None) for path in (RAW / f"{name}.txt", FILES / f"{name}.{kind}"))
    found = compare(copy, clean, layout_of(Path(f"{name}.{kind}")))
    assert found["mentions"].share >= 0.99, (found["mentions"].missing, found["mentions"].added)
