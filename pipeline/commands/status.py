"""nids-pipeline status: what the ledger of an output folder knows."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

import click

from pipeline.commands.terminal import aligned, visible
from pipeline.engine.ledger import Entry

_FAILED_FIRST = ("failed", "working", "waiting", "partial", "ok")


@click.command()
@click.argument("outputs", default="outputs")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: documents and runs.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def status(outputs: str, as_json: bool, debug: bool) -> None:
    """Show each document's state, and the runs.

    OUTPUTS is the folder (or URL) that nids-pipeline run writes; it may be running.

    \b
    nids-pipeline status
    nids-pipeline status s3://bucket/outputs --json
    """
    from pipeline import storage
    from pipeline.engine import ledger as ledgers

    with ledgers.opened(storage.place(outputs), made=False) as ledger:
        entries, runs = list(ledger.entries().values()), ledger.runs()
    if as_json:
        click.echo(json.dumps({"documents": [asdict(entry) for entry in entries], "runs": runs}))
        return
    counts = Counter(map(_state, entries))
    told = ", ".join(f"{counts[state]} {state}" for state in _FAILED_FIRST if counts[state])
    click.echo(f"{len(entries)} documents" + (f": {told}" if told else ""))
    for line in aligned(_rows(entries)):
        click.echo(line)
    for run in runs[:1]:
        ended = run["ended"] or "not ended: it is working, or was killed"
        click.echo(f"last run: {run['started']}, {run['engine']}, {run['done'] + run['failed']} of {run['to_do']} to do done ({ended})")


def _rows(entries: list[Entry]) -> list[list[str]]:
    """A line a document, those that want a look first."""
    ordered = sorted(entries, key=lambda entry: (_FAILED_FIRST.index(_state(entry)), entry.doc_id))
    rows = [["document", "state", "stage", "tries", "seconds", "MB", "finished", "reason"]]
    for entry in ordered:
        outcome = entry.outcome if entry.state == "done" else None
        figures = [f"{outcome.seconds:.1f}", f"{outcome.peak / 1e6:.0f}" if outcome.peak else ""] if outcome else ["", ""]
        reason = outcome.error if outcome else ""
        rows.append([visible(entry.doc_id), _state(entry), entry.stage, str(entry.tries), *figures, entry.finished, visible(reason)])
    return rows if len(rows) > 1 else []


def _state(entry: Entry) -> str:
    """Its status in the tables once it is done."""
    return entry.outcome.status if entry.state == "done" and entry.outcome else entry.state
