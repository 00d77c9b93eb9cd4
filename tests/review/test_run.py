"""Runs over reports that were reviewed: the tables hold the decisions, only the tables are written anew, and all can be taken back."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import frictionless
import pytest

from pipeline import parse, storage
from pipeline.engine.ledger import NAME
from pipeline.engine.run import Result, refresh, run
from pipeline.model import PipelineError
from pipeline.review import decisions, outputs, rows
from pipeline.review.anchors import anchor_of
from pipeline.review.decisions import FILE, Decisions, new
from pipeline.review.model import Decision, Row
from pipeline.review.rows import REVIEWED, SPANS, DocumentRows
from pipeline.settings import Settings
from pipeline.storage import Place
from pipeline.write.part_files import read_part
from tests.engine.engines import here
from tests.test_golden import rows as table

QUICK = Settings(cache=False)
TEXT = """海の秩序

1 背景

{year}年3月5日、中国とロシアは北京で会談した¹。習近平国家主席は翌月、3隻の船を送った²。

注

- 1 山田一郎『海の政治学』海辺書店、{year}年、12-34頁。
- 2 佐藤花子『航路の安全保障と法執行』港町書房、2000年、56頁。
"""


@pytest.fixture
def raw(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two reports, read without GiNZA."""
    monkeypatch.setattr(parse, "parse", lambda *_, **__: [])
    folder = tmp_path / "raw"
    folder.mkdir()
    for name, year in (("a", 2001), ("b", 2002)):
        (folder / f"{name}.txt").write_text(TEXT.format(year=year), encoding="utf-8")
    return folder


def again(raw: Path, out: Place, **how: Any) -> Result:
    return run([raw], out, settings=how.pop("settings", QUICK), engine=here, **how)  # type: ignore[arg-type]


def read(out: Place) -> list[DocumentRows]:
    return [rows.read(read_part(folder)) for folder in outputs.parts(out).values()]


def files(out: Path) -> dict[str, bytes]:
    """What a reader of the folder sees."""
    found = [*out.glob("*.csv"), *out.glob("text/*"), out / "datapackage.json"]
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in found}


def times(out: Path) -> dict[Path, int]:
    return {file: file.stat().st_mtime_ns for file in out.rglob("*") if file.is_file() and not file.name.startswith((NAME, "."))}


def decide(document: DocumentRows, verdict: Any, name: str, row: Row, **given: Any) -> Decision:
    return new(verdict, name, reviewer="佐藤", document=document.document, row=row, anchor=anchor_of(document, name, row), **given)


def named(document: DocumentRows, words: str, name: str = "entities") -> Row:
    return next(row for row in document.tables[name] if row["text"] == words)


def some(document: DocumentRows) -> list[Decision]:
    """A decision of each kind."""
    sentence = next(row for row in document.tables["sentences"] if "会談" in row["text"])
    start = sentence["text"].index("会談")
    place = document.sentence_stream.anchor(sentence["sentence_id"], start, start + 2)
    values = {"label": "EVENT", "entity_id": "EVENT:会談", "name": "会談"}
    return [
        decide(document, "reject", "entities", named(document, "ロシア")),
        decide(document, "correct", "dates", document.tables["dates"][0], values={"value": "1999-03-05"}),
        decide(document, "correct", "citations", document.tables["citations"][0], values={"title": "湖の政治学"}),
        decide(document, "correct", "entities", named(document, "中国"), values={"role": "当事者"}, scope="all"),
        decide(document, "accept", "quantities", named(document, "3隻", "quantities")),
        new("add", "entities", reviewer="佐藤", document=document.document, row=None, anchor=place, values=values),
    ]


def valid(out: Path) -> None:
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "note"])


def test_decisions_are_in_the_tables_and_no_document_is_read_again(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    again(raw, out)
    machine, parts = files(out), times(out / "parts")
    Decisions(tmp_path / "reviews").append(some(read(out)[0]))
    result = again(raw, out)
    assert (result.done, result.rows["review_log"]) == ((), 6)
    assert times(out / "parts") == parts
    assert [row["state"] for row in table(out / "review_log.csv")] == ["applied"] * 3 + ["applied", "unchanged", "applied"]
    assert [row["doc_id"] for row in table(out / "entities.csv") if row["text"] == "ロシア"] == ["b"]
    assert {row["role"] for row in table(out / "entities.csv") if row["text"] == "中国"} == {"当事者"}
    assert table(out / "dates.csv")[0]["earliest"] == "1999-03-05"
    assert [row["code"] for row in table(out / "problems.csv") if row["doc_id"] == "a"].count("anchor-reviewed") == 1
    assert {row["entity_id"] for row in table(out / "entity_index.csv")} >= {"EVENT:会談", "RUS"}
    assert [row["title"] for row in table(out / "sources.csv")] == ["湖の政治学", "航路の安全保障と法執行", "海の政治学"]
    assert json.loads(table(out / "review_log.csv")[1]["values"]) == {"value": "1999-03-05"}
    valid(out)
    before = times(out)
    again(raw, out)
    assert times(out) == before
    (tmp_path / "reviews" / FILE).unlink()
    again(raw, out)
    assert files(out) == machine


def test_another_folder_of_decisions(raw: Path, tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "mine"
    again(raw, out)
    Decisions(folder).append(some(read(out)[0]))
    assert again(raw, out).rows["review_log"] == 0
    chosen = Settings(cache=False, reviews=str(folder))
    assert (again(raw, out, settings=chosen).done, table(out / "review_log.csv")[0]["state"]) == ((), "applied")


def test_refresh_gives_what_a_run_gives(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(PipelineError, match=r"ledger\.sqlite: there is no such file"):
        refresh(out)
    again(raw, out)
    Decisions(tmp_path / "reviews").append(some(read(out)[0]))
    shutil.rmtree(raw)
    assert refresh(out, settings=QUICK).rows["review_log"] == 6
    refreshed, before = files(out), times(out)
    raw.mkdir()
    for name, year in (("a", 2001), ("b", 2002)):
        (raw / f"{name}.txt").write_text(TEXT.format(year=year), encoding="utf-8")
    assert again(raw, out).done == ()
    assert (files(out), times(out)) == (refreshed, before)


def test_a_file_that_holds_no_decisions(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    again(raw, out)
    before = files(out)
    Decisions(tmp_path / "reviews").append(some(read(out)[0])[:1])
    with (tmp_path / "reviews" / FILE).open("a", encoding="utf-8") as file:
        file.write("=1+1,garbage\n")
    again(raw, out)
    log = table(out / "review_log.csv")
    assert [(row["state"], row["decision_id"] == "") for row in log] == [("unreadable", True), ("applied", False)]
    assert (log[0]["comment"], log[0]["reason"].partition(":")[0]) == (" =1+1,garbage", "line 3")
    valid(out)
    (tmp_path / "reviews" / FILE).write_text("garbage\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=FILE):
        again(raw, out)
    assert files(out).keys() == before.keys()


def renamed(raw: Path) -> None:
    (raw / "a.txt").rename(raw / "the-report.txt")


def reissued(raw: Path) -> None:
    """Under another name and with a line more, beside a report that is unlike it."""
    (raw / "b.txt").write_text("空の秩序\n\n1 背景\n\n鳥は2003年に空を飛んだ。\n", encoding="utf-8")
    text = (raw / "a.txt").read_text(encoding="utf-8")
    (raw / "a.txt").unlink()
    (raw / "second-edition.txt").write_text(text.replace("注\n", "海は静かであった。\n\n注\n"), encoding="utf-8")


def told_apart(raw: Path) -> None:
    """Corrected where it is, while another report of its name has come: the ids of both are others now."""
    (raw / "other").mkdir()
    (raw / "other" / "a.txt").write_text("空の秩序\n\n1 背景\n\n鳥は2003年に空を飛んだ。\n", encoding="utf-8")
    text = (raw / "a.txt").read_text(encoding="utf-8")
    (raw / "a.txt").write_text(text.replace("注\n", "海は静かであった。\n\n注\n"), encoding="utf-8")


def removed(raw: Path) -> None:
    (raw / "a.txt").unlink()


# what happened to the report → the file that its decisions are logged for
MOVES = [
    (renamed, "the-report.txt", "applied"),
    (reissued, "second-edition.txt", "applied"),
    (told_apart, "a.txt", "applied"),
    (removed, "", "orphaned"),
]


@pytest.mark.parametrize(("move", "file", "state"), MOVES)
def test_decisions_go_with_their_report(raw: Path, tmp_path: Path, move: Any, file: str, state: str) -> None:
    out = tmp_path / "out"
    again(raw, out)
    Decisions(tmp_path / "reviews").append([one for one in some(read(out)[0]) if one.scope == "mention"])
    move(raw)
    again(raw, out)
    log = table(out / "review_log.csv")
    there = {row["doc_id"]: row["source_file"] for row in table(out / "documents.csv")}
    assert {there.get(row["doc_id"], "") for row in log} == {file}
    assert {row["state"] for row in log} - {"unchanged"} == {state}
    valid(out)


def test_a_decision_about_all_is_logged_once(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    again(raw, out)
    document = read(out)[0]
    china = named(document, "中国")
    for_all = decide(document, "correct", "entities", china, values={"role": "当事者"}, scope="all")
    other = decide(document, "correct", "entities", china, values={"role": "当事者"}, scope="all")
    Decisions(tmp_path / "reviews").append([for_all, replace(other, anchor=replace(other.anchor, quote="湖国"))])
    again(raw, out)
    assert [(row["state"], row["reason"]) for row in table(out / "review_log.csv")] == [
        ("applied", "2 rows"),
        ("orphaned", "no mention has these words"),
    ]


def test_in_a_store(raw: Path, tmp_path: Path) -> None:
    out, beside = storage.place("memory://reviewed/out"), storage.place("memory://reviewed/reviews")
    storage.remove_tree(beside.parent)
    again(raw, out)
    document = read(out)[0]
    Decisions(tmp_path).append(some(document))
    storage.put(beside / FILE, (tmp_path / FILE).read_bytes())
    assert decisions.read(outputs.reviews(out)).digest
    assert again(raw, out).rows["review_log"] == 6
    shutil.copytree(raw.parent / "raw", tmp_path / "here" / "raw")
    (tmp_path / "here" / "reviews").mkdir()
    shutil.copy(tmp_path / FILE, tmp_path / "here" / "reviews")
    again(tmp_path / "here" / "raw", tmp_path / "here" / "out")
    assert {name: storage.get(out / name) for name in files(tmp_path / "here" / "out")} == files(tmp_path / "here" / "out")


def everything(documents: Sequence[DocumentRows]) -> list[Decision]:
    """A decision about every row: in turn accepted, corrected, rejected."""
    changes: dict[str, dict[str, str]] = {
        "entities": {"name": "海の会", "label": "ORG"},
        "dates": {"type": "DATE", "value": "1999"},
        "quantities": {"item": "海"},
        "events": {"action_class": "patrol", "modality": "denied"},
        "citations": {"title": "海の政治学"},
        "documents": {"title": "海"},
    }
    made = []
    for document in documents:
        for name in REVIEWED:
            for number, row in enumerate(document.tables[name]):
                verdict = ("accept", "correct", "reject")[number % 3] if name in (*SPANS, "citations") else "accept"
                values = changes[name] if verdict == "correct" else {}
                made.append(decide(document, verdict, name, row, values=values))
    return made


@pytest.mark.model
def test_every_row_of_the_samples_is_decided_about(sample_outputs: Path, tmp_path: Path) -> None:
    """Whatever was decided, the tables are sound, and the number of workers changes nothing."""
    out = tmp_path / "out"
    shutil.copytree(sample_outputs, out)
    made = everything(read(out))
    Decisions(tmp_path / "reviews").append(made)
    refresh(out)
    assert {row["state"] for row in table(out / "review_log.csv")} == {"applied", "unchanged"}
    assert len(table(out / "review_log.csv")) == len(made)
    valid(out)
    shutil.copytree(sample_outputs / ".cache", tmp_path / "two" / ".cache")  # the same sentences: parsing them again tells nothing
    run([Path("raw")], tmp_path / "two", settings=Settings(workers=2))
    assert files(tmp_path / "two") == files(out)
    with (out / "dates.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["value"] for row in csv.DictReader(file) if row["method"] == "review"} == {"1999"}
