"""Times of the layers and readers beside other tools, of growth, of 10,000 notes, of each stage and of whole runs beside GiNZA.

Prints one JSON object on the first line, then Markdown tables. Everything but whole runs is on one core; `--text` times another
report than the samples, `--only` one part; `--quick` gives a first impression.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

os.environ.setdefault("OMP_NUM_THREADS", "1")

from pipeline.model import Source
from scripts.bench import layers, notes, peers, readers, report, run_report, runs, stages, texts
from scripts.bench.timing import rounds, timed

PARTS = ("layers", "readers", "growth", "notes", "stages", "runs")
NOTES = 10_000


def main() -> None:
    """Reads the arguments, times, prints."""
    arguments = _arguments()
    sources = texts.sources(arguments.text)
    documents = texts.documents(sources)
    facts: dict[str, Any] = {"machine": report.machine(), "rounds": arguments.rounds}
    lines: list[str] = []
    if "layers" in arguments.only:
        rows = layers.measure(documents, arguments.copies, arguments.rounds, arguments.peers)
        facts["layers"] = [report.as_json(row) for row in rows]
        lines += ["", f"Characters a second, {arguments.rounds} rounds", "", *report.layer_table(rows)]
    if "readers" in arguments.only:
        timed = readers.measure([arguments.file] if arguments.file else readers.files(), arguments.rounds)
        facts["readers"] = [
            {"file": r.file, "work": r.work, r.unit: r.amount, "seconds": [r.times.best, r.times.median, r.times.worst]} for r in timed
        ]
        lines += ["", f"Files read in one process, {arguments.rounds} rounds", "", *report.reader_table(timed)]
    if "growth" in arguments.only:
        grown = layers.growth(documents, arguments.rounds)
        facts["growth"] = [{"work": row.work, "seconds": [row.once, row.often], "ratio": round(row.ratio, 3)} for row in grown]
        lines += ["", *report.growth_table(grown)]
    if "notes" in arguments.only:
        lines += _notes(documents, arguments.rounds, facts)
    if "stages" in arguments.only:
        lines += _stages(sources * arguments.copies, facts)
    if "runs" in arguments.only:
        lines += _runs((arguments.text, sources[0]) if arguments.text else None, arguments, facts)
    print(json.dumps(facts, ensure_ascii=False))
    print("\n".join(lines))
    if any(row["missing"] == "failed" for row in facts.get("runs", {}).get("rows", ())):
        sys.exit(1)


def _notes(documents: list[texts.Document], count: int, facts: dict[str, Any]) -> list[str]:
    listed = notes.varied([note for document in documents for note in document.report.notes], NOTES)
    if not listed:
        return ["", "No notes in this text."]
    citations = sum(len(note.citations) for note in notes.read(listed))
    times = rounds({"notes": timed(lambda: notes.read(listed))}, count)["notes"]
    facts["notes"] = {"notes": len(listed), "citations": citations, "seconds": [times.best, times.median, times.worst]}
    return ["", report.note_line(len(listed), citations, times)]


def _stages(sources: list[Source], facts: dict[str, Any]) -> list[str]:
    chars, seconds = sum(len(source.text) for source in sources), stages.measure(sources)
    facts |= {"chars": chars, "seconds": {stage: round(spent, 3) for stage, spent in seconds.items()}}
    facts["chars_per_second"] = {stage: round(chars / max(spent, 1e-9)) for stage, spent in seconds.items()}
    return ["", *report.stage_table(seconds, chars)]


def _runs(given: tuple[Path, Source] | None, arguments: argparse.Namespace, facts: dict[str, Any]) -> list[str]:
    rounds = 1 if arguments.quick else arguments.run_rounds
    rows = runs.measure(runs.QUICK if arguments.quick else runs.FULL, rounds, given)
    facts["runs"] = {"rounds": rounds, **run_report.as_json(rows)}
    return ["", f"Whole runs, {rounds} round{'s' if rounds > 1 else ''}", *run_report.tables(rows)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m scripts.bench", description=__doc__)
    parser.add_argument("--text", type=Path, metavar="FILE", help="a report to time instead of the samples")
    parser.add_argument("--file", type=Path, metavar="FILE", help="a PDF, HTML or DOCX file to time the readers on")
    parser.add_argument("--copies", type=int, default=3, help="how often the text is repeated")
    parser.add_argument("--rounds", type=int, default=5, help="how often each work is timed")
    parser.add_argument("--run-rounds", type=int, default=3, help="how often each whole run is timed")
    parser.add_argument("--quick", action="store_true", help="whole runs once, on less text")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--peers", type=Path, default=peers.PYTHON, metavar="PYTHON", help="interpreter that has the other tools")
    return parser.parse_args()


if __name__ == "__main__":
    main()
