"""Every hostile file ends in a result or in a reason: never in an exception, never in a file of this machine, never in NUL or half a character."""

from __future__ import annotations

import importlib

import pytest

from pipeline.model import Source
from pipeline.read import guard, wire
from pipeline.settings import Settings
from tests.hostile import corpus
from tests.hostile.conftest import Process

SIZE = 1_500  # characters; `make fuzz` takes 120,000
_SLOW = (  # at full size alone, in `make fuzz`
    "10,000 notes", "20,000 paragraphs", "1,000,000 cells", "1,000,000 entities", "50,000 headings", "50,000 links", "50,000 ruby", "100,000 letters strewn",
    "ampersands", "cells over 1,000 columns", "crossed", "entities never ended", "forms of forms", "letters of all sizes", "line breaks", "notes of one name",
    "numbers of characters", "one glyph, 4,000 characters", "one text of 120,000", "one word of 1,000,000", "opening brackets", "plain text", "commas",
    "raised number of a million digits", "raised without end", "sections of cdata", "text without paragraphs", "all in one place", "one line of 120,000", "100,000 runs", "100,000 data", "100,000 metadata", "100,000 charsets",
    "notes that point to themselves", "100,000 contents", "notes of one id", "ruled 2,000 by 2,000", "30,000 links deep", "65,000 entries", "100,000 name spaces",
)  # fmt: skip
_FORMATTED = [case for case in corpus.formatted() if case.name not in _SLOW]


def test_what_is_left_to_the_long_run_exists() -> None:
    names = {case.name for case in corpus.formatted()}
    assert [name for name in _SLOW if name not in names] == []


@pytest.mark.parametrize("case", [*corpus.encoded(), *_FORMATTED], ids=lambda case: case.id)
def test_a_file_that_means_harm(case: corpus.Case, processed: Process, monkeypatch: pytest.MonkeyPatch) -> None:
    if case.format in ("docx", "html"):  # their libraries are not known to crash: without a process for each, all take seconds
        monkeypatch.setattr(guard, "run", _here)
    assert corpus.faults(case, processed(case.make())) == []


def _here(module: str, data: bytes, *, settings: Settings, **facts: str) -> Source:
    """The reader's answer as the guard would take it."""
    return wire.source(wire.unpack(wire.pack(importlib.import_module(module).read(data, settings=settings, **facts)))["source"], **facts)


@pytest.mark.parametrize("kind", ["line", "note", "lines"])
def test_one_thing_over_and_over(kind: str, processed: Process) -> None:
    for case in corpus.plain(SIZE):
        if case.format == kind:
            assert corpus.faults(case, processed(case.make())) == [], case.id
