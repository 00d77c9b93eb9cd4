"""How far a run is: a bar with document, stage and time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from pipeline.commands.terminal import visible
from pipeline.engine.inputs import Input

if TYPE_CHECKING:
    from rich.progress import Progress

# Share of a document's time at which each stage begins; parsing with GiNZA is by far the longest.
_BEGINS = {"read": 0.0, "structure": 0.01, "parse": 0.02, "extract": 0.9, "notes": 0.97, "done": 1.0}
_LENGTH = {"parse": 0.88}


class Shown:
    """Progress on `stream` while a `with` block runs: `begin` takes the inputs, `report` each step."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._shares: dict[str, float] = {}
        self._weights: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._bar: Progress | None = None
        self._task: Any = 0

    def __enter__(self) -> Shown:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Takes the bar away."""
        if self._bar:
            self._bar.stop()

    @property
    def expected(self) -> int:
        """How many inputs there are to process."""
        return len(self._shares)

    @property
    def finished(self) -> int:
        """How many of them are done."""
        return sum(done == 1 for done in self._shares.values())

    def begin(self, inputs: Sequence[Input]) -> None:
        """Takes the inputs there are and starts the bar."""
        self._names = {item.doc_id: item.name for item in inputs}
        self._weights = {item.doc_id: max(1, item.size or 1) for item in inputs}
        self._shares = dict.fromkeys(self._weights, 0.0)
        if self._stream.isatty():
            self._bar = _bar(self._stream)
            self._task = self._bar.add_task("", total=sum(self._weights.values()))
            self._bar.start()

    def report(self, doc_id: str, stage: str, share: float) -> None:
        """Takes one step of one input."""
        name = self._names.get(doc_id, doc_id)
        before = self._shares.get(doc_id, 0.0)
        self._shares[doc_id] = min(1.0, _BEGINS[stage] + share * _LENGTH.get(stage, 0.0))
        if self._bar:
            weighed = sum(self._weights[one] * done for one, done in self._shares.items())
            self._bar.update(self._task, completed=weighed, description=f"{visible(name)}: {stage}")
        elif stage == "done" and before < 1:
            print(f"[{self.finished}/{len(self._shares)}] {visible(name)}", file=self._stream, flush=True)


def _bar(stream: TextIO) -> Progress:
    from rich.console import Console  # a run that writes to a file needs none of it
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=Console(file=stream), transient=True)
