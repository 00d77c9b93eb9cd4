"""Decisions about entities (one, all of a document, all), citations, problems and documents, and what follows in other tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipeline.review import rows
from pipeline.review.apply import Applied, apply, derived
from pipeline.review.model import Anchor, Decision
from pipeline.review.rows import DocumentRows
from pipeline.tables.index import Naming
from pipeline.write.part_files import read_part
from tests.review.small import add, decide, decided, document, entity, undo
from tests.review.test_apply import stand, states

XI = entity("PERSON:習近平")
LINES = ["中露の首脳が海都で会い、習は航路について述べた。", "習の訪問は三日に及び、同国は満足の意を示した。", "海の会は習に会った。"]
NAMED = document(
    LINES,
    entities=[
        (0, "中露", entity("CHN", name="中国")),
        (0, "中露", entity("RUS", name="ロシア")),
        (0, "習", entity("PERSON:習")),
        (1, "習", entity("PERSON:習仲勲")),
        (1, "同国", entity("CHN", name="中国")),
        (2, "海の会", entity("ORG:海の会")),
        (2, "習", entity("ORG:習")),
    ],
)
TO_XI = {"entity_id": "PERSON:習近平", "name": "習近平"}


def about(verdict: str, row: int, **given: Any) -> Decision:
    return decide(verdict, "entities", NAMED, row, **given)


def names(applied: Applied) -> list[str]:
    return [name for (name,) in stand(applied, "entities", "entity_id")]


MACHINE = ["CHN", "RUS", "PERSON:習", "PERSON:習仲勲", "CHN", "ORG:海の会", "ORG:習"]
XI_TWICE = ["CHN", "RUS", "PERSON:習近平", "PERSON:習近平", "CHN", "ORG:海の会", "ORG:習"]
# decisions, one after the other → what the mentions name, states
ENTITIES: list[tuple[str, Sequence[Decision], list[str], list[str]]] = [
    ("one of two things", [about("reject", 1)], [MACHINE[0], *MACHINE[2:]], ["applied"]),
    ("both", [about("reject", 1), about("reject", 0)], MACHINE[2:], ["applied", "applied"]),
    ("one mention", [about("correct", 2, values=TO_XI)], [*MACHINE[:2], "PERSON:習近平", *MACHINE[3:]], ["applied"]),
    ("same words, same label", [about("correct", 2, values=TO_XI, scope="document")], XI_TWICE, ["applied"]),
    ("in all documents", [about("correct", 2, values=TO_XI, scope="all")], XI_TWICE, []),
    ("all rejected", [about("reject", 2, scope="document")], ["CHN", "RUS", "CHN", "ORG:海の会", "ORG:習"], ["applied"]),
    (
        "a mention before the document",
        [about("accept", 3), about("correct", 2, values=TO_XI, scope="document")],
        [*MACHINE[:2], "PERSON:習近平", *MACHINE[3:]],
        ["unchanged", "applied"],
    ),
    (
        "the document before all, though earlier",
        [about("correct", 2, values=TO_XI, scope="document"), about("reject", 2, scope="all")],
        XI_TWICE,
        ["applied"],
    ),
    (
        "the last about the document",
        [about("reject", 2, scope="document"), about("correct", 3, values=TO_XI, scope="document")],
        XI_TWICE,
        ["superseded", "applied"],
    ),
    (
        "of a mention with two things only the one",
        [about("correct", 0, values={"entity_id": "TWN", "name": "台湾"}, scope="document")],
        ["TWN", *MACHINE[1:]],
        ["applied"],
    ),
    (
        "made the same thing twice",
        [about("correct", 1, values={"entity_id": "CHN", "name": "中国"})],
        ["CHN", *MACHINE[2:]],
        ["applied"],
    ),
    (
        "a second thing added",
        [add("entities", NAMED, 2, "海の会", entity("ORG:湖の会"))],
        [*MACHINE[:6], "ORG:湖の会", "ORG:習"],
        ["applied"],
    ),
    ("added twice", [add("entities", NAMED, 0, "海都", entity("GPE:海都")) for _ in range(2)], [*MACHINE[:2], "GPE:海都", *MACHINE[2:]], ["superseded", "applied"]),
    (
        "two things of one new mention",
        [add("entities", NAMED, 0, "海都", entity("GPE:海都")), add("entities", NAMED, 0, "海都", entity("LOC:海都"))],
        [*MACHINE[:2], "GPE:海都", "LOC:海都", *MACHINE[2:]],
        ["applied", "applied"],
    ),
    ("added and there", [add("entities", NAMED, 2, "海の会", entity("ORG:海の会"))], MACHINE, ["unchanged"]),
    ("words that are not there", [decide("correct", "entities", NAMED, {**NAMED.tables["entities"][2], "text": "毛"}, values=TO_XI, scope="document", anchor=Anchor("毛"))], MACHINE, ["orphaned"]),
]  # fmt: skip


@pytest.mark.parametrize(("decisions", "left", "became"), [case[1:] for case in ENTITIES], ids=[case[0] for case in ENTITIES])
def test_entities(decisions: Sequence[Decision], left: list[str], became: list[str]) -> None:
    applied = apply(NAMED, decided(*decisions))
    assert names(applied) == left
    assert list(states(applied).values()) == became
    assert len({(row["mention_id"], row["entity_id"]) for row in applied.rows.tables["entities"]}) == len(left)


def test_a_decision_about_all_comes_from_any_document_and_tells_what_it_reached() -> None:
    for_all = about("correct", 2, values=TO_XI, scope="all")
    other = document(["習は帰った。", "習近平も帰った。"], entities=[(0, "習", entity("PERSON:習")), (1, "習近平", XI)], doc_id="other")
    applied = apply(other, decided(for_all))
    assert names(applied) == ["PERSON:習近平", "PERSON:習近平"]
    assert (applied.reached, applied.log) == ({for_all.id: 1}, ())
    (by_words,) = [one for one in applied.reviewed["entities"] if one.decision]
    assert (by_words.state, by_words.effective, by_words.decision) == ("applied", False, for_all)
    assert apply(other, decided(for_all, undo(NAMED, for_all))).changed == frozenset()


def test_names_follow() -> None:
    """Words of a mention that names several things, or points back, are no name of any."""
    applied = apply(NAMED, decided(about("correct", 2, values=TO_XI), about("reject", 6)))
    assert applied.namings() == {
        Naming("CHN", "中国", "GPE", "", "中国"): 2,
        Naming("RUS", "ロシア", "GPE", "", "ロシア"): 1,
        Naming("PERSON:習近平", "習近平", "PERSON", "", "習"): 1,
        Naming("PERSON:習仲勲", "習仲勲", "PERSON", "", "習"): 1,
        Naming("ORG:海の会", "海の会", "ORG", "", "海の会"): 1,
    }
    assert applied.works() is None


BOOK = {"title": "海の政治学", "authors": "山田一郎", "issued": "2010", "language": "ja"}


def cited() -> DocumentRows:
    book, other = dict(BOOK, raw="山田一郎『海の政治学』2010年"), dict(BOOK, title="空の安全", raw="山田一郎『空の安全』2010年")
    back = {"form": "ibid", "raw": "同上、12頁", "refers_to": "doc:n1013.1"}
    made = document(["海は広く、深い。空は高い。"], notes=[[book, back], [other]])
    made = document(
        ["海は広く、深い。空は高い。"], notes=[[book, back | {"refers_to": made.tables["citations"][0]["citation_id"]}], [other]]
    )
    works = derived.works_of(made.tables["citations"])
    for table in ("citations", "evidence"):
        for row, work in zip(made.tables[table], works, strict=True):
            row["source_id"] = work  # type: ignore[index]
    return made


CITED = cited()


def test_a_corrected_citation_is_of_another_work_and_so_are_those_that_refer_to_it() -> None:
    before = [row["source_id"] for row in CITED.tables["citations"]]
    applied = apply(CITED, decided(decide("correct", "citations", CITED, 0, values={"title": "湖の政治学"})))
    after = [row["source_id"] for row in applied.rows.tables["citations"]]
    assert before[0] == before[1] != before[2]
    assert after[0] == after[1]
    assert {before[0], before[2], after[0]} - {after[2]} == {before[0], after[0]}
    assert [row["source_id"] for row in applied.rows.tables["evidence"]] == after
    assert [(row.get("title"), row["citations"]) for row in applied.works() or ()] == [("湖の政治学", 2), ("空の安全", 1)]
    assert applied.changed == {"citations", "evidence"}


def test_a_citation_made_another_work_is_that_work() -> None:
    applied = apply(CITED, decided(decide("correct", "citations", CITED, 0, values={"title": "空の安全"})))
    assert {row["source_id"] for row in applied.rows.tables["citations"]} == {CITED.tables["citations"][2]["source_id"]}


def test_a_rejected_citation_leaves_all_tables() -> None:
    applied = apply(CITED, decided(decide("reject", "citations", CITED, 0)))
    (back, other) = applied.rows.tables["citations"]
    assert (back["refers_to"], back["source_id"], other["title"]) == ("", "", "空の安全")
    assert [row["citation_id"] for row in applied.rows.tables["evidence"]] == [back["citation_id"], other["citation_id"]]
    assert stand(applied, "notes", "citations") == [("1",), ("1",)]


def test_a_citation_that_is_not_read_any_more_is_put_back() -> None:
    left = {name: list(table) for name, table in CITED.tables.items()}
    left["citations"], left["evidence"] = left["citations"][:2], left["evidence"][:2]
    now = DocumentRows("doc", left, CITED.text)
    applied = apply(now, decided(decide("accept", "citations", CITED, 2)))
    put_back = applied.rows.tables["citations"][2]
    assert {name: put_back[name] for name in ("title", "raw", "sequence", "score")} == {
        "title": "空の安全", "raw": "山田一郎『空の安全』2010年", "sequence": "1", "score": "1",
    }  # fmt: skip
    assert put_back["source_id"] == CITED.tables["citations"][2]["source_id"]
    assert applied.rows.tables["evidence"][2]["citation_id"] == put_back["citation_id"]
    assert [row["state"] for row in applied.log] == ["reopened"]


PROBLEM = {"code": "unit-unknown", "message": "the unit of 3点 is not known", "sentence_id": "doc:s0", "raw_start": "0", "raw_end": "2"}
# problems the machine tells now, verdict → state, messages that stay
PROBLEMS: list[tuple[list[dict[str, str]], str, str, int]] = [
    ([PROBLEM], "reject", "applied", 0),
    ([PROBLEM], "accept", "unchanged", 1),
    ([], "reject", "unchanged", 0),
    ([], "accept", "unchanged", 0),
    ([PROBLEM | {"message": "another"}], "reject", "reopened", 1),
    ([PROBLEM | {"message": "another"}], "accept", "reopened", 1),
    ([PROBLEM | {"raw_start": "1"}, PROBLEM | {"raw_end": "5"}], "reject", "orphaned", 2),
]


@pytest.mark.parametrize(("now", "verdict", "state", "left"), PROBLEMS)
def test_problems(now: list[dict[str, str]], verdict: str, state: str, left: int) -> None:
    lines = ["海は広く、3点の島がある。"]
    decision = decide(verdict, "problems", document(lines, problems=[PROBLEM]))
    applied = apply(document(lines, problems=now), decided(decision))
    assert states(applied) == {decision.id: state}
    assert len(applied.rows.tables["problems"]) == left


def test_a_document_s_row() -> None:
    before, now = document(["海"], title="海", authors="山田一郎"), document(["海"], title="海の年報", authors="山田一郎")
    authors = decide("correct", "documents", before, values={"authors": "佐藤花子|山田一郎"})
    assert stand(apply(before, decided(authors)), "documents", "title", "authors") == [("海", "佐藤花子|山田一郎")]
    applied = apply(now, decided(authors))
    assert states(applied) == {authors.id: "reopened"}
    assert stand(applied, "documents", "title", "authors") == [("海", "佐藤花子|山田一郎")]


@pytest.mark.model
def test_rows_are_enough_to_derive_from(sample_outputs: Any) -> None:
    """What is worked out anew from a part's rows is what the part has."""
    folders = list(sample_outputs.glob("parts/*/*"))
    assert len(folders) == 3
    for folder in folders:
        part = read_part(folder)
        made = rows.read(part)
        citations = made.tables["citations"]
        assert derived.namings(made.tables["entities"]) == part.namings()
        assert derived.citations(citations) == citations
        assert derived.evidence(made, citations) == made.tables["evidence"]
        assert derived.notes(made.tables["notes"], citations) == made.tables["notes"]
        found = [{name: value for name, value in row.items() if value} for row in derived.works_cited(citations)]
        assert found == [{name: value for name, value in row.items() if value} for row in part.works()]


def test_claims_follow_what_reviewers_make_of_quantities_and_citations() -> None:
    cited = {
        "raw": "「海」『人民日報』2024年",
        "type": "article-newspaper",
        "container": "人民日報",
        "language": "zh",
        "source_id": "src-1",
    }
    lines = ["貨物は20万トンであった。", "船は3隻であった。"]
    amounts = [(0, "20万トン", {"kind": "mass", "value": "200000", "unit": "t"}), (1, "3隻", {"kind": "count", "value": "3", "unit": "隻"})]
    made = document(lines, quantities=amounts, notes=[[cited]])
    made = replace(made, tables={**made.tables, "claims": derived.claims(made.tables)})
    before = [(row["quantities"], row["kinds"], row["countries"], row["sourced"]) for row in made.tables["claims"]]
    assert before == [("doc:q3", "state_media", "CHN", "yes"), ("doc:q16", "none", "", "no")]

    applied = apply(made, decided(decide("reject", "quantities", made, 1)))
    assert stand(applied, "claims", "quantities") == [("doc:q3",)]
    applied = apply(made, decided(decide("correct", "citations", made, 0, values={"container": "朝日新聞"})))
    assert stand(applied, "claims", "kinds", "countries") == [("media", "JPN"), ("none", "")]
    applied = apply(made, decided(decide("reject", "citations", made, 0)))
    assert stand(applied, "claims", "kinds", "citations") == [("none", "0"), ("none", "0")]
    assert "claims" not in apply(made, decided(decide("accept", "quantities", made, 0))).changed
