"""Source ↔ bytes between the process that reads a file and the one that asked for it.

JSON, not pickle: the sender has just parsed a file that nobody vouches for, and unpickling would run whatever the bytes say.
What arrives is checked field by field against the contract of readers before it becomes a Source.
"""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any, get_args

from pipeline.model import Hint, HintKind, Metadata, Problem, Severity, Source

_FORBIDDEN = re.compile("[\x00\ud800-\udfff]")
_KINDS = frozenset(get_args(HintKind))
_SEVERITIES = frozenset(get_args(Severity))


class ContractError(ValueError):
    """What a reader gave is no Source as the model describes it: a fault of the program, not of the file."""


def pack(source: Source) -> bytes:
    """What the reader found. Ids, name and digest are left out: whoever asked knows them."""
    declared = {field.name: getattr(source.declared, field.name) for field in fields(Metadata)}
    made = {
        "media_type": source.media_type,
        "encoding": source.encoding,
        "text": source.text,
        "page_starts": source.page_starts,
        "hints": [(hint.kind, hint.start, hint.end, hint.number, hint.key) for hint in source.hints],
        "declared": declared,
        "problems": [(p.severity, p.code, p.message, p.raw_start, p.raw_end) for p in source.problems],
    }
    return json.dumps({"source": made}, ensure_ascii=False).encode("utf-8", "surrogatepass")


def told(**facts: str) -> bytes:
    """Why there is no Source."""
    return json.dumps(facts).encode()


def unpack(answer: bytes) -> dict[str, Any]:
    """The answer's one JSON object: it holds `source` or says why there is none."""
    made = json.loads(answer.decode("utf-8", "surrogatepass"))
    if not isinstance(made, dict):
        raise ContractError("the answer is no object")
    return made


def source(made: Any, *, doc_id: str, name: str, sha256: str) -> Source:
    """The Source that `pack` was given. Raises `ContractError` for one that no reader may give."""
    try:
        text = _text(made["text"])
        return Source(
            doc_id,
            name,
            sha256,
            _word(made["media_type"]),
            _word(made["encoding"]),
            text,
            _page_starts(made["page_starts"], len(text)),
            _hints(made["hints"], len(text)),
            _declared(made["declared"]),
            tuple(_problem(row, len(text)) for row in made["problems"]),
        )
    except (KeyError, TypeError) as error:
        raise ContractError(f"the answer has another shape: {type(error).__name__}: {error}") from error


def _text(value: Any) -> str:
    text = _word(value)
    if found := _FORBIDDEN.search(text):
        raise ContractError(f"the text holds U+{ord(found[0]):04X} at {found.start():,}")
    return text


def _word(value: Any) -> str:
    if not isinstance(value, str):
        raise ContractError(f"{type(value).__name__} in the place of text")
    return value


def _number(value: Any) -> int:
    if type(value) is not int:
        raise ContractError(f"{type(value).__name__} in the place of a number")
    return value


def _page_starts(values: Any, length: int) -> tuple[int, ...]:
    starts = tuple(_number(value) for value in values)
    if list(starts) != sorted(starts) or (starts and not 0 <= starts[0] <= starts[-1] <= length):
        raise ContractError("pages start out of order or outside the text")
    return starts


def _hints(rows: Any, length: int) -> tuple[Hint, ...]:
    made = []
    before = 0
    for kind, start, end, number, key in rows:
        if kind not in _KINDS:
            raise ContractError(f"a hint of the unknown kind {kind!r}")
        if not before <= _number(start) < _number(end) <= length:
            raise ContractError(f"a {kind} hint at [{start}, {end}) in a text of {length:,} characters, after one at {before}")
        made.append(Hint(kind, start, end, _number(number), _word(key)))
        before = start
    return tuple(made)


def _declared(made: Any) -> Metadata:
    if set(made) != {field.name for field in fields(Metadata)}:
        raise ContractError("the file's own metadata has other fields")
    checked: dict[str, Any] = {key: tuple(map(_word, value)) if isinstance(value, list) else _word(value) for key, value in made.items()}
    return Metadata(**checked)


def _problem(row: Any, length: int) -> Problem:
    severity, code, message, start, end = row
    if severity not in _SEVERITIES:
        raise ContractError(f"a problem of the unknown severity {severity!r}")
    if start is not None and not 0 <= _number(start) <= _number(end) <= length:
        raise ContractError(f"a {code} problem at [{start}, {end}) in a text of {length:,} characters")
    return Problem(severity, _word(code), _word(message), start, end)
