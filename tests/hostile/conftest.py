"""Stages after reading without GiNZA: the hostile files are many, and the model is not what they aim at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import parse
from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.model import Document
from pipeline.settings import Settings

Process = Callable[..., Document]


@pytest.fixture
def processed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Process:
    """What all stages but GiNZA make of a file's bytes."""
    monkeypatch.setattr(parse, "parse", lambda *_, **__: [])

    def run(data: bytes, name: str = "file", settings: Settings | None = None) -> Document:
        file = tmp_path / name
        file.write_bytes(data)
        return process(Input("d", name, file), settings or Settings(), None)

    return run
