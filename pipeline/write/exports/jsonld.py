"""Tables → JSON-LD: every row a node with its columns, told besides in the terms of schema.org and of W3C Web Annotation.

Reports, works, things and sentences are of schema.org; every mention is an annotation of its sentence. The context stands in the
file: nothing has to be fetched. A line is a node, so that a file of any length is written and read line by line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from pipeline.tables import schema
from pipeline.write.exports.annotations import ANNOTATED, annotation
from pipeline.write.exports.documents import GATHERED, OWN, Row, Whole, wholes
from pipeline.write.exports.iris import ROWS, iri
from pipeline.write.exports.tables import Tables, Value, references, unsound
from pipeline.write.exports.terms import TERMS, number

_OA = ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "TextualBody", "identifying", "tagging")
_LINK = {"body": "oa:hasBody", "target": "oa:hasTarget", "source": "oa:hasSource", "selector": "oa:hasSelector"}
_WORD = {"motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose"}
CONTEXT: Mapping[str, Any] = {  # the words of the Web Annotation context that are used here, under the same names
    "id": "@id",
    "type": "@type",
    "oa": "http://www.w3.org/ns/oa#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "nids": f"{ROWS}column:",
    "table": f"{ROWS}table:",
    **{name: f"oa:{name}" for name in (*_OA, "exact", "prefix", "suffix")},
    **{name: {"@id": term, "@type": "@id"} for name, term in _LINK.items()},
    **{name: {"@id": term, "@type": "@vocab"} for name, term in _WORD.items()},
    **{name: {"@id": f"oa:{name}", "@type": "xsd:nonNegativeInteger"} for name in ("start", "end")},
    "value": "rdf:value",
}
_KEYS = {table.name: table.key for table in schema.TABLES}
_POINTERS = {table.name: {column: target for column, target, _ in references(table)} for table in schema.TABLES}
_NUMBERS = {table.name: {column.name for column in table.columns if column.type == "number"} for table in schema.TABLES}


def lines(tables: Tables, tell: Callable[[str], None]) -> Iterator[str]:
    """The lines of the file: the context, then a node a line. No row is left out, so that `tell` is told nothing.

    Raises `PipelineError` where two rows share a key.
    """
    yield '{"@context": ' + json.dumps(CONTEXT, ensure_ascii=False) + ',\n"@graph": ['
    separator = "\n"
    for node in _nodes(tables):
        yield separator + json.dumps(node, ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def _nodes(tables: Tables) -> Iterator[dict[str, Any]]:
    for table in GATHERED:
        names = _Names(tables, table.name)
        for place, values in enumerate(tables.rows(table), 1):
            yield names.checked(_node(table.name, dict(zip(table.names, values, strict=True)), str(place)))
    for whole in wholes(tables):
        yield _node("documents", whole.row, "") | _cites(whole.tables["citations"])
        texts = {row["sentence_id"]: str(row["text"]) for row in whole.tables["sentences"]}
        backed = _backed(whole)
        for table in OWN:
            names = _Names(tables, table.name)
            for place, row in enumerate(whole.tables[table.name], 1):
                node = _node(table.name, row, f"{whole.doc_id}.{place}")
                if table.name in ANNOTATED:
                    node |= annotation(table.name, row, texts[row["sentence_id"]])
                    node["type"] = [node["type"], "Annotation"]
                if table.name == "sentences":
                    node |= _cites(backed.get(row["sentence_id"], []))
                yield names.checked(node)


class _Names:
    """The names that rows of a table have already: two nodes of one name would be one."""

    def __init__(self, tables: Tables, table: str) -> None:
        self._folder, self._table, self._taken = tables.folder, table, set[str]()

    def checked(self, node: dict[str, Any]) -> dict[str, Any]:
        if node["id"] in self._taken:
            raise unsound(self._folder, self._table, f"two rows share the key of {node['id']}")
        self._taken.add(node["id"])
        return node


def _node(table: str, row: Row, place: str) -> dict[str, Any]:
    """A row with all its columns, and in the terms of schema.org; one of a table without a key is named by its `place`."""
    made: dict[str, Any] = {"id": iri(table, *([row[column] for column in _KEYS[table]] or [place])), "type": f"table:{table}"}
    for column, value in row.items():
        if value is not None:
            made[f"nids:{column}"] = _value(table, column, value)
    if table in TERMS:
        told = TERMS[table](row)
        made |= told | {"type": [made["type"], told["type"]]}
    return made


def _value(table: str, column: str, value: Value) -> Any:
    if column in _POINTERS[table]:
        return {"id": iri(_POINTERS[table][column], value)}
    return number(value) if column in _NUMBERS[table] else value


def _backed(whole: Whole) -> dict[Value, list[Row]]:
    """The evidence of each sentence."""
    found: dict[Value, list[Row]] = {}
    for row in whole.tables["evidence"]:
        found.setdefault(row["sentence_id"], []).append(row)
    return found


def _cites(rows: Sequence[Row]) -> dict[str, Any]:
    """The works that rows point to, each once."""
    works = dict.fromkeys(iri("sources", row["source_id"]) for row in rows if row["source_id"])
    return {"schema:citation": [{"id": work} for work in works]} if works else {}
