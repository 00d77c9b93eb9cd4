"""Inputs, settings and what there is already → what is to be done, and what is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import storage
from pipeline.engine import inputs
from pipeline.engine.inputs import Input
from pipeline.engine.ledger import Entry
from pipeline.engine.program import fingerprint, whole
from pipeline.engine.task import MARK, PARTS, Outcome, Task, part
from pipeline.model import PipelineError
from pipeline.settings import Settings
from pipeline.storage import Place

Version = tuple[str, str]  # a document's id and the name of its part's folder

# Settings that no document's rows depend on; a document that they have failed is tried again when asked for.
_HOW = ("workers", "cache", "cache_dir", "cache_bytes", "document_seconds", "document_memory", "reviews")


@dataclass(frozen=True, slots=True)
class Plan:
    """Every input with its task; `kept` has the outcomes of those whose rows are there. Tasks to do come largest first."""

    settings: Settings
    tasks: Mapping[str, Task]
    kept: Mapping[str, Outcome]
    to_do: Sequence[Task]


def holds(outcomes: Mapping[str, Outcome], reviews: str) -> str:
    """A digest of the versions of all documents, what became of them, what reviewers decided (`reviews`, a digest of it), and the program.

    The tables of two equal ones are equal.
    """
    became = [
        [doc_id, outcome.key, outcome.status, outcome.error, sorted(outcome.rows.items())] for doc_id, outcome in sorted(outcomes.items())
    ]
    return hashlib.sha256(json.dumps([whole(), became, reviews]).encode("ascii")).hexdigest()


def plan(
    found: Sequence[Input],
    settings: Settings,
    output: Place,
    known: Mapping[str, Entry],
    *,
    force: bool = False,
    retry_failed: bool = False,
    ready: Callable[[Input], bool] | None = None,
) -> Plan:
    """What to do with each input: nothing where a whole part of the same version is there, unless `force` or a failure to try again.

    An input that is not `ready` stays as it was, and is left out where it was not there before.
    """
    cache = _cache(settings, output)
    marks = marked(output)
    tasks: dict[str, Task] = {}
    kept: dict[str, Outcome] = {}
    for item in found:
        entry = known.get(item.doc_id)
        if ready is None or ready(item):
            held = inputs.identity(item)
            task = Task(item, key(item, held, settings), held, settings, output, cache)
            outcome = None if force or (item.doc_id, task.part.name) not in marks else _outcome(task, entry)
            again = outcome is None or (retry_failed and outcome.status == "failed")
        else:
            outcome = entry.outcome if entry else None
            if outcome is None or (item.doc_id, part(output, item.doc_id, outcome.key).name) not in marks:
                continue
            task, again = Task(item, outcome.key, "", settings, output, cache), False
        tasks[item.doc_id] = task
        if outcome and not again:
            kept[item.doc_id] = outcome
    to_do = sorted(
        (task for doc_id, task in tasks.items() if doc_id not in kept), key=lambda task: (-(task.item.size or 0), task.item.doc_id)
    )
    return Plan(settings, tasks, kept, to_do)


def key(item: Input, held: str, settings: Settings) -> str:
    """Everything a document's rows depend on, as one digest; `held` tells what its file holds."""
    what = {name: value for name, value in asdict(settings).items() if name not in _HOW}
    parts = [item.doc_id, item.name, item.shared_name, held, what, fingerprint()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode("ascii")).hexdigest()


def untold(planned: Plan, told: Set[str]) -> list[Outcome]:
    """The outcomes that stand whole in their parts, of documents to do that are not among those `told` of."""
    marks = marked(planned.to_do[0].output) if planned.to_do else set()
    tasks = (task for task in planned.to_do if task.item.doc_id not in told and (task.item.doc_id, task.part.name) in marks)
    return [outcome for task in tasks if (outcome := _outcome(task, None))]


def marked(output: Place) -> set[Version]:
    """The parts that are whole."""
    if isinstance(output, Path):
        return {_version(mark) for mark in (output / PARTS).glob(f"*/*/{MARK}")}
    return {_version(found.place) for found in storage.below(output / PARTS) if found.place.name == MARK}


def clear(output: Place, keep: Set[Version]) -> None:
    """Removes all parts but those named: versions that no table needs and what a killed run left half-written."""
    for doc_id, name in sorted(_folders(output) - keep):
        storage.remove_tree(output / PARTS / doc_id / name)
    if isinstance(output, Path):
        for folder in (output / PARTS).glob("*"):
            with suppress(OSError):  # only an empty one goes
                folder.rmdir()


def _folders(output: Place) -> set[Version]:
    """All parts, whole or not."""
    if isinstance(output, Path):
        return {(folder.parent.name, folder.name) for folder in (output / PARTS).glob("*/*")}
    return {_version(found.place) for found in storage.below(output / PARTS)}


def _version(file: Place) -> Version:
    """The part that a file stands in."""
    return file.parent.parent.name, file.parent.name


def clear_for(planned: Plan) -> None:
    """Removes what stands where a task will write: a part that is made again, or half of one."""
    for task in planned.to_do:
        if not isinstance(task.part, Path) or task.part.exists():
            storage.remove_tree(task.part)


def _outcome(task: Task, entry: Entry | None) -> Outcome | None:
    """The outcome the ledger knows, or that of the part's own mark; None where neither can be read."""
    if entry and entry.outcome and entry.outcome.key == task.key:
        return entry.outcome
    try:
        outcome = Outcome.from_json(storage.get(task.part / MARK) or b"")
    except PipelineError:
        return None
    return outcome if outcome.key == task.key else None


def _cache(settings: Settings, output: Place) -> Path | None:
    """The file of parses: beside the tables, or where the settings say. On an object store there is none of its own."""
    if not settings.cache:
        return None
    if settings.cache_dir:
        return Path(settings.cache_dir) / "parses.sqlite"
    return output / ".cache" / "parses.sqlite" if isinstance(output, Path) else None
