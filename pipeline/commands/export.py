"""nids-pipeline export: the works cited as a bibliography file."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.write.bibliography import FORMATS, Format, bibliography


@click.command()
@click.argument("outputs", type=click.Path(path_type=Path), default=Path("outputs"))
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="What to write.")
@click.option("--document", "documents", metavar="DOC_ID", multiple=True, help="Only works this document cites; may be given again.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: standard output]")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def export(outputs: Path, form: Format, documents: tuple[str, ...], output: Path | None, debug: bool) -> None:
    """Export the works cited, for Zotero, EndNote, LaTeX or pandoc.

    OUTPUTS is the folder that nids-pipeline run wrote.

    \b
    nids-pipeline export --format csl-json -o sources.json
    nids-pipeline export outputs --format ris --document report
    """
    data = bibliography(outputs, form, documents)
    if output is None:
        click.echo(data, nl=False)
        return
    from pipeline.write.files import write

    write({output: data})
    click.echo(f"{output} written", err=True)
