"""Tasks ↔ doccano's JSON Lines for sequence labeling. Offsets are UTF-16 code units there, as its editor counts in JavaScript.

The file is ASCII, characters escaped: doccano guesses encodings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.model import PipelineError
from pipeline.review.tools.tasks import Annotated, Task, annotated, mark_of


def write(tasks: Iterable[Task]) -> bytes:
    """A line a task; what is beside `text` and `label` is its metadata, which an export gives back."""
    lines = []
    for task in tasks:
        units = _units(task.text)
        labels = [[units[span.mark.start], units[span.mark.end], span.mark.label] for span in task.spans]
        lines.append(json.dumps({"text": task.text, "label": labels} | task.about()) + "\n")
    return "".join(lines).encode("ascii")


def read(data: bytes, where: str) -> Iterator[Annotated]:
    """The lines of an export (JSONL). Raises `PipelineError` where a line is no text of our export."""
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise PipelineError(f"{where}: not UTF-8 ({error})") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _line(line, f"{where}:{number}")


def _line(line: str, where: str) -> Annotated:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise PipelineError(f"{where}: no JSON ({error})") from error
    labels = _labels(found) if isinstance(found, dict) and isinstance(found.get("text"), str) else None
    if labels is None:
        raise PipelineError(f"{where}: not doccano's JSONL for sequence labeling: `text` and a list of `label` or `entities`")
    text = found["text"]
    points = {unit: point for point, unit in enumerate(_units(text))}
    marks, faults = [], []
    for start, end, label in labels:
        try:
            marks.append(mark_of(points[start], points[end], label))
        except (KeyError, TypeError):
            faults.append(f"{label!r} at {start!r}-{end!r}: no place between characters of the sentence, counted in UTF-16 code units")
    return annotated(found, text, marks, where, faults=faults)


def _labels(found: dict[str, Any]) -> list[tuple[Any, Any, Any]] | None:
    """Start, end and label of each mark: lists in a project without relations, objects in one with them; None for another format."""
    if isinstance(listed := found.get("label"), list) and all(isinstance(one, list) and len(one) == 3 for one in listed):
        return [(start, end, label) for start, end, label in listed]
    if isinstance(listed := found.get("entities"), list) and all(isinstance(one, dict) for one in listed):
        return [(one.get("start_offset"), one.get("end_offset"), one.get("label")) for one in listed]
    return None


def _units(text: str) -> list[int]:
    """Where each code point begins in UTF-16 code units, and where the text ends."""
    places = [0]
    for char in text:
        places.append(places[-1] + (2 if char > "\uffff" else 1))
    return places
