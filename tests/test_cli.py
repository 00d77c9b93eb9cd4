"""The command line as people use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline import parse
from pipeline.cli import cli, whole
from pipeline.engine import run as engine_run
from pipeline.tables import schema
from tests.engine.engines import here

TEXT = "海の秩序\n\n1 背景\n\n2024年3月5日、中国とロシアは北京で会談した¹。\n\n注\n\n- 1 「題」『人民日报』2024年3月6日。\n"


def call(*arguments: str, stdin: str = "") -> Result:
    return CliRunner().invoke(cli, arguments, input=stdin)


@pytest.mark.model
def test_run_prints_lines_when_piped_and_a_summary(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    result = call("run", str(tmp_path / "r.txt"), "-o", str(tmp_path / "out"), "--no-cache")
    assert result.exit_code == 0, result.output
    assert "[1/1] r.txt" in result.stderr
    assert "1 documents" in result.stdout
    counts = {name: int(count) for name, count in re.findall(r"^  (\w+) +([0-9]+)", result.stdout, re.M)}
    assert (counts["events"], counts["claims"], counts["notes"]) == (1, 1, 1)
    assert "(1 linked to their markers)" in result.stdout
    assert not (tmp_path / "out" / ".cache").exists()


@pytest.mark.model
def test_run_with_a_bad_file_exits_with_1_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", str(tmp_path / "r.txt"), str(tmp_path / "none.txt"), "-o", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "failed: none.txt: there is no such file" in done.stdout
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out" / "sentences.csv").exists()


def test_errors_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = call("run", str(tmp_path / "empty"), "-o", str(tmp_path / "out"))
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert "no reports in this folder" in result.stderr
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    assert "not an ISO date" in call("run", str(tmp_path / "r.txt"), "--reference-date", "soon").stderr
    assert "not installed" in call("run", str(tmp_path / "r.txt"), "-o", str(tmp_path / "out"), "--model", "ja_none", "--no-cache").output


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs in this process and without GiNZA."""
    monkeypatch.setattr(parse, "parse", lambda *_, **__: [])
    monkeypatch.setattr(engine_run, "_local", lambda settings, debug: here)


def test_status_tells_state_and_reason(tmp_path: Path, quick: None) -> None:
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    out = str(tmp_path / "out")
    assert "nids-pipeline run" in call("status", out).stderr
    assert call("run", str(tmp_path / "r.txt"), str(tmp_path / "bad.txt"), "-o", out).exit_code == 1
    result = call("status", out)
    assert result.exit_code == 0
    heading, _, first, second, last = result.stdout.splitlines()
    assert heading == "2 documents: 1 failed, 1 ok"
    assert first.split()[:4] == ["bad", "failed", "read", "1"]
    assert first.endswith("the file is empty")
    assert second.split()[:2] == ["r", "ok"]
    assert "local, 2 of 2 to do done (finished)" in last
    told = json.loads(call("status", out, "--json").stdout)
    assert [(d["doc_id"], d["state"], d["outcome"]["status"]) for d in told["documents"]] == [
        ("bad", "done", "failed"),
        ("r", "done", "ok"),
    ]
    assert told["runs"][0]["failed"] == 1


def test_a_second_run_says_what_was_new(tmp_path: Path, quick: None) -> None:
    (tmp_path / "r.txt").write_text(TEXT, encoding="utf-8")
    arguments = ("run", str(tmp_path / "r.txt"), "-o", str(tmp_path / "out"))
    assert ", " not in call(*arguments).stdout.splitlines()[0]
    assert "none of them new or changed" in call(*arguments).stdout
    assert "new or changed" not in call(*arguments, "--force").stdout


def test_watch_once_takes_what_is_complete(tmp_path: Path, quick: None) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    arguments = ("watch", str(raw), "-o", str(tmp_path / "out"), "--once", "--settled", "60")
    assert call(*arguments).exit_code == 0
    assert not (tmp_path / "out").exists()
    for name, age in (("old.txt", 100), ("new.txt", 0)):
        (raw / name).write_text(TEXT, encoding="utf-8")
        os.utime(raw / name, (time.time() - age,) * 2)
    result = call(*arguments)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (0, "not complete yet: new.txt")
    assert "1 of 1 documents were new or changed" in result.stdout
    os.utime(raw / "new.txt", (time.time() - 100,) * 2)
    assert "1 of 2 documents were new or changed" in call(*arguments).stdout
    (raw / "bad.txt").write_bytes(b"")
    os.utime(raw / "bad.txt", (time.time() - 100,) * 2)
    result = call(*arguments)
    assert (result.exit_code, "failed: bad.txt: the file is empty" in result.stdout) == (1, True)


def test_the_scheduler_is_dasks(tmp_path: Path) -> None:
    assert "--scheduler needs --engine dask" in call("run", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1").stderr


def test_schema_names_every_table_and_column() -> None:
    printed = call("schema").stdout
    for table in schema.TABLES:
        assert f"{table.name}.csv: one row per {table.row}" in printed
        assert all(column.description in printed for column in table.columns)
    package = json.loads(call("schema", "--json").stdout)
    assert [resource["name"] for resource in package["resources"]] == [table.name for table in schema.TABLES]


def test_annotate_keeps_id_text_and_reference() -> None:
    lines = [{"id": "a", "text": "昨年3月、3人が会談した。", "reference": "2024-06-19"}, {"id": 2, "text": "何もない。"}]
    result = call("annotate", "--layers", "dates,quantities", stdin="\n".join(json.dumps(line) for line in lines) + "\n")
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert {key: first[key] for key in lines[0]} == lines[0]
    assert [(d["text"], d["start"], d["end"], d["type"], d["value"], d["mod"]) for d in first["dates"]] == [
        ("昨年3月", 0, 4, "DATE", "2023-03", "")
    ]
    assert [(q["text"], q["value"], q["value_max"], q["unit"]) for q in first["quantities"]] == [("3人", 3, None, "人")]
    assert (second["id"], second["dates"], second["quantities"]) == (2, [], [])
    assert "entities" not in first


@pytest.mark.parametrize(
    ("stdin", "message"), [("{", "line 1 of the input is not JSON"), ('\n{"id": 1}', 'line 2 of the input is not an object with a "text"')]
)
def test_annotate_tells_the_line_at_fault(stdin: str, message: str) -> None:
    result = call("annotate", "--layers", "dates", stdin=stdin)
    assert result.exit_code == 1
    assert message in result.stderr


def test_every_command_is_documented() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for name, command in whole().commands.items():
        assert f"nids-pipeline {name}" in readme, f"README.md says nothing of {name}"
        assert command.help
        for parameter in command.params:
            for option in parameter.opts if parameter.param_type_name == "option" else ():
                assert not option.startswith("--") or option == "--help" or f"`{option}" in readme, (
                    f"README.md says nothing of {name} {option}"
                )
