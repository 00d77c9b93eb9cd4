"""Headings of nested sections → the year of a bare date in a section whose own heading names none."""

from __future__ import annotations

import pytest

from pipeline.extract.dates import find
from pipeline.model import BlockKind, Date, Sentence, Text
from pipeline.resolve.dates import resolve

Part = tuple[int, BlockKind, str]  # section, kind, text

PARENTS = {0: None, 1: 0, 2: 1, 3: 0, 4: None}

CASES: list[tuple[list[Part], list[str]]] = [
    ([(0, "heading", "2019年の情勢"), (1, "heading", "協議の再開"), (1, "body", "3月に協議した")], ["2019年=2019", "3月=2019-03"]),
    (
        [(0, "heading", "2019年の情勢"), (1, "heading", "協議"), (2, "heading", "第1回"), (2, "body", "3月に協議した")],
        ["2019年=2019", "3月=2019-03"],
    ),
    (
        [(0, "heading", "2019年の情勢"), (1, "heading", "2016年の協議"), (1, "body", "3月に協議した")],
        ["2019年=2019", "2016年=2016", "3月=2016-03"],
    ),
    (
        [(0, "heading", "2019年の情勢"), (1, "body", "2016年に始まった"), (3, "heading", "演習"), (3, "body", "3月に実施した")],
        ["2019年=2019", "2016年=2016", "3月=2019-03"],
    ),
    (
        [(0, "heading", "2019年の情勢"), (0, "body", "3月に協議した"), (4, "heading", "演習"), (4, "body", "3月に実施した")],
        ["2019年=2019", "3月=2019-03", "3月=XXXX-03"],
    ),
]


def settled(parts: list[Part], parents: dict[int, int | None]) -> list[str]:
    found, offset = [], 0
    for number, (section, kind, text) in enumerate(parts, start=1):
        found.append((Sentence(f"d:s{number}", kind, Text.of(text, offset), number, 1, section), find(text)))
        offset += len(text) + 1
    resolved, _ = resolve(found, parents=parents)
    return [f"{m.text}={m.value.value}" for mentions in resolved for m in mentions if isinstance(m.value, Date)]


@pytest.mark.parametrize(("parts", "expected"), CASES)
def test_the_year_of_the_parent_heading(parts: list[Part], expected: list[str]) -> None:
    assert settled(parts, PARENTS) == expected


def test_without_the_section_tree_the_year_stays_open() -> None:
    assert settled(CASES[0][0], {}) == ["2019年=2019", "3月=XXXX-03"]


def test_a_section_that_encloses_itself_ends() -> None:
    assert settled([(0, "heading", "演習"), (0, "body", "3月に実施した")], {0: 0}) == ["3月=XXXX-03"]
