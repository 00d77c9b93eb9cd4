"""What tests of several packages share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from pipeline.engine.run import run
from pipeline.settings import Settings

RAW = Path(__file__).parents[1] / "raw"
settings.register_profile("untimed", deadline=None)  # a busy machine is no fault; timings are for `make bench`
settings.load_profile("untimed")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; on a machine without one these tests are skipped, except where CI has to have it.
    expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong

    Playwright keeps an event loop running while it is there, beside which no other can be run: it ends with its module.
    """
    path = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        reason = f"no browser: none of {', '.join(_BROWSERS)} is installed"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        yield browser
        browser.close()
