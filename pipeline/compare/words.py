"""A row → how a comparison shows it: its id, its words, and what is filled in it."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.compare.model import Change, Field, Kind, Quote, Row
from pipeline.compare.sides import KEYS

# Columns that only say where a row stands.
PLACES = frozenset(
    ("page", "raw_start", "raw_end", "start", "end", "paragraph", "sentence", "marker_start", "sequence", "row", "column", "row_id")
)
_WORDS: Mapping[str, tuple[str, ...]] = {
    "documents": ("title",),
    "sections": ("label", "heading"),
    "entity_index": ("name",),
    "citations": ("raw",),
    "sources": ("authors", "title", "container"),
    "evidence": (),
    "figures": ("label", "caption"),
    "problems": ("message",),
    "review_log": ("verdict", "quote"),
}


def changed(kind: Kind, table: str, old: Row | None, new: Row | None, *, quote: Quote, fields: tuple[Field, ...] = ()) -> Change:
    """A change of a row; `old` or `new` is None where there is none."""
    method = "code" if table == "problems" else "method"
    row = new or old or {}
    return Change(
        kind,
        table,
        row.get("doc_id", ""),
        (old.get(method, "") if old else "", new.get(method, "") if new else ""),
        (row_id(table, old) if old else "", row_id(table, new) if new else ""),
        quote,
        fields,
        "" if fields else "; ".join(f"{name}={cell}" for name, cell in row.items() if cell and _is_read(table, name)),
    )


def _is_read(table: str, column: str) -> bool:
    return column not in PLACES and column not in ("doc_id", "method", "score", "text", *KEYS[table][:1]) and column != "sentence_id"


def row_id(table: str, row: Row) -> str:
    """What names a row in its table; "" for a problem."""
    return "|".join(row[column] for column in (("decision_id", "doc_id") if table == "review_log" else KEYS[table]))


def words_of(table: str, row: Row) -> str:
    """What a row says, in the words of the report where it has some."""
    return " ".join(row[column] for column in _WORDS.get(table, ("text",)) if row.get(column))
