"""Containers and imprints in brackets, translators, joined back references, records of parliament, archives: invented notes."""

from __future__ import annotations

import pytest

from pipeline.extract.citations import doubts
from tests.extract.test_citations import given_fields, read

LAW = {"type": "book", "authors": "小島海", "title": "川の法", "publisher": "流域書房", "issued": "2019"}
HILL = {"type": "book", "authors": "三浦岳", "title": "山の法", "publisher": "峰書房", "issued": "2020"}
# (note, its citations: the fields that are not empty; form only where it is not full)
# fmt: off
CASES: list[tuple[str, list[dict[str, str]]]] = [
    # a locator ended one citation and a name begins another
    ("小島海『川の法』（流域書房、2019年）12頁以下、三浦岳他『山の法』（峰書房、2020年）33頁。", [LAW | {"pages": "12"}, HILL | {"pages": "33"}]),
    ("小島海『川の法』流域書房、2019年、12頁、三浦岳『山の法』峰書房、2020年、33頁。", [LAW | {"pages": "12"}, HILL | {"pages": "33"}]),
    ("小島海『川の法』（流域書房、2019年）24-27,55-65頁およびピーターJ・リバー（森一郎訳）『川の理想』（流域書房、1985年）7頁。", [LAW | {"pages": "24-27, 55-65"}, {"type": "book", "authors": "ピーターJ・リバー", "translators": "森一郎", "title": "川の理想", "publisher": "流域書房", "issued": "1985", "pages": "7"}]),
    ("小島海『川の法』（流域書房、2019年）12頁、訳は三浦岳訳『山の法』（峰書房、2020年）による。", [LAW | {"pages": "12"}, {"type": "book", "translators": "三浦岳", "title": "山の法", "publisher": "峰書房", "issued": "2020"}]),
    ("小島海『川の法』（流域書房、2019年）12頁、Peter J. Brook, River Law (London: Reed Press, 2016)を参照。", [LAW | {"pages": "12"}, {"type": "book", "authors": "Peter J. Brook", "title": "River Law", "place": "London", "publisher": "Reed Press", "issued": "2016"}]),
    ("Peter Brook, River Law (London: Reed Press, 2016)日本語版としては小島海訳『川の法』（流域書房、2019年）を参照。", [{"type": "book", "authors": "Peter Brook", "title": "River Law", "place": "London", "publisher": "Reed Press", "issued": "2016"}, {"type": "book", "translators": "小島海", "title": "川の法", "publisher": "流域書房", "issued": "2019"}]),
    ("小島海「川の法」『河川研究』第8号（2019年）12、15、20頁。", [{"type": "article-journal", "authors": "小島海", "title": "川の法", "container": "河川研究", "issued": "2019", "issue": "8", "pages": "12, 15, 20"}]),
    ("小島海『川の法』（流域書房、2019年）、特に「終章」を参照。", [LAW]),
    ("小島海『川の法』（流域書房、2019年）12頁、図3「川の流れ」。", [LAW | {"pages": "12"}]),
    ("小島(2001)、三浦(2003)を参照。", [{"type": "document", "authors": "小島", "issued": "2001"}, {"type": "document", "authors": "三浦", "issued": "2003"}]),
    ("次を併せて参照。小島海『川の法』（流域書房、2019年）。", [LAW]),
    # the container stands in brackets behind the title
    ("小島海「川の歌」（『海事評論』第12巻第4号、2001年6月）33-40頁。", [{"type": "article-journal", "authors": "小島海", "title": "川の歌", "container": "海事評論", "issued": "2001-06", "volume": "12", "issue": "4", "pages": "33-40"}]),
    ("小島海「川の歌」（三浦岳編『自然論』峰書房、1999年、所収）。", [{"type": "chapter", "authors": "小島海", "editors": "三浦岳", "title": "川の歌", "container": "自然論", "publisher": "峰書房", "issued": "1999"}]),
    ("小島海「川の歌」（三浦岳編『自然論』（峰書房、1999年）所収）12頁。", [{"type": "chapter", "authors": "小島海", "editors": "三浦岳", "title": "川の歌", "container": "自然論", "publisher": "峰書房", "issued": "1999", "pages": "12"}]),
    ("小島海「川の歌」（河川学会編『水の行方』第102号、1998年2月）39-54頁。", [{"type": "article-journal", "authors": "小島海", "editors": "河川学会", "title": "川の歌", "container": "水の行方", "issued": "1998-02", "issue": "102", "pages": "39-54"}]),
    ("王川「川辺の国境」（『解放軍報』1987年4月3日）。", [{"type": "article-newspaper", "authors": "王川", "title": "川辺の国境", "container": "解放軍報", "issued": "1987-04-03"}]),
    ("小島海「川の歌――『水の思想』を読む」（いわゆる『川の書』の書評）『河川研究』第8号、2019年。", [{"type": "article-journal", "authors": "小島海", "title": "川の歌――『水の思想』を読む", "container": "河川研究", "issued": "2019", "issue": "8"}]),
    # an imprint makes a book
    ("小島海「川の歌」（流域書房、2019年）12頁。", [LAW | {"title": "川の歌", "pages": "12"}]),
    ("小島海「川の歌」流域書房、2019年、12頁。", [LAW | {"title": "川の歌", "pages": "12"}]),
    ("小島海・川の法（流域書房、2019年）12頁。", [LAW | {"pages": "12"}]),
    ("小島海『川の法』（流域書房2019年）。", [LAW]),
    ("小島海『川の法』（湖沼新書）流域書房、2019年。", [LAW | {"container": "湖沼新書"}]),
    ("小島海『川の法』（流域書房、2019年）12頁〔執筆・三浦岳〕。", [LAW | {"pages": "12"}]),
    # who did what
    ("ピーター・リバー、三浦岳訳『川の法』（流域書房、2019年）。", [LAW | {"authors": "ピーター・リバー", "translators": "三浦岳"}]),
    ("P.J.リバー、三浦岳訳『川の法』（流域書房、2019年）。", [LAW | {"authors": "P.J.リバー", "translators": "三浦岳"}]),
    ("小島海、三浦岳訳『川の法』（流域書房、2019年）。", [{**LAW, "translators": "小島海|三浦岳"} | {"authors": ""}]),
    ("河川科学院（王平他編・李明他訳）『川の法』（流域書房、2019年）。", [LAW | {"authors": "河川科学院", "editors": "王平", "translators": "李明"}]),
    ("小島海「川の歌」（三浦岳訳）（林空・森一郎他編『自然論』（峰書房、1978年）418頁。", [{"type": "chapter", "authors": "小島海", "editors": "林空|森一郎", "translators": "三浦岳", "title": "川の歌", "container": "自然論", "publisher": "峰書房", "issued": "1978", "pages": "418"}]),
    ("小島海・三浦岳等『川の法』（流域書房、2019年）。", [LAW | {"authors": "小島海|三浦岳"}]),
    ("小島海、三浦岳ら『川の法』（流域書房、2019年）。", [LAW | {"authors": "小島海|三浦岳"}]),
    ("濵﨑海・三ヶ島岳『川の法』（流域書房、2019年）。", [LAW | {"authors": "濵﨑海|三ヶ島岳"}]),
    ("一ノ瀬海＝佐々木岳『川の法』（流域書房、2019年）。", [LAW | {"authors": "一ノ瀬海|佐々木岳"}]),
    ("拙著『川の法』（流域書房、2019年）。", [LAW | {"authors": ""}]),
    ("図表は拙論「川の歌」『河川研究』第8号、2019年。", [{"type": "article-journal", "title": "川の歌", "container": "河川研究", "issued": "2019", "issue": "8"}]),
    ("参见王小明：《川的故事》，北京：湖泊出版社，2001年，第16页。", [{"type": "book", "authors": "王小明", "title": "川的故事", "place": "北京", "publisher": "湖泊出版社", "issued": "2001", "pages": "16"}]),
    # volumes
    ("小島海『川の法』（下）、流域書房、2019年。", [LAW | {"volume": "下"}]),
    ("小島海『川の法』上（流域書房、2019年）。", [LAW | {"volume": "上"}]),
    ("小島海『川の法・上』（流域書房、2019年）。", [LAW | {"title": "川の法・上", "volume": "上"}]),
    ("小島海『川の法〈1〉』（流域書房、2019年）。", [LAW | {"title": "川の法〈1〉", "volume": "1"}]),
    # dates in the manner of libraries, records of parliament
    ("小島海「川の歌」『河川研究』第12巻3号, 2015.7, pp.11-20.", [{"type": "article-journal", "authors": "小島海", "title": "川の歌", "container": "河川研究", "issued": "2015-07", "volume": "12", "issue": "3", "pages": "11-20"}]),
    ("「川の法案」『朝日新聞』2020.7.11.", [{"type": "article-newspaper", "title": "川の法案", "container": "朝日新聞", "issued": "2020-07-11"}]),
    ("第201回国会衆議院我が国の川及び海に関する特別委員会議録第3号　令和2年5月27日　p.12.", [{"type": "document", "title": "第201回国会衆議院我が国の川及び海に関する特別委員会議録", "issue": "3", "issued": "2020-05-27", "pages": "12"}]),
    ("湖沼庁編『湖沼白書』平成13年版、流域書房、2001年。", [{"type": "report", "editors": "湖沼庁", "title": "湖沼白書", "publisher": "流域書房", "issued": "2001"}]),
    # looked at
    ("湖沼省「川の歌」2019年、https://example.jp/a（最終検索日：2019年7月28日）。", [{"type": "webpage", "authors": "湖沼省", "title": "川の歌", "issued": "2019", "url": "https://example.jp/a", "accessed": "2019年7月28日"}]),
    ("湖沼省「川の歌」2019年、https://example.jp/a.htm［2020-04-20］。", [{"type": "webpage", "authors": "湖沼省", "title": "川の歌", "issued": "2019", "url": "https://example.jp/a.htm", "accessed": "2020-04-20"}]),
    ("湖沼省「川の歌」2019年3月5日。https://example.jp/a（2021年3月5日アクセス）", [{"type": "webpage", "authors": "湖沼省", "title": "川の歌", "issued": "2019-03-05", "url": "https://example.jp/a", "accessed": "2021年3月5日"}]),
    # archives: who holds a document neither prints nor contains it
    ("「川の電報」1937年9月20日（湖沼資料館所蔵）。", [{"type": "document", "title": "川の電報", "issued": "1937-09-20"}]),
    ("「川の会談記録」1952年4月8日、湖沼資料館、管理番号2005-0123。", [{"type": "document", "title": "川の会談記録", "container": "湖沼資料館", "issued": "1952-04-08"}]),
    ("「湖沼基本法」（2019年3月5日第12回湖沼会議採択）『湖国日報』2019年3月7日。", [{"type": "article-newspaper", "title": "湖沼基本法", "container": "湖国日報", "issued": "2019-03-07"}]),
    ("『湖沼宣言』（2019年3月5日第12回湖沼会議採択）。", [{"type": "document", "title": "湖沼宣言", "issued": "2019-03-05"}]),
    ("ピーター・レイク『湖の起源』森山隆、大塚みどり訳（湖岸書房、2010年）12頁。", [{"type": "book", "authors": "ピーター・レイク", "translators": "森山隆|大塚みどり", "title": "湖の起源", "publisher": "湖岸書房", "issued": "2010", "pages": "12"}]),
    ("ピーター・レイク、森山隆、大塚みどり訳『湖の起源』湖岸書房、2010年。", [{"type": "book", "authors": "ピーター・レイク", "translators": "森山隆|大塚みどり", "title": "湖の起源", "publisher": "湖岸書房", "issued": "2010"}]),
    ("川本真『湖の論理』35頁。英訳は、Ann Lake, *Lakes* (New York: Reed Press, 2001).", [{"type": "book", "authors": "川本真", "title": "湖の論理", "pages": "35"}, {"type": "book", "authors": "Ann Lake", "title": "Lakes", "publisher": "Reed Press", "place": "New York", "issued": "2001"}]),
    ("川本真「湖の論理」99-104頁のほか、森山隆『川の思想』（湖岸書房、2020年）第4章を参照。", [{"type": "document", "authors": "川本真", "title": "湖の論理", "pages": "99-104"}, {"type": "book", "authors": "森山隆", "title": "川の思想", "publisher": "湖岸書房", "issued": "2020"}]),
    ("川本真『湖の思想』第3章およびAnn Lake, *Reeds* (Oslo: Lake Press, 2021), pp. 4-9を参照。", [{"type": "document", "authors": "川本真", "title": "湖の思想"}, {"type": "book", "authors": "Ann Lake", "title": "Reeds", "publisher": "Lake Press", "place": "Oslo", "issued": "2021", "pages": "4-9"}]),
    ("レイク『湖の起源』21頁。訳文は一部改めた。原著は、Peter Lake, *Origins of a Lake* (Oslo: Lake Press, 1999).", [{"type": "book", "authors": "レイク", "title": "湖の起源", "pages": "21"}, {"type": "book", "authors": "Peter Lake", "title": "Origins of a Lake", "publisher": "Lake Press", "place": "Oslo", "issued": "1999"}]),
    ("Lake, “Reeds.” なお、湖国は静かに応じたとされる。Ann Lee, “Rivers,” *River Review*, October 11, 2020.", [{"type": "document", "authors": "Lake", "title": "Reeds"}, {"type": "article-journal", "authors": "Ann Lee", "title": "Rivers", "container": "River Review", "issued": "2020-10-11"}]),
    ("「川の電報」1937年9月20日、アジア歴史資料センター、Ref.C01234567。", [{"type": "document", "title": "川の電報", "issued": "1937-09-20"}]),
]
# fmt: on
DOUBTFUL = [
    "山田一郎「湖の記録」（『湖沼評論』第3号）（『水の手帖』第4号）。",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_fields(text: str, expected: list[dict[str, str]]) -> None:
    assert [given_fields(citation) for citation in read(text).citations] == [
        {name: value for name, value in fields.items() if value} for fields in expected
    ]


@pytest.mark.parametrize("text", DOUBTFUL)
def test_a_field_that_cannot_be_right_is_empty(text: str) -> None:
    (citation,) = read(text).citations
    assert (citation.publisher, citation.score) == ("", doubts.DOUBTFUL)
    assert citation.raw == text.rstrip("。")


@pytest.mark.parametrize(
    "text",
    [
        "山田、前掲書、1頁、" * 3_000,
        "山田(2001)、" * 5_000,
        "A (B: C, 2001), pp. 1, " * 3_000,
        "「湖」（『a』" * 5_000,
        "山田・" * 10_000 + "（a、2001年）",
    ],
)
def test_hostile_text_ends(text: str) -> None:
    assert read(text).note.content.text == text
