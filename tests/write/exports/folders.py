"""Output folders whose every cell of text is hostile, and what their CSVs hold, read the plain way."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from pipeline.tables import schema
from pipeline.tables.cells import guarded
from pipeline.write.arrays import arrays
from pipeline.write.csv import header, lines

TEXTS = [
    '=HYPERLINK("https://example.org","海")',
    "+1-2",
    "@SUM(A1:A9)",
    "-中国",
    "]]><x>&amp;</x><!--",
    '<script>alert("1")</script>',
    "'; DROP TABLE sentences; --",
    '"引用", 読点、 {0} {text} %s \\N \\u0041',
    "行一\n行二\r\n行三\tタブ",
    "空\0文字\x1bと制御\x7f",
    "𠮷野家で😀を見た",
    "代用\ud800対",
    "2024-01-02",
    "00123",
    "1e5",
    "#N/A",
    "_x0041_と_x000D_",
    "TRUE",
    "改行\u2028区切り\x85次",
    "左|右|",
    "　 空白　の 間 ",
    "\u200bﬁ\ufeff終",
    "防衛白書は中国の行動を分析した。",
]
Row = tuple[Any, ...]


def make(folder: Path, texts: list[str] = TEXTS) -> Path:
    """A folder with a document for each text, which has a row in every table, and the text in every column that is free."""
    folder.mkdir(parents=True)
    for table in schema.TABLES:
        rows = [_row(table, number, text) for number, text in enumerate(texts)]
        columns = arrays([[row[name] for row in rows] for name in table.names])
        (folder / f"{table.name}.csv").write_bytes(header(table) + lines(columns).to_pybytes())
    settings = {"model": "ja_ginza", "batch_size": 16, "cache": False, "cache_dir": "", "cache_bytes": 1_000_000}
    (folder / "run.json").write_text(json.dumps({"settings": settings}), encoding="utf-8")
    return folder


def _row(table: schema.Table, number: int, text: str) -> dict[str, str]:
    targets = dict(table.refers)
    made = {}
    for column in table.columns:
        if column.name in targets:
            made[column.name] = _id(targets[column.name], number)
        elif column.name in table.key or column.name == "doc_id":
            made[column.name] = (
                str(number) if column.type == "integer" else _id("documents" if column.name == "doc_id" else table.name, number)
            )
        elif column.name == "kind" and table.name == "sentences":
            made[column.name] = "body"
        elif column.enum:
            made[column.name] = column.enum[number % len(column.enum)]
        elif column.type == "string":
            made[column.name] = guarded(text)
        else:
            made[column.name] = str(number) if column.type == "integer" else f"{number}.{number + 1}"
    if "start" in made:
        made |= {"start": str(len(guarded(text)) - len(text)), "end": str(len(guarded(text))), "text": text}
    if table.name == "table_cells":
        made["row"] = "0"
    return made


def _id(table: str, number: int) -> str:
    return f"doc-{number}" if table == "documents" else f"doc-{number}:{table}"


def held(folder: Path, name: str) -> list[Row]:
    """The rows of a table's CSV with the types of the schema, by Python's own reader."""
    table = next(table for table in schema.TABLES if table.name == name)
    with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    types = {"string": str, "integer": int, "number": float}
    return [tuple(types[c.type](cell) if cell else None for c, cell in zip(table.columns, cells, strict=True)) for cells in rows[1:]]


def dicts(folder: Path, name: str) -> list[dict[str, Any]]:
    """The same, by column."""
    table = next(table for table in schema.TABLES if table.name == name)
    return [dict(zip(table.names, row, strict=True)) for row in held(folder, name)]
