"""Chains of notes and what each citation in them refers to; None is a citation that must not be linked."""

from __future__ import annotations

import pytest

from pipeline.extract import citations
from pipeline.model import Note, Problem, ReadNote, Text
from pipeline.resolve.citations import resolve, source_id, source_key

BOOK = "山田一郎『海の政治学』（海辺書店、2010年）35頁。"
LATER_BOOK = "山田一郎『陸の政治学』（海辺書店、2012年）。"
ARTICLE = "佐藤花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。"
NEWS = "「首相、湖へ」『読売新聞』2019年4月5日。"
AGENCY = "「湖の首脳会談」新華社、2019年9月27日。"
REUTERS = "“Thousands of Boats,” Reuters, April 15, 2019."
ENGLISH_BOOK = "John Smith, *Power at Sea* (Oxford: LUP, 2015), 33."
ENGLISH_ARTICLE = "Ann Lee, “Ships and Harbours of the North,” *Survival* 61, no. 2 (2019): 7–22."
CHAPTER = "川本真「湖の章」森山聡編『湖沼論』（北京：湖沼出版社、2020年）12頁。"
OTHER_BOOK = "川本真「岸の章」森山聡編『湖岸論』（北京：湖沼出版社、2012年）3頁。"
SPEECH = "王一「論湖」（2019年1月10日）王一『王一選集（第2巻）』（北京：湖泊出版社、2020年）476頁。"
UNREADABLE = "同、1月7日。"
COMMENT = "湖の面積には諸説ある。"

# (notes, for each citation in order the index of the one it refers to)
CHAINS: list[tuple[list[str], list[int | None]]] = [
    # 同上 means the citation just before, through other back references
    ([BOOK, "同上。"], [None, 0]),
    ([BOOK, "同上、36頁。", "同上。"], [None, 0, 0]),
    ([BOOK + ARTICLE, "同上。"], [None, None, 1]),
    ([BOOK, ARTICLE, "山田、前掲書、5頁。", "同上。"], [None, None, 0, 0]),
    ([BOOK, COMMENT, "同上。"], [None, 0]),
    ([BOOK, f"{COMMENT}同上、40頁。"], [None, 0]),
    (["同上。"], [None]),
    ([BOOK, UNREADABLE, "同上。"], [None, None, None]),
    ([BOOK, "前掲注9、3頁。", "同上。"], [None, None, None]),
    ([BOOK, BOOK, "同上。"], [None, None, 1]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Ibid., 9."], [None, None, 1]),
    ([BOOK, "同、36頁。"], [None, 0]),
    # 同書, 同論文 must fit what stands before
    ([BOOK, "同書、36頁。"], [None, 0]),
    ([NEWS, "同書、36頁。"], [None, None]),
    ([NEWS, "同上、2019年4月6日。"], [None, None]),
    ([SPEECH, "王一「又論湖」（2019年2月10日）王一、同上書、39-41頁。"], [None, 0]),
    # 前掲書 means the one earlier work its people and kind fit
    ([BOOK, ARTICLE, "山田、前掲書、40頁。"], [None, None, 0]),
    ([BOOK, ARTICLE, "山田一郎、前掲書、40頁。"], [None, None, 0]),
    ([BOOK, ARTICLE, "佐藤、前掲論文、40頁。"], [None, None, 1]),
    ([BOOK, ARTICLE, "佐藤、前掲書、40頁。"], [None, None, None]),
    ([BOOK, ARTICLE, "田中、前掲書、40頁。"], [None, None, None]),
    ([BOOK, ARTICLE, "前掲書、40頁。"], [None, None, 0]),
    ([BOOK, LATER_BOOK, "山田、前掲書、3頁。"], [None, None, None]),
    ([BOOK, LATER_BOOK, "前掲書、3頁。"], [None, None, None]),
    ([BOOK, BOOK, "山田、前掲書、40頁。"], [None, None, 0]),
    ([CHAPTER, "川本真「別の章」森山聡編、前掲書、30頁。", "同上、31頁。"], [None, 0, 0]),
    ([CHAPTER, "森山聡編、前掲書、30頁。"], [None, 0]),
    ([CHAPTER, OTHER_BOOK, "森山聡編、前掲書、30頁。"], [None, None, None]),
    ([CHAPTER, *[COMMENT] * 20, OTHER_BOOK, "森山聡編、前掲書、30頁。"], [None, None, 1]),
    (["王一「論湖」国史編『國會關係文獻』（湖泊出版社、2020年）1頁。", "王二「論海」国史編、前掲書、3頁。"], [None, 0]),
    (["王一「論湖」黨史學會編『文集』（湖泊出版社、2020年）1頁。", "党史学会編、前掲書、3頁。"], [None, 0]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, op. cit., p. 9."], [None, None, 0]),
    (["山田、前掲書、3頁。", BOOK], [None, None]),
    # 前掲記事 with medium and date
    ([AGENCY, "新華社前掲記事、2019年9月27日。"], [None, 0]),
    ([AGENCY, "新華社前掲記事、2019年9月28日。"], [None, None]),
    ([AGENCY, "「岸の会談」新華社、2019年9月27日。", "新華社前掲記事、2019年9月27日。"], [None, None, None]),
    # 前掲注12 means what that note cites
    ([BOOK, ARTICLE, "前掲注1、3頁。"], [None, None, 0]),
    ([BOOK, ARTICLE, "山田、前掲注（1）、3頁。"], [None, None, 0]),
    ([BOOK + ARTICLE, "佐藤、前掲注1、3頁。"], [None, None, 1]),
    ([BOOK + ARTICLE, "前掲注1、3頁。"], [None, None, None]),
    ([BOOK, "前掲注7、3頁。"], [None, None]),
    ([BOOK, "注1に同じ。"], [None, 0]),
    # short titles
    ([ARTICLE, "佐藤「空の安全保障」50頁。"], [None, 0]),
    ([ARTICLE, "佐藤花子「空の安全保障」。"], [None, 0]),
    ([ARTICLE, "田中「空の安全保障」50頁。"], [None, None]),
    ([ARTICLE, "佐藤「地の安全保障」50頁。"], [None, None]),
    (["佐藤花子「空の安全保障——雲の上の政治」『湖沼政治』第1号（2014年）。", "佐藤「空の安全保障」5頁。"], [None, 0]),
    ([BOOK, LATER_BOOK, "山田『陸の政治学』3頁。"], [None, None, 1]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Lee, “Ships and Harbours,” 9."], [None, None, 1]),
    ([ENGLISH_BOOK, ENGLISH_ARTICLE, "Smith, *Power at Sea*, 40."], [None, None, 0]),
    (["“Lake Transfers to the North,” United Nations, June 3, 2019, 27.", "“Lake Transfers to the North,” 28."], [None, 0]),
    ([ARTICLE, "前掲、佐藤「空の安全保障」50頁。"], [None, 0]),
    ([BOOK, "前掲『海の政治学』40頁。"], [None, 0]),
    ([CHAPTER, "川本真「別の章」森山聡編『湖沼論』30頁。"], [None, 0]),
    ([SPEECH, "王一「又論湖」（2019年2月10日）王一『王一選集（第2巻）』39-41頁。"], [None, 0]),
    ([SPEECH, "王一「又論湖」（2019年2月10日）王一『王一選集（第3巻）』39-41頁。"], [None, None]),
    # author and year; medium and day
    ([BOOK, "山田（2010）40頁。"], [None, 0]),
    ([BOOK, "山田（2011）40頁。"], [None, None]),
    ([ENGLISH_BOOK, "Smith (2015), 40."], [None, 0]),
    ([REUTERS, "Reuters, April 15, 2019."], [None, 0]),
    ([REUTERS, "Reuters, April 16, 2019."], [None, None]),
    ([REUTERS, "“Boats Again,” Reuters, April 15, 2019.", "Reuters, April 15, 2019."], [None, None, None]),
    # a work cited in full again is a full citation
    ([NEWS, NEWS], [None, None]),
    # by note number and name, in other alphabets, and another text of the same paper
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲注1岸本論文、46頁。",
        ],
        [None, None, 1],
    ),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲注（1）、浜野、36頁。",
        ],
        [None, None, 0],
    ),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲注（1）岸本論文、46頁。",
        ],
        [None, None, None],
    ),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲・岸本論文、46頁。",
        ],
        [None, None, 1],
    ),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲書（注1）、46頁。",
        ],
        [None, None, 0],
    ),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲書（注2）、46頁。",
        ],
        [None, None, None],
    ),
    (
        [
            "Лесов П. Р. Озёрная держава: история. М.: Водный мир, 2018. С. 45–60.",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "Лесов П. Р. Указ. соч. С. 88.",
        ],
        [None, None, 0],
    ),
    (["Лесов П. Р. Озёрная держава: история. М.: Водный мир, 2018. С. 45–60.", "Там же. С. 88."], [None, 0]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "同紙、2019年4月8日。", "同上。"], [None, None, None]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "同紙、同日。"], [None, None]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "同、同年5月3日。", "同上。"], [None, None, None]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "同年5月3日。", "同上。"], [None, None, None]),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "浜野一郎「海の論理」『湖沼政治』第180号（2015年3月）1-8頁。",
            "前掲・浜野論文、3頁。",
            "前掲・浜野書、4頁。",
        ],
        [None, None, None, 2, 0],
    ),
    (
        [
            "浜野一郎『海の政治学』（海辺書店、2010年）35頁。浜野一郎「海の論理」『湖沼政治』第180号（2015年3月）1-8頁。",
            "岸本花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。",
            "前掲書（注1）40頁。",
            "前掲論文（注1）5頁。",
        ],
        [None, None, None, 0, 1],
    ),
    (["浜野一郎『海の政治学』（海辺書店、2010年）35頁。", "浜野（前掲注1）40頁。"], [None, 0]),
    (["浜野一郎『海の政治学』（海辺書店、2010年）35頁。", "同上、36頁。", "前掲注2、37頁。"], [None, 0, 0]),
    (
        [
            "Лесов П. Р. Озёрная держава: история. М.: Водный мир, 2018. С. 45–60.",
            "Лесов П. Р. Флот // Вопросы озероведения. 2021. № 3. С. 10–25.",
            "Лесов П. Р. Указ. соч. С. 3.",
        ],
        [None, None, None],
    ),
    (["Лесов П. Р. Озёрная держава: история. М.: Водный мир, 2018. С. 45–60.", "Лесов. Указ. соч. С. 3."], [None, 0]),
    (["Лесов П. Р. Флот // Вопросы озероведения. 2021. № 3. С. 10–25.", "Там же. С. 12."], [None, 0]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "同紙、同日、3面。", "同上。"], [None, None, None]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "浜野一郎『海の政治学』（海辺書店、2010年）35頁。", "同、35頁。"], [None, None, 1]),
    (["「首相、湖へ」『読売新聞』2019年4月5日。", "同、同月8日。", "前掲注2。"], [None, None, None]),
    (["浜野一郎『海の政治学』（海辺書店、2010年）35頁。", "岸本、前掲注1、3頁。"], [None, None]),
    (["John Smith, *Power at Sea* (Oxford: LUP, 2015), 33.", "J. Smith, op. cit., p. 4.", "A. Smith, op. cit., p. 4."], [None, 0, None]),
    (["浜野一郎『海の政治学』（海辺書店、2010年）35頁。", "前掲注（1）『海の政治学』40頁。"], [None, 0]),
]


def linked(notes: list[str], scopes: list[str] | None = None) -> tuple[list[ReadNote], list[Problem]]:
    where = scopes or [""] * len(notes)
    return resolve(
        [citations.read(Note(number, scope, Text.of(text))) for number, (text, scope) in enumerate(zip(notes, where, strict=True), 1)]
    )


def check(notes: list[str], expected: list[int | None]) -> None:
    """Every citation refers to what is expected, and every back reference without a target is a problem."""
    read, problems = linked(notes)
    flat = [citation for note in read for citation in note.citations]
    assert [citation.refers_to for citation in flat] == expected
    assert len(problems) == sum(citation.form != "full" and citation.refers_to is None for citation in flat)
    assert {problem.code for problem in problems} <= {"citation-unresolved"}


@pytest.mark.parametrize(("notes", "expected"), CHAINS, ids=[" / ".join(note[:14] for note in notes[-2:]) for notes, _ in CHAINS])
def test_chain(notes: list[str], expected: list[int | None]) -> None:
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


def test_scopes_do_not_see_each_other() -> None:
    read, problems = linked([BOOK, ARTICLE, "同上。", "山田、前掲書、5頁。"], ["第1章", "第2章", "第1章", "第2章"])
    assert [citation.refers_to for note in read for citation in note.citations] == [None, None, 0, None]
    assert len(problems) == 1


def test_problem_points_into_the_source() -> None:
    text = "湖の話。同上、35頁。"
    note = Note(4, "第1章", Text.of(text, 1000))
    _, problems = resolve([citations.read(note)])
    assert [(problem.raw_start, problem.raw_end) for problem in problems] == [(1004, 1010)]
    assert "note 4" in problems[0].message


def key_of(text: str) -> str:
    (citation,) = citations.read(Note(1, "", Text.of(text))).citations
    return source_key(citation)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("「中央會議在湖岸舉行」『人民日報』2019年12月29日。", "「中央会议在湖岸举行」『人民日报』2019 年 12 月 29 日。"),
        ("王一「論湖——岸邊」『湖泊研究』2019年第2期、3頁。", "王一「論湖—岸辺」『湖泊研究』2019年第2期。"),
        (BOOK, "山田一郎『海の政治学』（海辺書店、2010年）99-100頁。"),
        (ENGLISH_BOOK, "John Smith, *Power at sea* (Oxford: LUP, 2015)."),
        ("共同通信、2019年5月16日、<https://example.com/1>", "共同通信、2019年5月16日、https://example.com/1"),
    ],
)
def test_one_work_has_one_source(first: str, second: str) -> None:
    assert key_of(first)
    assert key_of(first) == key_of(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("「湖の会見」『湖沼日報』2019年4月5日。", "「湖の会見」『湖沼日報』2019年4月6日。"),
        ("「湖の会見」『湖沼日報』2019年4月5日。", "「湖の会見」『湖岸日報』2019年4月5日。"),
        ("湖沼省『年次報告』（2019年）。", "岸辺省『年次報告』（2019年）。"),
        ("王一『湖泊史（上）』（湖泊出版社、2020年）。", "王一『湖泊史（下）』（湖泊出版社、2020年）。"),
        ("共同通信、2019年5月16日、<https://example.com/1>", "共同通信、2019年5月16日、<https://example.com/2>"),
        (BOOK, LATER_BOOK),
    ],
)
def test_different_works_are_not_merged(first: str, second: str) -> None:
    assert key_of(first) != key_of(second)


@pytest.mark.parametrize("text", ["同上。", "山田、前掲書、35頁。", "国防部微信公衆号、2019年4月18日。", UNREADABLE])
def test_no_key_where_the_work_cannot_be_told(text: str) -> None:
    assert key_of(text) == ""


def test_source_id_is_short_stable_and_empty_for_no_key() -> None:
    assert source_id("") == ""
    assert source_id("a") == source_id("a") != source_id("b")
    assert source_id("a").startswith("src-")
    assert len(source_id("a")) == 14
