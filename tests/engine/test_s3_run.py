"""Whole runs with reports and tables in an object store, over its real interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import parse, storage
from pipeline.engine import local
from pipeline.engine.cluster import Dask
from pipeline.engine.ledger import NAME
from pipeline.engine.run import Engine, Result, run
from pipeline.settings import Settings
from pipeline.storage import Place
from tests.engine import poison
from tests.engine.engines import here

QUICK = Settings(cache=False)
ENGINES: dict[str, Engine] = {  # each worker process costs seconds: one is enough to see that what it writes gets there
    "local": local.Processes(workers=1, work=poison.RULES),
    "dask": Dask(workers=1, work=poison.RULES),
}


@pytest.fixture(autouse=True)
def _without_ginza(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "parse", lambda *_, **__: [])


def reports(raw: Place) -> None:
    for number in range(4):
        storage.put(raw / f"{number}.txt", poison.text(number).encode())
    storage.put(raw / "2024" / "empty.txt", b"")


def again(raw: str | Path, out: str | Path, engine: Engine = here) -> Result:
    return run([raw], out, settings=QUICK, engine=engine)


def tables(out: Place) -> dict[str, bytes | None]:
    names = [found.place.name for found in storage.below(out) if found.place.name.endswith(".csv")]
    return {name: storage.get(out / name) for name in names}


@pytest.mark.parametrize("engine", ENGINES)
def test_workers_write_to_the_store(bucket: str, tmp_path: Path, engine: str) -> None:
    reports(tmp_path / "raw")
    reports(storage.place(f"{bucket}/raw"))
    expected = again(tmp_path / "raw", tmp_path / "out")
    result = again(f"{bucket}/raw", f"{bucket}/deep/out", ENGINES[engine])
    assert [(o.doc_id, o.status, o.rows) for o in result.documents] == [(o.doc_id, o.status, o.rows) for o in expected.documents]
    out = storage.place(f"{bucket}/deep/out")
    assert tables(out) == tables(tmp_path / "out")
    assert storage.get(out / "text" / "1.txt") == poison.text(1).encode()


def test_run_after_run_in_a_store(bucket: str, tmp_path: Path) -> None:
    raw, out = storage.place(f"{bucket}/raw"), storage.place(f"{bucket}/out")
    reports(raw)
    assert len(again(str(raw), str(out)).done) == 5
    assert again(str(raw), str(out)).done == ()
    storage.put(raw / "1.txt", poison.text(7).encode())
    storage.remove(raw / "2.txt")
    storage.remove(out / NAME)
    storage.remove(out / "notes.csv")
    result = again(str(raw), str(out))
    assert result.done == ("1",)
    reports(tmp_path / "raw")
    storage.put(tmp_path / "raw" / "1.txt", poison.text(7).encode())
    (tmp_path / "raw" / "2.txt").unlink()
    again(tmp_path / "raw", tmp_path / "out")
    assert tables(out) == tables(tmp_path / "out")
    assert {found.place.parent.parent.name for found in storage.below(out / "parts")} == {o.doc_id for o in result.documents}
