"""nids-pipeline compare: what differs between the tables of two runs."""

from __future__ import annotations

import json
import shutil
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from pipeline.model import PipelineError
from pipeline.tables import schema

if TYPE_CHECKING:
    from pipeline.compare.compare import Comparison
    from pipeline.compare.tally import Tally

_WIDEST = 140
_DIFFERENT, _FAILED = 1, 2  # as diff has it


@click.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--table", "tables", type=click.Choice([t.name for t in schema.TABLES]), multiple=True, help="Only this table; may be repeated."
)
@click.option("--document", "documents", metavar="DOC_ID", multiple=True, help="Only this document; may be repeated.")
@click.option("--csv", "csv_file", metavar="FILE", default="", help="Write every difference here, one line a field.")
@click.option("--html", "html_file", metavar="FILE", default="", help="Write a page for a browser here.")
@click.option("--show", type=click.IntRange(0, 10_000), default=3, show_default=True, metavar="N", help="Examples of each method and kind.")
@click.option("--places", is_flag=True, help="A row that only stands elsewhere has changed as well.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of the text.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 also where there are differences.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
@click.pass_context
def compare(
    context: click.Context,
    old: str,
    new: str,
    tables: tuple[str, ...],
    documents: tuple[str, ...],
    csv_file: str,
    html_file: str,
    show: int,
    places: bool,
    as_json: bool,
    exit_zero: bool,
    debug: bool,
) -> None:
    """Show which rows were gained, lost or changed from one output folder to another.

    OLD and NEW are folders (or URLs) that nids-pipeline run wrote. Exits with 0 where nothing differs, 1 where something does,
    2 where they cannot be compared.

    \b
    nids-pipeline compare outputs-before outputs
    nids-pipeline compare outputs-before outputs --table dates --csv dates.csv --html dates.html
    """
    from pipeline import storage
    from pipeline.compare.compare import Comparison
    from pipeline.compare.folders import Folder

    try:
        with Folder(storage.place(old)) as one, Folder(storage.place(new)) as other:
            comparison = Comparison(one, other, tables, documents, places)
            tally, told = _compared(comparison, csv_file, html_file, show), comparison.told()
    except PipelineError as error:
        if debug:
            raise
        click.echo(f"Error: {error}", err=True)
        context.exit(_FAILED)
    _print(tally, told, show, as_json)
    if (tally.differing or told) and not exit_zero:
        context.exit(_DIFFERENT)


def _compared(comparison: Comparison, csv_file: str, html_file: str, show: int) -> Tally:
    """Compares, and writes the files asked for: both or none."""
    from pipeline import storage
    from pipeline.compare.html import SHOWN, page
    from pipeline.compare.report import CSV_COLUMNS, csv_lines, csv_rows
    from pipeline.compare.tally import Tally
    from pipeline.write.files import Batch

    tally = Tally(max(show, SHOWN) if html_file else show)
    with Batch() as batch:
        sheet = batch.open(storage.place(csv_file)) if csv_file else None
        if sheet:
            sheet.write(b"\xef\xbb\xbf" + csv_lines([CSV_COLUMNS]))
        for compared in comparison.results():
            tally.add(compared)
            if sheet:
                sheet.write(csv_lines(row for change in compared.changes for row in csv_rows(change)))
        if html_file:
            text = page(tally, comparison.told(), str(comparison.old.place), str(comparison.new.place))
            batch.open(storage.place(html_file)).write(text)
        batch.commit()
    return tally


def _print(tally: Tally, told: tuple[str, ...], show: int, as_json: bool) -> None:
    from pipeline.compare.report import as_object, lines

    if isinstance(sys.stdout, TextIOWrapper):  # a terminal that lacks a character gets its number instead of an error
        sys.stdout.reconfigure(errors="backslashreplace")
    if as_json:
        click.echo(json.dumps(as_object(tally, told, show)))
        return
    for line in lines(tally, told, show, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)):
        click.echo(line)
