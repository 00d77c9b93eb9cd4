"""Paths → all tables in an output folder: the whole pipeline as one call."""

from __future__ import annotations

import platform
import threading
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import storage
from pipeline.engine import inputs, local, plan
from pipeline.engine import ledger as ledgers
from pipeline.engine.ledger import Ledger, Tables
from pipeline.engine.lock import Lock
from pipeline.engine.plan import Plan
from pipeline.engine.program import fingerprint, whole
from pipeline.engine.task import Outcome, Report, Task, part
from pipeline.review import decisions
from pipeline.review.outputs import parts as finished
from pipeline.review.outputs import reviews
from pipeline.settings import Settings
from pipeline.storage import Place
from pipeline.write.faults import PartError
from pipeline.write.files import TEXTS, sweep

if TYPE_CHECKING:
    import pandas as pd

Engine = Callable[[Sequence[Task], Report], Generator[Outcome]]


@dataclass(frozen=True, slots=True)
class Result:
    """What the tables hold after a run: each document's outcome, the rows of each table by name, and where the tables are.

    `done` are the documents processed this time; of the others the rows were there.
    """

    documents: tuple[Outcome, ...]
    done: tuple[str, ...]
    rows: dict[str, int]
    output: Place
    seconds: float

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """Documents that could not be processed, this time or before."""
        return tuple(outcome for outcome in self.documents if outcome.status == "failed")

    def frame(self, name: str) -> pd.DataFrame:
        """A table (`dates`) as a DataFrame with typed columns."""
        from pipeline.tables.frames import frame

        return frame(self.output, name)

    @property
    def notes_linked(self) -> int:
        """Notes whose marker was found in the text."""
        return sum(outcome.notes_linked for outcome in self.documents)


def run(
    paths: Path | str | Sequence[Path | str] = Path("raw"),
    output: Path | str = Path("outputs"),
    *,
    settings: Settings | None = None,
    force: bool = False,
    retry_failed: bool = False,
    engine: Engine | None = None,
    ready: Callable[[inputs.Input], bool] | None = None,
    report: Report | None = None,
    begin: Callable[[Sequence[inputs.Input]], None] | None = None,
    debug: bool = False,
) -> Result:
    """Reads every report in `paths` (files, folders, fsspec URLs) and writes all tables to `output`; only what is new or changed is done.

    `force` does everything again, `retry_failed` what failed. `engine` runs tasks elsewhere than in processes of this machine
    (`pipeline.engine.cluster`). A file that is not `ready` stays as it was. `report` is told (doc_id, stage, share of the stage
    done) as the work goes on, `begin` the inputs there is something to do for. With `debug` everything happens in this process
    and a fault is raised. A report that cannot be processed has the status `failed` and its reason in `Result.documents` and in
    documents.csv. Raises `PipelineError` where there is nothing to read, the output cannot be written or another run works there.
    """
    settings = settings or Settings()
    place = storage.place(output)
    started = datetime.now(UTC)
    engine = engine or _local(settings, debug)
    found = inputs.find([paths] if isinstance(paths, (Path, str)) else paths)
    storage.probe(place)
    with Lock(place) as lock, ledgers.opened(place, allowed=lock.check) as ledger, _early(engine, _new(found, ledger, force, ready)):
        if isinstance(place, Path):
            sweep(place)  # what a run that was killed has left aside
            sweep(place / TEXTS)
        planned = plan.plan(found, settings, place, ledger.entries(), force=force, retry_failed=retry_failed, ready=ready)
        ledger.keep(planned.kept.values())
        if begin and planned.to_do:
            begin([task.item for task in planned.to_do])
        work_on = partial(_carry_out, ledger=ledger, engine=engine, report=report or _silent)
        made = work_on(planned)
        lock.check()
        damaged: set[Place] = set()
        while True:
            try:
                tables = _tables(planned, {**planned.kept, **made}, ledger, place, started)
                break
            except PartError as error:  # the disk has lost something since: that document is done again, once
                if error.folder in damaged:
                    raise
                damaged.add(error.folder)
                storage.remove_tree(error.folder)
                planned = plan.plan(found, settings, place, ledger.entries(), ready=ready)
                made |= work_on(planned)
    outcomes = {**planned.kept, **made}
    seconds = (datetime.now(UTC) - started).total_seconds()
    return Result(tuple(outcomes[doc_id] for doc_id in sorted(outcomes)), tuple(sorted(made)), tables.rows, place, seconds)


def refresh(output: Path | str = Path("outputs"), *, settings: Settings | None = None) -> Result:
    """Writes the tables of an output folder anew as reviewers have decided by now, from the rows that are there; reads no report.

    Of `settings` only `reviews` counts. Rows that another version of the program has made are taken as they are. Raises
    `PipelineError` where no run has been, some of its rows are damaged, or another run works there.
    """
    settings = settings or Settings()
    place = storage.place(output)
    started = datetime.now(UTC)
    finished(place)
    with Lock(place) as lock, ledgers.opened(place, allowed=lock.check) as ledger:
        outcomes = {doc_id: entry.outcome for doc_id, entry in ledger.entries().items() if entry.outcome}
        parts = {doc_id: part(place, doc_id, outcome.key) for doc_id, outcome in outcomes.items()}
        tables = _written(parts, outcomes, decisions.read(reviews(place, settings.reviews)), place, settings, started)
        ledger.wrote(tables)
    seconds = (datetime.now(UTC) - started).total_seconds()
    return Result(tuple(outcomes[doc_id] for doc_id in sorted(outcomes)), (), tables.rows, place, seconds)


def _new(found: Sequence[inputs.Input], ledger: Ledger, force: bool, ready: Callable[[inputs.Input], bool] | None) -> int:
    """How many inputs there is something to do for, as far as that is known before any of them is read."""
    known = set() if force else ledger.entries().keys()
    return sum(item.doc_id not in known and (ready is None or ready(item)) for item in found)


@contextmanager
def _early(engine: Engine, tasks: int) -> Iterator[None]:
    """Processes of this machine load what they need while the tasks are made."""
    if not isinstance(engine, local.Processes):
        yield
        return
    with closing(engine):
        engine.start(tasks)
        yield


def _carry_out(planned: Plan, ledger: Ledger, engine: Engine, report: Report) -> dict[str, Outcome]:
    """Does what is to be done, each outcome noted as it comes: whatever ends the run, what is done is not done again."""
    from pipeline import parse

    if not planned.to_do:
        return {}
    parse.check(planned.settings.model)
    plan.clear_for(planned)
    ledger.wait(planned.to_do, fingerprint())
    number = ledger.begin(getattr(engine, "name", "local"), len(planned.tasks), len(planned.to_do))
    stages: dict[str, str] = {}

    def told(doc_id: str, stage: str, share: float) -> None:
        if stage != "done" and stages.get(doc_id) != stage:
            stages[doc_id] = stage
            ledger.working(doc_id, stage)
        report(doc_id, stage, share)

    threading.Thread(target=_ahead, daemon=True).start()
    made: dict[str, Outcome] = {}
    ended = "stopped"
    try:
        with closing(engine(planned.to_do, told)) as outcomes:  # whatever ends this, nobody works on for a run that is over
            for outcome in outcomes:
                ledger.finish(outcome, number)
                made[outcome.doc_id] = outcome
        ended = "finished"
    except Exception:
        ended = "error"
        raise
    finally:
        if ended == "stopped":  # between a document's last row and the word of it
            for outcome in plan.untold(planned, made.keys()):
                ledger.finish(outcome, number)
                report(outcome.doc_id, "done", 1.0)
        ledger.end(number, ended)
    return made


def _ahead() -> None:
    """What writing the tables waits for, done while the workers work: its modules, the program's digest, the system's name."""
    for module in ("pipeline.write.merge", "pipeline.write.datapackage", "pipeline.write.run"):
        import_module(module)
    whole()
    platform.platform()


def _tables(planned: Plan, outcomes: Mapping[str, Outcome], ledger: Ledger, output: Place, started: datetime) -> Tables:
    """Writes the tables anew, unless the last run has written the same and they stand as it left them."""
    decided = decisions.read(reviews(output, planned.settings.reviews))
    written, holds = ledger.tables(), plan.holds(outcomes, decided.digest)
    if written and not planned.to_do and written.holds == holds and _stand(output, written.files):
        return written
    parts = {doc_id: task.part for doc_id, task in planned.tasks.items()}
    tables = _written(parts, outcomes, decided, output, planned.settings, started)
    ledger.wrote(tables)
    ledger.forget(ledger.entries().keys() - planned.tasks.keys())
    plan.clear(output, {(doc_id, part.name) for doc_id, part in parts.items()})
    return tables


def _written(
    parts: Mapping[str, Place],
    outcomes: Mapping[str, Outcome],
    decided: decisions.Decided,
    output: Place,
    settings: Settings,
    started: datetime,
) -> Tables:
    """Writes the tables and run.json; tells what they hold."""
    from pipeline.write.datapackage import datapackage
    from pipeline.write.merge import merge
    from pipeline.write.run import run as run_facts

    merged = merge([parts[doc_id] for doc_id in sorted(parts)], output, {"datapackage.json": datapackage()}, decided)
    tables = Tables(plan.holds(outcomes, decided.digest), dict(merged.rows), dict(merged.files))
    remarks = Counter(remark for outcome in outcomes.values() for remark in outcome.remarks)
    facts = run_facts(settings=settings, started=started, finished=datetime.now(UTC), counts=tables.rows, remarks=remarks)
    storage.put(output / "run.json", facts)
    return tables


def _stand(output: Place, files: dict[str, str]) -> bool:
    """Whether every file of the tables is there; on this machine, whether it also holds what was written."""
    if storage.is_remote(output):
        return all(storage.facts(output / name) for name in files)
    return all(sha256(storage.get(output / name) or b"").hexdigest() == digest for name, digest in files.items())


def _local(settings: Settings, debug: bool) -> Engine:
    if debug:
        return _here
    return local.Processes(workers=settings.workers)


def _here(tasks: Sequence[Task], report: Report) -> Generator[Outcome]:
    """One task after the other in this process, where a fault can be looked at."""
    from pipeline.engine import work

    for task in tasks:
        doc_id = task.item.doc_id
        outcome = work.work(task, lambda stage, share, chars, doc_id=doc_id: report(doc_id, stage, share), debug=True)  # type: ignore[misc]
        report(doc_id, "done", 1.0)
        yield outcome


def _silent(doc_id: str, stage: str, share: float) -> None:
    """Progress that nobody asked for."""
