"""Chains whose phrases name another note or chapter, or the author's own work, and the phrases of other conventions."""

from __future__ import annotations

import pytest

from tests.resolve.note_chains import (
    AGENCY,
    ARTICLE,
    BOOK,
    CHINESE_BOOK,
    COMMENT,
    ENGLISH_ARTICLE,
    ENGLISH_BOOK,
    KOREAN_BOOK,
    LATER_BOOK,
    PAPER,
    UNREADABLE,
    Chain,
    Pair,
    check,
)

_ = None  # must not be linked
ONE, TWO, THREE = "第1章", "第2章", "第3章"

# (notes, for each citation the note it stands in and the citation it refers to)
CHAINS: list[Chain] = [
    ([BOOK, "同書・40頁。", "同前書、41頁。"], [(0, _), (1, 0), (2, 0)]),
    ([BOOK, ARTICLE, "山田、同上。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "佐藤、同上。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, LATER_BOOK, ARTICLE, "山田、同上。"], [(0, _), (1, _), (2, _), (3, _)]),
    ([BOOK, ARTICLE, "鈴木、同上。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, "山田、前掲書、36頁、佐藤、前掲論文、46頁。"], [(0, _), (1, _), (2, 0), (2, 1)]),
    ([BOOK, ARTICLE, "山田、前掲書、36頁、及び佐藤、同上。"], [(0, _), (1, _), (2, 0), (2, 1)]),
    ([BOOK, "前掲、山田、36頁および佐藤花子「空の安全保障」『湖沼政治』第175号（2014年3月）45頁。"], [(0, _), (1, 0), (1, _)]),
    ([BOOK, ARTICLE, "この点は前掲佐藤「空の安全保障」に詳しい。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, ARTICLE, "佐藤（前掲注2、46頁）も参照。"], [(0, _), (1, _), (2, 1)]),
    (["濵﨑海・塚本岳『湖の道』（湖岸社、2010年）。", ARTICLE, "濵﨑・塚本、前掲書、3頁。"], [(0, _), (1, _), (2, 0)]),
    (["P.J.レイク、森一訳『湖の理想』（湖岸社、2010年）。", ARTICLE, "レイク、前掲書、3頁。"], [(0, _), (1, _), (2, 0)]),
    (
        ["森一編『湖の道』（湖岸社、2010年）1頁、森一他『岸の道』（湖岸社、2012年）3頁。", "森他・前掲注（1）5頁。"],
        [(0, _), (0, _), (1, 1)],
    ),
    ([BOOK, ARTICLE, "同注1、3頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "同注（2）、46頁。", "同上。"], [(0, _), (1, _), (2, 1), (3, 1)]),
    ([BOOK, ARTICLE, "注1参照。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "註1を参照。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "本章注1参照。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "前掲注（1）に同じ。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK + ARTICLE, "注1参照。", "同上。"], [(0, _), (0, _), (1, _), (2, _)]),
    ([BOOK, UNREADABLE, "注2参照。"], [(0, _), (1, _), (2, _)]),
    ([COMMENT, "注1参照。"], [(1, _)]),
    ([BOOK, "注12参照。"], [(0, _), (1, _)]),
    ([BOOK, LATER_BOOK, "山田一郎『海の政治学』（前掲）40頁。"], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith (n 1) 35."], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Lee (n. 2), 9."], [(0, _), (1, _), (2, 1)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Lee (n 1) 9."], [(0, _), (1, _), (2, _)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "(n 1) 35."], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, supra note 1, at 35."], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Lee, supra note 1, at 35."], [(0, _), (1, _), (2, _)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "See note 1 above."], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "See above, note 2."], [(0, _), (1, _), (2, 1)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, see note 1 above, p. 9."], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, "*Ibid.*, 36.", "*Ibid*., 37."], [(0, _), (1, 0), (2, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, *op. cit.*, p. 4."], [(0, _), (1, _), (2, 0)]),
    ([ENGLISH_BOOK, "Id. at 35."], [(0, _), (1, 0)]),
    ([CHINESE_BOOK, BOOK, "前引注1，第13页。"], [(0, _), (1, _), (2, 0)]),
    ([CHINESE_BOOK, BOOK, "参见注1。"], [(0, _), (1, _), (2, 0)]),
    ([CHINESE_BOOK, "同上书，第13页。"], [(0, _), (1, 0)]),
    ([KOREAN_BOOK, "같은 책, 36쪽."], [(0, _), (1, 0)]),
]


@pytest.mark.parametrize(("notes", "expected"), CHAINS)
def test_chain(notes: list[str], expected: list[Pair]) -> None:
    check(notes, expected)


@pytest.mark.parametrize(
    ("notes", "scopes", "expected"),
    [
        ([BOOK, ARTICLE, "第1章注1参照。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "第一章の註（1）に同じ。", "同上。"], [ONE, TWO, TWO, TWO], [(0, _), (1, _), (2, 0), (3, 0)]),
        ([BOOK, ARTICLE, "前掲第1章注1、3頁。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "山田、第1章前掲注1、3頁。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "佐藤、第1章前掲注1、3頁。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, _)]),
        ([BOOK, ARTICLE, "前章注1参照。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 0)]),
        ([BOOK, "前章注1参照。"], [ONE, ONE], [(0, _), (1, 0)]),
        ([BOOK, ARTICLE, "第3章注1参照。", "同上。"], [ONE, TWO, TWO, TWO], [(0, _), (1, _), (2, _), (3, _)]),
        ([BOOK, ARTICLE, "本章注2参照。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 1)]),
        # … unless a reference names another one, by its label in either script
        ([BOOK, ARTICLE, "山田、第1章前掲書、5頁。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "山田、第一章前掲書、5頁。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "山田、序章前掲書、5頁。"], ["序章", ONE, ONE], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "山田、第1章前掲書、5頁。", "同上。"], [ONE, TWO, TWO, TWO], [(0, _), (1, _), (2, 0), (3, 0)]),
        ([BOOK, ARTICLE, "山田、第4章前掲書、5頁。", "同上。"], [ONE, TWO, TWO, TWO], [(0, _), (1, _), (2, _), (3, _)]),
        ([BOOK, ARTICLE, PAPER, "山田、第2章前掲書、5頁。"], [ONE, TWO, THREE, THREE], [(0, _), (1, _), (2, _), (3, _)]),
        ([ARTICLE, "山田、第2章前掲書、5頁。", BOOK], [ONE, ONE, TWO], [(0, _), (1, _), (2, _)]),
        # where numbering runs through, chapters are not looked at
        ([BOOK, ARTICLE, "山田、第1章前掲書、5頁。"], ["", "", ""], [(0, _), (1, _), (2, 0)]),
    ],
)
def test_chapters(notes: list[str], scopes: list[str], expected: list[Pair]) -> None:
    check(notes, expected, scopes=scopes)


@pytest.mark.parametrize(
    ("notes", "authors", "expected"),
    [
        ([BOOK, ARTICLE, "拙著、40頁。"], ("山田一郎",), [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "拙稿、46頁。"], ("佐藤花子",), [(0, _), (1, _), (2, 1)]),
        ([BOOK, ARTICLE, "前掲拙稿、46頁。", "同上。"], ("佐藤花子",), [(0, _), (1, _), (2, 1), (3, 1)]),
        ([BOOK, ARTICLE, "拙稿、46頁。", "同上。"], ("山田一郎",), [(0, _), (1, _), (2, _), (3, _)]),
        ([BOOK, ARTICLE, "拙稿、46頁。"], (), [(0, _), (1, _), (2, _)]),
        ([BOOK, ARTICLE, "拙稿、46頁。"], ("山田一郎", "佐藤花子"), [(0, _), (1, _), (2, _)]),
        (["拙稿「空の安全保障」『湖沼政治』第175号（2014年）45頁。", BOOK, "前掲拙稿、46頁。"], (), [(0, _), (1, _), (2, 0)]),
        ([AGENCY, "拙著『海の政治学』（海辺書店、2010年）。", "拙著、3頁。"], (), [(0, _), (1, _), (2, 1)]),
        ([BOOK, "拙著『海の政治学』40頁。"], ("山田一郎",), [(0, _), (1, 0)]),
    ],
)
def test_own_works(notes: list[str], authors: tuple[str, ...], expected: list[Pair]) -> None:
    check(notes, expected, authors=authors)
