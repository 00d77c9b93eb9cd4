"""Every field that is read knows the rule behind it, and every rule named exists."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import rules
from pipeline.extract import citations
from tests.extract import test_citation_conventions, test_citation_languages, test_citations
from tests.extract.test_citations import read

# (note, the rules behind the fields of its first citation; others may be there)
# fmt: off
CASES: list[tuple[str, dict[str, str]]] = [
    ("山田一郎「湖の理論」『湖沼研究』第46巻第2号（2018年）12-15頁。", {
        "type": "citations_kinds.toml:journal", "authors": "eastern_tail.py:before-title", "title": "eastern.py:bracketed-title",
        "container": "eastern.py:brackets-behind-title", "volume": "citations_parts.toml:volume-issue", "issue": "citations_parts.toml:volume-issue",
        "issued": "citations_dates.toml:cjk-year", "pages": "citations_parts.toml:pages",
    }),
    ("森山聡編『湖の政治』（北京：湖岸出版社、2020年）35頁。", {
        "type": "kinds.py:imprint-of-a-book", "editors": "citations_people.toml:editor", "place": "parts.py:imprint",
        "publisher": "parts.py:imprint", "issued": "citations_dates.toml:cjk-year",
    }),
    ("「湖の会議」新華社、2019年3月5日。", {"type": "media.csv:新華社", "container": "eastern_tail.py:name-behind-title", "issued": "citations_dates.toml:cjk-day"}),
    ("NHK「湖の会議」2019年3月5日、https://example.jp/a。", {"container": "media.csv:NHK", "url": "brackets.py:address"}),
    ("湖の大臣「湖の演説」湖沼省、2019年3月5日。", {"type": "citations_kinds.toml:speech"}),
    ("Ann Lee, “Lakes,” *Journal of Lakes* 15, no. 3 (2019): 233-252.", {
        "authors": "apparatus.py:before-title", "title": "western.py:quoted-title", "container": "apparatus.py:second-title",
        "volume": "citations_parts.toml:volume-issue-latin", "issued": "citations_dates.toml:year", "pages": "apparatus.py:bare-number",
    }),
    ("Ann Lee, *Lakes*, trans. Bob Ray (London: Reed Press, 2019).", {"translators": "citations_people.toml:translator-before"}),
    ("Лесов П. Р. Озеро. М.: Берег, 2018. С. 5.", {"authors": "citations_gost.toml:authors", "place": "citations_gost.toml:imprint"}),
    ("@lakes, X, March 5, 2019.", {"authors": "plain.py:account", "container": "media.csv:X", "issued": "citations_dates.toml:month-day-year"}),
    ("同上、35頁。", {"form": "citations_back.toml:ibid-above", "type": "kinds.py:back-reference"}),
    ("山田、前掲書、35頁。", {"form": "citations_back.toml:supra-book", "authors": "people.py:cited-by-name"}),
    ("『湖の年鑑』2018年版、湖岸書房。", {"issued": "citations_parts.toml:edition-year"}),
]
# fmt: on
NOTES = [case[0] for module in (test_citations, test_citation_conventions, test_citation_languages) for case in module.CASES]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_rules_behind_fields(text: str, expected: dict[str, str]) -> None:
    told = dict(read(text).citations[0].rules)
    assert {name: told.get(name) for name in expected} == expected


@pytest.mark.parametrize("text", NOTES, ids=range(len(NOTES)))
def test_every_field_has_its_rule_and_every_rule_exists(text: str) -> None:
    for citation in read(text).citations:
        told = dict(citation.rules)
        filled = {name for name in test_citations.FIELDS if getattr(citation, name)} - {"form"}
        assert filled <= told.keys() <= filled | {"form"}
        missing = {f"{name} ← {rule}" for name, rule in told.items() if not exists(rule)}
        assert not missing


def exists(rule: str) -> bool:
    """Whether what a field names as its rule is one: a rule's id, a row of a list, or a reader's name in its module."""
    file, _, name = rule.partition(":")
    match file.rpartition(".")[2]:
        case "toml":
            return any(entry.id == name for entry in rules.load(file.removesuffix(".toml")))
        case "csv":
            rows = rules.words(file.removesuffix(".csv"))
            return bool(rows) and (not name or any(row["name"] == name for row in rows))
        case "py":
            return f'"{rule}"' in (Path(citations.__file__).parent / file).read_text(encoding="utf-8") or rule in _ELSEWHERE
        case _:
            return False


# Named where the draft is filled, beside the module that reads.
_ELSEWHERE = {"brackets.py:address", "parts.py:imprint", "people.py:cited-by-name"}
