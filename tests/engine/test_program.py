"""What must change for a document to be read again, and what for the tables to be put together again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.engine import program

# a file that changes → (documents are read again, tables are put together again)
CHANGES = [
    ("extract/dates/spans.py", (True, True)),
    ("data/rules/dates.toml", (True, True)),
    ("data/gazetteer/states.csv", (True, True)),
    ("review/apply/settling.py", (False, True)),
    ("report/page.py", (False, True)),
    ("data/review_words.csv", (False, True)),
    ("data/report_words.csv", (False, True)),
    ("review/app/server.py", (False, True)),
    ("commands/run.py", (False, True)),
    ("compare/rows.py", (False, True)),
    ("review/app/static/app.css", (False, False)),
]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, _ in CHANGES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    monkeypatch.setattr(program, "_ROOT", tmp_path)
    return tmp_path


def digests() -> tuple[str, str]:
    for cached in (program.fingerprint, program.whole):
        cached.cache_clear()
    return program.fingerprint(), program.whole()


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    """Digests of another folder are not left for other tests."""
    yield
    for cached in (program.fingerprint, program.whole):
        cached.cache_clear()


@pytest.mark.parametrize(("name", "expected"), CHANGES)
def test_a_change_counts_where_it_can_change_something(root: Path, name: str, expected: tuple[bool, bool]) -> None:
    before = digests()
    assert digests() == before
    (root / name).write_text("after")
    now = digests()
    assert (now[0] != before[0], now[1] != before[1]) == expected
