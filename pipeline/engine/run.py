"""Paths → all tables in an output folder: the whole pipeline as one call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from csv import DictReader
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline import parse
from pipeline.engine import inputs, local
from pipeline.model import Document
from pipeline.settings import Settings
from pipeline.tables import build
from pipeline.write.csv import csv
from pipeline.write.datapackage import datapackage
from pipeline.write.files import probe, write
from pipeline.write.run import run as run_facts

CACHE = Path(".cache") / "parses"  # below the output folder, which may be deleted at any time


@dataclass(frozen=True, slots=True)
class Result:
    """What a run gave: its documents, the rows of each table by name, and where the tables are."""

    documents: tuple[Document, ...]
    rows: dict[str, int]
    output: Path
    seconds: float

    @property
    def failed(self) -> tuple[Document, ...]:
        """Documents that could not be processed."""
        return tuple(document for document in self.documents if document.status == "failed")

    @property
    def notes_linked(self) -> int:
        """Notes whose marker was found in the text."""
        return sum(len(document.links) for document in self.documents)


def run(
    paths: Path | str | Sequence[Path | str] = Path("raw"),
    output: Path | str = Path("outputs"),
    *,
    settings: Settings | None = None,
    report: Callable[[str, str, float], None] | None = None,
    begin: Callable[[list[inputs.Input]], None] | None = None,
    debug: bool = False,
) -> Result:
    """Reads every report in `paths` (files or folders) and writes all tables to `output`.

    `report` is told (input's doc_id, stage, share of the stage done) as the work goes on, and `begin`
    the inputs before it starts. A report that cannot be processed has the status `failed` and its reason in
    `Result.documents` and in documents.csv. Raises `PipelineError` where there is nothing to read or the output cannot be written.
    """
    settings = settings or Settings()
    folder = Path(output)
    started = datetime.now(UTC)
    found = inputs.find([Path(path) for path in ([paths] if isinstance(paths, (Path, str)) else paths)])
    parse.check(settings.model)
    probe(folder)
    if begin:
        begin(found)
    cache_dir = folder / CACHE if settings.cache else None
    documents = local.run(found, settings, cache_dir, report or _silent, debug=debug)
    frames = build(documents)
    rows = {name: len(frame) for name, frame in frames.items()}
    finished = datetime.now(UTC)
    files = {folder / f"{name}.csv": csv(frame) for name, frame in frames.items()}
    files |= {folder / "text" / f"{d.doc_id}.txt": d.source_text.encode("utf-8", "surrogatepass") for d in documents if d.source_text}
    files[folder / "datapackage.json"] = datapackage()
    files[folder / "run.json"] = run_facts(settings=settings, started=started, finished=finished, counts=rows)
    before = _texts(folder)
    write(files)
    for stale in before - files.keys():
        stale.unlink(missing_ok=True)
    return Result(tuple(documents), rows, folder, (finished - started).total_seconds())


def _texts(folder: Path) -> set[Path]:
    """The source texts that the last run left here, as its own documents.csv names them."""
    try:
        with (folder / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
            return {folder / "text" / f"{row['doc_id']}.txt" for row in DictReader(file)}
    except (OSError, KeyError, UnicodeDecodeError):
        return set()


def _silent(doc_id: str, stage: str, share: float) -> None:
    """Progress that nobody asked for."""
