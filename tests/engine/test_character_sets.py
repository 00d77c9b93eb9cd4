"""Patterns compiled with remembered character sets are those that Python compiles by itself."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from importlib.resources import files
from typing import Any

import pytest

from pipeline import rules
from pipeline.engine import character_sets

FILES = sorted(
    file.name.removesuffix(".toml") for file in files("pipeline").joinpath("data", "rules").iterdir() if file.name.endswith(".toml")
)
FLAGS = (0, re.IGNORECASE, re.ASCII, re.IGNORECASE | re.ASCII)
SETS = (
    "[一-鿿]",
    "[^一-鿿]",
    "[一-鿿々ァ-ヺA-Za-z]",
    "[k-s]",
    "[^k-s]",
    r"[\d一]",
    r"[\D一]",
    "[\U00020000-\U0003ffff一]",
    "[ſK]",
    "[a]",
    "[^a]",
)

pytestmark = pytest.mark.skipif(sys.version_info[:2] not in character_sets.READ, reason="this Python is left as it is")


def codes(patterns: list[str], flags: int) -> list[Any]:
    parser, compiler = import_module("re._parser"), import_module("re._compiler")
    return [compiler._code(parser.parse(pattern, flags), flags) for pattern in patterns]


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> None:
    compiler = import_module("re._compiler")
    monkeypatch.setattr(compiler, "_optimize_charset", compiler._optimize_charset)  # put back after the test
    character_sets.remember()


@pytest.mark.parametrize("name", FILES)
def test_every_rule_is_compiled_to_the_same_code(name: str, request: pytest.FixtureRequest) -> None:
    patterns = [rule.regex for rule in rules.load(name)]
    plain = codes(patterns, 0)
    request.getfixturevalue("remembering")
    assert codes(patterns, 0) == plain
    assert codes(patterns, 0) == plain  # now every set is known


@pytest.mark.parametrize("flags", FLAGS)
def test_sets_and_flags_do_not_mix(flags: int, request: pytest.FixtureRequest) -> None:
    patterns = [pattern for one in SETS for pattern in (one, f"(?i:{one}){one}", f"x{one}+y|{one}")]
    plain = codes(patterns, flags)
    request.getfixturevalue("remembering")
    codes(patterns, re.IGNORECASE)
    codes(patterns, 0)
    assert codes(patterns, flags) == plain


def test_only_a_worker_is_changed() -> None:
    code = "import re; found = re._compiler._optimize_charset; import pipeline.cli, pipeline.engine.work, pipeline.engine.serving; "
    code += "print(re._compiler._optimize_charset is found)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "True"
