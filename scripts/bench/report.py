"""Times → one JSON object for programs and Markdown tables for people, with the facts of the machine."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

from scripts.bench import readers
from scripts.bench.layers import TIMES_GROWN, Growth, Row
from scripts.bench.timing import Times


def machine() -> dict[str, Any]:
    """Python, processor and cores."""
    return {"python": platform.python_version(), "processor": _processor(), "cores": os.cpu_count(), "system": platform.system()}


def as_json(row: Row) -> dict[str, Any]:
    """A row of the layers' table; `chars_per_second` is slowest, median, fastest round, null where not installed."""
    speeds = list(row.times.per_second(row.chars)) if row.times else None
    return {"work": row.work, "unit": row.unit, "chars": row.chars, "chars_per_second": speeds}


def layer_table(rows: list[Row]) -> list[str]:
    """Characters a second of each tool, and how many times as fast the layer is that stands beside it."""
    lines = ["| | read by | slowest | median | fastest | ours is … × as fast |", "|---|---|--:|--:|--:|--:|"]
    medians = {(row.work, row.unit): row.times.median for row in rows if row.times}
    for row in rows:
        if row.times is None:
            lines.append(f"| {row.work} | {row.unit} | not installed | | | |")
            continue
        slow, middle, fast = row.times.per_second(row.chars)
        factor = f"{row.times.median / medians[row.beside, row.unit]:.1f}" if row.beside else ""
        lines.append(f"| {row.work} | {row.unit} | {slow:,} | {middle:,} | {fast:,} | {factor} |")
    return lines


def growth_table(rows: list[Growth]) -> list[str]:
    """Seconds once and ten times, and the ratio that is 1 where time grows with the text."""
    lines = [f"| | length | seconds | seconds for {TIMES_GROWN} × | ratio to linear |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {row.work} | {row.amount:,} | {row.once:.3f} | {row.often:.3f} | {row.ratio:.2f} |" for row in rows]
    return lines


def reader_table(rows: list[readers.Row]) -> list[str]:
    """Pages or characters a second of each reader, and how many times as fast ours is as the tool of the row."""
    lines = ["| file | read by | amount | slowest | median | fastest | ours is … × as fast |", "|---|---|--:|--:|--:|--:|--:|"]
    ours = {row.file: row.times.median for row in rows if row.work == readers.OURS}
    for row in rows:
        slow, middle, fast = (f"{row.amount / spent:,.1f}" for spent in (row.times.worst, row.times.median, row.times.best))
        factor = "" if row.work == readers.OURS else f"{row.times.median / ours[row.file]:.1f}"
        lines.append(f"| {row.file} | {row.work} | {row.amount:,} {row.unit} | {slow} | {middle} | {fast} | {factor} |")
    return lines


def note_line(count: int, citations: int, times: Times) -> str:
    """How long the notes took."""
    seconds = f"{times.best:.2f} / {times.median:.2f} / {times.worst:.2f} s"
    return f"{count:,} notes with {citations:,} citations, read and linked: {seconds} (fastest / median / slowest)"


def stage_table(seconds: dict[str, float], chars: int) -> list[str]:
    """Seconds and characters a second of each stage of a run."""
    lines = [f"| stage | seconds for {chars:,} characters | characters/s |", "|---|--:|--:|"]
    return lines + [f"| {stage} | {spent:.3f} | {round(chars / max(spent, 1e-9)):,} |" for stage, spent in seconds.items()]


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    if facts.exists():
        for line in facts.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
