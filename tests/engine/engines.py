"""An engine for tests that need no other process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.engine.task import Outcome, Report, Task
from pipeline.engine.work import work


def here(tasks: Sequence[Task], report: Report) -> Iterator[Outcome]:
    """One task after the other in this process; a fault gives a failed document as in a worker."""
    for task in tasks:
        report(task.item.doc_id, "read", 0)
        yield work(task, lambda stage, share, chars: None)
