"""Markers that lost their raised position: found by the notes' sequence, never among dates, quantities and names."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Block, Note, Text
from pipeline.structure import fitting
from pipeline.structure.fitting import Candidate, fit
from pipeline.structure.plain_markers import recover, unprinted
from tests.structure.documents import report

RAW = Path(__file__).parents[2] / "raw"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
PLAIN = str.maketrans(SUPERSCRIPTS, "0123456789")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def recovered(texts: list[str], count: int) -> tuple[list[str], list[tuple[int, str]], list[str]]:
    """Texts without markers, markers with what stood before them, codes of problems."""
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block("body", Text.of(text, at)))
        at += len(text) + 2
    made, problems = recover(blocks, [""] * len(blocks), [Note(n, "", Text.of("題")) for n in range(1, count + 1)])
    found = [(m.number, b.content.text[max(0, m.position - 3) : m.position]) for b in made for m in b.markers]
    return [block.content.text for block in made], found, [problem.code for problem in problems]


FOUND = [
    (["両国は会談したと述べた1。", "合意を示す2」と報じた。"], ["両国は会談したと述べた。", "合意を示す」と報じた。"]),
    (["拙稿1において述べた。その後2、協議が続いた。"], ["拙稿において述べた。その後、協議が続いた。"]),
    (["会談した。1また、2024年3月に署名した。2"], ["会談した。また、2024年3月に署名した。"]),
    (["2022年1。3カ国が2024年2月に集まり、8億ドルを約束した2。"], ["2022年。3カ国が2024年2月に集まり、8億ドルを約束した。"]),
    (["述べた1 2。"], ["述べた。"]),
    (["述べた12。"], ["述べた。"]),
    (["述べた1、2。"], ["述べた。"]),
    (
        ["第1に、図2のとおり、S-1とG7の1隻が2度寄港した1。2つの港が開かれた2。"],
        ["第1に、図2のとおり、S-1とG7の1隻が2度寄港した。2つの港が開かれた。"],
    ),
    (["会談した。12022年には続いた。22023年に終わった。"], ["会談した。2022年には続いた。2023年に終わった。"]),
]


@pytest.mark.parametrize(("texts", "left"), FOUND, ids=[texts[0][:16] for texts, _ in FOUND])
def test_markers_are_found(texts: list[str], left: list[str]) -> None:
    made, found, problems = recovered(texts, 2)
    assert made == left
    assert [number for number, _ in found] == [1, 2]
    assert problems == []


LEFT = [
    ["両国は2024年1月2日に会談した。"],
    ["第1に、3カ国が参加した。第2に、2隻が寄港した。"],
    ["レポート1、資料2を参照した。"],
    ["1 背景", "2 経過"],
]


@pytest.mark.parametrize("texts", LEFT, ids=[texts[0][:12] for texts in LEFT])
def test_other_numbers_are_left(texts: list[str]) -> None:
    assert recovered(texts, 2) == (texts, [], [])


def test_what_fits_twice_is_left_and_told() -> None:
    texts = ["会談した1。署名した2。発表した2。終えた3。閉じた4。"]
    assert recovered(texts, 4) == (
        ["会談した。署名した2。発表した2。終えた。閉じた。"],
        [(1, "談した"), (3, "終えた"), (4, "閉じた")],
        ["marker-ambiguous"],
    )


def test_markers_that_were_found_stay() -> None:
    made = report("本文\n\n会談した¹。署名した2。\n\n注\n\n1 甲『題』。\n2 乙『題』。\n")
    assert [m.number for b in made.blocks for m in b.markers] == [1]


def test_a_heading_is_printed_without_its_marker() -> None:
    blocks = [Block("heading", Text.of("2 協力の経緯1")), Block("body", Text.of("両国は会談した2。", 20))]
    made, _ = recover(blocks, ["", ""], [Note(n, "", Text.of("題")) for n in (1, 2)])
    assert unprinted("協力の経緯1", 0, 8, made) == "協力の経緯"
    assert unprinted("協力の経緯1", 40, 48, made) == "協力の経緯1"


CASES = [
    ([("1", 0.0), ("2", 0.0), ("3", 0.0)], 3, [0, 1, 2]),
    ([("2", 0.0), ("1", 0.0), ("2", 0.4)], 2, [1, 2]),
    ([("1", 0.0), ("1", 0.9), ("2", 0.0)], 2, [0, 2]),
    ([("1", 0.0), ("1", 0.2), ("2", 0.0)], 2, [2]),
    ([("3", 0.0)], 3, []),
    ([("1", fitting.KNOWN), ("1", 0.0), ("2", 0.0)], 2, [0, 2]),
]


@pytest.mark.parametrize(("given_", "count", "chosen"), CASES)
def test_fitting(given_: list[tuple[str, float]], count: int, chosen: list[int]) -> None:
    candidates = [Candidate((int(number),), cost) for number, cost in given_]
    assert list(fit(candidates, range(1, count + 1)).chosen) == chosen


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from([0.0, 0.2, 0.9])), max_size=30), st.integers(1, 10))
def test_what_is_chosen_climbs(pairs: list[tuple[int, float]], count: int) -> None:
    candidates = [Candidate((number,), cost) for number, cost in pairs]
    numbers = [candidates[i].numbers[0] for i in fit(candidates, range(1, count + 1)).chosen]
    assert numbers == sorted(set(numbers))
    assert all(number <= count for number in numbers)


def lowered(text: str, way: str) -> str:
    """The text with its raised digits as plain ones; exponents stay."""

    def plain(found: re.Match[str]) -> str:
        digits = found[0].translate(PLAIN)
        return {"spaced": f" {digits} ", "unspaced": digits, "wide": digits.translate(WIDE)}[way]

    labels = re.sub(rf"^[{SUPERSCRIPTS}]+(?= )", lambda found: found[0].translate(PLAIN), text, flags=re.MULTILINE)
    return re.sub(rf"(?<!km)[{SUPERSCRIPTS}]+", plain, labels)


def places(text: str) -> Counter[tuple[int, str]]:
    """Each marker with what stands before it."""
    return Counter(
        (m.number, re.sub(r"\s", "", b.content.text[max(0, m.position - 8) : m.position])) for b in report(text).blocks for m in b.markers
    )


@pytest.mark.parametrize("way", ["spaced", "unspaced", "wide"])
@pytest.mark.parametrize("name", ["annual-report", "commentary"])
def test_samples_keep_every_marker(name: str, way: str) -> None:
    text = (RAW / f"sample-{name}.txt").read_text(encoding="utf-8")
    assert places(lowered(text, way)) == places(text)
