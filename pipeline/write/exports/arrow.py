"""Typed rows → record batches of Arrow, whose schema says what each table, key and column is."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pyarrow as pa

from pipeline.tables import schema
from pipeline.tables.columns import Type
from pipeline.write.exports.tables import Tables, column_values, references

_TYPES: dict[Type, pa.DataType] = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64()}


def schema_of(table: schema.Table) -> pa.Schema:
    """The table's columns with their types; metadata `description`, `primaryKey` and `foreignKeys` as in datapackage.json."""
    fields = [
        pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata={"description": column.description})
        for column in table.columns
    ]
    told = {"name": table.name, "description": f"one row per {table.row}"}
    if table.key:
        told["primaryKey"] = json.dumps(table.key)
    if table.refers:
        told["foreignKeys"] = json.dumps(
            [{"fields": [column], "reference": {"resource": target, "fields": [key]}} for column, target, key in references(table)]
        )
    return pa.schema(fields, metadata=told)


def batches(tables: Tables, table: schema.Table) -> Iterator[pa.RecordBatch]:
    """The rows of a table, some thousand at a time."""
    made_of = schema_of(table)
    for rows in tables.chunks(table):
        columns = column_values(rows, len(made_of))
        arrays = [pa.array(values, field.type) for values, field in zip(columns, made_of, strict=True)]
        yield pa.RecordBatch.from_arrays(arrays, schema=made_of)
