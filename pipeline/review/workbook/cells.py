"""Text ↔ cells: what a workbook's XML can hold, and what a spreadsheet may have made of a text that was typed."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256
from typing import Any, Literal

LIMIT = 32_767  # UTF-16 units that a cell holds
REPLACED = "\N{REPLACEMENT CHARACTER}"
FORMULA = tuple("=+-@\t＝＋－＠")  # a text that begins so would be a formula if it were typed; full-width signs too where Excel is Japanese
Kind = Literal["choice", "text", "number", "edtf", "iso-date", "list"]

_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # a spreadsheet reads _x0041_ as A
_IN_JSON = re.compile(f"{_ILLEGAL.pattern}|_(?=x)")
_SPACE = re.compile(r"\s+")
_EXACT = 10**15  # a spreadsheet keeps 15 digits
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')  # what in a number format stands for itself


class Mangled(ValueError):
    """A cell whose text is not known for certain any more; the message says why."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: its value as the file types it (`s` text, `n` number, `d` date, `b`, `e`, `f` formula), and its format."""

    value: Any
    type: str
    format: str = "General"


EMPTY = Cell(None, "n")


def units(text: str) -> int:
    """The length of a text as a spreadsheet counts it."""
    return len(text) + sum(char > "\uffff" for char in text)


def shown(text: str) -> str:
    """`text` as a cell can hold it: characters that XML has no place for are replaced by U+FFFD."""
    return _ESCAPE.sub("_x005F_", _ILLEGAL.sub(REPLACED, text))


def unescaped(text: str) -> str:
    """What a cell's text stands for, whether or not the program that saved it has kept our escapes."""
    return text.replace("_x005F_", "_")


def excerpt(text: str) -> str:
    """A text that is only to be read, cut where no cell could hold it; … stands for the rest."""
    return text if len(text) <= LIMIT // 4 else f"{text[: LIMIT // 4]}…"


def cut(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """What is before, in and behind a span, at most `width` characters each; … stands for what is left out."""
    before, inside, behind = text[:start], text[start:end], text[end:]
    if len(before) > width:
        before = f"…{before[-width:]}"
    if len(inside) > 2 * width:
        inside = f"{inside[:width]}…{inside[-width:]}"
    if len(behind) > width:
        behind = f"{behind[:width]}…"
    return before, inside, behind


def packed(value: Mapping[str, Any]) -> str:
    """JSON that is exact for every text, and that a cell can hold."""
    made = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", made)


def fingerprint(texts: Iterable[str]) -> str:
    """What tells texts from others in their cells, whatever a program that saved them made of white space."""
    joined = "\0".join(_SPACE.sub("", unescaped(shown(text))) for text in texts)
    return sha256(joined.encode()).hexdigest()[:16]


def typed(cell: Cell, kind: Kind, before: str) -> str:
    """The text a reviewer means by a cell that held `before`; `before` itself where the cell was only retyped by a spreadsheet.

    Dates and numbers that a spreadsheet made of what was typed become text again where only one text can have been meant.
    Raises `Mangled` for others, and for formulas, which are never evaluated.
    """
    if cell.value is None:
        return ""
    if cell.type == "f":
        raise Mangled("a formula; type the value itself")
    if cell.type == "s":
        return _text(str(cell.value), before)
    if cell.type in ("n", "d") and _same(cell, before):
        return before
    if cell.type == "n" and isinstance(cell.value, int | float):
        return _number(cell.value, cell.format, kind)
    if cell.type == "d" and isinstance(cell.value, datetime):
        return _date(cell.value, cell.format, kind)
    raise Mangled(f"the spreadsheet holds {cell.value} here, which is no text; type it again with ' before it")


def _text(text: str, before: str) -> str:
    text = text.replace("_x000D_\n", "\n").replace("\r\n", "\n")
    if unescaped(text) == unescaped(shown(before)):
        return before
    if REPLACED in text and REPLACED not in before:
        raise Mangled(f"{REPLACED} stands for a character that a workbook cannot hold; correct this in the app")
    return unescaped(text).strip()


def _same(cell: Cell, before: str) -> bool:
    """Whether a spreadsheet would have made the cell of what it held."""
    if isinstance(cell.value, datetime):
        whole = cell.value.time() == time()
        return whole and (before == f"{cell.value:%Y-%m-%d}" or (cell.value.day == 1 and before == f"{cell.value:%Y-%m}"))
    try:
        return isinstance(cell.value, int | float) and bool(before) and float(before) == cell.value
    except ValueError:
        return False


def _number(value: float, form: str, kind: Kind) -> str:
    whole = math.isfinite(value) and float(value).is_integer()
    if math.isfinite(value) and abs(value) < _EXACT and "%" not in form:
        if kind == "number":
            return str(int(value)) if whole else f"{value:.15g}"
        if kind == "edtf" and whole and 1000 <= value <= 9999:
            return str(int(value))
    raise Mangled(f"the spreadsheet made the number {value:.15g} of what was typed, and others give it too; type it again with ' before it")


def _date(value: datetime, form: str, kind: Kind) -> str:
    parts = set(_QUOTED.sub("", form.lower())) & set("ymdhs")
    if kind in ("edtf", "iso-date") and value.time() == time():
        if parts == {"y", "m", "d"}:
            return f"{value:%Y-%m-%d}"
        if parts == {"y", "m"} and value.day == 1:
            return f"{value:%Y-%m}"
    raise Mangled(f"the spreadsheet made a date of what was typed ({value:%Y-%m-%d}); type it again with ' before it")
