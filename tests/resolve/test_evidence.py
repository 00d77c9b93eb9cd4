"""A report with notes → evidence.csv: which works stand behind each sentence."""

from __future__ import annotations

import pytest

from pipeline.clean import clean
from pipeline.extract import citations
from pipeline.model import Document, Source
from pipeline.resolve import links
from pipeline.resolve.citations import resolve
from pipeline.sentences import sentences as split
from pipeline.structure import structure
from pipeline.tables import cited

NOTES = [
    "山田一郎『海の政治学』（海辺書店、2010年）35頁。",
    "同上、36頁。",
    "佐藤花子「空の安全保障」『湖沼政治』第175号（2014年3月）45-58頁。「首相、湖へ」『読売新聞』2019年4月5日。",
    "湖の面積には諸説ある。",
    "山田、前掲書、40頁。",
    "田中、前掲書、3頁。",
    "共同通信、2019年5月16日、<https://example.com/1>。",
]
SEA, SKY, NEWS, AGENCY = "海の政治学", "空の安全保障", "首相、湖へ", "共同通信"

# (paragraphs with the markers of notes 1 to 7, for each sentence that rests on a note the works behind it in order; "" is one not told)
EVIDENCE: list[tuple[str, list[tuple[str, list[str]]]]] = [
    # behind the full stop, before it, and in mid-sentence
    ("湖は広い。¹海は深い²。空は³高い。", [("湖は広い。", [SEA]), ("海は深い。", [SEA]), ("空は高い。", [SKY, NEWS])]),
    # several markers in one sentence, in the order of the notes
    ("湖は¹広く、海は³深い⁵。空は高い。", [("湖は広く、海は深い。", [SEA, SKY, NEWS, SEA])]),
    # at a paragraph's end: the sentence it closes, not the ones before it
    ("湖は広い。海は深い。空は高い。¹\n\n山は遠い。²", [("空は高い。", [SEA]), ("山は遠い。", [SEA])]),
    # a note of comment backs nothing; a back reference that leads nowhere is shown without a work
    ("湖は広い⁴。海は深い⁶。", [("海は深い。", [""])]),
    # without a title, a work is its medium and day
    ("湖は広い⁷。", [("湖は広い。", [AGENCY])]),
]


def document(body: str) -> Document:
    text = "報告書\n\nはじめに\n\n" + body + "\n\n注\n" + "\n".join(f"{number}　{note}" for number, note in enumerate(NOTES, 1)) + "\n"
    report = structure(clean(Source("doc", "doc.txt", "", "text/plain", "utf-8", text)))
    sentences = split(report.blocks, "doc")
    notes, _ = resolve([citations.read(note) for note in report.notes])
    linked, _ = links.link(report.notes, sentences, report.sections)
    return Document("doc", "doc.txt", report=report, sentences=sentences, notes=tuple(notes), links=linked)


@pytest.mark.parametrize(("body", "expected"), EVIDENCE)
def test_works_behind_each_sentence(body: str, expected: list[tuple[str, list[str]]]) -> None:
    made = document(body)
    assert len(made.notes) == len(NOTES)
    found = cited.works([made])
    names = {row["source_id"]: row["title"] or row["container"] for row in cited.sources([made], found)} | {"": ""}
    texts = {sentence.id: sentence.text for sentence in made.sentences}
    behind: dict[str, list[str]] = {}
    for row in cited.evidence(made, found):
        behind.setdefault(texts[row["sentence_id"]], []).append(names[row["source_id"]])
    assert list(behind.items()) == expected


def test_a_back_reference_has_the_source_of_its_work() -> None:
    made = document("湖は広い。¹海は深い。²空は高い。⁵")
    rows = list(cited.evidence(made, cited.works([made])))
    assert len(rows) == 3
    assert len({row["citation_id"] for row in rows}) == 3
    assert len({row["source_id"] for row in rows}) == 1
    assert rows[0]["source_id"].startswith("src-")
