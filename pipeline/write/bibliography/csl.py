"""Works → CSL-JSON, valid against the schema of the Citation Style Language project."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pipeline.write.bibliography.names import PersonName
from pipeline.write.bibliography.published import Published
from pipeline.write.bibliography.works import Work

_ROLES = (("author", "authors"), ("editor", "editors"), ("translator", "translators"))


def csl_json(works: Sequence[Work]) -> str:
    """The works as a JSON array, one item each with its source_id as `id`."""
    return json.dumps([_item(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _item(work: Work) -> dict[str, Any]:
    item: dict[str, Any] = {"id": work.source_id, "type": work.type}
    for variable, role in _ROLES:
        if people := work.people(role):
            item[variable] = [_name(person) for person in people]
    item |= work.variables
    if work.type == "report" and work.issue:
        item["number"] = work.issue  # where styles look for the number of a report
    for variable, date in (("issued", work.published), ("accessed", work.visited)):
        if date.text:
            item[variable] = _date(date)
    if work.remarks:
        item["note"] = "\n".join(work.remarks)
    return item


def _name(name: PersonName) -> dict[str, str]:
    if not name.family:
        return {"literal": name.literal}
    return {"family": name.family, "given": name.given} | ({"suffix": name.suffix} if name.suffix else {})


def _date(date: Published) -> dict[str, Any]:
    if not date.parts:
        return {"literal": date.text}
    made: dict[str, Any] = {"date-parts": [list(point) for point in date.parts]}
    if date.season:
        made["season"] = date.season
    if date.circa:
        made["circa"] = True
    return made
