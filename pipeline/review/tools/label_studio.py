"""Tasks ↔ Label Studio's JSON: mentions go out as predictions, and come back as annotations. Offsets are code points there, too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.model import PipelineError
from pipeline.review.tools.tasks import LABELS, Annotated, Mark, Span, Task, annotated, mark_of

_FROM, _TO, _TYPE = "label", "text", "labels"
_COLOURS = {"entities": "#1b7f4d", "dates": "#1f5fbf", "quantities": "#b3541e"}


def write(tasks: Iterable[Task]) -> bytes:
    """A list of tasks in the format of an import."""
    return json.dumps([_task(task) for task in tasks], ensure_ascii=False, indent=1).encode()


def _task(task: Task) -> dict[str, Any]:
    results = [_result(task, span) for span in task.spans]
    lowest = min((span.score for span in task.spans), default=0.0)
    predictions = [{"model_version": "nids-pipeline", "score": lowest, "result": results}] if results else []
    return {"data": {"text": task.text} | task.about(), "predictions": predictions}


def _result(task: Task, span: Span) -> dict[str, Any]:
    start, end, label = span.mark
    value = {"start": start, "end": end, "text": task.text[start:end], _TYPE: [label]}
    return {
        "id": f"{LABELS[label]}-{start}-{end}",
        "from_name": _FROM,
        "to_name": _TO,
        "type": _TYPE,
        "value": value,
        "score": span.score,
        "meta": {"text": [span.meaning]},
    }


def config(tables: Iterable[str]) -> str:
    """The labeling interface of a project for these tables, as XML."""
    wanted = set(tables)
    labels = [
        f"    <Label value={quoteattr(label)} background={quoteattr(_COLOURS[table])}/>"
        for label, table in LABELS.items()
        if table in wanted
    ]
    around = '  <Text name="{0}" value="${0}" valueType="text" selectionEnabled="false"/>'
    return "\n".join(
        [
            "<View>",
            "  <Style>.htx-text { white-space: pre-wrap; }</Style>",
            f'  <Labels name="{_FROM}" toName="{_TO}">',
            *labels,
            "  </Labels>",
            around.format("before"),
            f'  <Text name="{_TO}" value="${_TO}" valueType="text" saveTextResult="yes" granularity="symbol"/>',
            around.format("after"),
            "</View>",
            "",
        ]
    )


def read(data: bytes, where: str) -> Iterator[Annotated]:
    """Every annotation of an export in the format JSON, one after the other; tasks without one, and those skipped, are left out.

    Raises `PipelineError` where it is no such export.
    """
    try:
        exported = json.loads(data)
    except ValueError as error:
        raise PipelineError(f"{where}: no JSON ({error})") from error
    if not isinstance(exported, list) or not all(isinstance(task, dict) and isinstance(task.get("data"), dict) for task in exported):
        raise PipelineError(f"{where}: not Label Studio's JSON: a list of tasks with `data`; export as JSON, not as JSON-MIN")
    for number, task in enumerate(exported, start=1):
        place = f"{where}, task {number}"
        made = task.get("annotations") or []
        for annotation in sorted((one for one in made if not one.get("was_cancelled")), key=lambda one: str(one.get("updated_at") or "")):
            text = str(task["data"].get("text", ""))
            marks, faults = _marks(annotation, text)
            yield annotated(task["data"], text, marks, place, _annotator(annotation), faults)


def _marks(annotation: dict[str, Any], text: str) -> tuple[list[Mark], list[str]]:
    """The marks of an annotation, and why those that are not among them cannot be read."""
    marks, faults = [], []
    for result in annotation.get("result") or []:
        if result.get("type") != _TYPE:
            continue  # relations, and what else a project asks for
        value = result.get("value") or {}
        words = value.get("text")
        for label in value.get(_TYPE) or []:
            try:
                mark = mark_of(value.get("start"), value.get("end"), label)
            except TypeError as error:
                faults.append(str(error))
                continue
            if words is not None and text[max(0, mark.start) : mark.end] != words:
                faults.append(
                    f"{words!r} does not stand at {mark.start}-{mark.end}, counted in code points as in current versions of Label Studio"
                )
            marks.append(mark)
    return marks, faults


def _annotator(annotation: dict[str, Any]) -> str:
    by = annotation.get("completed_by")
    return str(by.get("email") or by.get("id") or "") if isinstance(by, dict) else "" if by is None else f"annotator {by}"
