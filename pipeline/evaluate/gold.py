"""Gold files (JSON Lines) and the folder of a run → what is compared: paragraphs and notes, tables as the CSVs hold them."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any

from pipeline import storage
from pipeline.model import PipelineError
from pipeline.review.model import Row
from pipeline.storage import Place

SPANS = ("entities", "dates", "quantities")
_READ = ("sentences", *SPANS, "entity_index", "notes", "citations")
_DROPPED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹\u200b\ufeff")  # note markers, and what no one sees
_SAME = {"~": "～", "〜": "～", "∼": "～", "－": "-", "―": "—", "–": "-", "‐": "-", "−": "-"}


@dataclass(frozen=True, slots=True)
class Gold:
    """What people have annotated, as the lines of the files: `paragraphs` with spans, `notes` with citations."""

    paragraphs: Sequence[Mapping[str, Any]]
    notes: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that the tables and the gold have differently: `what` is extra, missed, kind, value, field, segments, reference,
    paragraph or note; `where` the paragraph or note; `text` the words; `wanted` and `got` are what gold and tables say of them.
    """

    table: str
    what: str
    where: str
    text: str
    wanted: str = ""
    got: str = ""


def read_gold(files: Iterable[Place]) -> Gold:
    """All lines of the files. Raises `PipelineError` with file and line where one is no gold."""
    paragraphs: list[Mapping[str, Any]] = []
    notes: list[Mapping[str, Any]] = []
    for file in files:
        data = storage.get(file)
        if data is None:
            raise PipelineError(f"{file}: there is no such file")
        for number, line in enumerate(data.decode("utf-8-sig", "replace").split("\n"), start=1):
            if line.strip():
                read = _line(line, f"{file}:{number}")
                (notes if "citations" in read else paragraphs).append(read)
    return Gold(paragraphs, notes)


def _line(text: str, where: str) -> Mapping[str, Any]:
    try:
        read: Any = json.loads(text)
    except ValueError as error:
        raise PipelineError(f"{where}: no JSON ({error})") from error
    lists = [read.get(name) for name in ("citations", *SPANS) if name in read] if isinstance(read, dict) else []
    if not lists or not isinstance(read.get("text"), str) or not all(_is_list(one) for one in lists):
        raise PipelineError(f"{where}: no gold; a line has `text` and lists of `entities`, `dates`, `quantities`, or of `citations`")
    if "citations" in read:
        if not isinstance(read.get("number"), int):
            raise PipelineError(f"{where}: a note has the whole number it is printed with as `number`")
    elif odd := next((span for name in SPANS for span in read.get(name, ()) if not _inside(span, len(read["text"]))), None):
        raise PipelineError(f"{where}: no place in its text: {json.dumps(odd, ensure_ascii=False)[:80]}; `start` and `end` are code points")
    line: Mapping[str, Any] = read
    return line


def _is_list(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(one, dict) for one in found)


def _inside(span: Mapping[str, Any], length: int) -> bool:
    start, end = span.get("start"), span.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= length


def read_tables(output: Place) -> dict[str, list[Row]]:
    """The tables that gold is about, as they stand in an output folder. Raises `PipelineError` where one is missing or damaged."""
    csv.field_size_limit(sys.maxsize)
    tables: dict[str, list[Row]] = {}
    for name in _READ:
        place = output / f"{name}.csv"
        data = storage.get(place)
        if data is None:
            raise PipelineError(f"{place}: there is no such file; `nids-pipeline run` makes it")
        try:
            tables[name] = list(csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            raise PipelineError(f"{place}: not a table that a run wrote ({error}); run again") from error
    return tables


def squashed(text: str) -> tuple[str, list[int]]:
    """The text without white space and note markers, characters folded, and where each of its offsets is in that."""
    out: list[str] = []
    places = []
    for char in text:
        places.append(len(out))
        if not char.isspace() and char not in _DROPPED:
            folded = unicodedata.normalize("NFKC", char)
            out.extend(_SAME.get(folded, folded))
    places.append(len(out))
    return "".join(out), places
