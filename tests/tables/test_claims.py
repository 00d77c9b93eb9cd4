"""Claims: which sentences have a row, what their sources are, and what kind of source a citation is."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.rules import words
from pipeline.tables.claims import claims
from pipeline.tables.schema.events import SOURCE_KINDS
from pipeline.tables.source_kinds import kind_of

_CITATION = {
    "type": "document",
    "authors": "",
    "container": "",
    "publisher": "",
    "url": "",
    "language": "",
    "refers_to": "",
    "source_id": "",
}


def citation(**given: Any) -> dict[str, Any]:
    return {**_CITATION, **given}


# a citation → the kind and country of its source
KINDS: list[tuple[dict[str, Any], tuple[str, str]]] = [
    ({"type": "article-newspaper", "container": "人民日報"}, ("state_media", "CHN")),
    ({"type": "article-newspaper", "container": "人民日报（海外版）"}, ("state_media", "CHN")),
    ({"type": "article-newspaper", "container": "新华社"}, ("state_media", "CHN")),
    ({"type": "article-newspaper", "container": "조선중앙통신"}, ("state_media", "PRK")),
    ({"type": "article-newspaper", "container": "ТАСС"}, ("state_media", "RUS")),
    ({"type": "article-newspaper", "container": "朝日新聞デジタル"}, ("media", "JPN")),
    ({"type": "broadcast", "container": "BBC"}, ("media", "GBR")),
    ({"type": "article-newspaper", "container": "湖国新報"}, ("unknown", "")),
    ({"type": "webpage", "container": "Ministry of Foreign Affairs of Russia"}, ("official", "RUS")),
    ({"type": "webpage", "container": "Ministry of Lakes"}, ("official", "")),
    ({"type": "webpage", "container": "Ministry of Lakes of Indiana"}, ("official", "")),
    ({"type": "webpage", "container": "Ministry of Defence, China and Russia"}, ("official", "")),
    ({"type": "document", "container": "United Nations"}, ("official", "")),
    ({"type": "report", "authors": ("防衛省",)}, ("official", "JPN")),
    ({"type": "report", "authors": "林一|防衛省"}, ("official", "JPN")),
    ({"type": "report", "publisher": "RAND"}, ("think_tank", "USA")),
    ({"type": "report", "container": "湖研究所"}, ("unknown", "")),
    ({"type": "webpage", "url": "https://www.mofa.go.jp/x.html"}, ("official", "JPN")),
    ({"type": "webpage", "url": "https://www.nids.mod.go.jp/x.html"}, ("think_tank", "JPN")),
    ({"type": "webpage", "url": "http://en.people.cn/a"}, ("state_media", "CHN")),
    ({"type": "webpage", "url": "https://notpeople.cn.example/a"}, ("unknown", "")),
    ({"type": "webpage", "url": "http://[broken"}, ("unknown", "")),
    ({"type": "book", "publisher": "東京大学出版会"}, ("scholarship", "JPN")),
    ({"type": "book", "publisher": "湖国大学出版会"}, ("scholarship", "")),
    ({"type": "book", "publisher": "湖国書房"}, ("unknown", "")),
    ({"type": "chapter", "container": "人民日報", "publisher": "湖国書房"}, ("unknown", "")),
    ({"type": "article-journal", "container": "湖沼研究"}, ("scholarship", "")),
    ({"type": "article-journal", "container": "求是"}, ("state_media", "CHN")),
    ({"type": "treaty"}, ("official", "")),
    ({"type": "interview", "container": "人民日報"}, ("interview", "")),
    ({"type": "document"}, ("unknown", "")),
]  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), KINDS, ids=[str(number) for number in range(len(KINDS))])
def test_kinds_of_sources(given: dict[str, Any], expected: tuple[str, str]) -> None:
    assert kind_of(citation(**given)) == expected


def test_the_rows_of_the_table_of_kinds_are_sound() -> None:
    rows = words("source_kinds")
    assert len({(row["reads"], row["value"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["reads"] in ("name", "ending", "domain", "state", "type")
        assert row["kind"] in (("",) if row["reads"] == "state" else SOURCE_KINDS[:6])
        assert not row["country"] or (len(row["country"]) == 3 and row["country"].isupper())
        assert row["value"]
        assert row["source"]


TABLES: dict[str, list[dict[str, Any]]] = {
    "sentences": [{"sentence_id": name, "doc_id": "d"} for name in ("s1", "s2", "s3", "s4")],
    "quantities": [
        {"sentence_id": "s1", "mention_id": "q1"},
        {"sentence_id": "s1", "mention_id": "q2"},
        {"sentence_id": "s3", "mention_id": "q3"},
    ],
    "evidence": [
        {"sentence_id": "s1", "citation_id": "c1"},
        {"sentence_id": "s1", "citation_id": "c2"},
        {"sentence_id": "s1", "citation_id": "c3"},
        {"sentence_id": "s2", "citation_id": "c1"},
        {"sentence_id": "s4", "citation_id": "c4"},
    ],
    "citations": [
        citation(citation_id="c1", type="article-newspaper", container="TASS", language="en", source_id="w1"),
        citation(citation_id="c2", type="article-newspaper", container="朝日新聞", language="ja", source_id="w2"),
        citation(citation_id="c3", refers_to="c1", source_id="w1"),
        citation(citation_id="c4", refers_to="c4"),
    ],
}


def test_a_claim_has_the_sources_of_its_sentence_and_back_references_count_as_what_they_refer_to() -> None:
    both, bare = claims(TABLES)
    assert both == {
        "sentence_id": "s1", "doc_id": "d", "quantities": ["q1", "q2"], "events": (), "sourced": "yes", "citations": 3,
        "source_ids": ("w1", "w2"), "kinds": ("state_media", "media"), "languages": ("en", "ja"), "countries": ("RUS", "JPN"),
    }  # fmt: skip
    assert (bare["sentence_id"], bare["sourced"], bare["kinds"], bare["source_ids"]) == ("s3", "no", ("none",), ())


def test_events_make_claims_where_there_are_any() -> None:
    made = list(claims(TABLES | {"events": [{"sentence_id": "s4", "event_id": "v1"}]}))
    assert [row["sentence_id"] for row in made] == ["s1", "s3", "s4"]
    assert (made[2]["events"], made[2]["kinds"], made[2]["citations"]) == (["v1"], ("unknown",), 1)
