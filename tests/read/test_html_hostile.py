"""Any markup: it ends, nothing but `PipelineError` is raised, and every offset is good."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import PipelineError
from pipeline.read import html
from pipeline.rules import words
from pipeline.settings import Settings

TAGS = sorted(
    {row["name"] for row in words("html_names") if row["role"] != "attribute"} | {"span", "a", "sup", "sub", "q", "ruby", "rb", "rt", "rtc"}
)
ATTRIBUTES = (
    "",
    " id=n1",
    " id=n2 class=footnote",
    " href='#n1'",
    " href='#n2' id=r",
    " name=n1",
    " colspan=9999",
    " rowspan=0 colspan=-3",
    " class='nav footnotes sr-only'",
    " style='display:none'",
    " hidden",
    " role=doc-noteref",
    " start=-5 value=99999999999 type=i",
    " epub:type=noteref",
    " class='",
)
TEXTS = (
    "1",
    "[2]",
    "注1",
    "（注2）",
    "^",
    "↩",
    "本文である。",
    "海と\n空",
    "10",
    "km",
    "関連記事",
    "注",
    "\u3000字下げ",
    "<",
    "&#xD800;",
    "&nbsp;",
    "\x00",
    "²",
    "a",
    "*",
)

opened = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
closed = st.sampled_from(TAGS).map("</{}>".format)
pages = st.lists(st.one_of(opened, opened, closed, st.sampled_from(TEXTS), st.text(max_size=5)), max_size=60).map("".join)


def check(data: bytes, given_settings: Settings) -> None:
    try:
        source = html.read(data, doc_id="d", name="n", sha256="", settings=given_settings)
    except PipelineError:
        return
    source.text.encode()
    assert "\x00" not in source.text
    assert list(source.hints) == sorted(source.hints, key=lambda hint: (hint.start, -hint.end))
    for hint in source.hints:
        assert 0 <= hint.start < hint.end <= len(source.text)
        assert hint.kind == "table" or "\n" not in source.text[hint.start : hint.end]
        assert hint.number >= 0
    notes = {hint.key for hint in source.hints if hint.kind == "note"}
    assert "" not in notes
    blocks = [hint for hint in source.hints if hint.kind != "marker"]
    assert all(before.end <= after.start for before, after in pairwise(blocks))
    for problem in source.problems:
        assert problem.raw_start is None or 0 <= problem.raw_start < (problem.raw_end or 0) <= len(source.text)


@given(pages)
@settings(max_examples=400, deadline=None)
def test_any_markup(page: str) -> None:
    check(page.encode("utf-8", "surrogatepass"), Settings(max_depth=20))


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"), Settings())


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_bytes(data: bytes) -> None:
    check(data, Settings())
