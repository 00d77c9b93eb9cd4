"""Sound files with random damage, and any text at all: a Source that keeps the contract, or a reason, and never anything else.

FUZZ_FACTOR in the environment multiplies the examples; `make fuzz` sets it.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import parse
from pipeline.clean import close_spaces, uniform
from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.model import PipelineError, Source
from pipeline.read import guard, wire
from pipeline.settings import Settings
from tests.hostile import encodings, markup, pdfs, texts, words

FACTS = {"doc_id": "d", "name": "d", "sha256": ""}
_LIMITS = Settings(max_pages=50, max_chars=200_000, max_expanded=5_000_000)


def examples(count: int):
    return settings(
        max_examples=count * int(os.environ.get("FUZZ_FACTOR", "1")),
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


def damaged(sound: bytes, pieces: list[bytes]) -> st.SearchStrategy[bytes]:
    """The file with stretches replaced by others, by pieces of its format, or by nothing; sometimes cut."""
    place = st.integers(0, len(sound))
    piece = st.one_of(st.sampled_from(pieces), st.binary(max_size=8), st.just(b""))
    change = st.tuples(place, st.integers(0, 30), piece)

    def apply(changes: list[tuple[int, int, bytes]], end: int | None) -> bytes:
        made = sound
        for at, length, content in changes:
            made = made[:at] + content + made[at + length :]
        return made[:end]

    return st.builds(apply, st.lists(change, min_size=1, max_size=6), st.one_of(st.none(), place))


def unpacked() -> st.SearchStrategy[bytes]:
    """A sound container around a damaged document.xml or footnotes.xml."""
    document = words.body(words.paragraph() + words.paragraph(f"<w:r><w:t>甲乙。</w:t></w:r>{words.REFERENCE}")).encode()
    notes = words.notes(words.note(2, words.paragraph())).encode()
    tags = [
        f"<w:{tag}>".encode() for tag in ("p", "r", "t", "tbl", "tr", "tc", "ruby", "footnoteReference", "fldChar", "del", "ins", "sdt")
    ]
    pieces = [*tags, b"</w:p>", b"/>", b'w:id="2"', b"<!--", b"&#0;", b"&amp;", b"<![CDATA[", b'w:val="-1"', b'w:val="99999999999"']
    return st.one_of(
        damaged(document, pieces).map(lambda made: words.docx(made, footnotes=notes)),
        damaged(notes, pieces).map(lambda made: words.docx(document, footnotes=made)),
    )


PDF = [
    b"0 R",
    b"-1",
    b"9999999999",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b"stream\n",
    b"endobj",
    b"/Kids",
    b"/Length 5 0 R",
    b"/Rotate 90",
    b"null",
    b"Tj",
    b"0 Tf",
    b"Q q",
]
HTML = [
    b"<table>",
    b"<td colspan=0>",
    b"<sup>",
    b"</p>",
    b"<!--",
    b"-->",
    b"<ruby>",
    b"<rt>",
    b'<a href="#n1">',
    b'id="n1"',
    b"&#xD800;",
    b"<script>",
    b"\0",
    b"\xe3\x81",
]
READERS = {
    "pdf": damaged(pdfs.pdf(pdfs.page()), PDF),
    "html": damaged(markup.FILES["10,000 notes"](0) + markup.html(markup.ARTICLE), HTML),
    "docx": st.one_of(damaged(words.FILES["sound"](1), [b"PK\x03\x04", b"PK\x01\x02", b"\xff\xff"]), unpacked()),
    "text": st.one_of(
        st.binary(max_size=200),
        damaged(encodings.PROSE.encode() * 3, [b"\x1b$B", b"\xff\xfe", b"\0"]),
        damaged(encodings.PROSE.encode("cp932"), [b"\x8f"]),
    ),
}


def outcome(read: Callable[[], Source]) -> Source | str:
    """What was read, or the reason why not; any other exception is a finding."""
    try:
        return read()
    except PipelineError as refused:
        return str(refused)


@pytest.mark.parametrize(("format", "count"), [("html", 60), ("docx", 60), ("text", 200)])
def test_a_damaged_file_is_read_or_refused(format: str, count: int) -> None:
    reader = importlib.import_module(f"pipeline.read.{format}")

    @examples(count)
    @given(READERS[format])
    def check(data: bytes) -> None:
        made = outcome(lambda: reader.read(data, settings=_LIMITS, **FACTS))
        if isinstance(made, Source):
            assert wire.source(wire.unpack(wire.pack(made))["source"], **FACTS) == made
        else:
            assert made.strip()

    check()


@examples(15)
@given(READERS["pdf"])
def test_a_damaged_pdf_is_read_or_refused(data: bytes) -> None:
    """In a process of its own: a crash of the library is a reason too."""
    made = outcome(lambda: guard.run("pipeline.read.pdf", data, settings=_LIMITS, **FACTS))
    assert isinstance(made, Source) or made.strip()


ALL = [*texts.RUNS.values(), *texts.PHRASES.values(), *(f"\n{line}\n" for line in texts.LINES.values())]
MIXED = st.lists(st.one_of(st.sampled_from(ALL), st.text(max_size=10)), max_size=60).map("".join)


@examples(150)
@given(st.one_of(MIXED, st.text(max_size=200)))
def test_cleaned_text_leads_back(text: str) -> None:
    for made in (uniform(text), close_spaces(uniform(text)), close_spaces(uniform(text), note=True)):
        assert len(made.text) == len(made.starts) == len(made.ends)
        assert list(made.starts) == sorted(made.starts)
        assert all(0 <= start < end <= len(text) for start, end in zip(made.starts, made.ends, strict=True))


@examples(60)
@given(MIXED)
def test_any_text_goes_through_all_stages(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "random.txt"
    file.write_text(text, encoding="utf-8", errors="replace", newline="")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parse, "parse", lambda *_, **__: [])
        document = process(Input("d", "d", file), Settings(), None)
    assert document.status != "failed" or document.error
    for sentence_id, mention in document.mentions:
        sentence = next(s for s in document.sentences if s.id == sentence_id)
        assert sentence.text[mention.start : mention.end] == mention.text
