"""README.ja.md says what README.md says: the same parts, tables, options, commands and links in the same order."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_readme import excerpts

ROOT = Path(__file__).parents[2]
ENGLISH, JAPANESE = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.ja.md"))
BLOCK = re.compile(r"^```\w*\n.*?^```$", re.MULTILINE | re.DOTALL)


def prose(page: str) -> str:
    return BLOCK.sub("", page)


def levels(page: str) -> list[str]:
    """How deep each heading is; the title is the same in both."""
    return re.findall(r"^(#+) ", prose(page), re.MULTILINE)


def code(page: str) -> list[str]:
    """Code blocks but for their remarks."""
    return [re.sub(r"(?<=\s)#.*$", "", block, flags=re.MULTILINE) for block in BLOCK.findall(page)]


def options(page: str) -> list[tuple[str, ...]]:
    """What each row of each table is about: its first cell, names and placeholders as they are typed."""
    rows = [row.split(" | ")[0].strip("| ") for row in re.findall(r"^\|(?!-).*\|$", prose(page), re.MULTILINE)]
    return [tuple(re.findall(r"`([^`]+)`", cell)) for cell in rows if "`" in cell]


def mentioned(page: str) -> list[set[str]]:
    """Commands, options, tables and files in running text, part by part."""
    return [set(re.findall(r"`([^`\n]+)`", part)) for part in re.split(r"^#+ ", prose(page), flags=re.MULTILINE)]


def links(page: str) -> list[str]:
    return sorted({target for target in re.findall(r"\]\(([^)]+)\)", page) if not target.startswith("README")})


@pytest.mark.parametrize("read", [levels, code, options, mentioned, links, excerpts])
def test_both_say_the_same(read: Callable[[str], object]) -> None:
    assert read(JAPANESE) == read(ENGLISH)
    assert read(ENGLISH)


def test_they_lead_to_each_other() -> None:
    assert "(README.ja.md)" in ENGLISH
    assert "(README.md)" in JAPANESE
