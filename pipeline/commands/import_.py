"""nids-pipeline import: what people changed in an annotation tool becomes decisions."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from pipeline.model import PipelineError
from pipeline.review.tools import TOOLS, Tool


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("outputs", default="outputs")
@click.option("--format", "form", type=click.Choice(TOOLS), required=True, help="The tool that FILE is from.")
@click.option("--reviewer", default="", metavar="NAME", help="Who annotated.  [default: whom Label Studio names]")
@click.option("--reviews", default="", metavar="DIR", help="Folder of the decisions.  [default: reviews beside OUTPUTS]")
@click.option("--accept-unchanged", is_flag=True, help="Accept the rows whose marks were left: only for text that was read in full.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def import_(file: Path, outputs: str, form: str, reviewer: str, reviews: str, accept_unchanged: bool, debug: bool) -> None:
    """Make decisions of what was changed in an annotation tool.

    FILE is an export of the tool, made of what nids-pipeline export wrote; OUTPUTS the folder that nids-pipeline run writes. A mark
    taken off rejects its rows, a new one adds a mention, another label or other words correct it. What cannot be placed is told.

    \b
    nids-pipeline import project-1.json --format label-studio
    nids-pipeline import admin.jsonl outputs --format doccano --reviewer 佐藤
    nids-pipeline import corrected.spacy --format docbin --reviewer 佐藤 --accept-unchanged
    """
    from pipeline import storage
    from pipeline.commands.terminal import visible
    from pipeline.review.outputs import reviews as reviews_of
    from pipeline.review.tools import files

    place = storage.place(outputs)
    folder = reviews_of(place, reviews)
    if not isinstance(folder, Path):
        raise PipelineError(f"{folder}: decisions are appended to a file on this machine; name a folder with --reviews")
    done = files.imported(cast(Tool, form), file, place, folder, reviewer=reviewer, accept_unchanged=accept_unchanged)
    for one in done.unplaced:
        click.echo(f"not taken: {visible(files.place_of(one))}: {visible(one.reason)}", err=True)
    made = ", ".join(f"{count} {verdict}" for verdict, count in sorted(done.made.items())) or "none"
    click.echo(f"{done.sentences} sentences; decisions: {made}; {done.already} decided before; {len(done.unplaced)} not taken")
