"""The ledger: what it keeps, and that it can be lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from upath import UPath

from pipeline.engine import ledger as ledgers
from pipeline.engine.inputs import Input
from pipeline.engine.ledger import NAME, Ledger, Tables
from pipeline.engine.task import Outcome, Task
from pipeline.model import PipelineError
from pipeline.settings import Settings

DONE = Outcome("a", "a.txt", "k1", "ok", rows={"dates": 3}, problems={"info": 1}, notes_linked=2, seconds=1.5, peak=7)
FAILED = Outcome("b", "b\udcff.txt", "k2", "failed", error="理由", stage="parse")


def task(doc_id: str, key: str, output: Path) -> Task:
    return Task(Input(doc_id, f"{doc_id}.txt", Path(f"{doc_id}\udcff.txt")), key, "", Settings(), output)


def test_a_run_from_begin_to_end(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME) as ledger:
        ledger.wait([task("a", "k1", tmp_path), task("b", "k2", tmp_path)], "p")
        number = ledger.begin("local", 3, 2)
        ledger.working("a", "parse")
        with Ledger(tmp_path / NAME) as other:  # another process may look while this one works
            assert [(e.state, e.stage) for e in other.entries().values()] == [("working", "parse"), ("waiting", "")]
        ledger.finish(DONE, number)
        ledger.finish(FAILED, number)
        ledger.end(number, "finished")
    with Ledger(tmp_path / NAME) as ledger:
        entries = ledger.entries()
        assert [(e.state, e.stage, e.tries, e.outcome) for e in entries.values()] == [("done", "", 1, DONE), ("done", "parse", 1, FAILED)]
        (run,) = ledger.runs()
        assert (run["documents"], run["to_do"], run["done"], run["failed"], run["ended"]) == (3, 2, 1, 1, "finished")


def test_a_run_that_was_stopped_leaves_nothing_working(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME) as ledger:
        ledger.wait([task("a", "k1", tmp_path)], "p")
        number = ledger.begin("local", 1, 1)
        ledger.working("a", "read")
        ledger.end(number, "stopped")
        assert [e.state for e in ledger.entries().values()] == ["waiting"]


def test_tries_are_counted_by_version_and_the_old_outcome_stays(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME) as ledger:
        for key, tries in (("k1", 1), ("k1", 2), ("k9", 1)):
            ledger.wait([task("a", key, tmp_path)], "p")
            if key == "k9":
                assert ledger.entries()["a"].outcome == DONE
            ledger.finish(DONE, 0)
            assert ledger.entries()["a"].tries == tries


def test_forgetting_and_tables(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME) as ledger:
        assert ledger.tables() is None
        ledger.wrote(Tables("h", {"dates": 1}, {"dates.csv": "d"}))
        ledger.wait([task("a", "k", tmp_path), task("b", "k", tmp_path)], "p")
        ledger.forget(["a"])
    with Ledger(tmp_path / NAME) as ledger:
        assert ledger.tables() == Tables("h", {"dates": 1}, {"dates.csv": "d"})
        assert list(ledger.entries()) == ["b"]


@pytest.mark.parametrize("content", [b"not a database", b"SQLite format 3\x00" + b"\xff" * 500, b"\x00" * 8192])
def test_a_damaged_ledger_is_set_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with Ledger(tmp_path / NAME) as ledger:
        assert ledger.entries() == {}
        ledger.wrote(Tables("h", {}, {}))
    assert (tmp_path / NAME).with_suffix(".damaged").read_bytes() == content


def test_a_ledger_of_other_tables_is_set_aside(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / NAME) as db:
        db.execute("CREATE TABLE documents (other TEXT)")
    with Ledger(tmp_path / NAME) as ledger:
        assert ledger.entries() == {}


def test_the_ledger_of_an_object_store_is_put_back(request: pytest.FixtureRequest) -> None:
    output = UPath(f"memory://ledger-{request.node.name}")
    with pytest.raises(PipelineError, match="nids-pipeline run"), ledgers.opened(output, made=False):
        pass
    with pytest.raises(KeyboardInterrupt):
        _interrupted(output)
    with ledgers.opened(output, made=False) as ledger:
        assert ledger.tables() == Tables("h", {}, {})
    with pytest.raises(PipelineError, match="lost"):
        _interrupted(output, allowed=_lost)


def _interrupted(output: UPath, **how: Callable[[], None]) -> None:
    with ledgers.opened(output, **how) as ledger:
        ledger.wrote(Tables("h", {}, {}))
        raise KeyboardInterrupt


def _lost() -> None:
    raise PipelineError("the lock is lost")
