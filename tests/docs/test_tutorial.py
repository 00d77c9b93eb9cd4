"""The tutorial, from its first command to its last, gives what it says."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import RAW

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CORRECTIONS = [("6月25日", "2025-06-25"), ("6月24日～25日", "2025-06-24/2025-06-25")]
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


def environment() -> dict[str, str]:
    return os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}


def matches(expected: str, given: str) -> bool:
    """Whether the output is the one told: … stands for anything, on a line of its own for any lines."""
    pattern = re.escape(expected.strip()).replace("…\n", "…").replace("\\\n…", "…")
    return re.fullmatch(pattern.replace("…", ".*"), given.strip(), re.DOTALL) is not None


def commands(block: str) -> list[tuple[str, str]]:
    """Each command of a block with the output told for it."""
    return [(command, said) for command, _, said in (part.partition("\n") for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:])]


def reviewed(command: str, folder: Path, page: Page) -> str:
    """The command's app and what the tutorial says is to be done in it; gives what it printed."""
    server = subprocess.Popen(
        f"exec {command} --no-browser",
        shell=True,
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    assert server.stdout is not None
    said = ""
    try:
        while not (found := ADDRESS.search(said)):
            line = server.stdout.readline()
            assert line, f"the app ended: {said}"
            said += line
        decide(page, found[0])
    finally:
        server.send_signal(signal.SIGINT)
        said += server.stdout.read()  # to its end; communicate() would pass over what the line above has read ahead
        server.wait()
    return said


def decide(page: Page, address: str) -> None:
    """The steps under "Review"."""
    page.goto(address)
    page.get_by_role("link", name="Queue").first.click()
    for name, value in (("doc", "sample-memo"), ("table", "dates")):
        with settled(page):
            page.locator(f"select[name={name}]").select_option(value=value)
    title = page.locator(".queue-card .row-title [lang=ja]")
    for words, value in CORRECTIONS:
        expect(title).to_have_text(words)
        page.keyboard.press("e")
        field = page.locator("form[data-edit] [name=value]")
        field.fill(value)
        with settled(page):
            field.press("Enter")
    with settled(page):
        page.keyboard.press("a")


@contextmanager
def settled(page: Page) -> Iterator[None]:
    """Waits until the queue has been put in place anew."""
    page.evaluate("document.querySelector('#queue').dataset.before = 'yes'")
    yield
    expect(page.locator("#queue:not([data-before]):not(.htmx-settling)")).to_be_visible()


def checked(expected: str, given: str) -> None:
    assert matches(expected, given), f"the tutorial says\n{expected}\nand this was given\n{given}"


@pytest.mark.model
def test_every_step_gives_what_it_says(
    sample_outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: Callable[..., Page]
) -> None:
    shutil.copytree(RAW, tmp_path / "raw")
    shutil.copytree(sample_outputs / ".cache", tmp_path / "outputs" / ".cache")  # the parses: a run is quicker with them, no other
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    printed = ""
    done = 0
    for language, block in BLOCK.findall(PAGE):
        if language == "python":
            with redirect_stdout(StringIO()) as out:
                exec(compile(block, "docs/tutorial.md", "exec"), names)
            printed = out.getvalue()
        elif language == "text":
            checked(block, printed)
        elif language == "console":
            for command, said in commands(block):
                done += 1
                if command.startswith("nids-pipeline review"):
                    checked(said, reviewed(command, tmp_path, pages(language="en-GB")))
                    continue
                ran = subprocess.run(
                    command,
                    shell=True,
                    env=environment(),
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                    encoding="utf-8",
                    check=True,
                )
                checked(said, ran.stdout)
    assert done >= 6


def test_the_corrections_are_those_of_the_text() -> None:
    steps = PAGE[PAGE.index("## Review") : PAGE.index("## The reviewed table")]
    assert all(words in steps and f"`{value}`" in steps for words, value in CORRECTIONS)


@pytest.mark.parametrize(
    ("expected", "given", "same"),
    [
        ("a\n…\nc", "a\nb\nb\nc", True),
        ("a\n…\nc", "a\nc", True),
        ("a … s\nb", "a 7.3 s\nb", True),
        ("a\nb", "a\nb\nc", False),
        ("a\n…\nc", "a\nb", False),
        ("a.c", "abc", False),
    ],
)
def test_outputs_are_compared(expected: str, given: str, same: bool) -> None:
    assert matches(expected, given) is same
