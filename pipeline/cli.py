"""nids-pipeline: the command line. The only place that prints, with `commands/`."""

from __future__ import annotations

import sys
from typing import Any

import click

from pipeline.commands.annotate import annotate
from pipeline.commands.compare import compare
from pipeline.commands.evaluate import evaluate
from pipeline.commands.explain import explain
from pipeline.commands.export import export
from pipeline.commands.import_ import import_
from pipeline.commands.report import report
from pipeline.commands.review import review
from pipeline.commands.run import run
from pipeline.commands.status import status
from pipeline.commands.watch import watch
from pipeline.model import PipelineError


class _Group(click.Group):
    """Reports a PipelineError as one line and exits with 1; `--debug` lets the traceback through."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except PipelineError as error:
            if "--debug" in sys.argv:
                raise
            click.echo(f"Error: {error}", err=True)
            context.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="nids-pipeline")
def cli() -> None:
    """Turns Japanese policy-research reports into tables for review."""


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="The Frictionless data package instead of a listing.")
def schema(as_json: bool) -> None:
    """Print the tables and their columns.

    \b
    nids-pipeline schema
    nids-pipeline schema --json
    """
    from pipeline.tables import schema as declared
    from pipeline.write.datapackage import datapackage

    if as_json:
        click.echo(datapackage().decode(), nl=False)
        return
    for table in declared.TABLES:
        click.echo(f"{table.name}.csv: one row per {table.row}")
        for column in table.columns:
            click.echo(f"  {column.name:<14} {column.type:<8} {column.description}")
        click.echo()


for command in (run, status, watch, annotate, explain, report, export, review, import_, evaluate, compare):
    cli.add_command(command)


def main() -> None:
    """The console script."""
    cli()
