"""The folders that every format is made of: the sample reports, and hostile text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.write.exports import folders


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tables of hostile text; not to be changed."""
    return folders.make(tmp_path_factory.mktemp("hostile") / "outputs")


@pytest.fixture(params=["hostile", pytest.param("samples", marks=pytest.mark.model)])
def outputs(request: pytest.FixtureRequest) -> Path:
    """Either folder; not to be changed."""
    folder: Path = request.getfixturevalue("hostile" if request.param == "hostile" else "sample_outputs")
    return folder
