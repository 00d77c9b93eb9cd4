"""Entity mentions of each document → one row for each thing named anywhere: entity_index.

What the index needs of a document is a count of what was named how, so that documents can be read in different processes
and put together afterwards. The order in which they come in does not matter.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

from pipeline.tables.cells import Row

_ISO3166 = re.compile(r"[A-Z]{3}")


class Naming(NamedTuple):
    """A way in which a thing was named: its canonical name there, its kind, and the words that count as a name of it."""

    entity_id: str
    name: str
    label: str
    subtype: str
    form: str


class EntityIndex:
    """The things named in the documents added so far. Memory grows with the distinct namings, not with the documents."""

    def __init__(self) -> None:
        self._namings: dict[str, Counter[Naming]] = defaultdict(Counter)
        self._documents: Counter[str] = Counter()

    def add(self, found: Mapping[Naming, int]) -> None:
        """Counts in what `namings.namings` found in one document."""
        for naming, count in found.items():
            self._namings[naming.entity_id][naming] += count
        self._documents.update({naming.entity_id for naming in found})

    def rows(self) -> list[Row]:
        """The rows of entity_index.csv, by label and name; where documents differ, a thing's name is the form used most often."""
        made = [_row(counted, self._documents[entity_id]) for entity_id, counted in self._namings.items()]
        return sorted(made, key=lambda row: (row["label"], row["name"], row["entity_id"]))


def _row(counted: Counter[Naming], documents: int) -> Row:
    names: Counter[str] = Counter()
    kinds: Counter[tuple[str, str]] = Counter()
    forms: Counter[str] = Counter()
    for naming, count in counted.items():
        names[naming.name] += count
        kinds[naming.label, naming.subtype] += count
        forms[naming.form] += count
    entity_id = next(iter(counted)).entity_id
    label, subtype = _most(kinds)
    name = _most(names)
    aliases = sorted(forms.keys() | names.keys(), key=lambda form: (-forms[form], form))
    return {
        "entity_id": entity_id,
        "label": label,
        "subtype": subtype,
        "name": name,
        "aliases": [alias for alias in aliases if alias != name],
        "iso3166": entity_id if _ISO3166.fullmatch(entity_id) else "",
        "mentions": counted.total(),
        "documents": documents,
    }


def _most(counter: Counter[Any]) -> Any:
    """The most frequent value; among equals the longest, then the first in order."""
    return min(counter, key=lambda value: (-counter[value], -len(str(value)), value))
