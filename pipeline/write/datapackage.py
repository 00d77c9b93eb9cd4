"""The schema → datapackage.json, a Frictionless Tabular Data Package: types, keys and a description of every column."""

from __future__ import annotations

import json
from typing import Any

from pipeline.tables import schema


def datapackage() -> bytes:
    """The description of all tables, to stand beside them."""
    package = {
        "profile": "tabular-data-package",
        "name": "nids-pipeline-outputs",
        "title": "Entities, dates, quantities, notes and sources of policy-research reports",
        "resources": [_resource(table) for table in schema.TABLES],
    }
    return (json.dumps(package, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: schema.Table) -> dict[str, Any]:
    described: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        described["primaryKey"] = list(table.key)
    if table.refers:
        described["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": "" if target == table.name else target, "fields": [_key_of(target)]}}
            for column, target in table.refers
        ]
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "description": f"one row per {table.row}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": described,
    }


def _key_of(name: str) -> str:
    return next(table.key[0] for table in schema.TABLES if table.name == name)


def _field(column: schema.Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.enum:
        constraints["enum"] = list(column.enum)
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.description}
    return field | ({"constraints": constraints} if constraints else {})
