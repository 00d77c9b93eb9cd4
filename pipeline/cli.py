"""nids-pipeline: the command line. The only place that prints, with `commands/`."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from keyword import kwlist
from typing import Any

import click

from pipeline.model import PipelineError

# Each in a module of its name in `commands/`, loaded when it is called: a run waits for none of the others.
_COMMANDS = ("run", "status", "watch", "annotate", "explain", "report", "export", "review", "import", "evaluate", "compare")


class _Group(click.Group):
    """Loads commands. Reports a PipelineError as one line and exits with 1; `--debug` lets the traceback through."""

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted({*_COMMANDS, *self.commands})

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name in _COMMANDS:
            _load(name)
        return super().get_command(context, name)

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


def whole() -> click.Group:
    """The command line with all its commands loaded."""
    for name in _COMMANDS:
        _load(name)
    return cli


def _load(name: str) -> None:
    if name not in cli.commands:
        attribute = f"{name}_" if name in kwlist else name
        cli.add_command(getattr(import_module(f"pipeline.commands.{attribute}"), attribute))


def main() -> None:
    """The console script."""
    try:
        cli()
    finally:
        gc.freeze()  # the process ends: Python need not go through all that it has loaded once more
