"""What tests of several packages share."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine.run import run
from pipeline.settings import Settings

RAW = Path(__file__).parents[1] / "raw"


@pytest.fixture(scope="session")
def sample_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the three sample reports; it is not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("samples") / "outputs"
    assert run([RAW], folder, settings=Settings(workers=1)).failed == ()
    return folder


@pytest.fixture(scope="session")
def memo_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of the shortest sample report alone; it is not to be changed."""
    folder = tmp_path_factory.mktemp("memo") / "outputs"
    assert run([RAW / "sample-memo.txt"], folder, settings=Settings(workers=1)).failed == ()
    return folder
