"""The hostile corpus at full size → what became of each file, in how much time and memory; fails where a bound is broken.

`python -m scripts.fuzz.corpus [--scale N] [--size N] [--only WORD …]`: each file goes through all stages but GiNZA in a process
of its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from unittest import mock

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pipeline import parse
from pipeline.engine.document import process
from pipeline.engine.inputs import Input
from pipeline.model import Document
from pipeline.settings import Settings
from tests.hostile import corpus
from tests.hostile.corpus import Case

SECONDS = 20  # of reading; and of all that comes after it, for each CHARACTERS begun
CHARACTERS = 100_000
MEGABYTES = 1_000
_WARM = "海の秩序\n\n1 背景\n\n2024年3月5日、中国の王毅外相は3人と会談し、約3%増と述べた¹。\n\n注\n\n- 1 山田「題」『誌』2020年、3頁。\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file; `faults` are broken bounds."""

    case: Case
    said: str
    faults: tuple[str, ...]
    seconds: float = 0.0
    reading: float = 0.0
    megabytes: int = 0


def main() -> None:
    """Prints a line a file, the worst at the end; exit code 1 where anything is a defect."""
    arguments = _arguments()
    done = []
    for outcome in outcomes(_chosen(arguments)):
        done.append(outcome)
        told = "DEFECT " + "; ".join(outcome.faults) if outcome.faults else outcome.said
        line = f"{outcome.case.id:50} {outcome.seconds:6.1f} s {outcome.reading:6.1f} s reading {outcome.megabytes:5} MB  {told}"
        if outcome.faults or not arguments.quiet:
            print(line[:400], flush=True)
    broken = sum(bool(outcome.faults) for outcome in done)
    slowest, largest = max(done, key=lambda o: o.seconds), max(done, key=lambda o: o.megabytes)
    print(f"slowest {slowest.case.id} {slowest.seconds:.1f} s; largest {largest.case.id} {largest.megabytes} MB")
    print(f"{len(done) - broken} passed, {broken} failed")
    sys.exit(bool(broken))


def outcomes(cases: Iterable[Case]) -> Iterator[Outcome]:
    """Each file in a forked process, which starts with everything loaded."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "file")
        file.write_text(_WARM, encoding="utf-8")
        _process(file)
        context = multiprocessing.get_context("fork")
        for case in cases:
            file.write_bytes(case.make())
            yield _alone(context, case, file)


def _alone(context: Any, case: Case, file: Path) -> Outcome:
    answers, ours = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(case, file, ours))
    begin = time.monotonic()
    worker.start()
    ours.close()
    try:
        if answers.poll(3 * SECONDS):
            return Outcome(case, *answers.recv())
        fault = f"did not end in {3 * SECONDS} s"
    except EOFError:
        fault = "the process died"
    finally:
        worker.kill()
        worker.join()
    return Outcome(case, "", (fault,), time.monotonic() - begin)


def _work(case: Case, file: Path, answers: Any) -> None:
    begin = time.monotonic()
    stages: dict[str, float] = {}
    characters = 0
    try:
        document = _process(file, stages)
        characters = len(document.source_text)
        said, faults = f"{document.status} {document.error}".strip(), corpus.faults(case, document)
    except Exception as error:
        text = str(error).strip().splitlines() or [""]
        said, faults = "", [f"{type(error).__name__}: {' '.join(line.strip() for line in text[-5:])}"]
    spent = time.monotonic() - begin
    reading = stages.get("structure", begin + spent) - begin
    used = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    if reading > SECONDS + 1 or spent - reading > SECONDS * (1 + characters // CHARACTERS):
        faults.append(f"{spent:.0f} s for {characters:,} characters")
    if used > MEGABYTES:
        faults.append(f"{used:,} MB")
    answers.send((said, tuple(faults), spent, reading, used))


def _process(file: Path, stages: dict[str, float] | None = None) -> Document:
    """All stages but GiNZA; `stages` takes when each began."""
    begun = {} if stages is None else stages

    def note(stage: str, share: float, chars: int) -> None:
        begun.setdefault(stage, time.monotonic())

    with mock.patch.object(parse, "parse", return_value=[]):
        return process(Input("d", "d", file), Settings(), None, note)


def _chosen(arguments: argparse.Namespace) -> list[Case]:
    every = chain(corpus.encoded(), corpus.formatted(arguments.scale), corpus.plain(arguments.size))
    return [case for case in every if not arguments.only or any(word in case.id for word in arguments.only)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.fuzz.corpus", description=__doc__)
    parser.add_argument("--scale", type=int, default=1, help="how much larger than in the tests formatted files are")
    parser.add_argument("--size", type=int, default=120_000, help="characters of each plain text")
    parser.add_argument("--only", nargs="+", default=(), metavar="WORD", help="files whose name holds one of these")
    parser.add_argument("--quiet", action="store_true", help="print defects alone")
    return parser.parse_args()


if __name__ == "__main__":
    main()
