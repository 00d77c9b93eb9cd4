"""nids-pipeline watch: processes files as they arrive."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import click

from pipeline import storage
from pipeline.commands.run import chosen_settings, options, processed
from pipeline.commands.terminal import visible
from pipeline.model import PipelineError

if TYPE_CHECKING:
    from pipeline.engine.watching import Watch


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--once", is_flag=True, help="Look once and end, for cron.")
@click.option("--every", type=click.FloatRange(0.1), default=5.0, show_default=True, metavar="SECONDS", help="Time between two looks.")
@click.option(
    "--settled", type=click.FloatRange(0), default=10.0, show_default=True, metavar="SECONDS",
    help="A file unchanged for so long is complete.",
)  # fmt: skip
@options
def watch(paths: tuple[str, ...], once: bool, every: float, settled: float, **given: Any) -> None:
    """Process reports as they arrive.

    PATHS are folders, files or URLs (default: raw/). A file is taken up once it is complete: no part of a download, and unchanged
    for a while. The tables follow the folder: what is changed is read again, what is removed leaves, and what
    reviewers decide goes into the tables.

    \b
    nids-pipeline watch raw/
    nids-pipeline watch raw/ --once --settled 60
    """
    from pipeline.engine.watching import Watch
    from pipeline.review.decisions import FILE
    from pipeline.review.outputs import reviews

    decisions = reviews(storage.place(given["output"]), chosen_settings(given).reviews) / FILE
    looking = Watch(paths or ("raw",), settled, decisions)
    while True:
        failed = looking.look() and not _follow(looking, paths, given, once)
        if once:
            for name in looking.incomplete():
                click.echo(f"not complete yet: {visible(name)}", err=True)
            sys.exit(1 if failed else 0)
        time.sleep(every)


def _follow(looking: Watch, paths: tuple[str, ...], given: dict[str, Any], once: bool) -> bool:
    """Brings the tables up to what was seen; whether every document of them could be processed."""
    try:
        result = processed(paths, given, ready=looking.complete)
    except PipelineError as error:
        if once:
            raise
        click.echo(f"Error: {error}; trying again", err=True)  # a folder that is busy or gone may come back
        return False
    looking.processed()
    click.echo(f"{len(result.done)} of {len(result.documents)} documents were new or changed; tables in {result.output}/")
    for outcome in result.failed:
        click.echo(f"  failed: {visible(outcome.name)}: {visible(outcome.error)}")
    return not result.failed
