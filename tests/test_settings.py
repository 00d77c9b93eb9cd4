"""Settings: read from TOML, unknown keys and wrong types refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import settings
from pipeline.model import PipelineError


def test_file_and_overrides(tmp_path: Path) -> None:
    file = tmp_path / "pipeline.toml"
    file.write_text('workers = 2\nreference_date = "2024-06-19"\n', encoding="utf-8")
    loaded = settings.load(file)
    assert (loaded.workers, loaded.reference_date, loaded.model) == (2, "2024-06-19", "ja_ginza")
    assert loaded.override(workers=None, cache=False).workers == 2
    assert loaded.override(workers=None, cache=False).cache is False


@pytest.mark.parametrize(
    ("toml", "message"),
    [("worker = 2", "unknown setting 'worker'"), ('workers = "2"', "must be of type int"), ("workers = ", "not valid TOML")],
)
def test_a_typo_is_an_error(tmp_path: Path, toml: str, message: str) -> None:
    file = tmp_path / "pipeline.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(PipelineError, match=message):
        settings.load(file)


def test_a_named_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match="cannot be read"):
        settings.load(tmp_path / "none.toml")
