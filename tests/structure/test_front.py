"""The head of a plain text → its title, its date of publication and who issued it."""

from __future__ import annotations

import pytest

from tests.structure.documents import report

_TEXT = "\n\n　この文書は情勢を述べる。両国が会談した。\n\n　次の段落である。\n"

PUBLISHED = [
    ("2022/9/7\n海の秩序", "海の秩序", "2022-09-07"),
    ("２０２２／９／７\n海の秩序", "海の秩序", "2022-09-07"),
    ("2022.9.7\n海の秩序", "海の秩序", "2022-09-07"),
    ("海の秩序\n2022-09-07", "海の秩序", "2022-09-07"),
    ("2022-09-07 18:35:56", "", "2022-09-07"),
    ("2021年8月15日（日）21時50分\n海の秩序", "海の秩序", "2021-08-15"),
    ("2021年8月15日 21:50 公開\n海の秩序", "海の秩序", "2021-08-15"),
    ("【2022年9月7日】\n海の秩序", "海の秩序", "2022-09-07"),
    ("投稿日：2020/6/5\n海の秩序", "海の秩序", "2020-06-05"),
    ("海の秩序\n2025年11月30日執筆", "海の秩序", "2025-11-30"),
    ("更新日：2020/7/1\n海の秩序", "海の秩序", "2020-07-01"),
    ("更新日：2020/7/1\n公開日：2020/6/5\n海の秩序", "海の秩序", "2020-06-05"),
    ("海の秩序\n公開日：2020/6/5　更新日：2020/7/1", "海の秩序", "2020-06-05"),
    ("海の秩序\n2022年9月7日（2022年9月10日更新）", "海の秩序", "2022-09-07"),
    ("2022/9/7\n2022/9/9\n海の秩序", "海の秩序", ""),
    ("2022/13/45\n海の秩序", "海の秩序", ""),
    ("2022年2月30日\n海の秩序", "海の秩序", ""),
    ("2024年4月10日の日米首脳会談", "2024年4月10日の日米首脳会談", ""),
    ("日米首脳会談 2024年4月10日", "日米首脳会談2024年4月10日", ""),
    ("海洋情報旬報 2017年1月1日-1月10日", "海洋情報旬報2017年1月1日-1月10日", ""),
]


@pytest.mark.parametrize(("head", "title", "published"), PUBLISHED)
def test_a_date_on_a_line_of_its_own_is_that_of_publication(head: str, title: str, published: str) -> None:
    metadata = report(head + _TEXT).metadata
    assert (metadata.title, metadata.published) == (title, published)


ISSUED = [
    ("架空研究所 2016年9月1日\n海の秩序", ("海の秩序", "2016-09-01", "架空研究所", ())),
    ("海の秩序\n架空研究所　欧州室 2016年9月1日", ("海の秩序", "2016-09-01", "架空研究所", ())),
    ("令和4年9月7日 架空省\n海の秩序", ("海の秩序", "2022-09-07", "架空省", ())),
    ("2019.9.1-架空新聞\n海の秩序", ("海の秩序", "2019-09-01", "架空新聞", ())),
    ("ジョン・Q・スミス 2019/1/10", ("", "2019-01-10", "", ("ジョン・Q・スミス",))),
    ("海の秩序\nFiction e-Journal、2015年10月28日", ("海の秩序", "2015-10-28", "", ())),
    ("『架空評論』、2015年10月28日\n海の秩序", ("海の秩序", "2015-10-28", "", ())),
    ("第5回研究会 2016年9月1日", ("第5回研究会2016年9月1日", "", "", ())),
]


@pytest.mark.parametrize(("head", "expected"), ISSUED)
def test_who_stands_beside_the_date(head: str, expected: tuple[str, str, str, tuple[str, ...]]) -> None:
    metadata = report(head + _TEXT).metadata
    assert (metadata.title, metadata.published, metadata.publisher, metadata.authors) == expected


def test_the_first_date_of_a_chronology_is_not_that_of_publication() -> None:
    made = report("2022/9/7\n両国が会談した。\n2022/9/9\n合意が成立した。\n2022/9/12\n署名した。\n")
    assert made.metadata.published == ""
