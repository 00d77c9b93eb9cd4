"""nids-pipeline export: all tables in another form, the works cited as a bibliography, or sentences for annotation tools."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import click

from pipeline.model import PipelineError
from pipeline.review.rows import MENTIONS
from pipeline.review.tools import TOOLS, Tool
from pipeline.storage import Place
from pipeline.write.bibliography import FORMATS, Format, bibliography
from pipeline.write.exports import EXPORTS, Export


@click.command()
@click.argument("outputs", type=click.Path(path_type=Path), default=Path("outputs"))
@click.option("--format", "form", type=click.Choice((*EXPORTS, *FORMATS, *TOOLS)), required=True, help="What to write.")
@click.option("--document", "documents", metavar="DOC_ID", multiple=True, help="Only this document's; may be given again.")
@click.option(
    "--table", "tables", multiple=True, type=click.Choice(MENTIONS), help="Annotation tools: only these mentions.  [default: all]"
)
@click.option("--reviews", default="", metavar="DIR", help="Annotation tools: folder of the decisions.  [default: reviews beside OUTPUTS]")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="File to write; for parquet and displacy a folder.  [default: standard output]",
)
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def export(
    outputs: Path, form: str, documents: tuple[str, ...], tables: tuple[str, ...], reviews: str, output: Path | None, debug: bool
) -> None:
    """Export all tables in another form, the works cited for Zotero, EndNote, LaTeX or pandoc, or sentences for annotation tools.

    OUTPUTS is the folder that nids-pipeline run wrote. With label-studio, the project's labeling interface is written beside the
    file, as .xml; with sqlite, what Datasette shows of it, as .metadata.json.

    \b
    nids-pipeline export --format sqlite -o reports.db
    nids-pipeline export --format xlsx --document report -o report.xlsx
    nids-pipeline export --format parquet -o tables/
    nids-pipeline export --format jsonl | head -1
    nids-pipeline export --format csl-json -o sources.json
    nids-pipeline export outputs --format ris --document report
    nids-pipeline export --format label-studio -o tasks.json
    nids-pipeline export --format docbin --table entities -o entities.spacy
    """
    if output == Path("-"):
        output = None
    if form in TOOLS:
        _for_tool(form, outputs, documents, tables or MENTIONS, reviews, output)
        return
    if tables or reviews:
        raise PipelineError(f"--table and --reviews are for {', '.join(TOOLS)}, not for {form}")
    if form in EXPORTS:
        _tables(form, outputs, documents, output)
        return
    data = bibliography(outputs, cast(Format, form), documents)
    if output is None:
        click.echo(data, nl=False)
        return
    from pipeline.write.files import write

    write({output: data})
    click.echo(f"{output} written", err=True)


def _tables(form: Export, outputs: Path, documents: tuple[str, ...], output: Path | None) -> None:
    from pipeline.write import exports

    def tell(remark: str) -> None:
        click.echo(remark, err=True)

    if output is None:
        for chunk in exports.stream(form, outputs, documents, tell):
            click.echo(chunk, nl=False)
        return
    written = exports.write(form, outputs, output, documents, tell)
    click.echo(", ".join(map(str, written)) + " written", err=True)


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
