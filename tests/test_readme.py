"""The README shows what the program really gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.test_golden import GOLDEN, rows

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def excerpts(page: str = README) -> list[tuple[str, dict[str, str]]]:
    """Each row of each excerpt, with the table it is from."""
    found = []
    for name, table in re.findall(r"^`(\w+)\.csv` [^\n]*\n\n((?:\|[^\n]*\n)+)", page, re.MULTILINE):
        head, _, *lines = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
        found += [(name, dict(zip(head, cells, strict=True))) for cells in lines]
    return found


@pytest.mark.parametrize(("name", "row"), excerpts(), ids=lambda value: value if isinstance(value, str) else next(iter(value.values())))
def test_excerpt_is_real(name: str, row: dict[str, str]) -> None:
    assert any(all(made[column] == cell for column, cell in row.items()) for made in rows(GOLDEN / f"{name}.csv"))


def test_there_are_excerpts() -> None:
    assert len(excerpts()) >= 15


def test_links_lead_somewhere() -> None:
    root = Path(__file__).parents[1]
    for page in [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), f"{page.name} links to {target}"
