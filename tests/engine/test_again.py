"""Run after run: what is done again, what is kept, what leaves, and that the tables are always those of a fresh run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from upath import UPath

from pipeline import parse
from pipeline.engine import document, plan
from pipeline.engine.inputs import Input
from pipeline.engine.ledger import NAME, Ledger
from pipeline.engine.run import Result, run
from pipeline.engine.task import MARK, Outcome, Report, Task
from pipeline.model import PipelineError
from pipeline.settings import Settings
from pipeline.write import merge as merging
from tests.engine.engines import here
from tests.test_golden import rows

TEXT = "海の秩序\n\n1 背景\n\n{year}年3月5日、中国とロシアは北京で会談した¹。\n\n注\n\n- 1 「題」『人民日報』{year}年3月6日。\n"
QUICK = Settings(cache=False)


@pytest.fixture(autouse=True)
def _without_ginza(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "parse", lambda *_, **__: [])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number, name in enumerate("abc"):
        write(folder / f"{name}.txt", 2001 + number)
    (folder / "d.txt").write_bytes(b"")
    return folder


def write(file: Path, year: int) -> None:
    file.write_text(TEXT.format(year=year), encoding="utf-8")


def again(raw: Path, out: Path | UPath, **how) -> Result:
    return run([raw], out, settings=how.pop("settings", QUICK), engine=how.pop("engine", here), **how)


def tables(out: Path) -> dict[str, bytes]:
    """Every file that a reader sees."""
    kept = [file for file in out.rglob("*") if file.is_file() and file.suffix in (".csv", ".txt") and "parts" not in file.parts]
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in kept}


def fresh(raw: Path, tmp_path: Path) -> dict[str, bytes]:
    again(raw, tmp_path / "fresh", force=True)
    return tables(tmp_path / "fresh")


def test_nothing_to_do(raw: Path, tmp_path: Path) -> None:
    first = again(raw, tmp_path / "out")
    assert first.done == ("a", "b", "c", "d")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out").glob("[!.]*.*") if "ledger" not in file.name}
    second = again(raw, tmp_path / "out")
    assert second.done == ()
    assert (second.rows, second.documents) == (first.rows, first.documents)
    assert [outcome.doc_id for outcome in second.failed] == ["d"]
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_only_what_is_new_changed_or_gone(raw: Path, tmp_path: Path) -> None:
    again(raw, tmp_path / "out")
    write(raw / "a.txt", 1990)
    write(raw / "e.txt", 1991)
    (raw / "b.txt").unlink()
    result = again(raw, tmp_path / "out")
    assert result.done == ("a", "e")
    assert [row["doc_id"] for row in rows(tmp_path / "out" / "documents.csv")] == ["a", "c", "d", "e"]
    assert tables(tmp_path / "out") == fresh(raw, tmp_path)
    assert sorted(file.name for file in (tmp_path / "out" / "parts").iterdir()) == ["a", "c", "d", "e"]
    assert all(len(list(part.iterdir())) == 1 for part in (tmp_path / "out" / "parts").iterdir())
    with Ledger(tmp_path / "out" / NAME) as ledger:
        assert list(ledger.entries()) == ["a", "c", "d", "e"]
        assert [(run["done"], run["failed"]) for run in ledger.runs()] == [(2, 0), (3, 1)]


def test_a_file_that_comes_back_as_it_was(raw: Path, tmp_path: Path) -> None:
    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    write(raw / "a.txt", 1990)
    again(raw, tmp_path / "out")
    write(raw / "a.txt", 2001)
    assert again(raw, tmp_path / "out").done == ("a",)
    assert tables(tmp_path / "out") == before


def test_force_and_retry(raw: Path, tmp_path: Path) -> None:
    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    assert again(raw, tmp_path / "out", retry_failed=True).done == ("d",)
    assert again(raw, tmp_path / "out", force=True).done == ("a", "b", "c", "d")
    assert tables(tmp_path / "out") == before
    with Ledger(tmp_path / "out" / NAME) as ledger:
        assert [entry.tries for entry in ledger.entries().values()] == [2, 2, 2, 3]


def test_a_retry_that_is_killed_before_the_tables_are_written(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same version may end otherwise the second time."""
    with monkeypatch.context() as patch:
        patch.setattr(document, "structure", _raises)
        assert len(again(raw, tmp_path / "out").failed) == 4
    with monkeypatch.context() as patch:
        patch.setattr(merging, "merge", _killed)
        with pytest.raises(KeyboardInterrupt):
            again(raw, tmp_path / "out", retry_failed=True)
    assert again(raw, tmp_path / "out").done == ()
    assert tables(tmp_path / "out") == fresh(raw, tmp_path)


def _raises(*_: object, **__: object) -> None:
    raise RuntimeError


def _killed(*_: object) -> None:
    raise KeyboardInterrupt


SETTINGS = [
    (Settings(cache=False, reference_date="2020-01-01"), ("a", "b", "c", "d")),
    (Settings(cache=False, max_chars=4_000_000), ("a", "b", "c", "d")),
    (Settings(cache=False, workers=7, document_seconds=7, document_memory=10**9, cache_dir="x", cache_bytes=7), ()),
]


@pytest.mark.parametrize(("settings", "done"), SETTINGS)
def test_settings_that_can_change_a_row_count(raw: Path, tmp_path: Path, settings: Settings, done: tuple[str, ...]) -> None:
    again(raw, tmp_path / "out")
    assert again(raw, tmp_path / "out", settings=settings).done == done


def test_another_program_reads_everything_again(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again(raw, tmp_path / "out")
    monkeypatch.setattr(plan, "fingerprint", lambda: "another")
    assert again(raw, tmp_path / "out").done == ("a", "b", "c", "d")


def test_another_program_that_reads_alike_only_puts_the_tables_together_again(
    raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(raw, tmp_path / "out")
    facts = (tmp_path / "out" / "run.json").read_bytes()
    monkeypatch.setattr(plan, "whole", lambda: "another")
    assert again(raw, tmp_path / "out").done == ()
    assert (tmp_path / "out" / "run.json").read_bytes() != facts


LOSSES = ["dates.csv", "text/a.txt", NAME, "parts/a", "parts", f"parts/a/*/{MARK}", "datapackage.json"]


@pytest.mark.parametrize("lost", LOSSES)
def test_what_is_lost_is_made_again(raw: Path, tmp_path: Path, lost: str) -> None:
    import shutil

    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    for path in list((tmp_path / "out").glob(lost)):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    result = again(raw, tmp_path / "out")
    assert tables(tmp_path / "out") == before
    assert (tmp_path / "out" / "datapackage.json").exists()
    assert result.done == {"parts": ("a", "b", "c", "d")}.get(lost, ("a",) if "parts" in lost else ())


@pytest.mark.parametrize("change", [b"", b"edited by hand\n"])
def test_a_table_that_was_changed_is_written_again(raw: Path, tmp_path: Path, change: bytes) -> None:
    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    (tmp_path / "out" / "notes.csv").write_bytes(change)
    again(raw, tmp_path / "out")
    assert tables(tmp_path / "out") == before


def test_a_run_that_ends_early_keeps_what_is_done(raw: Path, tmp_path: Path) -> None:
    def stopped(tasks: Sequence[Task], report: Report) -> Iterator[Outcome]:
        yield from here(tasks[:2], report)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        again(raw, tmp_path / "out", engine=stopped)
    assert not list((tmp_path / "out").glob("*.csv"))
    with Ledger(tmp_path / "out" / NAME) as ledger:
        assert ledger.runs()[0]["ended"] == "stopped"
    assert len(again(raw, tmp_path / "out").done) == 2
    assert tables(tmp_path / "out") == fresh(raw, tmp_path)


def test_half_a_part_is_not_a_part(raw: Path, tmp_path: Path) -> None:
    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    (part,) = (tmp_path / "out" / "parts" / "a").iterdir()
    (part / MARK).unlink()
    (part / "dates.parquet").write_bytes(b"half")
    (part / ".left-over.new").write_bytes(b"half")
    assert again(raw, tmp_path / "out").done == ("a",)
    assert tables(tmp_path / "out") == before
    assert not list(part.glob(".*"))


@pytest.mark.parametrize("damage", [b"", b"damaged", None])
def test_parts_that_a_disk_has_damaged_are_made_again(raw: Path, tmp_path: Path, damage: bytes | None) -> None:
    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    for name in ("a", "c"):
        (file,) = (tmp_path / "out" / "parts" / name).glob("*/sentences.parquet")
        file.unlink() if damage is None else file.write_bytes(damage)
    (tmp_path / "out" / "dates.csv").unlink()
    assert again(raw, tmp_path / "out").done == ("a", "c")
    assert tables(tmp_path / "out") == before


def test_a_file_that_is_not_ready_stays_as_it_was(raw: Path, tmp_path: Path) -> None:
    again(raw, tmp_path / "out")
    before = tables(tmp_path / "out")
    write(raw / "a.txt", 1990)
    write(raw / "e.txt", 1991)

    def ready(item: Input) -> bool:
        return item.doc_id not in ("a", "e")

    assert again(raw, tmp_path / "out", ready=ready).done == ()
    assert again(raw, tmp_path / "out", ready=ready, force=True).done == ("b", "c", "d")
    assert tables(tmp_path / "out") == before
    assert again(raw, tmp_path / "out").done == ("a", "e")


def test_a_file_that_changes_under_way_is_a_failure_and_not_a_mixture(raw: Path, tmp_path: Path) -> None:
    def changing(tasks: Sequence[Task], report: Report) -> Iterator[Outcome]:
        write(raw / "a.txt", 1990)
        yield from here(tasks, report)

    result = again(raw, tmp_path / "out", engine=changing)
    assert {o.doc_id: o.error for o in result.failed}["a"] == "the file was changed while the run was going on; run again"
    assert again(raw, tmp_path / "out").done == ("a",)
    assert tables(tmp_path / "out") == fresh(raw, tmp_path)


def test_two_runs_in_one_folder(raw: Path, tmp_path: Path) -> None:
    def second(tasks: Sequence[Task], report: Report) -> Iterator[Outcome]:
        with pytest.raises(PipelineError, match="another run is working here") as told:
            again(raw, tmp_path / "out")
        assert str(os.getpid()) in str(told.value)
        yield from here(tasks, report)

    assert len(again(raw, tmp_path / "out", engine=second).done) == 4


def test_an_object_store_has_the_same_tables(raw: Path, tmp_path: Path) -> None:
    again(raw, tmp_path / "out")
    remote = UPath(f"memory://{tmp_path.name}/outputs")
    assert len(again(raw, remote).done) == 4
    assert {name: (remote / name).read_bytes() for name in tables(tmp_path / "out")} == tables(tmp_path / "out")
    write(raw / "b.txt", 1990)
    assert again(raw, remote).done == ("b",)
    assert again(raw, remote).done == ()
    (remote / NAME).unlink()
    assert again(raw, remote).done == ()
