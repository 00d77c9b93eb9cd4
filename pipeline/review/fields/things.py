"""An entity as a reviewer corrected it → label, id and name that belong together.

A state has its ISO 3166-1 alpha-3 code, the few things the gazetteer names so their own id (EUROPE), everything else `LABEL:name`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline import rules
from pipeline.review.fields import cells
from pipeline.review.fields.faults import Invalid
from pipeline.review.model import Row
from pipeline.tables.cells import guarded

_CODE = re.compile(r"[A-Z]{3}")
_PLACES = ("GPE", "LOC")


def entity_id(field: str, typed: str, labels: tuple[str, ...]) -> str:
    """A state's code, `LABEL:name`, or another id of the gazetteer. Raises `Invalid`."""
    plain = cells.folded(typed)
    if plain.upper() in _by_id():
        return plain.upper()
    if _CODE.fullmatch(plain.upper()):
        raise Invalid(field, f"{typed!r} is no state of ISO 3166-1: write its alpha-3 code (CHN, RUS, PRK), or LABEL:name", "state")
    label, colon, name = cells.text(typed).replace("：", ":").partition(":")
    label = cells.folded(label).upper()
    if not colon or not name.strip() or label not in labels:
        raise Invalid(field, f"{typed!r} is no id: write a state's code (CHN) or LABEL:name (ORG:国連)", "entity-id")
    return f"{label}:{name.strip()}"


def consistent(changed: Mapping[str, str], row: Row) -> dict[str, str]:
    """What was changed, and what follows of it for the label, the id, the name and the subtype. `row` is the row before, {} for a new one.

    An id that was given settles label and name; else a name and a label that were given settle the id. Raises `Invalid` where a
    label and an id that were both given contradict each other.
    """
    found = dict(changed)
    if "entity_id" in changed:
        _by_given_id(found, row)
    elif "name" in changed or "label" in changed:
        _by_name(found, row)
    found = {name: value for name, value in found.items() if row.get(name, "") != value}
    known = _by_id().get(found.get("entity_id") or row.get("entity_id", ""))
    if "subtype" not in changed and ("label" in found or (known and "entity_id" in found)):
        found["subtype"] = known["subtype"] if known else ""
    return {name: value for name, value in found.items() if row.get(name, "") != value}


def _by_given_id(found: dict[str, str], row: Row) -> None:
    known = _by_id().get(found["entity_id"])
    label, _, name = found["entity_id"].partition(":")
    labels: tuple[str, ...] = (label,)
    if known:
        label, name, labels = known["label"], known["name"], (known["label"], "GPE")  # 欧 is EUROPE too, beside a state
    if "label" not in found and row.get("label") not in labels:
        found["label"] = label
    if found.get("label", label) not in labels:
        raise Invalid("entity_id", f"{found['entity_id']} is a {label}, and the label is {found['label']}", "label-id")
    found.setdefault("name", guarded(name))


def _by_name(found: dict[str, str], row: Row) -> None:
    """A state's name or alias gives its code and its usual name; any other name stands as it is."""
    label, name = (found.get(field) or row.get(field, "") for field in ("label", "name"))
    for field, cell in (("label", label), ("name", name)):
        if not cell:
            raise Invalid(field, f"{field} cannot be empty", "required")
    known = _by_name_of_place().get(name) if label in _PLACES else None
    if known and (label == "GPE" or known["label"] == label):
        found |= {"entity_id": known["id"], "name": known["name"]}
    else:
        found["entity_id"] = f"{label}:{name.strip()}"


@cache
def _by_id() -> Mapping[str, Mapping[str, str]]:
    """The things whose id is no `LABEL:name`."""
    rows = (*rules.words("gazetteer/states"), *rules.words("gazetteer/places"))
    return {row["id"]: row for row in rows if row["id"] and ":" not in row["id"]}


@cache
def _by_name_of_place() -> Mapping[str, Mapping[str, str]]:
    """Names, aliases and single characters → states, territories and what else has an id of its own (欧州); names before aliases."""
    states = rules.words("gazetteer/states")
    rows = [*states, *(row for row in _by_id().values() if row["label"] != "GPE")]
    short = {row["char"]: _by_id()[row["id"]] for row in rules.words("gazetteer/short_forms") if row["id"] in _by_id()}
    aliases = {alias: row for row in rows for alias in row["aliases"].split("|") if alias}
    return short | aliases | {row["name"]: row for row in rows}
