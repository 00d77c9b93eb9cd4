"""What a reviewer typed about a row → the cells that change: which fields can be corrected, what they may hold, what follows of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.review.fields import cells, naming, things
from pipeline.review.fields.completing import completed
from pipeline.review.fields.correcting import differing
from pipeline.review.fields.faults import Invalid
from pipeline.review.fields.naming import Nameable
from pipeline.review.model import Row
from pipeline.review.rows import MENTIONS, READING
from pipeline.tables import schema

__all__ = ["FIELDS", "Field", "Invalid", "Nameable", "checked", "completed", "corrected"]

Kind = Literal["choice", "text", "number", "edtf", "iso-date", "list", "date-id", "things"]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be corrected: how it is typed, the values of a `choice`, and whether it may not be empty."""

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    required: bool = False


_KINDS: Mapping[tuple[str, str], Kind] = {
    ("dates", "value"): "edtf",
    ("dates", "earliest"): "iso-date",
    ("dates", "latest"): "iso-date",
    ("citations", "issued"): "edtf",
    ("documents", "published"): "edtf",
    ("documents", "affiliations"): "list",
    ("events", "date_id"): "date-id",
    **{("events", name): "things" for name in naming.PARTIES},
    ("events", "objects"): "list",
}
_LISTS = ("authors", "editors", "translators")
_REQUIRED = ("label", "entity_id", "name", "type", "kind", "form", "action_class", "polarity", "modality")
_FIXED = {"events": ("text", "action", *naming.BOUNDS)}  # judged, and not corrected: the words and what follows of the date
_FIGURES = ("volume", "issue", "pages", "number")
_OFFSET = "offset"
_LONGEST = 10_000  # characters
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")


def _fields(table: schema.Table) -> tuple[Field, ...]:
    columns = {column.name: column for column in table.columns}
    made = []
    for name in (name for name in READING[table.name] if name not in _FIXED.get(table.name, ())):
        column = columns[name]
        kind = _KINDS.get((table.name, name), "list" if name in _LISTS else "number" if column.type == "number" else "text")
        required = name in _REQUIRED or (table.name, name) in (("dates", "value"),)
        made.append(Field(name, "choice" if column.enum else kind, column.enum, required))
    return tuple(made)


# By table, in the order of `rows.READING`; problems can only be accepted or rejected.
FIELDS: Mapping[str, tuple[Field, ...]] = {
    table.name: () if table.name == "problems" else _fields(table) for table in schema.TABLES if table.name in READING
}
_LABELS = next(field.choices for field in FIELDS["entities"] if field.name == "label")


def checked(table: str, values: Mapping[str, str], row: Row | None, known: Nameable | None = None) -> dict[str, str]:
    """The fields that `values` change in a row, as cells of the table, and what follows of them for an entity's label, id and name.

    The row may be its `rows.reading`. Nothing is left of values that it has already, and what is given back gives itself. Without
    a `row` they are those of an added mention, and required fields must be among them. A mention that is moved has `text` and
    `offset` (see `Decision`). `known` is what an event can name; without it ids are taken as given. Raises `Invalid`.
    """
    _known(table, values)
    before: Row = row or {}
    changed: dict[str, str] = {}
    for field in FIELDS[table]:
        typed = values.get(field.name)
        if typed is None or typed == before.get(field.name, "") or field.name == "text":
            continue
        cell = _cell(table, field, typed, {**before, **changed}, known) if typed.strip() else ""
        if not cell and field.required:
            raise Invalid(field.name, f"{field.name} cannot be empty", "required")
        if cell != before.get(field.name, ""):
            changed[field.name] = cell
    if table == "entities":
        changed = things.consistent(changed, before)
    if table == "events":
        changed = naming.dated(changed, values, known)
    now = {**before, **changed}
    if table == "dates":
        _check_date(changed, now)
    if table == "quantities":
        _check_quantity(changed, now)
    if row is None:
        _check_required(table, now)
    return (_span(values, row) if table in MENTIONS else {}) | changed


def corrected(table: str, values: Mapping[str, str], seen: Row, row: Row, known: Nameable | None = None) -> dict[str, str]:
    """The fields of a correction of `row`, of what `values` change in the row as it was shown (`seen`), which an earlier one may have left.

    What an earlier correction gave is given again; what followed of it follows of what stands now: an entity's id and name of each
    other, the bounds of a date of its value, those of an event of its date. `text` and `offset` are told from `row`. Raises `Invalid`.
    """
    moves = {name: values[name] for name in ("text", _OFFSET) if name in values and table in MENTIONS}
    changed = checked(table, {name: value for name, value in values.items() if name not in moves}, seen, known)
    moved = _span(moves, row) if moves else {}
    return moved | differing(table, changed, moved.get("text", row.get("text", "")), seen, row)


def _known(table: str, values: Mapping[str, str]) -> None:
    allowed = {field.name for field in FIELDS[table]} | ({_OFFSET} if table in MENTIONS else set())
    allowed |= set(naming.BOUNDS) if table == "events" else set()
    for name in values:
        if name not in allowed:
            raise Invalid(name, f"{name} of {table} cannot be corrected", "unknown-field")
        if len(values[name]) > _LONGEST:
            raise Invalid(name, f"more than {_LONGEST} characters", "long")


def _cell(table: str, field: Field, typed: str, now: Row, known: Nameable | None) -> str:
    """What was typed, not empty, as the cell it stands for; `now` is the row with what was changed before this field."""
    name = field.name
    if field.kind == "choice":
        return cells.chosen(name, typed, field.choices)
    if field.kind == "number":
        return cells.amount(name, typed)
    if field.kind == "iso-date":
        return cells.iso_date(name, typed)
    if field.kind == "list":
        return cells.several(typed)
    if field.kind == "date-id":
        return naming.date_id(name, typed, known)
    if field.kind == "things":
        return naming.things(name, typed, known)
    if field.kind == "edtf":
        return cells.when(name, typed, now.get("type") or "DATE") if table == "dates" else cells.publication(name, typed)
    return _text(table, name, typed, now)


def _text(table: str, name: str, typed: str, now: Row) -> str:
    match (table, name):
        case ("entities", "entity_id"):
            return things.entity_id(name, typed, _LABELS)
        case ("entities", "subtype"):
            return cells.subtype(name, typed)
        case ("quantities", "unit"):
            return cells.unit(name, typed, now.get("kind", ""))
        case ("quantities", "per"):
            return cells.base_of_rate(name, typed)
        case ("citations", "url"):
            return cells.address(name, typed)
        case ("citations", "language"):
            return cells.language(name, typed)
    return cells.figures(typed) if name in _FIGURES else cells.text(typed)


def _check_date(changed: Row, now: Row) -> None:
    if "type" in changed and "value" not in changed and now.get("value"):
        cells.when("value", now["value"], now["type"])
    if not {"earliest", "latest"} & changed.keys():
        return
    standing = changed if {"type", "value", "mod"} & changed.keys() else now  # what is not given follows of these
    first, last = standing.get("earliest"), standing.get("latest")
    if first and last and first > last:
        raise Invalid("latest", f"latest {last} is before earliest {first}", "order")


def _check_quantity(changed: Row, now: Row) -> None:
    if "kind" in changed and "unit" not in changed and now.get("unit"):
        cells.unit("unit", now["unit"], now["kind"])
    if not {"value", "value_max"} & changed.keys() or not now.get("value_max"):
        return
    if not now.get("value"):
        raise Invalid("value", "a range has a low end too", "required")
    if Decimal(now["value_max"]) < Decimal(now["value"]):
        raise Invalid("value_max", f"value_max {now['value_max']} is less than value {now['value']}", "order")


def _check_required(table: str, now: Row) -> None:
    for field in FIELDS[table]:
        if field.required and not now.get(field.name):
            raise Invalid(field.name, f"{field.name} cannot be empty", "required")


def _span(values: Mapping[str, str], row: Row | None) -> dict[str, str]:
    """`text` and `offset` of a mention whose span changes; that they stand so in the sentence is for the caller to see."""
    text, offset = values.get("text"), values.get(_OFFSET, "")
    if offset and not _WHOLE.fullmatch(offset):
        raise Invalid(_OFFSET, f"{offset!r} is no number of characters", "offset")
    if text is not None and (not text or text != text.strip()):
        raise Invalid("text", "the words of a mention are not empty and have no spaces around them", "text")
    if row is None:
        return {} if text is None else {"text": text}
    moved = bool(offset) and int(offset) != 0
    if text is None and not moved:
        return {}
    if text is None or (not offset and text != row.get("text")):
        raise Invalid("text" if text is None else _OFFSET, "a mention that is moved needs both its words and its offset", "offset")
    return {"text": text, _OFFSET: str(int(offset))} if moved or text != row.get("text") else {}
