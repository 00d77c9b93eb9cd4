"""nids-pipeline export and import for annotation tools, on the outputs of the sample reports."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.review import decisions

pytestmark = pytest.mark.model


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(one) for one in arguments])


@pytest.fixture
def outputs(sample_outputs: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_outputs, tmp_path / "outputs"))


@pytest.mark.parametrize("form", ["docbin", "label-studio", "doccano"])
def test_untouched_file_decides_nothing(outputs: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "file"
    assert call("export", outputs, "--format", form, "-o", file).exit_code == 0
    result = call("import", file, outputs, "--format", form, "--reviewer", "佐藤")
    assert result.exit_code == 0, result.output
    assert "decisions: none; 0 decided before; 0 not taken" in result.stdout
    assert not (tmp_path / "reviews" / "decisions.csv").exists()


def test_doccano_edited_becomes_decisions_beside_the_outputs(outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "tasks.jsonl"
    assert call("export", outputs, "--format", "doccano", "--document", "sample-memo", "--table", "dates", "-o", file).exit_code == 0
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert {line["doc_id"] for line in lines} == {"sample-memo"}
    assert {label for line in lines for *_, label in line["label"]} <= {"DATE", "TIME", "DURATION", "SET"}
    shown = sum(len(line["label"]) for line in lines)
    edited = next(line for line in lines if len(line["label"]) > 1)
    del edited["label"][0]
    stale = next(line for line in lines if line is not edited and line["label"])
    stale["text"] += "?"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = call("import", file, outputs, "--format", "doccano", "--reviewer", "佐藤", "--accept-unchanged")
    assert result.exit_code == 0, result.output
    kept = decisions.read(tmp_path / "reviews").decisions
    verdicts = [one.verdict for one in kept]
    assert (verdicts.count("reject"), verdicts.count("accept")) == (1, shown - 1 - len(stale["label"]))
    assert {one.reviewer for one in kept} == {"佐藤"}
    assert "does not read any more as it was exported" in result.stderr
    again = call("import", file, outputs, "--format", "doccano", "--reviewer", "佐藤", "--accept-unchanged")
    assert "decisions: none; 1 decided before; 1 not taken" in again.stdout


def test_label_studio_names_the_annotators(outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "tasks.json"
    assert call("export", outputs, "--format", "label-studio", "--document", "sample-memo", "-o", file).exit_code == 0
    assert "<Labels" in (tmp_path / "tasks.xml").read_text(encoding="utf-8")
    exported = json.loads(file.read_text(encoding="utf-8"))
    task = next(task for task in exported if task["predictions"])
    task["annotations"] = [
        {"completed_by": {"id": 3, "email": "b@example.org"}, "updated_at": "2026-01-02", "result": task["predictions"][0]["result"][1:]},
        {"completed_by": 7, "updated_at": "2026-01-01", "result": []},
    ]
    file.write_text(json.dumps(exported), encoding="utf-8")
    result = call("import", file, outputs, "--format", "label-studio")
    assert result.exit_code == 0, result.output
    assert {one.reviewer for one in decisions.read(tmp_path / "reviews").decisions} == {"b@example.org", "annotator 7"}


def test_errors_say_what_to_do(outputs: Path, tmp_path: Path) -> None:
    file = tmp_path / "tasks.jsonl"
    call("export", outputs, "--format", "doccano", "-o", file)
    for arguments, told in [
        (["import", file, outputs, "--format", "doccano"], "name the reviewer with --reviewer"),
        (["import", tmp_path / "none", outputs, "--format", "doccano"], "cannot be read"),
        (["import", file, outputs, "--format", "docbin", "--reviewer", "A"], "no DocBin"),
        (["import", file, outputs, "--format", "doccano", "--reviewer", "A", "--reviews", "s3://bucket/reviews"], "on this machine"),
        (["export", outputs, "--format", "doccano", "--document", "none"], "no document none; there are sample-annual-report"),
        (["export", outputs, "--format", "ris", "--table", "dates"], "not for ris"),
    ]:
        result = call(*arguments)
        assert result.exit_code == 1, result.output
        assert told in result.stderr
