"""Patterns taken from those that were kept are the patterns that Python compiles, and a file that cannot be used is passed over."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from pipeline.engine import patterns
from pipeline.engine.character_sets import READ
from pipeline.engine.patterns import Patterns

pytestmark = pytest.mark.skipif(sys.version_info[:2] not in READ, reason="this Python is left as it is")

COMPILER: Any = import_module("re._compiler")
CASES: dict[str, tuple[Any, int, Any]] = {
    "a set": ("[一-鿿]+(?=。)", 0, "会談。"),
    "named groups": (r"(?P<year>\d{4})年(?:(?P<month>\d+)月)?", 0, "2024年3月"),
    "a group twice": (r"(?P<a>x)|(y)(?P=a)?", 0, "y"),
    "flags": ("straße", re.IGNORECASE, "STRASSE straße STRAßE"),
    "flags within": ("(?xi) a b # c", 0, "AB"),
    "bytes": (rb"\w+", 0, "é".encode() + b"e"),
    "the same as text": (r"\w+", 0, "é"),
    "ascii": (r"\w+", re.ASCII, "éa"),
    "verbose": (" a b ", re.VERBOSE, "ab"),
    "far back": ("(?<=第)[0-9]+(?<!0)章", 0, "第12章"),
    "possessive": ("a++b|(?>c+)d", 0, "aab ccd"),
    "nothing": ("", 0, "a"),
}


def found(pattern: re.Pattern[Any], text: Any) -> list[Any]:
    return [(match.span(), match.groups(), match.groupdict(), match.lastgroup) for match in pattern.finditer(text)]


def many(compile_: Any) -> None:
    for number in range(patterns._FEW):
        compile_(f"x{number}", 0)


@pytest.mark.parametrize("name", CASES)
def test_a_kept_pattern_is_the_one_that_python_compiles(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    pattern, flags, text = CASES[name]
    plain = COMPILER.compile(pattern, flags)
    first = Patterns(tmp_path / "kept")
    fresh = first.compiling(COMPILER)
    many(fresh)
    made = fresh(pattern, flags)
    first.keep()
    taking = Patterns(tmp_path / "kept").compiling(COMPILER)
    monkeypatch.setattr(COMPILER, "_code", None)  # what is kept is not compiled
    taken = taking(pattern, flags)
    assert made == taken == plain
    assert (taken.pattern, taken.flags, taken.groups, dict(taken.groupindex)) == (
        plain.pattern, plain.flags, plain.groups, dict(plain.groupindex),
    )  # fmt: skip
    assert found(taken, text) == found(made, text) == found(plain, text)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:100] + b"\0" + data[101:],
        lambda data: data + b"\0",
    ],
    ids=["empty", "cut", "changed", "longer"],
)
def test_a_damaged_file_is_passed_over_and_written_anew(damage: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    file = tmp_path / "folder" / "kept"
    for _ in range(2):
        one = Patterns(file)
        assert not one._known
        compiling = one.compiling(COMPILER)
        many(compiling)
        assert compiling("a+").findall("aab") == ["aa"]
        one.keep()
        assert len(Patterns(file)._known) == patterns._FEW + 1
        file.write_bytes(damage(file.read_bytes()))


def test_another_build_of_python_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    first = Patterns(tmp_path / "kept")
    many(first.compiling(COMPILER))
    first.compiling(COMPILER)("a")
    first.keep()
    monkeypatch.setattr(patterns, "_build", lambda: ("another", 1, 4))
    assert not Patterns(tmp_path / "kept")._known


def test_what_others_have_kept_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    both = [Patterns(tmp_path / "kept") for _ in range(2)]
    for one, letter in zip(both, "ab", strict=True):
        for number in range(patterns._FEW + 1):
            one.compiling(COMPILER)(f"{letter}{number}")
        one.keep()
    assert {key[0][0] for key in Patterns(tmp_path / "kept")._known} == {"a", "b"}
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize(
    ("told", "folder"), [(True, "free"), (False, "a file")], ids=["python writes no bytecode", "no folder can be made"]
)
def test_where_nothing_can_be_kept_patterns_are_compiled(told: bool, folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", told)
    (tmp_path / "a file").write_text("")
    one = Patterns(tmp_path / folder / "kept")
    many(one.compiling(COMPILER))
    assert one.compiling(COMPILER)("(a)").findall("aa") == ["a", "a"]
    one.keep()
    assert not (tmp_path / folder / "kept").exists()


def test_only_a_worker_is_changed() -> None:
    code = "import re; found = re._compiler.compile; import pipeline.cli, pipeline.engine.work, pipeline.engine.serving; "
    code += "print(re._compiler.compile is found)"
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip() == "True"


def test_faults_in_a_pattern_are_told_as_ever(tmp_path: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        Patterns(tmp_path / "kept").compiling(COMPILER)("(a")
