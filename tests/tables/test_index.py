"""Tables made of several documents: what each document gives is counted, and put together in any order."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest

from pipeline.model import Document, Name
from pipeline.tables.cited import works, works_cited
from pipeline.tables.index import EntityIndex, Naming
from pipeline.tables.namings import namings
from pipeline.tables.sources import Sources
from tests.write.documents import Named, citation, document

RUSSIA, BOTH = Name("GPE", "state", (("RUS", "ロシア"),)), Name("GPE", "state", (("CHN", "中国"), ("RUS", "ロシア")))

# (mentions of a document, how often it names things how)
NAMINGS: list[tuple[list[Named], dict[tuple[str, str, str], int]]] = [
    ([("露", RUSSIA), ("露", RUSSIA), ("ロシア", RUSSIA)], {("RUS", "ロシア", "露"): 2, ("RUS", "ロシア", "ロシア"): 1}),
    ([("中露", BOTH)], {("CHN", "中国", "中国"): 1, ("RUS", "ロシア", "ロシア"): 1}),  # the words name neither by itself
    ([("同国", RUSSIA)], {("RUS", "ロシア", "ロシア"): 1}),  # they point back
    ([("何か", Name("ORG"))], {}),
]


@pytest.mark.parametrize(("mentions", "counts"), NAMINGS)
def test_namings(mentions: list[Named], counts: dict[tuple[str, str, str], int]) -> None:
    assert {(n.entity_id, n.name, n.form): count for n, count in namings(document("d", names=mentions)).items()} == counts


def naming(name: str, *, label: str = "ORG", subtype: str = "", form: str = "") -> Naming:
    return Naming("org-1", name, label, subtype, form or name)


# (namings of three documents, name, label, aliases): the most frequent, then the longest, then the first
CHOICES: list[tuple[list[dict[Naming, int]], str, str, list[str]]] = [
    ([{naming("海軍"): 2}, {naming("海上軍"): 1}, {}], "海軍", "ORG", ["海上軍"]),
    ([{naming("海軍"): 1}, {naming("海上軍"): 1}, {}], "海上軍", "ORG", ["海軍"]),
    ([{naming("海軍"): 1}, {naming("空軍"): 1}, {}], "海軍", "ORG", ["空軍"]),
    ([{naming("海軍", form="海"): 1}, {naming("海軍", label="PERSON", form="軍"): 3}, {naming("海軍"): 1}], "海軍", "PERSON", ["軍", "海"]),
]


@pytest.mark.parametrize(("found", "name", "label", "aliases"), CHOICES)
def test_name_and_kind_whatever_the_order(found: list[dict[Naming, int]], name: str, label: str, aliases: list[str]) -> None:
    for order in permutations(found):
        index = EntityIndex()
        for one in order:
            index.add(one)
        [row] = index.rows()
        assert (row["name"], row["label"], row["aliases"]) == (name, label, aliases)
        assert row["mentions"] == sum((Counter(one) for one in found), Counter()).total()
        assert row["documents"] == sum(bool(one) for one in found)


def cites(doc_id: str, *notes: str) -> Document:
    """A document whose notes cite these titles in full; 同上 goes back to the first."""
    return document(doc_id, notes=[[citation("", "ibid", refers_to=0) if title == "同上" else citation(title)] for title in notes])


# (titles in the notes of each document, (title, citations, documents) of each source in order)
WORKS = [
    ([["海の政治", "同上"]], [("海の政治", 2, 1)]),
    ([["海の政治", "空の安全"], ["湖の歴史", "空の安全", "同上"]], [("海の政治", 1, 1), ("空の安全", 2, 2), ("湖の歴史", 2, 1)]),
    ([[], []], []),
]


@pytest.mark.parametrize(("documents", "rows"), WORKS)
def test_sources(documents: list[list[str]], rows: list[tuple[str, int, int]]) -> None:
    sources = Sources()
    for number, titles in enumerate(documents):
        made = cites(f"d{number}", *titles)
        sources.add(works_cited(made, works([made])))
    assert [(row["title"], row["citations"], row["documents"]) for row in sources.rows()] == rows


def test_a_work_that_is_cited_in_full_nowhere_has_no_row_but_counts_where_it_is() -> None:
    made = cites("d", "海の政治")
    [full] = works_cited(made, works([made]))
    short = {"source_id": full["source_id"], "citations": 2}
    alone, both = Sources(), Sources()
    alone.add([short])
    both.add([short])
    both.add([full])
    assert list(alone.rows()) == []
    assert [(row["citations"], row["documents"]) for row in both.rows()] == [(3, 2)]
