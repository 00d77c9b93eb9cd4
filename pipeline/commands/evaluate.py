"""nids-pipeline evaluate: how good the tables are, by reviewers' decisions or by gold."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("outputs", default="outputs")
@click.option("--gold", multiple=True, metavar="FILE", help="Annotated text (JSON Lines) to score against; may be given again.")
@click.option("--reviews", default="", metavar="DIR", help="Folder of the decisions.  [default: reviews beside OUTPUTS]")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), help="File to write the figures to, one line each.")
@click.option("--errors", default=0, metavar="N", type=click.IntRange(0), help="Tell up to N rows of each table that were not right.")
@click.option("--debug", is_flag=True, help="Show tracebacks.")
def evaluate(outputs: str, gold: tuple[str, ...], reviews: str, as_json: bool, csv_file: Path | None, errors: int, debug: bool) -> None:
    """Score the tables against the reviewers' decisions, or against gold.

    OUTPUTS is the folder (or URL) that nids-pipeline run writes. Figures have 95 % intervals.

    \b
    nids-pipeline evaluate
    nids-pipeline evaluate outputs --errors 10 --csv figures.csv
    nids-pipeline evaluate outputs --gold gold/body.jsonl --gold gold/notes.jsonl --json
    """
    from pipeline import storage
    from pipeline.commands.evaluate_text import decision_lines, gold_lines
    from pipeline.evaluate import evaluation
    from pipeline.review.outputs import reviews as reviews_of
    from pipeline.write.files import write

    place = storage.place(outputs)
    if gold:
        by_gold = evaluation.by_gold(place, map(storage.place, gold))
        records, lines, told = by_gold.records(), gold_lines(by_gold, errors), by_gold.as_json(errors)
    else:
        by_decisions = evaluation.by_decisions(place, reviews_of(place, reviews))
        records, lines, told = by_decisions.records(), decision_lines(by_decisions, errors), by_decisions.as_json(errors)
    if csv_file:
        write({csv_file: evaluation.csv_of(records)})
        click.echo(f"{csv_file} written", err=True)
    click.echo(told if as_json else "\n".join(lines))
