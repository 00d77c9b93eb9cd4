"""nids-pipeline export: the works cited as a bibliography file, or the sentences with their mentions for annotation tools."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from pipeline.model import PipelineError
from pipeline.review.rows import MENTIONS
from pipeline.review.tools import TOOLS, Tool
from pipeline.storage import Place
from pipeline.write.bibliography import FORMATS, Format, bibliography


@click.command()
@click.argument("outputs", type=click.Path(path_type=Path), default=Path("outputs"))
@click.option("--format", "form", type=click.Choice((*FORMATS, *TOOLS)), required=True, help="What to write.")
@click.option("--document", "documents", metavar="DOC_ID", multiple=True, help="Only this document's; may be given again.")
@click.option(
    "--table", "tables", multiple=True, type=click.Choice(MENTIONS), help="Annotation tools: only these mentions.  [default: all]"
)
@click.option("--reviews", default="", metavar="DIR", help="Annotation tools: folder of the decisions.  [default: reviews beside OUTPUTS]")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: standard output]")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def export(
    outputs: Path, form: str, documents: tuple[str, ...], tables: tuple[str, ...], reviews: str, output: Path | None, debug: bool
) -> None:
    """Export the works cited for Zotero, EndNote, LaTeX or pandoc; or sentences with their mentions for annotation tools.

    OUTPUTS is the folder that nids-pipeline run wrote. With label-studio, the project's labeling interface is written beside the
    file, as .xml.

    \b
    nids-pipeline export --format csl-json -o sources.json
    nids-pipeline export outputs --format ris --document report
    nids-pipeline export --format label-studio -o tasks.json
    nids-pipeline export --format docbin --table entities -o entities.spacy
    """
    if form in TOOLS:
        _for_tool(form, outputs, documents, tables or MENTIONS, reviews, output)
        return
    if tables or reviews:
        raise PipelineError(f"--table and --reviews are for {', '.join(TOOLS)}: {form} is of the works cited")
    data = bibliography(outputs, cast(Format, form), documents)
    if output is None:
        click.echo(data, nl=False)
        return
    from pipeline.write.files import write

    write({output: data})
    click.echo(f"{output} written", err=True)


def _for_tool(tool: Tool, outputs: Path, documents: tuple[str, ...], tables: tuple[str, ...], reviews: str, output: Path | None) -> None:
    from pipeline.review.outputs import reviews as reviews_of
    from pipeline.review.tools import files, label_studio
    from pipeline.write.files import write

    data = files.exported(tool, outputs, reviews_of(outputs, reviews), documents=documents, tables=tables)
    if output is None:
        click.echo(data, nl=False)
        return
    made: dict[Place, bytes] = {output: data}
    if tool == "label-studio":
        made[output.with_suffix(".xml")] = label_studio.config(tables).encode()
    write(made)
    click.echo(", ".join(map(str, made)) + " written", err=True)
