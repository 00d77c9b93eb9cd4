"""A whole run: good and bad inputs side by side, ids, the files it leaves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.engine import document
from pipeline.engine.run import run
from pipeline.model import PipelineError
from pipeline.settings import Settings
from tests.engine.engines import here
from tests.test_golden import rows

pytestmark = pytest.mark.model

GOOD = "海の秩序\n\n1 背景\n\n2024年3月5日、中国とロシアは北京で会談した¹。\n\n注\n\n- 1 「題」『人民日報』2024年3月6日。\n"
BAD = {
    "empty.txt": (b"", "empty"),
    "picture.png": (b"\x89PNG\r\n\x1a\n", "PNG"),
    "binary.txt": (bytes(range(256)) * 8, "binary"),
    "page.html": (b"<html><body></body></html>", "no text"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj", "PDF"),
    "cut.docx": (b"PK\x03\x04....", "zip"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "old Microsoft Office"),
    "numbers.txt": (b"12\n\n13\n\n14\n", "no running text"),
}
QUICK = Settings(cache=False)


def test_bad_inputs_have_a_row_with_a_reason_and_the_others_are_done(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "good.txt").write_text(GOOD, encoding="utf-8")
    for name, (data, _) in BAD.items():
        (raw / name).write_bytes(data)
    result = run([raw, tmp_path / "missing.txt"], tmp_path / "out", settings=QUICK)
    made = {row["source_file"]: row for row in rows(tmp_path / "out" / "documents.csv")}
    assert {name: row["status"] for name, row in made.items()} == {**dict.fromkeys([*BAD, "missing.txt"], "failed"), "good.txt": "ok"}
    for name, (_, reason) in BAD.items():
        assert reason in made[name]["error"]
    assert "no such file" in made["missing.txt"]["error"]
    assert len(result.failed) == len(BAD) + 1
    assert [row["number"] for row in rows(tmp_path / "out" / "notes.csv")] == ["1"]
    assert {row["doc_id"] for row in rows(tmp_path / "out" / "problems.csv") if row["severity"] == "error"} == {
        d.doc_id for d in result.failed
    }


def test_a_fault_of_ours_costs_one_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(GOOD + "\n毒\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text(GOOD, encoding="utf-8")
    whole = document.structure

    def breaks(text, **told):
        if "毒" in text.text:
            raise RuntimeError("poison")
        return whole(text, **told)

    monkeypatch.setattr(document, "structure", breaks)
    result = run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", settings=QUICK, engine=here)
    assert {d.doc_id: d.status for d in result.documents} == {"a": "failed", "b": "ok"}
    assert "RuntimeError" in result.failed[0].error
    assert result.failed[0].stage == "structure"
    with pytest.raises(RuntimeError):
        run([tmp_path / "a.txt"], tmp_path / "new", settings=QUICK, debug=True)


def test_what_a_run_leaves(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    out = tmp_path / "out"
    run([tmp_path / "good.txt"], out, settings=Settings(cache=True))
    assert (out / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbfdoc_id,")
    assert (out / "text" / "good.txt").read_text(encoding="utf-8") == GOOD
    facts = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert facts["counts"]["notes"] == 1
    assert facts["versions"]["ja-ginza"]
    assert not list(out.rglob("*.tmp"))
    damaged = out / ".cache" / "parses.sqlite"
    assert damaged.stat().st_size
    before = (out / "entities.csv").read_bytes()
    damaged.write_bytes(b"not a parse" * 1000)
    assert run([tmp_path / "good.txt"], out, settings=Settings(cache=True), force=True).done == ("good",)
    assert (out / "entities.csv").read_bytes() == before


def test_outputs_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(PipelineError, match="need a folder of their own"):
        run([tmp_path / "good.txt"], tmp_path / "out", settings=QUICK)
    (tmp_path / "none").mkdir()
    with pytest.raises(PipelineError, match="no reports"):
        run([tmp_path / "none"], tmp_path / "new", settings=QUICK)
    assert not (tmp_path / "new").exists()


def test_a_formula_in_a_report_stays_text(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(
        '題\n\n1 背景\n\n=HYPERLINK("http://example.org")と2024年に書かれた¹。\n\n注\n\n- 1 @account, X, May 3, 2024.\n', encoding="utf-8"
    )
    run([tmp_path / "r.txt"], tmp_path / "out", settings=QUICK)
    for file in (tmp_path / "out").glob("*.csv"):
        for row in rows(file):
            for column, cell in row.items():
                assert not cell.startswith(("=", "@", "+", "\t", "\r")), (file.name, column, cell)
    sentences = {row["sentence_id"]: row["text"] for row in rows(tmp_path / "out" / "sentences.csv")}
    (date,) = rows(tmp_path / "out" / "dates.csv")
    assert sentences[date["sentence_id"]][int(date["start"]) : int(date["end"])] == date["text"] == "2024年"
    (note,) = rows(tmp_path / "out" / "notes.csv")
    assert sentences[note["sentence_id"]][: int(note["marker_start"])].endswith("書かれた")


def test_one_path_may_be_given_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(GOOD, encoding="utf-8")
    result = run(str(tmp_path / "r.txt"), tmp_path / "out", settings=QUICK)
    assert [document.doc_id for document in result.documents] == ["r"]


def test_a_setting_that_cannot_work_leaves_the_tables_alone(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(GOOD, encoding="utf-8")
    run([tmp_path / "r.txt"], tmp_path / "out", settings=QUICK)
    before = (tmp_path / "out" / "notes.csv").read_bytes()
    with pytest.raises(PipelineError, match="not installed"):
        run([tmp_path / "r.txt"], tmp_path / "out", settings=Settings(model="ja_none"))
    with pytest.raises(PipelineError, match="workers must be 0 or more"):
        Settings(workers=-1)
    assert (tmp_path / "out" / "notes.csv").read_bytes() == before


def test_the_text_of_a_report_that_left_goes_with_it(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(GOOD, encoding="utf-8")
    run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", settings=QUICK)
    (tmp_path / "out" / "text" / "mine.txt").write_text("not ours", encoding="utf-8")
    run([tmp_path / "b.txt"], tmp_path / "out", settings=QUICK)
    assert sorted(file.name for file in (tmp_path / "out" / "text").iterdir()) == ["b.txt", "mine.txt"]


def test_pages_are_those_of_the_place(tmp_path: Path) -> None:
    text = "題\n\n1 背景\n\n両国は2023年に戦略的な協力を進めることで\f合意した。面積は2024年に10倍となった。\f"
    (tmp_path / "r.txt").write_text(text, encoding="utf-8")
    run([tmp_path / "r.txt"], tmp_path / "out", settings=QUICK)
    assert [row["pages"] for row in rows(tmp_path / "out" / "documents.csv")] == ["2"]
    assert [(row["text"], row["page"]) for row in rows(tmp_path / "out" / "dates.csv")] == [("2023年", "1"), ("2024年", "2")]
