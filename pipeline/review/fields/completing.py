"""A corrected row → the same with what the program derives of it: the bounds of a date, a measure in SI units."""

from __future__ import annotations

from typing import Any, cast

from pipeline.model import Date, Quantity
from pipeline.tables import si
from pipeline.tables.cells import number

_PARTS = ("START", "MID", "END")
_WORDS = {("third", "START"): "初め", ("third", "MID"): "半ば", ("third", "END"): "末", ("half", "START"): "前半", ("half", "END"): "後半"}


def completed(table: str, row: dict[str, str], sentence_text: str) -> dict[str, str]:
    """The row with what follows of its cells.

    Dates: earliest and latest where they are empty, of type, value, mod and the words. Quantities: value_si, unit_si and
    value_si_max. Rows of other tables are as they were.
    """
    if table == "dates":
        return row | {name: day for name, day in _bounds(row).items() if not row[name]}
    if table == "quantities":
        return row | _measure(row, sentence_text)
    return row


def _bounds(row: dict[str, str]) -> dict[str, str]:
    """A modifier that the words do not say was given by the reviewer, and stands for their part of the period; so does none."""
    from pipeline.resolve.dates.bounds import bounds, part_of  # loads rules: a run without corrected dates does without

    words, mod = row["text"], row["mod"]
    part = part_of(words)
    said = _mod_of(part)
    if mod in _PARTS and mod != said:
        words = _WORDS.get((part.rstrip("123"), mod), _WORDS["third", mod])
    elif mod not in _PARTS and said and "/" not in row["value"]:  # the ends of a range have parts of their own
        words = ""
    earliest, latest = bounds(Date(cast("Any", row["type"]), row["value"], mod), words)
    return {"earliest": earliest, "latest": latest}


def _mod_of(part: str) -> str:
    """The modifier that a named part of a period stands for: the second of two halves is its END, the second of three thirds its MID."""
    if not part:
        return ""
    last = 3 if part.startswith("third") else 2
    return "START" if part.endswith("1") else "END" if part.endswith(str(last)) else "MID"


def _measure(row: dict[str, str], sentence_text: str) -> dict[str, str]:
    def figure(name: str) -> float | None:
        return float(row[name]) if row[name] else None

    names = ("unit_text", "mod", "per", "change", "basis", "item")
    quantity = Quantity(row["kind"], figure("value"), row["unit"], figure("value_max"), **{name: row[name] for name in names})
    measure = si.measure(quantity, sentence_text)
    if measure is None:
        return {"value_si": "", "unit_si": "", "value_si_max": ""}
    high = "" if measure.value_max is None else number(measure.value_max)
    return {"value_si": number(measure.value), "unit_si": measure.unit, "value_si_max": high}
