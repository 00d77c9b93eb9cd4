"""Note markers: which numbers stand in a text, and what looks like one and is none."""

from __future__ import annotations

import pytest

from pipeline.model import Text
from pipeline.structure.markers import Scope, take

CASES = [
    # (text, number of notes, the one due, text without markers, [(number, position)])
    ("会談した¹。", 3, 1, "会談した。", [(1, 4)]),
    ("会談した¹²。", 20, 12, "会談した。", [(12, 4)]),
    ("会談した¹²。", 3, 1, "会談した。", [(1, 4), (2, 4)]),
    ("会談した⁵ ⁶。", 9, 5, "会談した。", [(5, 4), (6, 4)]),
    ("会談した⁵、⁶。", 9, 5, "会談した。", [(5, 4), (6, 4)]),
    ("会談¹し、署名²した。", 3, 1, "会談し、署名した。", [(1, 2), (2, 6)]),
    ("会談した ¹。", 3, 1, "会談した。", [(1, 4)]),
    ("811km²の島¹。", 3, 1, "811km²の島。", [(1, 8)]),
    ("約340万km²となった¹。", 3, 1, "約340万km²となった。", [(1, 12)]),
    ("面積は5 km²、体積は3m³。", 3, 2, "面積は5 km²、体積は3m³。", []),
    ("10⁶倍", 9, 6, "10⁶倍", []),
    ("NATO²の会合", 9, 2, "NATOの会合", [(2, 4)]),
    ("F-35³を導入", 9, 3, "F-35を導入", [(3, 4)]),
    ("10⁶倍", 9, 3, "10⁶倍", []),
    ("2024⁷と報じた。", 9, 3, "2024と報じた。", [(7, 4)]),
    ("2³は8", 9, 7, "2³は8", []),
    ("会談した（注3）。", 5, 3, "会談した。", [(3, 4)]),
    ("会談した（注3、4）。", 5, 3, "会談した。", [(3, 4), (4, 4)]),
    ("会談した（注7）。", 5, 3, "会談した。", [(7, 4)]),  # unmistakable: taken out, and reported by `links`
    ("（注1）数値は概数である。", 0, 1, "（注1）数値は概数である。", []),
    ("会談した[4]。", 5, 4, "会談した。", [(4, 4)]),
    ("会談した注2)。", 5, 2, "会談した。", [(2, 4)]),
    ("規則[2024]の", 5, 1, "規則[2024]の", []),
    ("付録[9]の", 5, 1, "付録[9]の", []),
    ("注目した。", 5, 1, "注目した。", []),
    ("会談した⁷。", 3, 1, "会談した。", [(7, 4)]),  # no such note: taken out all the same, and reported by `links`
    ("", 3, 1, "", []),
]


@pytest.mark.parametrize(("text", "notes", "due", "expected", "markers"), CASES)
def test_markers(text: str, notes: int, due: int, expected: str, markers: list[tuple[int, int]]) -> None:
    left, found = take(Text.of(text), Scope(frozenset(range(1, notes + 1)), due))
    assert left.text == expected
    assert [(marker.number, marker.position) for marker in found] == markers


def test_a_marker_leads_back_to_its_source() -> None:
    text = "会談した ¹²。"
    _, (marker,) = take(Text.of(text, start=100), Scope(frozenset({12}), 12))
    assert text[marker.raw_start - 100 : marker.raw_end - 100] == "¹²"
