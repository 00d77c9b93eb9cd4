"""Whole pages of the kinds that reports arrive in: what is kept and cut, in order, with notes linked and what the page says of itself.

Each page of `pages/` has its reading beside it, gone through by eye: one line a block, `-` before what is left out. The text is invented.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model import Source
from pipeline.read import html
from pipeline.settings import Settings

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
SIGNS = {"title": "=", "heading": "H", "paragraph": "P", "list": "L", "caption": "C", "table": "T", "note": "N", "left-out": "-"}


def read(page: Path) -> Source:
    return html.read(page.read_bytes(), doc_id="d", name=page.name, sha256="", settings=Settings())


def shown(source: Source) -> str:
    """The source as its page's reading is written: `H2 heading`, `P text¹{key}`, `N1{key} text`, `- cut`, `T a | b`."""
    declared = source.declared
    lines = [f"title: {declared.title}", f"authors: {'; '.join(declared.authors)}"]
    lines += [f"publisher: {declared.publisher}", f"published: {declared.published}", ""]
    markers = [hint for hint in source.hints if hint.kind == "marker"]
    for hint in source.hints:
        if hint.kind == "marker":
            continue
        text, at = "", hint.start
        for marker in markers:
            if hint.start <= marker.start < hint.end:
                text += source.text[at : marker.end] + f"{{{marker.key}}}"
                at = marker.end
        text += source.text[at : hint.end]
        sign = (
            SIGNS[hint.kind]
            + (str(hint.number) if hint.kind in ("heading", "note") else "")
            + (f"{{{hint.key}}}" if hint.kind == "note" else "")
        )
        lines += [f"{sign} {row}" for row in text.replace("\t", " | ").split("\n")]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_page_is_read_as_a_person_reads_it(page: Path) -> None:
    assert shown(read(page)) == page.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_marker_has_its_note_and_every_line_a_hint(page: Path) -> None:
    source = read(page)
    notes = {hint.key for hint in source.hints if hint.kind == "note"}
    assert notes == {hint.key for hint in source.hints if hint.kind == "marker"}
    covered = [hint for hint in source.hints if hint.kind != "marker"]
    at = 0
    for line in source.text.splitlines(keepends=True):
        assert not line.strip() or any(hint.start < at + len(line) and at < hint.end for hint in covered), line
        at += len(line)


def test_all_kinds_of_page_are_there() -> None:
    assert len(PAGES) >= 15
