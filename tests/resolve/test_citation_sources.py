"""Pairs of citations and whether they are of one work; ids that last; what a document's other citations add."""

from __future__ import annotations

import pytest

from pipeline.extract import citations
from pipeline.model import Citation, Note, Text
from pipeline.resolve.citations import resolve, source_id, source_key, source_keys

BOOK = "山田一郎『海の政治学』（海辺書店、2010年）35頁。"
JOURNAL = "佐藤花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。"
NEWS = "「湖の会見」『湖沼日報』2019年4月5日。"
WEST = "John Smith, *Power at Sea* (Oxford: LUP, 2015), 33."
SURVIVAL = "Ann Lee, “Ships and Harbours,” *Survival* 61, no. 2 (2019): 7–22."

# (citation, citation, whether they are of one work)
PAIRS: list[tuple[str, str, bool]] = [
    # script, width, spacing, case
    ("「中央會議在湖岸舉行」『人民日報』2019年12月29日。", "「中央会议在湖岸举行」『人民日报』2019 年 12 月 29 日。", True),
    ("王一：《湖泊论》，北京：湖泊出版社，2020年，第12页。", "王一『湖泊論』（北京：湖泊出版社、2020年）。", True),
    ("山田一郎『海の政治学』（海辺書店、2010年）。", "山田一郎『海の 政治學』（海邊書店、2010年）。", True),
    ("山田一郎『ＮＡＴＯの海』（海辺書店、2010年）。", "山田一郎『NATOの海』（海辺書店、2010年）。", True),
    (WEST, "John Smith, *Power at sea* (Oxford: LUP, 2015).", True),
    ("John Smith, *Lakes & Rivers* (Oxford: LUP, 2015).", "John Smith, *Lakes and Rivers* (Oxford: LUP, 2015), 4.", True),
    (
        "Лесов П. Р. Озёрная держава: история. М.: Водный мир, 2018. С. 45–60.",
        "Лесов П.Р. Озерная держава: история. М.: Водный мир, 2018.",
        True,
    ),
    ("김강변, 『호수의 정치』, 서울: 호반출판사, 2018, 35쪽.", "김강변, 『호수의 정치』(서울: 호반출판사, 2018).", True),
    ("山田一郎『第二次湖岸戦争』（海辺書店、2010年）。", "山田一郎『第2次湖岸戦争』（海辺書店、2010年）。", True),
    # marks, dashes, and what recognition confuses
    ("王一「論湖——岸邊」『湖泊研究』2019年第2期、3頁。", "王一「論湖—岸辺」『湖泊研究』2019年第2期。", True),
    (
        "佐藤花子「空の安全保障―雲の上の政治―」『湖沼政治』第175号（2014年3月）。",
        "佐藤花子「空の安全保障：雲の上の政治」『湖沼政治』第175号（2014年3月）。",
        True,
    ),
    (
        "佐藤花子「空の安全保障ー雲の上の政治」『湖沼政治』第175号（2014年3月）。",
        "佐藤花子「空の安全保障—雲の上の政治」『湖沼政治』第175号（2014年3月）。",
        True,
    ),
    ("「ロシアのエ業」『湖沼日報』2019年4月5日。", "「口シアの工業」『湖沼日報』2019年4月5日。", True),
    ("「サービスの湖」『湖沼日報』2019年4月5日。", "「サビスの湖」『湖沼日報』2019年4月5日。", False),
    # pages, publisher, place, address, access
    (BOOK, "山田一郎『海の政治学』（海辺書店、2010年）99-100頁。", True),
    (BOOK, "山田一郎著『海の政治学』（2010年）。", True),
    (BOOK, "山田一郎『海の政治学』海辺書店、2010年、1頁。", True),
    (BOOK, "山田一郎（佐藤花子訳）『海の政治学』（海辺書店、2010年）。", True),
    (BOOK, "山田一郎ほか『海の政治学』（海辺書店、2010年）。", True),
    (BOOK, "山田一郎編『海の政治学』（海辺書店、2010年）。", True),
    (WEST, "Smith, John, *Power at Sea*, Oxford: LUP, 2015.", True),
    (WEST, "J. Smith, *Power at Sea*, LUP, 2015, p. 33.", True),
    (NEWS, "「湖の会見」『湖沼日報』2019年4月5日、3面。", True),
    (NEWS, "「湖の会見」湖沼日報、2019年4月5日。", True),
    ("「首相、湖へ」『読売新聞』2019年4月5日。", "「首相、湖へ」読売新聞オンライン、2019年4月5日、https://example.com/1", True),
    ("「首相、湖へ」『読売新聞』2019年4月5日。", "「首相、湖へ」『読売新聞』（電子版）2019年4月5日。", True),
    (
        "“Boats on the Lake,” The New York Times, April 5, 2019.",
        "“Boats on the Lake”, *New York Times*, 5 April 2019, <https://example.com/x>.",
        True,
    ),
    ("外交部「湖に関する声明」2019年4月5日、<https://example.com/a>。", "「湖に関する声明」外交部、2019年4月5日。", True),
    ("「湖に関する声明」外務省ホームページ、2019年4月5日。", "「湖に関する声明」外務省、2019年4月5日、<https://example.com/a>。", True),
    ("共同通信、2019年5月16日、<https://example.com/1>", "共同通信、2019年5月16日、https://www.example.com/1/", True),
    # journals: number for volume, month or none
    (JOURNAL, "佐藤花子「空の安全保障」『湖沼政治』175巻（2014年）45頁。", True),
    (JOURNAL, "佐藤花子「空の安全保障」湖沼政治、第175号、2014年。", True),
    (SURVIVAL, "Ann Lee, “Ships and Harbours,” Survival, Vol. 61, No. 2 (April–May 2019), pp. 7–22.", True),
    (SURVIVAL, "A. Lee, “Ships and Harbours,” Survival 61:2 (2019), p. 9.", True),
    # volumes wherever they are printed
    ("王一『湖泊史（第2巻）』（湖泊出版社、2020年）。", "王一『湖泊史』第2巻（湖泊出版社、2020年）。", True),
    ("王一『湖泊史（第2巻）』（湖泊出版社、2020年）。", "王一『湖泊史 第二巻』（湖泊出版社、2020年）。", True),
    ("王一『湖泊史（上）』（湖泊出版社、2020年）。", "王一『湖泊史　上』湖泊出版社、2020年。", True),
    ("王二「論湖」王一編『湖泊選集（第2巻）』（湖泊出版社、2020年）12頁。", "王二「論湖」『湖泊選集』第2巻（湖泊出版社、2020年）。", True),
    ("王一『湖泊史』第2版（湖泊出版社、2020年）。", "王一『湖泊史〔第2版〕』（湖泊出版社、2020年）。", True),
    # another day, medium, body, person, year, volume, edition, address
    (NEWS, "「湖の会見」『湖沼日報』2019年4月6日。", False),
    (NEWS, "「湖の会見」『湖岸日報』2019年4月5日。", False),
    (NEWS, "「岸の会見」『湖沼日報』2019年4月5日。", False),
    ("「湖の会談」新華社、2019年9月27日。", "「岸の会談」新華社、2019年9月27日。", False),
    ("「湖の会談」新華社、2019年9月27日。", "「湖の会談」共同通信、2019年9月27日。", False),
    ("湖沼省『年次報告』（2019年）。", "岸辺省『年次報告』（2019年）。", False),
    ("湖沼省『年次報告』（2019年）。", "湖沼省『年次報告』（2020年）。", False),
    (BOOK, "山田一郎『陸の政治学』（海辺書店、2012年）。", False),
    (BOOK, "山田二郎『海の政治学』（海辺書店、2010年）。", False),
    (BOOK, "山田一郎『海の政治学』（海辺書店、2012年）。", False),
    (BOOK, "山田一郎『海の政治学』第2版（海辺書店、2010年）。", False),
    (BOOK, "山田一郎『海の政治学（増補版）』（海辺書店、2010年）。", False),
    (WEST, "John Smith, *Power at Sea*, 2nd ed. (Oxford: LUP, 2015), 33.", False),
    (WEST, "Jane Doe, *Power at Sea* (Oxford: LUP, 2015), 33.", False),
    ("王一『湖泊史（上）』（湖泊出版社、2020年）。", "王一『湖泊史（下）』（湖泊出版社、2020年）。", False),
    ("王一『湖泊史（第1巻）』（湖泊出版社、2020年）。", "王一『湖泊史』第2巻（湖泊出版社、2020年）。", False),
    ("王二「論湖」『湖泊選集（第2巻）』（湖泊出版社、2020年）。", "王二「論湖」『湖泊選集（第3巻）』（湖泊出版社、2020年）。", False),
    ("佐藤花子「巻頭言」『湖沼政治』第175号（2014年）。", "佐藤花子「巻頭言」『湖沼政治』第176号（2014年）。", False),
    ("「湖の月報」『湖沼政治』2014年3月号。", "「湖の月報」『湖沼政治』2014年4月号。", False),
    (SURVIVAL, "Ann Lee, “Ships and Harbours,” *Survival* 61, no. 3 (2019): 7–22.", False),
    ("共同通信、2019年5月16日、<https://example.com/1>", "共同通信、2019年5月16日、<https://example.com/2>", False),
    ("川本真「湖の章」森山聡編『湖沼論』（湖沼出版社、2020年）。", "川本真「岸の章」森山聡編『湖沼論』（湖沼出版社、2020年）。", False),
    ("川本真「湖の章」森山聡編『湖沼論』（湖沼出版社、2020年）。", "森山聡編『湖沼論』（湖沼出版社、2020年）。", False),
]


def one(text: str) -> Citation:
    (citation,) = citations.read(Note(1, "", Text.of(text))).citations
    return citation


@pytest.mark.parametrize(("first", "second", "same"), PAIRS)
def test_one_work_or_two(first: str, second: str, same: bool) -> None:
    keys = source_key(one(first)), source_key(one(second))
    assert all(keys)
    assert (keys[0] == keys[1]) is same


@pytest.mark.parametrize("text", ["同上。", "山田、前掲書、35頁。", "国防部微信公衆号、2019年4月18日。", "同、1月7日。"])
def test_no_key_where_the_work_cannot_be_told(text: str) -> None:
    assert source_key(one(text)) == ""


def test_source_id_is_short_stable_and_empty_for_no_key() -> None:
    assert source_id("") == ""
    assert source_id("a") == "src-ca978112ca"  # the same in every run
    assert source_id("b") != source_id("a")


def keys_of(*notes: str) -> list[str]:
    """The keys of a document's citations."""
    read, _ = resolve([citations.read(Note(number, "", Text.of(text))) for number, text in enumerate(notes, 1)])
    flat = [citation for note in read for citation in note.citations]
    return source_keys(flat, [f"doc:{index}" for index in range(len(flat))])


# (notes, for each citation the index of the first one that has its source)
DOCUMENTS: list[tuple[list[str], list[int]]] = [
    ([BOOK, "同上、36頁。", JOURNAL, "山田、前掲書、40頁。"], [0, 0, 2, 0]),
    # what is left out is filled by the one fuller citation
    ([JOURNAL, "佐藤花子「空の安全保障」『湖沼政治』（2014年）45頁。"], [0, 0]),
    (["佐藤花子「空の安全保障」『湖沼政治』2014年、45頁。", JOURNAL, "同上。"], [0, 0, 0]),
    (["“Boats on the Lake,” New York Times, 2019.", "“Boats on the Lake,” New York Times, April 5, 2019."], [0, 0]),
    (["Ann Lee, “Ships and Harbours,” *Survival* 61, no. 2: 7–22.", SURVIVAL], [0, 0]),
    # … and by none where there are two, or where something speaks against it
    (
        [
            "佐藤花子「巻頭言」『湖沼政治』（2014年）。",
            "佐藤花子「巻頭言」『湖沼政治』第175号（2014年）。",
            "佐藤花子「巻頭言」『湖沼政治』第176号（2014年）。",
        ],
        [0, 1, 2],
    ),
    (["佐藤花子「空の安全保障」『湖沼政治』（2015年）45頁。", JOURNAL], [0, 1]),
    (["「湖の会見」『湖沼日報』。", NEWS], [0, 1]),
    # a text that only its medium and day are known of is a source of its own
    (["共同通信、2019年5月16日。", "共同通信、2019年5月16日。"], [0, 1]),
    (["共同通信、2019年5月16日。", "同上。", NEWS], [0, 0, 2]),
]


@pytest.mark.parametrize(("notes", "expected"), DOCUMENTS)
def test_sources_of_a_document(notes: list[str], expected: list[int]) -> None:
    keys = keys_of(*notes)
    assert all(keys)
    assert [keys.index(key) for key in keys] == expected


def test_what_was_not_read_and_what_was_not_linked_has_no_source() -> None:
    assert keys_of("同、1月7日。", "同上。", "田中、前掲書、3頁。") == ["", "", ""]


def test_a_source_does_not_depend_on_the_other_documents() -> None:
    assert keys_of(JOURNAL, BOOK)[0] == keys_of(JOURNAL)[0] == source_key(one(JOURNAL))
