"""nids-pipeline: the command line. The only place that prints."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click
from rich.console import Console

from pipeline import annotation, settings
from pipeline.commands.explain import explain
from pipeline.commands.export import export
from pipeline.model import Date, Mention, Name, PipelineError, Quantity

if TYPE_CHECKING:
    from pipeline.engine.run import Result

_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: JSON can escape it, UTF-8 cannot carry it


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
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path("outputs"), show_default=True, help="Folder for the tables.")
@click.option("--workers", type=click.IntRange(1), help="Processes to work in.  [default: 1]")
@click.option("--no-cache", is_flag=True, help="Parse everything anew and keep no parses.")
@click.option("--model", help="GiNZA model.  [default: ja_ginza]")
@click.option("--reference-date", metavar="DATE", help="Date of publication (ISO) for documents that do not state one.")
@click.option("--encoding", metavar="NAME", help="Encoding of plain text and HTML (utf-8, cp932, euc_jp …).  [default: told by the bytes]")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file.  [default: pipeline.toml, where there is one]")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def run(
    paths: tuple[Path, ...], output: Path, workers: int | None, no_cache: bool, model: str | None, reference_date: str | None,
    encoding: str | None, config: Path | None, debug: bool,
) -> None:  # fmt: skip
    """Process reports into tables.

    PATHS are files or folders (default: raw/).

    \b
    nids-pipeline run
    nids-pipeline run raw/report.txt -o outputs --workers 2
    """
    from pipeline.engine.run import run as process
    from pipeline.progress import Shown
    from pipeline.read import encodings

    given = {
        "workers": workers,
        "cache": False if no_cache else None,
        "model": model,
        "reference_date": reference_date,
        "encoding": encoding,
    }
    chosen = settings.load(config).override(**given)
    if chosen.reference_date:
        annotation.check_reference(chosen.reference_date)
    if chosen.encoding:
        encodings.check(chosen.encoding)
    console = Console(stderr=True)
    with Shown(console) as shown:
        result = process(paths or (Path("raw"),), output, settings=chosen, report=shown.report, begin=shown.begin, debug=debug)
    _summary(result)
    if result.failed:
        sys.exit(1)


def _summary(result: Result) -> None:
    rows, failed = result.rows, result.failed
    click.echo(f"{rows['documents']} documents in {result.seconds:.1f} s" + (f", {len(failed)} of them failed" if failed else ""))
    for document in failed:
        click.echo(f"  failed: {document.name}: {document.error}")
    for name in ("sentences", "entities", "dates", "quantities", "citations", "sources", "figures"):
        click.echo(f"  {name:<12}{rows[name]:>8,}")
    click.echo(f"  {'notes':<12}{rows['notes']:>8,}  ({result.notes_linked:,} linked to their markers)")
    severities = [problem.severity for document in result.documents for problem in document.problems]
    counted = ", ".join(f"{severities.count(s)} {s}" for s in ("error", "warning", "info") if s in severities)
    click.echo(f"  {'problems':<12}{len(severities):>8,}" + (f"  ({counted})" if counted else ""))
    click.echo(f"tables in {result.output}/")


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


@cli.command()
@click.option("--layers", default=",".join(annotation.LAYERS), show_default=True, help="Layers to read, with commas between them.")
@click.option("--model", help="GiNZA model, for entities.  [default: ja_ginza]")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def annotate(layers: str, model: str | None, debug: bool) -> None:
    """Annotate texts: JSON Lines in, JSON Lines out.

    Each line of standard input is an object with "text" and, where known, "id" and "reference" (the date of
    publication). The same object comes out with "entities", "dates" and "quantities"; offsets are code points
    of "text". Without entities GiNZA is not loaded.

    \b
    echo '{"id":"1","text":"昨年3月、中露首脳が会談した。","reference":"2024-06-19"}' | nids-pipeline annotate
    """
    chosen = settings.load().override(model=model)
    wanted = [layer.strip() for layer in layers.split(",") if layer.strip()]
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):  # JSON Lines are UTF-8 whatever the terminal speaks
            stream.reconfigure(encoding="utf-8-sig" if stream is sys.stdin else "utf-8", errors="strict")
    for given in _lines(sys.stdin):
        found = annotation.annotate(given["text"], wanted, given.get("reference") or "", settings=chosen)
        out = given | {layer: [_plain(mention) for mention in mentions] for layer, mentions in found.items()}
        line = json.dumps(out, ensure_ascii=False)
        click.echo(json.dumps(out) if _SURROGATE.search(line) else line)


def _lines(stream: TextIO) -> Iterator[dict[str, Any]]:
    try:
        yield from _objects(stream)
    except UnicodeDecodeError as error:
        raise PipelineError("the input is not UTF-8") from error


def _objects(stream: TextIO) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except json.JSONDecodeError as error:
            raise PipelineError(f"line {number} of the input is not JSON: {error}") from error
        if not isinstance(given, dict) or not isinstance(given.get("text"), str):
            raise PipelineError(f'line {number} of the input is not an object with a "text"')
        yield given


def _plain(mention: Mention) -> dict[str, Any]:
    """A mention as JSON: the fields of the tables, flat; an entity's things as `ids` and `names`."""
    plain: dict[str, Any] = {"start": mention.start, "end": mention.end, "text": mention.text}
    match mention.value:
        case Name(label, subtype, ids, role):
            plain |= {"label": label, "subtype": subtype, "ids": [i for i, _ in ids], "names": [n for _, n in ids], "role": role}
        case Date() as date:
            plain |= {k: v for k, v in asdict(date).items() if k not in ("relation", "anchor")}
        case Quantity() as quantity:
            plain |= asdict(quantity) | {"value": _number(quantity.value), "value_max": _number(quantity.value_max)}
    return plain | {"method": mention.method, "score": round(mention.score, 3)}


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value


cli.add_command(explain)
cli.add_command(export)


def main() -> None:
    """The console script."""
    cli()
