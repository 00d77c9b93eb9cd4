"""Worker processes that are started before their tasks are known: which there are, and that none is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import psutil
import pytest

from pipeline.engine import inputs
from pipeline.engine.local import Processes
from pipeline.engine.run import run
from pipeline.model import PipelineError
from pipeline.settings import Settings
from tests.engine import poison

SETTINGS = Settings(cache=False)


class Watched(Processes):
    """Tells for how many tasks it was started, and which processes there were when the first task was done."""

    def __init__(self, workers: int = 2) -> None:
        super().__init__(workers=workers, work=poison.QUICK)
        self.started: list[int] = []

    def start(self, tasks: int) -> None:
        self.started.append(tasks)
        super().start(tasks)


def offspring() -> set[psutil.Process]:
    return set(psutil.Process().children())


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    for number in range(3):
        poison.write(tmp_path / "raw", number)
    return tmp_path / "raw"


@pytest.mark.parametrize(("workers", "tasks", "processes"), [(2, 5, 2), (3, 1, 1), (2, 0, 0), (1, 4, 1)])
def test_as_many_are_started_as_there_will_be_tasks_for(workers: int, tasks: int, processes: int) -> None:
    before = offspring()
    engine = Processes(workers=workers, work=poison.QUICK)
    engine.start(tasks)
    engine.start(tasks)  # they are there already
    assert len(offspring() - before) == processes
    engine.close()
    assert offspring() == before


@pytest.mark.parametrize("ahead", [0, 1, 2, 4])
def test_those_started_do_the_tasks_and_the_others_go(ahead: int, raw: Path, tmp_path: Path) -> None:
    before = offspring()
    seen: set[int] = set()

    class Early(Processes):
        def start(self, tasks: int) -> None:
            super().start(ahead)
            seen.update(process.pid for process in offspring() - before)

    working: list[set[int]] = []
    run(
        raw,
        tmp_path / "out",
        settings=SETTINGS,
        engine=Early(workers=4, work=poison.QUICK),
        report=lambda *_: working.append({process.pid for process in offspring() - before}),
    )
    assert len(seen) == ahead
    assert len(working[0]) == 3
    assert len(working[0] & seen) == min(ahead, 3)
    assert offspring() == before


def test_none_is_started_where_nothing_may_have_to_be_done(raw: Path, tmp_path: Path) -> None:
    engine = Watched()
    again: Callable[..., object] = partial(run, raw, tmp_path / "out", settings=SETTINGS, engine=engine)
    again()
    again()
    poison.write(raw, 1, "slow")  # changed: that shows when it is read
    again()
    poison.write(raw, 3)
    again()
    again(force=True)
    poison.write(raw, 4)
    again(ready=lambda item: False)
    assert engine.started == [3, 0, 0, 1, 4, 0]


def broken(found: Sequence[inputs.Input]) -> None:
    raise KeyboardInterrupt


def test_a_run_that_ends_before_its_first_task_leaves_none(raw: Path, tmp_path: Path) -> None:
    before = offspring()
    with pytest.raises(KeyboardInterrupt):
        run(raw, tmp_path / "out", settings=SETTINGS, engine=Watched(), begin=broken)
    with pytest.raises(PipelineError, match="not installed"):
        run(raw, tmp_path / "out", settings=Settings(model="no_such_model"), engine=Watched())
    assert offspring() == before
