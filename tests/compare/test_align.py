"""Which text of a list is which of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compare.align import align

LONG, LIKE = "会議は東京で開かれ、三カ国の代表が加わった。", "会議は京都で開かれ、三カ国の代表が加わった。"

# old, new, the place in the new list of each old text (None: it has no partner)
CASES = [
    ("abc", "abc", [0, 1, 2]),
    ("abc", "xabc", [1, 2, 3]),
    ("abc", "axbc", [0, 2, 3]),
    ("abcd", "acd", [0, None, 1, 2]),
    ("aaa", "aaaa", [0, 1, 2]),
    ("abab", "xabab", [1, 2, 3, 4]),
    ("abc", "bca", [2, 0, 1]),
    ("", "a", []),
    (["a", LONG, "b"], ["a", LIKE, "b"], [0, 1, 2]),
    (["a", LONG, "b"], ["a", "ケーブルは切れた。", "b"], [0, None, 2]),
    ([LONG], ["序", LIKE, "結"], [1]),
    (["２０２４年 、春", "b"], ["x", "2024年、春", "b"], [1, 2]),
    (["――", "a"], ["――", "x", "a"], [0, 2]),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_partners(old: list[str], new: list[str], expected: list[int | None]) -> None:
    partner = align(list(old), list(new)).partner
    assert [partner.get(at) for at in range(len(old))] == expected


def test_what_stands_between_the_same_neighbours_is_one_region() -> None:
    aligned = align(["a", "甲乙丙", "丁戊", "b"], ["a", "己庚", "b", "c"])
    old, new = aligned.old_regions, aligned.new_regions
    assert old[1] == old[2] == new[1]
    assert (old[0], old[3]) == (new[0], new[2])
    assert len({*old, *new}) == 4


@given(
    st.lists(st.sampled_from(["a", "b", "c", LONG, LIKE, "d e", "de"]), max_size=12),
    st.lists(st.sampled_from(["a", "b", LONG, LIKE, "de"]), max_size=12),
)
def test_each_text_has_one_partner_and_equal_ones_are_never_left_over(old: list[str], new: list[str]) -> None:
    aligned = align(old, new)
    assert len(set(aligned.partner.values())) == len(aligned.partner)
    left = {old[i] for i in range(len(old)) if i not in aligned.partner}
    assert not left & {new[j] for j in range(len(new)) if j not in aligned.partner.values()}
    assert (len(aligned.old_regions), len(aligned.new_regions)) == (len(old), len(new))
    assert {j: i for i, j in aligned.partner.items()} == align(new, old).partner


@pytest.mark.parametrize(
    "texts", [["同上。"] * 3000, ["同上。", "前掲。"] * 1500, [f"文{n % 40}" for n in range(3000)]], ids=["one", "two", "forty"]
)
def test_texts_that_repeat_are_paired_in_order(texts: list[str]) -> None:
    aligned = align(texts, [*texts[:7], "これは別の文である", *texts[7:]])
    assert [aligned.partner[at] for at in range(len(texts))] == [*range(7), *range(8, len(texts) + 1)]
