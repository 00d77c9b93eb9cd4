"""The program as a user runs it → what each run takes as a whole process, beside bare GiNZA: one report, two workers, growth.

A round is every command once, one after the other, so that a slow moment of the machine falls on all of them alike.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.model import Source
from scripts.bench import corpus
from scripts.bench.processes import Failed, Spent, spend

MODEL = "ja_ginza"
BARE, BARE_ONE = "bare GiNZA", "bare GiNZA, OMP_NUM_THREADS=1"
COLD, WARM, NOTHING = "cold", "warm cache", "nothing to do"
ONE, TWO, DASK = "1 worker", "2 workers", "Dask, 2 workers"
SIDE = "2 runs side by side, half the reports each"  # what two processes that know nothing of each other reach on this machine
START = "start-up"
_BARE = Path(__file__).with_name("bare.py")
# A name, a date, a measure, a sum of money and a note: loads all that a report loads, and costs next to nothing more.
_TINY = """2023年8月、露海軍の艦艇3隻が約340万km²の海域を翌月上旬まで20ノットで航行し、費用は5億ドルに上った¹。

注

¹ 佐藤『海の本』（汐見書房、2021年）18-22頁。
"""

Work = Callable[[], Spent]
Spend = Callable[..., Spent]


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured, lengths in samples: the one report, the reports that workers share (number, length), what grows."""

    report: int = 14
    shared: tuple[int, int] = (20, 3)
    documents: tuple[int, ...] = (1, 10, 100)
    lengths: tuple[int, ...] = (1, 4, 16)


FULL = Sizes()
QUICK = Sizes(report=4, shared=(4, 2), documents=(1, 10), lengths=(1, 4))


@dataclass(frozen=True, slots=True)
class Row:
    """One command on so many documents and characters, and what it took in each round; without rounds, why there are none."""

    part: str
    work: str
    documents: int
    chars: int
    spent: tuple[Spent, ...]
    missing: str = ""


class Bench:
    """Corpora and outputs below `folder`; `spend` runs a command and measures it."""

    def __init__(self, folder: Path, *, spend: Spend = spend) -> None:
        self._folder = folder
        self._spend = spend
        self._made = count(1)
        self._last = folder

    def rows(self, sizes: Sizes, rounds: int, report: tuple[Path, Source] | None = None) -> list[Row]:
        """Every part in turn; `report` (its file, and what was read from it) takes the place of the one that is made."""
        self._spend(
            [*_RUN, str(_written(self._folder / "first.txt", _TINY)), "-o", str(self._output())], self._folder
        )  # fills the disk's cache
        return [*self._report(sizes, rounds, report), *self._shared(sizes, rounds), *self._growth(sizes, rounds)]

    def _report(self, sizes: Sizes, rounds: int, report: tuple[Path, Source] | None) -> list[Row]:
        """A report with nothing kept, with its parses kept, with everything kept, beside GiNZA alone on its lines."""
        if report:
            file, text = report[0].absolute(), report[1].text
        else:
            text = corpus.report(sizes.report)
            file = _written(self._folder / "report.txt", text)
        lines = _written(self._folder / "lines.txt", text)
        bare = [sys.executable, str(_BARE), MODEL, str(lines)]
        works: dict[str, Work] = {
            BARE: partial(self._spend, bare, self._folder),
            BARE_ONE: partial(self._spend, bare, self._folder, {"OMP_NUM_THREADS": "1"}),
            COLD: partial(self._run, file),
            WARM: partial(self._again, file, "--force"),
            NOTHING: partial(self._again, file),
        }
        return _rows("one report", works, rounds, dict.fromkeys(works, (1, len(text))))

    def _shared(self, sizes: Sizes, rounds: int) -> list[Row]:
        """The same reports by one worker, by two, by two runs of which each has half, by two of a Dask cluster on this machine."""
        folder = self._folder / "shared"
        size = (sizes.shared[0], corpus.write(folder, corpus.long_reports(*sizes.shared)))
        works: dict[str, Work] = {
            ONE: partial(self._run, folder, "--workers", "1"),
            TWO: partial(self._run, folder, "--workers", "2"),
            SIDE: partial(self._side_by_side, _halves(folder)),
        }
        if find_spec("distributed"):
            works[DASK] = partial(self._run, folder, "--engine", "dask", "--workers", "2")
        rows = _rows("workers", works, rounds, dict.fromkeys(works, size))
        return rows if DASK in works else [*rows, Row("workers", DASK, *size, (), "not installed")]

    def _growth(self, sizes: Sizes, rounds: int) -> list[Row]:
        """More and more reports, and a longer and longer one, by one worker; before them, hardly any text at all."""
        works: dict[str, Work] = {START: partial(self._run, _written(self._folder / "tiny.txt", _TINY), "--workers", "1")}
        amounts = {START: (1, len(_TINY))}
        for documents in sizes.documents:
            folder, name = self._folder / f"documents-{documents}", f"{documents:,} document{'s' if documents > 1 else ''}"
            amounts[name] = (documents, corpus.write(folder, corpus.reports(documents)))
            works[name] = partial(self._run, folder, "--workers", "1")
        for times in sizes.lengths:
            text, name = corpus.report(times), f"a report {times} × as long"
            amounts[name] = (1, len(text))
            works[name] = partial(self._run, _written(self._folder / f"length-{times}.txt", text), "--workers", "1")
        return _rows("growth", works, rounds, amounts)

    def _side_by_side(self, halves: Sequence[Path]) -> Spent:
        """A run of one worker for each folder, all at once: wall time until the last has ended, the rest summed up."""
        outputs = [self._output() for _ in halves]
        commands = [[*_RUN, str(half), "-o", str(output), "--workers", "1"] for half, output in zip(halves, outputs, strict=True)]
        with ThreadPoolExecutor(len(commands)) as pool:
            spent = list(pool.map(lambda command: self._spend(command, self._folder), commands))
        return Spent(
            max(one.wall for one in spent),
            sum(one.processor for one in spent),
            sum(one.whole for one in spent),
            max(one.largest for one in spent),
        )

    def _run(self, given: Path, *options: str) -> Spent:
        """A run into a new output folder."""
        self._last = self._output()
        return self._again(given, *options)

    def _again(self, given: Path, *options: str) -> Spent:
        """A run into the output folder of the last one."""
        return self._spend([*_RUN, str(given), "-o", str(self._last), *options], self._folder)

    def _output(self) -> Path:
        return self._folder / f"out-{next(self._made)}"


_RUN = (sys.executable, "-m", "pipeline", "run")


def measure(sizes: Sizes, rounds: int, report: tuple[Path, Source] | None = None) -> list[Row]:
    """All rows, measured in a folder of their own, which goes again. Raises `processes.Failed` where the program does not run at all."""
    with TemporaryDirectory(prefix="nids-bench-") as folder:
        return Bench(Path(folder)).rows(sizes, rounds, report)


def _rows(part: str, works: Mapping[str, Work], rounds: int, amounts: Mapping[str, tuple[int, int]]) -> list[Row]:
    """The rows of works measured in turn; one that fails once is told and left out of the rounds that follow."""
    taken: dict[str, list[Spent]] = {name: [] for name in works}
    failed: set[str] = set()
    for number in range(1, rounds + 1):
        for name, work in works.items():
            if name in failed:
                continue
            try:
                taken[name].append(work())
                told = f"{taken[name][-1].wall:.1f} s"
            except Failed as error:
                failed.add(name)
                told = str(error)
            print(f"{part}, round {number} of {rounds}: {name}, {told}", file=sys.stderr, flush=True)
    return [
        Row(part, name, *amounts[name], (), "failed") if name in failed else Row(part, name, *amounts[name], tuple(spent))
        for name, spent in taken.items()
    ]


def _halves(folder: Path) -> list[Path]:
    """Two folders that share the reports of a folder, every other one each."""
    made = []
    for first in (0, 1):
        half = folder.with_name(f"{folder.name}-{first + 1}")
        half.mkdir()
        for file in sorted(folder.iterdir())[first::2]:
            shutil.copy(file, half)
        made.append(half)
    return made


def _written(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def named(rows: Sequence[Row], work: str) -> Row | None:
    """The row of a work; None where it was not measured."""
    return next((row for row in rows if row.work == work and row.spent), None)
