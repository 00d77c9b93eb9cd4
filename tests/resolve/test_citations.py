"""Chains of notes and what each citation in them refers to; None is a citation that must not be linked."""

from __future__ import annotations

import pytest

from pipeline.extract import citations
from pipeline.model import Note, Text
from pipeline.resolve.citations import resolve
from tests.resolve.note_chains import (
    AGENCY,
    ARTICLE,
    BOOK,
    CHAPTER,
    CHINESE_BOOK,
    COMMENT,
    ENGLISH_ARTICLE,
    ENGLISH_BOOK,
    KOREAN_BOOK,
    LATER_BOOK,
    NEWS,
    OTHER_BOOK,
    PAPER,
    REUTERS,
    RUSSIAN_ARTICLE,
    RUSSIAN_BOOK,
    SPEECH,
    UNREADABLE,
    WEBPAGE,
    Chain,
    Pair,
    check,
    linked,
)

_ = None  # must not be linked

# (notes, for each citation the note it stands in and the citation it refers to)
CHAINS: list[Chain] = [
    # 同上 means the citation just before, through other back references
    ([BOOK, "同上。"], [(0, _), (1, 0)]),
    ([BOOK, "同上、36頁。", "同上。"], [(0, _), (1, 0), (2, 0)]),
    ([BOOK + ARTICLE, "同上。"], [(0, _), (0, _), (1, 1)]),
    ([BOOK, ARTICLE, "山田、前掲書、5頁。", "同上。"], [(0, _), (1, _), (2, 0), (3, 0)]),
    ([BOOK, COMMENT, "同上。"], [(0, _), (2, 0)]),
    ([BOOK, f"{COMMENT}同上、40頁。"], [(0, _), (1, 0)]),
    (["同上。"], [(0, _)]),
    ([BOOK, UNREADABLE, "同上。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, "前掲注9、3頁。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, BOOK, "同上。"], [(0, _), (1, _), (2, 1)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Ibid., 9."], [(0, _), (1, _), (2, 1)]),
    ([BOOK, "同、36頁。"], [(0, _), (1, 0)]),
    # 同書, 同論文 must fit what stands before
    ([BOOK, "同書、36頁。"], [(0, _), (1, 0)]),
    ([NEWS, "同書、36頁。"], [(0, _), (1, _)]),
    ([NEWS, "同上、2019年4月6日。"], [(0, _), (1, _)]),
    ([SPEECH, "王一「又論湖」（2019年2月10日）王一、同上書、39-41頁。"], [(0, _), (1, 0)]),
    # 前掲書 means the one earlier work its people and kind fit
    ([BOOK, ARTICLE, "山田、前掲書、40頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "山田一郎、前掲書、40頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "佐藤、前掲論文、40頁。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, ARTICLE, "佐藤、前掲書、40頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, "田中、前掲書、40頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, "前掲書、40頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, LATER_BOOK, "山田、前掲書、3頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, LATER_BOOK, "前掲書、3頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, BOOK, "山田、前掲書、40頁。"], [(0, _), (1, _), (2, 0)]),
    ([CHAPTER, "川本真「別の章」森山聡編、前掲書、30頁。", "同上、31頁。"], [(0, _), (1, 0), (2, 0)]),
    ([CHAPTER, "森山聡編、前掲書、30頁。"], [(0, _), (1, 0)]),
    ([CHAPTER, OTHER_BOOK, "森山聡編、前掲書、30頁。"], [(0, _), (1, _), (2, _)]),
    ([CHAPTER, *[COMMENT] * 20, OTHER_BOOK, "森山聡編、前掲書、30頁。"], [(0, _), (21, _), (22, 1)]),
    (["王一「論湖」国史編『國會關係文獻』（湖泊出版社、2020年）1頁。", "王二「論海」国史編、前掲書、3頁。"], [(0, _), (1, 0)]),
    (["王一「論湖」黨史學會編『文集』（湖泊出版社、2020年）1頁。", "党史学会編、前掲書、3頁。"], [(0, _), (1, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, op. cit., p. 9."], [(0, _), (1, _), (2, 0)]),
    (["山田、前掲書、3頁。", BOOK], [(0, _), (1, _)]),
    # 前掲記事 with medium and date
    ([AGENCY, "新華社前掲記事、2019年9月27日。"], [(0, _), (1, 0)]),
    ([AGENCY, "新華社前掲記事、2019年9月28日。"], [(0, _), (1, _)]),
    ([AGENCY, "「岸の会談」新華社、2019年9月27日。", "新華社前掲記事、2019年9月27日。"], [(0, _), (1, _), (2, _)]),
    # 前掲注12 means what that note cites
    ([BOOK, ARTICLE, "前掲注1、3頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "山田、前掲注（1）、3頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK + ARTICLE, "佐藤、前掲注1、3頁。"], [(0, _), (0, _), (1, 1)]),
    ([BOOK + ARTICLE, "前掲注1、3頁。"], [(0, _), (0, _), (1, _)]),
    ([BOOK, "前掲注7、3頁。"], [(0, _), (1, _)]),
    ([BOOK, "注1に同じ。"], [(0, _), (1, 0)]),
    # short titles
    ([ARTICLE, "佐藤「空の安全保障」50頁。"], [(0, _), (1, 0)]),
    ([ARTICLE, "佐藤花子「空の安全保障」。"], [(0, _), (1, 0)]),
    ([ARTICLE, "田中「空の安全保障」50頁。"], [(0, _), (1, _)]),
    ([ARTICLE, "佐藤「地の安全保障」50頁。"], [(0, _), (1, _)]),
    (["佐藤花子「空の安全保障——雲の上の政治」『湖沼政治』第1号（2014年）。", "佐藤「空の安全保障」5頁。"], [(0, _), (1, 0)]),
    ([BOOK, LATER_BOOK, "山田『陸の政治学』3頁。"], [(0, _), (1, _), (2, 1)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Lee, “Ships and Harbours,” 9."], [(0, _), (1, _), (2, 1)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, *Power at Sea*, 40."], [(0, _), (1, _), (2, 0)]),
    (["“Lake Transfers to the North,” United Nations, June 3, 2019, 27.", "“Lake Transfers to the North,” 28."], [(0, _), (1, 0)]),
    ([ARTICLE, "前掲、佐藤「空の安全保障」50頁。"], [(0, _), (1, 0)]),
    ([BOOK, "前掲『海の政治学』40頁。"], [(0, _), (1, 0)]),
    ([CHAPTER, "川本真「別の章」森山聡編『湖沼論』30頁。"], [(0, _), (1, 0)]),
    ([SPEECH, "王一「又論湖」（2019年2月10日）王一『王一選集（第2巻）』39-41頁。"], [(0, _), (1, 0)]),
    ([SPEECH, "王一「又論湖」（2019年2月10日）王一『王一選集（第3巻）』39-41頁。"], [(0, _), (1, _)]),
    # author and year; medium and day
    ([BOOK, "山田（2010）40頁。"], [(0, _), (1, 0)]),
    ([BOOK, "山田（2011）40頁。"], [(0, _), (1, _)]),
    ([ENGLISH_BOOK, "Smith (2015), 40."], [(0, _), (1, 0)]),
    ([REUTERS, "Reuters, April 15, 2019."], [(0, _), (1, 0)]),
    ([REUTERS, "Reuters, April 16, 2019."], [(0, _), (1, _)]),
    ([REUTERS, "“Boats Again,” Reuters, April 15, 2019.", "Reuters, April 15, 2019."], [(0, _), (1, _), (2, _)]),
    # a work cited in full again is a full citation
    ([NEWS, NEWS], [(0, _), (1, _)]),
    # by note number and name, in other alphabets, and another text of the same paper
    ([BOOK + ARTICLE, "前掲注1佐藤論文、46頁。"], [(0, _), (0, _), (1, 1)]),
    ([BOOK + ARTICLE, "前掲注（1）、山田、36頁。"], [(0, _), (0, _), (1, 0)]),
    ([BOOK, ARTICLE, "前掲注（1）佐藤論文、46頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, "前掲・佐藤論文、46頁。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, ARTICLE, "前掲書（注1）、46頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, ARTICLE, "前掲書（注2）、46頁。"], [(0, _), (1, _), (2, _)]),
    ([RUSSIAN_BOOK, ARTICLE, "Лесов П. Р. Указ. соч. С. 88."], [(0, _), (1, _), (2, 0)]),
    ([RUSSIAN_BOOK, "Там же. С. 88."], [(0, _), (1, 0)]),
    ([NEWS, "同紙、2019年4月8日。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([NEWS, "同紙、同日。"], [(0, _), (1, _)]),
    ([NEWS, "同、同年5月3日。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([NEWS, "同年5月3日。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, PAPER, "前掲・山田論文、3頁。", "前掲・山田書、4頁。"], [(0, _), (1, _), (2, _), (3, 2), (4, 0)]),
    ([BOOK + PAPER, ARTICLE, "前掲書（注1）40頁。", "前掲論文（注1）5頁。"], [(0, _), (0, _), (1, _), (2, 0), (3, 1)]),
    ([BOOK, "山田（前掲注1）40頁。"], [(0, _), (1, 0)]),
    ([BOOK, "同上、36頁。", "前掲注2、37頁。"], [(0, _), (1, 0), (2, 0)]),
    ([RUSSIAN_BOOK, RUSSIAN_ARTICLE, "Лесов П. Р. Указ. соч. С. 3."], [(0, _), (1, _), (2, _)]),
    ([RUSSIAN_BOOK, "Лесов. Указ. соч. С. 3."], [(0, _), (1, 0)]),
    ([RUSSIAN_ARTICLE, "Там же. С. 12."], [(0, _), (1, 0)]),
    ([NEWS, "同紙、同日、3面。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([NEWS, BOOK, "同、35頁。"], [(0, _), (1, _), (2, 1)]),
    ([NEWS, "同、同月8日。", "前掲注2。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, "佐藤、前掲注1、3頁。"], [(0, _), (1, _)]),
    ([ENGLISH_BOOK, "J. Smith, op. cit., p. 4.", "A. Smith, op. cit., p. 4."], [(0, _), (1, 0), (2, _)]),
    ([BOOK, "前掲注（1）『海の政治学』40頁。"], [(0, _), (1, 0)]),
    # 同上 after a note with several citations means its last; a note of comment alone, and one that repeats a work, change nothing
    ([ARTICLE + BOOK, "同上、36頁。"], [(0, _), (0, _), (1, 1)]),
    ([BOOK, "同上、および佐藤花子「空の安全保障」『湖沼政治』第175号（2014年3月）45頁。", "同上。"], [(0, _), (1, 0), (1, _), (2, 2)]),
    ([BOOK, ARTICLE, "山田前掲書40頁；佐藤前掲論文50頁。", "同上。"], [(0, _), (1, _), (2, 0), (2, 1), (3, 1)]),
    ([BOOK, COMMENT, COMMENT, "同上、40頁。"], [(0, _), (3, 0)]),
    ([COMMENT, "同上。"], [(1, _)]),
    ([BOOK, "同書36頁。", "同上。"], [(0, _), (1, 0), (2, 0)]),
    ([BOOK, "同上書、36頁。"], [(0, _), (1, 0)]),
    ([BOOK, "同前、36頁。"], [(0, _), (1, 0)]),
    ([ARTICLE, "同論文、46頁。"], [(0, _), (1, 0)]),
    ([ARTICLE, "同稿、46頁。", "同上、47頁。"], [(0, _), (1, 0), (2, 0)]),
    ([ARTICLE, "同書、46頁。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([WEBPAGE, "同上。"], [(0, _), (1, 0)]),
    # what leads nowhere, and what stands for two works, stops the chain behind it
    ([BOOK, LATER_BOOK, "山田、前掲書、3頁。", "同上。"], [(0, _), (1, _), (2, _), (3, _)]),
    ([BOOK, UNREADABLE, ARTICLE, "同上。"], [(0, _), (1, _), (2, _), (3, 2)]),
    ([BOOK, UNREADABLE, "山田、前掲書、3頁。", "同上。"], [(0, _), (1, _), (2, 0), (3, 0)]),
    ([BOOK, "田中、前掲書、3頁。", "Ibid."], [(0, _), (1, _), (2, _)]),
    ([BOOK, "田中「名もない章」5頁。", "同上。"], [(0, _), (1, _), (2, _)]),
    (["同上。", BOOK, "同上。"], [(0, _), (1, _), (2, 1)]),
    (["前掲書、3頁。"], [(0, _)]),
    # 前掲 by name, title, kind and medium
    ([BOOK, ARTICLE, "佐藤前掲論文、46頁。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, ARTICLE, "前掲佐藤論文、46頁。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, ARTICLE, "前掲論文、46頁。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, ARTICLE, PAPER, "前掲論文、46頁。"], [(0, _), (1, _), (2, _), (3, _)]),
    ([BOOK, ARTICLE, PAPER, "山田、前掲論文、3頁。"], [(0, _), (1, _), (2, _), (3, 2)]),
    ([BOOK, ARTICLE, PAPER, "山田、前掲、3頁。"], [(0, _), (1, _), (2, _), (3, _)]),
    ([BOOK, ARTICLE, "山田、前掲、40頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, LATER_BOOK, "山田『陸の政治学』前掲、40頁。"], [(0, _), (1, _), (2, 1)]),
    ([BOOK, LATER_BOOK, "山田『空の政治学』前掲、40頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, "山田（前掲書）40頁。"], [(0, _), (1, _), (2, 0)]),
    ([BOOK, NEWS, "前掲記事。"], [(0, _), (1, _), (2, 1)]),
    ([NEWS, AGENCY, "前掲記事。"], [(0, _), (1, _), (2, _)]),
    ([NEWS, AGENCY, "『読売新聞』前掲記事。"], [(0, _), (1, _), (2, 0)]),
    ([NEWS, AGENCY, "『読売新聞』前掲記事、2019年4月5日。"], [(0, _), (1, _), (2, 0)]),
    ([NEWS, "『読売新聞』前掲記事、2019年4月6日。"], [(0, _), (1, _)]),
    ([AGENCY, "「岸の会談」新華社、2019年9月28日。", "新華社前掲記事、2019年9月28日。"], [(0, _), (1, _), (2, 1)]),
    ([AGENCY, "新華社、前掲、2019年9月27日。"], [(0, _), (1, 0)]),
    ([AGENCY, "共同通信前掲記事、2019年9月27日。"], [(0, _), (1, _)]),
    ([BOOK, "山田一郎「序」山田一郎、前掲書、3頁。"], [(0, _), (1, 0)]),
    (["山田一郎・佐藤花子『湖の政治学』（海辺書店、2010年）。", "山田・佐藤、前掲書、3頁。"], [(0, _), (1, 0)]),
    (["山田一郎・佐藤花子『湖の政治学』（海辺書店、2010年）。", "山田・田中、前掲書、3頁。"], [(0, _), (1, _)]),
    ([BOOK, "山田二郎『湖の政治学』（海辺書店、2011年）。", "山田一郎、前掲書、3頁。"], [(0, _), (1, _), (2, 0)]),
    (["ジョン・スミス『海の力』（山田一郎訳、海辺書店、2010年）。", "スミス、前掲書、3頁。"], [(0, _), (1, 0)]),
    # the number of a note: one work there, several, none, a note that stands for another, and a number that comes twice
    ([BOOK + ARTICLE, "前掲書（注1）40頁。"], [(0, _), (0, _), (1, 0)]),
    ([BOOK + LATER_BOOK, "前掲書（注1）40頁。"], [(0, _), (0, _), (1, _)]),
    ([BOOK + LATER_BOOK, "山田、前掲注1、40頁。"], [(0, _), (0, _), (1, _)]),
    ([BOOK + LATER_BOOK, "前掲注1『陸の政治学』40頁。"], [(0, _), (0, _), (1, 1)]),
    ([BOOK + "同上、40頁。", ARTICLE, "前掲注1、3頁。"], [(0, _), (0, 0), (1, _), (2, 0)]),
    ([COMMENT, BOOK, "前掲注1、3頁。"], [(1, _), (2, _)]),
    ([BOOK, UNREADABLE, "前掲注2、3頁。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, "佐藤、前掲注1、3頁。", "同上。"], [(0, _), (1, _), (2, _)]),
    ([BOOK, ARTICLE, "前掲注1、3頁。", "前掲注3、5頁。", "同上。"], [(0, _), (1, _), (2, 0), (3, 0), (4, 0)]),
    ([BOOK, "前掲注3、3頁。", ARTICLE], [(0, _), (1, _), (2, _)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "See supra note 1."], [(0, _), (1, _), (2, 0)]),
    # short titles
    ([ARTICLE, "「空の安全保障」50頁。"], [(0, _), (1, 0)]),
    ([ARTICLE, "佐藤花子「空の安全」50頁。"], [(0, _), (1, 0)]),
    ([ARTICLE, "佐藤花子「空」50頁。"], [(0, _), (1, _)]),
    (["佐藤花子「空」『湖沼政治』第175号（2014年）。", "佐藤「空」50頁。"], [(0, _), (1, 0)]),
    (
        [
            "佐藤花子「空の安全保障（上）」『湖沼政治』第1号（2014年）。",
            "佐藤花子「空の安全保障（下）」『湖沼政治』第2号（2014年）。",
            "佐藤「空の安全保障」5頁。",
        ],
        [(0, _), (1, _), (2, _)],
    ),
    (
        [
            "佐藤花子「空の安全保障（上）」『湖沼政治』第1号（2014年）。",
            "佐藤花子「空の安全保障（下）」『湖沼政治』第2号（2014年）。",
            "佐藤「空の安全保障（下）」5頁。",
        ],
        [(0, _), (1, _), (2, 1)],
    ),
    ([CHAPTER, "森山聡編『湖沼論』30頁。"], [(0, _), (1, 0)]),
    ([CHAPTER, "川本編『湖沼論』30頁。"], [(0, _), (1, _)]),
    ([BOOK, "佐藤花子『海の政治学』（湖岸書房、2015年）。", "山田『海の政治学』3頁。"], [(0, _), (1, _), (2, 0)]),
    # other languages
    ([ENGLISH_BOOK, "Ibid."], [(0, _), (1, 0)]),
    ([ENGLISH_BOOK, "ibid, 35.", "Ibid., p. 36."], [(0, _), (1, 0), (2, 0)]),
    ([ENGLISH_BOOK, "Idem."], [(0, _), (1, 0)]),
    (["Ibid., 35.", ENGLISH_BOOK], [(0, _), (1, _)]),
    ([ENGLISH_BOOK, "Loc. cit."], [(0, _), (1, 0)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "op. cit., p. 4."], [(0, _), (1, _), (2, _)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Lee, op. cit., p. 9."], [(0, _), (1, _), (2, 1)]),
    ([ENGLISH_BOOK, "John Smith, *Lakes at War* (Oxford: LUP, 2018).", "Smith, op. cit., p. 4."], [(0, _), (1, _), (2, _)]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Brown, “Ships and Harbours,” 9."], [(0, _), (1, _), (2, _)]),
    ([ENGLISH_BOOK, "Smith (2016), 40."], [(0, _), (1, _)]),
    ([RUSSIAN_BOOK, "Там само. С. 88.", "Там же. С. 89."], [(0, _), (1, 0), (2, 0)]),
    ([RUSSIAN_BOOK, ARTICLE, "Озёров А. Б. Указ. соч. С. 88."], [(0, _), (1, _), (2, _)]),
    ([RUSSIAN_BOOK, BOOK, "Указ. соч. С. 88."], [(0, _), (1, _), (2, _)]),
    ([CHINESE_BOOK, "同上，第13页。", "同前，第14页。"], [(0, _), (1, 0), (2, 0)]),
    ([CHINESE_BOOK, BOOK, "王一，前引书，第13页。"], [(0, _), (1, _), (2, 0)]),
    ([CHINESE_BOOK, BOOK, "王二，前揭书，第13页。"], [(0, _), (1, _), (2, _)]),
    ([CHINESE_BOOK, BOOK, "王一：《湖泊论》，第13页。"], [(0, _), (1, _), (2, 0)]),
    ([KOREAN_BOOK, "위의 책, 36쪽.", "위의 글, 37쪽."], [(0, _), (1, 0), (2, 0)]),
    ([KOREAN_BOOK, BOOK, "김강변, 앞의 책, 36쪽."], [(0, _), (1, _), (2, 0)]),
    ([KOREAN_BOOK, BOOK, "앞의 책, 36쪽."], [(0, _), (1, _), (2, _)]),
    ([KOREAN_BOOK, BOOK, "박호수, 앞의 책, 36쪽."], [(0, _), (1, _), (2, _)]),
    ([KOREAN_BOOK, BOOK, "김강변(2018), 36쪽."], [(0, _), (1, _), (2, 0)]),
]


@pytest.mark.parametrize(("notes", "expected"), CHAINS, ids=[" / ".join(note[:14] for note in notes[-2:]) for notes, _ in CHAINS])
def test_chain(notes: list[str], expected: list[Pair]) -> None:
    check(notes, expected)


@pytest.mark.parametrize(
    ("notes", "forms", "types"),
    [
        ([BOOK, "同上。"], ["full", "ibid"], ["book", "book"]),
        ([ARTICLE, "佐藤「空の安全保障」5頁。"], ["full", "short"], ["article-journal", "article-journal"]),
        ([CHAPTER, "川本真「別の章」森山聡編、前掲書、30頁。"], ["full", "supra"], ["chapter", "chapter"]),
        ([BOOK, "山田一郎「序」山田一郎、前掲書、3頁。"], ["full", "supra"], ["book", "chapter"]),
        ([REUTERS, "Reuters, April 15, 2019."], ["full", "short"], ["article-newspaper", "article-newspaper"]),
        (["山田「名もない章」5頁。"], ["short"], ["document"]),
        (["同上。"], ["ibid"], ["document"]),
    ],
)
def test_form_and_type_follow_the_antecedent(notes: list[str], forms: list[str], types: list[str]) -> None:
    flat = [citation for note in linked(notes)[0] for citation in note.citations]
    assert [citation.form for citation in flat] == forms
    assert [citation.type for citation in flat] == types


def test_fields_stay_as_written() -> None:
    read, _ = linked([CHAPTER, "森山聡編、前掲書、30頁。"])
    reference = read[1].citations[0]
    assert (reference.title, reference.container, reference.issued, reference.pages) == ("", "", "", "30")


def test_problem_points_into_the_source() -> None:
    text = "湖の話。同上、35頁。"
    note = Note(4, "第1章", Text.of(text, 1000))
    _, problems = resolve([citations.read(note)])
    assert [(problem.raw_start, problem.raw_end) for problem in problems] == [(1004, 1010)]
    assert "note 4" in problems[0].message
