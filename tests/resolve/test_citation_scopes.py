"""Chains over several chapters, numbers that repeat, and works of the report's own authors; lookups that miss nothing."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract.citations.keys import key
from pipeline.model import Section
from pipeline.resolve.citations.agreement import asked_as, known_as, same_name, same_title
from pipeline.resolve.citations.titles import Titles
from tests.resolve.note_chains import ARTICLE, BOOK, COMMENT, LATER_BOOK, NEWS, Pair, check

_ = None  # must not be linked
ONE, TWO = "第1章", "第2章"
OWN_ARTICLE = "拙稿「空の安全保障」『湖沼政治』第175号（2014年）45頁。"

# (notes, their chapters, for each citation the note it stands in and the citation it refers to)
CHAPTERS: list[tuple[list[str], list[str], list[Pair]]] = [
    # every chapter begins anew
    ([BOOK, "同上。"], [ONE, TWO], [(0, _), (1, _)]),
    ([BOOK, "山田、前掲書、5頁。"], [ONE, TWO], [(0, _), (1, _)]),
    ([BOOK, "山田『海の政治学』5頁。"], [ONE, TWO], [(0, _), (1, _)]),
    ([BOOK, ARTICLE, "同上。", "山田、前掲書、5頁。"], [ONE, TWO, ONE, TWO], [(0, _), (1, _), (2, 0), (3, _)]),
    ([BOOK, ARTICLE, BOOK, "山田、前掲書、5頁。"], [ONE, TWO, TWO, TWO], [(0, _), (1, _), (2, _), (3, 2)]),
    # a chapter behind the phrase is one of the work cited
    ([BOOK, LATER_BOOK, "山田、前掲書、第1章、5頁。"], [ONE, TWO, TWO], [(0, _), (1, _), (2, 1)]),
]


@pytest.mark.parametrize(("notes", "scopes", "expected"), CHAPTERS)
def test_chapters(notes: list[str], scopes: list[str], expected: list[Pair]) -> None:
    check(notes, expected, scopes=scopes)


@pytest.mark.parametrize(
    ("notes", "numbers", "expected"),
    [
        ([BOOK, ARTICLE, "前掲注1、3頁。"], [1, 1, 2], [(0, _), (1, _), (2, _)]),
        ([BOOK, ARTICLE, "佐藤、前掲注1、3頁。"], [1, 1, 2], [(0, _), (1, _), (2, 1)]),
        ([BOOK, COMMENT, "前掲注1、3頁。"], [1, 1, 2], [(0, _), (2, 0)]),
        ([BOOK, BOOK, "前掲注1、3頁。"], [1, 1, 2], [(0, _), (1, _), (2, 0)]),
        ([BOOK, ARTICLE, "前掲注5、3頁。"], [1, 5, 9], [(0, _), (1, _), (2, 1)]),
    ],
)
def test_numbers_that_repeat_or_jump(notes: list[str], numbers: list[int], expected: list[Pair]) -> None:
    check(notes, expected, numbers=numbers)


@pytest.mark.parametrize(
    ("notes", "authors", "expected"),
    [
        # by title, whoever wrote the report; but not the work of somebody else where one author is told
        ([ARTICLE, "拙稿「空の安全保障」46頁。"], (), [(0, _), (1, 0)]),
        ([ARTICLE, "拙稿「空の安全保障」46頁。"], ("佐藤花子",), [(0, _), (1, 0)]),
        ([ARTICLE, "拙稿「空の安全保障」46頁。"], ("佐藤花子", "田中二郎"), [(0, _), (1, 0)]),
        ([ARTICLE, "拙稿「空の安全保障」46頁。"], ("田中二郎",), [(0, _), (1, _)]),
        ([OWN_ARTICLE, ARTICLE, "拙稿「空の安全保障」46頁。"], ("佐藤花子",), [(0, _), (1, _), (2, 0)]),
        ([OWN_ARTICLE, "佐藤「空の安全保障」46頁。"], ("佐藤花子",), [(0, _), (1, 0)]),
        ([OWN_ARTICLE, "田中「空の安全保障」46頁。"], ("佐藤花子",), [(0, _), (1, _)]),
        # without a title, by the one author the report tells
        ([BOOK, NEWS, "前掲拙著、46頁。"], ("山田一郎",), [(0, _), (1, _), (2, 0)]),
        ([BOOK, NEWS, "前掲拙著、46頁。"], ("佐藤花子",), [(0, _), (1, _), (2, _)]),
        ([BOOK, NEWS, "前掲拙著、46頁。"], ("山田一郎", "佐藤花子"), [(0, _), (1, _), (2, _)]),
        ([BOOK, NEWS, "前掲拙著、46頁。"], (), [(0, _), (1, _), (2, _)]),
        ([BOOK, LATER_BOOK, "前掲拙著、46頁。"], ("山田一郎",), [(0, _), (1, _), (2, _)]),
    ],
)
def test_own_works(notes: list[str], authors: tuple[str, ...], expected: list[Pair]) -> None:
    check(notes, expected, authors=authors)


def test_own_works_are_those_of_the_chapters_author() -> None:
    sections = [Section(0, 1, ONE, "海", 0, 1, authors=("山田一郎",)), Section(1, 1, TWO, "空", 1, 2, authors=("佐藤花子",))]
    notes, scopes = [BOOK, "前掲拙著、3頁。", BOOK, "前掲拙著、3頁。"], [ONE, ONE, TWO, TWO]
    check(notes, [(0, _), (1, 0), (2, _), (3, _)], scopes=scopes, sections=sections, authors=("佐藤花子",))


NAMES = st.text("山田一郎アー・Smith, .JИв國国김", max_size=8)


@given(NAMES, NAMES)
@example("スミス", "ジョン・スミス")
@example("J. Smith", "Smith, John")
@example("国", "國山")
def test_every_name_that_may_be_meant_is_found(short: str, full: str) -> None:
    if same_name(short, full):
        assert asked_as(short) & known_as(full)


@given(st.text("海の政治學学アA —", max_size=20), st.integers(0, 20), st.integers(0, 20), st.text("海の政", max_size=6))
def test_every_title_that_may_be_meant_is_found(full: str, start: int, end: int, more: str) -> None:
    titles = Titles()
    titles.add(key(full))
    titles.add(key(more))
    for short in (full[start:end], full[:end], more):
        found = list(titles.find(short))
        assert (key(full) in found) == same_title(short, full) or key(full) == key(more)
        assert len(found) == len(set(found))
