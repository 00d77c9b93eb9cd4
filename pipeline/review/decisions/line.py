r"""A decision → one line of `decisions.csv`, and back.

A line is a record of RFC 4180 on one physical line, whatever the texts hold: in cells of text a control character is written
as `\n`, `\t` or `\u000b` and a backslash as `\\`; JSON has escapes of its own. A cell that a spreadsheet would run as a
formula has one space before it, which is taken off when it is read.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from pipeline.review.model import Anchor, Decision, Scope, Verdict
from pipeline.review.rows import REVIEWED

# What a person reads in a difference of two versions stands first. `of` is last and mostly empty, so that a line cut short
# lacks a cell or nothing.
COLUMNS = (
    "time", "reviewer", "verdict", "table", "quote", "values", "comment", "scope", "doc_id", "row_id", "machine", "prefix", "suffix",
    "sentence_id", "start", "end", "raw_start", "raw_end", "source_file", "sha256", "decision_id", "of",
)  # fmt: skip
BOM = "\ufeff"
_OFFSETS = ("start", "end", "raw_start", "raw_end")
_QUOTED = ("quote", "prefix", "suffix", "sentence_id")
_NAMED = ("reviewer", "table", "doc_id", "row_id", "source_file", "sha256", "comment", "of")
_LONGEST_CELL = 2**31 - 1
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\\\\]")  # others than line feeds are line breaks to some programs
_CONTROL_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029]")
_ESCAPED = re.compile(r"\\(?:([nrt\\])|u([0-9a-f]{4}))")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\"}
_LONG = {char: f"\\{letter}" for letter, char in _SHORT.items()}
_FORMULA = re.compile(" *[=+\\-@\uff1d\uff0b\uff0d\uff20]")  # full-width signs begin a formula where Excel is Japanese
_GUARDED = re.compile(" +[=+\\-@\uff1d\uff0b\uff0d\uff20]")


class NoDecision(ValueError):
    """Why a line cannot be read as a decision, in plain English."""


def one_line(comment: str) -> str:
    """A comment as it is kept: a line break is a space."""
    return _LINE_BREAK.sub(" ", comment)


def header(columns: Sequence[str] = COLUMNS) -> str:
    """The line with the names of the columns."""
    return written(columns)


def line(decision: Decision, columns: Sequence[str] = COLUMNS) -> str:
    """A decision as a line with these columns, those that are none of ours left empty; lone surrogates become U+FFFD."""
    cells = _cells(decision)
    return written([cells.get(column, "") for column in columns])


def written(cells: Sequence[str]) -> str:
    """Cells as one line of CSV, with its line feed."""
    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerow(cells)
    return held.getvalue()


def split(text: str) -> list[str]:
    """The cells of one line of CSV. Raises `NoDecision` where it is no whole line."""
    csv.field_size_limit(_LONGEST_CELL)
    try:
        records = list(csv.reader([text], strict=True))
    except csv.Error as error:
        raise NoDecision(f"not a whole line of CSV ({error})") from error
    if len(records) != 1:
        raise NoDecision("not one line of CSV")
    return records[0]


def decision(cells: Sequence[str], columns: Sequence[str]) -> Decision:
    """The decision that cells under these columns say. Raises `NoDecision`."""
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        raise NoDecision(f"{len(cells)} cells; there are {len(columns)} columns")
    found = dict(zip(columns, cells, strict=False))
    verdict, scope = _one_of("verdict", found, get_args(Verdict)), _one_of("scope", found, get_args(Scope))
    _one_of("table", found, REVIEWED)
    texts = {name: plain(found[name]) for name in (*_NAMED, *_QUOTED, "decision_id")}
    for name in ("decision_id", "doc_id", *(["of"] if verdict == "undo" else [])):
        if not texts[name]:
            raise NoDecision(f"{name} is empty")
    place: dict[str, Any] = {name: texts[name] for name in _QUOTED} | {name: _offset(name, found[name]) for name in _OFFSETS}
    named: dict[str, Any] = {name: texts[name] for name in _NAMED} | {"comment": one_line(texts["comment"])}
    return Decision(
        id=texts["decision_id"],
        time=_time(found["time"]),
        verdict=verdict,
        scope=scope,
        anchor=Anchor(**place),
        values=_object("values", found["values"]),
        machine=_object("machine", found["machine"]),
        **named,
    )


def plain(cell: str) -> str:
    """The text that a cell stands for."""
    if _GUARDED.match(cell):
        cell = cell[1:]
    return _ESCAPED.sub(lambda found: _SHORT[found[1]] if found[1] else chr(int(found[2], 16)), cell) if "\\" in cell else cell


def cell(text: str) -> str:
    """A text as a cell: on one line, and no formula."""
    escaped = _CONTROL.sub(_escape, _SURROGATE.sub("\ufffd", text))
    return f" {escaped}" if _FORMULA.match(escaped) else escaped


def _cells(decision: Decision) -> dict[str, str]:
    anchor = decision.anchor
    texts = {name: cell(getattr(decision, name)) for name in _NAMED if name != "comment"}
    texts |= {name: cell(getattr(anchor, name)) for name in _QUOTED}
    texts |= {name: "" if getattr(anchor, name) is None else str(getattr(anchor, name)) for name in _OFFSETS}
    texts |= {"decision_id": cell(decision.id), "comment": cell(one_line(decision.comment)), "time": decision.time}
    return texts | {
        "verdict": decision.verdict,
        "scope": decision.scope,
        "values": _json(decision.values),
        "machine": _json(decision.machine),
    }


def _json(values: Mapping[str, str]) -> str:
    if not values:
        return ""
    text = json.dumps(
        {_SURROGATE.sub("\ufffd", name): _SURROGATE.sub("\ufffd", value) for name, value in values.items()}, ensure_ascii=False
    )
    return _CONTROL_IN_JSON.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    return _LONG.get(found[0]) or f"\\u{ord(found[0]):04x}"


def _one_of(name: str, found: Mapping[str, str], allowed: Sequence[str]) -> Any:
    if found[name] not in allowed:
        raise NoDecision(f"{name} is {found[name][:40]!r}; it is one of {', '.join(allowed)}")
    return found[name]


def _offset(name: str, text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit()):
        raise NoDecision(f"{name} is {text[:40]!r}; it is a number of characters")
    return int(text) if text else None


def _object(name: str, text: str) -> dict[str, str]:
    if not text:
        return {}
    try:
        held: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoDecision(f"{name} is not JSON") from error
    if not isinstance(held, dict) or not all(isinstance(value, str) for value in held.values()):
        raise NoDecision(f"{name} is not a JSON object of texts")
    return held


def _time(text: str) -> str:
    """A time in UTC with microseconds, whatever zone it is written in."""
    if _TIME.fullmatch(text):
        return text
    try:
        time = datetime.fromisoformat(text)
    except ValueError as error:
        raise NoDecision(f"time is {text[:40]!r}; it is ISO 8601 in UTC") from error
    if time.tzinfo is None:
        raise NoDecision(f"time is {text[:40]!r}, without Z or another offset from UTC")
    return stamp(time)


def stamp(time: datetime) -> str:
    """A time as decisions keep it: UTC, ISO 8601 with microseconds and Z."""
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
