"""Citations that cannot be right: dates that contradict each other, addresses with spaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import citations
from pipeline.model import Marker, Note, Problem, Sentence, Text
from pipeline.resolve import citations as resolve_citations
from pipeline.resolve import links
from pipeline.resolve.citation_checks import check
from pipeline.rules import words


def found(notes: list[str], published: str = "") -> list[Problem]:
    read = [citations.read(Note(number, "", Text.of(text))) for number, text in enumerate(notes, start=1)]
    return check(resolve_citations.resolve(read)[0], published)


PAGE = "「湖の会議について」湖沼省、2024年3月5日、https://example.jp/a"
# (notes, the report's date of publication, codes)
CASES: list[tuple[list[str], str, list[str]]] = [
    # dates after the report
    (["「湖の会議」新華社、2025年3月5日。"], "2024-11", ["citation-after-report"]),
    (["「湖の会議」新華社、2024年11月30日。"], "2024-11", []),
    (["「湖の会議」新華社、2024年12月1日。"], "2024", []),
    (["「湖の会議」新華社、2025年1月1日。"], "2024", ["citation-after-report"]),
    (["「湖の会議」新華社、2025年3月5日。"], "", []),
    (["山田一郎『湖の政治』（湖岸書房、2025年）。"], "2025-01-01", []),
    (["Ann Lee, “Lakes,” *Lake Review* 3, no. 2 (March/April 2025): 5-9."], "2025-01", ["citation-after-report"]),
    (["「湖」『湖沼研究』2024年冬号、3頁。"], "2024-12", []),
    ([f"{PAGE}（2025年1月6日閲覧）。"], "2024-12", ["access-after-report"]),
    ([f"{PAGE}（2024年12月6日閲覧）。"], "2024-12", []),
    # looked at before it was there
    ([f"{PAGE}（2024年3月4日閲覧）。"], "", ["access-before-issue"]),
    ([f"{PAGE}（2024年3月5日閲覧）。"], "", []),
    (["“Lakes,” Reuters, March 5, 2024, https://example.com/a, accessed March 1, 2024."], "2024", ["access-before-issue"]),
    # one work, two dates
    (["「湖の国際会議が開幕」新華社、2019年3月5日。", "「湖の国際会議が開幕」新華社、2019年3月6日。"], "", ["citation-dates-differ"]),
    (["「湖の国際会議が開幕」新華社、2019年3月5日。", "「湖の国際会議が開幕」『人民日報』2019年3月6日。"], "", []),
    (["「湖の国際会議が開幕」新華社、2019年3月5日。", "「湖の国際会議が開幕」新華社、2019年3月5日。"], "", []),
    (
        ["山田一郎『湖の政治と外交の歴史』（湖岸書房、2019年）3頁。", "山田一郎『湖の政治と外交の歴史』（湖岸書房、2018年）9頁。"],
        "",
        ["citation-dates-differ"],
    ),
    (["山田一郎『湖の政治と外交の歴史』（湖岸書房、2019年）3頁。", "佐藤花子『湖の政治と外交の歴史』（湖岸書房、2018年）9頁。"], "", []),
    (["「湖国外務省定例記者会見」湖国外務省、2019年3月5日。", "「湖国外務省定例記者会見」湖国外務省、2019年3月6日。"], "", []),
    (["「社説」『朝日新聞』2019年3月5日。", "「社説」『朝日新聞』2019年3月6日。"], "", []),
    (["「湖国国防部新聞発言人答記者問」『湖国日報』2019年3月5日。", "「湖国国防部新聞発言人答記者問」『湖国日報』2019年3月6日。"], "", []),
    ([f"「湖のきょうの出来事から」『朝日新聞』2019年3月{day}日。" for day in (5, 6, 7)], "", []),
    (["山田一郎「湖の政治と外交の歴史」『湖沼研究』第3号、2019年。", "山田一郎「湖の政治と外交の歴史」『湖沼研究』2019年3月。"], "", []),
    (["山田一郎「湖の政治と外交の歴史」『湖沼研究』第3号、2019年。", "同上、3頁。"], "", []),
    # a field that holds what belongs to another
    (["山田一郎「湖の記録」（『湖沼評論』第3号）（『水の手帖』第4号）。"], "", ["citation-doubtful"]),
    (["山田一郎「湖の記録」（『湖沼評論』第3号、2019年）。"], "", []),
    # addresses with spaces
    (["「湖」湖沼省、2019年3月5日、https://example.jp/news/ 2019/lake.html。"], "", ["url-has-spaces"]),
    (["「湖」湖沼省、2019年3月5日、<https://example.jp/ne ws/a>。"], "", ["url-has-spaces"]),
    (["“Lakes,” Reuters, March 5, 2019, https: //example.com/a."], "", ["url-has-spaces"]),
    (["“Lakes,” Reuters, March 5, 2019, https://example.com/po licy/lakes."], "", ["url-has-spaces"]),
    (["“Lakes,” Reuters, March 5, 2019, https://example.com/ accessed March 6, 2019."], "", []),
    (["“Lakes,” Reuters, March 5, 2019, <https://example.com/a>."], "", []),
]
URLS = [
    ("「湖」湖沼省、2019年3月5日、https://example.jp/news/ 2019/lake.html。", "https://example.jp/news/2019/lake.html"),
    ("「湖」湖沼省、2019年3月5日、https://example.jp/news_ 12a、2020年1月3日閲覧。", "https://example.jp/news_12a"),
    ("“Lakes,” Reuters, March 5, 2019, https://example.com/art icle12.html.", "https://example.com/article12.html"),
    ("“Lakes,” Reuters, March 5, 2019, https: //example.com/a.", "https://example.com/a"),
    ("“Lakes,” Reuters, March 5, 2019, https://example.com/po licy/lakes.", "https://example.com/po"),
    ("“Lakes,” Reuters, https://example.com/ 2019-03-05.", "https://example.com/"),
    ("「湖」湖沼省、2019年3月5日、https://example.jp/ 35-40頁。", "https://example.jp/"),
    ("「湖」湖沼省、https://example.jp/a/ US-Lakes Relations, 2019.", "https://example.jp/a/"),
]


@pytest.mark.parametrize(("notes", "published", "codes"), CASES)
def test_problems(notes: list[str], published: str, codes: list[str]) -> None:
    assert [problem.code for problem in found(notes, published)] == codes


@pytest.mark.parametrize(("text", "url"), URLS)
def test_an_address_is_joined_only_where_that_is_certain(text: str, url: str) -> None:
    assert citations.read(Note(1, "", Text.of(text))).citations[0].url == url


def test_a_problem_stands_where_its_citation_does() -> None:
    note = replace(Note(3, "第1章", Text.of("「海」『海洋研究』第3号、2019年；「湖の会議」新華社、2025年3月5日。", 100)))
    (problem,) = check([citations.read(note)], "2024")
    assert (problem.raw_start, problem.raw_end) == (119, 138)
    assert problem.message.startswith("note 3: issued 2025-03-05, after this report (2024-12-31")


SEVERITIES = [
    ("2019年3月5日", "2019年3月6日", "warning"),
    ("2019年3月5日", "2018年3月5日", "warning"),
    ("2019年3月5日", "2021年7月9日", "info"),
    ("2019年3月", "2018年", "info"),
]


@pytest.mark.parametrize(("one", "other", "severity"), SEVERITIES)
def test_a_slip_weighs_more_than_a_headline_used_twice(one: str, other: str, severity: str) -> None:
    (problem,) = found([f"「湖の国際会議が開幕」新華社、{date}。" for date in (one, other)])
    assert problem.severity == severity


# (numbers of the notes, numbers of the markers, codes)
MARKERS: list[tuple[list[int], list[int], list[str]]] = [
    ([1, 2], [1, 2], []),
    ([1, 2], [1], ["note-without-marker"]),
    ([1], [1, 2], ["marker-without-note"]),
    ([1, 2], [1, 1, 2], ["marker-repeated"]),
    ([1, 3], [1, 2], ["marker-without-note", "note-without-marker"]),
]


@pytest.mark.parametrize(("notes", "markers", "codes"), MARKERS)
def test_notes_and_markers_that_do_not_answer_each_other(notes: list[int], markers: list[int], codes: list[str]) -> None:
    text = "湖は青い。"
    standing = tuple(Marker(number, len(text) - 1, 100 + i, 101 + i) for i, number in enumerate(markers))
    sentence = Sentence("d:s0", "body", Text.of(text), 1, 1, markers=standing)
    linked, problems = links.link([Note(number, "", Text.of("同上。", 200 + number)) for number in notes], [sentence], ())
    assert [problem.code for problem in problems] == codes
    assert [notes[link.note] for link in linked] == [number for number in notes if number in markers]


def test_every_code_is_documented() -> None:
    documented = {row["code"] for row in words("problems")}
    assert {code for _, _, codes in CASES for code in codes} <= documented
