"""nids-pipeline review: a reviewer's decisions about the tables, in a browser or by a workbook."""

from __future__ import annotations

import getpass
import subprocess
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands.terminal import visible
from pipeline.model import PipelineError

if TYPE_CHECKING:
    from pipeline.storage import Place


@click.command()
@click.argument("output", metavar="[OUTPUTS]", default="outputs")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on 127.0.0.1.  [default: one that is free]")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option("--reviewer", metavar="NAME", help="Who decides.  [default: git's user.name, else the login name]")
@click.option("--reviews", "folder", metavar="DIR", default="", help="Folder of the decisions.  [default: reviews beside OUTPUTS]")
@click.option("--apply", "apply_now", is_flag=True, help="Bring the decisions into the tables, without reading any report again.")
@click.option("--export", "exported", type=click.Path(path_type=Path), metavar="FILE", help="Write a workbook (.xlsx) to decide in.")
@click.option("--import", "imported", type=click.Path(path_type=Path), metavar="FILE", help="Take the decisions typed into a workbook.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def review(
    output: str,
    port: int,
    no_browser: bool,
    reviewer: str | None,
    folder: str,
    apply_now: bool,
    exported: Path | None,
    imported: Path | None,
    debug: bool,
) -> None:
    """Review the tables: each row in its sentence, one key a decision.

    OUTPUTS is the folder that nids-pipeline run writes. Every decision is kept at once in reviews/decisions.csv, and the next
    nids-pipeline run brings it into the tables.

    \b
    nids-pipeline review
    nids-pipeline review outputs --reviewer 佐藤 --no-browser --port 8000
    nids-pipeline review --export review.xlsx
    nids-pipeline review --import review.xlsx
    nids-pipeline review --apply
    """
    from pipeline import storage
    from pipeline.review import outputs

    if sum(bool(one) for one in (apply_now, exported, imported)) > 1:
        raise PipelineError("--apply, --export and --import are three things to do: give one of them")
    where = storage.place(output)
    reviews = outputs.reviews(where, folder)
    outputs.parts(where)  # says at once where no run has been
    if apply_now:
        _apply(output, folder)
    elif exported:
        _export(where, reviews, exported)
    elif imported:
        _import(imported, where, _local(reviews), _name(reviewer))
    else:
        _serve(where, _local(reviews), _name(reviewer), port, browse=not no_browser)


def _serve(where: Place, reviews: Path, reviewer: str, port: int, *, browse: bool) -> None:
    from pipeline.review.app.server import Serving
    from pipeline.review.app.state import Site

    site = Site(where, reviews, reviewer)
    site.summaries()  # what cannot be read is told here, not in the browser
    serving = Serving(site, port)
    click.echo(f"review at {serving.url}")
    click.echo(f"decisions are kept in {visible(str(reviews))} under the name {visible(reviewer)}; Ctrl-C ends", err=True)
    if browse and not webbrowser.open(serving.url):
        click.echo("no browser could be opened: open the address yourself", err=True)
    serving.run()
    if site.saved:
        click.echo(f"{site.saved} decisions saved; `nids-pipeline run` (or `nids-pipeline review --apply`) brings them into the tables")
    else:
        click.echo("no decisions were made")


def _apply(output: str, folder: str) -> None:
    from pipeline.engine.run import refresh
    from pipeline.settings import Settings

    result = refresh(output, settings=Settings(reviews=folder))
    click.echo(f"tables in {result.output}/; review_log.csv tells what became of each of {result.rows['review_log']} decisions")


def _export(where: Place, reviews: Place, file: Path) -> None:
    from pipeline.review import workbook

    made = workbook.export(where, reviews, file)
    click.echo(f"{visible(str(file))}: {sum(made.rows.values())} rows; decide in it, then `nids-pipeline review --import` it")
    if made.replaced:
        click.echo(f"  {made.replaced} lines hold characters that no cell can: U+FFFD stands for them")
    for table, count in made.left_out.items():
        click.echo(f"  {table}: {count} rows left out, whose text is longer than a cell; decide about them in the app")


def _import(file: Path, where: Place, reviews: Path, reviewer: str) -> None:
    from pipeline.review import workbook

    found = workbook.import_(file, where, reviews, reviewer=reviewer)
    told = ", ".join(f"{count} {verdict}" for verdict, count in found.made.items())
    click.echo(f"{sum(found.made.values())} decisions saved" + (f": {told}" if told else ""))
    if found.already:
        click.echo(f"  {found.already} lines say what was decided already")
    for one in found.not_taken:
        place = f"{one.sheet}, line {one.line}" + (f", {one.field}" if one.field else "")
        click.echo(f"  not taken: {visible(place)}: {visible(one.reason)}")
    if found.made:
        click.echo("`nids-pipeline run` (or `nids-pipeline review --apply`) brings them into the tables")


def _local(reviews: Place) -> Path:
    """The folder of the decisions, which only a folder of this machine can be. Raises `PipelineError` for any other."""
    if not isinstance(reviews, Path):
        raise PipelineError(f"{reviews}: decisions are appended to a file of this machine; --reviews DIR says where to keep it")
    return reviews


def _name(given: str | None) -> str:
    """Who decides: the name given, git's, or that of the login."""
    if given and given.strip():
        return given.strip()
    try:
        asked = subprocess.run(("git", "config", "user.name"), capture_output=True, timeout=5, check=False)
        if name := asked.stdout.decode(errors="replace").strip():
            return name
    except (OSError, subprocess.TimeoutExpired):
        pass
    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise PipelineError("no name is known for you: --reviewer NAME says who decides") from error
