"""nids-pipeline run: reports into tables."""

from __future__ import annotations

import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from pipeline import settings
from pipeline.commands.terminal import visible
from pipeline.model import PipelineError
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.engine.run import Engine, Result

_OPTIONS = (
    click.option("-o", "--output", default="outputs", show_default=True, help="Folder for the tables, or a URL (s3://…)."),
    click.option("--workers", type=click.IntRange(1), help="Processes to work in.  [default: as many as there are cores and memory for]"),
    click.option("--engine", type=click.Choice(("local", "dask")), default="local", show_default=True, help="Where to work."),
    click.option("--scheduler", metavar="ADDRESS", help="Dask scheduler (tcp://…).  [default: a cluster on this machine]"),
    click.option("--no-cache", is_flag=True, help="Parse everything anew and keep no parses."),
    click.option("--model", help="GiNZA model.  [default: ja_ginza]"),
    click.option("--reference-date", metavar="DATE", help="Date of publication (ISO) for documents that do not state one."),
    click.option(
        "--encoding", metavar="NAME", help="Encoding of plain text and HTML (utf-8, cp932, euc_jp …).  [default: told by the bytes]"
    ),
    click.option(
        "--reviews", metavar="DIR", help="Folder of the reviewers' decisions, or a URL.  [default: reviews, beside the output folder]"
    ),
    click.option("--config", type=click.Path(path_type=Path), help="Settings file.  [default: pipeline.toml, where there is one]"),
    click.option("--debug", is_flag=True, help="Work in this process and show tracebacks."),
)


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that processes reports."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--force", is_flag=True, help="Process every document again.")
@click.option("--retry-failed", is_flag=True, help="Process those again that failed.")
@options
def run(paths: tuple[str, ...], force: bool, retry_failed: bool, **given: Any) -> None:
    """Process reports into tables.

    PATHS are files, folders or URLs (default: raw/). Only documents that are new or changed are processed; a document that is
    no longer among the PATHS leaves the tables.

    \b
    nids-pipeline run
    nids-pipeline run raw/report.txt -o outputs --workers 2
    nids-pipeline run s3://bucket/raw -o s3://bucket/outputs --engine dask --scheduler tcp://10.0.0.1:8786
    """
    result = processed(paths, given, force=force, retry_failed=retry_failed)
    _summary(result)
    if result.failed:
        sys.exit(1)


def processed(paths: tuple[str, ...], given: dict[str, Any], **how: Any) -> Result:
    """A run with the options given, shown on standard error as it goes. Ctrl-C and SIGTERM end it with a word on what is kept."""
    from pipeline.progress import Shown

    with Shown(sys.stderr) as shown, _stoppable():
        try:
            from pipeline.engine.run import run as process

            chosen = chosen_settings(given)
            return process(
                paths or ("raw",),
                given["output"],
                settings=chosen,
                engine=_engine(given, chosen),
                report=shown.report,
                begin=shown.begin,
                debug=given["debug"],
                **how,
            )
        except (KeyboardInterrupt, _Terminated) as stop:
            shown.stop()
            click.echo(f"stopped: {shown.finished} of {shown.expected} documents are done and kept; run again to go on", err=True)
            sys.exit(128 + (signal.SIGTERM if isinstance(stop, _Terminated) else signal.SIGINT))


def chosen_settings(given: dict[str, Any]) -> Settings:
    """The settings of the file with the options given in their place. Raises `PipelineError` for one that cannot be."""
    if given["scheduler"] and given["engine"] != "dask":
        raise PipelineError("--scheduler needs --engine dask")
    chosen = settings.load(given["config"]).override(
        workers=given["workers"],
        cache=False if given["no_cache"] else None,
        model=given["model"],
        reference_date=given["reference_date"],
        encoding=given["encoding"],
        reviews=given["reviews"],
    )
    if chosen.encoding:
        from pipeline.read import encodings

        encodings.check(chosen.encoding)
    return chosen


def _engine(given: dict[str, Any], chosen: Settings) -> Engine | None:
    if given["engine"] == "local":
        return None
    from pipeline.engine.cluster import Dask

    return Dask(given["scheduler"] or "", workers=chosen.workers)


class _Terminated(BaseException):
    """SIGTERM has come."""


@contextmanager
def _stoppable() -> Iterator[None]:
    """SIGTERM as an exception, so that workers, lock and ledger are left in order."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise _Terminated

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _summary(result: Result) -> None:
    rows, failed, documents = result.rows, result.failed, result.documents
    new = "" if len(result.done) == len(documents) else f", {len(result.done) or 'none'} of them new or changed"
    click.echo(f"{rows['documents']} documents in {result.seconds:.1f} s{new}" + (f", {len(failed)} failed" if failed else ""))
    for outcome in failed:
        click.echo(f"  failed: {visible(outcome.name)}: {visible(outcome.error)}")
    for name in ("sentences", "entities", "dates", "quantities", "events", "claims", "citations", "sources", "figures"):
        click.echo(f"  {name:<12}{rows[name]:>8,}")
    click.echo(f"  {'notes':<12}{rows['notes']:>8,}  ({result.notes_linked:,} linked to their markers)")
    problems = sum((Counter(outcome.problems) for outcome in documents), Counter[str]())
    counted = ", ".join(f"{problems[severity]} {severity}" for severity in ("error", "warning", "info") if problems[severity])
    click.echo(f"  {'problems':<12}{problems.total():>8,}" + (f"  ({counted})" if counted else ""))
    for remark, count in Counter(remark for outcome in documents for remark in outcome.remarks).items():
        click.echo(f"  {count} documents: {visible(remark)}")
    click.echo(f"tables in {result.output}/")
