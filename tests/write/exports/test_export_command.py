"""`nids-pipeline export` of tables: what is written where, and what it refuses."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import cli
from pipeline.write.exports import EXPORTS, FOLDERS, STREAMED
from tests.write.exports.folders import TEXTS

QUICK = [form for form in EXPORTS if form != "conllu"]  # which parses


def export(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


@pytest.mark.parametrize("form", QUICK)
def test_a_file_or_a_folder_is_written(hostile: Path, tmp_path: Path, form: str) -> None:
    target = tmp_path / "new" / "made"
    done = export(hostile, "--format", form, "-o", target)
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.splitlines()[-1].startswith(str(target))
    assert done.stderr.endswith(" written\n")
    assert target.is_dir() == (form in FOLDERS)
    beside = ["made", "made.metadata.json"] if form == "sqlite" else ["made"]
    assert sorted(file.name for file in target.parent.iterdir()) == beside
    assert export(hostile, "--format", form, "-o", target).exit_code == 0  # again, over it


@pytest.mark.parametrize("form", EXPORTS)
def test_standard_output_is_for_text(hostile: Path, form: str) -> None:
    if form not in STREAMED:
        for dash in ([], ["-o", "-"]):
            done = export(hostile, "--format", form, *dash)
            assert done.exit_code == 1
            assert done.stderr.startswith(f"Error: --format {form} is written to a f")
    elif form != "conllu":
        done = export(hostile, "--format", form)
        assert done.exit_code == 0
        assert done.stdout_bytes == export(hostile, "--format", form, "-o", "-").stdout_bytes != b""


def test_only_some_documents(hostile: Path) -> None:
    done = export(hostile, "--format", "jsonl", "--document", "doc-3", "--document", "doc-1")
    assert [json.loads(line)["doc_id"] for line in done.stdout.split("\n")[:-1]] == ["doc-1", "doc-3"]
    unknown = export(hostile, "--format", "jsonl", "--document", "doc-x")
    assert unknown.exit_code == 1
    assert f"doc-x: no document of {hostile} has this id; it has doc-0, " in unknown.stderr
    assert f"({len(TEXTS)} in all)" in unknown.stderr


BROKEN = [
    ("dates", lambda data: None, "no such table; make it with nids-pipeline run"),
    ("dates", lambda data: data.replace(b"mention_id", b"id", 1), "has not the columns of this version"),
    ("dates", lambda data: data.replace(b",0.1,", b",much,", 1), "line 2: score is no number: 'much'"),
    ("notes", lambda data: data.replace(b"doc-0:notes", b"", 1), "line 2: note_id is empty"),
    ("documents", lambda data: data[:-1] + b",\n", " cells, not 21"),
    ("documents", lambda data: data + b"\xff\n", "is no UTF-8 CSV"),
]


@pytest.mark.parametrize(("name", "change", "reason"), BROKEN, ids=[reason for *_, reason in BROKEN])
@pytest.mark.parametrize("form", QUICK)
def test_broken_tables_change_nothing(hostile: Path, tmp_path: Path, form: str, name: str, change, reason: str) -> None:  # type: ignore[no-untyped-def]
    folder = shutil.copytree(hostile, tmp_path / "outputs")
    file = folder / f"{name}.csv"
    data = change(file.read_bytes())
    if data is None:
        file.unlink()
    else:
        file.write_bytes(data)
    done = export(folder, "--format", form, "-o", tmp_path / "made")
    assert done.exit_code == 1
    assert f"{name}.csv: " in done.stderr
    assert reason in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*") if folder not in (path, *path.parents)) in ([], ["made"])
    assert not (tmp_path / "made").exists() or list((tmp_path / "made").iterdir()) == []


@pytest.mark.parametrize("form", ["sqlite", "duckdb", "jsonld"])
def test_two_rows_of_one_key_are_refused(hostile: Path, tmp_path: Path, form: str) -> None:
    folder = shutil.copytree(hostile, tmp_path / "outputs")
    file = folder / "sections.csv"
    file.write_bytes(file.read_bytes().replace(b"\ndoc-2:sections,doc-2", b"\ndoc-1:sections,doc-1", 1))
    done = export(folder, "--format", form, "-o", tmp_path / "made")
    assert done.exit_code == 1
    assert "sections.csv: " in done.stderr
    assert "the tables are not of one run" in done.stderr
    assert [file.name for file in tmp_path.iterdir()] == ["outputs"]


def test_options_of_other_formats(hostile: Path) -> None:
    done = export(hostile, "--format", "jsonl", "--table", "dates")
    assert done.exit_code == 1
    assert "--table and --reviews are for docbin, label-studio, doccano, not for jsonl" in done.stderr


def test_every_format_is_documented() -> None:
    text = (Path(__file__).parents[3] / "docs" / "exports.md").read_text("utf-8")
    assert all(f"## `{form}`" in text for form in EXPORTS)
