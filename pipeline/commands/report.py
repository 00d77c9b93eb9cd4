"""nids-pipeline report: pages that show what is in each report."""

from __future__ import annotations

import click

from pipeline.review.app.words import LANGUAGES


@click.command()
@click.argument("outputs", default="outputs")
@click.option("--document", "documents", metavar="DOC_ID", multiple=True, help="Only this document's page; may be given again.")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="Language of headings and labels to begin with; the page has a button for the other one.",
)
@click.option("-o", "--output", default="", metavar="DIR", help="Folder for the pages.  [default: OUTPUTS/report]")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def report(outputs: str, documents: tuple[str, ...], language: str, output: str, debug: bool) -> None:
    """Write a page about each document: actors, timeline, who appears with whom, quantities, sources, and its text with marks.

    OUTPUTS is the folder (or URL) that nids-pipeline run wrote. Each page is one file that loads nothing; index.html lists them.
    Pages that it wrote before and does not list any more are taken away.

    \b
    nids-pipeline report
    nids-pipeline report outputs --document report --language en -o pages
    """
    from pipeline import storage
    from pipeline.report.write import FOLDER, write

    place = storage.place(outputs)
    folder = storage.place(output) if output else place / FOLDER
    written = write(place, folder, language, documents)
    names = written.pages
    click.echo(f"{len(names)} pages in {folder}" if len(names) != 1 else f"{folder / names[0]} written", err=True)
    if written.removed:
        click.echo(f"taken away, as their documents are not in the tables any more: {', '.join(written.removed)}", err=True)
