"""What workers do in the tests of engines: what the first line of a file says may happen to a process, and quick kinds of work.

`python -m tests.engine.poison` is the command line with such work.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial, partialmethod
from pathlib import Path
from typing import Any

from pipeline import cli, parse
from pipeline.engine import local
from pipeline.engine import work as engine_work
from pipeline.engine.document import Progress
from pipeline.engine.inputs import Input
from pipeline.engine.run import Engine
from pipeline.engine.task import Outcome, Task
from pipeline.model import Document, Problem
from pipeline.read import read
from pipeline.settings import Settings

QUICK = "tests.engine.poison:quick"
RULES = "tests.engine.poison:rules"
REPORT = "海の秩序{number}\n\n1 背景\n\n{year}年3月5日、両国は北京で会談した¹。面積は{number}平方キロに及ぶ。\n\n注\n\n- 1 「題」『人民日報』2024年3月6日。\n"
_MARK = "毒:"


def text(number: int, does: str = "nothing") -> str:
    """A small report unlike those of other numbers; `does` names in `DOES` what happens to the process that works on it."""
    return f"{_MARK}{does}\n\n" + REPORT.format(year=1950 + number, number=100 + number)


def write(folder: Path, number: int, does: str = "nothing") -> Path:
    """The small report as a file. All have the same size, so that engines take them in the order of their numbers."""
    folder.mkdir(exist_ok=True)
    file = folder / f"r{number:03}.txt"
    file.write_text(text(number, does) + "." * (16 - len(does)), encoding="utf-8")
    return file


def engine(workers: int, work: str = QUICK) -> Engine:
    """The engine of this machine with another kind of work."""
    return local.Processes(workers=workers, work=work)


def quick(task: Task, progress: Progress) -> Outcome:
    """A document of its file's text and lines, without any rule: loads in no time, writes and fails like all work."""
    engine_work.process = _lines
    return engine_work.work(task, progress)


def rules(task: Task, progress: Progress) -> Outcome:
    """The true work with nothing in the place of GiNZA."""
    parse.parse = partial(_parsed, _does(task.item.path.read_text(encoding="utf-8")))
    return engine_work.work(task, progress)


def _lines(item: Input, settings: Settings, cache: Path | None, progress: Progress) -> Document:
    source = read(item.path, doc_id=item.doc_id, name=item.name, settings=settings)
    for stage in ("structure", "parse"):
        progress(stage, 0.0, len(source.text))
    DOES[_does(source.text)]()
    problems = tuple(Problem("info", "line", line) for line in source.text.splitlines())
    document = Document(item.doc_id, item.name, status="ok", sha256=source.sha256, media_type=source.media_type, problems=problems)
    return replace(document, chars=len(source.text), source_text=source.text)


def _parsed(does: str, *_: Any, **__: Any) -> Iterator[Any]:
    DOES[does]()
    return iter(())


def _does(words: str) -> str:
    first = words.partition("\n")[0]
    return first.removeprefix(_MARK) if first.startswith(_MARK) else "nothing"


def _raise() -> None:
    raise RuntimeError("poison")


def _hang() -> None:
    while True:
        time.sleep(60)


def _eat() -> None:
    eaten = bytearray(b"x") * 600_000_000
    _hang()
    del eaten


def _breed() -> None:
    subprocess.Popen(["sleep", "3600"])
    _hang()


def _kill(number: int) -> Callable[[], None]:
    return lambda: os.kill(os.getpid(), number)


DOES: dict[str, Callable[[], object]] = {
    "nothing": lambda: None,
    "slow": partial(time.sleep, 0.1),
    "raise": _raise,
    "hang": _hang,
    "breed": _breed,
    "eat": _eat,
    "segfault": _kill(signal.SIGSEGV),
    "kill": _kill(signal.SIGKILL),
    "exit": sys.exit,
    "leave": partial(os._exit, 3),
}


if __name__ == "__main__":  # the command line with quick work
    local.Processes.__init__ = partialmethod(local.Processes.__init__, work=QUICK)
    cli.main()
